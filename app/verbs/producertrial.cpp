// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/producertrial.h"

#include "app/version.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {

namespace {

std::vector<checks::Phase> phasesFor(const ProducerTrialConfig &config)
{
    std::vector<checks::Phase> phases = checks::producerPhases(config.hold);
    if (config.profile.resume)
        phases.insert(phases.end() - 1, checks::resumePhase(*config.profile.resume));
    return phases;
}

} // namespace

ProducerTrial::ProducerTrial(const ProducerTrialConfig &config)
    : m_timeLimit(config.timeLimit)
    , m_trap(phasesFor(config), config.patience, config.profile,
             [this](const consumer::Reply &reply) {
                 m_consumer->call([this, &reply] { m_consumer->engine()->forceNext(reply, 1); });
             })
    , m_feed([this](const Facts &facts) { m_trap.take(facts); })
{
}

Result<std::unique_ptr<ProducerTrial>> ProducerTrial::open(const ProducerTrialConfig &config,
                                                           const Clock &clock)
{
    std::unique_ptr<ProducerTrial> trial(new ProducerTrial(config));
    Result<std::unique_ptr<Session>> session =
        Session::open({.path = config.session,
                       .program = "pushbench-cli " PUSHBENCH_VERSION,
                       .politeness = config.politeness,
                       .shown = true},
                      clock, trial->m_feed.sink());
    if (!session)
        return session.fault();
    trial->m_session = std::move(session).value();
    trial->m_consumer = std::make_unique<EngineThread<consumer::Consumer>>(
        u"consumer"_s,
        std::make_unique<consumer::Consumer>(config.consumer, clock, trial->m_session->journal()));
    consumer::Consumer *engine = trial->m_consumer->engine();
    const Result<> started = trial->m_consumer->call([engine] { return engine->start(); });
    if (!started)
        return started.fault();
    trial->m_url = trial->m_consumer->call([engine] { return engine->url(); });
    if (config.profile.resume) {
        trial->m_caller.emplace(*config.profile.resume, clock, trial->m_session->journal());
        QObject::connect(
            &trial->m_trap, &ProducerTrap::resumeWanted, &trial->m_loop, [trial = trial.get()] {
                trial->m_caller->call(&trial->m_trap, [trial](const checks::ResumeSeen &seen) {
                    trial->m_trap.resumed(seen);
                });
            });
    }
    QObject::connect(engine, &consumer::Consumer::stopped, &trial->m_loop, &QEventLoop::quit);
    QObject::connect(&trial->m_trap, &ProducerTrap::finished, &trial->m_loop,
                     [trial = trial.get()] { trial->stop(); });
    return trial;
}

void ProducerTrial::stop()
{
    if (!std::exchange(m_ended, true))
        m_consumer->post([engine = m_consumer->engine()] { engine->stop(); });
}

Result<> ProducerTrial::run()
{
    QTimer::singleShot(m_timeLimit, &m_loop, [this] { stop(); });
    m_trap.start();
    m_loop.exec();
    m_caller.reset();
    Result<> closed = m_session->close();
    m_feed.drain();
    return closed;
}

} // namespace pushbench::app
