// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/serverconnection.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr qsizetype kReadSize = 256 * 1024;
constexpr int kReadsPerTurn = 4;                ///< Then the other connections have their turn.
constexpr qsizetype kOutputLimit = 256 * 1024;  ///< Unsent answers beyond it stop the reading.
constexpr qsizetype kEvidenceBytes = 64 * 1024; ///< Kept of a request that was not taken.

/// Heads up to that size are not counted while they are read: whoever reads one is soon done with
/// it, and those who are not are bounded by the number of connections.
constexpr qsizetype kUncounted = 4 * 1024;

/// One buffer for all connections of a thread: what is not parsed in place is copied out of it.
std::span<char> scratch()
{
    thread_local const auto buffer = std::make_unique<std::array<char, kReadSize>>();
    return *buffer;
}

qint64 heldSize(const Request &request)
{
    return request.head.raw().size() + request.body.size() + 1024;
}

} // namespace

ServerConnection::ServerConnection(Server &server, ConnectionId id, qintptr descriptor)
    : m_server(server)
    , m_id(id)
    , m_peer(peerAddress(descriptor))
    , m_transport(std::make_unique<PlainTransport>(descriptor, this))
    , m_parser(server.m_config.limits)
{
    enter(Phase::Idle);
}

ServerConnection::~ServerConnection() = default;

void ServerConnection::transportReadable()
{
    for (int turn = 0; turn < kReadsPerTurn && mayRead(); ++turn) {
        if (!readSome())
            break;
    }
    if (!m_dead && !mayRead()) {
        m_paused = true;
        m_transport->setReading(false);
    }
    if (m_dirty)
        flush();
}

bool ServerConnection::mayRead()
{
    if (m_dead || m_ended)
        return false;
    if (m_closeAfter || m_phase == Phase::Draining)
        return true; // Reads only to notice the end.
    return !m_stopped && m_slots.size() < size_t(m_server.m_config.limits.pipeline)
        && m_out.size() - m_outAt < kOutputLimit && hasRoom();
}

bool ServerConnection::hasRoom()
{
    if (m_waitingForRoom)
        return false;
    m_waitingForRoom = !m_server.claimRoom(this, m_phase == Phase::Body);
    return !m_waitingForRoom;
}

/// True when there may be more to read right now.
bool ServerConnection::readSome()
{
    Transport::Moved moved;
    if (!m_closeAfter && m_parser.inBody() && m_unread.isEmpty()) {
        moved = readBody();
    } else {
        const std::span<char> buffer = scratch();
        moved = m_transport->read(buffer);
        const QByteArrayView data(buffer.data(), qsizetype(moved.bytes));
        if (m_closeAfter || moved.bytes == 0) {
            // Nothing that comes now is wanted.
        } else if (m_unread.isEmpty()) {
            parse(data);
        } else {
            m_unread.append(data);
            parse(std::exchange(m_unread, {}));
        }
    }
    if (moved.ended)
        peerEnded();
    else if (moved.broken)
        die();
    return moved.bytes == kReadSize;
}

/// Reads straight into a body of known length, which saves a copy; other framings go through
/// parse().
Transport::Moved ServerConnection::readBody()
{
    const std::span<char> target = m_parser.directTarget(kReadSize);
    if (target.empty()) {
        const std::span<char> buffer = scratch();
        const Transport::Moved moved = m_transport->read(buffer);
        if (moved.bytes > 0)
            parse(QByteArrayView(buffer.data(), qsizetype(moved.bytes)));
        return moved;
    }
    const Transport::Moved moved = m_transport->read(target);
    const Parsed parsed = m_parser.wrote(qsizetype(moved.bytes), qsizetype(target.size()));
    if (moved.bytes > 0) {
        static_cast<void>(handle(parsed, {}));
        countHeld();
    }
    return moved;
}

void ServerConnection::parse(QByteArrayView data)
{
    qsizetype at = 0;
    while (at < data.size() && !m_dead && !m_closeAfter && !m_stopped
           && m_slots.size() < size_t(m_server.m_config.limits.pipeline) && hasRoom()) {
        if (m_phase == Phase::Idle)
            enter(Phase::Head);
        const QByteArrayView unread = data.sliced(at);
        const Parsed parsed = m_parser.advance(unread);
        at += parsed.consumed;
        if (!handle(parsed, unread))
            break;
    }
    if (m_dead || m_closeAfter)
        return;
    m_unread = data.sliced(at).toByteArray();
    if (m_phase == Phase::Head && m_parser.idle() && m_unread.isEmpty())
        enter(Phase::Idle); // Only an empty line came, and that begins no request.
    countHeld();
}

/// Puts what is kept of an unfinished request on the budget's account.
void ServerConnection::countHeld()
{
    qint64 bytes = m_unread.size();
    if (m_parser.inBody()) {
        bytes += m_parser.bodySize();
        m_lastRead = m_server.m_clock.now().steady;
    }
    if (m_dead || bytes <= qMax(qint64(kUncounted), m_hold.bytes()))
        return;
    if (m_hold.bytes() == 0)
        m_hold = ByteHold(m_server.m_budget, 0);
    m_server.m_readingBytes += bytes - m_hold.bytes();
    m_hold.growTo(bytes);
}

/// The request is whole, or will never be: what was counted for it is no longer "being read".
ByteHold ServerConnection::takeHold()
{
    m_server.m_readingBytes -= m_hold.bytes();
    return std::exchange(m_hold, {});
}

/// True when the codec may be shown the rest of what was read.
bool ServerConnection::handle(const Parsed &parsed, QByteArrayView unread)
{
    switch (parsed.event) {
    case Parsed::Event::NeedMore:
        return false;
    case Parsed::Event::Head:
        enter(Phase::Body);
        if (m_parser.expectsContinue() && unread.size() == parsed.consumed) {
            m_owesContinue = true;
            m_server.markDirty(this);
        }
        return true;
    case Parsed::Event::Complete:
        requestComplete();
        return true;
    case Parsed::Event::Refused:
        refuse(m_parser.refusal(), unread);
        return false;
    }
    Q_UNREACHABLE();
}

void ServerConnection::requestComplete()
{
    IncomingRequest incoming{.id = {m_id, m_nextOrdinal++},
                             .peer = m_peer,
                             .request = m_parser.take(),
                             .began = m_began,
                             .complete = m_server.m_clock.now(),
                             .hold = takeHold()};
    const qint64 size = heldSize(incoming.request);
    if (incoming.hold.bytes() == 0)
        incoming.hold = ByteHold(m_server.m_budget, size);
    else
        incoming.hold.growTo(size);
    m_owesContinue = false;
    m_closeAfter = !incoming.request.keepAlive;
    m_slots.push({});
    enter(Phase::Idle);
    m_server.endOverdraft(m_id);
    m_server.m_user.requestArrived(std::move(incoming));
}

void ServerConnection::refuse(const Refusal &refusal, QByteArrayView unread)
{
    FailedRequest failed = failedRequest(refusal, unread);
    failed.response = renderResponse(m_server.m_config.refusalResponse(refusal),
                                     {.version = kHttp11,
                                      .keepAlive = false,
                                      .toHead = failed.request.method == QByteArrayView("HEAD")},
                                     failed.ended.wall);
    m_closeAfter = true;
    m_unread = {};
    m_owesContinue = false;
    m_slots.push({.response = failed.response});
    enter(Phase::Idle);
    m_server.endOverdraft(m_id);
    m_server.markDirty(this);
    m_server.m_user.requestFailed(std::move(failed));
}

FailedRequest ServerConnection::failedRequest(const Refusal &refusal, QByteArrayView unread)
{
    FailedRequest failed{.id = {m_id, m_nextOrdinal++},
                         .peer = m_peer,
                         .request = m_parser.takePartial(),
                         .began = m_began,
                         .ended = m_server.m_clock.now(),
                         .refusal = refusal};
    failed.request.body.truncate(kEvidenceBytes);
    if (failed.request.head.raw().isEmpty())
        failed.seen = unread.first(qMin(unread.size(), kEvidenceBytes)).toByteArray();
    static_cast<void>(takeHold());
    return failed;
}

/// The peer went away in the middle of a request: nobody to answer, but worth a record.
void ServerConnection::reportBroken(const QString &reason)
{
    if (m_closeAfter || (m_phase != Phase::Head && m_phase != Phase::Body))
        return;
    m_server.m_user.requestFailed(failedRequest({0, reason}, m_unread));
}

void ServerConnection::peerEnded()
{
    m_ended = true;
    m_transport->setReading(false);
    reportBroken(u"the peer closed the connection in the middle of the request"_s);
    m_closeAfter = true;
    m_unread = {};
    if (m_phase == Phase::Draining || (m_slots.empty() && m_leaving.empty()))
        die();
}

void ServerConnection::enter(Phase phase)
{
    const Moment now = m_server.m_clock.now();
    if (phase == Phase::Head)
        m_began = now;
    m_phase = phase;
    m_phaseBegan = now.steady;
}

void ServerConnection::stopReading()
{
    m_stopped = true;
    if (!m_dead && m_phase != Phase::Draining && m_slots.empty() && m_leaving.empty())
        die();
}

void ServerConnection::resumeReading()
{
    m_waitingForRoom = false;
    goOnReading();
}

/// Whatever stopped the reading may be gone: first what was read before, then the transport.
void ServerConnection::goOnReading()
{
    if (!m_unread.isEmpty() && !m_closeAfter && mayRead())
        parse(std::exchange(m_unread, {}));
    if (!m_paused || !mayRead())
        return;
    m_paused = false;
    m_phaseBegan = m_server.m_clock.now().steady;
    m_transport->setReading(true);
}

bool ServerConnection::awaits(quint64 ordinal) const
{
    return ordinal >= m_firstWaiting && ordinal - m_firstWaiting < m_slots.size()
        && !m_slots[size_t(ordinal - m_firstWaiting)].response;
}

bool ServerConnection::answer(quint64 ordinal, RenderedResponse response, Cookie cookie)
{
    if (!awaits(ordinal))
        return false; // Cut off by an answer that closed the connection.
    m_slots[size_t(ordinal - m_firstWaiting)] = {std::move(response), std::move(cookie)};
    if (ordinal == m_firstWaiting)
        m_server.markDirty(this);
    return true;
}

void ServerConnection::flush()
{
    m_dirty = false;
    if (m_dead)
        return;
    if (m_outAt == m_out.size())
        m_writeStalled = m_server.m_clock.now().steady;
    collectAnswers();
    writeOut();
}

void ServerConnection::collectAnswers()
{
    while (!m_slots.empty() && m_slots.front().response) {
        Slot slot = m_slots.take();
        m_out.append(slot.response->head).append(slot.response->body);
        m_queuedTotal += slot.response->head.size() + slot.response->body.size();
        m_leaving.push({m_firstWaiting++, m_queuedTotal, std::move(slot.cookie)});
        if (slot.response->close) {
            m_closeAfter = true;
            loseWaiting();
        }
    }
    if (m_owesContinue && m_slots.empty() && !m_closeAfter) {
        m_owesContinue = false;
        constexpr QByteArrayView kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        m_out.append(kContinue);
        m_queuedTotal += kContinue.size();
    }
}

void ServerConnection::transportWritable()
{
    writeOut();
}

void ServerConnection::writeOut()
{
    if (m_dead)
        return; // Whoever was told of a lost answer may have stopped us.
    while (m_outAt < m_out.size()) {
        const Transport::Moved moved = m_transport->write(QByteArrayView(m_out).sliced(m_outAt));
        if (moved.broken)
            return die();
        if (moved.bytes == 0)
            break;
        m_outAt += qsizetype(moved.bytes);
        m_sentTotal += moved.bytes;
        m_writeStalled = m_server.m_clock.now().steady;
    }
    const bool everything = m_outAt == m_out.size();
    if (everything) {
        m_out.truncate(0);
        m_outAt = 0;
        if (m_out.capacity() > kOutputLimit)
            m_out.squeeze();
    } else if (m_outAt > kOutputLimit) {
        // A peer that always leaves something unread must not make us keep all that it did read.
        m_out.remove(0, m_outAt);
        m_outAt = 0;
    }
    m_transport->setWriting(!everything);
    settle();
}

void ServerConnection::settle()
{
    while (!m_leaving.empty() && m_leaving.front().end <= m_sentTotal) {
        const Leaving left = m_leaving.take();
        settled(left.ordinal, left.cookie, AnswerFate::HandedOver);
    }
    if (m_dead)
        return;
    const bool allOut = m_slots.empty() && m_leaving.empty();
    if (allOut && (m_closeAfter || m_stopped))
        return finishSending();
    if (allOut && m_phase == Phase::Idle)
        enter(Phase::Idle);
    goOnReading();
}

void ServerConnection::finishSending()
{
    if (m_ended)
        return die();
    if (m_phase == Phase::Draining)
        return;
    reportBroken(u"the server stopped in the middle of the request"_s);
    static_cast<void>(takeHold());
    m_unread = {};
    m_closeAfter = true;
    m_paused = false;
    m_transport->shutdownSending();
    m_transport->setReading(true);
    enter(Phase::Draining);
}

void ServerConnection::checkDeadline(SteadyTime now)
{
    if (m_dead)
        return;
    const Limits &limits = m_server.m_config.limits;
    if (m_outAt < m_out.size() && now - m_writeStalled > limits.writeTime)
        return die();
    const auto inPhase = now - m_phaseBegan;
    switch (m_phase) {
    case Phase::Idle:
        if (m_slots.empty() && m_leaving.empty() && !m_paused && inPhase > limits.idleTime)
            die();
        break;
    case Phase::Head:
        // Waiting for room is no excuse: room may be just what unfinished heads hold.
        if ((!m_paused || m_waitingForRoom) && inPhase > limits.headTime)
            refuse({408, u"the head did not end within %1 s"_s.arg(limits.headTime.count() / 1000)},
                   m_unread);
        break;
    case Phase::Body: {
        const std::chrono::seconds earned(m_parser.bodySize() / limits.bodyRate);
        if (m_paused)
            break;
        if (inPhase > limits.bodyTime + earned)
            refuse({408, u"the body came slower than %1 bytes a second"_s.arg(limits.bodyRate)},
                   {});
        else if (now - qMax(m_lastRead, m_phaseBegan) > limits.bodyTime)
            refuse({408, u"no more of the body came"_s}, {});
        break;
    }
    case Phase::Draining:
        if (inPhase > limits.drainTime)
            die();
        break;
    }
    if (m_dirty)
        flush();
}

void ServerConnection::die()
{
    if (m_dead)
        return;
    m_dead = true;
    reportBroken(u"the connection broke in the middle of the request"_s);
    static_cast<void>(takeHold());
    m_transport->setReading(false);
    m_transport->setWriting(false);
    while (!m_leaving.empty()) {
        const Leaving leaving = m_leaving.take();
        settled(leaving.ordinal, leaving.cookie, AnswerFate::Lost);
    }
    m_leaving.clear();
    loseWaiting();
    m_server.remove(this);
}

/// The requests behind an answer that ends the connection will not be answered.
void ServerConnection::loseWaiting()
{
    while (!m_slots.empty()) {
        const Slot slot = m_slots.take();
        const quint64 ordinal = m_firstWaiting++;
        if (slot.response)
            settled(ordinal, slot.cookie, AnswerFate::Lost);
    }
}

/// Answers that the gate gave itself carry no cookie; nobody waits for their fate.
void ServerConnection::settled(quint64 ordinal, const Cookie &cookie, AnswerFate fate)
{
    if (cookie)
        m_server.m_user.answerSettled({m_id, ordinal}, fate, cookie);
}

} // namespace pushbench::wire
