// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/ledger/books.h"
#include "core/ledger/records.h"
#include "core/ledger/verdict.h"

#include <unordered_map>

namespace pushbench::ledger {

/// An event may be under way that long after a later one came (gap states, section 3).
inline constexpr std::chrono::microseconds kDefaultGrace = std::chrono::seconds(30);

/// Turns what the journal committed into facts, in its order: live while traffic runs, and again
/// when a session file is opened. The same input gives the same records, whichever way it came.
class Bookkeeper
{
public:
    /// How much is told: a record per event costs as much as the books themselves.
    enum class Detail : quint8 {
        Exchanges,
        Events,
    };

    explicit Bookkeeper(Detail detail)
        : m_detail(detail)
    {
    }

    /// Applies one item and appends what it brought. An exchange must carry its payload and its
    /// findings; `further` are those that only its company shows, and others found.
    void apply(const journal::Committed &item, Records &records,
               const protocol::Findings &further = {});

    /// The same for findings about exchanges that were applied before.
    void add(std::vector<FindingRecord> findings, Records &records);

    /// What comparing a feed with its resource showed. A note of kind Verdict does the same.
    void apply(const Verdict &verdict, Records &records);

    /// It became that late: holes older than their grace are unexplained. Time only grows.
    void expire(WallTime now, Records &records);

    /// How long a hole stays open; a note of kind Grace changes it.
    [[nodiscard]] std::chrono::microseconds grace() const noexcept { return m_grace; }
    void setGrace(std::chrono::microseconds grace) noexcept { m_grace = grace; }

    /// For a judge who may ask it to watch records.
    [[nodiscard]] FeedBook &book(FeedNumber feed) { return m_books.book(feed); }

    /// Sets the totals, and the feeds that changed since it was last called.
    void summarise(Records &records);

    /// The same with every feed there is.
    void summariseAll(Records &records) const;

    [[nodiscard]] const Books &books() const noexcept { return m_books; }

private:
    void applyExchange(const std::shared_ptr<const journal::Exchange> &exchange, Records &records,
                       const protocol::Findings &further);
    void applyLostAnswer(const journal::Exchange &exchange, Records &records);
    [[nodiscard]] ExchangeNumber previousOnConnection(const journal::Exchange &exchange);
    void judgeEvents(const journal::Exchange &exchange, FeedNumber feed, ExchangeRecord &record,
                     Records &records);
    void applyPeerLeft(const journal::Exchange &exchange);
    void count(const journal::Exchange &exchange, const ExchangeRecord &record);
    void count(const protocol::Finding &finding);
    void applyCondition(FeedNumber feed, const Verdict &verdict, Records &records);
    void tellGaps(FeedNumber feed, WallTime at, Records &records);
    [[nodiscard]] FeedSummary summaryOf(FeedNumber feed) const;
    [[nodiscard]] Totals totals() const;

    Detail m_detail;
    std::chrono::microseconds m_grace = kDefaultGrace;
    Books m_books;
    Totals m_totals;
    std::vector<bool> m_changed;     ///< By feed number.
    std::vector<HoleCount> m_filled; ///< By feed number: what arrived late.
    std::unordered_map<qint64, ExchangeNumber> m_lastOnConnection; ///< That brought events.
    std::vector<EventResult> m_results;
    std::vector<GapChange> m_changes;
};

} // namespace pushbench::ledger
