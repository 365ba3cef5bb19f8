// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace pushbench::triage {

/// How patient triage is. Counted on the wall's clock, because holes outlive the process.
struct TriageTimes
{
    using Duration = std::chrono::microseconds;

    /// A hole that is younger is not asked for. The books turn it into an unexplained one.
    Duration grace = std::chrono::seconds(30);
    /// Between two reads that agree before an absent number is hidden: numbers are handed out
    /// before they are committed, so that n+1 may be visible before n.
    Duration settle = std::chrono::seconds(60);
    /// How long a published event may stay away before it is lost.
    Duration deadline = std::chrono::minutes(15);
    /// The recording has ended: nothing will come any more, and what is published above the last
    /// received number was never waited for.
    bool over = false;
};

} // namespace pushbench::triage
