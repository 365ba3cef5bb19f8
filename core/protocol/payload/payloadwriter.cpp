// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payloadwriter.h"

#include "core/protocol/json/unicode.h"

namespace pushbench::protocol {
namespace {

/// Names, quotes, commas and a sequence: what an event takes beside its texts.
constexpr qsizetype kEventOverhead = 112;

void appendMember(QByteArray &out, QByteArrayView name, QByteArrayView text)
{
    out.append(",\"");
    out.append(name);
    out.append("\":");
    appendJsonString(out, text);
}

/// The members of an event without the braces around them.
void appendMembers(QByteArray &out, const EntityEvent &event)
{
    out.append("\"EntityEventSequence\":");
    out.append(QByteArray::number(event.sequence.value));
    appendMember(out, "ResourceName", event.resourceName);
    appendMember(out, "ResourceRecordKey", event.resourceRecordKey);
    if (!event.resourceRecordUrl.isEmpty())
        appendMember(out, "ResourceRecordUrl", event.resourceRecordUrl);
}

void appendContext(QByteArray &out, QByteArrayView context)
{
    out.append("{\"@reso.context\":");
    appendJsonString(out, context);
    out.append(',');
}

qsizetype sizeHint(const EntityEvent &event)
{
    return kEventOverhead + event.resourceName.size() + event.resourceRecordKey.size()
        + event.resourceRecordUrl.size();
}

void appendEscaped(QByteArray &out, char c)
{
    switch (c) {
    case '"':
        out.append("\\\"");
        break;
    case '\\':
        out.append("\\\\");
        break;
    case '\n':
        out.append("\\n");
        break;
    case '\r':
        out.append("\\r");
        break;
    case '\t':
        out.append("\\t");
        break;
    default: {
        constexpr const char *kHex = "0123456789abcdef";
        out.append("\\u00");
        out.append(kHex[c >> 4]);
        out.append(kHex[c & 15]);
    }
    }
}

} // namespace

QByteArray writeSingle(const EntityEvent &event, QByteArrayView context)
{
    QByteArray out;
    out.reserve(sizeHint(event) + context.size() + 32);
    appendContext(out, context);
    appendMembers(out, event);
    out.append('}');
    return out;
}

QByteArray writeMulti(std::span<const EntityEvent> events, QByteArrayView context)
{
    QByteArray out;
    qsizetype size = context.size() + 32;
    for (const EntityEvent &event : events)
        size += sizeHint(event);
    out.reserve(size);
    appendContext(out, context);
    out.append("\"value\":[");
    const char *separator = "{";
    for (const EntityEvent &event : events) {
        out.append(separator);
        appendMembers(out, event);
        separator = "},{";
    }
    out.append(events.empty() ? "]}" : "}]}");
    return out;
}

QByteArray writeEvent(const EntityEvent &event)
{
    QByteArray out;
    out.reserve(sizeHint(event));
    out.append('{');
    appendMembers(out, event);
    out.append('}');
    return out;
}

void appendJsonString(QByteArray &out, QByteArrayView text)
{
    out.append('"');
    const char *at = text.data();
    const char *const end = at + text.size();
    const char *plain = at;
    while (at != end) {
        const auto byte = static_cast<uchar>(*at);
        if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
            ++at;
            continue;
        }
        const Utf8Character character = decodeUtf8(at, end);
        if (byte >= 0x80 && character.fault == Utf8Fault::None) {
            at += character.length;
            continue;
        }
        out.append(plain, at - plain);
        if (byte < 0x80)
            appendEscaped(out, *at);
        else
            appendUtf8(out, 0xFFFD);
        at += character.length;
        plain = at;
    }
    out.append(plain, at - plain);
    out.append('"');
}

} // namespace pushbench::protocol
