// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/judgechanges.h"

namespace pushbench::consumer {

/// A run of failures in one feed, and what its flow does behind it: stop, or go on by itself
/// (RCP028-R17, which allows either). Where the answer said how long to wait, waiting is no stop.
class Outage
{
public:
    void apply(const journal::Exchange &exchange, JudgeChanges &changes);
    void tick(WallTime now, JudgeChanges &changes);
    [[nodiscard]] WallTime due() const noexcept { return m_due; }

private:
    int m_failures = 0; ///< In a row.
    ExchangeNumber m_last;
    WallTime m_lastAt{};
    WallTime m_due = WallTime::max();
};

} // namespace pushbench::consumer
