// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/checks/checkplan.h"
#include "app/session.h"

#include <atomic>

namespace pushbench::app {

/// One run of a suite with a session of its own, on a thread of its own, which it may block.
class CheckEngine : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckEngine)

public:
    CheckEngine(CheckPlan plan, const Clock &clock);

    /// On the engine's thread; ended() follows, some time or at once.
    virtual void run() = 0;
    /// Callable from any thread.
    virtual void cancel() = 0;

Q_SIGNALS:
    /// Exchanges can be fetched from it while it grows, and as long as somebody holds it.
    void opened(const std::shared_ptr<pushbench::app::Session> &session);
    void began(const pushbench::ui::CheckStart &start);
    void judged(const std::vector<pushbench::checks::Entry> &entries);
    /// What a proof of the checks came to beside them.
    void proven(const pushbench::checks::Proof &proof);
    /// What its books say of the exchanges.
    void recorded(const pushbench::ledger::Records &records);
    void waiting(const pushbench::ui::CheckWait &wait);
    void ended(const pushbench::ui::CheckEnd &end);

protected:
    /// Of a session that brings no facts. False when ended() has said why not.
    [[nodiscard]] bool open();
    /// One that was opened otherwise is told of.
    void adopt(std::shared_ptr<Session> session);
    void end(std::optional<Fault> fault, bool cancelled, qint64 requests,
             const QString &conditions = {});
    [[nodiscard]] checks::Entry entry(const checks::CheckSpec &spec, checks::Outcome outcome) const;

    CheckPlan m_plan;
    const Clock &m_clock;
    std::shared_ptr<Session> m_session;
    SteadyTime m_began{};
};

/// Probes a consumer or a resource. Blocks its thread until the end.
class ProbeEngine final : public CheckEngine
{
    Q_OBJECT

public:
    using CheckEngine::CheckEngine;

    void run() override;
    void cancel() override { m_cancelled = true; }

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace pushbench::app
