// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/phaseclock.h"
#include "core/wire/server/server.h"
#include "core/wire/transport.h"

#include <span>

namespace pushbench::wire {

/// Who is at the other end, and how bytes get there: what one connection hands to the next when the
/// protocol is known.
struct Link
{
    ConnectionId id{};
    QByteArray peer{};
    std::unique_ptr<Transport> transport{};
    std::shared_ptr<const TlsFacts> tls{}; ///< Null on plain TCP.
};

/// One accepted connection as the Server knows it. It is an OpeningConnection until its protocol is
/// known, and an Http1Connection or Http2Connection from then on. Owned by the Server, on the
/// Server's thread.
class ServerConnection : public TransportUser
{
    Q_DISABLE_COPY_MOVE(ServerConnection)

public:
    ServerConnection(Server &server, Link link);
    virtual ~ServerConnection();

    [[nodiscard]] ConnectionId id() const noexcept { return m_link.id; }
    [[nodiscard]] bool isDead() const noexcept { return m_dead; }

    /// Of that request; see Server.
    [[nodiscard]] virtual bool answer(quint64 ordinal, Answer answer) = 0;
    [[nodiscard]] virtual bool awaits(quint64 ordinal) const = 0;

    /// Sends what is queued.
    virtual void flush() = 0;

    /// The budget has room again.
    virtual void resumeReading() = 0;
    virtual void stopReading() = 0;
    virtual void checkDeadline(SteadyTime now) = 0;

    /// Tells what is lost by it, and leaves the Server.
    virtual void die() = 0;

protected:
    /// One buffer for all connections of a thread: what is kept is copied out of it.
    [[nodiscard]] static std::span<char> scratch();

    [[nodiscard]] const ServerConfig &config() const;
    [[nodiscard]] Moment moment() const;
    [[nodiscard]] SteadyTime now() const { return moment().steady; }
    [[nodiscard]] ServerUser &user() const;
    [[nodiscard]] Server &server() const noexcept { return m_server; }
    [[nodiscard]] Transport &transport() const { return *m_link.transport; }
    [[nodiscard]] Link &link() noexcept { return m_link; }
    [[nodiscard]] const Link &link() const noexcept { return m_link; }

    /// Room in the budget; resumeReading() comes when there is none.
    [[nodiscard]] bool hasRoom(bool inBody);
    [[nodiscard]] bool isWaitingForRoom() const noexcept { return m_waitingForRoom; }
    void stopWaitingForRoom() noexcept { m_waitingForRoom = false; }

    /// Ends our side, and reads on until the peer has ended its own: closing at once would destroy
    /// what it has not read yet.
    void beginDraining();
    [[nodiscard]] bool isDraining() const noexcept { return m_phase.phase() == Phase::Draining; }

    /// Dead for the Server, and for every call of a transport that is still under way.
    void leave();

    /// Another connection goes on in this one's place.
    void giveWayTo(std::unique_ptr<ServerConnection> successor);

    PhaseClock m_phase;

private:
    friend class Server;
    friend class SessionConnection;

    Server &m_server;
    Link m_link;
    bool m_dirty = false;  ///< Something waits for flush().
    bool m_listed = false; ///< In the Server's list of those to flush, dirty or not any more.
    bool m_waitingForRoom = false; ///< In its list of those that wait for the budget.
    bool m_dead = false;
};

} // namespace pushbench::wire
