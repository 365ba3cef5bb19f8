// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What it makes of bodies: those that are legal and odd, and those that are no payload.

#include "core/checks/consumer/consumercheck.h"
#include "core/protocol/payload/payloadwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

constexpr int kDepth = 10'000;
const QByteArray kFiller = "\"Data\":\"";

void accepted(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAccepted(seen);
}

void refusedOrFail(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectRefused(seen, Status::Fail);
}

void refusedOrWarn(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectRefused(seen, Status::Warn);
}

void survives(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAnswer(seen, u"2xx or 4xx"_s);
}

void remarked(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        const int status = seen.status();
        judging.add(status == 0 || status >= 500 ? Status::Fail : Status::Info, seen.what,
                    u"2xx or 4xx"_s, statusText(seen));
    }
}

/// Those that were agreed on come first.
Probes furtherMembers(ProbeContext &context)
{
    Probes probes;
    for (const auto &[name, value] : context.profile.extensions) {
        QByteArray member;
        protocol::appendJsonString(member, name);
        member += ':' + value;
        probes.push_back({.what = u"%1, which was agreed on"_s.arg(QString::fromUtf8(name)),
                          .body = context.events.single(member)});
    }
    const auto add = [&](const QString &what, const QByteArray &member) {
        probes.push_back({.what = what, .body = context.events.single(member)});
    };
    add(u"a string"_s, R"("LocalNote":"hello")");
    add(u"null"_s, R"("LocalNull":null)");
    add(u"an object"_s, R"("Data":{"ListPrice":1,"Rooms":[{"a":[1,2]}]})");
    add(u"an annotation"_s, R"("@odata.etag":"W/\"1\"")");
    return probes;
}

void membersTaken(const Answers &answers, Judging &judging)
{
    const size_t agreed = judging.profile().extensions.size();
    for (size_t i = 0; i < answers.size(); ++i)
        judging.expectAccepted(answers[i], i < agreed ? Status::Fail : Status::Warn);
}

Probes unicode(ProbeContext &context)
{
    QByteArray plain = context.events.single(R"("Note":"Qu\u00e9bec \ud83c\udfe0 \u65e5\u672c")");
    QByteArray raw = context.events.single("\"Note\":\"Qu\xc3\xa9"
                                           "bec \xf0\x9f\x8f\xa0\"");
    return {{.what = u"escapes"_s, .body = plain}, {.what = u"UTF-8"_s, .body = raw}};
}

Probes largeSequences(ProbeContext &context)
{
    return {{.what = u"9007199254740993, which no double holds"_s,
             .body = context.events.withSequence("9007199254740993")},
            {.what = u"9223372036854775807, the largest"_s,
             .body = context.events.withSequence("9223372036854775807")}};
}

Probes badSequences(ProbeContext &context)
{
    return {{.what = u"-5"_s, .body = context.events.withSequence("-5")},
            {.what = u"9223372036854775808"_s,
             .body = context.events.withSequence("9223372036854775808")},
            {.what = u"1.5"_s, .body = context.events.withSequence("1.5")},
            {.what = u"\"1101\", a string"_s, .body = context.events.withSequence("\"1101\"")}};
}

Probes noPayload(ProbeContext &)
{
    return {
        {.what = u"[{\"id\":1}]"_s, .body = R"([{"id":1}])"},
        {.what = u"{}"_s, .body = "{}"},
        {.what = u"\"x\""_s, .body = R"("x")"},
        {.what = u"value is an object"_s,
         .body = R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","value":{}})"}};
}

Probes missingFields(ProbeContext &context)
{
    const QByteArray most = R"("EntityEventSequence":1101,"ResourceName":"Property")";
    return {{.what = u"no ResourceRecordKey"_s, .body = context.events.around(most)},
            {.what = u"ResourceRecordKey as a number"_s,
             .body = context.events.around(most + R"(,"ResourceRecordKey":5)")}};
}

Probes malformed(ProbeContext &context)
{
    const QByteArray good = context.events.single();
    return {{.what = u"a missing brace"_s, .body = good.chopped(1)},
            {.what = u"a comma too many"_s, .body = good.chopped(1) + ",}"},
            {.what = u"single quotes"_s, .body = QByteArray(good).replace('"', '\'')},
            {.what = u"a comment"_s, .body = "/* " + QByteArray("x") + " */" + good},
            {.what = u"text behind it"_s, .body = good + "x"},
            {.what = u"two documents"_s, .body = good + good},
            {.what = u"NaN"_s, .body = context.events.single("\"n\":NaN")},
            {.what = u"a number with a leading zero"_s, .body = context.events.single("\"n\":01")},
            {.what = u"a control character in a string"_s,
             .body = context.events.single("\"n\":\"a\nb\"")},
            {.what = u"a bad escape"_s, .body = context.events.single(R"("n":"\q")")},
            {.what = u"nothing"_s, .body = {}}};
}

Probes badText(ProbeContext &context)
{
    const QByteArray good = context.events.single();
    QByteArray wide("\xff\xfe", 2);
    for (const char character : good) {
        wide.append(character);
        wide.append('\0');
    }
    return {
        {.what = u"with a byte order mark"_s, .body = "\xef\xbb\xbf" + context.events.single()},
        {.what = u"bytes that are no UTF-8"_s, .body = context.events.single("\"n\":\"\xff\xfe\"")},
        {.what = u"UTF-16"_s, .body = wide}};
}

Probes duplicates(ProbeContext &context)
{
    const QByteArray number = QByteArray::number(context.events.next());
    return {{.what = u"EntityEventSequence twice"_s,
             .body = context.events.single("\"EntityEventSequence\":" + number)}};
}

Probes deep(ProbeContext &context)
{
    return {{.what = u"10,000 arrays in each other"_s,
             .body = context.events.single("\"n\":" + QByteArray(kDepth, '[')
                                           + QByteArray(kDepth, ']'))}};
}

Probes large(ProbeContext &context)
{
    Probes probes;
    if (const auto agreed = context.profile.thresholds.body) {
        const qsizetype rest = qsizetype(*agreed) - context.events.single(kFiller + '"').size();
        probes.push_back({.what = u"%1 bytes, which were agreed on"_s.arg(*agreed),
                          .body = context.events.single(
                              kFiller + QByteArray(std::max<qsizetype>(rest, 0), 'x') + '"')});
    }
    for (const int mebibytes : {1, 8})
        probes.push_back({.what = u"%1 MiB"_s.arg(mebibytes),
                          .body = context.events.single(
                              kFiller + QByteArray(qsizetype(mebibytes) << 20, 'x') + '"')});
    return probes;
}

/// Refusing it is fine, as long as somebody says so, and nothing else was agreed on.
void takenOrTooLarge(const Answers &answers, Judging &judging)
{
    std::span<const Seen> open = answers;
    if (judging.profile().thresholds.body) {
        judging.expectAccepted(answers.front());
        open = open.subspan(1);
    }
    for (const Seen &seen : open) {
        const int status = seen.status();
        const bool fine = (status >= 200 && status < 300) || status == 413;
        judging.add(fine                ? Status::Pass
                        : status >= 500 ? Status::Fail
                                        : Status::Warn,
                    seen.what, u"2xx or 413"_s, statusText(seen));
    }
}

const ConsumerCheck kChecks[] = {
    {{"RCP025-R7.further-members", Level::Should, "takes members that it does not know",
      "Local strings, objects, nulls and annotations",
      "2xx passes, 4xx is a warning, 5xx fails; of members of the profile 4xx fails, too"},
     furtherMembers,
     membersTaken},
    {{"J-6.unicode", Level::Must, "takes any Unicode text", "Escapes, surrogates, and raw UTF-8",
      "2xx passes"},
     unicode,
     accepted},
    {{"J-4.large-integers", Level::Must, "takes sequences that no double holds",
      "2^53+1 and 2^63-1 as EntityEventSequence", "2xx passes: the type is a positive int64"},
     largeSequences,
     accepted},
    {{"RCP027-R3.bad-sequences", Level::Should, "refuses what is no sequence",
      "Negative, above 2^63-1, a fraction, a string", "4xx passes, 2xx is a warning, 5xx fails"},
     badSequences,
     refusedOrWarn},
    {{"RCP028-R4.no-payload", Level::Should, "refuses JSON that is no payload",
      "An array, an empty object, a string, a value that is no list",
      "4xx passes, 2xx is a warning, 5xx fails"},
     noPayload,
     refusedOrWarn},
    {{"RCP027-R2.missing-fields", Level::Should, "refuses events without their fields",
      "No key, and a key that is a number", "4xx passes, 2xx is a warning, 5xx fails"},
     missingFields,
     refusedOrWarn},
    {{"J-3.malformed", Level::Must, "refuses what is not JSON",
      "Eleven bodies that break the grammar of RFC 8259", "4xx passes, 2xx and 5xx fail"},
     malformed,
     refusedOrFail},
    {{"J-1.encoding", Level::Must, "survives other encodings",
      "A byte order mark, bytes that are no UTF-8, UTF-16", "2xx or 4xx passes, 5xx fails"},
     badText,
     survives},
    {{"J-2.duplicate-members", Level::Info, "survives a member that comes twice",
      "EntityEventSequence twice, with one value", "what it does is a remark; 5xx fails"},
     duplicates,
     remarked},
    {{"J-5.depth", Level::May, "survives deep nesting", "10,000 arrays in each other",
      "2xx or 4xx passes; 5xx and silence fail"},
     deep,
     survives},
    {{"H-413.large", Level::Should, "takes large bodies, or says that they are too large",
      "1 and 8 MiB, and as many bytes as a profile says",
      "2xx or 413 passes; a reset is a warning, 5xx fails; what was agreed on must be taken"},
     large,
     takenOrTooLarge},
};

} // namespace

std::span<const ConsumerCheck> payloadChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
