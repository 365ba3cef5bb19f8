// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/protocol/finding.h"

namespace pushbench::protocol {

/// The four legal notations of Retry-After (RFC 9110 section 10.2.3 and 5.6.7).
enum class RetryAfterForm : quint8 {
    Seconds,
    ImfFixdate,
    Rfc850,
    Asctime,
};

/// A legal Retry-After value.
struct RetryAfter
{
    RetryAfterForm form = RetryAfterForm::Seconds;
    std::chrono::seconds delay{}; ///< Form Seconds: as sent; huge values are cut at kLongestDelay.
    WallTime date{};              ///< The date forms.

    /// How long to wait from now, never negative: a date in the past means "at once" (H-RA4). Dates
    /// are rounded up to whole seconds of now's clock, since their resolution is one second
    /// (H-RA6). At most kLongestDelay: the year 9999 would not fit into a steady time.
    [[nodiscard]] std::chrono::milliseconds waitFrom(WallTime now) const;
};

/// About 68 years: longer delays are cut to it, so that no arithmetic can overflow.
inline constexpr std::chrono::seconds kLongestDelay{2'147'483'647};

/// Reads a field value (H-RA1, H-RA2). Anything but 1*DIGIT or one of the three date forms is
/// refused:
/// "-5", "2.5", "soon", "60s", "", "1, 2". `now` places RFC 850's two-digit years (H-RA4).
[[nodiscard]] std::optional<RetryAfter> parseRetryAfter(QByteArrayView value, WallTime now);

/// What a consumer's value deserves: illegal syntax F (H-RA1), obsolete date forms F as generated
/// (H-RA3).
[[nodiscard]] Findings judgeRetryAfter(QByteArrayView value, WallTime now);

/// Composes a value that asks for `wait` from `now` on, in any of the four notations; the obsolete
/// ones are for provoking a producer (H-RA2). Rounded up to whole seconds, so nobody comes back too
/// early; a negative wait counts as none.
[[nodiscard]] QByteArray writeRetryAfter(RetryAfterForm form, std::chrono::milliseconds wait,
                                         WallTime now);

} // namespace pushbench::protocol
