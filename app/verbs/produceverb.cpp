// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/recordedsource.h"
#include "app/options/optionvalues.h"
#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/records/recordwriter.h"
#include "app/resourcehost.h"
#include "app/session.h"
#include "app/verbs/verbs.h"
#include "app/version.h"
#include "core/producer/onlysource.h"
#include "core/producer/producer.h"

#include <QDir>
#include <QEventLoop>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

Result<std::unique_ptr<producer::EventSource>> openSource(const ProduceOptions &options,
                                                          const Clock &clock)
{
    if (!options.from.isEmpty())
        return producer::FileSource::open(options.from);
    if (!options.fromSession.isEmpty())
        return openRecordedEvents(options.fromSession);
    if (options.fromResource)
        return std::unique_ptr<producer::EventSource>(
            std::make_unique<producer::ResourceSource>(*options.fromResource, clock));
    if (!options.replay.isEmpty())
        return openRecordedBodies(options.replay,
                                  options.replayAll ? producer::Recorded::All
                                                    : producer::Recorded::Accepted);
    return std::unique_ptr<producer::EventSource>(
        std::make_unique<producer::Generator>(options.generator));
}

struct Ending
{
    bool good = false;
    qint64 notDelivered = 0;
    QByteArray outcome;
};

QByteArray eventCount(qint64 events)
{
    return QByteArray::number(events).append(events == 1 ? " event was" : " events were");
}

/// "; refused for good: 3 (422), 1 (413)"
QByteArray refusals(const producer::Tally &tally)
{
    QByteArrayList parts;
    for (const auto &[status, events] : tally.refusedBy)
        parts.append(QByteArray::number(events) + " (" + QByteArray::number(status)
                     + (status == 413 ? ": too large even alone)" : ")"));
    return parts.isEmpty() ? QByteArray() : "; refused for good: " + parts.join(", ");
}

/// "; 3 withheld on purpose; 20 settled by earlier runs"
QByteArray remarks(const producer::Vitals &vitals)
{
    QByteArray text;
    if (vitals.withheld > 0)
        text.append("; ")
            .append(QByteArray::number(vitals.withheld))
            .append(" withheld on purpose");
    if (vitals.earlier > 0)
        text.append("; ")
            .append(QByteArray::number(vitals.earlier))
            .append(" settled by earlier runs");
    return text;
}

/// Good only when the source was read to its end and every event of it that was to be pushed was
/// answered 2xx.
Ending endingOf(const ProduceOptions &options, const producer::Vitals &vitals,
                const QString &halted, const std::optional<Fault> &fault)
{
    const producer::Tally &tally = vitals.tally;
    const bool whole = vitals.standing == producer::Standing::Done;
    // How much a file holds is known only when it was read to its end.
    const bool counted = whole || (options.generates() && options.only.empty());
    const qint64 known = options.generates() && options.only.empty()
        ? options.generator.events - vitals.earlier - vitals.withheld
        : tally.offered;
    Ending ending{.good = false, .notDelivered = known - tally.delivered, .outcome = {}};
    if (fault) {
        ending.outcome = QByteArray("broken off: ").append(fault->message().toUtf8());
    } else if (!halted.isEmpty()) {
        ending.outcome = QByteArray("halted: ").append(halted.toUtf8());
    } else if (!whole && options.fromResource && ending.notDelivered == 0
               && tally.refusedBy.empty()) {
        // Who follows a resource is never done.
        ending.good = true;
        ending.outcome = "stopped; every event that was read was delivered";
    } else if (!whole) {
        ending.outcome = "stopped; ";
        ending.outcome.append(counted ? eventCount(ending.notDelivered).append(" not delivered")
                                      : QByteArray("the rest of the feed was not sent"));
    } else if (ending.notDelivered > 0) {
        ending.outcome =
            eventCount(ending.notDelivered).append(" not delivered").append(refusals(tally));
    } else if (!tally.refusedBy.empty()) {
        ending.outcome = QByteArray("bodies without an event were refused").append(refusals(tally));
    } else if (vitals.refusedEarlier > 0) {
        ending.outcome = QByteArray::number(vitals.refusedEarlier)
                             .append(vitals.refusedEarlier == 1 ? " event" : " events")
                             .append(" of earlier runs ")
                             .append(vitals.refusedEarlier == 1 ? "was" : "were")
                             .append(" refused");
    } else {
        ending.good = true;
        ending.outcome = "every event was delivered";
    }
    ending.outcome.append(remarks(vitals));
    return ending;
}

/// Null when none is asked for.
/// The file is for the certificate that was made for it, if one was.
Result<std::unique_ptr<ResourceHost>> hostResource(const ProduceOptions &options,
                                                   const Clock &clock, RecordWriter &writer,
                                                   QTemporaryFile &authority)
{
    if (!options.resource)
        return std::unique_ptr<ResourceHost>();
    const producer::ResourceConfig &config = options.resource->config;
    Result<std::unique_ptr<ResourceHost>> host = ResourceHost::start(config, clock);
    if (!host)
        return host;
    const QUrl &url = host.value()->url();
    if (const auto warning = exposureWarning(config.address, quint16(url.port())))
        RecordWriter::warn(*warning);
    HostedResource resource{.url = url, .resume = host.value()->resumeUrl()};
    if (options.resource->tokenGenerated)
        resource.generatedToken = config.token;
    if (const std::optional<ServerTls> &tls = options.resource->tls) {
        for (const QString &warning : tls->warnings)
            RecordWriter::warn(u"warning: "_s + warning);
        resource.fingerprint = tls->fingerprint;
        if (!tls->selfSignedPem.isEmpty()) {
            if (!authority.open())
                return Fault{FaultKind::Denied, authority.fileTemplate(), authority.errorString()};
            authority.write(tls->selfSignedPem);
            authority.flush();
            resource.caFile = authority.fileName();
        }
    }
    writer.resource(clock.now().wall, resource);
    return host;
}

} // namespace

ExitStatus runProduce(const ProduceOptions &options)
{
    const SystemClock clock;
    Result<std::unique_ptr<producer::EventSource>> source = openSource(options, clock);
    if (!source)
        return trouble(source.fault());
    if (!options.only.empty())
        source = std::unique_ptr<producer::EventSource>(
            std::make_unique<producer::OnlySource>(std::move(source).value(), options.only));
    std::unique_ptr<producer::Checkpoint> checkpoint;
    if (!options.checkpoint.isEmpty()) {
        Result<std::unique_ptr<producer::Checkpoint>> opened =
            producer::Checkpoint::open(options.checkpoint, source.value()->name());
        if (!opened)
            return trouble(opened.fault());
        checkpoint = std::move(opened).value();
    }
    RecordWriter writer(options.common.output, false);
    RecordFeed feed([&writer](const Facts &facts) { writer.facts(facts); });
    Result<std::unique_ptr<Session>> session = Session::open(
        {options.common.session, "pushbench-cli " PUSHBENCH_VERSION}, clock, feed.sink());
    if (!session)
        return trouble(session.fault());

    QTemporaryFile authority(QDir::temp().filePath(u"pushbench-XXXXXX.pem"_s));
    Result<std::unique_ptr<ResourceHost>> host = hostResource(options, clock, writer, authority);
    if (!host)
        return trouble(host.fault());
    const bool stay = options.resource && options.resource->stay;

    QEventLoop loop;
    ProcessSignals signals;
    bool stopping = false;
    bool pushed = false;
    QString halted;
    std::optional<Fault> fault;
    EngineThread<producer::Producer> producer(
        u"producer"_s,
        std::make_unique<producer::Producer>(options.config, std::move(source).value(), clock,
                                             session.value()->journal()));
    producer::Producer *engine = producer.engine();
    if (checkpoint)
        engine->setCheckpoint(std::move(checkpoint));
    if (host.value())
        engine->setPublisher(host.value()->publisher());
    const auto stop = [&] {
        stopping = true;
        if (pushed)
            loop.quit();
        else
            producer.post([engine] { engine->stop(); });
    };
    QObject::connect(engine, &producer::Producer::held, &loop,
                     [&](WallTime until, std::chrono::milliseconds wait, const QString &reason) {
                         writer.held(clock.now().wall, until, wait, reason);
                     });
    QObject::connect(engine, &producer::Producer::halted, &loop, [&](const QString &reason) {
        halted = reason;
        writer.halted(clock.now().wall, reason);
        if (!stay) // Else somebody may ask for it to go on.
            stop();
    });
    if (host.value()) {
        QObject::connect(host.value()->engine(), &producer::Resource::answered, &loop,
                         [&](const producer::AskedRequest &request) {
                             writer.asked(clock.now().wall, request);
                         });
        QObject::connect(host.value()->engine(), &producer::Resource::resumeRequested, &loop, [&] {
            halted.clear();
            producer.post([engine] { engine->resume(u"POST /resume"_s); });
        });
        QObject::connect(host.value()->engine(), &producer::Resource::noticed, &loop,
                         [](const QString &what) { RecordWriter::warn(u"resource: "_s + what); });
    }
    QObject::connect(engine, &producer::Producer::resumed, &loop,
                     [&](const QString &by) { writer.resumed(clock.now().wall, by); });
    QObject::connect(engine, &producer::Producer::noticed, &loop,
                     [](const QString &what) { RecordWriter::warn(what); });
    QObject::connect(engine, &producer::Producer::sourceFailed, &loop,
                     [&](const Fault &what) { fault = what; });
    QObject::connect(engine, &producer::Producer::finished, &loop, [&] {
        pushed = true;
        if (!stay || stopping)
            loop.quit();
        else
            writer.say(u"All is pushed; the resource stays until a signal"_s);
    });
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, stop);
    session.value()->journal().onFailure([&](const Fault &what) {
        QMetaObject::invokeMethod(
            &loop,
            [&, what] {
                fault = what;
                stop();
            },
            Qt::QueuedConnection);
    });
    for (const QString &warning : options.warnings)
        RecordWriter::warn(warning);
    producer.post([engine] { engine->start(); });
    loop.exec();

    const producer::Vitals vitals = producer.call([engine] { return engine->vitals(); });
    const Result<> closed = session.value()->close();
    feed.drain();
    const Ending ending = endingOf(options, vitals, halted, fault);
    writer.summary(clock.now().wall,
                   {.totals = feed.totals(),
                    .side = Side::Producer,
                    .feeds = feed.feeds(),
                    .notDelivered = ending.notDelivered,
                    .outcome = ending.outcome});
    if (fault)
        return trouble(*fault);
    if (!closed)
        return trouble(closed.fault());
    if (writer.fault())
        return trouble(*writer.fault());
    return ending.good ? ExitStatus::Good : ExitStatus::Bad;
}

} // namespace pushbench::app
