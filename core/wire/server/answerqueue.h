// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/wire/server/answer.h"
#include "core/wire/shortqueue.h"

#include <optional>

namespace pushbench::wire {

/// The sending half of one HTTP/1.1 connection: answers come in any order and leave in the order of
/// their requests, whole or with the fault that they are given. Does no IO: its user moves unsent()
/// and says how much of it left.
class AnswerQueue
{
public:
    /// What the connection comes to once everything is out that was collected.
    enum class Then : quint8 {
        GoOn,
        Close,
        Reset,
        Silence, ///< It stays, and nothing more leaves.
    };

    /// An answer that is out, or never will be.
    struct Settled
    {
        quint64 ordinal = 0;
        AnswerFate fate = AnswerFate::Lost;
        Cookie cookie{};
    };

    /// Of the next request, counted from 0.
    [[nodiscard]] quint64 nextOrdinal() const noexcept { return m_firstWaiting + m_slots.size(); }

    /// The first request whose answer is not out; nextOrdinal() when all are.
    [[nodiscard]] quint64 firstOpen() const;

    /// Another request awaits its answer.
    void expect() { m_slots.push({}); }

    /// Requests whose answer has not come, or not had its turn.
    [[nodiscard]] size_t waiting() const noexcept { return m_slots.size(); }
    [[nodiscard]] bool awaits(quint64 ordinal) const;

    /// False when that request awaits none (any more).
    [[nodiscard]] bool answer(quint64 ordinal, Answer answer);

    /// An answer has its turn, and collect() would move it, or a part of it.
    [[nodiscard]] bool hasTurn() const { return !m_slots.empty() && m_slots[0]; }

    /// Queues the bytes of all answers that have their turn. When one of them is the last one of
    /// its connection, the requests behind it lose theirs.
    [[nodiscard]] Then collect(SteadyTime now);

    /// When a dripping answer goes on: time for collect().
    [[nodiscard]] std::optional<SteadyTime> due() const;

    /// Queues bytes that are nobody's answer: 100 (Continue).
    void append(QByteArrayView interim);

    [[nodiscard]] QByteArrayView unsent() const { return QByteArrayView(m_out).sliced(m_outAt); }
    void sent(qsizetype bytes);

    /// Memory that is kept for bytes, whether they have left or not.
    [[nodiscard]] qsizetype capacity() const { return m_out.capacity(); }

    /// Nothing awaits an answer, and all answers are out.
    [[nodiscard]] bool isQuiet() const noexcept
    {
        return m_slots.empty() && m_leaving.empty() && m_outAt == m_out.size();
    }

    /// The connection is gone, and with it every answer that is not out.
    void loseAll();

    /// What became of the answers, each told once; those without a cookie are of interest to
    /// nobody. One at a time, because whoever is told may come back with another answer.
    [[nodiscard]] std::optional<Settled> takeSettled();

private:
    using Slot = std::optional<Answer>;

    struct Leaving
    {
        Settled answer{};
        qint64 end = 0; ///< It is out when that many bytes have left.
    };

    /// How far a dripping answer is.
    struct Drip
    {
        qsizetype at = 0; ///< Of head and body.
        SteadyTime due{};
    };

    [[nodiscard]] Then collectFirst();
    [[nodiscard]] bool dripOn(SteadyTime now);
    void loseWaiting();
    void lose(Settled answer);

    ShortQueue<Slot> m_slots;
    ShortQueue<Leaving> m_leaving;
    ShortQueue<Settled> m_settled;
    quint64 m_firstWaiting = 0;        ///< Of m_slots.front().
    std::optional<quint64> m_silenced; ///< The request that never gets an answer.
    Drip m_drip;                       ///< Of m_slots.front().
    QByteArray m_out;
    qsizetype m_outAt = 0; ///< Bytes of m_out that have left.
    qint64 m_queuedTotal = 0;
    qint64 m_sentTotal = 0;
};

} // namespace pushbench::wire
