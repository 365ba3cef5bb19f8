// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server.h"

#include "core/wire/serverconnection.h"

#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::wire {
namespace {

constexpr auto kTick = 200ms; ///< Deadlines are late by at most this.
constexpr int kBacklog = 1024;
constexpr int kDescriptorReserve = 64; ///< For files, event loops and outgoing connections.
constexpr int kMostConnections = 16'384;

} // namespace

/// Hands accepted descriptors over before Qt wraps a socket around them.
class Server::Listener final : public QTcpServer
{
public:
    explicit Listener(Server &server)
        : m_server(server)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_server.accept(descriptor); }

private:
    Server &m_server;
};

Server::Server(ServerConfig config, const Clock &clock, ServerUser &user, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
    , m_user(user)
{
    const int possible = qMax(1, descriptorLimit() - kDescriptorReserve);
    const int wanted =
        m_config.limits.connections > 0 ? m_config.limits.connections : kMostConnections;
    m_connectionLimit = qMin(wanted, possible);
    const qint64 budget = qMax(m_config.limits.heldBytes, m_config.limits.bodyBytes);
    m_budget = std::make_shared<ByteBudget>(budget, [this] {
        QMetaObject::invokeMethod(this, &Server::resumeWaiting, Qt::QueuedConnection);
    });
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &Server::tick);
}

Server::~Server()
{
    const QHash<ConnectionId, ServerConnection *> connections = m_connections;
    for (ServerConnection *connection : connections)
        connection->die();
    bury();
}

Result<> Server::listen()
{
    m_listener = std::make_unique<Listener>(*this);
    m_listener->setListenBacklogSize(kBacklog);
    if (m_listener->listen(m_config.address, m_config.port))
        return {};
    const bool taken = m_listener->serverError() == QAbstractSocket::AddressInUseError;
    return Fault{.kind = FaultKind::Denied,
                 .where = u"%1:%2"_s.arg(m_config.address.toString()).arg(m_config.port),
                 .text = taken ? u"the port is in use; choose another, or 0 for any free one"_s
                               : m_listener->errorString()};
}

quint16 Server::port() const
{
    return m_listener ? m_listener->serverPort() : 0;
}

void Server::accept(qintptr descriptor)
{
    m_lastId = next(m_lastId);
    m_connections.insert(m_lastId, new ServerConnection(*this, m_lastId, descriptor));
    if (m_connections.size() >= m_connectionLimit)
        m_listener->pauseAccepting();
    if (!m_tick.isActive())
        m_tick.start();
}

void Server::remove(ServerConnection *connection)
{
    m_connections.remove(connection->id());
    endOverdraft(connection->id());
    m_dead.emplace_back(connection);
    later(m_burialScheduled, &Server::bury);
    if (m_connections.isEmpty())
        m_tick.stop();
    if (m_connections.size() == m_connectionLimit - 1 && !m_stopped)
        m_listener->resumeAccepting();
}

void Server::bury()
{
    m_burialScheduled = false;
    m_dead.clear();
}

bool Server::answer(RequestId id, RenderedResponse response, Cookie cookie)
{
    ServerConnection *connection = m_connections.value(id.connection);
    return connection && connection->answer(id.ordinal, std::move(response), std::move(cookie));
}

bool Server::awaits(RequestId id) const
{
    const ServerConnection *connection = m_connections.value(id.connection);
    return connection && connection->awaits(id.ordinal);
}

void Server::markDirty(ServerConnection *connection)
{
    if (std::exchange(connection->m_dirty, true))
        return;
    m_dirty.push_back(connection);
    later(m_flushScheduled, &Server::flush);
}

void Server::flush()
{
    m_flushScheduled = false;
    for (ServerConnection *connection : std::exchange(m_dirty, {})) {
        if (connection->m_dirty)
            connection->flush();
    }
}

/// May that connection read on? If not, it is called back when there is room. One body at a time
/// goes on regardless, so that bodies which share a spent budget do not wait for each other for
/// ever.
bool Server::claimRoom(ServerConnection *connection, bool inBody)
{
    if (m_budget->hasRoom(1) || m_overdraft == connection->id())
        return true;
    if (inBody && m_overdraft == ConnectionId{}) {
        m_overdraft = connection->id();
        return true;
    }
    m_waiting.push_back(connection->id());
    m_budget->wait();
    if (m_budget->hasRoom(1))
        QMetaObject::invokeMethod(this, &Server::resumeWaiting, Qt::QueuedConnection);
    return false;
}

void Server::endOverdraft(ConnectionId id)
{
    if (m_overdraft != id)
        return;
    m_overdraft = {};
    if (!m_waiting.empty())
        QMetaObject::invokeMethod(this, &Server::resumeWaiting, Qt::QueuedConnection);
}

void Server::resumeWaiting()
{
    for (const ConnectionId id : std::exchange(m_waiting, {})) {
        if (ServerConnection *connection = m_connections.value(id))
            connection->resumeReading();
    }
    flush();
}

void Server::stopReading()
{
    m_stopped = true;
    m_listener->close();
    const QHash<ConnectionId, ServerConnection *> connections = m_connections;
    for (ServerConnection *connection : connections)
        connection->stopReading();
}

void Server::tick()
{
    const SteadyTime now = m_clock.now().steady;
    const QHash<ConnectionId, ServerConnection *> connections = m_connections;
    for (ServerConnection *connection : connections)
        connection->checkDeadline(now);
}

void Server::later(bool &scheduled, void (Server::*what)())
{
    if (!std::exchange(scheduled, true))
        QMetaObject::invokeMethod(this, what, Qt::QueuedConnection);
}

} // namespace pushbench::wire
