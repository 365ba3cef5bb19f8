// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/phaseclock.h"

namespace pushbench::wire {

void PhaseClock::enter(Phase phase, SteadyTime now)
{
    m_phase = phase;
    m_began = m_lastGrowth = m_pauseBegan = now;
}

void PhaseClock::pause(Pause why, SteadyTime now)
{
    if (!isPaused())
        m_pauseBegan = now;
    m_pause = why;
}

void PhaseClock::resume(SteadyTime now)
{
    // A head gets no time for waiting until there is room: room may be just what unfinished heads
    // hold.
    if (isPaused() && !(m_phase == Phase::Head && m_pause == Pause::NoRoom)) {
        m_began += now - m_pauseBegan;
        m_lastGrowth += now - m_pauseBegan;
    }
    m_pause = Pause::No;
}

PhaseClock::Overdue PhaseClock::judge(SteadyTime now, qint64 bodySize, const Limits &limits) const
{
    const auto spent = now - m_began;
    switch (m_phase) {
    case Phase::Idle:
        return !isPaused() && spent > limits.idleTime ? Overdue::Silence : Overdue::Nothing;
    case Phase::Head:
        return m_pause != Pause::Busy && spent > limits.headTime ? Overdue::Head : Overdue::Nothing;
    case Phase::Body:
        if (isPaused())
            return Overdue::Nothing;
        if (spent > limits.bodyTime + std::chrono::seconds(bodySize / limits.bodyRate))
            return Overdue::SlowBody;
        return now - m_lastGrowth > limits.bodyTime ? Overdue::BodyStalled : Overdue::Nothing;
    case Phase::Draining:
        return spent > limits.drainTime ? Overdue::Drain : Overdue::Nothing;
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::wire
