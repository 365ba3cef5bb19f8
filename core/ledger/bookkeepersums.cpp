// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the books come to: totals of the session, and the feeds as they are listed.

#include "core/ledger/bookkeeper.h"

namespace pushbench::ledger {

using protocol::Finding;

void Bookkeeper::count(const journal::Exchange &exchange, const ExchangeRecord &record)
{
    ++m_totals.exchanges;
    m_totals.events += record.events;
    m_totals.requestBytes += exchange.requestHead.size() + exchange.requestBody.size();
    if (exchange.accepted())
        (exchange.side == Side::Consumer ? m_totals.accepted : m_totals.delivered) += record.events;
    if (exchange.outcome == journal::Outcome::Unknown)
        ++m_totals.unknown;
    if (exchange.outcome == journal::Outcome::Failed
        || exchange.outcome == journal::Outcome::Refused)
        ++m_totals.failed;
    for (const Finding &finding : record.findings)
        count(finding);
}

void Bookkeeper::count(const Finding &finding)
{
    switch (finding.verdict) {
    case protocol::Verdict::Info:
        ++m_totals.findingsInfo;
        break;
    case protocol::Verdict::Warn:
        ++m_totals.findingsWarn;
        break;
    case protocol::Verdict::Fail:
        ++m_totals.findingsFail;
        break;
    }
}

FeedSummary Bookkeeper::summaryOf(FeedNumber feed) const
{
    const FeedBook &book = m_books.book(feed);
    const FeedKey &key = m_books.key(feed);
    FeedSummary summary{.feed = feed,
                        .side = key.side,
                        .label = key.name.label,
                        .path = key.name.path,
                        .epoch = key.epoch,
                        .frozen = m_books.isFrozen(feed),
                        .first = book.first(),
                        .last = book.last(),
                        .received = book.receivedCount()};
    for (const GapState state : kGapStates)
        summary.gaps[size_t(state)] = book.holes(state);
    const Aside aside =
        size_t(feed.value) < m_asides.size() ? m_asides[size_t(feed.value)] : Aside();
    summary.sparse = aside.sparse;
    summary.grace = std::chrono::ceil<std::chrono::milliseconds>(graceOf(feed));
    if (!m_grace && graceOf(feed) > kDefaultGrace)
        summary.lateness = aside.lateness.p99();
    for (const GapState state : kGapStates) {
        if (aside.sparse || !isQuestion(state))
            continue;
        summary.openGaps += qint64(summary.gaps[size_t(state)].holes);
        summary.missing += summary.gaps[size_t(state)].numbers;
    }
    HoleCount &filled = summary.gaps[size_t(GapState::Filled)];
    filled.holes += aside.filled.holes;
    filled.numbers += aside.filled.numbers;
    return summary;
}

void Bookkeeper::summarise(Records &records)
{
    for (size_t i = 0; i < m_asides.size(); ++i) {
        if (std::exchange(m_asides[i].changed, false))
            records.feeds.push_back(summaryOf({static_cast<int>(i)}));
    }
    records.totals = totals();
}

void Bookkeeper::summariseAll(Records &records) const
{
    for (int feed = 0; feed < m_books.count(); ++feed)
        records.feeds.push_back(summaryOf({feed}));
    records.totals = totals();
}

/// Late, duplicate and conflicting arrivals are counted by the feeds themselves. Where both halves
/// of the bench record into one session, the consumer's books are the ones that count: its
/// producer's say the same.
Totals Bookkeeper::totals() const
{
    Totals totals = m_totals;
    bool consumer = false;
    for (int feed = 0; feed < m_books.count(); ++feed)
        consumer = consumer || m_books.key({feed}).side == Side::Consumer;
    for (int feed = 0; feed < m_books.count(); ++feed) {
        if (consumer && m_books.key({feed}).side == Side::Producer)
            continue;
        const FeedCounters &counters = m_books.book({feed}).counters();
        totals.late += qint64(counters.late);
        totals.duplicates += qint64(counters.duplicates);
        totals.conflicts += qint64(counters.conflicts);
    }
    totals -= m_before;
    return totals;
}

void Bookkeeper::beginRun()
{
    m_before = {};
    m_before = totals();
}

Totals &Totals::operator-=(const Totals &other) noexcept
{
    exchanges -= other.exchanges;
    reads -= other.reads;
    events -= other.events;
    accepted -= other.accepted;
    delivered -= other.delivered;
    unknown -= other.unknown;
    failed -= other.failed;
    duplicates -= other.duplicates;
    late -= other.late;
    conflicts -= other.conflicts;
    findingsInfo -= other.findingsInfo;
    findingsWarn -= other.findingsWarn;
    findingsFail -= other.findingsFail;
    requestBytes -= other.requestBytes;
    return *this;
}

} // namespace pushbench::ledger
