// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"
#include "core/checks/selection.h"

namespace pushbench::checks {

/// Whether what only a profile says belongs to it; producers alone have such checks.
enum class Extent : quint8 {
    Suite,
    WithAgreement,
};

/// The checks of a suite that are selected, in the order in which they run, or are told.
[[nodiscard]] std::vector<CheckSpec> specsOf(Suite suite, const Selection &selection = {},
                                             Extent extent = Extent::Suite);

} // namespace pushbench::checks
