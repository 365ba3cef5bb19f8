// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ledger/feedmodel.h"

namespace pushbench::ledger {

EventResult FeedModel::apply(const Arrival &arrival, NumberedRecord event)
{
    latest = arrival.at;
    if (!arrival.accepted)
        return see(arrival, event);
    const qint64 n = event.number;
    if (received.contains(n))
        return repeat(arrival, event);

    EventResult result;
    if (const auto before = attempted.find(n); before != attempted.end()) {
        result.firstSeen = {before->second.exchange};
        result.contradicts = before->second.record != event.record;
        result.provoked = !result.contradicts;
        attempted.erase(before);
    }
    seen.erase(n);
    if (const auto hole = missing.find(n); hole != missing.end()) {
        result.state = EventState::Late;
        result.inWindow = arrival.began <= hole->second.openedAt + kUnderWay; // Nobody is `after`.
        result.late = std::chrono::duration_cast<std::chrono::milliseconds>(
            arrival.at - hole->second.openedAt);
        missing.erase(hole);
        late.insert(n);
        ++counters.late;
    } else if (!received.empty()) {
        const qint64 lowest = received.begin()->first;
        const qint64 highest = received.rbegin()->first;
        const Missing opened{.openedAt = arrival.at, .openedBy = arrival.exchange.value};
        for (qint64 jumped = highest + 1; jumped < n; ++jumped)
            missing[jumped] = opened;
        for (qint64 jumped = n + 1; jumped < lowest; ++jumped)
            missing[jumped] = opened;
        if (n > highest && n > replayUpTo)
            replayUpTo = -1;
    }
    received[n] = {event.record, arrival.exchange.value};
    ++counters.received;
    return result;
}

EventResult FeedModel::repeat(const Arrival &arrival, NumberedRecord event)
{
    const First &first = received.at(event.number);
    const bool wasSeen = seen.erase(event.number) > 0;
    EventResult result{.firstSeen = {first.exchange}};
    if (first.record != event.record) {
        ++counters.conflicts;
        result.state = EventState::Conflict;
        result.contradicts = true;
        return result;
    }
    ++counters.duplicates;
    if (first.exchange == arrival.exchange.value) {
        ++counters.repeatedInBatch;
        result.state = EventState::DuplicateInBatch;
        return result;
    }
    repeatedElsewhere.insert(event.number);
    if (wasSeen) {
        ++counters.retried;
        result.state = EventState::DuplicateRetry;
        result.provoked = true;
    } else if (event.number <= replayUpTo) {
        ++counters.replayed;
        result.state = EventState::DuplicateReplay;
    } else {
        result.state = EventState::DuplicateUnprovoked;
    }
    return result;
}

EventResult FeedModel::see(const Arrival &arrival, NumberedRecord event)
{
    const qint64 n = event.number;
    ++counters.seen;
    EventResult result{.state = EventState::Seen};
    const bool again = !seen.insert(n).second;
    const auto before = received.contains(n) ? received.find(n) : attempted.find(n);
    if (before == attempted.end()) {
        attempted[n] = {event.record, arrival.exchange.value};
        return result;
    }
    result.firstSeen = {before->second.exchange};
    result.contradicts = before->second.record != event.record;
    result.provoked = again && !result.contradicts;
    return result;
}

void FeedModel::retract(qint64 exchange, const std::vector<NumberedRecord> &events)
{
    std::set<qint64> gone;
    for (const auto &[n, record] : events) {
        const auto first = received.find(n);
        if (first == received.end())
            continue;
        seen.insert(n);
        if (first->second.exchange == exchange && !repeatedElsewhere.contains(n))
            gone.insert(n);
    }
    for (const qint64 n : gone) {
        attempted[n] = received.at(n);
        received.erase(n);
        counters.late -= late.erase(n);
        --counters.received;
        ++counters.retracted;
        ++counters.seen;
        missing[n] = {.openedAt = latest, .openedBy = exchange};
    }
    std::erase_if(missing, [this](const auto &hole) {
        return received.empty() || hole.first < received.begin()->first
            || hole.first > received.rbegin()->first;
    });
}

void FeedModel::expire(WallTime now, std::chrono::microseconds grace)
{
    for (auto &[n, hole] : missing) {
        if (hole.state == GapState::Open && now - hole.openedAt >= grace)
            hole.state = GapState::Unexplained;
    }
}

void FeedModel::settle(qint64 first, qint64 last, GapState state, const QByteArray &evidence)
{
    for (auto hole = missing.lower_bound(first); hole != missing.end() && hole->first <= last;
         ++hole) {
        hole->second.state = state;
        hole->second.evidence = evidence;
    }
}

} // namespace pushbench::ledger
