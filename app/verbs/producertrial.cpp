// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/producertrial.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

const Secret &tokenOf(const ProducerTrialConfig &config)
{
    return config.consumer.intake.endpoints.front().tokens.front();
}

} // namespace

ProducerTrial::ProducerTrial(const ProducerTrialConfig &config)
    : m_timeLimit(config.timeLimit)
    , m_trap(
          {.lead = config.lead,
           .patience = config.patience,
           .profile = config.profile,
           .token = tokenOf(config),
           .nextToken = config.nextToken},
          {.answerNext =
               [this](const consumer::Reply &reply) {
                   m_consumer->call([this, &reply] { m_consumer->engine()->forceNext(reply, 1); });
               },
           .refuseToken =
               [this, token = tokenOf(config)] {
                   m_consumer->call([this, &token] { m_consumer->engine()->refuseToken(token); });
               }})
    , m_feed([this](const Facts &facts) {
        m_trap.take(facts);
        if (m_visitor)
            m_visitor(facts);
    })
{
}

ProducerTrial::~ProducerTrial() = default;

Result<std::unique_ptr<ProducerTrial>> ProducerTrial::open(ProducerTrialConfig config,
                                                           const Clock &clock)
{
    config.lead.nextToken = !config.nextToken.isEmpty();
    if (config.lead.nextToken)
        config.consumer.intake.endpoints.front().tokens.push_back(config.nextToken);
    std::unique_ptr<ProducerTrial> trial(new ProducerTrial(config));
    Result<std::unique_ptr<Session>> session = Session::open({.path = config.session,
                                                              .program = config.program,
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
