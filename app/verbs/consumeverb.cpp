// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/optionvalues.h"
#include "app/policywatch.h"
#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/records/recordwriter.h"
#include "app/session.h"
#include "app/verbs/verbs.h"
#include "app/version.h"
#include "core/consumer/consumer.h"

#include <QDir>
#include <QEventLoop>
#include <QTemporaryFile>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Between two `load` records, while there is load.
constexpr std::chrono::seconds kLoadPace{1};

std::vector<Listening::Door> doors(const ConsumeOptions &options, const std::vector<QUrl> &urls)
{
    std::vector<Listening::Door> doors;
    for (size_t i = 0; i < urls.size(); ++i) {
        const consumer::Endpoint &endpoint = options.config.intake.endpoints[i];
        doors.push_back({.url = urls[i], .sources = endpoint.sources});
        if (options.tokenGenerated[i])
            doors.back().generatedToken = endpoint.tokens.front();
    }
    return doors;
}

/// Hands on what the file holds whenever it changes, and on SIGHUP.
std::unique_ptr<PolicyWatch> follow(const QString &path, ProcessSignals &signals,
                                    const std::function<void(const consumer::Policy &)> &use)
{
    auto watch = std::make_unique<PolicyWatch>(path);
    signals.catchReload();
    QObject::connect(&signals, &ProcessSignals::reloadRequested, watch.get(), &PolicyWatch::read);
    QObject::connect(watch.get(), &PolicyWatch::changed, watch.get(),
                     [path, use](const consumer::Policy &changed) {
                         use(changed);
                         RecordWriter::warn(u"policy: %1 was read again"_s.arg(path));
                     });
    QObject::connect(watch.get(), &PolicyWatch::failed, watch.get(), [](const Fault &fault) {
        RecordWriter::warn(u"policy: "_s + fault.message()
                           + u"; the policy before it stays in force"_s);
    });
    return watch;
}

/// A journal that cannot write, and one that can again. People are told of each once; what comes in
/// between is answered 503, and is theirs to send again.
class Outage
{
public:
    void begin(const Fault &fault, WallTime at)
    {
        m_since = at;
        if (std::exchange(m_fault, fault))
            return;
        m_ever = fault;
        RecordWriter::warn(
            u"pushbench-cli: %1; until it is mended, requests are answered 503"_s.arg(
                fault.message()));
    }
    /// What began behind the last failure, and is recorded, shows that it works again.
    void look(const ledger::Records &records)
    {
        const auto isLater = [this](const ledger::ExchangeRecord &record) {
            return record.exchange->began > m_since;
        };
        if (!m_fault || std::ranges::none_of(records.exchanges, isLater))
            return;
        RecordWriter::warn(u"pushbench-cli: %1: it can be written again; requests are taken"_s.arg(
            m_fault->where));
        m_fault.reset();
    }
    /// At the end: why the run is no good one, if it is none.
    [[nodiscard]] std::optional<Fault> verdict() const
    {
        if (!m_ever)
            return std::nullopt;
        return Fault{m_ever->kind, m_ever->where,
                     u"not every request could be recorded; those were answered 503, and all that "
                     "was answered 2xx is in the file"_s};
    }

private:
    std::optional<Fault> m_fault;
    std::optional<Fault> m_ever;
    WallTime m_since{};
};

} // namespace

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

    Outage outage;
    RecordFeed feed([&](const Facts &facts) {
        writer.facts(facts);
        outage.look(facts.records);
        seen += std::ranges::count_if(facts.records.exchanges,
                                      [](const ledger::ExchangeRecord &record) {
                                          return record.exchange->side == Side::Consumer;
                                      });
        if (options.stopAfter > 0 && seen >= options.stopAfter)
            stop();
    });
    Result<std::unique_ptr<Session>> session =
        Session::open({.path = options.common.session,
                       .program = "pushbench-cli " PUSHBENCH_VERSION,
                       .detail = options.events ? Books::Detail::Events : Books::Detail::Exchanges,
                       .grace = options.triage.grace,
                       .triage = options.triage.config,
                       .listens = true},
                      clock, feed.sink());
    if (!session)
        return trouble(session.fault());
    session.value()->journal().onFailure([&](const Fault &fault) {
        QMetaObject::invokeMethod(
            &loop, [&outage, fault, at = clock.now().wall] { outage.begin(fault, at); },
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

    const std::vector<QUrl> urls = consumer.call([&] { return consumer.engine()->urls(); });
    if (const auto warning = exposureWarning(options.config.address, quint16(urls.front().port())))
        RecordWriter::warn(*warning);
    Listening listening{.endpoints = doors(options, urls)};
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
    std::vector<std::unique_ptr<PolicyWatch>> policies;
    if (!options.policy.isEmpty())
        policies.push_back(
            follow(options.policy, signals, [&consumer](const consumer::Policy &changed) {
                consumer.post(
                    [engine = consumer.engine(), changed] { engine->setPolicy(changed); });
            }));
    for (qsizetype i = 0; i < options.endpointPolicies.size(); ++i) {
        if (!options.endpointPolicies[i].isEmpty())
            policies.push_back(follow(options.endpointPolicies[i], signals,
                                      [&consumer, i](const consumer::Policy &changed) {
                                          consumer.post([engine = consumer.engine(), i, changed] {
                                              engine->setEndpointPolicy(size_t(i), changed);
                                          });
                                      }));
    }
    const auto tellLoad = [&] {
        const consumer::Vitals vitals =
            consumer.call([&] { return consumer.engine()->takeVitals(); });
        if (vitals.load.acks.count > 0 || vitals.load.queueMost > 0 || vitals.waiting > 0)
            writer.load(clock.now().wall, vitals);
    };
    QTimer pace;
    QObject::connect(&pace, &QTimer::timeout, &loop, tellLoad);
    pace.start(kLoadPace);
    loop.exec();
    pace.stop();

    const Result<> closed = session.value()->close();
    feed.drain();
    tellLoad();
    writer.summary(clock.now().wall,
                   {.totals = feed.totals(),
                    .side = Side::Consumer,
                    .feeds = feed.feeds(),
                    .politeness = feed.politeness(),
                    .load = consumer.call([&] { return consumer.engine()->load(); }),
                    .outcome = "stopped"});
    if (const std::optional<Fault> fault = outage.verdict())
        return trouble(*fault);
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
