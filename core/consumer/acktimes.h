// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <chrono>

#include <QtGlobal>

namespace pushbench::consumer {

/// What a distribution of times comes to. All zero without a sample.
struct AckFigures
{
    qint64 count = 0;
    std::chrono::microseconds median{};
    std::chrono::microseconds p99{};
    std::chrono::microseconds max{};

    friend bool operator==(const AckFigures &, const AckFigures &) = default;
};

/// How long answers took, from a request's last byte to the answer's leaving (RCP028-R19): a
/// histogram of a fixed size, however many there are. Each octave has kSteps steps, so that a rank
/// is told at most 1/kSteps too large; the largest is exact. A value without IO.
class AckTimes
{
public:
    void add(std::chrono::microseconds time) noexcept;
    void merge(const AckTimes &others) noexcept;
    void clear() noexcept { *this = {}; }

    /// By the nearest rank: of two, the slower one stands for the 99th percentile.
    [[nodiscard]] AckFigures figures() const noexcept;

private:
    static constexpr int kStepBits = 5;
    static constexpr int kSteps = 1 << kStepBits;
    static constexpr int kOctaves = 33; ///< Beyond some 3 days all are alike.

    [[nodiscard]] static size_t slotOf(quint64 micros) noexcept;
    [[nodiscard]] static quint64 largestIn(size_t slot) noexcept;
    [[nodiscard]] std::chrono::microseconds atRank(qint64 rank) const noexcept;

    std::array<qint64, size_t(kOctaves + 1) * kSteps> m_slots{};
    qint64 m_count = 0;
    std::chrono::microseconds m_max{};
};

} // namespace pushbench::consumer
