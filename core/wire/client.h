// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/attempt.h"
#include "core/wire/http1parser.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace pushbench::wire {

struct ClientConfig
{
    QString host;
    quint16 port = 80;
    std::chrono::milliseconds timeout{30'000}; ///< For a whole attempt, connecting included.
    Limits limits{};
};

/// A keep-alive connection that carries one request at a time and never sends one twice on its own:
/// a request leaves in one write, and what became of it is told exactly once. Not
/// QNetworkAccessManager, because that silently repeats a POST whose answer did not come (design.md
/// section 3).
class ClientConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientConnection)

public:
    ClientConnection(ClientConfig config, ConnectionId id, const Clock &clock,
                     QObject *parent = nullptr);

    /// Sends the bytes as they are, connecting first where needed. Only when idle.
    void send(QByteArray request, bool isHead = false);

    [[nodiscard]] bool isIdle() const noexcept { return !m_busy; }

    /// Gives up the attempt under way, if any; finished() follows.
    void abort(const QString &why);

Q_SIGNALS:
    void finished(const pushbench::wire::AttemptLog &log);

private:
    void connected();
    void writeRequest();
    void noteWritten();
    void readAnswer();
    void disconnected();
    void timedOut();
    void finish(Evidence evidence, const QString &fault);
    void finishWithoutAnswer(const QString &fault);
    [[nodiscard]] std::chrono::microseconds sinceBegan() const;

    ClientConfig m_config;
    ConnectionId m_id;
    const Clock &m_clock;
    QTcpSocket m_socket;
    QTimer m_timer;
    ResponseParser m_parser;
    QByteArray m_request;
    QByteArray m_unread;
    AttemptLog m_log;
    bool m_busy = false;
    bool m_isHead = false;
    bool m_used = false; ///< The open connection has carried a request.
};

} // namespace pushbench::wire
