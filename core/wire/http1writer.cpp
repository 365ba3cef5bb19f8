// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1writer.h"

#include "core/base/datetext.h"

#include <algorithm>

namespace pushbench::wire {
namespace {

/// The Date field changes once a second, and an answer may leave every few microseconds.
const QByteArray &cachedDate(WallTime now)
{
    thread_local std::chrono::sys_seconds second{};
    thread_local QByteArray text;
    const auto current = std::chrono::floor<std::chrono::seconds>(now);
    if (text.isEmpty() || current != second) {
        second = current;
        text = datetext::imfFixdate(now);
    }
    return text;
}

void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

RenderedResponse renderResponse(const Response &response, const AnswerTraits &traits, WallTime now)
{
    RenderedResponse rendered;
    rendered.status = response.status;
    rendered.close = !traits.keepAlive;
    const bool bodiless = response.status == 204 || response.status == 304;

    QByteArray &head = rendered.head;
    head.reserve(256);
    head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    head.append(reasonPhrase(response.status)).append("\r\n");
    bool dated = false;
    for (const Field &field : response.fields) {
        dated = dated || equalsIgnoringCase(field.name, "Date");
        appendField(head, field.name, field.value);
    }
    if (!dated)
        appendField(head, "Date", cachedDate(now));
    if (!bodiless)
        appendField(head, "Content-Length", QByteArray::number(response.body.size()));
    if (rendered.close)
        appendField(head, "Connection", "close");
    else if (traits.version < kHttp11)
        appendField(head, "Connection", "keep-alive");
    head.append("\r\n");
    if (!traits.toHead && !bodiless)
        rendered.body = response.body;
    return rendered;
}

QByteArray renderRequestHead(QByteArrayView method, QByteArrayView target, const Fields &fields)
{
    QByteArray head;
    head.reserve(256);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    for (const Field &field : fields)
        appendField(head, field.name, field.value);
    head.append("\r\n");
    return head;
}

} // namespace pushbench::wire
