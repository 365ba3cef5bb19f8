// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

#include <QString>

#include <vector>

namespace pushbench::ui {

/// One bar of the waterfall.
struct TimingBar
{
    enum class Kind : quint8 {
        Connect,
        Send,
        Wait,
        Receive,
        Hold, ///< Between two attempts.
    };

    Kind kind = Kind::Connect;
    std::chrono::microseconds from{};
    std::chrono::microseconds to{};
    QString text; ///< "first byte 6.80 ms"

    friend bool operator==(const TimingBar &, const TimingBar &) = default;
};

/// The stations of an exchange as stretches of time, in order. Stations that were not reached, or
/// are not ours to see, have no bar.
[[nodiscard]] std::vector<TimingBar> timingBars(const journal::Exchange &exchange);
[[nodiscard]] std::vector<TimingBar> timingBars(const journal::Timings &timings, Side side,
                                                bool tls);

/// One try of a batch, and how long the feed waited before it.
struct AttemptTiming
{
    int attempt = 1;
    QString answer{}; ///< "429", or what became of it.
    std::optional<std::chrono::microseconds> waited{};
    std::vector<TimingBar> bars{};

    friend bool operator==(const AttemptTiming &, const AttemptTiming &) = default;
};

} // namespace pushbench::ui
