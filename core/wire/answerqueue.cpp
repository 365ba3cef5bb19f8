// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerqueue.h"

namespace pushbench::wire {
namespace {

/// Bytes that have left are let go at the latest when there are that many; a buffer of that size is
/// kept for the next answers.
constexpr qsizetype kKept = 64 * 1024;

} // namespace

bool AnswerQueue::awaits(quint64 ordinal) const
{
    return ordinal >= m_firstWaiting && ordinal - m_firstWaiting < m_slots.size()
        && !m_slots[size_t(ordinal - m_firstWaiting)].response;
}

bool AnswerQueue::answer(quint64 ordinal, RenderedResponse response, Cookie cookie)
{
    if (!awaits(ordinal))
        return false; // Cut off by an answer that closed the connection.
    m_slots[size_t(ordinal - m_firstWaiting)] = {std::move(response), std::move(cookie)};
    return true;
}

bool AnswerQueue::collect()
{
    while (hasTurn()) {
        Slot slot = m_slots.take();
        append(slot.response->head);
        append(slot.response->body);
        m_leaving.push(
            {{m_firstWaiting++, AnswerFate::HandedOver, std::move(slot.cookie)}, m_queuedTotal});
        if (slot.response->close) {
            loseWaiting();
            return true;
        }
    }
    return false;
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
    while (!m_slots.empty())
        lose({.ordinal = m_firstWaiting++, .cookie = m_slots.take().cookie});
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
