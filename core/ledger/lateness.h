// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <optional>

namespace pushbench::ledger {

/// How late the events of a feed come, as a histogram of fixed size: eight steps to each doubling,
/// so that a percentile is at most an eighth too high.
class Lateness
{
public:
    /// Fewer say nothing about one in a hundred.
    static constexpr quint64 kFewest = 20;

    void note(std::chrono::milliseconds late) noexcept
    {
        ++m_counts[stepOf(quint64(std::max<qint64>(late.count(), 0)))];
        ++m_count;
    }

    /// 99 of 100 were no later; nullopt while there are too few.
    [[nodiscard]] std::optional<std::chrono::milliseconds> p99() const noexcept
    {
        if (m_count < kFewest)
            return std::nullopt;
        quint64 above = m_count / 100; // So many may be later.
        size_t step = m_counts.size() - 1;
        for (; step > 0 && m_counts[step] <= above; --step)
            above -= m_counts[step];
        return std::chrono::milliseconds(qint64(topOf(step)));
    }

private:
    static constexpr int kSteps = 8;

    static constexpr size_t stepOf(quint64 value) noexcept
    {
        if (value < kSteps)
            return size_t(value);
        const int doubling = int(std::bit_width(value)) - 4; // 8 to 15 is the first.
        return size_t(kSteps + doubling * kSteps) + size_t((value >> doubling) - kSteps);
    }
    /// The highest value of a step.
    static constexpr quint64 topOf(size_t step) noexcept
    {
        if (step < kSteps)
            return step;
        const size_t doubling = (step - kSteps) / kSteps;
        return ((quint64(kSteps + (step - kSteps) % kSteps + 1)) << doubling) - 1;
    }

    std::array<quint32, 62 * kSteps> m_counts{};
    quint64 m_count = 0;
};

} // namespace pushbench::ledger
