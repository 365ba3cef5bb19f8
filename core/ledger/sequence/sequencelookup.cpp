// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/sequence/sequenceset.h"

#include <bit>

// The questions that can be asked of a SequenceSet; sequenceset.cpp holds what changes one.

namespace pushbench::ledger {
bool SequenceSet::contains(qint64 n) const noexcept
{
    if (n < 0)
        return false;
    if (m_tail && n >= m_tail->first)
        return n <= m_tail->last;
    const Chunks::Position at = chunkOf(blockOf(n));
    return at != m_chunks.end() && presentAtOrAbove(m_chunks.at(at), offsetOf(n)) == offsetOf(n);
}

std::optional<qint64> SequenceSet::atOrAbove(qint64 n) const noexcept
{
    n = std::max<qint64>(n, 0);
    if (!m_tail || n < m_tail->first) {
        if (const std::optional<qint64> stored = storedAtOrAbove(n))
            return stored;
    }
    if (m_tail && n <= m_tail->last)
        return std::max(n, m_tail->first);
    return std::nullopt;
}

std::optional<qint64> SequenceSet::atOrBelow(qint64 n) const noexcept
{
    if (n < 0)
        return std::nullopt;
    if (m_tail && n >= m_tail->first)
        return std::min(n, m_tail->last);
    Chunks::Position at = m_chunks.atOrBelow(blockOf(n));
    if (at == m_chunks.end())
        return std::nullopt;
    const Chunk &chunk = m_chunks.at(at);
    if (chunk.lastBlock() >= blockOf(n)) {
        const int offset = presentAtOrBelow(chunk, offsetOf(n));
        if (offset >= 0)
            return numberAt(blockOf(n), offset);
        if (at == m_chunks.begin())
            return std::nullopt;
        at = m_chunks.previous(at);
    }
    return numberAt(m_chunks.at(at).lastBlock(),
                    presentAtOrBelow(m_chunks.at(at), kLastBlockOffset));
}

quint64 SequenceSet::countIn(qint64 first, qint64 last) const noexcept
{
    first = std::max<qint64>(first, 0);
    if (first > last)
        return 0;
    quint64 count = 0;
    if (m_tail && m_tail->first <= last && first <= m_tail->last)
        count = NumberRange{std::max(first, m_tail->first), std::min(last, m_tail->last)}.length();
    const Chunks::Position to = m_chunks.atOrBelow(blockOf(last));
    if (to == m_chunks.end())
        return count;
    const Chunks::Position from = m_chunks.atOrBelow(blockOf(first));
    count += countInChunk(m_chunks.at(to), first, last);
    if (from == to)
        return count;
    if (from == m_chunks.end())
        return count + m_chunks.weightBetween(m_chunks.begin(), to);
    return count + countInChunk(m_chunks.at(from), first, last)
        + m_chunks.weightBetween(m_chunks.next(from), to);
}

std::optional<NumberRange> SequenceSet::runFrom(qint64 n) const noexcept
{
    const std::optional<qint64> first = atOrAbove(n);
    if (!first)
        return std::nullopt;
    if (m_tail && *first >= m_tail->first)
        return NumberRange{*first, m_tail->last};
    const qint64 last = storedRunEnd(*first);
    if (m_tail && last + 1 == m_tail->first)
        return NumberRange{*first, m_tail->last};
    return NumberRange{*first, last};
}

std::optional<NumberRange> SequenceSet::holeAt(qint64 n) const noexcept
{
    const std::optional<qint64> above = atOrAbove(n);
    if (above == n)
        return std::nullopt;
    const std::optional<qint64> below = atOrBelow(n);
    return NumberRange{below ? *below + 1 : 0, above ? *above - 1 : kLast};
}

size_t SequenceSet::memoryBytes() const noexcept
{
    size_t bytes = sizeof(*this) + m_chunks.memoryBytes();
    bytes += m_runLists.capacity() * sizeof(m_runLists.front());
    for (const std::vector<BlockRun> &runs : m_runLists)
        bytes += runs.capacity() * sizeof(BlockRun);
    bytes += m_bitmaps.capacity() * sizeof(m_bitmaps.front());
    for (const std::unique_ptr<BlockBitmap> &bitmap : m_bitmaps)
        bytes += bitmap ? sizeof(BlockBitmap) : 0;
    return bytes + (m_freeRunLists.capacity() + m_freeBitmaps.capacity()) * sizeof(size_t);
}

/// The chunk that covers this block; end() when the block is empty.
SequenceSet::Chunks::Position SequenceSet::chunkOf(quint64 block) const noexcept
{
    const auto holds = [this, block](Chunks::Position at) {
        const Chunk &chunk = m_chunks.at(at);
        return chunk.block <= block && block <= chunk.lastBlock();
    };
    if (m_chunks.has(m_finger) && holds(m_finger))
        return m_finger;
    const Chunks::Position at = m_chunks.atOrBelow(block);
    if (at == m_chunks.end() || !holds(at))
        return m_chunks.end();
    m_finger = at;
    return at;
}

/// The runs of a Few or Runs chunk; room backs the former.
std::span<const BlockRun> SequenceSet::runsOf(const Chunk &chunk, FewRuns &room) const noexcept
{
    if (chunk.form == Form::Runs)
        return m_runLists[chunk.data];
    std::ranges::copy(std::bit_cast<std::array<BlockRun, 2>>(chunk.data), room.begin());
    return {room.data(), chunk.runs};
}

int SequenceSet::presentAtOrAbove(const Chunk &chunk, int offset) const noexcept
{
    if (chunk.form == Form::Span || offset == kBlockNumbers)
        return offset;
    if (chunk.form == Form::Bitmap)
        return m_bitmaps[chunk.data]->presentAtOrAbove(offset);
    FewRuns room;
    const std::span<const BlockRun> runs = runsOf(chunk, room);
    const size_t at = blockruns::atOrAbove(runs, offset);
    return at == runs.size() ? kBlockNumbers : std::max<int>(runs[at].first, offset);
}

int SequenceSet::presentAtOrBelow(const Chunk &chunk, int offset) const noexcept
{
    if (chunk.form == Form::Span)
        return offset;
    if (chunk.form == Form::Bitmap)
        return m_bitmaps[chunk.data]->presentAtOrBelow(offset);
    FewRuns room;
    const std::span<const BlockRun> runs = runsOf(chunk, room);
    const size_t at = blockruns::atOrAbove(runs, offset);
    if (at < runs.size() && runs[at].first <= offset)
        return offset;
    return at == 0 ? -1 : runs[at - 1].last;
}

int SequenceSet::absentAtOrAbove(const Chunk &chunk, int offset) const noexcept
{
    if (chunk.form == Form::Span)
        return kBlockNumbers;
    if (chunk.form == Form::Bitmap)
        return m_bitmaps[chunk.data]->absentAtOrAbove(offset);
    FewRuns room;
    const std::span<const BlockRun> runs = runsOf(chunk, room);
    const size_t at = blockruns::atOrAbove(runs, offset);
    return at < runs.size() && runs[at].first <= offset ? runs[at].last + 1 : offset;
}

/// How many numbers of the chunk lie in [first, last], which may reach beyond it on both sides.
quint64 SequenceSet::countInChunk(const Chunk &chunk, qint64 first, qint64 last) const noexcept
{
    const NumberRange part{std::max(first, numberAt(chunk.block, 0)),
                           std::min(last, numberAt(chunk.lastBlock(), kLastBlockOffset))};
    if (part.first > part.last)
        return 0;
    if (chunk.form == Form::Span)
        return part.length();
    if (part.length() == kBlockNumbers)
        return chunk.numbers;
    const int from = offsetOf(part.first);
    const int to = offsetOf(part.last);
    if (chunk.form == Form::Bitmap)
        return static_cast<quint64>(m_bitmaps[chunk.data]->countIn(from, to));
    FewRuns room;
    const std::span<const BlockRun> runs = runsOf(chunk, room);
    if (to - from < kBlockNumbers / 2)
        return static_cast<quint64>(blockruns::countIn(runs, from, to));
    // What is left out is less than what is in, and so are its runs.
    return chunk.numbers
        - static_cast<quint64>(blockruns::countIn(runs, 0, from - 1)
                               + blockruns::countIn(runs, to + 1, kLastBlockOffset));
}

std::optional<qint64> SequenceSet::storedAtOrAbove(qint64 n) const noexcept
{
    Chunks::Position at = m_chunks.atOrBelow(blockOf(n));
    if (at == m_chunks.end()) {
        at = m_chunks.begin();
    } else if (m_chunks.at(at).lastBlock() >= blockOf(n)) {
        const int offset = presentAtOrAbove(m_chunks.at(at), offsetOf(n));
        if (offset < kBlockNumbers)
            return numberAt(blockOf(n), offset);
        at = m_chunks.next(at);
    } else {
        at = m_chunks.next(at);
    }
    if (at == m_chunks.end())
        return std::nullopt;
    return numberAt(m_chunks.at(at).block, presentAtOrAbove(m_chunks.at(at), 0));
}

/// Last number of the run that n, which is present, belongs to; runs go on across blocks.
qint64 SequenceSet::storedRunEnd(qint64 n) const noexcept
{
    Chunks::Position at = chunkOf(blockOf(n));
    int offset = absentAtOrAbove(m_chunks.at(at), offsetOf(n));
    quint64 block = blockOf(n);
    while (offset == kBlockNumbers) {
        block = m_chunks.at(at).lastBlock();
        at = m_chunks.next(at);
        if (at == m_chunks.end() || m_chunks.at(at).block != block + 1)
            break;
        const int further = absentAtOrAbove(m_chunks.at(at), 0);
        if (further == 0)
            break;
        block = m_chunks.at(at).block;
        offset = further;
    }
    return numberAt(block, offset - 1);
}

} // namespace pushbench::ledger
