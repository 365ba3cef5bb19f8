// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/sequence/sequenceblock.h"

#include <algorithm>
#include <bit>

namespace pushbench::ledger {

namespace blockruns {

size_t atOrAbove(std::span<const BlockRun> runs, int offset) noexcept
{
    const auto found = std::partition_point(runs.begin(), runs.end(),
                                            [offset](BlockRun run) { return run.last < offset; });
    return static_cast<size_t>(found - runs.begin());
}

BlockInsertion insert(BlockRun *runs, size_t size, int offset) noexcept
{
    const size_t at = atOrAbove({runs, size}, offset - 1);
    if (at < size && runs[at].first <= offset && offset <= runs[at].last)
        return {};
    BlockInsertion found{.fresh = true, .below = at < size && runs[at].last == offset - 1};
    const size_t behind = found.below ? at + 1 : at;
    found.above = behind < size && runs[behind].first == offset + 1;
    if (found.below && found.above) {
        runs[at].last = runs[behind].last;
        std::copy(runs + behind + 1, runs + size, runs + behind);
    } else if (found.below) {
        ++runs[at].last;
    } else if (found.above) {
        --runs[behind].first;
    } else {
        std::copy_backward(runs + at, runs + size, runs + size + 1);
        runs[at] = {static_cast<quint16>(offset), static_cast<quint16>(offset)};
    }
    return found;
}

BlockChange add(BlockRun *runs, size_t size, BlockRun range) noexcept
{
    // Runs [from, to) touch or overlap the range and melt into one with it.
    const size_t from = atOrAbove({runs, size}, range.first - 1);
    size_t to = from;
    int merged = 0;
    int first = range.first;
    int last = range.last;
    for (; to < size && runs[to].first <= range.last + 1; ++to) {
        first = std::min<int>(first, runs[to].first);
        last = std::max<int>(last, runs[to].last);
        merged += runs[to].length();
    }
    if (to == from)
        std::copy_backward(runs + from, runs + size, runs + size + 1);
    else
        std::copy(runs + to, runs + size, runs + from + 1);
    runs[from] = {static_cast<quint16>(first), static_cast<quint16>(last)};
    return {last - first + 1 - merged, 1 - static_cast<int>(to - from)};
}

BlockChange remove(BlockRun *runs, size_t size, int offset) noexcept
{
    const size_t at = atOrAbove({runs, size}, offset);
    const BlockRun run = runs[at];
    if (run.first == run.last) {
        std::copy(runs + at + 1, runs + size, runs + at);
        return {-1, -1};
    }
    if (offset == run.first) {
        ++runs[at].first;
        return {-1, 0};
    }
    if (offset == run.last) {
        --runs[at].last;
        return {-1, 0};
    }
    std::copy_backward(runs + at, runs + size, runs + size + 1);
    runs[at].last = static_cast<quint16>(offset - 1);
    runs[at + 1].first = static_cast<quint16>(offset + 1);
    return {-1, 1};
}

int countIn(std::span<const BlockRun> runs, int first, int last) noexcept
{
    int count = 0;
    for (size_t at = atOrAbove(runs, first); at < runs.size() && runs[at].first <= last; ++at)
        count += std::min<int>(runs[at].last, last) - std::max<int>(runs[at].first, first) + 1;
    return count;
}

} // namespace blockruns

BlockChange BlockBitmap::add(BlockRun range) noexcept
{
    const int added = range.length() - countIn(range.first, range.last);
    int touching = range.first > 0 && test(range.first - 1) ? 1 : 0;
    // A run that starts inside the range, or right behind it, disappears into the new one.
    const int end = std::min(range.last + 1, kLastBlockOffset);
    int at = touching ? absentAtOrAbove(range.first) : range.first;
    for (at = presentAtOrAbove(at, end); at <= end; at = presentAtOrAbove(absentAtOrAbove(at), end))
        ++touching;
    for (int offset = range.first; offset <= range.last;) {
        const int stop = std::min<int>(offset | 63, range.last);
        const quint64 mask = (~quint64{0} >> (63 - (stop - offset))) << (offset & 63);
        quint64 &bits = m_words[word(offset)];
        quint16 &sumOfWord = m_sums[sum(offset)];
        sumOfWord = static_cast<quint16>(sumOfWord + std::popcount(mask & ~bits));
        bits |= mask;
        offset = stop + 1;
    }
    return {added, 1 - touching};
}

int BlockBitmap::countIn(int first, int last) const noexcept
{
    int count = 0;
    for (int offset = first; offset <= last;) {
        if (offset % kBitsPerSum == 0 && last - offset >= kBitsPerSum - 1) {
            count += m_sums[sum(offset)];
            offset += kBitsPerSum;
            continue;
        }
        const int stop = std::min<int>(offset | 63, last);
        const quint64 mask = (~quint64{0} >> (63 - (stop - offset))) << (offset & 63);
        count += std::popcount(m_words[word(offset)] & mask);
        offset = stop + 1;
    }
    return count;
}

int BlockBitmap::presentAtOrAbove(int offset, int limit) const noexcept
{
    if (offset > limit)
        return kBlockNumbers;
    size_t at = word(offset);
    quint64 bits = m_words[at] & (~quint64{0} << (offset & 63));
    while (bits == 0) {
        if (++at > word(limit))
            return kBlockNumbers;
        bits = m_words[at];
    }
    return static_cast<int>(at * 64) + std::countr_zero(bits);
}

int BlockBitmap::absentAtOrAbove(int offset) const noexcept
{
    if (offset >= kBlockNumbers)
        return kBlockNumbers;
    size_t at = word(offset);
    quint64 bits = ~m_words[at] & (~quint64{0} << (offset & 63));
    while (bits == 0) {
        if (++at == m_words.size())
            return kBlockNumbers;
        bits = ~m_words[at];
    }
    return static_cast<int>(at * 64) + std::countr_zero(bits);
}

int BlockBitmap::presentAtOrBelow(int offset) const noexcept
{
    if (offset < 0)
        return -1;
    size_t at = word(offset);
    quint64 bits = m_words[at] & (~quint64{0} >> (63 - (offset & 63)));
    while (bits == 0) {
        if (at == 0)
            return -1;
        bits = m_words[--at];
    }
    return static_cast<int>(at * 64) + 63 - std::countl_zero(bits);
}

} // namespace pushbench::ledger
