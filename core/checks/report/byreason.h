// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/proof/proof.h"

#include <utility>

namespace pushbench::checks {

/// The complaints of a row that have a reason in common, by that; views into the row.
[[nodiscard]] std::vector<std::pair<QByteArrayView, std::vector<const Complaint *>>>
byReason(const MatrixRow &row);

} // namespace pushbench::checks
