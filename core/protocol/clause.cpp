// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/clause.h"

#include <algorithm>
#include <array>

namespace pushbench::protocol {
namespace {

using enum Level;

constexpr std::array kClauses = std::to_array<Clause>({
    // RCP-028, push.
    {"RCP028-R3", Must, "events are pushed by POST"},
    {"RCP028-R4", Must, "the body is an EntityEvent payload"},
    {"RCP028-R5", Must, "the request carries the token that the consumer gave"},
    {"RCP028-R7", Example, "Content-Type is application/json"},
    {"RCP028-R6", May, "an event may be pushed only once it is published"},
    {"RCP028-R10", May, "a producer may give up on a slow consumer, and come back later"},
    {"RCP028-R13", Should, "429 halts the whole transfer to that consumer"},
    {"RCP028-R15", Should, "the wait is as long as Retry-After says"},
    {"RCP028-R16", May, "retries are bounded, and no storm"},
    {"RCP028-R17", May, "the flow may stop after that many failures"},
    {"RCP028-R20", Harness, "the label that was agreed comes with every request"},
    {"RCP028-R21", Type, "EntityEventSource has 1 to 255 characters"},
    {"RCP028-R23", May, "tokens are long-lived, and a refused one is noticed"},
    {"RCP028-R26", Must, "payloads follow Data Dictionary 2.0 or later"},
    {"RCP028-R27", Example, "HTTP/2 is shown, not required"},
    {"RCP028-R28", Harness, "what was answered 2xx does not come again unasked"},
    {"RCP028-R29", Harness, "events arrive in order, apart from what is under way at once"},
    // RCP-027, the log.
    {"RCP027-R2", Must, "every event has its three fields"},
    {"RCP027-R3", Type, "EntityEventSequence is a positive 64-bit integer, as a JSON number"},
    {"RCP027-R4", Type, "ResourceName is the name of a resource"},
    {"RCP027-R5", Must, "ResourceRecordKey is a string"},
    {"RCP027-R6", Must, "a sequence never changes its meaning"},
    {"RCP027-R7", Should, "events stand in ascending order"},
    {"RCP027-R8", May, "a number may be hidden behind a later event of its record"},
    {"RCP027-R10", Must, "the same sequence gives the same record, pushed or asked for"},
    {"RCP027-R11", Should, "parents come before their children"},
    {"RCP027-R19", Must, "further members are ignored"},
    {"RCP027-R20", May, "ResourceRecordUrl is a URL"},
    // RCP-025, RESO Common Format.
    {"RCP025-R1", Must, "a payload is an object with @reso.context"},
    {"RCP025-R2", Must, "the context is urn:reso:metadata:VERSION:resource:entityevent"},
    {"RCP025-R3", Should, "the context names a known version"},
    {"RCP025-R4", Should, "value decides between single and multi-valued"},
    {"RCP025-R5", May, "value may be empty"},
    {"RCP025-R8", Must, "fields are named as in the Data Dictionary"},
    {"RCP025-R9", Should, "strings are no longer than the Data Dictionary allows"},
    {"RCP025-R10", May, "OData annotations may ride along"},
    // Data Dictionary.
    {"DD20-F2", Type, "ResourceName has up to 255 characters"},
    {"DD20-F3", Type, "ResourceRecordKey has up to 255 characters"},
    {"DD20-F4", Type, "ResourceRecordUrl is a string of up to 8000 characters"},
    {"DD21-F5", Type, "FeedTypes is an array of strings"},
    // HTTP.
    {"H-RA1", Must, "Retry-After is seconds or a date"},
    {"H-RA2", Must, "all three notations of a date are understood"},
    {"H-RA3", Must, "dates are sent as IMF-fixdate"},
    {"H-RA4", Must, "two digits of a year far ahead mean the past century"},
    {"H-RA5", May, "Retry-After also counts with 503, 413 and redirects"},
    {"H-RA6", Harness, "a date is kept to the second, by the producer's own clock"},
    {"H-RA7", Harness, "one Retry-After, not several"},
    {"H-413", Must, "requests are no larger than the consumer takes"},
    {"H-415", Should, "the body comes without a content coding"},
    {"H-CT", Must, "Content-Type is well formed, and its charset is UTF-8"},
    {"H-FRAME", Must, "requests are framed as RFC 9112 and RFC 9113 say"},
    {"H-REDIR", Must, "a redirect keeps the POST, and the token stays with its host"},
    {"H-SLOW", Harness, "requests come without long pauses"},
    // Bearer tokens.
    {"B-3", Must, "one token, by one method, in no URL"},
    {"B-4", Must, "tokens cross a network by TLS only"},
    {"B-5", Must, "Authorization is Bearer, one blank, one token"},
    // JSON.
    {"J-1", Must, "JSON is UTF-8, without a byte order mark"},
    {"J-2", Should, "member names are unique"},
    {"J-3", Must, "the body is JSON"},
    {"J-4", Harness, "integers above 2^53-1 survive exact readers only"},
    {"J-5", Harness, "nesting stays within reason"},
    {"J-6", Must, "escapes make whole characters"},
    {"J-8", Must, "neither NaN, comments nor trailing commas are JSON"},
    // Vendors' extensions.
    {"V-1", Harness, "profile: CDATA Labs"},
    {"V-2", Harness, "profile: SourceRE hub"},
    {"V-3", Harness, "profile: RCP-49 EventTypes"},
    {"V-4", Harness, "profile: Centris"},
});

} // namespace

QByteArrayView levelName(Level level) noexcept
{
    switch (level) {
    case Must:
        return "MUST";
    case Should:
        return "SHOULD";
    case May:
        return "MAY";
    case Type:
        return "type";
    case Example:
        return "example";
    case Harness:
        return "rule of the bench";
    }
    Q_UNREACHABLE();
}

std::span<const Clause> clauses() noexcept
{
    return kClauses;
}

const Clause *findClause(QByteArrayView id) noexcept
{
    const auto clause = std::ranges::find(kClauses, id, &Clause::id);
    return clause == kClauses.end() ? nullptr : &*clause;
}

} // namespace pushbench::protocol
