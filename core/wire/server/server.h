// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/wire/bytebudget.h"
#include "core/wire/http1/headreader.h"
#include "core/wire/http2/http2limits.h"
#include "core/wire/ids.h"
#include "core/wire/server/answer.h"
#include "core/wire/tls/tlssettings.h"

#include <QHostAddress>
#include <QObject>
#include <QSslConfiguration>
#include <QTimer>

#include <optional>
#include <unordered_map>
#include <vector>

namespace pushbench::wire {

class ServerConnection;

/// A well-formed request, whole, on its way to whoever answers it.
struct IncomingRequest
{
    RequestId id{};
    QByteArray peer{}; ///< "127.0.0.1:50123".
    Request request{};
    Moment began{};                        ///< Its first byte was read.
    Moment complete{};                     ///< Its last byte was read.
    ByteHold hold{};                       ///< Keep it as long as the body is kept.
    std::shared_ptr<const TlsFacts> tls{}; ///< Null on plain TCP.

    [[nodiscard]] AnswerTraits traits() const
    {
        return {request.version, request.keepAlive, request.method == QByteArrayView("HEAD")};
    }
};

/// A request that the gate refused itself, or that broke off before it was whole; or a connection
/// that came to nothing before there was one: a TLS handshake that failed, a fault of HTTP/2 that
/// is nobody's request.
struct FailedRequest
{
    RequestId id{};
    QByteArray peer{};
    Request request{}; ///< What could be read of it; the head is empty when that failed.
    QByteArray seen{}; ///< The first raw bytes, when not even the head could be read.
    Moment began{};
    Moment ended{};
    Refusal refusal{};                     ///< Status 0: nobody is left to answer.
    RenderedResponse response{};           ///< What goes back, when there is a status.
    ByteHold hold{};                       ///< Keep it as long as the request is kept.
    std::shared_ptr<const TlsFacts> tls{}; ///< Null on plain TCP.
};

/// Whoever answers requests. Everything is called on the server's thread, and may call back into
/// the server, but must not delete it nor run an event loop. Outlives the server.
class ServerUser
{
public:
    virtual void requestArrived(IncomingRequest request) = 0;

    /// For the record: a refusal is answered by the server itself.
    virtual void requestFailed(FailedRequest request) = 0;

    /// Exactly once for each answer that Server::answer() took.
    virtual void answerSettled(RequestId id, AnswerFate fate, const Cookie &cookie) = 0;

    /// The peer has ended its side, broken the connection or cancelled that request while its
    /// answer was not out. It gave up, or only has nothing more to say; where it can be, the answer
    /// is still sent. Who never gets one is told of as well.
    virtual void peerLeft(RequestId) { }

protected:
    ~ServerUser() = default;
};

/// The refusal's reason as plain text.
[[nodiscard]] Response plainRefusal(const Refusal &refusal);

struct ServerConfig
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0; ///< 0 picks one.
    Limits limits{};
    Http2Limits http2{};

    /// With it the port speaks TLS only. Without protocols of its own it offers all that the server
    /// speaks.
    std::optional<TlsSettings> tls{};

    /// Composes the answer to a request that the gate refuses.
    std::function<Response(const Refusal &)> refusalResponse = plainRefusal;
};

/// The strict gate: accepts connections, bounds them in size, number and time, and hands on
/// well-formed requests only (H-FRAME, H-SLOW), of HTTP/1.1 and of HTTP/2 (by ALPN, or by its
/// preface). Answers may come later and in any order; on HTTP/1.1 they leave in the order of their
/// requests. Lives on the thread of its engine.
class Server final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Server)

public:
    Server(ServerConfig config, const Clock &clock, ServerUser &user, QObject *parent = nullptr);
    ~Server() override;

    [[nodiscard]] Result<> listen();
    [[nodiscard]] quint16 port() const;

    /// Queues the answer. It leaves with the next flush(), or when control returns to the event
    /// loop. False when nobody is there any more to take it.
    [[nodiscard]] bool answer(RequestId id, Answer answer);

    /// Would answer() take one?
    [[nodiscard]] bool awaits(RequestId id) const;

    /// Sends what was queued for all connections, one write each.
    void flush();

    /// No new connections, no new requests; what was read is still answered.
    void stopReading();

    /// After stopReading(): nothing is left to answer or to send.
    [[nodiscard]] bool isQuiet() const { return m_connections.empty(); }

    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_connections.size()); }
    [[nodiscard]] qint64 heldBytes() const { return m_budget->used(); }

private:
    friend class OpeningConnection;
    friend class ServerConnection;
    friend class SessionConnection;
    class Listener;

    void acceptWaiting();
    [[nodiscard]] ServerConnection *find(ConnectionId id) const;
    [[nodiscard]] std::vector<ServerConnection *> everyone() const;
    void tick();
    void resumeWaiting();
    void bury();
    void markDirty(ServerConnection *connection);
    [[nodiscard]] bool claimRoom(ServerConnection *connection, bool inBody);
    [[nodiscard]] bool mayOverdraw() const;
    void endOverdraft(ConnectionId id);
    void remove(ServerConnection *connection);
    void replace(ServerConnection *connection, std::unique_ptr<ServerConnection> successor);
    void later(bool &scheduled, void (Server::*what)());

    ServerConfig m_config;
    std::optional<QSslConfiguration> m_tls; ///< Without it plain TCP.
    const Clock &m_clock;
    ServerUser &m_user;
    size_t m_connectionLimit = 0;
    ConnectionId m_lastId;
    std::unique_ptr<Listener> m_listener;
    std::shared_ptr<ByteBudget> m_budget;
    std::unordered_map<ConnectionId, std::unique_ptr<ServerConnection>> m_connections;

    /// Deleted when control is back in the event loop.
    std::vector<std::unique_ptr<ServerConnection>> m_dead;
    std::vector<ServerConnection *> m_dirty;

    /// Stopped reading until the budget has room, oldest first.
    std::vector<ConnectionId> m_waiting;
    qint64 m_readingBytes = 0; ///< The budget's share of bodies that are not whole yet.

    /// The one body that may go on when the budget is spent, so that bodies end.
    ConnectionId m_overdraft;
    QTimer m_tick;
    bool m_flushScheduled = false;
    bool m_burialScheduled = false;
    bool m_resumeScheduled = false;
};

} // namespace pushbench::wire
