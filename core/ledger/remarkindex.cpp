// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/remarkindex.h"

namespace pushbench::ledger {

void RemarkIndex::put(const Remark &remark)
{
    if (const auto *exchange = std::get_if<ExchangeNumber>(&remark.about)) {
        if (remark.isNothing())
            m_exchanges.erase(*exchange);
        else
            m_exchanges.insert_or_assign(*exchange, remark);
        return;
    }
    const auto &[key, range] = std::get<Remark::Numbers>(remark.about);
    OfFeed &feed = m_feeds[key];
    if (remark.isNothing())
        feed.erase({range.first, range.last});
    else
        feed.insert_or_assign({range.first, range.last}, remark);
    if (feed.empty())
        m_feeds.erase(key);
}

void RemarkIndex::learn(const std::vector<FeedSummary> &feeds)
{
    for (const FeedSummary &feed : feeds) {
        m_keys.try_emplace(feed.feed,
                           FeedKey{.side = feed.side,
                                   .name = {.label = feed.label, .path = feed.path},
                                   .epoch = feed.epoch});
    }
}

void RemarkIndex::take(const Records &records)
{
    learn(records.feeds);
    for (const Remark &remark : records.remarks)
        put(remark);
}

void RemarkIndex::clear()
{
    *this = {};
}

const Remark *RemarkIndex::of(ExchangeNumber exchange) const
{
    const auto found = m_exchanges.find(exchange);
    return found == m_exchanges.end() ? nullptr : &found->second;
}

const RemarkIndex::OfFeed *RemarkIndex::feed(FeedNumber number) const
{
    const auto key = m_keys.find(number);
    if (key == m_keys.end())
        return nullptr;
    const auto found = m_feeds.find(key->second);
    return found == m_feeds.end() ? nullptr : &found->second;
}

const Remark *RemarkIndex::of(const FeedRange &numbers) const
{
    const OfFeed *remarks = m_feeds.empty() ? nullptr : feed(numbers.feed);
    if (!remarks)
        return nullptr;
    const auto [first, last] = numbers.range;
    if (const auto own = remarks->find({first, last}); own != remarks->end())
        return &own->second;
    // People write hundreds of them, not millions: those that begin before the end are looked at.
    const Remark *latest = nullptr;
    for (const auto &[range, remark] : *remarks) {
        if (range.first > last)
            break;
        if (range.second >= first && (!latest || remark.at >= latest->at))
            latest = &remark;
    }
    return latest;
}

std::vector<Remark> RemarkIndex::all() const
{
    std::vector<Remark> all;
    for (const auto &[exchange, remark] : m_exchanges)
        all.push_back(remark);
    for (const auto &[key, feed] : m_feeds) {
        for (const auto &[range, remark] : feed)
            all.push_back(remark);
    }
    return all;
}

} // namespace pushbench::ledger
