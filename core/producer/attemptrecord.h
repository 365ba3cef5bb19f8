// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/delivery.h"
#include "core/producer/requestheads.h"

namespace pushbench::producer {

/// One attempt with everything that is known when it has landed.
struct Landed
{
    const Attempt &attempt;
    const wire::AttemptLog &log;
    QByteArray head; ///< Redacted.
    QByteArray body; ///< As it was sent.
    journal::Outcome outcome;
    QByteArray intended; ///< What was wrong on purpose; journal::Exchange::intended.
};

/// The exchange as the journal keeps it, secrets taken out.
[[nodiscard]] std::shared_ptr<journal::Exchange>
exchangeOf(const Landed &landed, const Config &config, const RequestHeads &heads, WallTime now);

/// Of several Retry-After fields, which nobody should send (H-RA7), the one that asks for most.
[[nodiscard]] std::optional<QByteArrayView> longestRetryAfter(const wire::Head &head, WallTime now);

} // namespace pushbench::producer
