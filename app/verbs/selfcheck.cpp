// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/selfcheck.h"

#include "app/enginethread.h"
#include "core/checks/mutants/mutantconsumer.h"
#include "core/consumer/consumer.h"

#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

using checks::CheckSpec;
using checks::Outcome;
using checks::Status;

using Outcomes = std::map<QByteArrayView, Outcome>;

class SelfCheck
{
public:
    SelfCheck(const CheckOptions &options, const Clock &clock, journal::Journal &journal,
              const std::atomic<bool> &cancelled, qint64 &requests)
        : m_options(options)
        , m_clock(clock)
        , m_journal(journal)
        , m_cancelled(cancelled)
        , m_requests(requests)
    {
    }

    Result<> run(const checks::ConsumerRunner::Report &report)
    {
        const Result<Outcomes> ours = againstOurs();
        if (!ours)
            return ours.fault();
        const Result<Outcomes> right = againstMutant({}, m_options.consumer.selection);
        if (!right)
            return right.fault();
        for (const checks::ConsumerCheck &check : checks::consumerChecks()) {
            const QByteArrayView id = check.spec.id;
            if (!m_options.consumer.selection.takes(id))
                continue;
            const Result<Outcomes> wrong =
                againstMutant(id.toByteArray(), {.only = {id.toByteArray()}, .skip = {}});
            if (!wrong)
                return wrong.fault();
            report(check.spec, verdict(id, ours->at(id), right->at(id), wrong->at(id)));
        }
        return {};
    }

private:
    [[nodiscard]] Outcome verdict(QByteArrayView id, const Outcome &ours, const Outcome &right,
                                  const Outcome &wrong) const
    {
        Outcome outcome{.id = id};
        const auto text = [](const Outcome &of) -> QString {
            const QString status = QString::fromLatin1(checks::statusName(of.status).toByteArray());
            return of.sentence.isEmpty() ? status : status + u", "_s + of.sentence;
        };
        const auto satisfied = [&](const QString &who, const Outcome &of) {
            outcome.assertions.push_back({who,
                                          of.status == Status::Inconclusive ? Status::Inconclusive
                                              : of.status >= Status::Warn   ? Status::Fail
                                                                            : Status::Pass,
                                          u"no complaint"_s, text(of)});
        };
        satisfied(u"the bench's own consumer"_s, ours);
        satisfied(u"a consumer that is right"_s, right);
        outcome.assertions.push_back({u"a consumer that is wrong in just that"_s,
                                      m_cancelled                       ? Status::Inconclusive
                                          : wrong.status > right.status ? Status::Pass
                                                                        : Status::Fail,
                                      u"a worse outcome"_s, text(wrong)});
        outcome.status = checks::worst(outcome.assertions);
        outcome.duration = ours.duration + right.duration + wrong.duration;
        outcome.evidence = wrong.evidence;
        for (const checks::Assertion &assertion : outcome.assertions) {
            if (assertion.status != Status::Pass && outcome.sentence.isEmpty())
                outcome.sentence = u"%1: expected %2, got %3"_s.arg(
                    assertion.description, assertion.expected, assertion.actual);
        }
        return outcome;
    }

    [[nodiscard]] Outcomes check(const QUrl &url, const Secret &token,
                                 const checks::Selection &selection)
    {
        checks::ConsumerRunConfig config = m_options.consumer;
        config.selection = selection;
        config.consents = true;
        config.prober.target = url;
        config.prober.token = token;
        config.prober.perSecond = 1000;
        config.prober.dribble = 4s;
        checks::ConsumerRunner runner(config, m_clock, m_journal, m_cancelled);
        Outcomes outcomes;
        runner.run([&outcomes](const CheckSpec &spec, const Outcome &outcome) {
            outcomes[spec.id] = outcome;
        });
        m_requests += runner.requests();
        return outcomes;
    }

    [[nodiscard]] Result<Outcomes> againstOurs()
    {
        const Secret token = Secret::generate();
        consumer::Config config;
        config.port = 0;
        config.intake.endpoints = {{.tokens = {token}}};
        EngineThread<consumer::Consumer> consumer(
            u"consumer"_s, std::make_unique<consumer::Consumer>(config, m_clock, m_journal));
        const Result<> started = consumer.call([&] { return consumer.engine()->start(); });
        if (!started)
            return started.fault();
        return check(consumer.call([&] { return consumer.engine()->url(); }), token,
                     m_options.consumer.selection);
    }

    [[nodiscard]] Result<Outcomes> againstMutant(const QByteArray &fault,
                                                 const checks::Selection &selection)
    {
        const Secret token = Secret::generate();
        EngineThread<checks::MutantConsumer> mutant(
            u"mutant"_s, std::make_unique<checks::MutantConsumer>(fault, token, m_clock));
        const Result<> started = mutant.call([&] { return mutant.engine()->start(); });
        if (!started)
            return started.fault();
        return check(mutant.call([&] { return mutant.engine()->url(); }), token, selection);
    }

    const CheckOptions &m_options;
    const Clock &m_clock;
    journal::Journal &m_journal;
    const std::atomic<bool> &m_cancelled;
    qint64 &m_requests;
};

} // namespace

Result<> runSelfCheck(const CheckOptions &options, const Clock &clock, journal::Journal &journal,
                      const std::atomic<bool> &cancelled,
                      const checks::ConsumerRunner::Report &report, qint64 &requests)
{
    return SelfCheck(options, clock, journal, cancelled, requests).run(report);
}

} // namespace pushbench::app
