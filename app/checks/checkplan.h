// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/verbs/producertrial.h"
#include "core/checks/catalogue.h"
#include "core/checks/consumer/consumerrunner.h"
#include "ui/checkbench.h"

namespace pushbench::app {

/// A run of checks as the core wants it.
struct CheckPlan
{
    checks::ConsumerRunConfig probing{}; ///< Also says which suite it is, and what is selected.
    ProducerTrialConfig trial{};         ///< Producer: how it is led.
    checks::Extent extent = checks::Extent::Suite;
    bool strict = false;
    std::vector<checks::CheckSpec> checks{}; ///< Those that are selected.
};

/// What the person at the window chose, or what is wrong with it, in words.
[[nodiscard]] Result<CheckPlan> planChecks(const ui::CheckSettings &settings);

} // namespace pushbench::app
