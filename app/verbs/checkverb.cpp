// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/session.h"
#include "app/verbs/checkrun.h"
#include "app/verbs/selfcheck.h"
#include "app/version.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

ExitStatus list(const CheckOptions &options, RecordWriter &writer, WallTime now)
{
    for (const checks::CheckSpec &spec : CheckRun::specs(options.target)) {
        if (options.consumer.selection.takes(spec.id))
            writer.checkListed(now, spec);
    }
    return writer.fault() ? trouble(*writer.fault()) : ExitStatus::Good;
}

/// Probes block, so they have a thread of their own; outcomes come back to this one.
ExitStatus probe(const CheckOptions &options, RecordWriter &writer, const Clock &clock)
{
    const bool self = options.target == CheckTarget::Self;
    RecordFeed feed([](const Facts &) {});
    Result<std::unique_ptr<Session>> session =
        Session::open({.path = options.common.session,
                       .program = "pushbench-cli " PUSHBENCH_VERSION,
                       .shown = true},
                      clock, feed.sink());
    if (!session)
        return trouble(session.fault());
    CheckRun run(options, options.consumer.suite,
                 self ? u"the built-in mocks"_s : options.consumer.prober.target.toString(), clock,
                 writer);
    QEventLoop loop;
    const ProcessSignals signals;
    std::atomic<bool> cancelled = false;
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, [&] { cancelled = true; });
    const checks::ConsumerRunner::Report tell = [&](const checks::CheckSpec &spec,
                                                    const checks::Outcome &outcome) {
        QMetaObject::invokeMethod(
            &loop, [&run, spec, outcome] { run.take(spec, outcome); }, Qt::QueuedConnection);
    };
    std::optional<Fault> fault;
    qint64 requests = 0;
    std::pair<qint64, qint64> numbers;
    const std::unique_ptr<QThread> worker(QThread::create([&] {
        journal::Journal &journal = session.value()->journal();
        if (self) {
            const Result<> ran = runSelfCheck(options, clock, journal, cancelled, tell, requests);
            if (!ran)
                fault = ran.fault();
        } else {
            checks::ConsumerRunner runner(options.consumer, clock, journal, cancelled);
            runner.run(tell);
            requests = runner.requests();
            numbers = runner.numbers();
        }
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    }));
    worker->start();
    loop.exec();
    worker->wait();
    const QString path = session.value()->path();
    const Result<> closed = session.value()->close();
    if (fault)
        return trouble(*fault);
    if (options.target == CheckTarget::Consumer)
        run.draw(session.value()->books(), numbers);
    const ExitStatus status = run.finish(requests, cancelled, path);
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
    return probe(options, writer, clock);
}

} // namespace pushbench::app
