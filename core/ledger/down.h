// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>

namespace pushbench::ledger {

/// Nobody listened between two runs of a session. Meanwhile the producer may have tried, or given
/// up (RCP028-R17).
struct Down
{
    WallTime from{};   ///< The end of the run before, or the last that is known of it.
    WallTime to{};     ///< When the run began that goes on.
    bool clean = true; ///< The run before was ended; else it was killed.

    friend bool operator==(const Down &, const Down &) = default;
};

/// As JSON, for a note of the session; and back.
[[nodiscard]] QByteArray writeDown(const Down &down);
[[nodiscard]] Result<Down> readDown(const QByteArray &text);

} // namespace pushbench::ledger
