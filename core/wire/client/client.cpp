// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/client.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <cerrno>

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

QString connectFault(int error)
{
    return error == ECONNREFUSED
        ? u"the connection was refused: nothing listens at that address and port"_s
        : u"no connection: "_s + qt_error_string(error);
}

} // namespace

ClientConnection::ClientConnection(ClientConfig config, ConnectionId id, const Clock &clock,
                                   QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_id(id)
    , m_clock(clock)
    , m_parser(m_config.limits)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(m_config.timeout);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        abort(u"no answer within %1 s"_s.arg(double(m_config.timeout.count()) / 1000));
    });
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
    m_timer.start();

    m_log.reused = isReusable();
    if (m_log.reused) {
        m_state = State::Exchanging;
        m_log.peer = m_peer;
        writeRequest();
        return;
    }
    close();
    m_state = State::Connecting;
    resolve();
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

void ClientConnection::resolve()
{
    QHostAddress address;
    if (address.setAddress(m_config.host)) {
        m_addresses = {address};
        connectNext();
        return;
    }
    m_lookup = QHostInfo::lookupHost(m_config.host, this, [this](const QHostInfo &info) {
        if (m_lookup != info.lookupId() || m_state != State::Connecting)
            return;
        m_lookup = -1;
        m_addresses = info.addresses();
        if (m_addresses.isEmpty())
            finishWithoutAnswer(u"the host %1 is not known: "_s.arg(m_config.host)
                                + info.errorString());
        else
            connectNext();
    });
}

void ClientConnection::connectNext()
{
    int error = 0;
    while (!m_addresses.isEmpty()) {
        const Connecting connecting = startConnecting(m_addresses.takeFirst(), m_config.port);
        error = connecting.error;
        if (connecting.descriptor < 0)
            continue;
        m_descriptor = connecting.descriptor;
        m_transport =
            std::make_unique<PlainTransport>(m_descriptor, static_cast<TransportUser *>(this));
        m_transport->setReading(false);
        m_transport->setWriting(true);
        return;
    }
    finishWithoutAnswer(connectFault(error));
}

void ClientConnection::transportWritable()
{
    if (m_state == State::Exchanging) {
        writeRequest();
        return;
    }
    if (const int error = connectError(m_descriptor)) {
        close();
        if (m_addresses.isEmpty())
            finishWithoutAnswer(connectFault(error));
        else
            connectNext();
        return;
    }
    m_addresses.clear();
    m_state = State::Exchanging;
    m_log.connected = sinceBegan();
    m_log.peer = m_peer = peerAddress(m_descriptor);
    m_transport->setReading(true);
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
                peerEnded(false);
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
            return peerEnded(moved.ended);
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

/// Only an orderly end completes a body that lasts until then (RFC 9112 section 8).
void ClientConnection::peerEnded(bool orderly)
{
    if (orderly && m_parser.close().event == Parsed::Event::Complete) {
        m_log.response = m_parser.take();
        finish(Evidence::Answered, {});
        return;
    }
    const QString how = orderly ? u"the peer closed"_s : u"the peer reset the connection"_s;
    finishWithoutAnswer(
        how + (m_log.firstByte ? u" in the middle of its answer"_s : u" without an answer"_s));
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
    finish(whole ? Evidence::Unknown : Evidence::NotDelivered, fault);
}

void ClientConnection::finish(Evidence evidence, const QString &fault)
{
    m_timer.stop();
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
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_transport.reset();
    m_descriptor = -1;
    m_answered = false;
}

std::chrono::microseconds ClientConnection::sinceBegan() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now().steady
                                                                 - m_log.began.steady);
}

} // namespace pushbench::wire
