// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <array>
#include <span>

namespace pushbench::ledger {

inline constexpr int kBlockBits = 16;
inline constexpr int kBlockNumbers = 1 << kBlockBits;
inline constexpr int kLastBlockOffset = kBlockNumbers - 1;

/// A number of 0..2^63-1 is a block and an offset in it.
[[nodiscard]] constexpr quint64 blockOf(qint64 n) noexcept
{
    return static_cast<quint64>(n) >> kBlockBits;
}
[[nodiscard]] constexpr int offsetOf(qint64 n) noexcept
{
    return static_cast<int>(n & kLastBlockOffset);
}
[[nodiscard]] constexpr qint64 numberAt(quint64 block, int offset) noexcept
{
    return static_cast<qint64>(block << kBlockBits) + offset;
}

/// A closed interval of offsets inside one block of 65,536 numbers.
struct BlockRun
{
    quint16 first = 0;
    quint16 last = 0;

    [[nodiscard]] int length() const noexcept { return last - first + 1; }

    friend bool operator==(const BlockRun &, const BlockRun &) = default;
};

/// What an edit of one block did: how many numbers it holds more (or fewer), and how many runs.
struct BlockChange
{
    int numbers = 0;
    int runs = 0;
};

/// What inserting one offset into a block found. Bits of one byte, because three bytes would travel
/// through memory on the hottest path.
struct BlockInsertion
{
    bool fresh : 1 = false; ///< It was absent; else the neighbours were not looked at.
    bool below : 1 = false; ///< offset-1 is present.
    bool above : 1 = false; ///< offset+1 is present.

    [[nodiscard]] BlockChange change() const noexcept
    {
        return fresh ? BlockChange{1, 1 - (below ? 1 : 0) - (above ? 1 : 0)} : BlockChange{};
    }
};

/// A block as sorted runs that do not touch. The functions below edit runs in an array that the
/// caller owns; `size` of them are valid, and there must be room for one more.
namespace blockruns {

/// Index of the first run that ends at or behind offset; runs.size() when there is none.
[[nodiscard]] size_t atOrAbove(std::span<const BlockRun> runs, int offset) noexcept;

BlockInsertion insert(BlockRun *runs, size_t size, int offset) noexcept;
BlockChange add(BlockRun *runs, size_t size, BlockRun range) noexcept;

/// Offset must be in one of the runs.
BlockChange remove(BlockRun *runs, size_t size, int offset) noexcept;

/// How many offsets of [first, last] are in the runs.
[[nodiscard]] int countIn(std::span<const BlockRun> runs, int first, int last) noexcept;

} // namespace blockruns

/// A block as one bit per number, for blocks whose runs would take more room than that: 8 KiB, plus
/// 128 bytes of sums that make counting in a range cheap.
class BlockBitmap
{
public:
    [[nodiscard]] bool test(int offset) const noexcept
    {
        return (m_words[word(offset)] & bit(offset)) != 0;
    }

    BlockInsertion insert(int offset) noexcept
    {
        if (test(offset))
            return {};
        m_words[word(offset)] |= bit(offset);
        ++m_sums[sum(offset)];
        return {.fresh = true,
                .below = offset > 0 && test(offset - 1),
                .above = offset < kLastBlockOffset && test(offset + 1)};
    }

    /// Offset must be present.
    void reset(int offset) noexcept
    {
        m_words[word(offset)] &= ~bit(offset);
        --m_sums[sum(offset)];
    }

    BlockChange add(BlockRun range) noexcept;

    [[nodiscard]] int countIn(int first, int last) const noexcept;

    /// The nearest present (absent) offset at or above this one; kBlockNumbers when there is none,
    /// or none up to the word that the limit is in.
    [[nodiscard]] int presentAtOrAbove(int offset, int limit = kLastBlockOffset) const noexcept;
    [[nodiscard]] int absentAtOrAbove(int offset) const noexcept;

    /// The nearest present offset at or below this one; -1 when there is none.
    [[nodiscard]] int presentAtOrBelow(int offset) const noexcept;

private:
    static constexpr int kBitsPerSum = 1024;

    static constexpr size_t word(int offset) noexcept { return static_cast<size_t>(offset) / 64; }
    static constexpr size_t sum(int offset) noexcept
    {
        return static_cast<size_t>(offset) / kBitsPerSum;
    }
    static constexpr quint64 bit(int offset) noexcept { return quint64{1} << (offset & 63); }

    std::array<quint64, kBlockNumbers / 64> m_words{};
    std::array<quint16, kBlockNumbers / kBitsPerSum> m_sums{};
};

} // namespace pushbench::ledger
