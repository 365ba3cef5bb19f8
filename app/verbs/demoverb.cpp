// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/records/recordwriter.h"
#include "app/resourcehost.h"
#include "app/session.h"
#include "app/verbs/verbs.h"
#include "app/version.h"
#include "core/consumer/consumer.h"
#include "core/producer/producer.h"

#include <QEventLoop>
#include <QMap>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

constexpr auto kStepLimit = 10s;

/// Scaled down, so that nobody has to wait for a quarter of an hour.
constexpr triage::TriageTimes kTimes{.grace = 1s, .settle = 1s, .deadline = 2s};

protocol::EntityEvent event(qint64 sequence, const char *resource, const char *key)
{
    return {.sequence = {sequence},
            .resourceName = resource,
            .resourceRecordKey = key,
            .resourceRecordUrl = {}};
}

/// Producer and consumer against each other over real sockets, told step by step. Each step says
/// what will happen, makes it happen, and compares.
class Demo
{
public:
    Demo(const DemoOptions &options, const Clock &clock)
        : m_clock(clock)
        , m_writer(options.common.output, true)
        , m_feed([this](const Facts &facts) { note(facts); })
    {
    }

    Result<> prepare(const QString &path);
    bool run(const ProcessSignals &signals);
    void finish();
    [[nodiscard]] const std::optional<Fault> &outputFault() const { return m_writer.fault(); }

private:
    void note(const Facts &facts);
    void tell(const QString &line) { m_writer.say(line); }
    bool check(bool asTold, const QString &what);
    [[nodiscard]] std::vector<int> push(std::vector<protocol::EntityEvent> events);
    void force(const consumer::Reply &reply);

    bool showSingle();
    bool showBatchWithHole();
    bool showWait(const consumer::Reply &reply, const QString &said,
                  std::chrono::milliseconds atLeast, qint64 sequence);
    bool showConflict();
    bool showTriage();
    void publish(const std::vector<protocol::EntityEvent> &events) { m_host->publisher()(events); }

    const Clock &m_clock;
    RecordWriter m_writer;
    RecordFeed m_feed;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<EngineThread<consumer::Consumer>> m_consumer;
    std::unique_ptr<ResourceHost> m_host; ///< The producer's EntityEvent resource.
    const Secret m_token = Secret::generate();
    const Secret m_resourceToken = Secret::generate();
    QUrl m_url;
    std::vector<int> m_statuses; ///< Of the consumer's exchanges since the last push.
    qint64 m_conflicts = 0;
    bool m_delivered = false;         ///< The producer's exchange of this push was answered 2xx.
    std::function<void()> m_stopPush; ///< While a push is under way: breaks it off.
    QMap<qint64, ledger::GapState> m_gaps; ///< The consumer's, by their first number.
    std::function<void()> m_told;          ///< While a push is under way: something was told.
    bool m_interrupted = false;
    bool m_allAsTold = true;
};

Result<> Demo::prepare(const QString &path)
{
    Result<std::unique_ptr<ResourceHost>> host =
        ResourceHost::start({.token = m_resourceToken}, m_clock);
    if (!host)
        return host.fault();
    m_host = std::move(host).value();
    Result<std::unique_ptr<Session>> session = Session::open(
        {.path = path, .program = "pushbench-cli " PUSHBENCH_VERSION, .grace = kTimes.grace},
        m_clock, m_feed.sink());
    if (!session)
        return session.fault();
    m_session = std::move(session).value();
    consumer::Config config;
    config.port = 0;
    config.intake.endpoints = {{.tokens = {m_token}, .sources = {"Demo feed"}}};
    m_consumer = std::make_unique<EngineThread<consumer::Consumer>>(
        u"consumer"_s, std::make_unique<consumer::Consumer>(config, m_clock, m_session->journal()));
    Result<> started = m_consumer->call([this] { return m_consumer->engine()->start(); });
    if (started)
        m_url = m_consumer->call([this] { return m_consumer->engine()->url(); });
    return started;
}

void Demo::note(const Facts &facts)
{
    const ledger::Records &records = facts.records;
    m_writer.facts(facts);
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (record.exchange->side == Side::Consumer)
            m_statuses.push_back(record.exchange->status);
        else if (record.exchange->side == Side::Producer)
            m_delivered = m_delivered || record.exchange->outcome == journal::Outcome::Delivered;
    }
    m_conflicts = records.totals.conflicts;
    for (const ledger::GapRecord &record : records.gaps) {
        if (m_feed.feeds().at(size_t(record.feed.value)).side == Side::Consumer)
            m_gaps[record.gap.first.value] = record.gap.state;
    }
    if (m_told)
        m_told();
}

bool Demo::check(bool asTold, const QString &what)
{
    if (m_interrupted)
        return false;
    tell((asTold ? u"  as told: "_s : u"  NOT as told: "_s) + what + u'\n');
    m_allAsTold = m_allAsTold && asTold;
    return asTold;
}

/// Pushes in one request and gives the statuses of the consumer's answers, in order.
std::vector<int> Demo::push(std::vector<protocol::EntityEvent> events)
{
    m_statuses.clear();
    m_delivered = false;
    producer::Config config;
    config.target = m_url;
    config.token = m_token;
    config.source = "Demo feed";
    config.batch = int(events.size());
    config.delivery.backoffBase = 200ms;
    QEventLoop loop;
    EngineThread<producer::Producer> producer(
        u"producer"_s,
        std::make_unique<producer::Producer>(
            config, std::make_unique<producer::ListSource>(std::move(events)), m_clock,
            m_session->journal()));
    producer::Producer *engine = producer.engine();
    QObject::connect(engine, &producer::Producer::held, &loop,
                     [this](WallTime until, std::chrono::milliseconds wait, const QString &reason) {
                         m_writer.held(m_clock.now().wall, until, wait, reason);
                     });
    // Over when the engine is done and its last exchange was told; an interrupted one may have
    // none.
    bool finished = false;
    m_told = [this, &loop, &finished] {
        if (finished && (m_delivered || m_interrupted))
            loop.quit();
    };
    QObject::connect(engine, &producer::Producer::finished, &loop, [this, &finished] {
        finished = true;
        m_told();
    });
    QTimer::singleShot(kStepLimit, &loop, &QEventLoop::quit);
    m_stopPush = [&producer, engine] { producer.post([engine] { engine->stop(); }); };
    producer.post([engine] { engine->start(); });
    loop.exec();
    m_told = nullptr;
    m_stopPush = nullptr;
    return m_statuses;
}

void Demo::force(const consumer::Reply &reply)
{
    m_consumer->call([this, &reply] { m_consumer->engine()->forceNext(reply, 1); });
}

bool Demo::showSingle()
{
    tell(
        u"1. The producer pushes one EntityEvent, in the single-valued form. The consumer takes it: 200."_s);
    publish({event(1101, "Showing", "235021")});
    return check(push({event(1101, "Showing", "235021")}) == std::vector{200},
                 u"one POST, one 200"_s);
}

bool Demo::showBatchWithHole()
{
    tell(u"2. It pushes a batch of four. 1104 it drops, 1106 it has hidden, as it may (RCP-027): "
         u"so a "
         u"hole is a\n"
         "   question, not a loss, and both show as open gaps."_s);
    std::vector<protocol::EntityEvent> events{
        event(1102, "Property", "235021"), event(1103, "Media", "ABC123"),
        event(1105, "Property", "235022"), event(1107, "Media", "ABC124")};
    publish(events);
    publish({event(1104, "Member", "M7")});
    const std::vector<int> statuses = push(std::move(events));
    return check(statuses == std::vector{200}, u"one POST with four events, one 200"_s);
}

bool Demo::showWait(const consumer::Reply &reply, const QString &said,
                    std::chrono::milliseconds atLeast, qint64 sequence)
{
    tell(said);
    force(reply);
    publish({event(sequence, "Property", "235023")});
    const SteadyTime before = m_clock.now().steady;
    const std::vector<int> statuses = push({event(sequence, "Property", "235023")});
    const auto waited =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now().steady - before);
    return check(statuses == std::vector{429, 200} && waited >= atLeast,
                 u"429, then a wait of %1 ms, then 200"_s.arg(waited.count()));
}

bool Demo::showConflict()
{
    tell(u"5. The producer reuses 1101 for another record. The payload is well formed, so the "
         u"answer is 200; the\n"
         "   books judge, and call it a conflict (RCP027-R6)."_s);
    const std::vector<int> statuses = push({event(1101, "Property", "999999")});
    return check(statuses == std::vector{200} && m_conflicts == 1,
                 u"200, and one conflict in the books"_s);
}

bool Demo::showTriage()
{
    tell(u"6. The consumer asks the producer's EntityEvent resource about 1104 and 1106. What is "
         u"there "
         u"and was never\n"
         "   pushed is lost; what is not there in two complete reads is hidden."_s);
    m_session->askResource(
        {.reader = {.root = m_host->url(), .token = m_resourceToken, .pageSize = 1000},
         .times = kTimes});
    QEventLoop loop;
    const auto settled = [this] {
        return m_gaps.value(1104) == ledger::GapState::Lost
            && m_gaps.value(1106) == ledger::GapState::Hidden;
    };
    m_told = [this, &loop, &settled] {
        if (settled() || m_interrupted)
            loop.quit();
    };
    m_stopPush = [&loop] { loop.quit(); };
    QTimer::singleShot(kStepLimit, &loop, &QEventLoop::quit);
    if (!settled())
        loop.exec();
    m_told = nullptr;
    m_stopPush = nullptr;
    return check(settled(), u"1104 is lost, 1106 is hidden, and nothing is left open"_s);
}

bool Demo::run(const ProcessSignals &signals)
{
    QObject::connect(&signals, &ProcessSignals::stopRequested, &m_feed, [this] {
        m_interrupted = true;
        if (m_stopPush)
            m_stopPush();
    });
    tell(u"A mock producer and a mock consumer, over real sockets at "_s + m_url.toString()
         + u'\n');
    const auto steps = {
        std::function<bool()>([this] { return showSingle(); }),
        std::function<bool()>([this] { return showBatchWithHole(); }),
        std::function<bool()>([this] {
            return showWait({.status = 429, .retryAfter = consumer::RetryAfterSpec::parse("1")},
                            u"3. The consumer is under load: 429 with Retry-After: 1. The producer "
                            u"waits a second or\n"
                            "   more, then sends the same event again."_s,
                            1000ms, 1108);
        }),
        std::function<bool()>([this] {
            return showWait(
                {.status = 429, .retryAfter = consumer::RetryAfterSpec::parse("date:+2")},
                u"4. The same with a date: 429 with Retry-After as an HTTP date two seconds ahead. "
                u"Dates\n"
                "   have whole seconds, so the wait is rounded up."_s,
                1000ms, 1109);
        }),
        std::function<bool()>([this] { return showConflict(); }),
        std::function<bool()>([this] { return showTriage(); }),
    };
    for (const std::function<bool()> &step : steps) {
        if (m_interrupted)
            return false;
        step();
    }
    return m_allAsTold && !m_interrupted;
}

void Demo::finish()
{
    QEventLoop loop;
    QObject::connect(m_consumer->engine(), &consumer::Consumer::stopped, &loop, &QEventLoop::quit);
    m_consumer->post([engine = m_consumer->engine()] { engine->stop(); });
    loop.exec();
    static_cast<void>(m_session->close());
    m_feed.drain();
    m_writer.summary(m_clock.now().wall,
                     {.totals = m_feed.totals(),
                      .side = Side::Consumer,
                      .feeds = m_feed.feeds(),
                      .politeness = m_feed.politeness(),
                      .outcome = m_interrupted ? "interrupted"
                          : m_allAsTold        ? "all as told"
                                               : "not all as told"});
}

} // namespace

ExitStatus runDemo(const DemoOptions &options)
{
    const SystemClock clock;
    const ProcessSignals signals;
    Demo demo(options, clock);
    if (const Result<> ready = demo.prepare(options.common.session); !ready)
        return trouble(ready.fault());
    const bool good = demo.run(signals);
    demo.finish();
    if (demo.outputFault())
        return trouble(*demo.outputFault());
    return good ? ExitStatus::Good : ExitStatus::Bad;
}

} // namespace pushbench::app
