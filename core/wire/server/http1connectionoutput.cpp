// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sending half of a connection, and its end: answers, deadlines, half-close, death.

#include "core/wire/server/http1connection.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

double seconds(std::chrono::milliseconds time)
{
    return double(time.count()) / 1000;
}

} // namespace

bool Http1Connection::awaits(quint64 ordinal) const
{
    return m_answers.awaits(ordinal);
}

bool Http1Connection::answer(quint64 ordinal, Answer answer)
{
    if (!m_answers.answer(ordinal, std::move(answer)))
        return false;
    if (m_answers.hasTurn())
        markDirty();
    return true;
}

void Http1Connection::flush()
{
    if (!beginFlush())
        return;
    const Then then = m_answers.collect(now());
    if (then == Then::Silence)
        fallSilent();
    if (then != Then::GoOn) {
        m_then = then;
        m_closeAfter = true;
    }
    if (m_owesContinue && m_answers.waiting() == 0 && !m_closeAfter) {
        m_owesContinue = false;
        m_answers.append("HTTP/1.1 100 Continue\r\n\r\n");
    }
    setWake(m_answers.due());
    writeOut();
}

void Http1Connection::written()
{
    tellSettled();
    checkSent();
}

void Http1Connection::tellSettled()
{
    while (const std::optional<AnswerQueue::Settled> settled = m_answers.takeSettled())
        user().answerSettled({id(), settled->ordinal}, settled->fate, settled->cookie);
}

/// Something may have left: is that the end, or may more be read now?
void Http1Connection::checkSent()
{
    if (isDead())
        return;
    const bool quiet = m_answers.isQuiet();
    if (quiet && endAsMeant())
        return;
    if (quiet && (m_closeAfter || m_stopped))
        return finishSending();
    if (quiet && m_phase.phase() == Phase::Idle)
        enter(Phase::Idle, moment());
    goOnReading();
}

/// True when the last answer was one that ends the connection in a way of its own.
bool Http1Connection::endAsMeant()
{
    switch (m_then) {
    case Then::GoOn:
    case Then::Close:
        return false;
    case Then::Reset:
        transport().reset();
        die();
        return true;
    case Then::Silence:
        if (m_ended || m_stopped)
            die();
        return true;
    }
    Q_UNREACHABLE();
}

/// Nothing of the peer is wanted any more but its end, for which it has as long as for a request.
void Http1Connection::fallSilent()
{
    reportBroken(u"the server stopped in the middle of the request"_s);
    static_cast<void>(takeHold());
    m_unread = {};
    m_phase.resume(now());
    enter(Phase::Idle, moment());
    transport().setReading(true);
}

void Http1Connection::finishSending()
{
    if (m_ended)
        return die();
    if (isDraining())
        return;
    reportBroken(u"the server stopped in the middle of the request"_s);
    static_cast<void>(takeHold());
    m_unread = {};
    m_closeAfter = true;
    beginDraining();
}

void Http1Connection::checkDeadline(SteadyTime now)
{
    if (isDead())
        return;
    const Limits &limits = config().limits;
    if (isWriteOverdue(now))
        return die();
    switch (m_phase.judge(now, m_parser.bodySize(), limits)) {
    case PhaseClock::Overdue::Nothing:
        break;
    case PhaseClock::Overdue::Silence:
        if (m_answers.isQuiet())
            die();
        break;
    case PhaseClock::Overdue::Head:
        refuse({408, u"the head did not end within %1 s"_s.arg(seconds(limits.headTime))},
               m_unread);
        break;
    case PhaseClock::Overdue::SlowBody:
        refuse({408, u"the body came slower than %1 bytes a second"_s.arg(limits.bodyRate)}, {});
        break;
    case PhaseClock::Overdue::BodyStalled:
        refuse({408, u"no more of the body came within %1 s"_s.arg(seconds(limits.bodyTime))}, {});
        break;
    case PhaseClock::Overdue::Drain:
        die();
        break;
    }
    if (isDirty())
        flush();
}

void Http1Connection::die()
{
    if (isDead())
        return;
    leave();
    setWake({});
    reportBroken(u"the connection broke in the middle of the request"_s);
    static_cast<void>(takeHold());
    m_unread = {};
    m_answers.loseAll();
    tellSettled();
}

} // namespace pushbench::wire
