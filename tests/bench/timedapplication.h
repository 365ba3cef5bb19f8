// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>

#include <chrono>
#include <vector>

namespace pushbench::bench {

/// Measures everything that the window's thread does, event by event: for how long nothing else
/// could be done. Beside the time on the wall stands that of the processor, because a machine with
/// other work to do takes the processor away.
class TimedApplication final : public QApplication
{
public:
    using Duration = std::chrono::nanoseconds;

    struct Stretch
    {
        Duration wall{};
        Duration processor{};
        int type = 0;          ///< QEvent::Type
        QByteArray receiver{}; ///< Its class.
    };

    struct Figures
    {
        size_t events = 0;
        Duration median{};
        Duration p99{}; ///< Of the events that took 50 µs and more: ticks and wheels say nothing.
        Stretch longest{};          ///< By the wall.
        Stretch longestProcessor{}; ///< By the processor.
        size_t frames = 0;
        Duration frameMedian{}; ///< Of paintings of the window, by the wall.
        Duration frameP99{};
    };

    TimedApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {
    }

    bool notify(QObject *receiver, QEvent *event) override;

    /// Of what happened since the last call.
    [[nodiscard]] Figures take();

private:
    std::vector<Stretch> m_stretches;
    int m_depth = 0;
};

} // namespace pushbench::bench
