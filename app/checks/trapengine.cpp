// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checks/trapengine.h"

namespace pushbench::app {

TrapEngine::TrapEngine(CheckPlan plan, const Clock &clock)
    : CheckEngine(std::move(plan), clock)
    , m_facts(std::make_shared<Inbox<Facts>>(
          [this] { QMetaObject::invokeMethod(this, &TrapEngine::drain, Qt::QueuedConnection); }))
{
}

TrapEngine::~TrapEngine()
{
    m_facts->close();
}

void TrapEngine::run()
{
    if (!open([box = m_facts](Facts facts) { box->post(std::move(facts)); }))
        return;
    m_trap = std::make_unique<ProducerTrap>(
        checks::producerPhases(), m_plan.patience, m_plan.probing.profile,
        [this](const consumer::Reply &reply) {
            m_consumer->post(
                [running = m_consumer->engine(), reply] { running->forceNext(reply, 1); });
        });
    connect(m_trap.get(), &ProducerTrap::waiting, this, &TrapEngine::enter);
    connect(m_trap.get(), &ProducerTrap::answered, this, &TrapEngine::awaitReturn);
    connect(m_trap.get(), &ProducerTrap::finished, this, &TrapEngine::stop);
    const Result<> listening = listen();
    if (!listening) {
        m_consumer.reset();
        end(listening.fault(), false, 0);
        return;
    }
    m_trap->start();
}

Result<> TrapEngine::listen()
{
    m_consumer = std::make_unique<EngineThread<consumer::Consumer>>(
        QStringLiteral("trap"),
        std::make_unique<consumer::Consumer>(m_plan.trap, m_clock, m_session->journal()));
    consumer::Consumer *running = m_consumer->engine();
    const Result<> started = m_consumer->call([running] { return running->start(); });
    if (!started)
        return started;
    connect(running, &consumer::Consumer::stopped, this, &TrapEngine::conclude);
    Q_EMIT began({.suite = checks::Suite::Producer,
                  .target = m_consumer->call([running] { return running->url(); }).toString(),
                  .token = m_plan.trap.intake.endpoints.front().tokens.front(),
                  .checks = m_plan.checks});
    return {};
}

void TrapEngine::enter(const QByteArray &phase, const QString &what)
{
    judgeSoFar();
    const std::vector<checks::Phase> phases = checks::producerPhases();
    const auto at = std::ranges::find(phases, QByteArrayView(phase), &checks::Phase::name);
    m_wait = {.what = what,
              .step = int(at - phases.begin()) + 1,
              .steps = int(phases.size()),
              .until = m_clock.now().wall + m_plan.patience};
    Q_EMIT waiting(m_wait);
}

void TrapEngine::awaitReturn(ExchangeNumber answered)
{
    m_wait.what = tr("exchange %1 was answered so; it has to come back now").arg(answered.value);
    m_wait.until = m_clock.now().wall + m_plan.patience;
    Q_EMIT waiting(m_wait);
}

void TrapEngine::drain()
{
    for (const Facts &facts : m_facts->drain()) {
        Q_EMIT recorded(facts.records);
        m_trap->take(facts);
    }
}

/// Only what can be said: what is skipped as yet may still be seen.
void TrapEngine::judgeSoFar()
{
    const checks::ProducerSeen seen = m_trap->seen();
    std::vector<checks::Entry> entries;
    for (const checks::ProducerCheck &check : checks::producerChecks()) {
        if (!m_plan.probing.selection.takes(check.spec.id))
            continue;
        checks::Entry judgement = entry(check.spec, checks::judge(check, seen));
        const checks::Status status = judgement.outcome.status;
        if (status == checks::Status::Skip || status == checks::Status::Inconclusive)
            continue;
        const auto told = m_told.find(check.spec.id);
        if (told != m_told.end() && told->second == status)
            continue;
        m_told[check.spec.id] = status;
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
            m_cancelled = !m_stopping;
            stop();
        },
        Qt::QueuedConnection);
}

void TrapEngine::stop()
{
    if (m_consumer && !std::exchange(m_stopping, true))
        m_consumer->post([running = m_consumer->engine()] { running->stop(); });
}

void TrapEngine::conclude()
{
    m_consumer.reset();
    const Result<> closed = m_session->close();
    drain();
    const checks::ProducerSeen seen = m_trap->seen();
    std::vector<checks::Entry> entries;
    for (const checks::ProducerCheck &check : checks::producerChecks()) {
        if (m_plan.probing.selection.takes(check.spec.id))
            entries.push_back(entry(check.spec, checks::judge(check, seen)));
    }
    Q_EMIT judged(entries);
    end(closed ? std::nullopt : std::optional(closed.fault()), m_cancelled, seen.exchanges);
}

} // namespace pushbench::app
