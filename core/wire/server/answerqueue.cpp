// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/answerqueue.h"

namespace pushbench::wire {
namespace {

/// Bytes that have left are let go at the latest when there are that many; a buffer of that size is
/// kept for the next answers.
constexpr qsizetype kKept = 64 * 1024;

} // namespace

bool AnswerQueue::awaits(quint64 ordinal) const
{
    return ordinal >= m_firstWaiting && ordinal - m_firstWaiting < m_slots.size()
        && !m_slots[size_t(ordinal - m_firstWaiting)];
}

bool AnswerQueue::answer(quint64 ordinal, Answer answer)
{
    if (!awaits(ordinal))
        return false; // Cut off by an answer that closed the connection.
    m_slots[size_t(ordinal - m_firstWaiting)] = std::move(answer);
    return true;
}

AnswerQueue::Then AnswerQueue::collect(SteadyTime now)
{
    while (hasTurn()) {
        if (m_slots[0]->fault == AnswerFault::Drip && !dripOn(now))
            return Then::GoOn;
        const Then then = collectFirst();
        if (then != Then::GoOn) {
            loseWaiting();
            return then;
        }
    }
    return Then::GoOn;
}

/// Takes the first answer out of its slot. What leaves as it should is settled when it is out;
/// what never will, at once.
AnswerQueue::Then AnswerQueue::collectFirst()
{
    Answer answer = *std::exchange(m_slots[0], {});
    static_cast<void>(m_slots.take());
    Settled settled{.ordinal = m_firstWaiting++, .cookie = std::move(answer.cookie)};
    const RenderedResponse &response = answer.response;
    const qsizetype half = (response.head.size() + response.body.size()) / 2;
    switch (answer.fault) {
    case AnswerFault::None:
        append(response.head);
        append(response.body);
        break;
    case AnswerFault::Drip:
        m_drip = {};
        break; // All of it was appended, drop by drop.
    case AnswerFault::WrongLength:
        append(withRaisedLength(response));
        append(response.body);
        break;
    case AnswerFault::Never:
        m_silenced = settled.ordinal;
        lose(std::move(settled));
        return Then::Silence;
    case AnswerFault::Close:
    case AnswerFault::GoAway:
        lose(std::move(settled));
        return Then::Close;
    case AnswerFault::Truncate:
        append(response.head);
        append(QByteArrayView(response.body).first(response.body.size() / 2));
        lose(std::move(settled));
        return Then::Close;
    case AnswerFault::Reset:
    case AnswerFault::StreamReset:
        lose(std::move(settled));
        return Then::Reset;
    case AnswerFault::ResetDuring:
        append(QByteArrayView(response.head).first(qMin(half, response.head.size())));
        append(
            QByteArrayView(response.body).first(qMax(half - response.head.size(), qsizetype(0))));
        lose(std::move(settled));
        return Then::Reset;
    case AnswerFault::ResetAfter: // Which may destroy it on its way.
        append(response.head);
        append(response.body);
        lose(std::move(settled));
        return Then::Reset;
    }
    settled.fate = AnswerFate::HandedOver;
    m_leaving.push({std::move(settled), m_queuedTotal});
    return response.close || answer.fault == AnswerFault::WrongLength ? Then::Close : Then::GoOn;
}

/// Queues the drops that are due; true when they were the last ones.
bool AnswerQueue::dripOn(SteadyTime now)
{
    const Answer &answer = *m_slots[0];
    const QByteArrayView head(answer.response.head);
    const QByteArrayView body(answer.response.body);
    if (m_drip.at > 0 && now < m_drip.due)
        return false;
    const qsizetype end =
        qMin(m_drip.at + qMax(answer.pace.bytes, qsizetype(1)), head.size() + body.size());
    if (m_drip.at < head.size())
        append(head.first(qMin(end, head.size())).sliced(m_drip.at));
    if (end > head.size()) {
        const qsizetype from = qMax(m_drip.at - head.size(), qsizetype(0));
        append(body.first(end - head.size()).sliced(from));
    }
    m_drip = {.at = end, .due = now + answer.pace.every};
    return end == head.size() + body.size();
}

std::optional<SteadyTime> AnswerQueue::due() const
{
    if (!hasTurn() || m_slots[0]->fault != AnswerFault::Drip)
        return std::nullopt;
    return m_drip.due;
}

void AnswerQueue::append(QByteArrayView interim)
{
    m_out.append(interim);
    m_queuedTotal += interim.size();
}

void AnswerQueue::sent(qsizetype bytes)
{
    m_outAt += bytes;
    m_sentTotal += bytes;
    if (m_outAt == m_out.size()) {
        m_out.truncate(0);
        m_outAt = 0;
        if (m_out.capacity() > kKept)
            m_out.squeeze();
    } else if (m_outAt > kKept && m_outAt > m_out.size() / 2) {
        // A peer that always leaves something unread must not make us keep all that it did read.
        m_out.remove(0, m_outAt);
        m_outAt = 0;
    }
    while (!m_leaving.empty() && m_leaving.front().end <= m_sentTotal) {
        Leaving out = m_leaving.take();
        if (out.answer.cookie)
            m_settled.push(std::move(out.answer));
    }
}

quint64 AnswerQueue::firstOpen() const
{
    return m_leaving.empty() ? m_silenced.value_or(m_firstWaiting) : m_leaving[0].answer.ordinal;
}

void AnswerQueue::loseAll()
{
    while (!m_leaving.empty())
        lose(m_leaving.take().answer);
    loseWaiting();
    m_out.clear();
    m_outAt = 0;
}

void AnswerQueue::loseWaiting()
{
    while (!m_slots.empty()) {
        Slot slot = m_slots.take();
        lose({.ordinal = m_firstWaiting++, .cookie = slot ? std::move(slot->cookie) : Cookie()});
    }
    m_drip = {};
}

void AnswerQueue::lose(Settled answer)
{
    answer.fate = AnswerFate::Lost;
    if (answer.cookie)
        m_settled.push(std::move(answer));
}

std::optional<AnswerQueue::Settled> AnswerQueue::takeSettled()
{
    return m_settled.empty() ? std::nullopt : std::optional(m_settled.take());
}

} // namespace pushbench::wire
