// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/eventstate.h"
#include "core/ledger/fingerprintindex.h"
#include "core/ledger/gaplog.h"
#include "core/ledger/sequence/holelist.h"

#include <span>
#include <unordered_map>

namespace pushbench::ledger {

/// The events of one exchange reach the books together.
struct Arrival
{
    ExchangeNumber exchange{};
    WallTime began{};       ///< Its request's first byte: what overlaps may overtake (RCP028-R29).
    WallTime at{};          ///< When it was answered.
    bool accepted = false;  ///< Answered 2xx; only then its events count as received.
    ExchangeNumber after{}; ///< The one before it on its connection, which its sender had done
                            ///< with; 0: none, or unknown.
};

/// An answer leaves after its commit and is some time on its way: a request on another connection
/// that began so soon after the answer was composed may have been under way when it came.
inline constexpr std::chrono::milliseconds kUnderWay{500};

/// What the books say of one event of an arrival.
struct EventResult
{
    EventState state = EventState::Received;
    bool provoked = false;    ///< An attempt before was not accepted: it had to be sent again.
    bool contradicts = false; ///< An arrival before, accepted or not, was for another record.
    bool inWindow = false;    ///< Late: its request overlapped the one that jumped over it.
    ExchangeNumber
        firstSeen{};        ///< Who brought what it repeats or contradicts; 0: none, or unknown.
    quint64 lateEvents = 0; ///< Late: first arrivals since the jumping exchange began to jump.
    std::chrono::milliseconds late{}; ///< Late: how long the hole had been open.

    friend bool operator==(const EventResult &, const EventResult &) = default;
};

struct FeedCounters
{
    quint64 received = 0;        ///< Numbers: first arrivals, late ones included.
    quint64 late = 0;            ///< Of those, the ones that filled a hole.
    quint64 duplicates = 0;      ///< Of every kind; what follows says why, the rest is unprovoked.
    quint64 retried = 0;         ///< Of those: an attempt before was not accepted.
    quint64 replayed = 0;        ///< Of those: a replay was expected.
    quint64 repeatedInBatch = 0; ///< Of those: twice in one body.
    quint64 conflicts = 0;       ///< Accepted arrivals for another record.
    quint64 seen = 0;            ///< Arrivals that did not count.
    quint64 retracted = 0;       ///< First arrivals that went back from received to seen.

    FeedCounters &operator+=(const FeedCounters &other) noexcept;

    friend bool operator==(const FeedCounters &, const FeedCounters &) = default;
};

/// The books of one sequence space: which numbers were received, what came twice or for another
/// record, and what is missing between the first and the last. The same input gives the same books,
/// however it is chunked. A value of one thread; movable, not copyable.
///
/// A number is received when an exchange with it was accepted, and means from then on the record
/// that it came for: an arrival for another one is a conflict and changes nothing (RCP027-R6). A
/// number below the first received is received, not late, and the feed begins there now, since
/// nothing says where it was to begin. A number below 0 is never booked.
///
/// Memory in an ordered feed: about 9 bytes per event. A peer that jumps about costs 30 to 100
/// bytes per event that it sends; holes cost 64 bytes per exchange that leaves some, however many
/// and wide.
class FeedBook
{
public:
    /// Books the events in the order of their body; appends one result each, and what became of the
    /// gaps.
    void apply(const Arrival &arrival, std::span<const protocol::EntityEventView> events,
               std::vector<EventResult> &results, std::vector<GapChange> &changes);

    /// The same without telling what became of the gaps: for books that are read only in the end.
    void apply(const Arrival &arrival, std::span<const protocol::EntityEventView> events,
               std::vector<EventResult> &results);

    /// The answer to that exchange never got out: what it was first to bring goes back from
    /// received to seen, and the next arrival is a retry. Holes reopen, as old as the latest
    /// arrival, or the feed ends lower. A number that another exchange has repeated since stays
    /// received.
    void retract(ExchangeNumber exchange, std::span<const protocol::EntityEventView> events,
                 std::vector<GapChange> &changes);

    /// The producer had perhaps left before that exchange was answered: what was received by it
    /// stays so, and coming again it is a retry (RCP028-R10, R11).
    void doubt(std::span<const protocol::EntityEventView> events);

    /// The same for what that exchange was first to bring of the range.
    void doubt(ExchangeNumber exchange, NumberRange range);

    /// The consumer asked for a replay, or the producer started anew: what is received again up to
    /// the present last number is a replay, until a number beyond it comes.
    void expectReplay() { m_replayUpTo = m_scope ? m_scope->last : -1; }

    /// Open holes that are at least as old as grace become unexplained. Costs nothing for the
    /// others.
    void expire(WallTime now, std::chrono::microseconds grace, std::vector<GapChange> &changes);

    /// Another state for what is missing in [first, last]; evidence says why, and since when.
    void settle(protocol::Sequence first, protocol::Sequence last, GapState state,
                const Evidence &evidence, std::vector<GapChange> &changes);

    /// The same for those gaps of it that are not open. An open one is younger than what the
    /// evidence was gathered for: it opened, or an answer was lost, while somebody asked.
    void judge(protocol::Sequence first, protocol::Sequence last, GapState state,
               const Evidence &evidence, std::vector<GapChange> &changes);

    /// Takes over what nobody pushed, from the resource: numbers that are missing become recovered,
    /// and mean that record from now on. What comes for them later is a replay, or a conflict, and
    /// changes nothing. Gives those that were taken; the others are not missing.
    std::vector<size_t> recover(std::span<const protocol::EntityEvent> events,
                                const Evidence &evidence, std::vector<GapChange> &changes);

    /// The producer has published numbers up to that one long since: what is not there of them is
    /// missing, although nothing beyond it came. Opened when they were published; nothing happens
    /// when the feed is empty, or reaches further already.
    void expect(protocol::Sequence last, WallTime published, std::vector<GapChange> &changes);

    /// What the number means here; fingerprint 0 unless it was received.
    [[nodiscard]] FirstArrival meaningOf(protocol::Sequence n) const
    {
        return m_received.contains(n.value) ? m_prints.find(n.value) : FirstArrival{};
    }

    /// From now on lastOf() knows these records (fingerprints). Looks at the whole feed once for
    /// all those that are new; afterwards arrivals keep it true.
    void watch(std::span<const quint64> records);

    /// The highest received number of a watched record; nullopt when none was.
    [[nodiscard]] std::optional<protocol::Sequence> lastOf(quint64 record) const;

    [[nodiscard]] bool isEmpty() const noexcept { return !m_scope; }
    /// First received, and last received or expected; 0 while the feed is empty.
    [[nodiscard]] protocol::Sequence first() const noexcept
    {
        return {m_scope ? m_scope->first : 0};
    }
    [[nodiscard]] protocol::Sequence last() const noexcept { return {m_scope ? m_scope->last : 0}; }

    /// When the last arrival was answered, whatever it was answered.
    [[nodiscard]] WallTime latest() const noexcept { return m_latest; }

    [[nodiscard]] const FeedCounters &counters() const noexcept { return m_counters; }
    [[nodiscard]] quint64 receivedCount() const noexcept { return m_counters.received; }

    [[nodiscard]] HoleCount holes(GapState state) const noexcept { return m_holes.count(state); }
    [[nodiscard]] HoleCount holes() const noexcept; ///< Of all states.
    [[nodiscard]] quint64 gapCount() const noexcept { return holes().holes; }
    [[nodiscard]] quint64 missingCount() const noexcept { return holes().numbers; }

    /// Calls visit(const Gap &) for every gap, ascending.
    template <typename Visit>
    void forEachGap(Visit &&visit) const
    {
        forEachGap(first(), last(), visit);
    }

    /// The same for those with numbers in [first, last], cut at its ends.
    template <typename Visit>
    void forEachGap(protocol::Sequence first, protocol::Sequence last, Visit &&visit) const
    {
        m_holes.forEachGap({first.value, last.value}, m_received, visit);
    }

    /// Calls visit(GapState) for the states of the gaps in [first, last]; cheaper, some come
    /// repeatedly.
    template <typename Visit>
    void forEachGapState(protocol::Sequence first, protocol::Sequence last, Visit &&visit) const
    {
        m_holes.forEachState({first.value, last.value}, m_received, visit);
    }

    /// For drawing and counting: which numbers were ever what.
    [[nodiscard]] const SequenceSet &received() const noexcept { return m_received; }
    [[nodiscard]] const SequenceSet &late() const noexcept { return m_late; }
    [[nodiscard]] const SequenceSet &duplicates() const noexcept { return m_duplicates; }
    [[nodiscard]] const SequenceSet &conflicts() const noexcept { return m_conflicts; }
    [[nodiscard]] const SequenceSet &recovered() const noexcept { return m_recovered; }
    /// Those whose last arrival was not accepted, or whose producer may not know that it was.
    [[nodiscard]] const SequenceSet &seen() const noexcept { return m_seen; }

    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    void accept(const Arrival &arrival, qint64 n, quint64 print, EventResult &result);
    void acceptAgain(const Arrival &arrival, qint64 n, quint64 print, EventResult &result);
    void acceptRecovered(qint64 n, quint64 print, EventResult &result);
    void see(const Arrival &arrival, qint64 n, quint64 print, EventResult &result);
    void place(const Arrival &arrival, qint64 n, SequenceSet::Insertion insertion,
               EventResult &result);
    void withdraw(NumberRange run, ExchangeNumber exchange);
    void noteRecord(qint64 n, quint64 print);

    SequenceSet m_received;
    SequenceSet m_late;
    SequenceSet m_duplicates;
    SequenceSet
        m_confirmed; ///< Accepted again in another exchange: a lost answer does not undo them.
    SequenceSet m_conflicts;
    SequenceSet m_seen;
    SequenceSet m_recovered;   ///< Not received: taken over from the resource.
    FingerprintIndex m_prints; ///< Of the first received arrival; until then of the first seen one.
    HoleList m_holes;
    GapLog m_gapLog;
    FeedCounters m_counters;
    std::optional<NumberRange> m_scope; ///< From the first to the last received, or expected.
    std::optional<qint64> m_replayUpTo;
    std::unordered_map<quint64, qint64> m_watched; ///< Records, with their last number; -1: none.
    WallTime m_latest{};
};

} // namespace pushbench::ledger
