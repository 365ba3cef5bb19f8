// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/optionvalues.h"
#include "app/policywatch.h"
#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/session.h"
#include "app/verbs/verbs.h"
#include "app/version.h"
#include "core/consumer/consumer.h"

#include <QDir>
#include <QEventLoop>
#include <QTemporaryFile>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace pushbench::app {

ExitStatus runConsume(const ConsumeOptions &options)
{
    const SystemClock clock;
    RecordWriter writer(options.common.output, options.events);
    QEventLoop loop;
    ProcessSignals signals;
    qint64 seen = 0;
    bool stopping = false;
    EngineThread<consumer::Consumer> *running = nullptr;
    const auto stop = [&] {
        if (running && !std::exchange(stopping, true))
            running->post([engine = running->engine()] { engine->stop(); });
    };

    RecordFeed feed([&](const Facts &facts) {
        writer.facts(facts);
        seen += qint64(facts.records.exchanges.size());
        if (options.stopAfter > 0 && seen >= options.stopAfter)
            stop();
    });
    Result<std::unique_ptr<Session>> session =
        Session::open({options.common.session, "pushbench-cli " PUSHBENCH_VERSION,
                       options.events ? Books::Detail::Events : Books::Detail::Exchanges},
                      clock, feed.sink());
    if (!session)
        return trouble(session.fault());
    std::optional<Fault> journalFault;
    session.value()->journal().onFailure([&loop, &journalFault, &stop](const Fault &fault) {
        QMetaObject::invokeMethod(
            &loop,
            [&journalFault, &stop, fault] {
                journalFault = fault;
                stop();
            },
            Qt::QueuedConnection);
    });

    EngineThread<consumer::Consumer> consumer(
        u"consumer"_s,
        std::make_unique<consumer::Consumer>(options.config, clock, session.value()->journal()));
    const Result<> started = consumer.call([&] { return consumer.engine()->start(); });
    if (!started)
        return trouble(started.fault());
    running = &consumer;
    QObject::connect(consumer.engine(), &consumer::Consumer::stopped, &loop, &QEventLoop::quit);
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, stop);
    if (options.duration.count() > 0)
        QTimer::singleShot(options.duration, &loop, stop);

    const QUrl url = consumer.call([&] { return consumer.engine()->url(); });
    if (const auto warning = exposureWarning(options.config.address, quint16(url.port())))
        RecordWriter::warn(*warning);
    Listening listening{.url = url, .fingerprint = {}, .caFile = {}};
    if (options.tokenGenerated)
        listening.generatedToken = options.config.intake.token;
    QTemporaryFile authority(QDir::temp().filePath(u"pushbench-XXXXXX.pem"_s));
    if (options.tls) {
        for (const QString &warning : options.tls->warnings)
            RecordWriter::warn(u"warning: "_s + warning);
        listening.fingerprint = options.tls->fingerprint;
        if (!options.tls->selfSignedPem.isEmpty() && authority.open()) {
            authority.write(options.tls->selfSignedPem);
            authority.flush();
            listening.caFile = authority.fileName();
        }
    }
    writer.listening(clock.now().wall, listening);
    std::unique_ptr<PolicyWatch> policy;
    if (!options.policy.isEmpty()) {
        policy = std::make_unique<PolicyWatch>(options.policy);
        signals.catchReload();
        QObject::connect(&signals, &ProcessSignals::reloadRequested, policy.get(),
                         &PolicyWatch::read);
        QObject::connect(policy.get(), &PolicyWatch::changed, &loop,
                         [&](const consumer::Policy &changed) {
                             consumer.post([engine = consumer.engine(), changed] {
                                 engine->setPolicy(changed);
                             });
                             RecordWriter::warn(u"policy: %1 was read again"_s.arg(options.policy));
                         });
        QObject::connect(policy.get(), &PolicyWatch::failed, &loop, [](const Fault &fault) {
            RecordWriter::warn(u"policy: "_s + fault.message()
                               + u"; the policy before it stays in force"_s);
        });
    }
    loop.exec();

    const Result<> closed = session.value()->close();
    feed.drain();
    writer.summary(clock.now().wall,
                   {.totals = feed.totals(),
                    .side = Side::Consumer,
                    .feeds = feed.feeds(),
                    .politeness = feed.politeness(),
                    .outcome = "stopped"});
    if (journalFault)
        return trouble(*journalFault);
    if (writer.fault())
        return trouble(*writer.fault());
    return closed ? ExitStatus::Good : trouble(closed.fault());
}

ExitStatus trouble(const Fault &fault)
{
    RecordWriter::warn(u"pushbench-cli: "_s + fault.message());
    return ExitStatus::Trouble;
}

} // namespace pushbench::app
