// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumercheck.h"

#include "core/protocol/payload/payloadwriter.h"

namespace pushbench::checks {
namespace {

protocol::EntityEvent eventOf(qint64 n)
{
    return {.sequence = {n},
            .resourceName = "Property",
            .resourceRecordKey = "check-" + QByteArray::number(n),
            .resourceRecordUrl = {}};
}

} // namespace

QByteArray EventMaker::single(const QByteArray &furtherMembers)
{
    const bool listed = m_forms == Forms::BatchOnly;
    QByteArray body = listed ? list(1) : bare();
    if (!furtherMembers.isEmpty())
        body.insert(body.size() - (listed ? 3 : 1), ',' + furtherMembers); // Before "}]}" or "}".
    return body;
}

QByteArray EventMaker::multi(int events)
{
    return m_forms == Forms::SingleOnly ? bare() : list(events);
}

QByteArray EventMaker::bare()
{
    return protocol::writeSingle(eventOf(m_next++));
}

QByteArray EventMaker::list(int events)
{
    std::vector<protocol::EntityEvent> list;
    for (int i = 0; i < events; ++i)
        list.push_back(eventOf(m_next++));
    return protocol::writeMulti(list);
}

QByteArray EventMaker::around(const QByteArray &members) const
{
    const bool listed = m_forms == Forms::BatchOnly;
    return "{\"@reso.context\":\"" + protocol::kEntityEventContext.toByteArray()
        + (listed ? "\",\"value\":[{" : "\",") + members + (listed ? "}]}" : "}");
}

QByteArray EventMaker::withSequence(const QByteArray &number) const
{
    return around("\"EntityEventSequence\":" + number
                  + R"(,"ResourceName":"Property","ResourceRecordKey":"check")");
}

std::span<const ConsumerCheck> consumerChecks()
{
    static const std::vector<ConsumerCheck> all = [] {
        std::vector<ConsumerCheck> list;
        for (const auto part : {endpointChecks(), labelChecks(), loadChecks(), tokenChecks(),
                                payloadChecks(), httpChecks(), framingChecks()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

} // namespace pushbench::checks
