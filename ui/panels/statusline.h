// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/sessionmodels.h"

#include <QStatusBar>

#include <deque>

class QLabel;

namespace pushbench::ui {

/// The bottom line: what is going on right now, in six numbers.
class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(StatusLine)

    void setModels(const SessionModels &models);
    void setProducer(const ProducerState &state);
    void setSession(const SessionState &state);
    /// A new session counts from nothing.
    void restart();
    void tick(WallTime now);

private:
    struct Sample
    {
        WallTime at{};
        qint64 events = 0;
    };

    void updateHeld();

    QLabel *m_rate;
    QLabel *m_exchanges;
    QLabel *m_gaps;
    QLabel *m_lost;
    QLabel *m_held;
    QLabel *m_session;
    ProducerState m_producer;
    WallTime m_now{};
    qint64 m_events = 0;
    std::deque<Sample> m_samples;
};

/// Events per second between the first and the last sample of about a second.
[[nodiscard]] double eventRate(std::chrono::microseconds span, qint64 events);

} // namespace pushbench::ui
