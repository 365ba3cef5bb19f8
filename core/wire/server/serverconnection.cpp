// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/serverconnection.h"

#include <array>

namespace pushbench::wire {
namespace {

constexpr size_t kReadSize = 256 * 1024;

} // namespace

ServerConnection::ServerConnection(Server &server, Link link)
    : m_phase(server.m_clock.now().steady)
    , m_server(server)
    , m_link(std::move(link))
{
    if (m_link.transport)
        m_link.transport->setUser(this);
}

ServerConnection::~ServerConnection() = default;

std::span<char> ServerConnection::scratch()
{
    thread_local const auto buffer = std::make_unique<std::array<char, kReadSize>>();
    return *buffer;
}

const ServerConfig &ServerConnection::config() const
{
    return m_server.m_config;
}

Moment ServerConnection::moment() const
{
    return m_server.m_clock.now();
}

ServerUser &ServerConnection::user() const
{
    return m_server.m_user;
}

bool ServerConnection::hasRoom(bool inBody)
{
    if (m_waitingForRoom)
        return false;
    m_waitingForRoom = !m_server.claimRoom(this, inBody);
    return !m_waitingForRoom;
}

void ServerConnection::beginDraining()
{
    const SteadyTime time = now();
    m_phase.resume(time);
    m_link.transport->shutdownSending();
    m_link.transport->setReading(true);
    m_phase.enter(Phase::Draining, time);
}

void ServerConnection::leave()
{
    m_dead = true;
    m_link.transport->setReading(false);
    m_link.transport->setWriting(false);
    m_server.remove(this);
}

void ServerConnection::giveWayTo(std::unique_ptr<ServerConnection> successor)
{
    m_dead = true;
    m_server.replace(this, std::move(successor));
}

} // namespace pushbench::wire
