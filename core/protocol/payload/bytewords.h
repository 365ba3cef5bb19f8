// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtEndian>

#include <cstring>

namespace pushbench::protocol {

/// Eight bytes of a text at a time, the first in the lowest place: events have many short texts,
/// and calling a library function for each costs more than its work.
inline constexpr qsizetype kWord = 8;
inline constexpr quint64 kEach = 0x0101010101010101;
inline constexpr quint64 kHighBits = 0x80 * kEach;

/// All eight bytes must be readable.
[[nodiscard]] inline quint64 wordAt(const char *at) noexcept
{
    return qFromLittleEndian<quint64>(at);
}

/// Marks of a word have meaning in the high bits of its bytes only, and the lowest of them is
/// right: behind it others may show that are none.
[[nodiscard]] constexpr quint64 marksOf(quint64 word, char sought) noexcept
{
    const quint64 zero = word ^ kEach * static_cast<uchar>(sought);
    return (zero - kEach) & ~zero;
}

/// Control characters; what is no ASCII is none.
[[nodiscard]] constexpr quint64 marksOfControls(quint64 word) noexcept
{
    return (word - kEach * ' ') & ~word;
}

[[nodiscard]] inline bool areEqual(const char *a, const char *b, qsizetype size) noexcept
{
    if (size < kWord)
        return std::memcmp(a, b, size_t(size)) == 0;
    for (qsizetype at = 0; at + kWord < size; at += kWord) {
        if (wordAt(a + at) != wordAt(b + at))
            return false;
    }
    return wordAt(a + size - kWord) == wordAt(b + size - kWord);
}

} // namespace pushbench::protocol
