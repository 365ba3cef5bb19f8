// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/progress.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace pushbench::producer {

qint64 settledEvents(const Progress &progress)
{
    return std::accumulate(
        progress.ahead.begin(), progress.ahead.end(), progress.position,
        [](qint64 sum, const Progress::Ahead &run) { return sum + run.last - run.first + 1; });
}

bool isInHole(const std::vector<Hole> &holes, protocol::Sequence sequence)
{
    const auto behind = std::ranges::upper_bound(holes, sequence, {}, &Hole::first);
    return behind != holes.begin() && sequence <= std::prev(behind)->last;
}

ProgressLog::ProgressLog(Progress from)
    : m_progress(std::move(from))
{
    for (const Progress::Ahead &run : m_progress.ahead)
        m_ahead.emplace(m_progress.position + run.first,
                        Run{m_progress.position + run.last, run.sequence});
    m_progress.ahead.clear();
    m_progress.holes.clear();
}

protocol::Sequence ProgressLog::later(protocol::Sequence a, protocol::Sequence b) const
{
    return m_progress.ascending ? std::max(a, b) : b;
}

void ProgressLog::settle(qint64 position, protocol::Sequence sequence)
{
    if (position == m_progress.position) {
        m_progress.position = position + 1;
        m_progress.sequence = later(m_progress.sequence, sequence);
        const auto behind = m_ahead.find(position + 1);
        if (behind != m_ahead.end()) {
            m_progress.position = behind->second.last + 1;
            m_progress.sequence = later(m_progress.sequence, behind->second.sequence);
            m_ahead.erase(behind);
        }
        return;
    }
    // Out of order: a run of its own, joined with its neighbours.
    Run run{position, sequence};
    const auto after = m_ahead.lower_bound(position);
    if (after != m_ahead.end() && after->first == position + 1) {
        run = {after->second.last, later(sequence, after->second.sequence)};
        m_ahead.erase(after);
    }
    const auto next = m_ahead.lower_bound(position);
    if (next != m_ahead.begin() && std::prev(next)->second.last == position - 1)
        std::prev(next)->second = {run.last, later(std::prev(next)->second.sequence, run.sequence)};
    else
        m_ahead.emplace(position, run);
}

Progress ProgressLog::progress() const
{
    Progress progress = m_progress;
    for (const auto &[first, run] : m_ahead)
        progress.ahead.push_back(
            {first - progress.position, run.last - progress.position, run.sequence});
    return progress;
}

} // namespace pushbench::producer
