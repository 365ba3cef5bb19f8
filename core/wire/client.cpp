// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client.h"

#include <QHostAddress>
#include <QNetworkProxy>

using namespace Qt::StringLiterals;

namespace pushbench::wire {

ClientConnection::ClientConnection(ClientConfig config, ConnectionId id, const Clock &clock,
                                   QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_id(id)
    , m_clock(clock)
    , m_parser(m_config.limits)
{
    m_socket.setProxy(QNetworkProxy::NoProxy); // Never one that the environment happens to name.
    m_timer.setSingleShot(true);
    m_timer.setInterval(m_config.timeout);
    connect(&m_socket, &QTcpSocket::connected, this, &ClientConnection::connected);
    connect(&m_socket, &QTcpSocket::readyRead, this, &ClientConnection::readAnswer);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &ClientConnection::noteWritten);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &ClientConnection::disconnected);
    connect(&m_timer, &QTimer::timeout, this, &ClientConnection::timedOut);
}

void ClientConnection::send(QByteArray request, bool isHead)
{
    Q_ASSERT(!m_busy);
    m_busy = true;
    m_request = std::move(request);
    m_isHead = isHead;
    m_log = {};
    m_log.began = m_clock.now();
    m_log.connection = m_id;
    m_log.requestBytes = m_request.size();
    m_unread.clear();
    m_parser.begin(isHead);
    m_timer.start();

    m_log.reused = m_used && m_socket.state() == QAbstractSocket::ConnectedState;
    if (m_log.reused) {
        writeRequest();
        return;
    }
    m_used = false;
    m_socket.abort();
    m_socket.connectToHost(m_config.host, m_config.port);
}

void ClientConnection::connected()
{
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_log.connected = sinceBegan();
    writeRequest();
}

void ClientConnection::writeRequest()
{
    m_used = true;
    m_log.peer = m_socket.peerAddress().toString().toLatin1();
    m_log.peer.append(':').append(QByteArray::number(m_socket.peerPort()));
    m_socket.write(m_request);
    m_socket.flush();
    noteWritten();
}

/// What left our buffer is in the kernel's hands.
void ClientConnection::noteWritten()
{
    if (!m_busy || m_log.handedOver)
        return;
    m_log.bytesHandedOver = m_log.requestBytes - m_socket.bytesToWrite();
    if (m_log.bytesHandedOver == m_log.requestBytes)
        m_log.handedOver = sinceBegan();
}

void ClientConnection::readAnswer()
{
    m_unread.append(m_socket.readAll());
    if (!m_busy) {
        // Nobody asked: a peer that speaks out of turn cannot be trusted with another request.
        m_socket.abort();
        return;
    }
    if (!m_log.firstByte)
        m_log.firstByte = sinceBegan();
    while (!m_unread.isEmpty()) {
        const Parsed parsed = m_parser.advance(m_unread);
        m_unread.remove(0, parsed.consumed);
        switch (parsed.event) {
        case Parsed::Event::NeedMore:
            return;
        case Parsed::Event::Head:
            break;
        case Parsed::Event::Complete:
            m_log.response = m_parser.take();
            finish(Evidence::Answered, {});
            return;
        case Parsed::Event::Refused:
            m_socket.abort();
            finishWithoutAnswer(u"the answer is not HTTP: "_s + m_parser.refusal().reason);
            return;
        }
    }
}

void ClientConnection::disconnected()
{
    if (!m_busy)
        return;
    if (m_socket.bytesAvailable() > 0)
        readAnswer();
    if (!m_busy)
        return;
    if (m_parser.close().event == Parsed::Event::Complete) {
        m_log.response = m_parser.take();
        finish(Evidence::Answered, {});
        return;
    }
    const bool orderly = m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    const QString how = !orderly ? m_socket.errorString()
        : m_log.firstByte        ? u"the peer closed in the middle of its answer"_s
                                 : u"the peer closed without an answer"_s;
    finishWithoutAnswer(how);
}

void ClientConnection::timedOut()
{
    const auto seconds = double(m_config.timeout.count()) / 1000;
    abort(u"no answer within %1 s"_s.arg(seconds));
}

void ClientConnection::abort(const QString &why)
{
    if (m_busy) {
        noteWritten();
        finishWithoutAnswer(why);
    }
}

void ClientConnection::finishWithoutAnswer(const QString &fault)
{
    finish(m_log.handedOver ? Evidence::Unknown : Evidence::NotDelivered, fault);
}

void ClientConnection::finish(Evidence evidence, const QString &fault)
{
    m_timer.stop();
    m_busy = false;
    m_log.done = sinceBegan();
    m_log.evidence = evidence;
    m_log.fault = fault;
    const bool reusable =
        m_log.response && m_log.response->keepAlive && m_log.handedOver && m_unread.isEmpty();
    if (!reusable) {
        m_used = false;
        m_socket.abort();
    }
    m_request.clear();
    Q_EMIT finished(m_log);
}

std::chrono::microseconds ClientConnection::sinceBegan() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now().steady
                                                                 - m_log.began.steady);
}

} // namespace pushbench::wire
