// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

#include <vector>

namespace pushbench::app {

/// One exchange as a file tells of it, with what stands beside it. Secrets may still be in it.
struct ImportedExchange
{
    journal::Exchange exchange{};
    qint64 number = 0;                   ///< In its own session; 0: it has none.
    std::vector<journal::Note> before{}; ///< In front of it.
    std::vector<journal::Note> behind{}; ///< Behind it, before the next one.
    std::optional<WallTime> sessionBegan{};
    std::optional<WallTime> sessionEnded{}; ///< Of the session that it was exported from.
};

} // namespace pushbench::app
