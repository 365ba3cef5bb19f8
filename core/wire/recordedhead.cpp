// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/recordedhead.h"

#include "core/wire/http1/http1parser.h"

#include <limits>

namespace pushbench::wire {
namespace {

/// The quint32 positions within a Head bound what can be read.
constexpr qsizetype kLongestHead = std::numeric_limits<qint32>::max();

constexpr Limits kNoLimits{.headBytes = kLongestHead,
                           .targetBytes = kLongestHead,
                           .fields = kLongestHead,
                           .bodyBytes = std::numeric_limits<qint64>::max()};

std::optional<Request> readHttp1(const QByteArray &bytes)
{
    RequestParser parser(kNoLimits);
    // A complete head parses to its end; with a body announced the parser then waits for it.
    const Parsed parsed = parser.advance(bytes);
    if (parsed.event != Parsed::Event::Complete && parsed.event != Parsed::Event::Head)
        return std::nullopt;
    return parser.takePartial();
}

std::optional<Request> readHttp2(QByteArrayView bytes)
{
    HeadBuilder builder;
    qsizetype at = 0;
    while (true) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0 || end > kLongestHead)
            return std::nullopt;
        const QByteArrayView line = bytes.sliced(at, end - at);
        at = end + 2;
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(": ", 1);
        const QByteArrayView name = colon < 0 ? QByteArrayView() : line.first(colon);
        if (!isToken(name.startsWith(':') ? name.sliced(1) : name))
            return std::nullopt;
        builder.append(name, line.sliced(colon + 2));
    }
    Request request = http2Request(builder.finish());
    if (at != bytes.size() || request.method.isEmpty() || request.target.isEmpty())
        return std::nullopt;
    return request;
}

} // namespace

Request http2Request(Head head)
{
    Request request;
    request.head = std::move(head);
    request.version = kHttp2;
    request.method = request.head.value(":method").value_or(QByteArrayView());
    const bool connects = request.method == QByteArrayView("CONNECT");
    request.target =
        request.head.value(connects ? ":authority" : ":path").value_or(QByteArrayView());
    return request;
}

std::optional<Request> readRecordedHead(const QByteArray &bytes)
{
    return bytes.startsWith(':') ? readHttp2(bytes) : readHttp1(bytes);
}

} // namespace pushbench::wire
