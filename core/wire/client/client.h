// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/attempt.h"
#include "core/wire/client/requestfault.h"
#include "core/wire/http1/http1parser.h"
#include "core/wire/transport.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QObject>
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
/// a request leaves in one write, and what became of it is told exactly once. Lives on the thread
/// of its engine.
///
/// Not QNetworkAccessManager, because that silently repeats a POST whose answer did not come
/// (design.md section 3); and not QTcpSocket, because that tells a reset like an orderly end and
/// takes an answer that came before it along (packaging/notes/0002-transport.md).
class ClientConnection final : public QObject, private TransportUser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientConnection)

public:
    ClientConnection(ClientConfig config, ConnectionId id, const Clock &clock,
                     QObject *parent = nullptr);
    ~ClientConnection() override;

    /// Sends the bytes as they are, connecting first where needed. Only when idle. A connection
    /// that the peer is known to have closed is not used again. finished() never comes before it
    /// returns.
    void send(QByteArray request, bool isHead = false);
    /// The same, but it goes wrong on purpose; the log's fault says how, and its evidence what a
    /// peer can have of it.
    void sendWrong(QByteArray request, RequestFault fault);

    [[nodiscard]] bool isIdle() const noexcept { return m_state == State::Idle; }

    /// Gives up the attempt under way, if any; finished() follows.
    void abort(const QString &why);

Q_SIGNALS:
    /// Whoever hears it may send the next request at once, but must not delete the connection.
    void finished(const pushbench::wire::AttemptLog &log);

private:
    enum class State : quint8 {
        Idle,
        Connecting, ///< Nothing of the request has left.
        Exchanging, ///< It is leaving, or has left and awaits its answer.
        Settled,    ///< finished() is due.
    };

    void transportReadable() override;
    void transportWritable() override;

    [[nodiscard]] bool isReusable();
    void resolve();
    void connectNext();
    void writeRequest();
    void goWrong();
    [[nodiscard]] qint64 leavesAtFirst() const;
    void readAnswer();
    void parse(QByteArrayView data);
    void peerEnded(bool orderly);
    void close();
    void finish(Evidence evidence, const QString &fault);
    void finishWithoutAnswer(const QString &fault);
    void tellFinished();
    [[nodiscard]] std::chrono::microseconds sinceBegan() const;

    ClientConfig m_config;
    ConnectionId m_id;
    const Clock &m_clock;
    QByteArray m_peer;         ///< Of the open connection.
    qintptr m_descriptor = -1; ///< Belongs to m_transport.
    std::unique_ptr<Transport> m_transport;
    QList<QHostAddress> m_addresses; ///< Of the host, still to be tried.
    int m_lookup = -1;
    QTimer m_timer;
    QTimer m_pause; ///< Between the pieces of a slow body.
    RequestFault m_fault = RequestFault::None;
    qint64 m_mayLeave = 0; ///< So many bytes of the request, for now.
    ResponseParser m_parser;
    QByteArray m_request;
    QByteArray m_unread;
    AttemptLog m_log;
    State m_state = State::Idle;
    bool m_tellLater = false; ///< Somebody further up is not ready for finished().
    bool m_answered = false;  ///< The open connection has carried a request to its answer.
};

} // namespace pushbench::wire
