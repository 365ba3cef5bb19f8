// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumerrunner.h"

#include "core/checks/resource/resourcechecks.h"
#include "core/protocol/retryafter.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

/// How long a 429 without Retry-After is given.
constexpr std::chrono::milliseconds kOwnWait = 1s;

Outcome notRun(const CheckSpec &spec, Status status, const QString &why)
{
    return {.id = spec.id, .status = status, .sentence = why};
}

/// Checks that look at the answers "slow down" must see them.
bool looksAtHolds(const CheckSpec &spec)
{
    return spec.id.startsWith("RCP028-R12.") || spec.id.startsWith("RCP028-R14.");
}

} // namespace

void ConsumerRunner::run(const Report &report)
{
    const Moment began = m_clock.now();
    m_until = began.steady + m_config.timeLimit;
    const qint64 first = m_config.firstSequence > 0
        ? m_config.firstSequence
        : std::chrono::duration_cast<std::chrono::seconds>(began.wall.time_since_epoch()).count()
            * 100'000;
    EventMaker events(first, m_config.profile.forms);
    ProbeContext context{.events = events,
                         .token = m_config.prober.token.reveal(),
                         .url = m_config.prober.target,
                         .consents = m_config.consents,
                         .profile = m_config.profile};
    if (m_config.suite == Suite::Resource)
        context.sample = sampleOf(sendPolitely(samplingProbe(), true));
    for (const ConsumerCheck &check : checks()) {
        if (!m_config.selection.takes(check.spec.id))
            continue;
        const QString why = obstacle();
        report(check.spec,
               why.isEmpty() ? runOne(check, context)
                             : notRun(check.spec, Status::Inconclusive, why));
    }
    m_numbers = {events.first(), std::max(events.first(), events.next() - 1)};
}

/// Why nothing more is sent; empty when something may be.
QString ConsumerRunner::obstacle() const
{
    if (m_cancelled)
        return u"it was broken off"_s;
    if (m_clock.now().steady >= m_until)
        return u"the time limit was reached"_s;
    if (!m_reachable)
        return u"nothing could be reached at that address"_s;
    if (m_config.mostRequests > 0 && requests() >= m_config.mostRequests)
        return u"the %1 requests that were allowed were sent"_s.arg(m_config.mostRequests);
    return {};
}

std::span<const ConsumerCheck> ConsumerRunner::checks() const
{
    return m_config.suite == Suite::Resource ? resourceChecks() : consumerChecks();
}

Outcome ConsumerRunner::runOne(const ConsumerCheck &check, ProbeContext &context)
{
    const SteadyTime began = m_clock.now().steady;
    std::vector<Seen> seen;
    Outcome outcome{.id = check.spec.id};
    for (const Probe &probe : check.probes(context)) {
        if (const QString why = obstacle(); !why.isEmpty())
            return notRun(check.spec, Status::Inconclusive, why);
        seen.push_back(sendPolitely(probe, !looksAtHolds(check.spec)));
        outcome.evidence.insert(outcome.evidence.end(), seen.back().exchanges.begin(),
                                seen.back().exchanges.end());
        if (!seen.back().connected)
            break;
    }
    outcome.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now().steady - began);
    if (seen.empty())
        return notRun(check.spec, Status::Skip,
                      check.spec.stimulus.contains("--consent")
                          ? u"not sent without --consent"_s
                          : u"there is no event to ask for"_s);
    if (!seen.back().connected) {
        m_reachable = seen.size() > 1;
        outcome.assertions.push_back(
            {u"a connection"_s, Status::Fail, u"accepted"_s, seen.back().trouble});
    } else if (m_cancelled) {
        return notRun(check.spec, Status::Inconclusive, u"it was broken off"_s);
    } else {
        Judging judging(m_config.profile);
        check.judge(seen, judging);
        outcome.assertions = judging.take();
    }
    outcome.status = worst(outcome.assertions);
    if (outcome.status == Status::Skip)
        outcome.sentence = u"nothing came that could be judged"_s;
    for (const Assertion &assertion : outcome.assertions) {
        if (assertion.status == outcome.status && outcome.status != Status::Pass) {
            outcome.sentence = u"%1: expected %2, got %3"_s.arg(
                assertion.description, assertion.expected, assertion.actual);
            break;
        }
    }
    return outcome;
}

Seen ConsumerRunner::sendPolitely(const Probe &probe, bool waits)
{
    Seen seen = m_prober.send(probe);
    const bool held =
        seen.status() == 429 || (seen.status() == 503 && seen.field("Retry-After").has_value());
    if (!waits || !held)
        return seen;
    const Moment now = m_clock.now();
    std::chrono::milliseconds wait = kOwnWait;
    if (const auto value = seen.field("Retry-After")) {
        if (const auto asked = protocol::parseRetryAfter(*value, now.wall))
            wait = std::max(wait, asked->waitFrom(now.wall));
    }
    if (now.steady + wait >= m_until)
        return seen;
    if (m_waiting)
        m_waiting(wait, statusText(seen));
    m_prober.pause(wait);
    Seen again = m_prober.send(probe);
    again.exchanges.insert(again.exchanges.begin(), seen.exchanges.begin(), seen.exchanges.end());
    return again;
}

} // namespace pushbench::checks
