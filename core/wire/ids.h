// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong.h"

namespace pushbench::wire {

/// Numbers the connections of one process, from 1; never reused.
using ConnectionId = Strong<struct ConnectionTag, quint64>;

/// A stream of an HTTP/2 connection; 0 is the connection itself.
using StreamId = Strong<struct StreamTag, qint32>;

/// One request on one connection. Stays valid as a name after the connection is gone.
struct RequestId
{
    ConnectionId connection;
    quint64 ordinal = 0; ///< Counts the requests of the connection, from 0.

    friend constexpr auto operator<=>(const RequestId &, const RequestId &) = default;
};

} // namespace pushbench::wire
