// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/facts.h"
#include "core/checks/producer/producercheck.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace pushbench::app {

/// Leads a producer through the phases, by what its exchanges tell: when the answer of a phase was
/// given and the producer is back, or when it has not come for too long, the next one begins. Lives
/// on the thread that tells it facts.
class ProducerTrap final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProducerTrap)

public:
    /// Has the consumer answer the next request so.
    using Arm = std::function<void(const consumer::Reply &)>;

    ProducerTrap(std::chrono::milliseconds patience, Arm arm, QObject *parent = nullptr);

    void start();
    void take(const Facts &facts);

    /// With everything that was told until now.
    [[nodiscard]] checks::ProducerSeen seen() const;

Q_SIGNALS:
    /// What the producer has to do now.
    void waiting(const QByteArray &phase, const QString &what);
    /// The answer of the phase was given; from now on it is time for the producer to be back.
    void answered(pushbench::ExchangeNumber exchange);
    void finished();

private:
    void enter(size_t phase);
    void leave();
    void takeExchange(const ledger::ExchangeRecord &record);

    std::chrono::milliseconds m_patience;
    Arm m_arm;
    QTimer m_giveUp;
    size_t m_phase = 0;
    bool m_running = false;
    int m_taken = 0;   ///< Healthy phases: requests that were accepted.
    QByteArray m_body; ///< Of what was answered as the phase says.
    checks::ProducerSeen m_seen;
};

} // namespace pushbench::app
