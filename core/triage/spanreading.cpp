// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/triage/spanreading.h"

#include <algorithm>

namespace pushbench::triage {
namespace {

constexpr size_t kMostContradicted = 1000;

} // namespace

void SpanReading::follow(const std::vector<quint64> &records)
{
    for (const quint64 record : records)
        m_followed.emplace(record, 0);
}

void SpanReading::take(const ledger::FeedBook &book,
                       std::span<const protocol::EntityEventView> events)
{
    for (const protocol::EntityEventView &event : events) {
        const qint64 n = event.sequence.value;
        if (n < m_range.first || n > m_range.last)
            continue; // Nobody asked for it.
        const quint64 record = ledger::fingerprint(event.resourceName, event.resourceRecordKey);
        m_present.insert(n);
        if (const auto at = m_followed.find(record); at != m_followed.end())
            at->second = std::max(at->second, n);
        const quint64 meaning = book.meaningOf(event.sequence).fingerprint;
        if (meaning == 0) {
            m_missing.push_back({n, record});
            if (!book.recovered().contains(n))
                keepIfWanted(event);
        } else if (meaning == record) {
            ++m_matched;
        } else {
            ++m_contradictedCount;
            if (m_contradicted.size() < kMostContradicted)
                m_contradicted.push_back(n);
        }
    }
}

void SpanReading::keepIfWanted(const protocol::EntityEventView &event)
{
    const qint64 n = event.sequence.value;
    const bool wanted = std::ranges::any_of(m_wanted, [n](const ledger::NumberRange range) {
        return range.first <= n && n <= range.last;
    });
    if (!wanted)
        return;
    if (m_kept.size() < kMostKept)
        m_kept.push_back(event.toEvent());
    else
        m_keptUntil = std::min(m_keptUntil.value_or(n), n);
}

qint64 SpanReading::lastOf(quint64 record) const
{
    const auto at = m_followed.find(record);
    return at == m_followed.end() ? 0 : at->second;
}

} // namespace pushbench::triage
