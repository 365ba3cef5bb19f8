// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/records/recordfeed.h"
#include "app/session.h"
#include "app/verbs/producertrap.h"
#include "app/verbs/resumecaller.h"
#include "app/version.h"
#include "core/consumer/consumer.h"

#include <QEventLoop>

namespace pushbench::app {

struct ProducerTrialConfig
{
    consumer::Config consumer{}; ///< The first token of its endpoint is the producer's.
    Secret nextToken{};          ///< That it goes on with; empty: it was given none.
    checks::Lead lead{};         ///< Whether there is a next token is filled in.
    std::chrono::milliseconds patience{30'000}; ///< With a producer that does not come.
    std::chrono::milliseconds timeLimit{300'000};
    consumer::PolitenessConfig politeness{};
    checks::Profile profile{};
    QString session{}; ///< Empty: a temporary file that goes with the session.
    QByteArray program = "pushbench-cli " PUSHBENCH_VERSION;
};

/// Leads one producer through the phases: a session, a consumer, and the trap that arms it. Lives
/// on the thread that opened it, and has an event loop of its own there.
class ProducerTrial final
{
    Q_DISABLE_COPY_MOVE(ProducerTrial)

public:
    /// Listens when it returns. The clock outlives it.
    [[nodiscard]] static Result<std::unique_ptr<ProducerTrial>> open(ProducerTrialConfig config,
                                                                     const Clock &clock);
    ~ProducerTrial();

    /// Where the producer pushes to.
    [[nodiscard]] const QUrl &url() const noexcept { return m_url; }
    /// For its signals.
    [[nodiscard]] ProducerTrap &trap() noexcept { return m_trap; }
    /// Is told what the books say, behind the trap.
    void listen(RecordFeed::Visitor visitor) { m_visitor = std::move(visitor); }

    /// Until the last phase is over, time is up, or it is stopped. What was recorded is on disk
    /// then.
    [[nodiscard]] Result<> run();
    void stop();

    [[nodiscard]] checks::ProducerSeen seen() const { return m_trap.seen(); }
    /// It may outlive the trial.
    [[nodiscard]] const std::shared_ptr<Session> &session() const noexcept { return m_session; }

private:
    explicit ProducerTrial(const ProducerTrialConfig &config);

    std::chrono::milliseconds m_timeLimit;
    RecordFeed::Visitor m_visitor;
    ProducerTrap m_trap;
    RecordFeed m_feed;
    std::shared_ptr<Session> m_session;
    std::unique_ptr<EngineThread<consumer::Consumer>> m_consumer;
    std::optional<ResumeCaller> m_caller;
    QUrl m_url;
    QEventLoop m_loop;
    bool m_ended = false;
};

} // namespace pushbench::app
