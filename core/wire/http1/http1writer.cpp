// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/http1writer.h"

#include "core/base/datetext.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

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

/// In one step, because heads are written as often as anything here.
void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    const qsizetype at = out.size();
    out.resize(at + name.size() + value.size() + 4);
    char *to = out.data() + at;
    const auto put = [&to](QByteArrayView text) { to = std::copy(text.begin(), text.end(), to); };
    put(name);
    put(": ");
    put(value);
    put("\r\n");
}

} // namespace

bool isConnectionSpecific(QByteArrayView name) noexcept
{
    static constexpr std::array<QByteArrayView, 5> kNames{
        "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [name](QByteArrayView known) { return equalsIgnoringCase(name, known); });
}

RenderedResponse renderResponse(const Response &response, const AnswerTraits &traits, WallTime now)
{
    RenderedResponse rendered;
    rendered.status = response.status;
    const bool http2 = traits.version >= kHttp2;
    rendered.close = !traits.keepAlive && !http2;
    const bool bodiless = response.status == 204 || response.status == 304;

    QByteArray &head = rendered.head;
    head.reserve(256);
    const auto add = [&head, http2](const QByteArray &name, QByteArrayView value) {
        if (!http2)
            appendField(head, name, value);
        else if (!isConnectionSpecific(name))
            appendField(head, name.toLower(), value);
    };
    if (http2) {
        appendField(head, ":status", QByteArray::number(response.status));
    } else {
        head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
        head.append(reasonPhrase(response.status)).append("\r\n");
    }
    bool dated = false;
    for (const Field &field : response.fields) {
        dated = dated || equalsIgnoringCase(field.name, "Date");
        add(field.name, field.value);
    }
    if (!dated)
        add("Date"_ba, cachedDate(now));
    if (!bodiless)
        add("Content-Length"_ba, QByteArray::number(response.body.size()));
    if (rendered.close)
        add("Connection"_ba, "close");
    else if (traits.version < kHttp11)
        add("Connection"_ba, "keep-alive");
    head.append("\r\n");
    if (!traits.toHead && !bodiless)
        rendered.body = response.body;
    return rendered;
}

QByteArray withRaisedLength(const RenderedResponse &response)
{
    constexpr qsizetype kMissingBytes = 16;
    const QByteArrayView name =
        response.head.startsWith(':') ? "\r\ncontent-length: " : "\r\nContent-Length: ";
    const auto field = [name](qsizetype length) {
        return name.toByteArray().append(QByteArray::number(length)).append("\r\n");
    };
    const qsizetype length = response.body.size();
    QByteArray head = response.head;
    return head.replace(field(length), field(length + kMissingBytes));
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

QByteArray renderHttp2RequestHead(const Http2RequestLine &line, const Fields &fields)
{
    QByteArray head;
    head.reserve(256);
    appendField(head, ":method", line.method);
    appendField(head, ":scheme", line.scheme);
    appendField(head, ":authority", line.authority);
    appendField(head, ":path", line.path);
    for (const Field &field : fields) {
        if (!isConnectionSpecific(field.name))
            appendField(head, field.name.toLower(), field.value);
    }
    head.append("\r\n");
    return head;
}

} // namespace pushbench::wire
