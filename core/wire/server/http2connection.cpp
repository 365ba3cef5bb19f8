// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/http2connection.h"

#include <limits>

namespace pushbench::wire {
namespace {

/// Output taken from the session at a time: what it has beyond that, it can still change its mind
/// about.
constexpr qsizetype kSlice = 64 * 1024;

/// Its sender does what it was told, and still the answer does not arrive, or not for certain.
bool isDoomed(AnswerFault fault)
{
    return fault != AnswerFault::None && fault != AnswerFault::Drip
        && fault != AnswerFault::WrongLength;
}

/// 0 is the connection itself, which nobody answers.
StreamId streamOf(quint64 ordinal)
{
    const bool fits = ordinal <= quint64(std::numeric_limits<qint32>::max());
    return {fits ? qint32(ordinal) : 0};
}

} // namespace

Http2Connection::Http2Connection(Server &server, Link link, Moment began)
    : SessionConnection(server, std::move(link))
    , m_session(config().limits, config().http2, began)
{
}

Http2Connection::~Http2Connection() = default;

void Http2Connection::begin(const QByteArray &first)
{
    if (!first.isEmpty())
        m_session.receive(first, moment());
    markDirty(); // Our SETTINGS wait for nothing.
    transportReadable();
}

void Http2Connection::transportReadable()
{
    for (int turn = 0; turn < kReadsPerTurn && mayRead(); ++turn) {
        const std::span<char> buffer = scratch();
        const Transport::Moved moved = transport().read(buffer);
        if (moved.bytes > 0 && !isDraining()) {
            m_session.receive({buffer.data(), qsizetype(moved.bytes)}, moment());
            markDirty(); // There may be windows to open, and there will be answers.
            tellEvents();
        }
        if (moved.ended)
            peerEnded();
        else if (moved.broken)
            die();
        if (moved.bytes < qint64(buffer.size()))
            return;
    }
}

/// Asks the budget, and lets the session know what came of it. A paused connection does not read at
/// all: whatever a peer can make us hold counts, not only bodies.
bool Http2Connection::mayRead()
{
    if (isDead() || m_ended)
        return false;
    if (isDraining())
        return true;
    const bool room = hasRoom(m_session.heldBytes() > 0);
    const Http2Intake intake = !room ? Http2Intake::None
        : budgetHasRoom()            ? Http2Intake::All
                                     : Http2Intake::Oldest;
    if (intake != m_intake) {
        m_intake = intake;
        m_session.setIntake(intake, moment());
        markDirty();
    }
    transport().setReading(room);
    return room;
}

void Http2Connection::resumeReading()
{
    stopWaitingForRoom();
    static_cast<void>(mayRead()); // The transport calls when there is something.
}

void Http2Connection::stopReading()
{
    if (isDead() || isDraining())
        return;
    m_session.shutdown(moment());
    markDirty();
}

bool Http2Connection::awaits(quint64 ordinal) const
{
    return !isDead() && m_session.awaits(streamOf(ordinal));
}

bool Http2Connection::answer(quint64 ordinal, Answer answer)
{
    const StreamId id = streamOf(ordinal);
    if (!awaits(ordinal)
        || !m_session.answer(id, answer.response, answer.fault, answer.pace, moment()))
        return false;
    m_pending.emplace(
        id, Pending{.cookie = std::move(answer.cookie), .doomed = isDoomed(answer.fault)});
    markDirty();
    return true;
}

void Http2Connection::flush()
{
    if (beginFlush() && !isDraining())
        writeOut();
}

QByteArrayView Http2Connection::unsent()
{
    if (m_outAt == m_out.size()) {
        m_out = m_session.takeOutput(kSlice, moment());
        m_outAt = 0;
    }
    return QByteArrayView(m_out).sliced(m_outAt);
}

void Http2Connection::sent(qsizetype bytes)
{
    m_outAt += bytes;
    m_session.outputWritten(bytes);
}

void Http2Connection::written()
{
    tellEvents();
    if (isDead() || isDraining())
        return;
    if (const std::optional<ConnectionEnd> end = m_session.connectionEnd()) {
        if (*end == ConnectionEnd::Close)
            return finish();
        transport().reset();
        return die();
    }
    if (m_outAt == m_out.size() && m_session.isOver())
        return finish();
    setWake(m_session.wakeAt());
}

void Http2Connection::wake()
{
    m_session.checkDeadlines(moment());
    tellEvents();
    flush();
}

void Http2Connection::tellEvents()
{
    for (Http2Event &event : m_session.takeEvents())
        std::visit([this](auto &&told) { tell(std::move(told)); }, std::move(event));
    if (!isDead())
        setHold(m_session.heldBytes());
}

void Http2Connection::tell(Http2Request &&request)
{
    const qint64 size = heldSize(request.request);
    endOverdraft();
    user().requestArrived({.id = {id(), quint64(request.stream.value)},
                           .peer = link().peer,
                           .request = std::move(request.request),
                           .began = request.began,
                           .complete = request.complete,
                           .hold = newHold(size),
                           .tls = link().tls});
}

void Http2Connection::tell(Http2Failure &&failure)
{
    failure.request.version = kHttp2;
    FailedRequest failed = failedRequest(quint64(failure.stream.value), std::move(failure.request),
                                         failure.began, failure.refusal);
    failed.ended = failure.ended;
    failed.hold = newHold(heldSize(failed.request));
    endOverdraft();
    if (failure.refusal.status != 0)
        static_cast<void>(answer(failed.id.ordinal, {.response = failed.response}));
    user().requestFailed(std::move(failed));
}

void Http2Connection::tell(const Http2Settled &settled)
{
    auto pending = m_pending.extract(settled.stream);
    if (pending.empty() || !pending.mapped().cookie)
        return; // Of interest to nobody.
    const bool out = settled.handedOver && !pending.mapped().doomed;
    user().answerSettled({id(), quint64(settled.stream.value)},
                         out ? AnswerFate::HandedOver : AnswerFate::Lost, pending.mapped().cookie);
}

void Http2Connection::tell(const Http2Left &left)
{
    user().peerLeft({id(), quint64(left.stream.value)});
}

void Http2Connection::peerEnded()
{
    m_ended = true;
    transport().setReading(false);
    if (isDraining())
        return die();
    m_session.inputEnded(moment());
    tellEvents();
    markDirty();
}

/// Everything is out that should be.
void Http2Connection::finish()
{
    if (m_ended)
        return die();
    loseAll();
    if (!isDead())
        beginDraining();
}

void Http2Connection::loseAll()
{
    setWake({});
    m_session.connectionLost(moment());
    m_out.clear();
    m_outAt = 0;
    tellEvents();
}

void Http2Connection::checkDeadline(SteadyTime now)
{
    if (isDead())
        return;
    if (isDraining()) {
        if (m_phase.judge(now, 0, config().limits) != PhaseClock::Overdue::Nothing)
            die();
        return;
    }
    if (isWriteOverdue(now))
        return die();
    m_session.checkDeadlines(moment());
    tellEvents();
    if (m_intake != Http2Intake::All && !isWaitingForRoom())
        static_cast<void>(mayRead());
    markDirty();
}

void Http2Connection::die()
{
    if (isDead())
        return;
    endOverdraft();
    leave();
    loseAll();
    static_cast<void>(takeHold());
}

} // namespace pushbench::wire
