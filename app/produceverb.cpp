// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/recordfeed.h"
#include "app/session.h"
#include "app/stopsignals.h"
#include "app/verbs.h"
#include "app/version.h"
#include "core/producer/producer.h"

#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

Result<std::unique_ptr<producer::EventSource>> openSource(const ProduceOptions &options)
{
    if (!options.from.isEmpty())
        return producer::FileSource::open(options.from);
    return std::unique_ptr<producer::EventSource>(
        std::make_unique<producer::Generator>(options.generator));
}

} // namespace

ExitStatus runProduce(const ProduceOptions &options)
{
    const SystemClock clock;
    Result<std::unique_ptr<producer::EventSource>> source = openSource(options);
    if (!source)
        return trouble(source.fault());
    RecordWriter writer(options.common.output, false);
    RecordFeed feed([&writer](const ledger::Records &records) { writer.records(records); });
    Result<std::unique_ptr<Session>> session = Session::open(
        {options.common.session, "pushbench-cli " PUSHBENCH_VERSION}, clock, feed.sink());
    if (!session)
        return trouble(session.fault());

    QEventLoop loop;
    StopSignals signals;
    QString halted;
    std::optional<Fault> fault;
    EngineThread<producer::Producer> producer(
        u"producer"_s,
        std::make_unique<producer::Producer>(options.config, std::move(source).value(), clock,
                                             session.value()->journal()));
    producer::Producer *engine = producer.engine();
    const auto stop = [&] { producer.post([engine] { engine->stop(); }); };
    QObject::connect(engine, &producer::Producer::held, &loop,
                     [&](WallTime until, std::chrono::milliseconds wait, const QString &reason) {
                         writer.held(clock.now().wall, until, wait, reason);
                     });
    QObject::connect(engine, &producer::Producer::halted, &loop, [&](const QString &reason) {
        halted = reason;
        writer.halted(clock.now().wall, reason);
        stop();
    });
    QObject::connect(engine, &producer::Producer::sourceFailed, &loop,
                     [&](const Fault &what) { fault = what; });
    QObject::connect(engine, &producer::Producer::finished, &loop, &QEventLoop::quit);
    QObject::connect(&signals, &StopSignals::stopRequested, &loop, stop);
    session.value()->journal().onFailure([&](const Fault &what) {
        QMetaObject::invokeMethod(
            &loop,
            [&, what] {
                fault = what;
                stop();
            },
            Qt::QueuedConnection);
    });
    producer.post([engine] { engine->start(); });
    loop.exec();

    const producer::Tally tally = producer.call([engine] { return engine->vitals().tally; });
    const Result<> closed = session.value()->close();
    feed.drain();
    const qint64 known = options.from.isEmpty() ? options.generator.events : tally.offered;
    const qint64 missing = known - tally.delivered;
    const bool all = missing == 0 && !fault && halted.isEmpty();
    QByteArray outcome = "every event was delivered";
    if (!halted.isEmpty())
        outcome = QByteArray("halted: ").append(halted.toUtf8());
    else if (!all)
        outcome = QByteArray::number(missing).append(" events were not delivered");
    writer.summary(clock.now().wall,
                   {.totals = feed.totals(),
                    .side = Side::Producer,
                    .feeds = feed.feeds(),
                    .notDelivered = missing,
                    .outcome = outcome});
    if (fault)
        return trouble(*fault);
    if (!closed)
        return trouble(closed.fault());
    return all ? ExitStatus::Good : ExitStatus::Bad;
}

} // namespace pushbench::app
