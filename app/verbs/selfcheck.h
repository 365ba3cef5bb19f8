// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/checks/proof/proof.h"
#include "core/journal/journal.h"

#include <atomic>
#include <functional>

namespace pushbench::app {

/// What is proven.
struct SelfCheckConfig
{
    std::vector<checks::Suite> suites{checks::Suite::Consumer, checks::Suite::Producer,
                                      checks::Suite::Resource};
    checks::Selection selection{};
};

/// What a self-check tells while it runs.
struct SelfCheckListener
{
    std::function<void(checks::Suite, const checks::CheckSpec &, const checks::Outcome &)> check;
    std::function<void(checks::Matrix)> matrix; ///< Behind the checks of its suite.
};

/// What it came to.
struct SelfCheckSummary
{
    qint64 requests = 0;
    int trials = 0;   ///< Mocks that were checked.
    int repeated = 0; ///< Of those, ran twice.
};

/// Proves the checks of the suites: each against the bench's own mock and against another one that
/// is right, which must satisfy it, and all of them against each mutant, of which its own check
/// must complain and others only with a reason. Blocks; for a thread of its own. A fault when the
/// mocks cannot be started.
[[nodiscard]] Result<SelfCheckSummary> runSelfCheck(const SelfCheckConfig &config,
                                                    const Clock &clock, journal::Journal &journal,
                                                    const std::atomic<bool> &cancelled,
                                                    const SelfCheckListener &listener);

} // namespace pushbench::app
