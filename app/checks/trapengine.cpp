// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checks/trapengine.h"

#include "core/checks/producer/agreement.h"

namespace pushbench::app {

void TrapEngine::run()
{
    Result<std::unique_ptr<ProducerTrial>> opened = ProducerTrial::open(m_plan.trial, m_clock);
    if (!opened) {
        end(opened.fault(), false, 0);
        return;
    }
    m_trial = std::move(opened).value();
    adopt(m_trial->session());
    ProducerTrap &trap = m_trial->trap();
    connect(&trap, &ProducerTrap::waiting, this,
            [this](const QByteArray &, const QString &what) { enter(what); });
    connect(&trap, &ProducerTrap::answered, this, &TrapEngine::awaitReturn);
    m_trial->listen([this](const Facts &facts) { Q_EMIT recorded(facts.records); });
    Q_EMIT began({.suite = checks::Suite::Producer,
                  .target = m_trial->url().toString(),
                  .token = m_plan.trial.consumer.intake.endpoints.front().tokens.front(),
                  .nextToken = m_plan.trial.nextToken,
                  .checks = m_plan.checks});
    const Result<> closed = m_trial->run();
    judge(true);
    const qint64 requests = m_trial->seen().exchanges;
    m_trial.reset();
    end(closed ? std::nullopt : std::optional(closed.fault()), m_cancelled, requests);
}

void TrapEngine::enter(const QString &what)
{
    judge(false);
    const ProducerTrap &trap = m_trial->trap();
    Q_EMIT waiting({.what = what,
                    .step = trap.step(),
                    .steps = trap.steps(),
                    .until = m_clock.now().wall + trap.left()});
}

void TrapEngine::awaitReturn(ExchangeNumber answered)
{
    const ProducerTrap &trap = m_trial->trap();
    Q_EMIT waiting(
        {.what = tr("exchange %1 was answered so; it has to come back now").arg(answered.value),
         .step = trap.step(),
         .steps = trap.steps(),
         .until = m_clock.now().wall + trap.left()});
}

/// As long as the run goes on, only what can be said: what is skipped as yet may still be seen.
void TrapEngine::judge(bool forGood)
{
    std::vector<checks::Entry> entries;
    for (auto &[spec, outcome] :
         checks::judgeAll(m_trial->seen(), m_plan.probing.selection, m_plan.extent)) {
        checks::Entry judgement = entry(spec, std::move(outcome));
        const checks::Status status = judgement.outcome.status;
        const bool open = status == checks::Status::Skip || status == checks::Status::Inconclusive;
        const auto told = m_told.find(spec.id);
        if (!forGood && (open || (told != m_told.end() && told->second == status)))
            continue;
        m_told[spec.id] = status;
        entries.push_back(std::move(judgement));
    }
    if (!entries.empty())
        Q_EMIT judged(entries);
}

void TrapEngine::cancel()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_trial)
                return;
            m_cancelled = true;
            m_trial->stop();
        },
        Qt::QueuedConnection);
}

} // namespace pushbench::app
