// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong.h"

namespace pushbench {

/// Numbers the exchanges of a session file from 1, in the order in which they were recorded.
using ExchangeNumber = Strong<struct ExchangeNumberTag, qint64>;

/// Which part of the bench took part in an exchange.
enum class Side : quint8 {
    Consumer, ///< We received the POST.
    Producer, ///< We sent it.
    Reader,   ///< We asked a foreign EntityEvent resource: no push, and no event of a feed.
};

/// "consumer", "producer", "reader": the words of the contract.
[[nodiscard]] constexpr const char *sideWord(Side side) noexcept
{
    switch (side) {
    case Side::Consumer:
        return "consumer";
    case Side::Producer:
        return "producer";
    case Side::Reader:
        break;
    }
    return "reader";
}

} // namespace pushbench
