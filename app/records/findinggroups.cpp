// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/findinggroups.h"

#include "core/protocol/clause.h"

#include <algorithm>

namespace pushbench::app {

void FindingGroups::count(const ledger::Records &records)
{
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        for (const protocol::Finding &finding : record.findings)
            count(record.exchange->number, finding);
    }
    for (const ledger::FindingRecord &record : records.findings)
        count(record.exchange, record.finding);
}

void FindingGroups::count(ExchangeNumber exchange, const protocol::Finding &finding)
{
    FindingGroup &group = m_groups[{finding.id, finding.verdict}];
    // A late finding may be about an exchange before those that were counted.
    if (group.count++ == 0) {
        group.sample = finding;
        group.first = group.last = exchange;
    }
    group.first = std::min(group.first, exchange);
    group.last = std::max(group.last, exchange);
    const bool named = std::ranges::find(group.exchanges, exchange) != group.exchanges.end();
    if (!named && group.exchanges.size() < kMostExchanges)
        group.exchanges.push_back(exchange);
}

std::vector<FindingGroup> FindingGroups::sorted() const
{
    const auto place = [](const FindingGroup &group) {
        return protocol::findClause(group.sample.id); // Null, which comes first, for none.
    };
    std::vector<FindingGroup> groups;
    for (const auto &[key, group] : m_groups)
        groups.push_back(group);
    std::ranges::stable_sort(groups, [&place](const FindingGroup &a, const FindingGroup &b) {
        if (a.sample.verdict != b.sample.verdict)
            return a.sample.verdict > b.sample.verdict;
        return std::less<>()(place(a), place(b));
    });
    return groups;
}

} // namespace pushbench::app
