// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/enginethread.h"
#include "core/producer/generator.h"
#include "core/producer/producer.h"
#include "ui/bench.h"

namespace pushbench::app {

/// The window's producer: starts, holds and ends a feed, and says what it does and why. On the
/// window's thread.
class ProducerHalf final : public QObject
{
    Q_OBJECT

public:
    explicit ProducerHalf(const Clock &clock, QObject *parent = nullptr);

    /// Pushes generated events, or those of a file.
    void start(const ui::ProducerSettings &settings, journal::Journal &journal);
    void startFrom(const ui::ProducerSettings &settings,
                   std::unique_ptr<producer::EventSource> source, journal::Journal &journal);
    void sendBody(const ui::ProducerSettings &settings, const QByteArray &body,
                  journal::Journal &journal);
    void pause();
    void resume();
    void step();
    void stop();
    void shutDown();
    void poll();

    [[nodiscard]] const ui::ProducerState &state() const noexcept { return m_state; }

Q_SIGNALS:
    void changed(const pushbench::ui::ProducerState &state);
    void failed(const pushbench::Fault &fault);

private:
    void take(const producer::Vitals &vitals);

    const Clock &m_clock;
    std::unique_ptr<EngineThread<producer::Producer>> m_engine;
    ui::ProducerState m_state;
    qint64 m_lastDelivered = 0;
    SteadyTime m_lastLook{};
    bool m_stopped = false;  ///< By the person, and not because it came to its end.
    bool m_finished = false; ///< Nothing of it is under way any more.
};

} // namespace pushbench::app
