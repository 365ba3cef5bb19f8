// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/delivery.h"

#include "core/producer/answerrule.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::producer {
namespace {

using journal::Outcome;

/// Own waits grow by up to this share at random, never shrink, so that producers do not come back
/// in step.
constexpr double kJitter = 0.25;

/// A little more than the rate allows may gather while nothing could be sent.
constexpr std::chrono::milliseconds kRateSlack{100};

} // namespace

Delivery::Delivery(DeliveryConfig config)
    : m_config(config)
    , m_random(config.seed)
{
}

bool Delivery::wantsBatch() const noexcept
{
    return !m_sourceEnded && m_queue.size() < size_t(m_config.inFlight);
}

void Delivery::offer(Batch batch)
{
    batch.id = ++m_lastBatch;
    batch.place = m_nextPlace;
    m_nextPlace += std::max(qint64(1), qint64(batch.events.size()));
    m_tally.offered += eventCount(batch);
    m_queue.push_back({.batch = std::make_shared<const Batch>(std::move(batch))});
}

std::optional<Attempt> Delivery::next(Moment now)
{
    const bool blocked = !m_haltReason.isEmpty() || (m_paused && m_steps == 0);
    if (blocked || m_queue.empty() || m_flying.size() >= size_t(m_config.inFlight)
        || now.steady < m_wait.until.steady || now.steady < m_rateAllows)
        return std::nullopt;
    if (m_paused)
        --m_steps;

    splitFront();
    Pending pending = std::move(m_queue.front());
    m_queue.pop_front();
    ++pending.attempts;
    pending.wave = m_wave;
    if (m_config.eventsPerSecond > 0)
        pay(qint64(pending.batch->events.size()), now);
    m_lastAttempt = pushbench::next(m_lastAttempt);
    const Attempt attempt{m_lastAttempt, pending.batch, pending.attempts};
    m_flying.emplace(m_lastAttempt, std::move(pending));
    return attempt;
}

/// What leaves now puts off what comes next.
void Delivery::pay(qint64 events, Moment now)
{
    using Seconds = std::chrono::duration<double>;
    if (!m_firstSent)
        m_firstSent = now.steady;
    m_burst += events;
    if (m_burst < m_config.burst)
        return;
    double rate = m_config.eventsPerSecond;
    if (m_config.ramp > 0ms) {
        const double passed = (now.steady - *m_firstSent) / Seconds(m_config.ramp);
        rate += (m_config.rampTo - rate) * std::min(1.0, passed);
    }
    const Seconds cost(double(std::exchange(m_burst, 0)) / rate);
    m_rateAllows = std::max(m_rateAllows, now.steady - kRateSlack)
        + std::chrono::duration_cast<std::chrono::nanoseconds>(cost);
}

SteadyTime Delivery::wakeAt(Moment now) const
{
    const bool blocked = !m_haltReason.isEmpty() || (m_paused && m_steps == 0);
    if (blocked || m_queue.empty() || m_flying.size() >= size_t(m_config.inFlight))
        return SteadyTime::max();
    return std::max({m_wait.until.steady, m_rateAllows, now.steady});
}

Verdict Delivery::answered(AttemptId id, int status, std::optional<QByteArrayView> retryAfter,
                           Moment now, const Manner &manner)
{
    Pending pending = land(id);
    std::optional<protocol::RetryAfter> wait;
    if (retryAfter)
        wait = protocol::parseRetryAfter(*retryAfter, now.wall);
    const Announced announced{.wait = wait ? wait->waitFrom(now.wall) : 0ms,
                              .legal = wait.has_value()};
    switch (ruleFor(status, announced.legal)) {
    case Answer::Delivered:
        m_failuresInRow = 0;
        m_tally.delivered += eventCount(*pending.batch);
        return {.outcome = Outcome::Delivered};
    case Answer::Hold: {
        QString reason = QString::number(status);
        if (wait)
            reason += u", Retry-After: "_s + QString::fromLatin1(*retryAfter);
        else if (retryAfter)
            reason += u" with an unreadable Retry-After: "_s + QString::fromLatin1(*retryAfter);
        return retry(std::move(pending), Outcome::Held, announced, reason, now, manner);
    }
    case Answer::TryAgain:
        if (manner.broken)
            return sendProperly(std::move(pending), Outcome::Failed);
        return retry(std::move(pending), Outcome::Failed, announced,
                     u"the consumer answered %1"_s.arg(status), now, manner);
    case Answer::TooLarge:
        if (!pending.batch->body && pending.batch->events.size() > 1) {
            m_failuresInRow = 0;
            m_batchLimit = std::min(m_batchLimit, pending.batch->events.size() / 2);
            requeue(std::move(pending));
            return {.outcome = Outcome::Refused};
        }
        return refuse(std::move(pending), status);
    case Answer::BodyRefused:
        if (manner.broken)
            return sendProperly(std::move(pending), Outcome::Refused);
        return refuse(std::move(pending), status);
    case Answer::EndpointRefused:
        if (manner.broken)
            return sendProperly(std::move(pending), Outcome::Refused);
        requeue(std::move(pending));
        return {.outcome = Outcome::Refused, .halted = halt(haltText(status))};
    }
    Q_UNREACHABLE();
}

Verdict Delivery::unanswered(AttemptId id, wire::Evidence evidence, const QString &fault,
                             Moment now, const Manner &manner)
{
    const bool unknown = evidence == wire::Evidence::Unknown;
    m_tally.unknownAttempts += unknown ? 1 : 0;
    const Outcome outcome = unknown ? Outcome::Unknown : Outcome::Failed;
    if (manner.broken)
        return sendProperly(land(id), outcome);
    const QString reason =
        unknown ? QString(fault + u"; it may have arrived, and is sent again"_s) : fault;
    return retry(land(id), outcome, {}, reason, now, manner);
}

/// It was sent wrong on purpose, so what came of it is no failure of anybody.
Verdict Delivery::sendProperly(Pending pending, Outcome outcome)
{
    requeue(std::move(pending));
    return {.outcome = outcome};
}

Verdict Delivery::retry(Pending pending, Outcome outcome, const Announced &announced,
                        const QString &reason, Moment now, const Manner &manner)
{
    const bool exhausted = ++pending.failures >= m_config.maxAttempts;
    const qint64 id = pending.batch->id;
    const std::chrono::milliseconds own = backoff(pending.wave);
    std::chrono::milliseconds wait = std::max(own, announced.wait);
    if (manner.ignoresRetryAfter)
        wait = own;
    else if (manner.early > 0ms && announced.legal)
        wait = std::max(0ms, announced.wait - manner.early);
    requeue(std::move(pending));
    if (exhausted) {
        const bool halted = halt(
            u"%1 attempts for batch %2 came to nothing; the last: %3"_s.arg(m_config.maxAttempts)
                .arg(id)
                .arg(reason));
        return {.outcome = outcome, .halted = halted};
    }
    const Wait told{.since = now, .until = {now.wall + wait, now.steady + wait}, .reason = reason};
    if (manner.alone && outcome == Outcome::Held)
        return {.outcome = outcome, .alone = told};
    // Other connections may have been told a longer wait; the longest counts.
    const bool longer = now.steady + wait > m_wait.until.steady;
    if (longer) {
        m_wait = told;
        m_holding = outcome == Outcome::Held;
    }
    return {.outcome = outcome, .holds = longer};
}

/// Requests that were under way together fail together: they tell the same thing once, and only
/// the first of them doubles the wait.
std::chrono::milliseconds Delivery::backoff(int wave)
{
    if (wave == m_wave) {
        ++m_failuresInRow;
        ++m_wave;
    }
    const int doublings = std::clamp(m_failuresInRow - 1, 0, 30);
    const double base = double(m_config.backoffBase.count()) * double(1ll << doublings);
    const double capped = std::min(base, double(m_config.backoffMax.count()));
    const double uniform = double(m_random() >> 11) * 0x1.0p-53;
    return std::chrono::milliseconds(qint64(capped * (1 + kJitter * uniform)));
}

/// What the consumer will never take; the feed goes on without it.
Verdict Delivery::refuse(Pending pending, int status)
{
    const Batch &batch = *pending.batch;
    const qint64 events = eventCount(batch);
    m_failuresInRow = 0;
    m_tally.refused += events;
    m_tally.refusedBy[status] += events;
    return {.outcome = Outcome::Refused, .lost = refusalText(status)};
}

/// The next batch may be larger than a consumer has shown that it takes. What does not fit goes on
/// as a batch of its own; the first part keeps the number and the tries.
void Delivery::splitFront()
{
    Pending &front = m_queue.front();
    const Batch &whole = *front.batch;
    if (whole.body || whole.events.size() <= m_batchLimit)
        return;
    auto [fits, rest] = split(whole, m_batchLimit);
    rest.id = ++m_lastBatch;
    front.batch = std::make_shared<const Batch>(std::move(fits));
    m_queue.insert(m_queue.begin() + 1,
                   Pending{.batch = std::make_shared<const Batch>(std::move(rest))});
}

Delivery::Pending Delivery::land(AttemptId id)
{
    const auto found = m_flying.find(id);
    Q_ASSERT(found != m_flying.end());
    Pending pending = std::move(found->second);
    m_flying.erase(found);
    return pending;
}

/// Back to where it belongs in the feed's order.
void Delivery::requeue(Pending pending)
{
    const auto place =
        std::find_if(m_queue.begin(), m_queue.end(), [&pending](const Pending &other) {
            return other.batch->place > pending.batch->place;
        });
    m_queue.insert(place, std::move(pending));
}

/// True when it did not stand still before.
bool Delivery::halt(const QString &reason)
{
    if (!m_haltReason.isEmpty())
        return false;
    m_haltReason = reason;
    return true;
}

void Delivery::resume()
{
    m_steps = 0;
    if (std::exchange(m_paused, false) && m_haltReason.isEmpty())
        return;
    m_haltReason.clear();
    m_wait = {};
    m_failuresInRow = 0;
    for (Pending &pending : m_queue)
        pending.failures = 0;
    for (auto &[id, pending] : m_flying)
        pending.failures = 0;
}

Standing Delivery::standing(Moment now) const
{
    if (!m_haltReason.isEmpty())
        return Standing::Halted;
    if (m_sourceEnded && m_queue.empty() && m_flying.empty())
        return Standing::Done;
    if (m_paused)
        return Standing::Paused;
    if (now.steady < m_wait.until.steady)
        return m_holding ? Standing::Holding : Standing::BackingOff;
    return Standing::Running;
}

} // namespace pushbench::producer
