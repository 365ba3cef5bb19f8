// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/enginethread.h"
#include "core/ledger/records.h"
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

    /// Asked once everything else about a push is found sound.
    using Publishing = std::function<producer::Producer::Publish()>;

    /// Pushes events from where the settings say.
    void start(const ui::ProducerSettings &settings, journal::Journal &journal,
               const Publishing &publishing = {});
    void startFrom(const ui::ProducerSettings &settings,
                   std::unique_ptr<producer::EventSource> source, journal::Journal &journal,
                   const Publishing &publishing = {}, const QString &checkpoint = {});
    void sendBody(const ui::ProducerSettings &settings, const QByteArray &body,
                  journal::Journal &journal);
    /// The same events once more; says so when no push has begun that knows where to.
    [[nodiscard]] bool canPushAgain() const noexcept { return m_engine && !m_stopped; }
    void pushAgain(const std::vector<protocol::EntityEvent> &events);
    void pause();
    /// `by` says who wants it.
    void resume(const QString &by);
    void step();
    void stop();
    void shutDown();
    void poll();
    /// What was recorded, for saying which exchange it was that made the feed wait.
    void note(const ledger::Records &records);

    [[nodiscard]] const ui::ProducerState &state() const noexcept { return m_state; }

Q_SIGNALS:
    void changed(const pushbench::ui::ProducerState &state);
    void failed(const pushbench::Fault &fault);

private:
    void take(const producer::Vitals &vitals);
    [[nodiscard]] QString readingText(const producer::Vitals &vitals) const;
    [[nodiscard]] QString originOf(const producer::Wait &wait) const;

    const Clock &m_clock;
    std::unique_ptr<EngineThread<producer::Producer>> m_engine;
    ui::ProducerState m_state;
    std::shared_ptr<const journal::Exchange> m_setback; ///< The last that was not delivered.
    ui::ReadingSettings m_reading;                      ///< Empty when it reads no resource.
    QString m_notice;                                   ///< The last one of its source.
    SteadyTime m_noticed{};
    qint64 m_lastDelivered = 0;
    SteadyTime m_lastLook{};
    bool m_stopped = false;  ///< By the person, and not because it came to its end.
    bool m_finished = false; ///< Nothing of it is under way any more.
};

} // namespace pushbench::app
