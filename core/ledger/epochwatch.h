// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feed.h"

#include <deque>

namespace pushbench::ledger {

/// Notices that the numbers of a feed began anew: a reset or a restore on the producer's side,
/// after which the same numbers mean other records (RCP027-R6). Beside the feed's book it keeps,
/// from the first suspicious event on, the book that the feed would have if they had; so nothing of
/// a new epoch is missing when it shows.
///
/// They did when 8 conflicts came in a row, or when more than half of the last 100 events were
/// conflicts. Each number counts once, and for one record: an event that comes again and again,
/// for whatever record, proves nothing. What the old epoch knows, or what continues it, speaks
/// against. Numbers that begin far below the first one are told as a regression; that may be a
/// backfill, so they begin an epoch only when the resource's newest number fell as well.
class EpochWatch
{
public:
    static constexpr int kConflictsInRow = 8;
    static constexpr int kWindow = 100;

    /// What an arrival showed.
    enum class Sign : quint8 {
        None,
        Regression, ///< Numbers begin far below the feed; told once for each such beginning.
        Epoch,      ///< They began anew: takeBook() is the book of the new epoch.
    };

    /// To be told of every accepted arrival behind the book, with what the book spanned before it
    /// and what it made of the events.
    [[nodiscard]] Sign note(const Arrival &arrival,
                            std::span<const protocol::EntityEventView> events,
                            std::span<const EventResult> results,
                            std::optional<NumberRange> scopeBefore);

    /// The answer to that exchange never got out.
    void retract(ExchangeNumber exchange, std::span<const protocol::EntityEventView> events);

    /// The resource's newest number fell. True when a regression of the pushes had shown:
    /// takeBook() is the book of the new epoch then.
    [[nodiscard]] bool confirm() const noexcept
    {
        return m_suspect && m_suspect->lowRun >= kConflictsInRow;
    }

    /// The first number that came anew, and who brought it.
    [[nodiscard]] protocol::Sequence first() const { return m_suspect->first; }
    [[nodiscard]] ExchangeNumber exchange() const { return m_suspect->exchange; }
    /// Why, in words.
    [[nodiscard]] QByteArray evidence() const;

    /// Ends the suspicion.
    [[nodiscard]] FeedBook takeBook();

private:
    /// How an event speaks for a new epoch.
    enum class Voice : quint8 {
        For,     ///< Its number meant another record before.
        Against, ///< The old epoch knows it, or goes on with it.
        Neither,
    };

    struct Suspect
    {
        FeedBook book{};
        protocol::Sequence first{};
        ExchangeNumber exchange{};
        NumberRange old{};         ///< What the feed spanned.
        std::deque<bool> voices{}; ///< The last ones that were no abstention; true: for.
        int inRow = 0;             ///< For, without one against in between.
        int lowRun = 0;            ///< Below the feed, ascending.
        qint64 lastLow = -1;
        bool regressionTold = false;
    };

    [[nodiscard]] Voice voiceOf(qint64 n, const EventResult &result) const;
    void begin(const Arrival &arrival, qint64 n, NumberRange old);
    void take(const Arrival &arrival, const protocol::EntityEventView &event,
              const EventResult &result);
    [[nodiscard]] int votesFor() const;
    [[nodiscard]] bool isProven() const;

    std::optional<Suspect> m_suspect;
    std::vector<EventResult> m_results; ///< Of the suspect's book; nobody reads them.
};

} // namespace pushbench::ledger
