// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2limits.h"

#include <QString>

namespace pushbench::wire {

/// What a session of either role asks of the frames that its peer sends, whatever they are about:
/// that they do not come as a flood. A value without IO.
class Http2FrameGuard
{
public:
    explicit Http2FrameGuard(const Http2Limits &limits)
        : m_limits(limits)
        , m_idle(limits.idleFrames)
    {
    }

    /// Counts a frame of this type that begins while so many of ours are not fetched. Says why the
    /// connection has to end; empty when it may go on.
    [[nodiscard]] QString begin(quint8 type, size_t unsent, SteadyTime now);

    /// Counts one that carried nothing, though its type is made to carry something; false when it
    /// is one too many.
    [[nodiscard]] bool passIdle(SteadyTime now) { return m_idle.pass(now); }

private:
    Http2Limits m_limits;
    RateGate m_idle;
    int m_continuations = 0; ///< Of the header block that is being read.
};

} // namespace pushbench::wire
