// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/optionvalues.h"
#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/session.h"
#include "app/verbs/checkrun.h"
#include "app/verbs/producertrap.h"
#include "app/version.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace pushbench::app {

ExitStatus runProducerCheck(const CheckOptions &options, RecordWriter &writer, const Clock &clock)
{
    QEventLoop loop;
    ProcessSignals signals;
    EngineThread<consumer::Consumer> *running = nullptr;
    ProducerTrap trap(options.patience, [&running](const consumer::Reply &reply) {
        running->call([&] { running->engine()->forceNext(reply, 1); });
    });
    RecordFeed feed([&trap](const Facts &facts) { trap.take(facts); });
    Result<std::unique_ptr<Session>> session =
        Session::open({.path = options.common.session,
                       .program = "pushbench-cli " PUSHBENCH_VERSION,
                       .shown = true},
                      clock, feed.sink());
    if (!session)
        return trouble(session.fault());
    EngineThread<consumer::Consumer> consumer(
        u"consumer"_s,
        std::make_unique<consumer::Consumer>(options.trap, clock, session.value()->journal()));
    const Result<> started = consumer.call([&] { return consumer.engine()->start(); });
    if (!started)
        return trouble(started.fault());
    running = &consumer;
    const QUrl url = consumer.call([&] { return consumer.engine()->url(); });
    if (const auto warning = exposureWarning(options.trap.address, quint16(url.port())))
        RecordWriter::warn(*warning);
    Listening::Door door{.url = url, .sources = options.trap.intake.endpoints.front().sources};
    if (options.tokenGenerated)
        door.generatedToken = options.trap.intake.endpoints.front().tokens.front();
    writer.listening(clock.now().wall, {.endpoints = {door}});

    CheckRun run(options, checks::Suite::Producer, url.toString(), clock, writer);
    bool cancelled = false;
    bool ended = false;
    const auto stop = [&] {
        if (!std::exchange(ended, true))
            consumer.post([engine = consumer.engine()] { engine->stop(); });
    };
    QObject::connect(consumer.engine(), &consumer::Consumer::stopped, &loop, &QEventLoop::quit);
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, [&] {
        cancelled = true;
        stop();
    });
    QObject::connect(&trap, &ProducerTrap::waiting, &loop,
                     [&](const QByteArray &phase, const QString &what) {
                         writer.waiting(clock.now().wall, phase, what);
                     });
    QObject::connect(&trap, &ProducerTrap::finished, &loop, stop);
    QTimer::singleShot(options.consumer.timeLimit, &loop, stop);
    trap.start();
    loop.exec();

    const QString path = session.value()->path();
    const Result<> closed = session.value()->close();
    feed.drain();
    const checks::ProducerSeen seen = trap.seen();
    for (const checks::ProducerCheck &check : checks::producerChecks()) {
        if (options.consumer.selection.takes(check.spec.id))
            run.take(check.spec, checks::judge(check, seen));
    }
    const ExitStatus status = run.finish(seen.exchanges, cancelled, path);
    return closed ? status : trouble(closed.fault());
}

} // namespace pushbench::app
