// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of a feed's holes, and what a judge of them may ask it.

#include "core/ledger/feed.h"

namespace pushbench::ledger {

void FeedBook::expire(WallTime now, std::chrono::microseconds grace,
                      std::vector<GapChange> &changes)
{
    if (m_holes.count(GapState::Open).numbers == 0)
        return; // It is asked for every exchange.
    m_gapLog.begin(m_scope);
    for (const NumberRange range : m_holes.expire(now, grace, m_received))
        m_gapLog.changed(range);
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
}

void FeedBook::settle(protocol::Sequence first, protocol::Sequence last, GapState state,
                      const Evidence &evidence, std::vector<GapChange> &changes)
{
    m_gapLog.begin(m_scope);
    m_holes.settle({first.value, last.value}, state, evidence, m_received);
    m_gapLog.changed({first.value, last.value});
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
}

void FeedBook::judge(protocol::Sequence first, protocol::Sequence last, GapState state,
                     const Evidence &evidence, std::vector<GapChange> &changes)
{
    std::vector<NumberRange> judged; // Gaps of one fate and the received numbers between them.
    bool parted = true;
    forEachGap(first, last, [&](const Gap &gap) {
        const bool young = gap.state == GapState::Open;
        if (!young && parted)
            judged.push_back({gap.first.value, gap.last.value});
        else if (!young)
            judged.back().last = gap.last.value;
        parted = young;
    });
    m_gapLog.begin(m_scope);
    for (const NumberRange range : judged) {
        m_holes.settle(range, state, evidence, m_received);
        m_gapLog.changed(range);
    }
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
}

std::vector<size_t> FeedBook::recover(std::span<const protocol::EntityEvent> events,
                                      const Evidence &evidence, std::vector<GapChange> &changes)
{
    m_gapLog.begin(m_scope);
    std::vector<size_t> taken;
    std::vector<NumberRange> runs;
    const ExchangeNumber shownBy =
        evidence.exchanges.isEmpty() ? ExchangeNumber() : evidence.exchanges.front();
    for (size_t i = 0; i < events.size(); ++i) {
        const qint64 n = events[i].sequence.value;
        if (!m_scope || n < m_scope->first || n > m_scope->last || m_received.contains(n)
            || !m_recovered.insert(n).fresh)
            continue;
        const FirstArrival origin{fingerprint(events[i].resourceName, events[i].resourceRecordKey),
                                  shownBy};
        if (m_prints.insertOrFind(n, origin).fingerprint != 0)
            m_prints.replace(n, origin); // Refused attempts decide nothing.
        taken.push_back(i);
        if (!runs.empty() && runs.back().last + 1 == n)
            runs.back().last = n;
        else
            runs.push_back({n, n});
    }
    for (const NumberRange run : runs) {
        m_holes.settle(run, GapState::Recovered, evidence, m_received);
        m_gapLog.changed(run);
    }
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
    return taken;
}

/// Somebody pushed it after all.
void FeedBook::acceptRecovered(qint64 n, quint64 print, EventResult &result)
{
    const FirstArrival first = m_prints.find(n);
    result.firstSeen = first.exchange;
    if (!m_seen.isEmpty())
        m_seen.remove(n);
    if (first.fingerprint != print) {
        result.state = EventState::Conflict;
        result.contradicts = true;
        m_conflicts.insert(n);
        ++m_counters.conflicts;
        return;
    }
    result.state = EventState::DuplicateReplay;
    m_duplicates.insert(n);
    ++m_counters.duplicates;
    ++m_counters.replayed;
}

void FeedBook::expect(protocol::Sequence last, WallTime published, std::vector<GapChange> &changes)
{
    if (!m_scope || last.value <= m_scope->last)
        return;
    m_gapLog.begin(m_scope);
    m_holes.open({m_scope->last + 1, last.value},
                 {.by = {}, .at = published, .receivedBefore = m_counters.received});
    m_scope->last = last.value;
    m_gapLog.appendChanges(m_scope, m_holes, m_received, changes);
}

void FeedBook::watch(std::span<const quint64> records)
{
    std::unordered_map<quint64, qint64> fresh;
    for (const quint64 record : records) {
        if (!m_watched.contains(record))
            fresh.emplace(record, -1);
    }
    if (fresh.empty())
        return;
    m_prints.forEach([&](qint64 n, quint64 print) {
        const auto at = fresh.find(print);
        if (at != fresh.end() && n > at->second && m_received.contains(n))
            at->second = n;
    });
    m_watched.merge(fresh);
}

std::optional<protocol::Sequence> FeedBook::lastOf(quint64 record) const
{
    const auto at = m_watched.find(record);
    return at == m_watched.end() || at->second < 0 ? std::nullopt
                                                   : std::optional(protocol::Sequence{at->second});
}

void FeedBook::noteRecord(qint64 n, quint64 print)
{
    if (const auto at = m_watched.find(print); at != m_watched.end())
        at->second = std::max(at->second, n);
}

} // namespace pushbench::ledger
