// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/http2lanes.h"
#include "core/wire/http1/http1writer.h"
#include "tests/wire/server/rawpeer.h"

namespace pushbench::wire {

/// A POST of a body.
inline QByteArray message(const char *path, const QByteArray &body = "hello")
{
    return renderHttp2RequestHead(
               {.method = "POST", .scheme = "http", .authority = "h", .path = path},
               {{"Content-Length", QByteArray::number(body.size())}})
        .append(body);
}

/// A port of this machine.
inline ClientConfig to(quint16 port, std::chrono::milliseconds timeout = std::chrono::seconds(30))
{
    return {.host = QStringLiteral("127.0.0.1"), .port = port, .timeout = timeout};
}

/// Lanes with the end of every attempt: "a answered 200 /a", by the lane's letter.
class Fleet
{
public:
    explicit Fleet(const ClientConfig &config, int size = 1)
        : lanes(config, m_clock)
    {
        for (int i = 0; i < size; ++i) {
            lane.push_back(std::make_unique<Http2Lane>(lanes));
            QObject::connect(lane.back().get(), &ClientLane::finished, &lanes,
                             [this, i](const AttemptLog &log) { note(i, log); });
        }
    }

    [[nodiscard]] bool waitFor(size_t count)
    {
        return spinUntil([&] { return logs.size() >= count; });
    }

    Http2Lanes lanes;
    std::vector<std::unique_ptr<Http2Lane>> lane;
    std::vector<AttemptLog> logs;
    QByteArrayList verdicts;

private:
    void note(int index, const AttemptLog &log)
    {
        QByteArray text(1, char('a' + index));
        if (log.reused)
            text += " reused";
        if (log.response)
            text +=
                " answered " + QByteArray::number(log.response->status) + ' ' + log.response->body;
        else
            text += log.evidence == Evidence::Unknown ? " unknown" : " not delivered";
        verdicts.append(text);
        logs.push_back(log);
    }

    SystemClock m_clock;
};

} // namespace pushbench::wire
