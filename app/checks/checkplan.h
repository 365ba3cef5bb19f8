// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/consumerrunner.h"
#include "core/consumer/config.h"
#include "ui/checkbench.h"

namespace pushbench::app {

/// A run of checks as the core wants it.
struct CheckPlan
{
    checks::ConsumerRunConfig probing{}; ///< Also says which suite it is, and what is selected.
    consumer::Config trap{};             ///< Producer: the consumer that leads it.
    std::chrono::milliseconds patience{};
    bool strict = false;
    std::vector<checks::CheckSpec> checks{}; ///< Those that are selected.
};

/// What the person at the window chose, or what is wrong with it, in words.
[[nodiscard]] Result<CheckPlan> planChecks(const ui::CheckSettings &settings);

} // namespace pushbench::app
