// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"

namespace pushbench::journal {

/// What makes a sequence space of its own on one side of a session. The label that the consumer
/// chose tells feeds apart, wherever they arrive (RCP028-R20): two endpoints with one label are two
/// doors to the same feed. Without a label nothing but the endpoint is left to tell producers
/// apart, whose numbers have nothing to do with each other.
struct FeedName
{
    QByteArray label{}; ///< EntityEventSource; empty for requests without one.
    QByteArray path{};  ///< Of the target, without a query; empty with a label.

    friend auto operator<=>(const FeedName &a, const FeedName &b)
    {
        if (const int order = a.label.compare(b.label); order != 0)
            return order <=> 0;
        return a.path.compare(b.path) <=> 0;
    }
    friend bool operator==(const FeedName &, const FeedName &) = default;
};

[[nodiscard]] FeedName feedOf(const Exchange &exchange);

} // namespace pushbench::journal
