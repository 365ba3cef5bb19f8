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
    , m_phase(server.m_clock.now().steady)
{
}

ServerConnection::~ServerConnection() = default;

void ServerConnection::transportReadable()
{
    for (int turn = 0; turn < kReadsPerTurn && mayRead(); ++turn) {
        if (!readSome())
            break;
    }
    if (!m_dead && !mayRead()) {
        using Pause = PhaseClock::Pause;
        m_phase.pause(m_waitingForRoom ? Pause::NoRoom : Pause::Busy, now());
        m_transport->setReading(false);
    }
    if (m_dirty)
        flush();
}

bool ServerConnection::mayRead()
{
    if (m_dead || m_ended)
        return false;
    if (m_closeAfter || m_phase.phase() == Phase::Draining)
        return true; // Reads only to notice the end.
    return !m_stopped && m_answers.waiting() < size_t(m_server.m_config.limits.pipeline)
        && m_answers.unsent().size() < kOutputLimit && hasRoom();
}

bool ServerConnection::hasRoom()
{
    if (m_waitingForRoom)
        return false;
    m_waitingForRoom = !m_server.claimRoom(this, m_phase.phase() == Phase::Body);
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
           && m_answers.waiting() < size_t(m_server.m_config.limits.pipeline) && hasRoom()) {
        if (m_phase.phase() == Phase::Idle)
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
    if (m_phase.phase() == Phase::Head && m_parser.idle() && m_unread.isEmpty())
        enter(Phase::Idle); // Only an empty line came, and that begins no request.
    countHeld();
}

/// Puts what is kept of an unfinished request on the budget's account.
void ServerConnection::countHeld()
{
    qint64 bytes = m_unread.size();
    if (m_parser.inBody()) {
        bytes += m_parser.bodySize();
        m_phase.bodyGrew(now());
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
    IncomingRequest incoming{.id = {m_id, m_answers.nextOrdinal()},
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
    m_answers.expect();
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
    m_answers.expect();
    static_cast<void>(m_answers.answer(failed.id.ordinal, failed.response, {}));
    enter(Phase::Idle);
    m_server.endOverdraft(m_id);
    m_server.markDirty(this);
    m_server.m_user.requestFailed(std::move(failed));
}

FailedRequest ServerConnection::failedRequest(const Refusal &refusal, QByteArrayView unread)
{
    FailedRequest failed{.id = {m_id, m_answers.nextOrdinal()},
                         .peer = m_peer,
                         .request = m_parser.takePartial(),
                         .began = m_began,
                         .ended = m_server.m_clock.now(),
                         .refusal = refusal};
    failed.request.body.truncate(kEvidenceBytes);
    if (failed.request.head.raw().isEmpty())
        failed.seen = unread.first(qMin(unread.size(), kEvidenceBytes)).toByteArray();
    static_cast<void>(takeHold());
    failed.hold = ByteHold(m_server.m_budget, heldSize(failed.request) + failed.seen.size());
    return failed;
}

/// The peer went away in the middle of a request: nobody to answer, but worth a record.
void ServerConnection::reportBroken(const QString &reason)
{
    if (m_closeAfter || (m_phase.phase() != Phase::Head && m_phase.phase() != Phase::Body))
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
    if (m_phase.phase() == Phase::Draining || m_answers.isQuiet())
        die();
}

SteadyTime ServerConnection::now() const
{
    return m_server.m_clock.now().steady;
}

void ServerConnection::enter(Phase phase)
{
    const Moment now = m_server.m_clock.now();
    if (phase == Phase::Head)
        m_began = now;
    m_phase.enter(phase, now.steady);
}

void ServerConnection::stopReading()
{
    m_stopped = true;
    if (!m_dead && m_phase.phase() != Phase::Draining && m_answers.isQuiet())
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
    if (!m_phase.isPaused() || !mayRead())
        return;
    m_phase.resume(now());
    m_transport->setReading(true);
}

} // namespace pushbench::wire
