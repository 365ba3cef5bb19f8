// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/feedname.h"
#include "core/ledger/epochwatch.h"
#include "core/ledger/feednumber.h"

#include <QByteArray>

#include <deque>
#include <map>

namespace pushbench::ledger {

/// What makes a sequence space of its own: numbers are unique inside one epoch of one feed of one
/// side.
struct FeedKey
{
    Side side = Side::Consumer;
    journal::FeedName name{};
    int epoch = 1; ///< Counts how often the producer's numbers began anew.

    friend auto operator<=>(const FeedKey &, const FeedKey &) = default;
    friend bool operator==(const FeedKey &, const FeedKey &) = default;
};

/// The books of all feeds of a session, numbered in the order in which they appear. A feed whose
/// numbers began anew has one for each epoch, and all but the last are frozen: they stay as they
/// are.
class Books
{
public:
    /// A peer that makes its numbers begin anew more often than that gets no more books.
    static constexpr int kMostEpochs = 16;

    /// The feed of that key, made when it is new.
    [[nodiscard]] FeedNumber open(const FeedKey &key);

    /// The present epoch of that feed, made when it is new.
    [[nodiscard]] FeedNumber current(Side side, const journal::FeedName &name);

    /// Where these events belong: to the present epoch of the feed, or, when they are a late
    /// repetition of what a frozen one received, and nothing of the present one, to that.
    [[nodiscard]] FeedNumber placeOf(Side side, const journal::FeedName &name,
                                     std::span<const protocol::EntityEventView> events);

    /// The epochs of a feed, from the first; empty when there is none.
    [[nodiscard]] std::vector<FeedNumber> epochs(Side side, const journal::FeedName &name) const;

    /// The next epoch of that feed, which goes on with that book; it is frozen itself.
    FeedNumber beginEpoch(FeedNumber feed, FeedBook book);

    /// Its numbers mean something else by now.
    [[nodiscard]] bool isFrozen(FeedNumber feed) const;

    [[nodiscard]] FeedBook &book(FeedNumber feed) { return m_feeds[size_t(feed.value)].book; }
    [[nodiscard]] const FeedBook &book(FeedNumber feed) const
    {
        return m_feeds[size_t(feed.value)].book;
    }
    [[nodiscard]] EpochWatch &watch(FeedNumber feed) { return m_feeds[size_t(feed.value)].watch; }
    [[nodiscard]] const FeedKey &key(FeedNumber feed) const
    {
        return m_feeds[size_t(feed.value)].key;
    }
    [[nodiscard]] int count() const noexcept { return static_cast<int>(m_feeds.size()); }

private:
    struct Feed
    {
        FeedKey key;
        FeedBook book{};
        EpochWatch watch{};
    };

    std::deque<Feed> m_feeds;
    std::map<FeedKey, FeedNumber> m_numbers;
};

} // namespace pushbench::ledger
