// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/server/tlspeer.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {

TlsPeer::TlsPeer(quint16 port, const TlsSettings &server, const QByteArrayList &protocols)
{
    m_socket.setSslConfiguration(clientConfiguration(
        {.authorities = server.chain, .protocols = protocols, .insecure = true}));
    QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket,
                     [this] { m_received.append(m_socket.readAll()); });
    m_socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
}

TlsPeer::~TlsPeer()
{
    m_socket.disconnect();
}

bool TlsPeer::send(QByteArrayView bytes)
{
    if (!spinUntil([this] { return m_socket.isEncrypted() || ended(); }) || ended())
        return false;
    m_socket.write(bytes.data(), bytes.size());
    const auto isSent = [this] {
        return m_socket.bytesToWrite() == 0 && m_socket.encryptedBytesToWrite() == 0;
    };
    m_socket.flush();
    return spinUntil([&] { return isSent() || ended(); }) && isSent();
}

bool TlsPeer::ended() const
{
    return m_socket.state() == QAbstractSocket::UnconnectedState;
}

bool TlsPeer::wasReset() const
{
    return ended() && m_socket.error() != QAbstractSocket::RemoteHostClosedError;
}

} // namespace pushbench::wire
