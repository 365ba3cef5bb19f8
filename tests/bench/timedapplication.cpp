// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/timedapplication.h"

#include <QEvent>
#include <QThread>

#include <algorithm>
#include <ctime>

namespace pushbench::bench {
namespace {

using namespace std::chrono_literals;

TimedApplication::Duration processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

TimedApplication::Duration at(std::vector<TimedApplication::Duration> &durations, double share)
{
    if (durations.empty())
        return {};
    const auto nth = durations.begin() + qsizetype(double(durations.size() - 1) * share);
    std::nth_element(durations.begin(), nth, durations.end());
    return *nth;
}

} // namespace

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    // Other threads' events come by here, too.
    if (QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    Stretch stretch{.type = event->type(), .receiver = receiver->metaObject()->className()};
    const auto began = std::chrono::steady_clock::now();
    const Duration processor = processorTime();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    stretch.wall = std::chrono::steady_clock::now() - began;
    stretch.processor = processorTime() - processor;
    if (stretch.wall >= 50us)
        m_stretches.push_back(std::move(stretch));
    return handled;
}

TimedApplication::Figures TimedApplication::take()
{
    std::vector<Duration> all;
    std::vector<Duration> frames;
    Figures figures{.events = m_stretches.size()};
    for (const Stretch &stretch : m_stretches) {
        all.push_back(stretch.wall);
        if (stretch.type == QEvent::UpdateRequest)
            frames.push_back(stretch.wall);
        if (stretch.wall > figures.longest.wall)
            figures.longest = stretch;
        if (stretch.processor > figures.longestProcessor.processor)
            figures.longestProcessor = stretch;
    }
    figures.median = at(all, 0.5);
    figures.p99 = at(all, 0.99);
    figures.frames = frames.size();
    figures.frameMedian = at(frames, 0.5);
    figures.frameP99 = at(frames, 0.99);
    m_stretches.clear();
    return figures;
}

} // namespace pushbench::bench
