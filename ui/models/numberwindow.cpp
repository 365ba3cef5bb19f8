// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/numberwindow.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pushbench::ui {
namespace {

/// Rounds a count that a double holds; beyond 2^63 it is cut.
quint64 toCount(double value)
{
    if (!(value > 0))
        return 0;
    return value >= 9.2e18 ? quint64(1) << 63 : quint64(std::llround(value));
}

} // namespace

NumberWindow::NumberWindow(qint64 first, qint64 last)
    : m_first(first)
    , m_last(std::max(first, last))
{
}

qint64 NumberWindow::cellStart(int index, int cells) const
{
    const quint64 whole = size() / quint64(cells);
    const quint64 rest = size() % quint64(cells);
    const quint64 i = quint64(index);
    return qint64(quint64(m_first) + i * whole + i * rest / quint64(cells));
}

double NumberWindow::pixelOf(qint64 number, double width) const
{
    const double offset = number >= m_first ? double(quint64(number) - quint64(m_first))
                                            : -double(quint64(m_first) - quint64(number));
    return offset * width / double(size());
}

qint64 NumberWindow::numberAt(double pixel, double width) const
{
    const double offset = std::floor(std::clamp(pixel / width, 0.0, 1.0) * double(size()));
    const quint64 step = std::min(offset >= 9.2e18 ? size() - 1 : quint64(offset), size() - 1);
    return qint64(quint64(m_first) + step);
}

NumberWindow NumberWindow::placed(qint64 first, quint64 size, const NumberWindow &bounds)
{
    if (size >= bounds.size())
        return bounds;
    const qint64 latest = qint64(quint64(bounds.m_last) - size + 1);
    const qint64 start = std::clamp(first, bounds.m_first, latest);
    return {start, qint64(quint64(start) + size - 1)};
}

NumberWindow NumberWindow::zoomed(double factor, double pixel, double width,
                                  const NumberWindow &bounds) const
{
    const double share = std::clamp(pixel / width, 0.0, 1.0);
    const quint64 fewest = std::min(kFewestNumbers, bounds.size());
    quint64 wanted = std::clamp(toCount(double(size()) * factor), fewest, bounds.size());
    // Rounding must not swallow a step of the wheel when only few numbers are left.
    if (factor < 1 && wanted == size() && wanted > fewest)
        --wanted;
    if (factor > 1 && wanted == size() && wanted < bounds.size())
        ++wanted;
    const qint64 fixed = numberAt(pixel, width);
    const quint64 before = std::min(toCount(share * double(wanted)), wanted - 1);
    const quint64 room = quint64(fixed) - quint64(bounds.m_first);
    const qint64 start = before > room ? bounds.m_first : qint64(quint64(fixed) - before);
    return placed(start, wanted, bounds);
}

NumberWindow NumberWindow::moved(double numbers, const NumberWindow &bounds) const
{
    const quint64 step = toCount(std::abs(numbers));
    const quint64 room = numbers < 0 ? quint64(m_first) - quint64(bounds.m_first)
                                     : quint64(bounds.m_last) - quint64(m_last);
    const quint64 by = std::min(step, room);
    const quint64 start = numbers < 0 ? quint64(m_first) - by : quint64(m_first) + by;
    return placed(qint64(start), size(), bounds);
}

NumberWindow NumberWindow::around(qint64 number, quint64 size, const NumberWindow &bounds)
{
    const quint64 half = size / 2;
    const quint64 room = number > bounds.m_first ? quint64(number) - quint64(bounds.m_first) : 0;
    const qint64 start = half > room ? bounds.m_first : qint64(quint64(number) - half);
    return placed(start, std::max<quint64>(size, 1), bounds);
}

std::vector<qint64> axisTicks(const NumberWindow &window, int most)
{
    if (most < 1)
        return {};
    const quint64 fair = std::max<quint64>(window.size() / quint64(most), 1);
    quint64 power = 1;
    while (fair / power >= 10)
        power *= 10;
    const quint64 lead = fair / power + (fair % power ? 1 : 0);
    const quint64 step = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    std::vector<qint64> ticks;
    const quint64 first = quint64(std::max<qint64>(window.first(), 0));
    quint64 tick = first % step ? first - first % step + step : first;
    while (tick <= quint64(window.last()) && tick >= first) {
        ticks.push_back(qint64(tick));
        tick += step; // step is at most 10^19 - beyond 2^63 the loop ends above
    }
    return ticks;
}

} // namespace pushbench::ui
