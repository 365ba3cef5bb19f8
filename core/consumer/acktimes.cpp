// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/acktimes.h"

#include <algorithm>
#include <bit>

namespace pushbench::consumer {

/// Below kSteps each microsecond has a slot of its own; above, the leading bits choose the octave
/// and the next kStepBits the step in it.
size_t AckTimes::slotOf(quint64 micros) noexcept
{
    if (micros < quint64(kSteps))
        return size_t(micros);
    const int octave = int(std::bit_width(micros)) - kStepBits; // From 1 up.
    if (octave > kOctaves)
        return size_t(kOctaves + 1) * kSteps - 1;
    const size_t step = size_t(micros >> (octave - 1)) - kSteps;
    return size_t(octave) * kSteps + step;
}

quint64 AckTimes::largestIn(size_t slot) noexcept
{
    const size_t octave = slot / kSteps;
    const quint64 step = slot % kSteps;
    return octave == 0 ? step : ((kSteps + step + 1) << (octave - 1)) - 1;
}

void AckTimes::add(std::chrono::microseconds time) noexcept
{
    time = std::max(time, std::chrono::microseconds(0));
    ++m_slots[slotOf(quint64(time.count()))];
    ++m_count;
    m_max = std::max(m_max, time);
}

void AckTimes::merge(const AckTimes &others) noexcept
{
    if (others.m_count == 0)
        return;
    for (size_t slot = 0; slot < m_slots.size(); ++slot)
        m_slots[slot] += others.m_slots[slot];
    m_count += others.m_count;
    m_max = std::max(m_max, others.m_max);
}

std::chrono::microseconds AckTimes::atRank(qint64 rank) const noexcept
{
    qint64 passed = 0;
    for (size_t slot = 0; slot < m_slots.size(); ++slot) {
        passed += m_slots[slot];
        if (passed >= rank && slot + 1 < m_slots.size())
            return std::min(std::chrono::microseconds(qint64(largestIn(slot))), m_max);
    }
    return m_max; // The last slot has no end.
}

AckFigures AckTimes::figures() const noexcept
{
    if (m_count == 0)
        return {};
    // ceil(share * count) in whole numbers.
    return {.count = m_count,
            .median = atRank((m_count + 1) / 2),
            .p99 = atRank(m_count - m_count / 100),
            .max = m_max};
}

} // namespace pushbench::consumer
