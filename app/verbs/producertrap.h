// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/facts.h"
#include "core/checks/producer/producercheck.h"

#include <QObject>
#include <QTimer>

#include <deque>
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
    /// What the consumer can be made to do.
    struct Hands
    {
        std::function<void(const consumer::Reply &)> answerNext; ///< One request, so.
        std::function<void()> refuseToken; ///< That the producer came with, from now on.
    };

    struct Config
    {
        checks::Lead lead{};
        std::chrono::milliseconds patience{};
        checks::Profile profile{};
        Secret token{};     ///< That the producer was given.
        Secret nextToken{}; ///< And the one to go on with; empty: it was given none.
    };

    ProducerTrap(const Config &config, Hands hands, QObject *parent = nullptr);

    /// How many phases there are.
    [[nodiscard]] int steps() const noexcept { return int(m_phases.size()); }
    /// The one that is under way, from 1, and until when it waits at the most.
    [[nodiscard]] int step() const noexcept { return int(m_phase) + 1; }
    [[nodiscard]] std::chrono::milliseconds left() const
    {
        return m_giveUp.remainingTimeAsDuration();
    }

    void start();
    void take(const Facts &facts);

    /// What came of the call that resumeWanted() asked for.
    void resumed(const checks::ResumeSeen &call);

    /// With everything that was told until now.
    [[nodiscard]] checks::ProducerSeen seen() const;

Q_SIGNALS:
    /// What the producer has to do now.
    void waiting(const QByteArray &phase, const QString &what);
    /// The producer has to be called (RCP028-R18); resumed() is waited for.
    void resumeWanted();
    /// The answer of the phase was given; from now on it is time for the producer to be back.
    void answered(pushbench::ExchangeNumber exchange);
    void finished();

private:
    void enter(size_t phase);
    void leave();
    void giveUp();
    void callProducer(bool halted);
    void takeExchange(const ledger::ExchangeRecord &record);
    void takeHealthy(const journal::Exchange &exchange, checks::PhaseSeen &seen);
    void takeResumed(const ledger::ExchangeRecord &record);
    void takeSlow(const ledger::ExchangeRecord &record, checks::PhaseSeen &seen);
    void takeRotating(const journal::Exchange &exchange, checks::PhaseSeen &seen);

    /// A request that was answered while another one waited: what is remembered of it.
    struct Passing
    {
        ExchangeNumber exchange;
        WallTime began{};
        protocol::Sequence first{};
        protocol::Sequence last{};
        bool accepted = false;
    };
    void takeCopy(const Passing &passing, checks::PhaseSeen &seen);

    std::chrono::milliseconds m_patience;
    Secret m_token;
    Secret m_nextToken;
    Hands m_hands;
    std::vector<checks::Phase> m_phases;
    QTimer m_giveUp;
    QTimer m_quiet; ///< Until a feed that got its halting answer counts as stopped.
    size_t m_phase = 0;
    bool m_running = false;
    int m_taken = 0;                  ///< Healthy phases: requests that were accepted.
    QByteArray m_body;                ///< Of what was answered as the phase says.
    std::deque<Passing> m_passing;    ///< Slow phases: what came meanwhile, the latest of it.
    protocol::Sequence m_slowFirst{}; ///< Slow phases: the first event of what was answered late.
    std::optional<checks::ResumeCall> m_resume;
    bool m_called = false;  ///< In this phase.
    bool m_halted = false;  ///< The feed had stopped when the producer was called.
    bool m_awaited = false; ///< The call was answered, and no events came since.
    checks::ProducerSeen m_seen;
};

} // namespace pushbench::app
