// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/sequence/sequenceblock.h"
#include "core/ledger/sequence/sortedpages.h"

#include <limits>
#include <memory>
#include <optional>

namespace pushbench::ledger {

/// A closed interval of sequence numbers. Closed, because one past 2^63-1 does not exist.
struct NumberRange
{
    qint64 first = 0;
    qint64 last = 0;

    /// How many numbers; unsigned, because [0, 2^63-1] holds 2^63 of them.
    [[nodiscard]] quint64 length() const noexcept
    {
        return static_cast<quint64>(last) - static_cast<quint64>(first) + 1;
    }

    friend bool operator==(const NumberRange &, const NumberRange &) = default;
};

/// A set of numbers in 0..2^63-1 that is made for sequences: mostly dense, mostly growing, and
/// prepared for a peer that is neither. A value of one thread; movable, not copyable.
///
/// Memory: nothing for a hole or a run however long; at most 24 bytes for a number that stands
/// alone; 4 bytes per run where several share a block of 65,536 numbers; never more than 8 KiB for
/// such a block. Time: a few nanoseconds at the tail, and one search among the blocks elsewhere.
class SequenceSet
{
public:
    /// Whether the number is fresh, and then which of its neighbours are there.
    using Insertion = BlockInsertion;

    /// n must not be negative; nor may any bound of a range below.
    Insertion insert(qint64 n)
    {
        if (m_tail && n - 1 == m_tail->last) {
            m_tail->last = n;
            ++m_count;
            return {.fresh = true, .below = true, .above = false};
        }
        return insertAnywhere(n);
    }

    /// How many of them were absent.
    quint64 insertRange(qint64 first, qint64 last);

    /// False when it was absent.
    bool remove(qint64 n);

    void clear() { *this = SequenceSet(); }

    [[nodiscard]] bool contains(qint64 n) const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept { return m_count == 0; }
    [[nodiscard]] quint64 count() const noexcept { return m_count; }

    /// How many maximal intervals of consecutive numbers there are.
    [[nodiscard]] quint64 runCount() const noexcept { return m_runs; }

    [[nodiscard]] std::optional<qint64> first() const noexcept { return atOrAbove(0); }
    [[nodiscard]] std::optional<qint64> last() const noexcept { return atOrBelow(kLast); }

    /// The nearest number of the set at or above (below) n.
    [[nodiscard]] std::optional<qint64> atOrAbove(qint64 n) const noexcept;
    [[nodiscard]] std::optional<qint64> atOrBelow(qint64 n) const noexcept;

    /// How many numbers of the set lie in [first, last]. Independent of how many there are.
    [[nodiscard]] quint64 countIn(qint64 first, qint64 last) const noexcept;

    /// The first run with a number at or above n, without its part below n.
    [[nodiscard]] std::optional<NumberRange> runFrom(qint64 n) const noexcept;

    /// The hole that n is in, between its neighbours in the set or to the ends of the numbers;
    /// nullopt when n is in the set.
    [[nodiscard]] std::optional<NumberRange> holeAt(qint64 n) const noexcept;

    /// Calls visit(NumberRange) for every run in [first, last], cut at its ends, in ascending
    /// order.
    template <typename Visit>
    void forEachRun(qint64 first, qint64 last, Visit &&visit) const
    {
        while (const std::optional<NumberRange> run = runFrom(first)) {
            if (run->first > last)
                return;
            visit(NumberRange{run->first, std::min(run->last, last)});
            if (run->last >= last)
                return;
            first = run->last + 1;
        }
    }

    /// The same for what is missing in [first, last].
    template <typename Visit>
    void forEachHole(qint64 first, qint64 last, Visit &&visit) const
    {
        if (first > last)
            return;
        while (const std::optional<NumberRange> run = runFrom(first)) {
            if (run->first > last)
                break;
            if (run->first > first)
                visit(NumberRange{first, run->first - 1});
            if (run->last >= last)
                return;
            first = run->last + 1;
        }
        visit(NumberRange{first, last});
    }

    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    static constexpr qint64 kLast = std::numeric_limits<qint64>::max();
    static constexpr int kRunsBeforeBitmap = 2048; ///< There, runs take as much room as a bitmap.
    static constexpr int kRunsBackFromBitmap =
        512; ///< Well below, so that nothing flips to and fro.

    enum class Form : quint8 {
        Span,   ///< Whole blocks without a hole, any number of them; data is the last one.
        Few,    ///< Up to two runs, in data itself.
        Runs,   ///< data is an index into m_runLists.
        Bitmap, ///< data is an index into m_bitmaps.
    };

    /// One block that is not empty, or a span of full ones.
    struct Chunk
    {
        quint64 block = 0;
        quint64 data = 0;
        quint32 numbers = 0; ///< 1..65,535; a full block is a span, which does not use it.
        quint16 runs = 0;
        Form form = Form::Few;

        [[nodiscard]] quint64 key() const noexcept { return block; }
        [[nodiscard]] quint64 lastBlock() const noexcept
        {
            return form == Form::Span ? data : block;
        }
        [[nodiscard]] quint64 weight() const noexcept
        {
            return form == Form::Span ? (data - block + 1) << kBlockBits : numbers;
        }
    };
    using Chunks = SortedPages<Chunk>;
    using FewRuns = std::array<BlockRun, 3>; ///< Two, and room for one more.

    Insertion insertAnywhere(qint64 n);
    Insertion insertBelowTail(qint64 n);
    void flushTail();
    quint64 store(qint64 first, qint64 last);
    quint64 storeInBlock(quint64 block, BlockRun range);
    quint64 storeBlocks(quint64 first, quint64 last);
    Insertion insertInto(Chunk &chunk, int offset);
    void addTo(Chunk &chunk, BlockRun range);
    void removeFrom(Chunk &chunk, int offset);
    void removeFromSpan(Chunks::Position at, quint64 block, int offset);
    void replaceRuns(Chunk &chunk, std::span<const BlockRun> runs);
    void settle(Chunk &chunk, BlockChange change);
    void toBitmap(Chunk &chunk);
    void toRuns(Chunk &chunk);
    void release(const Chunk &chunk);

    [[nodiscard]] Chunks::Position chunkOf(quint64 block) const noexcept;
    [[nodiscard]] int presentAtOrAbove(const Chunk &chunk, int offset) const noexcept;
    [[nodiscard]] int presentAtOrBelow(const Chunk &chunk, int offset) const noexcept;
    [[nodiscard]] int absentAtOrAbove(const Chunk &chunk, int offset) const noexcept;
    [[nodiscard]] quint64 countInChunk(const Chunk &chunk, qint64 first,
                                       qint64 last) const noexcept;
    [[nodiscard]] std::span<const BlockRun> runsOf(const Chunk &chunk,
                                                   FewRuns &room) const noexcept;
    [[nodiscard]] std::optional<qint64> storedAtOrAbove(qint64 n) const noexcept;
    [[nodiscard]] qint64 storedRunEnd(qint64 n) const noexcept;

    Chunks m_chunks;
    mutable Chunks::Position m_finger; ///< Where the last search ended; batches come in order.
    std::vector<std::vector<BlockRun>> m_runLists;
    std::vector<size_t> m_freeRunLists;
    std::vector<std::unique_ptr<BlockBitmap>> m_bitmaps;
    std::vector<size_t> m_freeBitmaps;
    std::optional<NumberRange> m_tail; ///< The growing end, above everything in m_chunks.
    quint64 m_count = 0;
    quint64 m_runs = 0;
};

} // namespace pushbench::ledger
