// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/sequence/sequenceset.h"

#include <bit>
#include <utility>

namespace pushbench::ledger {
namespace {

BlockRun blockRun(int first, int last) noexcept
{
    return {static_cast<quint16>(first), static_cast<quint16>(last)};
}

quint64 packed(BlockRun first, BlockRun second) noexcept
{
    return std::bit_cast<quint64>(std::array{first, second});
}

} // namespace

SequenceSet::Insertion SequenceSet::insertAnywhere(qint64 n)
{
    Q_ASSERT(n >= 0);
    if (m_tail ? n < m_tail->first : !m_chunks.isEmpty() && n <= *last())
        return insertBelowTail(n);
    if (m_tail && n <= m_tail->last)
        return {};
    const bool below = n > 0 && contains(n - 1);
    flushTail();
    m_tail = NumberRange{n, n};
    ++m_count;
    m_runs += quint64{!below};
    return {.fresh = true, .below = below, .above = false};
}

SequenceSet::Insertion SequenceSet::insertBelowTail(qint64 n)
{
    const quint64 block = blockOf(n);
    const int offset = offsetOf(n);
    const Chunks::Position at = chunkOf(block);
    Insertion found{.fresh = true};
    if (at == m_chunks.end()) {
        m_chunks.insert({.block = block,
                         .data = packed(blockRun(offset, offset), {}),
                         .numbers = 1,
                         .runs = 1});
    } else if (m_chunks.at(at).form == Form::Span) {
        return {};
    } else {
        m_chunks.update(at, [&](Chunk &chunk) { found = insertInto(chunk, offset); });
        if (!found.fresh)
            return {};
        if (m_chunks.at(at).numbers == kBlockNumbers)
            storeBlocks(block, block);
    }
    if (offset == 0 && n > 0)
        found.below = contains(n - 1);
    if (offset == kLastBlockOffset || (m_tail && n + 1 == m_tail->first))
        found.above = contains(n + 1);
    ++m_count;
    m_runs += quint64{1} - quint64{found.below} - quint64{found.above};
    return found;
}

/// The commonest edit, for which addTo() would look at more than it must.
SequenceSet::Insertion SequenceSet::insertInto(Chunk &chunk, int offset)
{
    Insertion found;
    switch (chunk.form) {
    case Form::Span:
        Q_UNREACHABLE();
    case Form::Few: {
        FewRuns room;
        std::ranges::copy(std::bit_cast<std::array<BlockRun, 2>>(chunk.data), room.begin());
        found = blockruns::insert(room.data(), chunk.runs, offset);
        const int runs = chunk.runs + found.change().runs;
        replaceRuns(chunk, {room.data(), static_cast<size_t>(runs)});
        break;
    }
    case Form::Runs: {
        std::vector<BlockRun> &runs = m_runLists[chunk.data];
        runs.emplace_back();
        found = blockruns::insert(runs.data(), runs.size() - 1, offset);
        runs.resize(static_cast<size_t>(chunk.runs + found.change().runs));
        break;
    }
    case Form::Bitmap:
        found = m_bitmaps[chunk.data]->insert(offset);
        break;
    }
    settle(chunk, found.change());
    return found;
}

quint64 SequenceSet::insertRange(qint64 first, qint64 last)
{
    Q_ASSERT(first >= 0 && first <= last);
    quint64 touching = 0;
    forEachRun(std::max<qint64>(first - 1, 0), last == kLast ? last : last + 1,
               [&touching](NumberRange) { ++touching; });
    quint64 added = 0;
    if (m_tail && first >= m_tail->first && first - 1 <= m_tail->last) {
        added = last > m_tail->last ? static_cast<quint64>(last - m_tail->last) : 0;
        m_tail->last = std::max(m_tail->last, last);
    } else {
        flushTail();
        added = store(first, last);
    }
    m_count += added;
    m_runs += 1 - touching;
    return added;
}

bool SequenceSet::remove(qint64 n)
{
    if (!contains(n))
        return false;
    const bool below = n > 0 && contains(n - 1);
    const bool above = n < kLast && contains(n + 1);
    --m_count;
    m_runs += quint64{below} + quint64{above} - quint64{1};
    if (m_tail && n == m_tail->last) {
        if (m_tail->first == n)
            m_tail.reset();
        else
            --m_tail->last;
        return true;
    }
    if (m_tail && n >= m_tail->first)
        flushTail();

    const Chunks::Position at = chunkOf(blockOf(n));
    const Chunk &chunk = m_chunks.at(at);
    if (chunk.form == Form::Span) {
        removeFromSpan(at, blockOf(n), offsetOf(n));
    } else if (chunk.numbers == 1) {
        release(chunk);
        m_chunks.erase(at);
    } else {
        m_chunks.update(at, [&](Chunk &edited) { removeFrom(edited, offsetOf(n)); });
    }
    return true;
}

void SequenceSet::removeFrom(Chunk &chunk, int offset)
{
    BlockChange change{-1, -1};
    switch (chunk.form) {
    case Form::Span:
        Q_UNREACHABLE();
    case Form::Few: {
        FewRuns room;
        std::ranges::copy(std::bit_cast<std::array<BlockRun, 2>>(chunk.data), room.begin());
        change = blockruns::remove(room.data(), chunk.runs, offset);
        replaceRuns(chunk, {room.data(), static_cast<size_t>(chunk.runs + change.runs)});
        break;
    }
    case Form::Runs: {
        std::vector<BlockRun> &runs = m_runLists[chunk.data];
        runs.emplace_back();
        change = blockruns::remove(runs.data(), runs.size() - 1, offset);
        runs.resize(static_cast<size_t>(chunk.runs + change.runs));
        break;
    }
    case Form::Bitmap: {
        BlockBitmap &bitmap = *m_bitmaps[chunk.data];
        bitmap.reset(offset);
        change.runs += offset > 0 && bitmap.test(offset - 1) ? 1 : 0;
        change.runs += offset < kLastBlockOffset && bitmap.test(offset + 1) ? 1 : 0;
        break;
    }
    }
    settle(chunk, change);
}

/// The chunk's block as [0, offset) and (offset, end], the blocks around it as spans of their own.
void SequenceSet::removeFromSpan(Chunks::Position at, quint64 block, int offset)
{
    const Chunk span = m_chunks.at(at);
    m_chunks.erase(at);
    if (span.block < block)
        m_chunks.insert({.block = span.block, .data = block - 1, .form = Form::Span});
    if (block < span.data)
        m_chunks.insert({.block = block + 1, .data = span.data, .form = Form::Span});
    Chunk rest{.block = block, .numbers = kBlockNumbers - 1, .runs = 1, .form = Form::Few};
    const BlockRun below = blockRun(0, offset - 1);
    const BlockRun above = blockRun(offset + 1, kLastBlockOffset);
    if (offset == 0) {
        rest.data = packed(above, {});
    } else if (offset == kLastBlockOffset) {
        rest.data = packed(below, {});
    } else {
        rest.data = packed(below, above);
        rest.runs = 2;
    }
    m_chunks.insert(rest);
}

void SequenceSet::flushTail()
{
    if (!m_tail)
        return;
    const NumberRange tail = *std::exchange(m_tail, std::nullopt);
    store(tail.first, tail.last);
}

/// Into the chunks, whose numbers it counts; the counts of the set are the caller's business.
quint64 SequenceSet::store(qint64 first, qint64 last)
{
    quint64 firstBlock = blockOf(first);
    quint64 lastBlock = blockOf(last);
    if (firstBlock == lastBlock)
        return storeInBlock(firstBlock, blockRun(offsetOf(first), offsetOf(last)));
    quint64 added = 0;
    if (offsetOf(first) > 0)
        added += storeInBlock(firstBlock++, blockRun(offsetOf(first), kLastBlockOffset));
    if (offsetOf(last) < kLastBlockOffset)
        added += storeInBlock(lastBlock--, blockRun(0, offsetOf(last)));
    if (firstBlock <= lastBlock)
        added += storeBlocks(firstBlock, lastBlock);
    return added;
}

quint64 SequenceSet::storeInBlock(quint64 block, BlockRun range)
{
    if (range.length() == kBlockNumbers)
        return storeBlocks(block, block);
    const Chunks::Position at = chunkOf(block);
    if (at == m_chunks.end()) {
        const auto numbers = static_cast<quint32>(range.length());
        m_chunks.insert({.block = block, .data = packed(range, {}), .numbers = numbers, .runs = 1});
        return numbers;
    }
    if (m_chunks.at(at).form == Form::Span)
        return 0;
    const quint32 before = m_chunks.at(at).numbers;
    m_chunks.update(at, [&](Chunk &chunk) {
        if (range.length() == 1)
            insertInto(chunk, range.first);
        else
            addTo(chunk, range);
    });
    const quint32 after = m_chunks.at(at).numbers;
    if (after == kBlockNumbers)
        storeBlocks(block, block);
    return after - before;
}

quint64 SequenceSet::storeBlocks(quint64 first, quint64 last)
{
    quint64 added = (last - first + 1) << kBlockBits;
    Chunk span{.block = first, .data = last, .form = Form::Span};
    Chunks::Position at = m_chunks.atOrBelow(first);
    if (at == m_chunks.end())
        at = m_chunks.begin();
    else if (m_chunks.at(at).lastBlock() + (m_chunks.at(at).form == Form::Span ? 1 : 0) < first)
        at = m_chunks.next(at);
    while (at != m_chunks.end() && m_chunks.at(at).block <= last + 1) {
        const Chunk chunk = m_chunks.at(at);
        if (chunk.form != Form::Span) {
            if (chunk.block > last)
                break;
            added -= chunk.numbers;
            release(chunk);
        } else {
            const quint64 from = std::max(first, chunk.block);
            const quint64 end = std::min(last, chunk.data) + 1;
            added -= end > from ? (end - from) << kBlockBits : 0;
            span.block = std::min(span.block, chunk.block);
            span.data = std::max(span.data, chunk.data);
        }
        at = m_chunks.erase(at);
    }
    m_chunks.insert(span);
    return added;
}

void SequenceSet::addTo(Chunk &chunk, BlockRun range)
{
    BlockChange change;
    switch (chunk.form) {
    case Form::Span:
        Q_UNREACHABLE();
    case Form::Few: {
        FewRuns room;
        std::ranges::copy(std::bit_cast<std::array<BlockRun, 2>>(chunk.data), room.begin());
        change = blockruns::add(room.data(), chunk.runs, range);
        replaceRuns(chunk, {room.data(), static_cast<size_t>(chunk.runs + change.runs)});
        break;
    }
    case Form::Runs: {
        std::vector<BlockRun> &runs = m_runLists[chunk.data];
        runs.emplace_back();
        change = blockruns::add(runs.data(), runs.size() - 1, range);
        runs.resize(static_cast<size_t>(chunk.runs + change.runs));
        break;
    }
    case Form::Bitmap:
        change = m_bitmaps[chunk.data]->add(range);
        break;
    }
    settle(chunk, change);
}

/// One or two runs live in the chunk itself, more in a list of their own.
void SequenceSet::replaceRuns(Chunk &chunk, std::span<const BlockRun> runs)
{
    if (runs.size() <= 2) {
        chunk.form = Form::Few;
        chunk.data = packed(runs[0], runs.size() == 2 ? runs[1] : BlockRun{});
        return;
    }
    chunk.form = Form::Runs;
    if (m_freeRunLists.empty()) {
        chunk.data = m_runLists.size();
        m_runLists.emplace_back();
    } else {
        chunk.data = m_freeRunLists.back();
        m_freeRunLists.pop_back();
    }
    m_runLists[chunk.data].assign(runs.begin(), runs.end());
}

/// Books the change and moves the chunk to the form that suits it now.
void SequenceSet::settle(Chunk &chunk, BlockChange change)
{
    chunk.numbers += static_cast<quint32>(change.numbers);
    chunk.runs = static_cast<quint16>(chunk.runs + change.runs);
    if (chunk.form == Form::Runs && chunk.runs > kRunsBeforeBitmap) {
        toBitmap(chunk);
    } else if (chunk.form == Form::Runs && chunk.runs <= 2) {
        const std::vector<BlockRun> runs = m_runLists[chunk.data];
        release(chunk);
        replaceRuns(chunk, runs);
    } else if (chunk.form == Form::Bitmap && chunk.runs < kRunsBackFromBitmap) {
        toRuns(chunk);
    }
}

void SequenceSet::toBitmap(Chunk &chunk)
{
    auto bitmap = std::make_unique<BlockBitmap>();
    for (const BlockRun run : m_runLists[chunk.data])
        bitmap->add(run);
    release(chunk);
    chunk.form = Form::Bitmap;
    if (m_freeBitmaps.empty()) {
        chunk.data = m_bitmaps.size();
        m_bitmaps.push_back(std::move(bitmap));
    } else {
        chunk.data = m_freeBitmaps.back();
        m_freeBitmaps.pop_back();
        m_bitmaps[chunk.data] = std::move(bitmap);
    }
}

void SequenceSet::toRuns(Chunk &chunk)
{
    const BlockBitmap &bitmap = *m_bitmaps[chunk.data];
    std::vector<BlockRun> runs;
    runs.reserve(chunk.runs + size_t{1});
    for (int at = bitmap.presentAtOrAbove(0); at < kBlockNumbers;) {
        const int end = bitmap.absentAtOrAbove(at);
        runs.push_back(blockRun(at, end - 1));
        at = bitmap.presentAtOrAbove(end);
    }
    release(chunk);
    replaceRuns(chunk, runs);
}

void SequenceSet::release(const Chunk &chunk)
{
    if (chunk.form == Form::Runs) {
        std::vector<BlockRun>().swap(m_runLists[chunk.data]);
        m_freeRunLists.push_back(chunk.data);
    } else if (chunk.form == Form::Bitmap) {
        m_bitmaps[chunk.data].reset();
        m_freeBitmaps.push_back(chunk.data);
    }
}

} // namespace pushbench::ledger
