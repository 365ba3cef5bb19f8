// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace pushbench {

/// UTC, microseconds since 1970: what people and files see. May jump when the machine's clock is
/// set.
using WallTime = std::chrono::sys_time<std::chrono::microseconds>;

/// Only ever grows: what durations and waits are computed from. Has no meaning outside the process.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// One instant on both scales.
struct Moment
{
    WallTime wall{};
    SteadyTime steady{};

    friend bool operator==(const Moment &, const Moment &) = default;
};

/// Where every engine gets its time from. Made once in app; tests turn a ManualClock by hand.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    /// Callable from any thread.
    [[nodiscard]] virtual Moment now() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Moment now() const override
    {
        return {std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
                std::chrono::steady_clock::now()};
    }
};

} // namespace pushbench
