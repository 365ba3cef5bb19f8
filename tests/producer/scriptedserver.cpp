// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/scriptedserver.h"

#include <QByteArrayList>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

QByteArray answerText(const Turn &turn)
{
    return QByteArray("HTTP/1.1 ")
        .append(QByteArray::number(turn.status))
        .append(" Scripted\r\nContent-Length: 2\r\n")
        .append(turn.fields)
        .append("\r\n{}");
}

/// An RST instead of a FIN: closing with linger 0.
void reset(QTcpSocket &socket)
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    socket.abort();
}

} // namespace

ScriptedServer::ScriptedServer(std::deque<Turn> script)
    : m_script(std::move(script))
{
    connect(&m_server, &QTcpServer::newConnection, this, &ScriptedServer::accept);
    m_server.listen(QHostAddress::LocalHost);
}

QUrl ScriptedServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/webhooks"_s.arg(m_server.serverPort()));
}

QByteArray ScriptedServer::sequences() const
{
    QByteArrayList requests;
    for (const Seen &seen : m_seen) {
        QByteArrayList numbers;
        for (const qint64 sequence : seen.sequences)
            numbers.append(QByteArray::number(sequence));
        requests.append(numbers.join(','));
    }
    return requests.join(' ');
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto connection = std::make_shared<Connection>();
        connection->number = ++m_connections;
        connection->socket = socket;
        connect(socket, &QTcpSocket::readyRead, this, [this, connection] { read(connection); });
        read(connection);
    }
}

void ScriptedServer::read(const std::shared_ptr<Connection> &connection)
{
    if (connection->deaf)
        return;
    connection->unread.append(connection->socket->readAll());
    while (!connection->unread.isEmpty()) {
        const wire::Parsed parsed = connection->parser.advance(connection->unread);
        connection->unread.remove(0, parsed.consumed);
        const bool head = parsed.event == wire::Parsed::Event::Head;
        if (head && isEarly()) {
            connection->deaf = true;
            m_seen.push_back({.connection = connection->number,
                              .request = connection->parser.takePartial(),
                              .at = m_clock.now().steady});
            return react(connection, takeTurn());
        }
        if (head)
            continue;
        if (parsed.event != wire::Parsed::Event::Complete)
            return;
        Seen seen{.connection = connection->number,
                  .request = connection->parser.take(),
                  .at = m_clock.now().steady};
        const protocol::Payload payload = protocol::parsePayload(seen.request.body);
        for (const protocol::EntityEventView &event : payload.events())
            seen.sequences.push_back(event.sequence.value);
        m_seen.push_back(std::move(seen));
        react(connection, takeTurn());
    }
}

Turn ScriptedServer::takeTurn()
{
    if (m_script.empty())
        return {};
    const Turn turn = m_script.front();
    m_script.pop_front();
    return turn;
}

void ScriptedServer::react(const std::shared_ptr<Connection> &connection, const Turn &turn)
{
    QTcpSocket &socket = *connection->socket;
    switch (turn.kind) {
    case Turn::Kind::Answer:
        socket.write(answerText(turn));
        break;
    case Turn::Kind::Close:
        socket.disconnectFromHost();
        break;
    case Turn::Kind::Reset:
        reset(socket);
        break;
    case Turn::Kind::Break:
        socket.write(answerText(turn).chopped(1));
        socket.disconnectFromHost();
        break;
    case Turn::Kind::Silent:
        break;
    case Turn::Kind::Later:
        if (m_released)
            socket.write(answerText(turn));
        else
            m_later.emplace_back(connection, turn);
        break;
    case Turn::Kind::Early:
        socket.write(answerText(turn));
        break;
    }
}

void ScriptedServer::release()
{
    m_released = true;
    for (const auto &[connection, turn] : std::exchange(m_later, {}))
        connection->socket->write(answerText(turn));
}

} // namespace pushbench::producer
