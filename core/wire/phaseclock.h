// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/wire/limits.h"

namespace pushbench::wire {

/// Where a connection stands between a peer's silence and the end of its request.
enum class Phase : quint8 {
    Idle, ///< Between requests.
    Head,
    Body,
    Draining, ///< The last answer is out and our side is shut; the peer may finish sending.
};

/// Judges how long a peer takes for each phase (H-SLOW). Time during which we did not read is not
/// held against it. A value: time comes in, a judgement goes out.
class PhaseClock
{
public:
    enum class Overdue : quint8 {
        Nothing,
        Silence, ///< No request came.
        Head,
        SlowBody, ///< It comes, but slower than limits.bodyRate.
        BodyStalled,
        Drain,
    };

    /// Why we do not read.
    enum class Pause : quint8 {
        No,
        Busy,   ///< Answers are due first, or are not read.
        NoRoom, ///< The byte budget is spent.
    };

    explicit PhaseClock(SteadyTime now) { enter(Phase::Idle, now); }

    void enter(Phase phase, SteadyTime now);
    [[nodiscard]] Phase phase() const noexcept { return m_phase; }

    void pause(Pause why, SteadyTime now);
    void resume(SteadyTime now);
    [[nodiscard]] bool isPaused() const noexcept { return m_pause != Pause::No; }

    /// Some of the body came.
    void bodyGrew(SteadyTime now) { m_lastGrowth = now; }

    [[nodiscard]] Overdue judge(SteadyTime now, qint64 bodySize, const Limits &limits) const;

private:
    Phase m_phase = Phase::Idle;
    Pause m_pause = Pause::No;
    SteadyTime m_began;
    SteadyTime m_lastGrowth; ///< Of the body.
    SteadyTime m_pauseBegan;
};

} // namespace pushbench::wire
