// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/strip.h"

#include <algorithm>

namespace pushbench::ledger {
namespace {

/// Wide enough for 2^63 numbers times the columns of any screen.
__extension__ using Wide = unsigned __int128;

bool occurs(const SequenceSet &set, NumberRange range)
{
    const std::optional<qint64> at = set.atOrAbove(range.first);
    return at && *at <= range.last;
}

StripCell cellOf(const FeedBook &book, NumberRange range)
{
    StripCell cell;
    const quint64 received = book.received().countIn(range.first, range.last);
    if (received > 0) {
        cell.states |= StripReceived;
        const Wide share = Wide(received) * 255 / range.length();
        cell.density = static_cast<quint8>(std::max<Wide>(share, 1));
    }
    const NumberRange inside{std::max(range.first, book.first().value),
                             std::min(range.last, book.last().value)};
    if (!book.isEmpty() && inside.first <= inside.last && received < inside.length())
        cell.states |= StripOpen;
    if (occurs(book.late(), range))
        cell.states |= StripLate;
    if (occurs(book.duplicates(), range))
        cell.states |= StripDuplicate;
    if (occurs(book.conflicts(), range))
        cell.states |= StripConflict;
    return cell;
}

} // namespace

std::vector<StripCell> stripColumns(const FeedBook &book, protocol::Sequence first,
                                    protocol::Sequence last, int columns)
{
    std::vector<StripCell> cells;
    if (columns <= 0 || first > last || first.value < 0)
        return cells;
    const quint64 numbers = NumberRange{first.value, last.value}.length();
    const quint64 count = std::min(numbers, quint64(columns));
    cells.reserve(size_t(count));
    const auto edge = [&first, numbers, count](quint64 column) {
        return first.value + static_cast<qint64>(Wide(numbers) * column / count);
    };
    for (quint64 column = 0; column < count; ++column) {
        const qint64 end = column + 1 == count ? last.value : edge(column + 1) - 1;
        cells.push_back(cellOf(book, {edge(column), end}));
    }
    return cells;
}

} // namespace pushbench::ledger
