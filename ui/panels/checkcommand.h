// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/checkbench.h"

namespace pushbench::ui {

/// The command line that runs the same checks; the token is $PUSHBENCH_AUTH_TOKEN, which the
/// program reads by itself.
[[nodiscard]] QByteArray checkCommand(const CheckSettings &settings);

/// The same, with the token exported first where there is one.
[[nodiscard]] QByteArray checkCommandWithToken(const CheckSettings &settings);

} // namespace pushbench::ui
