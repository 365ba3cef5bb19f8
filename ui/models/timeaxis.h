// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "ui/models/numberwindow.h"

#include <QString>

#include <optional>
#include <vector>

namespace pushbench::ui {

/// When a feed first came to its numbers. Numbers and times only grow in here: what came late, or
/// again, does not count.
class NumberTimes
{
public:
    /// In the order of arrival.
    void add(qint64 number, ExchangeNumber exchange, WallTime at);

    /// When the feed reached that number; nullopt when it has not.
    [[nodiscard]] std::optional<WallTime> reached(qint64 number) const;
    /// The first number that came after that instant; nullopt when none did.
    [[nodiscard]] std::optional<qint64> firstAfter(WallTime instant) const;

    struct Step
    {
        qint64 number = 0; ///< The highest of an exchange.
        ExchangeNumber exchange{};
        WallTime at{}; ///< When its first new number came.
    };
    [[nodiscard]] const std::vector<Step> &steps() const noexcept { return m_steps; }

private:
    std::vector<Step> m_steps; ///< One for each exchange that brought higher numbers.
};

/// A mark of the row of times below a row of numbers.
struct TimeMark
{
    qint64 number = 0;
    QString text;       ///< "09:41:30", "09:41:12.034", or how long nothing came: "32 s".
    bool pause = false; ///< Nothing came right before this number, for longer than a step.

    friend bool operator==(const TimeMark &, const TimeMark &) = default;
};

/// Round times inside the window, at most `most` of them, and the pauses between.
[[nodiscard]] std::vector<TimeMark> timeMarks(const NumberTimes &times, const NumberWindow &window,
                                              int most);

} // namespace pushbench::ui
