// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/processsignals.h"
#include "app/session.h"
#include "app/verbs/checkrun.h"
#include "app/verbs/mocktrials.h"
#include "app/verbs/selfcheck.h"
#include "app/version.h"
#include "core/checks/catalogue.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

ExitStatus list(const CheckOptions &options, RecordWriter &writer, WallTime now)
{
    using checks::Suite;
    for (const Suite suite : {Suite::Consumer, Suite::Producer, Suite::Resource}) {
        if (!options.takes(suite))
            continue;
        for (const checks::CheckSpec &spec :
             checks::specsOf(suite, options.consumer.selection, options.extent()))
            writer.checkListed(now, spec,
                               options.target == CheckTarget::Self ? std::optional(suite)
                                                                   : std::nullopt);
    }
    return writer.fault() ? trouble(*writer.fault()) : ExitStatus::Good;
}

Result<std::unique_ptr<Session>> openSession(const CheckOptions &options, const Clock &clock)
{
    return Session::open({.path = options.common.session,
                          .program = "pushbench-cli " PUSHBENCH_VERSION,
                          .shown = true},
                         clock, [](const Facts &) {});
}

/// Checks block, so they have a thread of their own; outcomes come back to this one by the loop.
void runBeside(QEventLoop &loop, const std::function<void()> &work)
{
    const std::unique_ptr<QThread> worker(QThread::create([&] {
        work();
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    }));
    worker->start();
    loop.exec();
    worker->wait();
}

ExitStatus probe(const CheckOptions &options, RecordWriter &writer, const Clock &clock)
{
    const Result<std::unique_ptr<Session>> session = openSession(options, clock);
    if (!session)
        return trouble(session.fault());
    CheckRun run(options, options.consumer.suite, options.consumer.prober.target.toString(), clock,
                 writer);
    QEventLoop loop;
    const ProcessSignals signals;
    std::atomic<bool> cancelled = false;
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, [&] { cancelled = true; });
    qint64 requests = 0;
    std::pair<qint64, qint64> numbers;
    runBeside(loop, [&] {
        checks::ConsumerRunner runner(options.consumer, clock, session.value()->journal(),
                                      cancelled);
        runner.run([&](const checks::CheckSpec &spec, const checks::Outcome &outcome) {
            QMetaObject::invokeMethod(
                &loop, [&run, spec, outcome] { run.take(spec, outcome); }, Qt::QueuedConnection);
        });
        requests = runner.requests();
        numbers = runner.numbers();
    });
    const QString path = session.value()->path();
    const Result<> closed = session.value()->close();
    if (options.target == CheckTarget::Consumer)
        run.draw(session.value()->books(), numbers);
    const ExitStatus status = run.finish(requests, cancelled, path);
    return closed ? status : trouble(closed.fault());
}

ExitStatus prove(const CheckOptions &options, RecordWriter &writer, const Clock &clock)
{
    const Result<std::unique_ptr<Session>> session = openSession(options, clock);
    if (!session)
        return trouble(session.fault());
    CheckRun run(options, checks::Suite::Consumer, u"the built-in mocks"_s, clock, writer);
    QEventLoop loop;
    const ProcessSignals signals;
    std::atomic<bool> cancelled = false;
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, [&] { cancelled = true; });
    QTimer::singleShot(options.consumer.timeLimit, &loop, [&] { cancelled = true; });
    checks::Proof proof; // The worker's, until it ends.
    const SelfCheckListener listener{
        .check =
            [&](checks::Suite suite, const checks::CheckSpec &spec,
                const checks::Outcome &outcome) {
                QMetaObject::invokeMethod(
                    &loop, [&run, suite, spec, outcome] { run.take(spec, outcome, suite); },
                    Qt::QueuedConnection);
            },
        .matrix = [&proof](checks::Matrix matrix) { proof.matrices.push_back(std::move(matrix)); }};
    SelfCheckConfig config{.selection = options.consumer.selection};
    if (!options.suites.empty())
        config.suites = options.suites;
    Result<SelfCheckSummary> ran{SelfCheckSummary()};
    runBeside(loop, [&] {
        ran = runSelfCheck(config, clock, session.value()->journal(), cancelled, listener);
    });
    const QString path = session.value()->path();
    const Result<> closed = session.value()->close();
    if (!ran)
        return trouble(ran.fault());
    proof.waits = MockTrials::waits();
    proof.trials = ran->trials;
    proof.repeated = ran->repeated;
    run.take(std::move(proof));
    const ExitStatus status = run.finish(ran->requests, cancelled, path);
    return closed ? status : trouble(closed.fault());
}

} // namespace

ExitStatus runCheck(const CheckOptions &options)
{
    const SystemClock clock;
    RecordWriter writer(options.common.output, false);
    if (options.list)
        return list(options, writer, clock.now().wall);
    if (options.target == CheckTarget::Producer)
        return runProducerCheck(options, writer, clock);
    if (options.target == CheckTarget::Self)
        return prove(options, writer, clock);
    return probe(options, writer, clock);
}

} // namespace pushbench::app
