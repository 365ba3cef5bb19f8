// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/ratelimit.h"

#include <algorithm>
#include <cmath>

namespace pushbench::consumer {
namespace {

/// A wait is never announced as longer than that, whatever the numbers come to.
constexpr double kLongestWait = 24.0 * 3600 * 1000; // milliseconds

} // namespace

RateLimiter::RateLimiter(RateLimit limit)
    : m_limit(limit)
    , m_size(limit.burst > 0 ? limit.burst : limit.amount)
    , m_tokens(m_size)
    , m_perNanosecond(
          limit.amount
          / double(std::chrono::duration_cast<std::chrono::nanoseconds>(limit.window).count()))
{
}

std::optional<std::chrono::milliseconds> RateLimiter::take(qint64 events, SteadyTime now)
{
    fill(now);
    const double cost = m_limit.unit == RateLimit::Unit::Requests ? 1.0 : double(events);
    const double needed = std::min(cost, m_size);
    if (m_tokens >= needed) {
        m_tokens -= cost;
        return std::nullopt;
    }
    const double wait = std::ceil((needed - m_tokens) / m_perNanosecond / 1e6);
    return std::chrono::milliseconds(qint64(std::min(wait, kLongestWait)));
}

void RateLimiter::fill(SteadyTime now)
{
    if (m_filled)
        m_tokens = std::min(m_size, m_tokens + double((now - *m_filled).count()) * m_perNanosecond);
    m_filled = now;
}

} // namespace pushbench::consumer
