// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/misbehave/planner.h"

namespace pushbench::producer {

/// The body of a batch: single-valued where there is one event and `multi` does not ask for the
/// other form, and as wrong as the plan wants it.
[[nodiscard]] QByteArray writeBody(const Batch &batch, bool multi, const RequestPlan &plan);

} // namespace pushbench::producer
