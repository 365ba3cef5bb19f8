// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/foundfindings.h"

namespace pushbench::app {
namespace {

constexpr size_t kMost = 100'000; ///< Some 40 MB.

} // namespace

void FoundFindings::take(const ledger::Records &records)
{
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (!record.exchange || record.findings.empty())
            continue;
        protocol::Findings &found = m_found[record.exchange->number];
        m_count += record.findings.size() - found.size();
        found = record.findings;
    }
    for (const ledger::FindingRecord &record : records.findings) {
        m_found[record.exchange].push_back(record.finding);
        ++m_count;
    }
    while (m_count > kMost) {
        m_count -= m_found.begin()->second.size();
        m_found.erase(m_found.begin());
    }
}

void FoundFindings::clear()
{
    m_found.clear();
    m_count = 0;
}

protocol::Findings FoundFindings::of(ExchangeNumber number) const
{
    const auto known = m_found.find(number);
    return known == m_found.end() ? protocol::Findings() : known->second;
}

} // namespace pushbench::app
