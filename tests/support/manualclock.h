// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

namespace pushbench {

/// A clock that a test turns by hand; both scales move together.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(Moment start = {WallTime(std::chrono::seconds(1'800'000'000)),
                                         SteadyTime(std::chrono::hours(1))})
        : m_now(start)
    {
    }

    [[nodiscard]] Moment now() const override { return m_now; }

    template <typename Rep, typename Period>
    void advance(std::chrono::duration<Rep, Period> by)
    {
        m_now.wall += std::chrono::duration_cast<std::chrono::microseconds>(by);
        m_now.steady += std::chrono::duration_cast<std::chrono::nanoseconds>(by);
    }

private:
    Moment m_now;
};

} // namespace pushbench
