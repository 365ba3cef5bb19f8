// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/verbs/producertrial.h"
#include "core/checks/catalogue.h"
#include "core/checks/consumer/consumerrunner.h"
#include "core/checks/expectations.h"
#include "ui/checkbench.h"

namespace pushbench::app {

/// A run of checks as the core wants it.
struct CheckPlan
{
    checks::ConsumerRunConfig probing{}; ///< Also says which suite it is, and what is selected.
    ProducerTrialConfig trial{};         ///< Producer: how it is led.
    checks::Extent extent = checks::Extent::Suite;
    checks::Expectations expectations{};
    bool strict = false;
    bool self = false;                       ///< The checks of all suites are proven.
    std::vector<checks::CheckSpec> checks{}; ///< Those that are selected.
};

/// What the person at the window chose, or what is wrong with it, in words.
[[nodiscard]] Result<CheckPlan> planChecks(const ui::CheckSettings &settings);

/// What is wrong with its files and fields.
[[nodiscard]] ui::CheckFaults examine(const ui::CheckSettings &settings);

} // namespace pushbench::app
