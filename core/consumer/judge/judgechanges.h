// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ids.h"
#include "core/consumer/judge/politeness.h"

namespace pushbench::consumer {

/// A finding about an exchange that was judged before: what came after it, or did not come, showed
/// it.
struct LateFinding
{
    ExchangeNumber exchange;
    protocol::Finding finding;
};

/// What one step of the judge brought.
struct JudgeChanges
{
    std::vector<PolitenessRecord> records{}; ///< Holds that are new or changed.
    protocol::Findings findings{};           ///< About the exchange that was applied.
    std::vector<LateFinding> later{};
};

} // namespace pushbench::consumer
