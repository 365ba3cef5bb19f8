// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/consumer/policy/policy.h"

namespace pushbench::app {

/// A reply policy from the file that a person chose, and to one; faults say how to mend them.
[[nodiscard]] Result<consumer::Policy> loadPolicy(const QString &path);
[[nodiscard]] Result<> savePolicy(const QString &path, const consumer::Policy &policy);

} // namespace pushbench::app
