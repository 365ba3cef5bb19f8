// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/judgechanges.h"
#include "core/journal/journal.h"

#include <array>
#include <map>

namespace pushbench::consumer {

/// Remembers what one feed did not get rid of, to see what its producer does about it: does it give
/// up waiting for a slow answer, and come back (RCP028-R10)? How often does it try again after a
/// failure, or not at all (RCP028-R16)? A batch is known by its first sequence, so that it may come
/// again in other company. Bounded: beyond kMost batches the lowest are forgotten.
class Redelivery
{
public:
    static constexpr size_t kMost = 256;

    void apply(const journal::Exchange &exchange, JudgeChanges &changes);

    /// The answer never left, or the producer did.
    void apply(const journal::Note &note, JudgeChanges &changes);

    /// What has not come again by now does not come.
    void tick(WallTime now, JudgeChanges &changes);

    /// Before that instant tick() has nothing to say.
    [[nodiscard]] WallTime due() const noexcept { return m_due; }

    /// The session ends: what is open stays so.
    void conclude(JudgeChanges &changes);

private:
    struct Batch
    {
        ExchangeNumber first;
        ExchangeNumber last;
        WallTime began{};     ///< Of the first attempt.
        WallTime lastBegan{}; ///< Of the last one.
        WallTime whole{};     ///< When the last one's request was whole.
        WallTime deadline{};  ///< What has not come again by then does not come.
        int failures = 0;     ///< Attempts that ended in a failure, a "slow down" not counted.
        int status = 0;       ///< Of the last answer; 0: none.
        std::chrono::microseconds shortest{}; ///< Pause between two attempts.
        std::chrono::microseconds longest{};
        std::optional<std::chrono::microseconds> gaveUpAfter{};
    };

    /// An answer that came late, and nobody has left so far.
    struct Slow
    {
        ExchangeNumber exchange;
        std::chrono::microseconds waited{};
    };

    struct Accepted
    {
        qint64 first = -1;
        qint64 last = -1;
        WallTime began{};
    };

    using Batches = std::map<qint64, Batch>; ///< By first sequence.

    void settle(const journal::Exchange &exchange, JudgeChanges &changes);
    [[nodiscard]] static protocol::Finding cameBack(const Batch &batch,
                                                    const journal::Exchange &exchange);
    [[nodiscard]] static protocol::Finding acceptedAtLast(const Batch &batch,
                                                          const journal::Exchange &exchange);
    void remember(const journal::Exchange &exchange, JudgeChanges &changes);
    [[nodiscard]] bool cameAgain(const journal::Exchange &exchange) const;
    void leave(Batch &batch, std::chrono::microseconds offset);
    [[nodiscard]] Batch &open(const journal::Exchange &exchange);
    void tellSlow(JudgeChanges &changes);

    Batches m_open;
    WallTime m_due = WallTime::max();
    std::array<Accepted, 64> m_accepted{}; ///< The latest ones, in a ring.
    size_t m_nextAccepted = 0;
    WallTime m_lastAccepted{};
    std::optional<Slow> m_slow;
    std::chrono::microseconds m_slowest{};
};

} // namespace pushbench::consumer
