// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/mutants/mutant.h"

namespace pushbench::checks {

std::span<const Mutant> producerMutants()
{
    static const std::vector<Mutant> all{
        {"RCP028-R4.events",
         "sends bodies without events",
         {{"RCP028-R16.refused", "bodies without events are all alike: the next one is the same"}}},
        {"RCP028-R3.method", "sends a PUT"},
        {"RCP028-R5.credential", "sends another token"},
        {"RCP028-R7.media-type", "says that it sends text/plain"},
        {"RCP028-R20.label", "sends a label that was not agreed on"},
        {"RCP028-R21.label-length",
         "sends a label of 256 characters",
         {{"RCP028-R20.label", "nobody can have agreed on a label that long"}}},
        {"RCP028-R26.version", "follows Data Dictionary 1.7"},
        {"RCP025-R1.object", "sends a bare array"},
        {"RCP025-R2.context", "names another resource in the context"},
        {"RCP025-R3.known-version", "names Data Dictionary 9.0"},
        {"RCP025-R4.form", "sends an event's field beside the list"},
        {"RCP025-R8.names", "sends a legacy name"},
        {"RCP027-R2.fields", "leaves out the key"},
        {"RCP027-R3.sequence", "sends a sequence as a string"},
        {"RCP027-R4.resource-name", "sends a resource that nobody knows"},
        {"RCP027-R5.key", "sends a key as a number"},
        {"RCP027-R6.immutable", "gives a sequence to a second record"},
        {"RCP027-R7.ascending", "sends the events of a body from the last to the first"},
        {"RCP027-R11.parents", "begins its log with a Media record"},
        {"DD20-F2.name-length", "sends a resource name of 256 characters"},
        {"DD20-F3.key-length", "sends a key of 256 characters"},
        {"J-1.encoding", "sends a byte order mark"},
        {"J-2.members", "sends a member twice"},
        {"B-3.url", "sends its token in the URL, too"},
        {"B-4.tls", "sends its token over plain HTTP to a proxy in front of the consumer"},
        {"H-FRAME.framing", "sends two lengths that differ"},
        {"RCP028-R28.again", "sends again what was taken"},
        {"RCP028-R29.order", "sends an event behind its successors"},
        {"RCP028-R15.seconds",
         "does not wait for seconds",
         {{"RCP028-R13.all", "who comes back before the time has not stopped the transfer"}}},
        {"RCP028-R15.zero", "stays away after Retry-After: 0"},
        {"H-RA2.imf-fixdate",
         "does not wait for an IMF-fixdate",
         {{"RCP028-R13.all", "who comes back before the time has not stopped the transfer"}}},
        {"H-RA2.rfc850",
         "does not wait for a date of RFC 850",
         {{"RCP028-R13.all", "who comes back before the time has not stopped the transfer"}}},
        {"H-RA2.asctime",
         "does not wait for a date of asctime",
         {{"RCP028-R13.all", "who comes back before the time has not stopped the transfer"}}},
        {"H-RA5.unavailable", "does not wait after a 503"},
        {"RCP028-R13.all",
         "goes on over a second connection while the first one waits",
         {{"RCP028-R15.seconds", "it is in that hold that the second connection does not wait"}}},
        {"RCP028-R16.error", "drops what was answered with 500"},
        {"RCP028-R16.close", "drops what was not answered when the connection was closed"},
        {"RCP028-R16.reset", "drops what was not answered when the connection was reset"},
        {"RCP028-R16.refused", "sends again what was refused for what it is"},
        {"H-POST.once",
         "sends again what is under way, over a second connection",
         {{"RCP028-R28.again", "both requests are taken in the end, and nothing asked for two"}}},
        {"RCP028-R10.slow", "gives up on an answer that is a little late"},
        {"RCP028-R10.too-slow", "drops what it gave up waiting for"},
        {"RCP028-R17.recovery", "gives up for good after a refusal"},
        {"RCP028-R23.next-token", "stands still when its token is refused"},
        {"RCP028-R23.storm", "tries again and again with a token that is refused"},
    };
    return all;
}

} // namespace pushbench::checks
