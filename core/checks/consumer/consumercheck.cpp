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
    QByteArray body = protocol::writeSingle(eventOf(m_next++));
    if (!furtherMembers.isEmpty())
        body.insert(body.size() - 1, ',' + furtherMembers);
    return body;
}

QByteArray EventMaker::multi(int events)
{
    std::vector<protocol::EntityEvent> list;
    for (int i = 0; i < events; ++i)
        list.push_back(eventOf(m_next++));
    return protocol::writeMulti(list);
}

QByteArray EventMaker::withSequence(const QByteArray &number)
{
    return "{\"@reso.context\":\"" + protocol::kEntityEventContext.toByteArray()
        + "\",\"EntityEventSequence\":" + number
        + R"(,"ResourceName":"Property","ResourceRecordKey":"check"})";
}

std::span<const ConsumerCheck> consumerChecks()
{
    static const std::vector<ConsumerCheck> all = [] {
        std::vector<ConsumerCheck> list;
        for (const auto part :
             {endpointChecks(), tokenChecks(), payloadChecks(), httpChecks(), framingChecks()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

} // namespace pushbench::checks
