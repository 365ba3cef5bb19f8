// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/books.h"

#include <algorithm>

namespace pushbench::ledger {

FeedNumber Books::open(const FeedKey &key)
{
    const auto [place, fresh] = m_numbers.try_emplace(key, FeedNumber{count()});
    if (fresh)
        m_feeds.push_back({.key = key});
    return place->second;
}

FeedNumber Books::current(Side side, const journal::FeedName &name)
{
    const auto behind = m_numbers.upper_bound({side, name, kMostEpochs});
    if (behind != m_numbers.begin()) {
        const auto &[key, feed] = *std::prev(behind);
        if (key.side == side && key.name == name)
            return feed;
    }
    return open({.side = side, .name = name});
}

std::vector<FeedNumber> Books::epochs(Side side, const journal::FeedName &name) const
{
    std::vector<FeedNumber> epochs;
    for (auto at = m_numbers.lower_bound({side, name, 1});
         at != m_numbers.end() && at->first.side == side && at->first.name == name; ++at)
        epochs.push_back(at->second);
    return epochs;
}

FeedNumber Books::placeOf(Side side, const journal::FeedName &name,
                          std::span<const protocol::EntityEventView> events)
{
    const FeedNumber present = current(side, name);
    if (key(present).epoch == 1 || events.empty() || book(present).isEmpty()
        || events.front().sequence.value == book(present).last().value + 1)
        return present;
    const auto means = [&events](const FeedBook &book) {
        return std::ranges::all_of(events, [&book](const protocol::EntityEventView &event) {
            const quint64 print = book.meaningOf(event.sequence).fingerprint;
            return print != 0 && print == fingerprint(event.resourceName, event.resourceRecordKey);
        });
    };
    const bool known = std::ranges::any_of(events, [&](const protocol::EntityEventView &event) {
        return book(present).meaningOf(event.sequence).fingerprint != 0;
    });
    if (known)
        return present;
    const std::vector<FeedNumber> all = epochs(side, name);
    const auto frozen =
        std::find_if(all.rbegin(), all.rend(), [&](FeedNumber feed) { return means(book(feed)); });
    return frozen == all.rend() ? present : *frozen;
}

FeedNumber Books::beginEpoch(FeedNumber feed, FeedBook book)
{
    FeedKey key = this->key(feed);
    ++key.epoch;
    const FeedNumber begun = open(key);
    this->book(begun) = std::move(book);
    return begun;
}

bool Books::isFrozen(FeedNumber feed) const
{
    FeedKey next = key(feed);
    ++next.epoch;
    return m_numbers.contains(next);
}

} // namespace pushbench::ledger
