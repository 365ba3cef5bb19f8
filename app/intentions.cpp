// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/intentions.h"

#include <QByteArrayList>

#include <algorithm>

namespace pushbench::app {

void Intentions::count(const Facts &facts)
{
    for (const ledger::ExchangeRecord &record : facts.records.exchanges) {
        if (!record.exchange || record.exchange->intended.isEmpty())
            continue;
        const QList<QByteArray> names = record.exchange->intended.split(',');
        for (const producer::MisbehaviourKind &kind : producer::kMisbehaviours) {
            if (!names.contains(kind.name))
                continue;
            ++m_counts[kind.kind].exchanges;
            m_counts[kind.kind].events += record.events;
        }
    }
    for (const QByteArray &text : facts.withheld) {
        // A session of a later version may hold words that this one does not know.
        const Result<producer::Misdeed> withheld = producer::parseMisdeed(text);
        if (!withheld)
            continue;
        for (const producer::Which::Run &run : withheld->which.runs) {
            m_counts[withheld->kind].events += run.last.value - run.first.value + 1;
            m_withheld.insert_or_assign(run.first, std::pair(run.last, withheld->kind));
        }
    }
}

QByteArray Intentions::evidenceFor(protocol::Sequence first, protocol::Sequence last) const
{
    QByteArrayList kinds;
    auto run = m_withheld.upper_bound(first);
    if (run == m_withheld.begin())
        return {};
    --run;
    for (protocol::Sequence at = first; run != m_withheld.end() && run->first <= at; ++run) {
        const auto &[end, kind] = run->second;
        if (end < at)
            return {};
        const QByteArray name = producer::kindOf(kind).name.toByteArray();
        if (!kinds.contains(name))
            kinds.append(name);
        if (end >= last)
            return QByteArray("on purpose: ").append(kinds.join(", "));
        at = next(end);
    }
    return {};
}

} // namespace pushbench::app
