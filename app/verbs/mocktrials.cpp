// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/mocktrials.h"

#include "app/resourcehost.h"
#include "app/verbs/producertrial.h"
#include "app/version.h"
#include "core/checks/consumer/consumerrunner.h"
#include "core/checks/mutants/mutantconsumer.h"
#include "core/checks/mutants/mutantproducer.h"
#include "core/checks/mutants/mutantresource.h"
#include "core/checks/producer/agreement.h"
#include "core/producer/generator.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

constexpr auto kScaledHold = 2s;
constexpr auto kScaledPatience = 5s;
constexpr auto kScaledNotBack = 2s;
constexpr auto kScaledAbsence = 3s; ///< Of a mutant that stays away: longer than that.
constexpr auto kScaledDribble = 4s;
constexpr auto kScaledSlow = 1s;
constexpr auto kScaledGivingUp = 3s; ///< So long a producer waits for an answer.
constexpr auto kScaledTooSlow = 4s;
constexpr auto kAnswer = 20s;     ///< Many trials run at once, and 8 MiB take their time then.
constexpr auto kCancelled = 50ms; ///< Between two looks.

constexpr auto kLabel = "IDX";
constexpr qint64 kHostedEvents = 200;

/// The bench's own producer, and the session that it records in.
class OwnProducer
{
public:
    static Result<std::unique_ptr<OwnProducer>> start(const QUrl &target, const Secret &token,
                                                      const Secret &nextToken, const Clock &clock)
    {
        Result<std::unique_ptr<Session>> session =
            Session::open({.path = {}, .program = "pushbench-cli " PUSHBENCH_VERSION}, clock,
                          [](const Facts &) {});
        if (!session)
            return session.fault();
        producer::Config config{.target = target,
                                .token = token,
                                .nextToken = nextToken,
                                .source = kLabel,
                                .batch = 2,
                                .timeout = kScaledGivingUp};
        config.delivery.eventsPerSecond = 60;
        config.delivery.backoffBase = 100ms;
        config.delivery.backoffMax = 500ms;
        config.delivery.maxAttempts = 50;
        auto own = std::make_unique<OwnProducer>();
        own->m_session = std::move(session).value();
        own->m_thread = std::make_unique<EngineThread<producer::Producer>>(
            u"producer"_s,
            std::make_unique<producer::Producer>(
                config,
                std::make_unique<producer::Generator>(producer::GeneratorConfig{.events = 100'000}),
                clock, own->m_session->journal()));
        own->m_thread->post([engine = own->m_thread->engine()] { engine->start(); });
        return own;
    }

private:
    std::unique_ptr<Session> m_session;
    std::unique_ptr<EngineThread<producer::Producer>> m_thread;
};

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000);
}

} // namespace

QString MockTrials::waits()
{
    return u"waits are scaled down: producers are told to wait %1 s instead of %2, and count as "
           "not back after %3 s instead of %4; they may take %5 s for a step instead of 30; "
           "answers "
           "are late by %6 and %7 s instead of %8 and %9; heads dribble for %10 s instead of "
           "%11"_s
               .arg(seconds(kScaledHold), seconds(checks::kHold), seconds(kScaledNotBack),
                    seconds(consumer::PolitenessConfig().patience), seconds(kScaledPatience),
                    seconds(kScaledSlow), seconds(kScaledTooSlow), seconds(checks::kSlow),
                    seconds(checks::kTooSlow))
               .arg(seconds(kScaledDribble), seconds(checks::ProberConfig().dribble));
}

Result<checks::Outcomes> MockTrials::run(checks::Suite suite, Mock mock, const QByteArray &fault)
{
    switch (suite) {
    case checks::Suite::Consumer:
        return ofConsumer(mock, fault);
    case checks::Suite::Producer:
        return ofProducer(mock, fault);
    case checks::Suite::Resource:
        return ofResource(mock, fault);
    }
    Q_UNREACHABLE();
}

checks::Outcomes MockTrials::probe(checks::Suite suite, const QUrl &url, const Secret &token)
{
    checks::ConsumerRunConfig config{.suite = suite, .selection = m_selection, .consents = true};
    config.prober.target = url;
    config.prober.token = token;
    config.prober.perSecond = 1000;
    config.prober.timeout = kAnswer;
    config.prober.dribble = kScaledDribble;
    checks::ConsumerRunner runner(config, m_clock, m_journal, m_cancelled);
    checks::Outcomes outcomes;
    runner.run([&outcomes](const checks::CheckSpec &spec, const checks::Outcome &outcome) {
        outcomes[spec.id] = outcome;
    });
    m_requests += runner.requests();
    return outcomes;
}

Result<checks::Outcomes> MockTrials::ofConsumer(Mock mock, const QByteArray &fault)
{
    const Secret token = Secret::generate();
    if (mock == Mock::Ours) {
        consumer::Config config;
        config.port = 0;
        config.intake.endpoints = {{.tokens = {token}}};
        EngineThread<consumer::Consumer> consumer(
            u"consumer"_s, std::make_unique<consumer::Consumer>(config, m_clock, m_journal));
        const Result<> started = consumer.call([&] { return consumer.engine()->start(); });
        if (!started)
            return started.fault();
        return probe(checks::Suite::Consumer,
                     consumer.call([&] { return consumer.engine()->url(); }), token);
    }
    EngineThread<checks::MutantConsumer> mutant(
        u"mutant"_s, std::make_unique<checks::MutantConsumer>(fault, token, m_clock));
    const Result<> started = mutant.call([&] { return mutant.engine()->start(); });
    if (!started)
        return started.fault();
    return probe(checks::Suite::Consumer, mutant.call([&] { return mutant.engine()->url(); }),
                 token);
}

Result<checks::Outcomes> MockTrials::ofResource(Mock mock, const QByteArray &fault)
{
    const Secret token = Secret::generate();
    if (mock == Mock::Ours) {
        const Result<std::unique_ptr<ResourceHost>> host =
            ResourceHost::start({.token = token}, m_clock);
        if (!host)
            return host.fault();
        producer::Generator generator({.events = kHostedEvents, .holeRate = 0.1});
        const auto events = generator.take(kHostedEvents);
        if (!events)
            return events.fault();
        host.value()->publisher()(events.value());
        return probe(checks::Suite::Resource, host.value()->url(), token);
    }
    EngineThread<checks::MutantResource> mutant(
        u"mutant"_s, std::make_unique<checks::MutantResource>(fault, token));
    const Result<> started = mutant.call([&] { return mutant.engine()->start(); });
    if (!started)
        return started.fault();
    return probe(checks::Suite::Resource, mutant.call([&] { return mutant.engine()->url(); }),
                 token);
}

Result<checks::Outcomes> MockTrials::ofProducer(Mock mock, const QByteArray &fault)
{
    const Secret token = Secret::generate();
    const Secret nextToken = Secret::generate();
    ProducerTrialConfig config;
    config.nextToken = nextToken;
    config.lead.hold = kScaledHold;
    config.lead.slow = kScaledSlow;
    config.lead.tooSlow = kScaledTooSlow;
    config.patience = kScaledPatience;
    config.consumer.port = 0;
    config.consumer.intake.endpoints = {{.tokens = {token}, .sources = {kLabel}}};
    config.politeness.patience = kScaledNotBack;
    const Result<std::unique_ptr<ProducerTrial>> opened = ProducerTrial::open(config, m_clock);
    if (!opened)
        return opened.fault();
    ProducerTrial &trial = *opened.value();
    std::unique_ptr<OwnProducer> own;
    std::unique_ptr<EngineThread<checks::MutantProducer>> mutant;
    if (mock == Mock::Ours) {
        Result<std::unique_ptr<OwnProducer>> started =
            OwnProducer::start(trial.url(), token, nextToken, m_clock);
        if (!started)
            return started.fault();
        own = std::move(started).value();
    } else {
        mutant = std::make_unique<EngineThread<checks::MutantProducer>>(
            u"mutant"_s,
            std::make_unique<checks::MutantProducer>(
                checks::MutantProducer::Config{.fault = fault,
                                               .target = trial.url(),
                                               .token = token,
                                               .nextToken = nextToken,
                                               .label = kLabel,
                                               .absence = kScaledAbsence,
                                               .givingUp = kScaledGivingUp},
                m_clock));
        mutant->post([engine = mutant->engine()] { engine->start(); });
    }
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [this, &trial] {
        if (m_cancelled)
            trial.stop();
    });
    look.start(kCancelled);
    const Result<> closed = trial.run();
    if (!closed)
        return closed.fault();
    const checks::ProducerSeen seen = trial.seen();
    m_requests += seen.exchanges;
    checks::Outcomes outcomes;
    for (auto &[spec, outcome] : checks::judgeAll(seen, m_selection, checks::Extent::Suite)) {
        outcome.evidence.clear(); // It stands in a session that goes with the trial.
        if (m_cancelled)
            outcome.status = checks::Status::Inconclusive;
        outcomes[spec.id] = std::move(outcome);
    }
    return outcomes;
}

} // namespace pushbench::app
