// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace pushbench::producer {

/// What a feed makes of an answer that tells it to wait, when it misbehaves on purpose.
struct Manner
{
    bool broken = false; ///< The request was sent wrong: what comes of it tells nothing of
                         ///< the endpoint, and it is sent again at once, properly.
    bool ignoresRetryAfter = false;
    std::chrono::milliseconds early{}; ///< It comes back so much before the announced time.
    bool alone = false;                ///< Only the connection that was told waits (RCP028-R13).
};

} // namespace pushbench::producer
