// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/feed.h"

using namespace std::chrono_literals;

namespace pushbench::ledger {

FeedCounters &FeedCounters::operator+=(const FeedCounters &other) noexcept
{
    received += other.received;
    late += other.late;
    duplicates += other.duplicates;
    retried += other.retried;
    replayed += other.replayed;
    repeatedInBatch += other.repeatedInBatch;
    conflicts += other.conflicts;
    seen += other.seen;
    retracted += other.retracted;
    return *this;
}

void FeedBook::apply(const Arrival &arrival, std::span<const protocol::EntityEventView> events,
                     std::vector<EventResult> &results, std::vector<GapChange> &changes)
{
    apply(arrival, events, results);
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
}

void FeedBook::apply(const Arrival &arrival, std::span<const protocol::EntityEventView> events,
                     std::vector<EventResult> &results)
{
    constexpr size_t kAhead = 8; // Events whose place in memory is on its way while one is booked.
    m_gapLog.begin(m_scope);
    m_latest = arrival.at;
    for (size_t i = 0; i < events.size(); ++i) {
        if (i + kAhead < events.size())
            m_prints.prefetch(events[i + kAhead].sequence.value);
        const protocol::EntityEventView &event = events[i];
        const qint64 n = event.sequence.value;
        const quint64 print = fingerprint(event.resourceName, event.resourceRecordKey);
        EventResult &result = results.emplace_back();
        if (arrival.accepted && n >= 0)
            accept(arrival, n, print, result);
        else
            see(arrival, n, print, result);
    }
}

void FeedBook::accept(const Arrival &arrival, qint64 n, quint64 print, EventResult &result)
{
    if (!m_recovered.isEmpty() && m_recovered.contains(n)) {
        acceptRecovered(n, print, result);
        return;
    }
    const SequenceSet::Insertion insertion = m_received.insert(n);
    if (!insertion.fresh) {
        acceptAgain(arrival, n, print, result);
        return;
    }
    ++m_counters.received;
    if (!m_watched.empty())
        noteRecord(n, print);
    const FirstArrival before = m_prints.insertOrFind(n, {print, arrival.exchange});
    if (before.fingerprint != 0) {
        m_prints.replace(n, {print, arrival.exchange});
        m_seen.remove(n);
        result.firstSeen = before.exchange;
        result.contradicts = before.fingerprint != print;
        result.provoked = !result.contradicts;
        if (result.contradicts)
            m_conflicts.insert(n);
    }
    place(arrival, n, insertion, result);
}

/// Moves the ends of the scope, opening what they jump over, or fills a hole between them.
void FeedBook::place(const Arrival &arrival, qint64 n, SequenceSet::Insertion insertion,
                     EventResult &result)
{
    if (!m_scope) {
        m_scope = NumberRange{n, n};
        return;
    }
    NumberRange &scope = *m_scope;
    if (n > scope.last || n < scope.first) {
        const NumberRange jumped = n > scope.last ? NumberRange{scope.last + 1, n - 1}
                                                  : NumberRange{n + 1, scope.first - 1};
        if (jumped.first <= jumped.last)
            m_holes.open(jumped,
                         {.by = arrival.exchange,
                          .at = arrival.at,
                          .receivedBefore = m_counters.received - 1});
        scope = {std::min(scope.first, n), std::max(scope.last, n)};
        if (m_replayUpTo && n > *m_replayUpTo)
            m_replayUpTo.reset();
        return;
    }
    const Opening opening = m_holes.fill(n, insertion.below, insertion.above);
    m_gapLog.filled(n, opening);
    m_late.insert(n);
    ++m_counters.late;
    result.state = EventState::Late;
    const bool elsewhere = arrival.after < opening.by;
    result.inWindow = arrival.began <= opening.at + (elsewhere ? kUnderWay : 0ms);
    const quint64 others = m_counters.received - 1;
    result.lateEvents = others > opening.receivedBefore ? others - opening.receivedBefore : 0;
    // The machine's clock may have been set back in between.
    result.late = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(arrival.at - opening.at, std::chrono::microseconds(0)));
}

void FeedBook::acceptAgain(const Arrival &arrival, qint64 n, quint64 print, EventResult &result)
{
    const FirstArrival first = m_prints.find(n);
    const bool wasSeen = !m_seen.isEmpty() && m_seen.remove(n);
    result.firstSeen = first.exchange;
    if (first.fingerprint != print) {
        result.state = EventState::Conflict;
        result.contradicts = true;
        m_conflicts.insert(n);
        ++m_counters.conflicts;
        return;
    }
    m_duplicates.insert(n);
    ++m_counters.duplicates;
    if (first.exchange == arrival.exchange) {
        result.state = EventState::DuplicateInBatch;
        ++m_counters.repeatedInBatch;
        return;
    }
    m_confirmed.insert(n);
    result.provoked = wasSeen;
    if (wasSeen) {
        result.state = EventState::DuplicateRetry;
        ++m_counters.retried;
    } else if (m_replayUpTo && n <= *m_replayUpTo) {
        result.state = EventState::DuplicateReplay;
        ++m_counters.replayed;
    } else {
        result.state = EventState::DuplicateUnprovoked;
    }
}

void FeedBook::see(const Arrival &arrival, qint64 n, quint64 print, EventResult &result)
{
    ++m_counters.seen;
    result.state = EventState::Seen;
    if (n < 0)
        return;
    const FirstArrival before = m_prints.insertOrFind(n, {print, arrival.exchange});
    const bool seenBefore = !m_seen.insert(n).fresh;
    if (before.fingerprint == 0)
        return;
    result.firstSeen = before.exchange;
    result.contradicts = before.fingerprint != print;
    result.provoked = seenBefore && !result.contradicts;
    if (result.contradicts)
        m_conflicts.insert(n);
}

void FeedBook::retract(ExchangeNumber exchange, std::span<const protocol::EntityEventView> events,
                       std::vector<GapChange> &changes)
{
    m_gapLog.begin(m_scope);
    std::vector<qint64> numbers;
    for (const protocol::EntityEventView &event : events) {
        const qint64 n = event.sequence.value;
        if (!m_received.contains(n))
            continue;
        m_seen.insert(n);
        if (m_prints.find(n).exchange == exchange && !m_confirmed.contains(n))
            numbers.push_back(n);
    }
    // Downwards, so that an ordered batch at the head gives back its numbers from the end.
    std::ranges::sort(numbers, std::greater());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (size_t i = 0; i < numbers.size();) {
        NumberRange run{numbers[i], numbers[i]};
        while (++i < numbers.size() && numbers[i] + 1 == run.first)
            run.first = numbers[i];
        withdraw(run, exchange);
    }
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
}

void FeedBook::doubt(std::span<const protocol::EntityEventView> events)
{
    for (const protocol::EntityEventView &event : events) {
        if (m_received.contains(event.sequence.value))
            m_seen.insert(event.sequence.value);
    }
}

void FeedBook::doubt(ExchangeNumber exchange, NumberRange range)
{
    std::optional<qint64> n = m_received.atOrAbove(range.first);
    for (; n && *n <= range.last; n = m_received.atOrAbove(*n + 1)) {
        if (m_prints.find(*n).exchange == exchange)
            m_seen.insert(*n);
        if (*n == range.last)
            break;
    }
}

void FeedBook::withdraw(NumberRange run, ExchangeNumber exchange)
{
    NumberRange &scope = *m_scope;
    // The scope begins with a received number, and ends with one or with an expected one: beside an
    // inner run there is something on either side.
    const bool lowest = run.first == scope.first;
    const bool highest = run.last == scope.last || (lowest && !m_received.atOrAbove(run.last + 1));
    if (!lowest && !highest) {
        const quint64 others = m_counters.received - run.length();
        m_holes.reopen(run, {.by = exchange, .at = m_latest, .receivedBefore = others}, m_received);
        m_gapLog.reopened(run);
    } else {
        // With an end of the feed goes the hole that parted it from the rest.
        NumberRange gone = scope;
        if (!lowest) {
            scope.last = m_received.atOrBelow(run.first - 1).value_or(scope.first);
            gone.first = scope.last + 1;
        } else if (!highest) {
            scope.first = m_received.atOrAbove(run.last + 1).value_or(scope.last);
            gone.last = scope.first - 1;
        } else {
            m_scope.reset();
        }
        m_holes.discard(gone, m_received);
        m_gapLog.withdrawn(gone);
    }
    // What is outside of the feed now, nobody misses any more.
    while (const std::optional<qint64> n = m_recovered.last()) {
        if (m_scope && *n <= m_scope->last)
            break;
        m_recovered.remove(*n);
    }
    while (const std::optional<qint64> n = m_recovered.first()) {
        if (m_scope && *n >= m_scope->first)
            break;
        m_recovered.remove(*n);
    }
    for (quint64 i = 0; i < run.length(); ++i) {
        const qint64 n = run.last - static_cast<qint64>(i);
        m_received.remove(n);
        m_counters.late -= quint64{m_late.remove(n)};
    }
    m_watched.clear(); // Asked for again, it is found out again.
    m_counters.received -= run.length();
    m_counters.retracted += run.length();
    m_counters.seen += run.length();
}

HoleCount FeedBook::holes() const noexcept
{
    HoleCount sum;
    for (const GapState state : kGapStates) {
        sum.holes += m_holes.count(state).holes;
        sum.numbers += m_holes.count(state).numbers;
    }
    return sum;
}

size_t FeedBook::memoryBytes() const noexcept
{
    return sizeof(*this) + m_received.memoryBytes() + m_late.memoryBytes()
        + m_duplicates.memoryBytes() + m_confirmed.memoryBytes() + m_conflicts.memoryBytes()
        + m_seen.memoryBytes() + m_recovered.memoryBytes() + m_prints.memoryBytes()
        + m_holes.memoryBytes();
}

} // namespace pushbench::ledger
