// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feedrange.h"
#include "core/ledger/records.h"
#include "core/ledger/remark.h"

#include <map>
#include <vector>

namespace pushbench::ledger {

/// What people said of a session, found by exchange and by number. Remarks may come before the
/// feed that they are about is known by its number, and wait for it.
class RemarkIndex
{
public:
    /// In the order of the session: a later one replaces what was said of the same.
    void put(const Remark &remark);
    /// By which numbers the books know their feeds.
    void learn(const std::vector<FeedSummary> &feeds);
    /// The feeds of a step of the books, and what was said in it.
    void take(const Records &records);
    void clear();

    [[nodiscard]] const Remark *of(ExchangeNumber exchange) const;
    /// The latest that says something of one of these numbers. Of their own, before one that only
    /// reaches over them.
    [[nodiscard]] const Remark *of(const FeedRange &numbers) const;

    [[nodiscard]] bool isEmpty() const noexcept { return m_exchanges.empty() && m_feeds.empty(); }
    /// All of them: exchanges in their order, then the numbers of one feed after the other.
    [[nodiscard]] std::vector<Remark> all() const;

private:
    /// By first and last number.
    using OfFeed = std::map<std::pair<qint64, qint64>, Remark>;

    [[nodiscard]] const OfFeed *feed(FeedNumber number) const;

    std::map<ExchangeNumber, Remark> m_exchanges;
    std::map<FeedKey, OfFeed> m_feeds; ///< None of them is empty.
    std::map<FeedNumber, FeedKey> m_keys;
};

} // namespace pushbench::ledger
