// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/client.h"
#include "tests/wire/client/rawlistener.h"

#include <vector>

namespace pushbench::wire {

/// A client with one attempt after the other, each told exactly once.
class Sender
{
public:
    explicit Sender(quint16 port, std::chrono::milliseconds timeout = std::chrono::seconds(30))
        : Sender(
            ClientConfig{.host = QStringLiteral("127.0.0.1"), .port = port, .timeout = timeout})
    {
    }

    explicit Sender(const ClientConfig &config)
        : m_client(config, ConnectionId{7}, m_clock)
    {
        QObject::connect(&m_client, &ClientConnection::finished, &m_client,
                         [this](const AttemptLog &log) { logs.push_back(log); });
    }

    void send(const QByteArray &request, bool isHead = false) { m_client.send(request, isHead); }
    [[nodiscard]] bool waitForLogs(size_t count = 1)
    {
        return spinUntil([&] { return logs.size() >= count; });
    }

    /// "answered 200 {}", "unknown", "not delivered", and "reused" before it.
    [[nodiscard]] QByteArray verdict() const
    {
        const AttemptLog &log = logs.back();
        QByteArray text = log.reused ? "reused, " : "";
        switch (log.evidence) {
        case Evidence::NotDelivered:
            return text.append("not delivered");
        case Evidence::Unknown:
            return text.append("unknown");
        case Evidence::Answered:
            break;
        }
        text.append("answered ").append(QByteArray::number(log.response->status));
        if (!log.response->body.isEmpty())
            text.append(' ').append(log.response->body);
        return text;
    }

    ClientConnection &client() { return m_client; }
    std::vector<AttemptLog> logs; ///< One for each attempt, in the order in which they were told.

private:
    SystemClock m_clock;
    ClientConnection m_client;
};

/// What a peer of these tests answers when all is well.
inline const QByteArray kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

} // namespace pushbench::wire
