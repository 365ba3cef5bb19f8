// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timeaxis.h"

#include "ui/models/texts.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace pushbench::ui {

using namespace std::chrono_literals;
using std::chrono::microseconds;

namespace {

/// Steps that people count in.
constexpr std::array<microseconds, 24> kSteps{1ms,   2ms,  5ms,   10ms,  20ms, 50ms, 100ms, 200ms,
                                              500ms, 1s,   2s,    5s,    10s,  15s,  30s,   1min,
                                              2min,  5min, 10min, 30min, 1h,   2h,   6h,    24h};

microseconds stepFor(microseconds span, int most)
{
    for (const microseconds step : kSteps) {
        if (span / step <= most)
            return step;
    }
    const auto days = span / std::max(most, 1) / kSteps.back() + 1;
    return kSteps.back() * days;
}

QString textOf(WallTime time, microseconds step)
{
    if (step < 1s)
        return timeOfDay(time);
    return QDateTime::fromMSecsSinceEpoch(
               std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count())
        .time()
        .toString(QStringLiteral("HH:mm:ss"));
}

} // namespace

void NumberTimes::add(qint64 number, ExchangeNumber exchange, WallTime at)
{
    if (m_steps.empty()) {
        m_steps.push_back({number, exchange, at});
        return;
    }
    Step &last = m_steps.back();
    if (number <= last.number)
        return;
    if (exchange == last.exchange)
        last.number = number;
    else
        m_steps.push_back({number, exchange, std::max(at, last.at)});
}

std::optional<WallTime> NumberTimes::reached(qint64 number) const
{
    const auto step = std::ranges::lower_bound(m_steps, number, {}, &Step::number);
    return step == m_steps.end() ? std::nullopt : std::optional(step->at);
}

std::optional<qint64> NumberTimes::firstAfter(WallTime instant) const
{
    const auto step = std::ranges::upper_bound(m_steps, instant, {}, &Step::at);
    if (step == m_steps.end())
        return std::nullopt;
    return step == m_steps.begin() ? step->number : std::prev(step)->number + 1;
}

std::vector<TimeMark> timeMarks(const NumberTimes &times, const NumberWindow &window, int most)
{
    std::vector<TimeMark> marks;
    if (times.steps().empty())
        return marks;
    const std::optional<WallTime> first = times.reached(window.first());
    if (!first)
        return marks;
    const WallTime last = times.reached(window.last()).value_or(times.steps().back().at);
    const microseconds step = stepFor(last - *first, most);
    marks.push_back({window.first(), textOf(*first, step), false});
    const auto begin = first->time_since_epoch();
    for (WallTime at{begin - begin % step + step}; at <= last; at += step) {
        const std::optional<qint64> number = times.firstAfter(at);
        if (!number || *number > window.last())
            break;
        if (*number != marks.back().number) {
            marks.push_back({*number, textOf(at, step), false});
            continue;
        }
        if (*number == window.first())
            continue;
        // Several round times and no number between them: say how long nothing came.
        const WallTime before = times.reached(*number - 1).value_or(*first);
        const WallTime after = times.reached(*number).value_or(last);
        marks.back() = {*number, durationText(after - before), true};
    }
    return marks;
}

} // namespace pushbench::ui
