// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/server.h"

#include "core/wire/server/openingconnection.h"

#include <QSocketNotifier>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::wire {
namespace {

constexpr auto kTick = 200ms; ///< Deadlines are late by at most this.
constexpr int kBacklog = 1024;
constexpr int kAcceptsPerTurn = 64;    ///< Then those who are here already have their turn.
constexpr int kDescriptorReserve = 64; ///< For files, event loops and outgoing connections.
constexpr int kMostConnections = 16'384;

} // namespace

/// Binds and listens by QTcpServer, and accepts by itself: QTcpServer stops for good when the
/// process runs out of descriptors, and wraps a socket around each that it gets.
class Server::Listener final : public QTcpServer
{
public:
    [[nodiscard]] bool start(const QHostAddress &address, quint16 port, Server &server)
    {
        setListenBacklogSize(kBacklog);
        if (!listen(address, port))
            return false;
        pauseAccepting();
        m_notifier.setSocket(socketDescriptor());
        connect(&m_notifier, &QSocketNotifier::activated, &server, &Server::acceptWaiting);
        m_notifier.setEnabled(true);
        return true;
    }

    /// Peers may wait in the backlog meanwhile.
    void pause(bool paused) { m_notifier.setEnabled(!paused); }
    [[nodiscard]] bool isPaused() const { return !m_notifier.isEnabled(); }

private:
    QSocketNotifier m_notifier{QSocketNotifier::Read};
};

Response plainRefusal(const Refusal &refusal)
{
    return {.status = refusal.status,
            .fields = {{"Content-Type"_ba, "text/plain; charset=utf-8"_ba}},
            .body = refusal.reason.toUtf8() + '\n'};
}

Server::Server(ServerConfig config, const Clock &clock, ServerUser &user, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
    , m_user(user)
{
    const int possible = qMax(1, descriptorLimit() - kDescriptorReserve);
    const int wanted =
        m_config.limits.connections > 0 ? m_config.limits.connections : kMostConnections;
    m_connectionLimit = size_t(qMin(wanted, possible));
    const qint64 budget = qMax(m_config.limits.heldBytes, m_config.limits.bodyBytes);
    m_budget = std::make_shared<ByteBudget>(budget, [this] {
        QMetaObject::invokeMethod(this, &Server::resumeWaiting, Qt::QueuedConnection);
    });
    if (m_config.tls) {
        if (m_config.tls->protocols.isEmpty())
            m_config.tls->protocols = {kAlpnHttp2.toByteArray(), kAlpnHttp11.toByteArray()};
        m_tls = serverConfiguration(*m_config.tls);
    }
    m_dirty.reserve(64);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &Server::tick);
}

Server::~Server()
{
    for (ServerConnection *connection : everyone())
        connection->die();
    bury();
    m_budget->close(); // Others may hold bytes of it for longer than we live.
}

Result<> Server::listen()
{
    m_listener = std::make_unique<Listener>();
    if (m_listener->start(m_config.address, m_config.port, *this)) {
        m_tick.start();
        return {};
    }
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

void Server::acceptWaiting()
{
    for (int turn = 0; turn < kAcceptsPerTurn; ++turn) {
        if (m_connections.size() >= m_connectionLimit) {
            m_listener->pause(true); // Until somebody leaves.
            return;
        }
        const Accepted accepted = acceptConnection(m_listener->socketDescriptor());
        if (accepted.exhausted)
            m_listener->pause(true); // Until the next tick: asking again at once would only spin.
        if (accepted.descriptor < 0)
            return;
        m_lastId = next(m_lastId);
        m_connections.emplace(
            m_lastId, std::make_unique<OpeningConnection>(*this, m_lastId, accepted.descriptor));
    }
}

ServerConnection *Server::find(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second.get();
}

/// A copy, because whoever is called may end, and so leave the map. What ends is buried later, so
/// the pointers stay good.
std::vector<ServerConnection *> Server::everyone() const
{
    std::vector<ServerConnection *> connections;
    connections.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        connections.push_back(connection.get());
    return connections;
}

/// Nothing may name a connection that is as good as buried: the burial may be due before the next
/// flush, and peers that come and go while the budget is spent must not lengthen the queue for it.
void Server::remove(ServerConnection *connection)
{
    const auto found = m_connections.find(connection->id());
    m_dead.push_back(std::move(found->second));
    m_connections.erase(found);
    if (connection->m_listed)
        std::erase(m_dirty, connection);
    if (connection->m_waitingForRoom)
        std::erase(m_waiting, connection->id());
    endOverdraft(connection->id());
    later(m_burialScheduled, &Server::bury);
    if (m_listener && m_listener->isPaused() && m_listener->isListening())
        m_listener->pause(false);
}

void Server::replace(ServerConnection *connection, std::unique_ptr<ServerConnection> successor)
{
    if (connection->m_waitingForRoom)
        std::erase(m_waiting, connection->id());
    m_dead.push_back(std::exchange(m_connections.at(connection->id()), std::move(successor)));
    later(m_burialScheduled, &Server::bury);
}

void Server::bury()
{
    m_burialScheduled = false;
    m_dead.clear();
}

bool Server::answer(RequestId id, Answer answer)
{
    ServerConnection *connection = find(id.connection);
    return connection && connection->answer(id.ordinal, std::move(answer));
}

bool Server::awaits(RequestId id) const
{
    const ServerConnection *connection = find(id.connection);
    return connection && connection->awaits(id.ordinal);
}

void Server::markDirty(ServerConnection *connection)
{
    if (connection->isDead())
        return;
    connection->m_dirty = true;
    if (std::exchange(connection->m_listed, true))
        return;
    m_dirty.push_back(connection);
    later(m_flushScheduled, &Server::flush);
}

void Server::flush()
{
    m_flushScheduled = false;
    for (ServerConnection *connection : std::exchange(m_dirty, {})) {
        connection->m_listed = false;
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
    if (inBody && mayOverdraw()) {
        m_overdraft = connection->id();
        return true;
    }
    m_waiting.push_back(connection->id());
    m_budget->wait();
    if (m_budget->hasRoom(1) || (inBody && mayOverdraw()))
        later(m_resumeScheduled, &Server::resumeWaiting);
    return false;
}

/// Only when nothing but unfinished bodies is left to hold the budget: as long as the journal has
/// some of it, room will come by itself.
bool Server::mayOverdraw() const
{
    return m_overdraft == ConnectionId{} && m_budget->used() <= m_readingBytes;
}

void Server::endOverdraft(ConnectionId id)
{
    if (m_overdraft != id)
        return;
    m_overdraft = {};
    if (!m_waiting.empty())
        later(m_resumeScheduled, &Server::resumeWaiting);
}

void Server::resumeWaiting()
{
    m_resumeScheduled = false;
    for (const ConnectionId id : std::exchange(m_waiting, {})) {
        if (ServerConnection *connection = find(id))
            connection->resumeReading();
    }
    flush();
}

void Server::stopReading()
{
    if (m_listener) {
        m_listener->pause(true);
        m_listener->close();
    }
    for (ServerConnection *connection : everyone())
        connection->stopReading();
}

void Server::tick()
{
    const SteadyTime now = m_clock.now().steady;
    for (ServerConnection *connection : everyone())
        connection->checkDeadline(now);
    if (m_listener->isPaused() && m_listener->isListening()
        && m_connections.size() < m_connectionLimit)
        m_listener->pause(false);
}

void Server::later(bool &scheduled, void (Server::*what)())
{
    if (!std::exchange(scheduled, true))
        QMetaObject::invokeMethod(this, what, Qt::QueuedConnection);
}

} // namespace pushbench::wire
