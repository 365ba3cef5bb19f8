// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/clientlane.h"
#include "core/wire/client/connector.h"
#include "core/wire/client/lazydeadline.h"
#include "core/wire/http1/http1parser.h"

namespace pushbench::wire {

/// A keep-alive connection that carries one request at a time and never sends one twice on its own:
/// a request leaves in one write, and what became of it is told exactly once. Lives on the thread
/// of its engine.
///
/// Not QNetworkAccessManager, because that silently repeats a POST whose answer did not come
/// (design.md section 3); and not QTcpSocket, because that tells a reset like an orderly end and
/// takes an answer that came before it along (packaging/notes/0002-transport.md).
class ClientConnection final : public ClientLane, private TransportUser, private ConnectorUser
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
    void send(QByteArray request, bool isHead = false) override;
    void sendWrong(QByteArray request, RequestFault fault) override;

    [[nodiscard]] bool isIdle() const noexcept override { return m_state == State::Idle; }

    void abort(const QString &why) override;

private:
    enum class State : quint8 {
        Idle,
        Connecting, ///< Nothing of the request has left.
        Exchanging, ///< It is leaving, or has left and awaits its answer.
        Settled,    ///< finished() is due.
    };

    void transportReadable() override;
    void transportWritable() override;
    void connected(ClientLink link) override;
    void notConnected(const QString &why) override;

    [[nodiscard]] bool isReusable();
    void writeRequest();
    void goWrong();
    [[nodiscard]] qint64 leavesAtFirst() const;
    void readAnswer();
    void parse(QByteArrayView data);
    void peerEnded(Transport::Moved how);
    [[nodiscard]] QString endText(Transport::Moved how) const;
    void close();
    void finish(Evidence evidence, const QString &fault);
    void finishWithoutAnswer(const QString &fault);
    void tellFinished();
    [[nodiscard]] std::chrono::microseconds sinceBegan() const;

    ClientConfig m_config;
    ConnectionId m_id;
    const Clock &m_clock;
    Connector m_connector;
    QByteArray m_peer; ///< Of the open connection, and so is the next.
    QByteArray m_tls;
    std::unique_ptr<Transport> m_transport;
    LazyDeadline m_deadline;
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
