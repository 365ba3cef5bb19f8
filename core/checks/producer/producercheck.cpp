// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/producer/producercheck.h"

#include "core/checks/producer/agreement.h"
#include "core/checks/producer/patience.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

using consumer::Manner;

void add(Outcome &outcome, Status status, const QString &what, const QString &expected,
         const QString &actual, ExchangeNumber evidence = {})
{
    outcome.assertions.push_back({what, status, expected, actual});
    if (evidence.value > 0)
        outcome.evidence.push_back(evidence);
}

/// Is it about what the check looks at? Of lengths the payload's judge says what they are in
/// characters under RCP025-R9, and under the field's own clause only where counts differ.
bool concerns(QByteArrayView clause, const protocol::Finding &finding)
{
    if (clause == QByteArrayView(finding.id))
        return true;
    return QByteArrayView(finding.id) == QByteArrayView("RCP025-R9")
        && ((clause == QByteArrayView("DD20-F2") && finding.where.endsWith("/ResourceName"))
            || (clause == QByteArrayView("DD20-F3")
                && finding.where.endsWith("/ResourceRecordKey")));
}

/// The clause's own findings, over all that the producer sent.
void byFindings(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    if (seen.exchanges == 0)
        return;
    const QByteArrayView clause = check.spec.clause();
    for (const ledger::FindingRecord &record : seen.findings) {
        if (!concerns(clause, record.finding)
            || (clause == "RCP025-R8" && isAgreedName(seen.profile, record.finding)))
            continue;
        const Status status = record.finding.verdict == protocol::Verdict::Fail ? Status::Fail
            : record.finding.verdict == protocol::Verdict::Warn                 ? Status::Warn
                                                                                : Status::Info;
        add(outcome, status, QString::fromUtf8(record.finding.where),
            record.finding.expected.isEmpty() ? QString::fromUtf8(check.spec.expectation)
                                              : record.finding.expected,
            record.finding.text, record.exchange);
    }
    if (clause == "RCP028-R5")
        judgeAgreedFields(seen, outcome);
    if (clause == "RCP025-R4")
        judgeAgreedForms(seen, outcome);
    if (outcome.assertions.empty() && seen.withEvents > 0)
        add(outcome, Status::Pass, u"%1 requests"_s.arg(seen.exchanges),
            QString::fromUtf8(check.spec.expectation), u"nothing to remark"_s);
}

const PhaseSeen *phaseOf(const ProducerCheck &check, const ProducerSeen &seen)
{
    const auto at = seen.phases.find(check.phase);
    return at == seen.phases.end() || !at->second.exercised ? nullptr : &at->second;
}

/// The books' verdict, by what was agreed on. Whoever was on time by a clock of its own stays so.
Manner mannerOf(const consumer::PolitenessRecord &record, std::chrono::milliseconds early)
{
    const bool judged = record.manner == Manner::Obeyed || record.manner == Manner::Early;
    if (!judged || !record.margin || QByteArrayView(record.id) == "H-RA6")
        return record.manner;
    return *record.margin >= -early ? Manner::Obeyed : Manner::Early;
}

/// Did it wait as it was told?
void byHold(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const PhaseSeen *phase = phaseOf(check, seen);
    if (!phase)
        return;
    const auto at = seen.holds.find(phase->answered);
    if (at == seen.holds.end())
        return;
    const consumer::PolitenessRecord &record = at->second;
    Status status = Status::Inconclusive;
    switch (mannerOf(record, seen.profile.thresholds.early)) {
    case Manner::Obeyed:
        status = Status::Pass;
        break;
    case Manner::Early:
        status = record.status == 429 ? Status::Fail : Status::Warn;
        break;
    case Manner::NotReturned:
        status = Status::Warn;
        break;
    case Manner::Unjudged:
        status = Status::Info;
        break;
    case Manner::Waiting:
        break;
    }
    const QString margin = !record.margin ? record.text
        : record.margin->count() < 0
        ? u"%1 ms before the announced instant"_s.arg(-record.margin->count())
        : u"%1 ms after the announced instant"_s.arg(record.margin->count());
    add(outcome, status,
        u"%1, Retry-After: %2"_s.arg(record.status).arg(QString::fromUtf8(record.retryAfter)),
        u"back at that time, or later"_s, margin, record.exchange);
    if (record.returnedBy.value > 0)
        outcome.evidence.push_back(record.returnedBy);
}

/// The whole transfer stops, not only that request.
void byAllConnections(const ProducerCheck &, const ProducerSeen &seen, Outcome &outcome)
{
    for (const auto &[exchange, record] : seen.holds) {
        if (record.status != 429 || !record.announced || record.manner == Manner::Waiting)
            continue;
        add(outcome, record.meanwhile > 0 ? Status::Fail : Status::Pass,
            u"429 in exchange %1"_s.arg(exchange.value), u"no request before the time"_s,
            u"%1 requests"_s.arg(record.meanwhile), exchange);
    }
}

/// What got no 2xx comes again, and not in a storm.
void byReturn(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const PhaseSeen *phase = phaseOf(check, seen);
    if (!phase)
        return;
    if (phase->returned.value == 0) {
        add(outcome, Status::Warn, QString::fromUtf8(check.phase), u"it is sent again"_s,
            u"nothing came in time"_s, phase->answered);
        return;
    }
    add(outcome, phase->sameBody ? Status::Pass : Status::Warn, QString::fromUtf8(check.phase),
        u"the same body again"_s,
        phase->sameBody ? u"after %1 ms"_s.arg(phase->until.count())
                        : u"other events came, after %1 ms"_s.arg(phase->until.count()),
        phase->answered);
    const int most = seen.profile.thresholds.storm;
    if (phase->between > most)
        add(outcome, Status::Warn, u"requests in between"_s, u"at most %1"_s.arg(most),
            QString::number(phase->between));
    outcome.evidence.push_back(phase->returned);
}

/// A body that was refused for what it is will be refused again.
void byRefusal(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const PhaseSeen *phase = phaseOf(check, seen);
    if (!phase)
        return;
    add(outcome, phase->sameBody ? Status::Info : Status::Pass, u"400"_s,
        u"mended, left out, or the flow stops"_s,
        phase->returned.value == 0 ? u"nothing came in time"_s
            : phase->sameBody      ? u"the same body again, after %1 ms"_s.arg(phase->until.count())
                                   : u"it went on with others"_s,
        phase->answered);
}

/// It takes up its work again when all is well.
void byRecovery(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const auto at = seen.phases.find(check.phase);
    if (at == seen.phases.end())
        return;
    add(outcome, at->second.exercised ? Status::Pass : Status::Warn,
        u"after everything that was done to it"_s, u"events flow"_s,
        at->second.exercised ? u"they do"_s : u"nothing came in time"_s, at->second.answered);
}

void bySuite(const ProducerCheck &, const ProducerSeen &seen, Outcome &outcome)
{
    if (seen.exchanges > 0)
        add(outcome, seen.withEvents > 0 ? Status::Pass : Status::Fail, u"requests with events"_s,
            u"at least one"_s, u"%1 of %2"_s.arg(seen.withEvents).arg(seen.exchanges));
}

#define FINDINGS(id, level, title, expectation) \
    { \
        {id, level, title, "Everything that it sends is looked at", expectation}, byFindings, { } \
    }

const ProducerCheck kChecks[] = {
    {{"RCP028-R4.events", Level::Must, "pushes EntityEvents", "A consumer that is well",
      "a request with events passes"},
     bySuite,
     {}},
    FINDINGS("RCP028-R3.method", Level::Must, "uses POST", "POST"),
    FINDINGS("RCP028-R5.credential", Level::Must, "sends the token that it was given",
             "Authorization: Bearer with the token; header fields of a profile, or a warning"),
    FINDINGS("RCP028-R7.media-type", Level::Should, "says that it sends JSON", "application/json"),
    FINDINGS("RCP028-R20.label", Level::Should, "sends the label that was agreed on",
             "EntityEventSource as agreed"),
    FINDINGS("RCP028-R21.label-length", Level::Must, "keeps labels to 255 characters",
             "1 to 255 characters"),
    FINDINGS("RCP028-R26.version", Level::Must, "follows Data Dictionary 2.0 or later",
             "a context of 2.0 or later"),
    FINDINGS("RCP025-R1.object", Level::Must, "sends an object with @reso.context",
             "an object with @reso.context"),
    FINDINGS("RCP025-R2.context", Level::Must, "writes the context as RESO has it",
             "urn:reso:metadata:VERSION:resource:entityevent"),
    FINDINGS("RCP025-R3.known-version", Level::Should, "names a version that is known",
             "2.0 or 2.1"),
    FINDINGS("RCP025-R4.form", Level::Should, "sends one form or the other",
             "value, or the fields of one event; another form than agreed is a warning"),
    FINDINGS("RCP025-R8.names", Level::Must, "uses the field names of the Data Dictionary",
             "no synonyms and no legacy names"),
    FINDINGS("RCP027-R2.fields", Level::Must, "gives every event its three fields",
             "sequence, resource name and key"),
    FINDINGS("RCP027-R3.sequence", Level::Must, "sends positive 64-bit sequences as numbers",
             "1 to 9223372036854775807, as a JSON number"),
    FINDINGS("RCP027-R4.resource-name", Level::Should, "names resources that are known",
             "a resource of the Data Dictionary"),
    FINDINGS("RCP027-R5.key", Level::Must, "sends keys as strings", "a JSON string"),
    FINDINGS("RCP027-R6.immutable", Level::Must, "never gives a sequence another meaning",
             "the same record under the same number"),
    FINDINGS("RCP027-R7.ascending", Level::Should, "orders the events of a body", "ascending"),
    FINDINGS("RCP027-R11.parents", Level::Should, "sends parents before their children",
             "the parent's event comes first"),
    FINDINGS("DD20-F2.name-length", Level::Should, "keeps resource names to 255 characters",
             "1 to 255 characters"),
    FINDINGS("DD20-F3.key-length", Level::Should, "keeps keys to 255 characters",
             "1 to 255 characters"),
    FINDINGS("J-1.encoding", Level::Must, "sends UTF-8", "UTF-8 without a byte order mark"),
    FINDINGS("J-2.members", Level::Should, "sends each member once", "no duplicates"),
    FINDINGS("B-3.url", Level::Should, "keeps the token out of the URL",
             "the Authorization field alone"),
    FINDINGS("B-4.tls", Level::Must, "sends tokens by TLS", "https, but for the loopback"),
    FINDINGS("H-FRAME.framing", Level::Must, "frames its requests clearly", "RFC 9112"),
    FINDINGS("RCP028-R28.again", Level::Polite, "does not send again what was taken",
             "what was answered 2xx does not come again unasked"),
    FINDINGS("RCP028-R29.order", Level::Polite, "keeps its events in order",
             "late only where requests overlap"),
    {{"RCP028-R15.seconds", Level::Should, "waits as many seconds as Retry-After says",
      "429 with Retry-After: 3", "back earlier fails"},
     byHold,
     "hold-seconds"},
    {{"RCP028-R15.zero", Level::Should, "may come back at once after Retry-After: 0",
      "429 with Retry-After: 0", "back at any time passes"},
     byHold,
     "hold-zero"},
    {{"H-RA2.imf-fixdate", Level::Must, "understands the date of today's HTTP",
      "429 with a date 3 s ahead, IMF-fixdate", "back earlier fails"},
     byHold,
     "hold-imf"},
    {{"H-RA2.rfc850", Level::Must, "understands the date of RFC 850",
      "429 with a date 3 s ahead, RFC 850", "back earlier fails"},
     byHold,
     "hold-rfc850"},
    {{"H-RA2.asctime", Level::Must, "understands the date of asctime",
      "429 with a date 3 s ahead, asctime", "back earlier fails"},
     byHold,
     "hold-asctime"},
    {{"H-RA5.unavailable", Level::Should, "waits after a 503, too", "503 with Retry-After: 3",
      "back earlier is a warning"},
     byHold,
     "unavailable"},
    {{"RCP028-R13.all", Level::Should, "stops the whole transfer on a 429",
      "Every 429 of this run; all connections are watched",
      "a request that begins before the time fails; what was under way does not count"},
     byAllConnections,
     {}},
    {{"RCP028-R16.error", Level::May, "tries again after an error", "500, once",
      "the same body again passes; never is a warning"},
     byReturn,
     "error"},
    {{"RCP028-R16.close", Level::May, "tries again where no answer came",
      "The connection is closed without an answer",
      "the same body again passes; never is a warning"},
     byReturn,
     "close"},
    {{"RCP028-R16.reset", Level::May, "tries again after a reset",
      "The connection is reset without an answer",
      "the same body again passes; never is a warning"},
     byReturn,
     "reset"},
    {{"RCP028-R16.refused", Level::Info, "does not repeat what is refused for good", "400, once",
      "the same body again is a remark"},
     byRefusal,
     "refused"},
    {{"H-POST.once", Level::Should, "sends once what it waits for",
      "Answers that are late; all connections are watched",
      "the same events again while the request is under way are a warning"},
     byCopies,
     {}},
    {{"RCP028-R10.slow", Level::May, "bears a slow answer", "An answer that takes 5 s, or --slow",
      "who waits passes; who gives up sooner is a warning"},
     bySlowness,
     "slow"},
    {{"RCP028-R10.too-slow", Level::May, "comes back when it gave up",
      "An answer that takes 45 s, or --too-slow",
      "who waits passes, and so do the same events again; never is a warning"},
     byComingBack,
     "too-slow"},
    {{"RCP028-R17.recovery", Level::May, "goes on when all is well", "Nothing any more",
      "events flow; silence is a warning: it may have to be told (RCP028-R18)"},
     byRecovery,
     "well-again"},
    {{"RCP028-R23.next-token", Level::May, "goes on with the next token",
      "401 to the token that it was given, while the next one is good",
      "the next one passes; never is a warning; without one it is not exercised"},
     byNextToken,
     "rotation"},
    {{"RCP028-R23.storm", Level::May, "does not hammer with a token that is refused",
      "401 to the token that it was given, from then on",
      "few further tries pass, silence included; a storm is a warning"},
     byRefusedTries,
     "rotation"},
};

#undef FINDINGS

} // namespace

std::span<const ProducerCheck> producerChecks()
{
    return kChecks;
}

Outcome judge(const ProducerCheck &check, const ProducerSeen &seen)
{
    Outcome outcome{.id = check.spec.id};
    check.judge(check, seen, outcome);
    // A producer that does the same thing a thousand times needs to be told once.
    constexpr size_t kMostAssertions = 10;
    outcome.status = worst(outcome.assertions);
    std::ranges::stable_sort(outcome.assertions, std::ranges::greater(), &Assertion::status);
    if (outcome.assertions.size() > kMostAssertions)
        outcome.assertions.resize(kMostAssertions);
    if (outcome.evidence.size() > kMostAssertions)
        outcome.evidence.resize(kMostAssertions);
    if (outcome.status == Status::Skip && outcome.sentence.isEmpty())
        outcome.sentence = u"not exercised: nothing came that could be judged"_s;
    else if (outcome.status > Status::Pass && outcome.status != Status::Skip)
        outcome.sentence = outcome.assertions.front().description + u": expected "_s
            + outcome.assertions.front().expected + u", got "_s + outcome.assertions.front().actual;
    return outcome;
}

} // namespace pushbench::checks
