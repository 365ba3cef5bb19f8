// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/gap.h"
#include "core/ledger/sequence/sequenceset.h"

#include <chrono>
#include <deque>

namespace pushbench::ledger {

/// Who jumped over numbers, and when.
struct Opening
{
    ExchangeNumber by{};
    WallTime at{};
    quint64 receivedBefore = 0; ///< How many first arrivals the feed had then.

    friend bool operator==(const Opening &, const Opening &) = default;
};

/// Holes, and the numbers missing in them.
struct HoleCount
{
    quint64 holes = 0;
    quint64 numbers = 0;

    friend bool operator==(const HoleCount &, const HoleCount &) = default;
};

/// The fate of what is missing in a feed. Which numbers are missing is known by its SequenceSet
/// alone; this list keeps, as intervals, since when and why. One interval covers all holes that an
/// exchange left while they share a state: 64 bytes per such exchange, whatever the number of holes
/// or their width.
///
/// A number is covered by one interval at the most, every missing one by exactly one. Holes that
/// meet at the border of two intervals are two holes. The set that the calls take is always the
/// same feed's.
class HoleList
{
public:
    /// A hole of which nothing is covered yet, above or below all others.
    void open(NumberRange hole, const Opening &opening);

    /// Received numbers that are about to go missing again.
    void reopen(NumberRange numbers, const Opening &opening, const SequenceSet &received);

    /// n, which was missing, arrived; tells who had jumped over it. below and above say whether its
    /// neighbours are there.
    Opening fill(qint64 n, bool below, bool above);

    /// Forgets what is missing in the range: it is outside the feed now.
    void discard(NumberRange range, const SequenceSet &received);

    /// Gives what is missing in the range another state, since when, and the reason for it.
    void settle(NumberRange range, GapState state, const Evidence &evidence,
                const SequenceSet &received);

    /// Turns open holes into unexplained ones when they are at least as old as grace; returns the
    /// intervals that hold them. Costs nothing but for those; openings must come in order of time.
    std::vector<NumberRange> expire(WallTime now, std::chrono::microseconds grace,
                                    const SequenceSet &received);

    [[nodiscard]] HoleCount count(GapState state) const noexcept
    {
        return m_counts[static_cast<size_t>(state)];
    }

    /// Calls visit(const Gap &) for every gap in the range, cut at its ends, in ascending order.
    template <typename Visit>
    void forEachGap(NumberRange range, const SequenceSet &received, Visit &&visit) const
    {
        for (auto at = firstOverlapping(range); overlaps(at, range); at = m_spans.next(at)) {
            const Span span = m_spans.at(at);
            received.forEachHole(std::max(range.first, span.first), std::min(range.last, span.last),
                                 [&](NumberRange hole) { visit(gap(span, hole)); });
        }
    }

    /// The gap that n is missing in.
    [[nodiscard]] std::optional<Gap> gapAt(qint64 n, const SequenceSet &received) const;

    /// Calls visit(GapState) for every interval in which numbers of the range are missing.
    template <typename Visit>
    void forEachState(NumberRange range, const SequenceSet &received, Visit &&visit) const
    {
        for (auto at = firstOverlapping(range); overlaps(at, range); at = m_spans.next(at)) {
            const Span &span = m_spans.at(at);
            const NumberRange part{std::max(range.first, span.first),
                                   std::min(range.last, span.last)};
            // An interval that misses nothing is not kept, so only a part must be looked at.
            if (part.length() == NumberRange{span.first, span.last}.length()
                || received.countIn(part.first, part.last) < part.length())
                visit(span.state);
        }
    }

    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    struct Span
    {
        qint64 first = 0;
        qint64 last = 0;
        Opening opening{};
        quint64 missing = 0;
        quint32 evidence = 0; ///< Index into m_evidence.
        GapState state = GapState::Open;

        [[nodiscard]] quint64 key() const noexcept { return static_cast<quint64>(first); }
        [[nodiscard]] quint64 weight() const noexcept { return missing; }
    };
    using Spans = SortedPages<Span>;

    /// Everything that opened at one instant; may cover more than that.
    struct Age
    {
        WallTime at{};
        NumberRange range{};
    };

    [[nodiscard]] Spans::Position firstOverlapping(NumberRange range) const noexcept;
    [[nodiscard]] bool overlaps(Spans::Position at, NumberRange range) const noexcept
    {
        return at != m_spans.end() && m_spans.at(at).first <= range.last;
    }
    [[nodiscard]] Gap gap(const Span &span, NumberRange hole) const;
    [[nodiscard]] HoleCount countOf(const Span &span, const SequenceSet &received) const;

    void insert(const Span &span, HoleCount count);
    void add(GapState state, HoleCount count) noexcept;
    void subtract(GapState state, HoleCount count) noexcept;
    void noteAge(NumberRange range, WallTime at);
    std::vector<Span> cut(NumberRange range, const SequenceSet &received);
    quint32 evidenceIndex(const Evidence &evidence);

    Spans m_spans;
    std::deque<Age>
        m_ages; ///< Oldest first; what is not open any more is skipped when it comes up.
    std::vector<Evidence> m_evidence{Evidence()};
    std::array<HoleCount, kGapStates.size()> m_counts{};
};

} // namespace pushbench::ledger
