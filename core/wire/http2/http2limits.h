// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

#include <algorithm>

namespace pushbench::wire {

/// So many at once, and then so many a second.
struct RateLimit
{
    int burst = 0;
    int perSecond = 0;
};

/// What a peer may do on one HTTP/2 connection beside what Limits bounds for every protocol.
/// Whoever goes beyond is told ENHANCE_YOUR_CALM and loses the connection, except for streams, of
/// which one too many is refused.
struct Http2Limits
{
    quint32 streams = 100; ///< Open at a time.

    /// What a peer may send of one body while we do not take it; times the streams, what a paused
    /// connection may add to memory.
    quint32 streamWindow = 128 * 1024;
    quint32 connectionWindow = 1024 * 1024;
    int continuations = 8; ///< CONTINUATION frames of one header block.

    /// Streams that the peer cancels, or makes us reset ("rapid reset").
    RateLimit resets{.burst = 200, .perSecond = 20};

    /// Frames that carry nothing: PING, SETTINGS, PRIORITY, empty DATA.
    RateLimit idleFrames{.burst = 1000, .perSecond = 100};
    size_t unsentAcks = 200;    ///< Answers to PING and SETTINGS that the peer does not fetch.
    size_t unsentFrames = 2000; ///< Control frames of all kinds that it does not fetch.
};

/// Watches over a RateLimit.
class RateGate
{
public:
    explicit RateGate(RateLimit limit)
        : m_limit(limit)
        , m_left(limit.burst)
    {
    }

    /// Counts one more; false when it is one too many.
    [[nodiscard]] bool pass(SteadyTime now)
    {
        const auto seconds = std::chrono::duration<double>(now - m_since).count();
        m_left = std::min(m_left + seconds * m_limit.perSecond, double(m_limit.burst));
        m_since = now;
        m_left -= 1;
        return m_left >= 0;
    }

private:
    RateLimit m_limit;
    double m_left = 0;
    SteadyTime m_since{};
};

} // namespace pushbench::wire
