// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/producer/auth/clientcredentials.h"

namespace pushbench::producer {

/// Decides when a token is fetched, and what a 401 means. A value without IO; every call gets the
/// time. A token is renewed some time before it expires, while it is still used, and once when it
/// was answered by 401 although it should be good.
class TokenKeeper
{
public:
    struct Pace
    {
        std::chrono::milliseconds backoffBase{500};
        std::chrono::milliseconds backoffMax{60'000};
        int maxAttempts = 10; ///< Of one fetch, before it gives up.
    };

    explicit TokenKeeper(Pace pace)
        : m_pace(pace)
    {
    }

    /// There is a token that may be used.
    [[nodiscard]] bool isReady(SteadyTime now) const;
    [[nodiscard]] const Secret &token() const noexcept { return m_token; }

    /// One has to be fetched now; call fetchBegan() then.
    [[nodiscard]] bool wantsFetch(SteadyTime now) const;
    void fetchBegan(SteadyTime now);

    void granted(const Grant &grant);

    /// Gives the wait until the next attempt; none when it has given up.
    [[nodiscard]] std::optional<std::chrono::milliseconds> failed(bool forGood, SteadyTime now);

    /// A 401 for that token. True: a new one is on its way or here already, so try again. False: a
    /// fresh one was refused too.
    [[nodiscard]] bool refused(const Secret &used);

    /// A 2xx for that token.
    void accepted(const Secret &used);

    /// Begins anew after it has given up.
    void reset();

    [[nodiscard]] bool hasGivenUp() const noexcept { return m_gaveUp; }

private:
    Pace m_pace;
    Secret m_token;
    std::optional<SteadyTime> m_renewAt;
    std::optional<SteadyTime> m_expiresAt;
    SteadyTime m_fetchBegan{};
    SteadyTime m_nextTry{};
    int m_failures = 0;
    bool m_fetching = false;
    bool m_gaveUp = false;
    bool m_spent = false;   ///< The token was answered by 401.
    bool m_onTrial = false; ///< It was fetched because of a 401, and was not accepted yet.
};

} // namespace pushbench::producer
