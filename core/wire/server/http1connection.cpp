// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/http1connection.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr qsizetype kDirectRead = 256 * 1024;   ///< Read straight into a body at a time.
constexpr qsizetype kOutputLimit = 256 * 1024;  ///< Unsent answers beyond it stop the reading.
constexpr qsizetype kEvidenceBytes = 64 * 1024; ///< Kept of a request that was not taken.

} // namespace

Http1Connection::Http1Connection(Server &server, Link link, Moment began)
    : SessionConnection(server, std::move(link))
    , m_parser(config().limits)
    , m_began(began)
{
}

Http1Connection::~Http1Connection() = default;

void Http1Connection::begin(const QByteArray &first)
{
    if (!first.isEmpty()) {
        m_phase.enter(Phase::Head, m_began.steady);
        parse(first);
    }
    transportReadable();
}

void Http1Connection::refuseOpening(const Refusal &refusal, const QByteArray &seen)
{
    m_phase.enter(Phase::Head, m_began.steady);
    refuse(refusal, seen);
}

void Http1Connection::transportReadable()
{
    for (int turn = 0; turn < kReadsPerTurn && mayRead(); ++turn) {
        if (!readSome())
            break;
    }
    if (!isDead() && !mayRead()) {
        using Pause = PhaseClock::Pause;
        m_phase.pause(isWaitingForRoom() ? Pause::NoRoom : Pause::Busy, now());
        transport().setReading(false);
    }
    if (isDirty())
        flush();
}

bool Http1Connection::mayRead()
{
    if (isDead() || m_ended)
        return false;
    if (m_closeAfter || isDraining())
        return true; // Reads only to notice the end.
    return !m_stopped && m_answers.waiting() < size_t(config().limits.pipeline)
        && m_answers.unsent().size() < kOutputLimit && hasRoomToRead();
}

bool Http1Connection::hasRoomToRead()
{
    return hasRoom(m_phase.phase() == Phase::Body);
}

/// True when there may be more to read right now.
bool Http1Connection::readSome()
{
    Transport::Moved moved;
    if (!m_closeAfter && m_parser.inBody() && m_unread.isEmpty()) {
        moved = readBody();
    } else {
        const std::span<char> buffer = scratch();
        moved = transport().read(buffer);
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
        peerBroke();
    return moved.bytes == kDirectRead;
}

/// Reads straight into a body of known length, which saves a copy; other framings go through
/// parse().
Transport::Moved Http1Connection::readBody()
{
    const std::span<char> target = m_parser.directTarget(kDirectRead);
    if (target.empty()) {
        const std::span<char> buffer = scratch();
        const Transport::Moved moved = transport().read(buffer);
        if (moved.bytes > 0)
            parse(QByteArrayView(buffer.data(), qsizetype(moved.bytes)));
        return moved;
    }
    const Transport::Moved moved = transport().read(target);
    const Parsed parsed = m_parser.wrote(qsizetype(moved.bytes), qsizetype(target.size()));
    if (moved.bytes > 0) {
        const Moment now = moment();
        static_cast<void>(handle(parsed, {}, now));
        countHeld(now);
    }
    return moved;
}

void Http1Connection::parse(QByteArrayView data)
{
    const Moment now = moment(); // Of all that came together.
    qsizetype at = 0;
    while (at < data.size() && !isDead() && !m_closeAfter && !m_stopped
           && m_answers.waiting() < size_t(config().limits.pipeline) && hasRoomToRead()) {
        if (m_phase.phase() == Phase::Idle)
            enter(Phase::Head, now);
        const QByteArrayView unread = data.sliced(at);
        const Parsed parsed = m_parser.advance(unread);
        at += parsed.consumed;
        if (!handle(parsed, unread, now))
            break;
    }
    if (isDead() || m_closeAfter)
        return;
    m_unread = data.sliced(at).toByteArray();
    if (m_phase.phase() == Phase::Head && m_parser.idle() && m_unread.isEmpty())
        enter(Phase::Idle, now); // Only an empty line came, and that begins no request.
    countHeld(now);
}

/// Puts what is kept of an unfinished request on the budget's account.
void Http1Connection::countHeld(Moment now)
{
    qint64 bytes = m_unread.size();
    if (m_parser.inBody()) {
        bytes += m_parser.bodySize();
        m_phase.bodyGrew(now.steady);
    }
    growHold(bytes);
}

/// True when the codec may be shown the rest of what was read.
bool Http1Connection::handle(const Parsed &parsed, QByteArrayView unread, Moment now)
{
    switch (parsed.event) {
    case Parsed::Event::NeedMore:
        return false;
    case Parsed::Event::Head:
        enter(Phase::Body, now);
        if (m_parser.expectsContinue() && unread.size() == parsed.consumed) {
            m_owesContinue = true;
            markDirty();
        }
        return true;
    case Parsed::Event::Complete:
        requestComplete(now);
        return true;
    case Parsed::Event::Refused:
        refuse(m_parser.refusal(), unread);
        return false;
    }
    Q_UNREACHABLE();
}

void Http1Connection::requestComplete(Moment now)
{
    IncomingRequest incoming{.id = {id(), m_answers.nextOrdinal()},
                             .peer = link().peer,
                             .request = m_parser.take(),
                             .began = m_began,
                             .complete = now,
                             .hold = takeHold(),
                             .tls = link().tls};
    const qint64 size = heldSize(incoming.request);
    if (incoming.hold.bytes() == 0)
        incoming.hold = newHold(size);
    else
        incoming.hold.growTo(size);
    m_owesContinue = false;
    m_closeAfter = !incoming.request.keepAlive;
    m_answers.expect();
    enter(Phase::Idle, now);
    endOverdraft();
    user().requestArrived(std::move(incoming));
}

void Http1Connection::refuse(const Refusal &refusal, QByteArrayView unread)
{
    FailedRequest failed = brokenRequest(refusal, unread);
    m_closeAfter = true;
    m_unread = {};
    m_owesContinue = false;
    m_answers.expect();
    static_cast<void>(m_answers.answer(failed.id.ordinal, {.response = failed.response}));
    enter(Phase::Idle, moment());
    endOverdraft();
    markDirty();
    user().requestFailed(std::move(failed));
}

FailedRequest Http1Connection::brokenRequest(const Refusal &refusal, QByteArrayView unread)
{
    Request request = m_parser.takePartial();
    if (request.body.size() > kEvidenceBytes) {
        request.body.truncate(kEvidenceBytes);
        request.body.squeeze(); // Or what was cut off stays in memory, on nobody's account.
    }
    FailedRequest failed =
        failedRequest(m_answers.nextOrdinal(), std::move(request), m_began, refusal);
    if (failed.request.head.raw().isEmpty())
        failed.seen = unread.first(qMin(unread.size(), kEvidenceBytes)).toByteArray();
    static_cast<void>(takeHold());
    failed.hold = newHold(heldSize(failed.request) + failed.seen.size());
    return failed;
}

/// The peer went away in the middle of a request: nobody to answer, but worth a record.
void Http1Connection::reportBroken(const QString &reason)
{
    if (m_closeAfter || (m_phase.phase() != Phase::Head && m_phase.phase() != Phase::Body))
        return;
    user().requestFailed(brokenRequest({0, reason}, m_unread));
}

void Http1Connection::tellPeerLeft()
{
    for (quint64 open = m_answers.firstOpen(); open < m_answers.nextOrdinal(); ++open)
        user().peerLeft({id(), open});
}

void Http1Connection::peerBroke()
{
    tellPeerLeft();
    die();
}

void Http1Connection::peerEnded()
{
    tellPeerLeft();
    m_ended = true;
    transport().setReading(false);
    reportBroken(u"the peer closed the connection in the middle of the request"_s);
    m_closeAfter = true;
    m_unread = {};
    if (isDraining() || m_answers.isQuiet())
        die();
}

void Http1Connection::enter(Phase phase, Moment now)
{
    if (phase == Phase::Head)
        m_began = now;
    m_phase.enter(phase, now.steady);
}

void Http1Connection::stopReading()
{
    m_stopped = true;
    if (!isDead() && !isDraining() && m_answers.isQuiet())
        die();
}

void Http1Connection::resumeReading()
{
    stopWaitingForRoom();
    goOnReading();
}

/// Whatever stopped the reading may be gone: first what was read before, then the transport.
void Http1Connection::goOnReading()
{
    if (!m_unread.isEmpty() && !m_closeAfter && mayRead())
        parse(std::exchange(m_unread, {}));
    if (!m_phase.isPaused() || !mayRead())
        return;
    m_phase.resume(now());
    transport().setReading(true);
}

} // namespace pushbench::wire
