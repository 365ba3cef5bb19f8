// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

#include <deque>
#include <unordered_map>

namespace pushbench::consumer {

/// Remembers the bodies of one feed that were not answered 2xx, to see what the producer does with
/// them: sends them again in a storm, or unchanged although the answer said that this is of no use
/// (RCP028-R16). Bounded: beyond kMost bodies the oldest are forgotten.
class Resends
{
public:
    static constexpr size_t kMost = 512;

    /// Findings about this exchange, in the light of those before it.
    void apply(const journal::Exchange &exchange, QByteArrayView credential,
               protocol::Findings &findings);

private:
    struct Failure
    {
        int attempts = 0;
        int status = 0; ///< Of the last answer; 0: none.
        ExchangeNumber last;
        WallTime first{};
        bool told = false; ///< The storm was told of.
    };

    void forgetOldest();

    std::unordered_map<quint64, Failure> m_failures;
    std::deque<quint64> m_order; ///< Keys as they came; may name forgotten ones.
};

} // namespace pushbench::consumer
