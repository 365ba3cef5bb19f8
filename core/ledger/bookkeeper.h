// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/ledger/books.h"
#include "core/ledger/down.h"
#include "core/ledger/lateness.h"
#include "core/ledger/records.h"
#include "core/ledger/verdict.h"

#include <deque>
#include <unordered_map>

namespace pushbench::ledger {

/// An event may be under way that long after a later one came, where nothing else is known.
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

    /// How long the holes of a feed stay open: what somebody set, or 30 s, or three times the
    /// lateness that 99 of 100 of its late events had, when that is more.
    [[nodiscard]] std::chrono::microseconds graceOf(FeedNumber feed) const;
    /// For all feeds; a note of kind Grace does the same.
    void setGrace(std::chrono::microseconds grace) noexcept { m_grace = grace; }

    /// What is in the books now is of earlier runs: the totals count from here on.
    void beginRun();

    /// For a judge who may ask it to watch records.
    [[nodiscard]] FeedBook &book(FeedNumber feed) { return m_books.book(feed); }

    /// Sets the totals, and the feeds that changed since it was last called.
    void summarise(Records &records);

    /// The same with every feed there is.
    void summariseAll(Records &records) const;

    [[nodiscard]] const Books &books() const noexcept { return m_books; }

private:
    /// What is known of a feed beside its book.
    struct Aside
    {
        bool changed = false;
        HoleCount filled{};  ///< What arrived late.
        Lateness lateness{}; ///< Since upSince.
        WallTime upSince{};  ///< Somebody listens without a break.
        bool sparse = false;
        std::optional<Down> down{}; ///< Nobody listened, and nothing came since.
    };

    /// An exchange whose answer may be under way.
    struct Recent
    {
        FeedNumber feed{};
        ExchangeNumber exchange{};
        WallTime at{};
        NumberRange range{};
    };

    void applyExchange(const std::shared_ptr<const journal::Exchange> &exchange, Records &records,
                       const protocol::Findings &further);
    void applyLostAnswer(const journal::Exchange &exchange, Records &records);
    [[nodiscard]] ExchangeNumber previousOnConnection(const journal::Exchange &exchange);
    void judgeEvents(const journal::Exchange &exchange, FeedNumber feed, ExchangeRecord &record,
                     Records &records);
    void applyPeerLeft(const journal::Exchange &exchange);
    [[nodiscard]] std::vector<FeedNumber> bookedIn(const journal::Exchange &exchange);
    void watchEpoch(FeedNumber feed, const Arrival &arrival,
                    std::span<const protocol::EntityEventView> events,
                    std::optional<NumberRange> scopeBefore, Records &records);
    void beginEpoch(FeedNumber feed, WallTime at, QList<ExchangeNumber> exchanges,
                    Records &records);
    void count(const journal::Exchange &exchange, const ExchangeRecord &record);
    void count(const protocol::Finding &finding);
    void applyRecovery(FeedNumber feed, const Verdict &verdict, Records &records);
    void applyCondition(FeedNumber feed, const Verdict &verdict, Records &records);
    [[nodiscard]] Aside &asideOf(FeedNumber feed);
    void applyDown(const Down &down, Records &records);
    void noteRecent(FeedNumber feed, const Arrival &arrival,
                    std::span<const protocol::EntityEventView> events);
    void explainDown(FeedNumber feed, std::optional<NumberRange> scopeBefore);
    void lookForSparsity(FeedNumber feed, WallTime at, Records &records);
    void tellGaps(FeedNumber feed, WallTime at, Records &records);
    [[nodiscard]] FeedSummary summaryOf(FeedNumber feed) const;
    [[nodiscard]] Totals totals() const;

    Detail m_detail;
    std::optional<std::chrono::microseconds> m_grace; ///< Set by somebody.
    Books m_books;
    Totals m_totals;
    Totals m_before;             ///< Of earlier runs.
    std::vector<Aside> m_asides; ///< By feed number.
    std::deque<Recent> m_recent;
    std::unordered_map<qint64, ExchangeNumber> m_lastOnConnection; ///< That brought events.
    std::vector<EventResult> m_results;
    std::vector<GapChange> m_changes;
};

} // namespace pushbench::ledger
