// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QTimer>

#include <functional>

namespace pushbench::wire {

/// A time limit that is set for every request and hardly ever reached. To move it costs nothing:
/// the timer runs on, and when it fires looks whether there is reason to.
class LazyDeadline
{
    Q_DISABLE_COPY_MOVE(LazyDeadline)

public:
    LazyDeadline(const Clock &clock, std::chrono::milliseconds limit, std::function<void()> expired)
        : m_clock(clock)
        , m_limit(limit)
        , m_expired(std::move(expired))
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    }

    void begin(SteadyTime now)
    {
        m_due = now + m_limit;
        m_set = true;
        if (!m_timer.isActive())
            m_timer.start(m_limit);
    }

    void end() noexcept { m_set = false; }

private:
    void look()
    {
        if (!m_set)
            return;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(m_due - m_clock.now().steady);
        if (left.count() > 0) {
            m_timer.start(left);
            return;
        }
        m_set = false;
        m_expired();
    }

    const Clock &m_clock;
    std::chrono::milliseconds m_limit;
    std::function<void()> m_expired;
    QTimer m_timer;
    SteadyTime m_due{};
    bool m_set = false;
};

} // namespace pushbench::wire
