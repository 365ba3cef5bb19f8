// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/fastpayload.h"
#include "tests/protocol/diagram.h"

namespace pushbench::protocol {

/// Payloads that the standard's own text shows.
inline constexpr const char *kSingleExample = R"({
"@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
"EntityEventSequence": 1101,
"ResourceName": "Showing",
"ResourceRecordKey": "235021"
})";
inline constexpr const char *kMultiExample = R"({
"@reso.context": "urn:reso:metadata:2.0:resource:entityevent",
"value": [{
"EntityEventSequence": 1101,
"ResourceName": "Property",
"ResourceRecordKey": "235021"
}, {
"EntityEventSequence": 1111,
"ResourceName": "Media",
"ResourceRecordKey": "ABC123"
}]
})";

inline QByteArray eventText(const QByteArray &sequence, const QByteArray &name = "\"Property\"",
                            const QByteArray &key = "\"235021\"", const QByteArray &more = {})
{
    QByteArray text = "{\"EntityEventSequence\":";
    text.append(sequence);
    text.append(",\"ResourceName\":");
    text.append(name);
    text.append(",\"ResourceRecordKey\":");
    text.append(key);
    text.append(more);
    text.append('}');
    return text;
}

/// Without the braces.
inline QByteArray membersOf(const QByteArray &event)
{
    return event.sliced(1).chopped(1);
}

inline bool readOnFastRoad(const QByteArray &body, Payload &payload)
{
    PayloadBuilder builder(body, {});
    const bool plain = readPlainly(builder);
    payload = builder.take();
    return plain;
}

inline std::vector<EntityEvent> owned(const Payload &payload)
{
    std::vector<EntityEvent> events;
    for (const EntityEventView &view : payload.events())
        events.push_back(view.toEvent());
    return events;
}

} // namespace pushbench::protocol
