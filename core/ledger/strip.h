// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feed.h"

namespace pushbench::ledger {

/// What occurs among the numbers of a cell; several at a time.
enum StripState : quint16 {
    StripReceived = 1 << 0,
    StripLate = 1 << 1,
    StripDuplicate = 1 << 2,
    StripConflict = 1 << 3,
    StripOpen = 1 << 4,
    StripHidden = 1 << 5,
    StripSuperseded = 1 << 6,
    StripLost = 1 << 7,
};

/// One column of the picture: some neighbouring numbers of a feed.
struct StripCell
{
    quint16 states = 0; ///< StripState flags; none outside the feed.
    quint8 density = 0; ///< Share of received numbers, 0 to 255; never 0 when there is one.

    friend bool operator==(const StripCell &, const StripCell &) = default;
};

/// Divides [first, last] into so many columns of nearly equal width, or into one per number when
/// there are fewer numbers than columns, and tells what occurs in each. Costs per column, not per
/// number.
[[nodiscard]] std::vector<StripCell> stripColumns(const FeedBook &book, protocol::Sequence first,
                                                  protocol::Sequence last, int columns);

} // namespace pushbench::ledger
