// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/feedname.h"
#include "core/ledger/feed.h"
#include "core/ledger/feednumber.h"

#include <QByteArray>

#include <deque>
#include <map>

namespace pushbench::ledger {

/// What makes a sequence space of its own: numbers are unique inside one feed of one side.
struct FeedKey
{
    Side side = Side::Consumer;
    journal::FeedName name{};

    friend auto operator<=>(const FeedKey &, const FeedKey &) = default;
    friend bool operator==(const FeedKey &, const FeedKey &) = default;
};

/// The books of all feeds of a session, numbered in the order in which they appear.
class Books
{
public:
    /// The feed of that key, made when it is new.
    [[nodiscard]] FeedNumber open(const FeedKey &key);

    [[nodiscard]] FeedBook &book(FeedNumber feed) { return m_feeds[size_t(feed.value)].book; }
    [[nodiscard]] const FeedBook &book(FeedNumber feed) const
    {
        return m_feeds[size_t(feed.value)].book;
    }
    [[nodiscard]] const FeedKey &key(FeedNumber feed) const
    {
        return m_feeds[size_t(feed.value)].key;
    }
    [[nodiscard]] int count() const noexcept { return static_cast<int>(m_feeds.size()); }

private:
    struct Feed
    {
        FeedKey key;
        FeedBook book;
    };

    std::deque<Feed> m_feeds;
    std::map<FeedKey, FeedNumber> m_numbers;
};

} // namespace pushbench::ledger
