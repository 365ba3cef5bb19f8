// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong.h"

namespace pushbench {

/// Numbers the exchanges of a session file from 1, in the order in which they were recorded.
using ExchangeNumber = Strong<struct ExchangeNumberTag, qint64>;

/// Which half of the bench took part in an exchange.
enum class Side : quint8 {
    Consumer, ///< We received the POST.
    Producer, ///< We sent it.
};

} // namespace pushbench
