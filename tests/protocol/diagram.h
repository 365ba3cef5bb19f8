// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payload.h"
#include "core/protocol/payload/payloadbuilder.h"
#include "core/protocol/payload/strictpayload.h"

#include <QStringBuilder>

#include <array>
#include <utility>

namespace pushbench::protocol {

/// "RCP027-R3 fail /value/0/EntityEventSequence @57+6"
inline QByteArray diagram(const Finding &finding)
{
    QByteArray line = finding.id;
    line.append(' ');
    line.append(verdictName(finding.verdict));
    line.append(' ');
    line.append(finding.where.isEmpty() ? QByteArray("(body)") : finding.where);
    if (finding.bytes) {
        line.append(" @");
        line.append(QByteArray::number(finding.bytes->offset));
        line.append('+');
        line.append(QByteArray::number(finding.bytes->length));
    }
    return line;
}

/// "multi accepted: 1101 Property 235021; 1111 Media ABC123"
inline QByteArray diagramOfEvents(const Payload &payload)
{
    constexpr std::array<const char *, 3> kForms{"none", "single", "multi"};
    QByteArray line = kForms[size_t(payload.form())];
    line.append(payload.accepted() ? " accepted:" : " refused:");
    const char *separator = " ";
    for (const EntityEventView &event : payload.events()) {
        line.append(std::exchange(separator, "; "));
        line.append(QByteArray::number(event.sequence.value));
        for (const QByteArrayView text :
             {event.resourceName, event.resourceRecordKey, event.resourceRecordUrl}) {
            if (text.isEmpty())
                continue;
            line.append(' ');
            line.append(text);
        }
    }
    return line;
}

inline Payload readOnStrictRoad(const QByteArray &body, const PayloadLimits &limits = {})
{
    PayloadBuilder builder(body, limits);
    readStrictly(builder);
    return builder.take();
}

/// '{"@reso.context":…,' and the members.
inline QByteArray inContext(const QByteArray &members)
{
    return QByteArray(R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent",)")
        .append(members)
        .append('}');
}

/// A multi-valued payload of these events.
inline QByteArray inValue(const QByteArray &events)
{
    return inContext(QByteArray(R"("value":[)").append(events).append(']'));
}

} // namespace pushbench::protocol
