// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

#include <optional>

namespace pushbench::consumer {

/// How much a consumer takes (RCP028-R12): so many events or requests per window, and a burst on
/// top.
struct RateLimit
{
    enum class Unit : quint8 {
        Events,
        Requests,
    };

    Unit unit = Unit::Events;
    double amount = 0; ///< Per window; above 0.
    std::chrono::milliseconds window{1000};
    double burst = 0; ///< What may come at once after silence; 0: one window's amount.

    friend bool operator==(const RateLimit &, const RateLimit &) = default;
};

/// A token bucket. What is larger than the whole bucket passes when the bucket is full, and its
/// debt is paid by those who come after: no batch is refused for ever. A value; time is an
/// argument.
class RateLimiter
{
public:
    explicit RateLimiter(RateLimit limit);

    /// Lets it in and answers nothing, or says after how long it would be let in if nobody else
    /// came.
    [[nodiscard]] std::optional<std::chrono::milliseconds> take(qint64 events, SteadyTime now);

private:
    void fill(SteadyTime now);

    RateLimit m_limit;
    double m_size = 0;   ///< Of the bucket.
    double m_tokens = 0; ///< May be negative: a debt.
    double m_perNanosecond = 0;
    std::optional<SteadyTime> m_filled{};
};

} // namespace pushbench::consumer
