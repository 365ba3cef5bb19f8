// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "core/journal/redactor.h"

namespace pushbench::app {

/// Takes tokens out of an exchange that was recorded elsewhere, as is done with live ones. What is
/// a fingerprint already stays one, so that an export of ours comes back as it went.
void redactImported(journal::Exchange &exchange);

} // namespace pushbench::app
