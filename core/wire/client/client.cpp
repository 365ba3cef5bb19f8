// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/client.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr int kReadSize = 64 * 1024;
constexpr int kReadsPerTurn = 16; ///< Then the other connections have their turn.

std::span<char> scratch()
{
    thread_local const auto buffer = std::make_unique<std::array<char, kReadSize>>();
    return *buffer;
}

} // namespace

ClientConnection::ClientConnection(ClientConfig config, ConnectionId id, const Clock &clock,
                                   QObject *parent)
    : ClientLane(parent)
    , m_config(std::move(config))
    , m_id(id)
    , m_clock(clock)
    , m_connector(m_config, *this)
    , m_deadline(
          clock, m_config.timeout,
          [this] {
              abort(timeOutText(m_config,
                                m_state == State::Connecting ? m_connector.pending() : QString()));
          })
    , m_parser(m_config.limits)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kSlowPause);
    connect(&m_pause, &QTimer::timeout, this, &ClientConnection::writeRequest);
}

ClientConnection::~ClientConnection()
{
    close();
}

void ClientConnection::sendWrong(QByteArray request, RequestFault fault)
{
    m_fault = fault;
    send(std::move(request));
}

void ClientConnection::send(QByteArray request, bool isHead)
{
    Q_ASSERT(isIdle());
    const QScopedValueRollback<bool> later(m_tellLater, true);
    m_request = std::move(request);
    m_log = {};
    m_log.began = m_clock.now();
    m_log.connection = m_id;
    m_log.requestBytes = m_request.size();
    m_mayLeave = leavesAtFirst();
    m_unread.clear();
    m_parser.begin(isHead);
    m_deadline.begin(m_log.began.steady);

    m_log.reused = isReusable();
    if (m_log.reused) {
        m_state = State::Exchanging;
        m_log.peer = m_peer;
        m_log.tls = m_tls;
        writeRequest();
        return;
    }
    close();
    m_state = State::Connecting;
    m_connector.start();
}

/// A look at what the kernel knows already, because the event loop may not have told us yet. A peer
/// that closed will answer nothing, and one that speaks out of turn cannot be trusted.
bool ClientConnection::isReusable()
{
    if (!m_transport || !m_answered)
        return false;
    const Transport::Moved moved = m_transport->read(scratch());
    return moved.bytes == 0 && !moved.ended && !moved.broken;
}

void ClientConnection::connected(ClientLink link)
{
    m_transport = std::move(link.transport);
    m_transport->setUser(this);
    m_state = State::Exchanging;
    m_log.connected = sinceBegan();
    m_log.peer = m_peer = link.peer;
    m_log.tls = m_tls = link.tls ? describe(*link.tls).toUtf8() : QByteArray();
    m_transport->setReading(true);
    writeRequest();
}

void ClientConnection::notConnected(const QString &why)
{
    finishWithoutAnswer(why);
}

void ClientConnection::transportWritable()
{
    if (m_state == State::Exchanging)
        writeRequest();
}

qint64 ClientConnection::leavesAtFirst() const
{
    const qsizetype head = m_request.indexOf("\r\n\r\n") + 4;
    switch (m_fault) {
    case RequestFault::AbortHead:
        return head / 2;
    case RequestFault::AbortBody:
        return head + (m_request.size() - head) / 2;
    case RequestFault::SlowBody:
        return head;
    case RequestFault::None:
    case RequestFault::AbortAnswer:
    case RequestFault::WrongLength:
        return m_request.size();
    }
    Q_UNREACHABLE();
}

/// What a write took is in the kernel's hands.
void ClientConnection::writeRequest()
{
    while (m_log.bytesHandedOver < m_mayLeave) {
        const Transport::Moved moved = m_transport->write(QByteArrayView(m_request).sliced(
            m_log.bytesHandedOver, m_mayLeave - m_log.bytesHandedOver));
        if (moved.broken) {
            const QScopedValueRollback<bool> later(m_tellLater, true);
            readAnswer(); // It may have come before the connection broke.
            if (m_state == State::Exchanging)
                peerEnded({.broken = true});
            return;
        }
        if (moved.bytes == 0) {
            m_transport->setWriting(true);
            return;
        }
        m_log.bytesHandedOver += moved.bytes;
    }
    m_transport->setWriting(false);
    if (m_log.bytesHandedOver == m_log.requestBytes)
        m_log.handedOver = sinceBegan();
    if (m_fault != RequestFault::None)
        goWrong();
}

/// All that may leave has left.
void ClientConnection::goWrong()
{
    switch (m_fault) {
    case RequestFault::None:
        return;
    case RequestFault::AbortHead:
        return finishWithoutAnswer(u"cut off in the middle of its head, on purpose"_s);
    case RequestFault::AbortBody:
        return finishWithoutAnswer(u"cut off in the middle of its body, on purpose"_s);
    case RequestFault::AbortAnswer:
        return finishWithoutAnswer(u"left without waiting for the answer, on purpose"_s);
    case RequestFault::WrongLength:
        return m_transport->shutdownSending();
    case RequestFault::SlowBody: {
        const qint64 left = m_log.requestBytes - m_mayLeave;
        const qint64 body = m_log.requestBytes - leavesAtFirst();
        m_mayLeave += std::min(left, (body + kSlowPieces - 1) / kSlowPieces);
        if (left > 0)
            m_pause.start();
        return;
    }
    }
}

void ClientConnection::transportReadable()
{
    if (m_state == State::Exchanging)
        readAnswer();
    else
        close(); // Nobody asked: it is the end, or a peer that speaks out of turn.
}

void ClientConnection::readAnswer()
{
    for (int turn = 0; turn < kReadsPerTurn && m_state == State::Exchanging; ++turn) {
        const std::span<char> buffer = scratch();
        const Transport::Moved moved = m_transport->read(buffer);
        if (moved.ended || moved.broken)
            return peerEnded(moved);
        if (moved.bytes > 0)
            parse({buffer.data(), qsizetype(moved.bytes)});
        if (size_t(moved.bytes) < buffer.size())
            return; // That was all; if not, the event loop says so.
    }
}

void ClientConnection::parse(QByteArrayView data)
{
    if (!m_log.firstByte)
        m_log.firstByte = sinceBegan();
    m_unread.append(data);
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
            finishWithoutAnswer(u"the answer is not HTTP: "_s + m_parser.refusal().reason);
            return;
        }
    }
}

/// Only an orderly end completes a body that lasts until then (RFC 9112 section 8), and on TLS only
/// one that the peer has announced (RFC 9112 section 9.8).
void ClientConnection::peerEnded(Transport::Moved how)
{
    const bool orderly = how.ended && !how.truncated;
    if (orderly && m_parser.close().event == Parsed::Event::Complete) {
        m_log.response = m_parser.take();
        finish(Evidence::Answered, {});
        return;
    }
    finishWithoutAnswer(
        endText(how)
        + (m_log.firstByte ? u" in the middle of its answer"_s : u" without an answer"_s));
}

QString ClientConnection::endText(Transport::Moved how) const
{
    if (how.truncated)
        return u"the peer closed, with no goodbye by TLS,"_s;
    if (how.ended)
        return u"the peer closed"_s;
    const QString words = m_log.tls.isEmpty() ? QString() : m_transport->failure();
    return words.isEmpty() ? u"the peer reset the connection"_s : words;
}

void ClientConnection::abort(const QString &why)
{
    if (m_state == State::Connecting || m_state == State::Exchanging)
        finishWithoutAnswer(why);
}

void ClientConnection::finishWithoutAnswer(const QString &fault)
{
    // Of a request that announces more than it has, no peer can have the whole.
    const bool whole = m_log.handedOver && m_fault != RequestFault::WrongLength;
    const bool refused = m_transport && m_transport->refusedUnread();
    finish(whole && !refused ? Evidence::Unknown : Evidence::NotDelivered, fault);
}

void ClientConnection::finish(Evidence evidence, const QString &fault)
{
    m_deadline.end();
    m_pause.stop();
    m_log.done = sinceBegan();
    m_log.evidence = evidence;
    m_log.fault = fault;
    m_request.clear();
    m_answered = m_log.response && m_log.response->keepAlive && m_log.handedOver
        && m_unread.isEmpty() && m_fault != RequestFault::WrongLength;
    m_fault = RequestFault::None;
    if (!m_answered)
        close();
    m_state = State::Settled;
    if (m_tellLater)
        QMetaObject::invokeMethod(this, &ClientConnection::tellFinished, Qt::QueuedConnection);
    else
        tellFinished();
}

void ClientConnection::tellFinished()
{
    m_state = State::Idle;
    const AttemptLog log = std::exchange(m_log, {});
    Q_EMIT finished(log); // Whoever hears it may send the next one.
}

void ClientConnection::close()
{
    m_connector.cancel();
    m_transport.reset();
    m_answered = false;
}

std::chrono::microseconds ClientConnection::sinceBegan() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now().steady
                                                                 - m_log.began.steady);
}

} // namespace pushbench::wire
