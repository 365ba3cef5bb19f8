// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/mutants/mutant.h"

namespace pushbench::checks {
namespace {

std::vector<Consequence> because(QByteArrayView why, std::initializer_list<QByteArrayView> checks)
{
    std::vector<Consequence> list;
    for (const QByteArrayView check : checks)
        list.push_back({check, why});
    return list;
}

} // namespace

std::span<const Mutant> mutantsOf(Suite suite)
{
    switch (suite) {
    case Suite::Consumer:
        return consumerMutants();
    case Suite::Producer:
        return producerMutants();
    case Suite::Resource:
        return resourceMutants();
    }
    Q_UNREACHABLE();
}

std::span<const Mutant> consumerMutants()
{
    static const std::vector<Mutant> all{
        {"RCP028-R1.single", "refuses single-valued bodies",
         because("what is sent to see that is a single event",
                 {"RCP028-R9.answer", "RCP028-R22.no-label", "RCP028-R22.labels",
                  "RCP028-R22.label-255", "RCP028-R12.burst", "B-1.scheme-case",
                  "RCP025-R7.further-members", "J-6.unicode", "J-4.large-integers", "H-413.large",
                  "H-CT.charset", "H-CT.case", "H-HDR.case", "H-EXP.continue", "H-PERS.reuse",
                  "H-PERS.pipelined", "H-TE.chunked", "H-TE.crumbs"})},
        {"RCP028-R8.multi", "refuses several events in one body",
         because("what is sent to see that are several events",
                 {"RCP028-R11.cut-head", "RCP028-R11.cut-body", "RCP028-R11.cut-answer",
                  "RCP028-R11.again", "RCP028-R19.ladder"})},
        {"RCP025-R6.one-element", "refuses a list with one element",
         because("the lowest rung is a list with one element", {"RCP028-R19.ladder"})},
        {"RCP025-R5.empty", "refuses an empty list"},
        {"RCP028-R9.answer", "answers success with a page of HTML"},
        {"RCP028-R11.cut-head", "answers 500 after an abort behind the head"},
        {"RCP028-R11.cut-body", "answers 500 after an abort in the body"},
        {"RCP028-R11.cut-answer", "refuses what came before, although nobody heard its answer",
         because("it remembers what came, and not who heard of it", {"RCP028-R11.again"})},
        {"RCP028-R11.again", "refuses what came before",
         because("whose answer nobody heard came before, too", {"RCP028-R11.cut-answer"})},
        {"RCP028-R22.no-label", "refuses events without a label",
         because("what is sent to see that has no label",
                 {"RCP028-R1.single",
                  "RCP028-R8.multi",
                  "RCP025-R6.one-element",
                  "RCP025-R5.empty",
                  "RCP028-R9.answer",
                  "RCP028-R11.cut-head",
                  "RCP028-R11.cut-body",
                  "RCP028-R11.cut-answer",
                  "RCP028-R11.again",
                  "RCP028-R19.ladder",
                  "RCP028-R12.burst",
                  "B-1.scheme-case",
                  "RCP025-R7.further-members",
                  "J-6.unicode",
                  "J-4.large-integers",
                  "H-413.large",
                  "H-CT.charset",
                  "H-CT.case",
                  "H-HDR.case",
                  "H-EXP.continue",
                  "H-PERS.reuse",
                  "H-PERS.pipelined",
                  "H-TE.chunked",
                  "H-TE.crumbs"})},
        {"RCP028-R22.labels", "refuses labels that it does not know"},
        {"RCP028-R22.label-255", "falls over a label of 255 characters"},
        {"RCP028-R22.label-256", "falls over a label of 256 characters"},
        {"RCP028-R19.ladder", "works on each event before it answers"},
        {"RCP028-R12.burst", "falls over the twenty-sixth event in a row"},
        {"RCP028-R14.retry-after", "says \"soon\" in Retry-After"},
        {"RCP028-R2.no-token", "takes events without a token",
         because("a request with a token in the URL has none where it belongs", {"B-3.query"})},
        {"RCP028-R2.wrong-token", "takes any token",
         because("a token that is nearly right is a wrong one", {"RCP028-R2.almost"})},
        {"RCP028-R2.almost", "compares tokens by their beginnings"},
        {"RCP028-R2.basic", "takes Basic credentials"},
        {"H-401.challenge", "sends 401 without a challenge"},
        {"B-2.error-code", "gives an error code where no token came"},
        {"B-1.scheme-case", "knows \"Bearer\" in one spelling only"},
        {"B-5.two-words", "takes credentials of two words"},
        {"B-5.two-fields", "takes the first of two Authorization fields"},
        {"B-3.query", "takes the token from the URL"},
        {"B-4.tls", "is reached over plain HTTP by an address that is not the loopback's"},
        {"RCP025-R7.further-members", "refuses members that it does not know"},
        {"J-6.unicode", "refuses text beyond ASCII"},
        {"J-4.large-integers", "refuses sequences that no double holds"},
        {"RCP027-R3.bad-sequences", "takes anything for a sequence"},
        {"RCP028-R4.no-payload", "takes JSON without events"},
        {"RCP027-R2.missing-fields", "takes events without their fields"},
        {"J-3.malformed", "takes what is not JSON"},
        {"J-1.encoding", "falls over other encodings"},
        {"J-2.duplicate-members", "falls over a member that comes twice"},
        {"J-5.depth", "falls over deep nesting"},
        {"H-413.large", "falls over large bodies"},
        {"H-405.get", "answers GET with 405 and no Allow"},
        {"H-405.writes", "answers PUT, PATCH and DELETE with 405 and no Allow"},
        {"H-HEAD.harmless", "falls over OPTIONS"},
        {"H-415.types", "takes any media type"},
        {"H-415.coding", "takes a content coding that it cannot undo"},
        {"H-CT.charset", "refuses parameters of the media type"},
        {"H-CT.case", "knows the media type in lower case only"},
        {"H-HDR.case", "knows field names in one spelling only"},
        {"H-EXP.continue", "never says 100 (Continue)"},
        {"H-PERS.reuse", "closes the connection after each answer",
         because("the second of two requests finds its connection closed", {"H-PERS.pipelined"})},
        {"H-PERS.pipelined", "loses the second of two pipelined requests"},
        {"H-DATE.date", "does not say what time it is"},
        {"H-SLOW.dribble", "waits for the end of a head for ever"},
        {"H-TE.chunked", "refuses chunked bodies", because("crumbs are chunks", {"H-TE.crumbs"})},
        {"H-TE.crumbs", "refuses chunks with extensions"},
        {"H-FRAME.length-and-chunked", "takes two framings at once"},
        {"H-FRAME.two-lengths", "takes the first of two lengths"},
        {"H-FRAME.bad-length", "takes a length that is no number"},
        {"H-FRAME.blank-in-name", "takes a blank before the colon"},
        {"H-FRAME.unknown-coding", "takes a transfer coding that nobody knows"},
        {"H-FRAME.no-host", "takes HTTP/1.1 without Host"},
    };
    return all;
}

} // namespace pushbench::checks
