// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options/checkoptions.h"
#include "core/base/clock.h"
#include "core/journal/journal.h"

#include <atomic>

namespace pushbench::app {

/// Proves the consumer's checks: each against the bench's own consumer and against another one
/// that is right, which must satisfy it, and against one that is wrong in just what it looks at,
/// which it must catch. Blocks; for a thread of its own. False when the mocks cannot be started.
[[nodiscard]] Result<> runSelfCheck(const CheckOptions &options, const Clock &clock,
                                    journal::Journal &journal, const std::atomic<bool> &cancelled,
                                    const checks::ConsumerRunner::Report &report, qint64 &requests);

} // namespace pushbench::app
