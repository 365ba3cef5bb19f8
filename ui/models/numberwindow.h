// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace pushbench::ui {

/// The stretch of a feed's number space that the strip shows. All arithmetic is in integers: the
/// ends are exact at any zoom, up to both ends of int64.
class NumberWindow
{
public:
    /// The numbers from first to last, both included; at least one.
    NumberWindow(qint64 first, qint64 last);
    NumberWindow() = default;

    [[nodiscard]] qint64 first() const noexcept { return m_first; }
    [[nodiscard]] qint64 last() const noexcept { return m_last; }
    /// How many numbers; at most 2^63.
    [[nodiscard]] quint64 size() const noexcept { return quint64(m_last) - quint64(m_first) + 1; }

    /// The first number of cell `index` when the window is cut into `cells` of them, with
    /// cells <= size(). Cell `cells` would begin behind the window.
    [[nodiscard]] qint64 cellStart(int index, int cells) const;

    /// Where a number begins, in pixels of a window that is `width` wide. For painting only.
    [[nodiscard]] double pixelOf(qint64 number, double width) const;
    /// The number at a pixel; outside the window, the nearest end.
    [[nodiscard]] qint64 numberAt(double pixel, double width) const;

    /// The window with `factor` times as many numbers, in which the number at `pixel` keeps its
    /// place; inside `bounds`, never fewer than kFewestNumbers of them.
    [[nodiscard]] NumberWindow zoomed(double factor, double pixel, double width,
                                      const NumberWindow &bounds) const;

    /// Moved by so many numbers, as far as the bounds allow.
    [[nodiscard]] NumberWindow moved(double numbers, const NumberWindow &bounds) const;

    /// So many numbers (or all that there are) around a number.
    [[nodiscard]] static NumberWindow around(qint64 number, quint64 size,
                                             const NumberWindow &bounds);

    friend bool operator==(const NumberWindow &, const NumberWindow &) = default;

    static constexpr quint64 kFewestNumbers = 12;

private:
    [[nodiscard]] static NumberWindow placed(qint64 first, quint64 size,
                                             const NumberWindow &bounds);

    qint64 m_first = 1;
    qint64 m_last = 1;
};

/// Round numbers inside the window for its axis: a power of ten times 1, 2 or 5 apart, at most
/// `most` of them.
[[nodiscard]] std::vector<qint64> axisTicks(const NumberWindow &window, int most);

} // namespace pushbench::ui
