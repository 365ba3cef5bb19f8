// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/books.h"

namespace pushbench::ledger {

FeedNumber Books::open(const FeedKey &key)
{
    const auto [place, fresh] = m_numbers.try_emplace(key, FeedNumber{count()});
    if (fresh)
        m_feeds.push_back({key, {}});
    return place->second;
}

} // namespace pushbench::ledger
