// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timing.h"

#include "ui/models/texts.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>

namespace pushbench::ui {
namespace {

const char *label(TimingBar::Kind kind, Side side, bool tls)
{
    const bool ours = side != Side::Consumer;
    switch (kind) {
    case TimingBar::Kind::Connect:
        return tls ? QT_TRANSLATE_NOOP("Timing", "connect, TLS")
                   : QT_TRANSLATE_NOOP("Timing", "connect");
    case TimingBar::Kind::Send:
        return ours ? QT_TRANSLATE_NOOP("Timing", "sent")
                    : QT_TRANSLATE_NOOP("Timing", "request read");
    case TimingBar::Kind::Wait:
        return QT_TRANSLATE_NOOP("Timing", "first byte");
    case TimingBar::Kind::Receive:
        return ours ? QT_TRANSLATE_NOOP("Timing", "answer read")
                    : QT_TRANSLATE_NOOP("Timing", "answered");
    case TimingBar::Kind::Hold:
        return QT_TRANSLATE_NOOP("Timing", "waited");
    }
    return "";
}

} // namespace

std::vector<TimingBar> timingBars(const journal::Exchange &exchange)
{
    return timingBars(exchange.timings, exchange.side, !exchange.tls.isEmpty());
}

std::vector<TimingBar> timingBars(const journal::Timings &timings, Side side, bool tls)
{
    const std::pair<TimingBar::Kind, journal::Timings::Offset> stations[]{
        {TimingBar::Kind::Connect, timings.connected},
        {TimingBar::Kind::Send, timings.requestDone},
        {TimingBar::Kind::Wait, timings.firstByte},
        {TimingBar::Kind::Receive, timings.done},
    };
    std::vector<TimingBar> bars;
    std::chrono::microseconds from{};
    for (const auto &[kind, station] : stations) {
        if (!station)
            continue;
        const std::chrono::microseconds to = std::max(*station, from);
        bars.push_back({kind, from, to,
                        QCoreApplication::translate("Timing", label(kind, side, tls)) % u' '
                            % milliseconds(to - from)});
        from = to;
    }
    return bars;
}

} // namespace pushbench::ui
