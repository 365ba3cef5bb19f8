// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sending half of a connection, and its end: answers, deadlines, half-close, death.

#include "core/wire/serverconnection.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

double seconds(std::chrono::milliseconds time)
{
    return double(time.count()) / 1000;
}

} // namespace

bool ServerConnection::awaits(quint64 ordinal) const
{
    return m_answers.awaits(ordinal);
}

bool ServerConnection::answer(quint64 ordinal, RenderedResponse response, Cookie cookie)
{
    if (!m_answers.answer(ordinal, std::move(response), std::move(cookie)))
        return false;
    if (m_answers.hasTurn())
        m_server.markDirty(this);
    return true;
}

void ServerConnection::flush()
{
    m_dirty = false;
    if (m_dead)
        return;
    if (m_answers.unsent().isEmpty())
        m_writeStalled = now();
    if (m_answers.collect())
        m_closeAfter = true;
    if (m_owesContinue && m_answers.waiting() == 0 && !m_closeAfter) {
        m_owesContinue = false;
        m_answers.append("HTTP/1.1 100 Continue\r\n\r\n");
    }
    writeOut();
}

void ServerConnection::transportWritable()
{
    writeOut();
}

void ServerConnection::writeOut()
{
    while (!m_answers.unsent().isEmpty()) {
        const Transport::Moved moved = m_transport->write(m_answers.unsent());
        if (moved.broken)
            return die();
        if (moved.bytes == 0)
            break;
        m_answers.sent(qsizetype(moved.bytes));
        m_writeStalled = now();
    }
    m_transport->setWriting(!m_answers.unsent().isEmpty());
    tellSettled();
    checkSent();
}

void ServerConnection::tellSettled()
{
    while (const std::optional<AnswerQueue::Settled> settled = m_answers.takeSettled())
        m_server.m_user.answerSettled({m_id, settled->ordinal}, settled->fate, settled->cookie);
}

/// Something may have left: is that the end, or may more be read now?
void ServerConnection::checkSent()
{
    if (m_dead)
        return;
    const bool quiet = m_answers.isQuiet();
    if (quiet && (m_closeAfter || m_stopped))
        return finishSending();
    if (quiet && m_phase.phase() == Phase::Idle)
        enter(Phase::Idle);
    goOnReading();
}

void ServerConnection::finishSending()
{
    if (m_ended)
        return die();
    if (m_phase.phase() == Phase::Draining)
        return;
    reportBroken(u"the server stopped in the middle of the request"_s);
    static_cast<void>(takeHold());
    m_unread = {};
    m_closeAfter = true;
    m_phase.resume(now());
    m_transport->shutdownSending();
    m_transport->setReading(true);
    enter(Phase::Draining);
}

void ServerConnection::checkDeadline(SteadyTime now)
{
    if (m_dead)
        return;
    const Limits &limits = m_server.m_config.limits;
    if (!m_answers.unsent().isEmpty() && now - m_writeStalled > limits.writeTime)
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
    m_unread = {};
    m_transport->setReading(false);
    m_transport->setWriting(false);
    m_answers.loseAll();
    tellSettled();
    m_server.remove(this);
}

} // namespace pushbench::wire
