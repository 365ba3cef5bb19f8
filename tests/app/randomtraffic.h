// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/endpoint.h"
#include "core/journal/journal.h"

#include <QRandomGenerator>

namespace pushbench {

/// Traffic of every kind that a session can hold, the same for the same seed: pushes and their
/// repetitions, conflicts, jumps and late ones, wrong bodies and tokens, refusals, holds, faults,
/// lost answers, both sides, both notations of heads, and what a resource says of the numbers.
class RandomTraffic
{
public:
    explicit RandomTraffic(quint32 seed)
        : m_random(seed)
    {
    }

    /// Appends some steps of a run that begins now, and turns `now` to their end.
    void play(journal::Journal &journal, ExchangeNumber last, int steps, WallTime &now);

    /// How many exchanges and notes were appended.
    [[nodiscard]] int entries() const noexcept { return m_entries; }

private:
    [[nodiscard]] int below(int count) { return int(m_random.bounded(count)); }
    [[nodiscard]] bool chance(int percent) { return below(100) < percent; }

    void expect(journal::Journal &journal);
    [[nodiscard]] std::shared_ptr<journal::Exchange> push(WallTime began);
    [[nodiscard]] QByteArray body();
    [[nodiscard]] QByteArray event(qint64 sequence, int record) const;
    [[nodiscard]] qint64 sequence();
    void answer(journal::Exchange &exchange);
    void notesBehind(journal::Journal &journal, const std::shared_ptr<journal::Exchange> &exchange);
    void verdict(journal::Journal &journal, WallTime now);

    QRandomGenerator m_random;
    consumer::IntakeConfig m_expectations{};
    qint64 m_head = 1100;
    qint64 m_delivery = 0;
    int m_run = 0;
    int m_entries = 0;
    std::vector<std::shared_ptr<journal::Exchange>> m_past; ///< Of this run.
    std::vector<QByteArray> m_bodies;                       ///< Of all runs.
    ExchangeNumber m_last{};
};

} // namespace pushbench
