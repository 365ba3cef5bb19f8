// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/auth/tokenkeeper.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace pushbench::producer {
namespace {

/// A token is renewed in the last quarter of its life, and not earlier than that before its end.
constexpr std::chrono::milliseconds kMostMargin = 30s;

/// Shorter lives are not believed: an endpoint that says 0 would be asked without end.
constexpr std::chrono::milliseconds kLeastLifetime = 1s;

} // namespace

bool TokenKeeper::isReady(SteadyTime now) const
{
    return !m_token.isEmpty() && !m_spent && (!m_expiresAt || now < *m_expiresAt);
}

bool TokenKeeper::wantsFetch(SteadyTime now) const
{
    if (m_fetching || m_gaveUp || now < m_nextTry)
        return false;
    return !isReady(now) || (m_renewAt && now >= *m_renewAt);
}

void TokenKeeper::fetchBegan(SteadyTime now)
{
    m_fetching = true;
    m_fetchBegan = now;
}

void TokenKeeper::granted(const Grant &grant)
{
    m_fetching = false;
    m_failures = 0;
    m_nextTry = {};
    m_onTrial = m_spent;
    m_spent = false;
    m_token = grant.token;
    m_renewAt.reset();
    m_expiresAt.reset();
    if (!grant.lifetime)
        return;
    // It lives from some time after the request on; to take the request for it errs to the safe
    // side.
    const auto lifetime = std::max(std::chrono::milliseconds(*grant.lifetime), kLeastLifetime);
    m_expiresAt = m_fetchBegan + lifetime;
    m_renewAt = *m_expiresAt - std::min(kMostMargin, lifetime / 4);
}

std::optional<std::chrono::milliseconds> TokenKeeper::failed(bool forGood, SteadyTime now)
{
    m_fetching = false;
    ++m_failures;
    if (forGood || m_failures >= m_pace.maxAttempts) {
        m_gaveUp = true;
        return std::nullopt;
    }
    const double wait =
        double(m_pace.backoffBase.count()) * double(1ll << std::min(m_failures - 1, 30));
    const std::chrono::milliseconds capped(
        qint64(std::min(wait, double(m_pace.backoffMax.count()))));
    m_nextTry = now + capped;
    return capped;
}

bool TokenKeeper::refused(const Secret &used)
{
    if (used.reveal() != m_token.reveal() || m_spent)
        return true; // It is about the token before this one.
    if (m_onTrial)
        return false;
    m_spent = true;
    return true;
}

void TokenKeeper::accepted(const Secret &used)
{
    if (used.reveal() == m_token.reveal())
        m_onTrial = false;
}

void TokenKeeper::reset()
{
    m_gaveUp = false;
    m_failures = 0;
    m_nextTry = {};
    // What was refused may be good now, or has to be fetched anew: a fresh one tells.
    m_spent = m_spent || m_onTrial;
    m_onTrial = false;
}

} // namespace pushbench::producer
