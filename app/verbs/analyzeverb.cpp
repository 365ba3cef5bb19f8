// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"
#include "app/bundle/sessionplace.h"
#include "app/intentions.h"
#include "app/processsignals.h"
#include "app/records/findinggroups.h"
#include "app/records/recordwriter.h"
#include "app/session.h"
#include "app/verbs/verbs.h"
#include "app/version.h"

#include "core/ledger/remarkindex.h"

#include <QEventLoop>
#include <QMap>
#include <QTimer>

#include <map>
#include <numeric>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr std::chrono::milliseconds kAskPace{50};

/// What a session's producer did not get rid of: the events of batches that nobody answered 2xx.
class Deliveries
{
public:
    void count(const ledger::Records &records)
    {
        for (const ledger::ExchangeRecord &record : records.exchanges)
            count(*record.exchange, record.events);
    }
    /// Only a producer recorded here; where a consumer did, too, its books are the ones that count.
    [[nodiscard]] bool any() const noexcept { return m_producer && !m_consumer; }
    [[nodiscard]] qint64 notDelivered() const
    {
        return std::accumulate(m_open.begin(), m_open.end(), m_left);
    }

private:
    void count(const journal::Exchange &exchange, int events)
    {
        m_consumer = m_consumer || exchange.side == Side::Consumer;
        if (exchange.side != Side::Producer)
            return;
        // Batches are numbered from 1 in each run, so a first try of the first one begins another.
        if (exchange.delivery == 1 && exchange.attempt == 1) {
            m_left = notDelivered();
            m_open.clear();
        }
        m_producer = true;
        if (exchange.accepted())
            m_open.remove(exchange.delivery);
        else
            m_open.insert(exchange.delivery, events);
    }

    QMap<qint64, qint64> m_open; ///< Events by batch, of this run.
    qint64 m_left = 0;           ///< Of the runs before it.
    bool m_producer = false;
    bool m_consumer = false;
};

/// The holds of a session: those that are settled are told as they come, the others at the end.
/// People are told of the first few that did not go well; the sums stand in the summary.
class Holds
{
public:
    explicit Holds(OutputFormat format)
        : m_everyOne(format == OutputFormat::Json)
    {
    }

    void tell(const Facts &facts, RecordWriter &writer)
    {
        for (const consumer::PolitenessRecord &record : facts.politeness) {
            if (record.manner == consumer::Manner::Waiting) {
                m_waiting[record.exchange] = record;
                continue;
            }
            m_waiting.erase(record.exchange);
            if (m_everyOne
                || (record.manner != consumer::Manner::Obeyed && ++m_told <= kMostForPeople))
                writer.politeness(record);
        }
    }
    void tellWaiting(RecordWriter &writer) const
    {
        for (const auto &[exchange, record] : m_waiting)
            writer.politeness(record);
        if (!m_everyOne && m_told > kMostForPeople)
            writer.say(u"… and %1 more holds that did not go well"_s.arg(m_told - kMostForPeople));
    }

private:
    static constexpr int kMostForPeople = 20;

    bool m_everyOne;
    int m_told = 0;
    std::map<ExchangeNumber, consumer::PolitenessRecord> m_waiting;
};

/// The feeds with every gap that is open at the end.
ledger::Records stateOf(const Books &books, const Intentions &intentions)
{
    ledger::Records state;
    books.keeper().summariseAll(state);
    for (const ledger::FeedSummary &feed : state.feeds) {
        books.keeper().books().book(feed.feed).forEachGap([&](ledger::Gap gap) {
            if (feed.sparse && ledger::isQuestion(gap.state))
                return; // No alarm.
            if (gap.evidence.isEmpty())
                gap.evidence = intentions.evidenceFor(gap.first, gap.last);
            state.gaps.push_back({feed.feed, gap, gap.openedAt});
        });
    }
    return state;
}

/// Asks the resource about everything that is missing, until there is nothing left to ask, it
/// cannot be read, or somebody has had enough. False when not everything was answered.
bool ask(Books &books, const triage::TriageConfig &config, const Clock &clock,
         journal::Journal *journal)
{
    books.askResource(config, clock, journal ? recordingIn(*journal) : TriageSinks());
    triage::Triage *triage = books.triage();
    QEventLoop loop;
    const ProcessSignals signals;
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, &QEventLoop::quit);
    const auto settled = [triage, &loop] {
        triage->look();
        if (triage->isSettled())
            loop.quit();
    };
    QTimer pace;
    QObject::connect(&pace, &QTimer::timeout, &loop, settled);
    pace.start(kAskPace);
    RecordWriter::warn(u"asking "_s + config.reader.root.toString()
                       + u"; what is absent is read again after %1 s (--settle)"_s.arg(
                           std::chrono::duration<double>(config.times.settle).count()));
    loop.exec();
    return triage->isSettled() && triage->troubles().empty();
}

/// What asked the resource while it was recorded: verdicts name these exchanges. People find them
/// by `export --exchanges --filter side:reader`.
std::vector<ledger::ExchangeRecord> readsOf(const ledger::Records &records, OutputFormat format)
{
    std::vector<ledger::ExchangeRecord> reads;
    if (format != OutputFormat::Json)
        return reads;
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (record.exchange->side == Side::Reader)
            reads.push_back(record);
    }
    return reads;
}

std::vector<ledger::FeedSummary> feedsOf(const ledger::Bookkeeper &keeper)
{
    ledger::Records all;
    keeper.summariseAll(all);
    return all.feeds;
}

} // namespace

ExitStatus runAnalyze(const AnalyzeOptions &options)
{
    RecordWriter writer(options.common.output, false);
    return analyze(options, writer);
}

ExitStatus analyze(const AnalyzeOptions &options, RecordWriter &writer)
{
    const SystemClock clock;
    const Result<SessionPlace> place = SessionPlace::find(options.path);
    if (!place)
        return trouble(place.fault());
    FindingGroups findings;
    Deliveries deliveries;
    Intentions intentions;
    Holds holds(options.common.output);
    std::vector<ledger::ConditionRecord> conditions;
    ledger::RemarkIndex remarks;
    const ledger::Bookkeeper *keeper = nullptr;
    Books books(Books::Detail::Exchanges, [&](const Facts &facts) {
        findings.count(facts.records);
        writer.facts({.records = {.exchanges = readsOf(facts.records, options.common.output)}});
        deliveries.count(facts.records);
        intentions.count(facts);
        holds.tell(facts, writer);
        std::ranges::move(facts.records.conditions, std::back_inserter(conditions));
        remarks.take(facts.records);
        if (!facts.troubles.empty())
            writer.facts({.records = {.feeds = feedsOf(*keeper)}, .troubles = facts.troubles});
    });
    keeper = &books.keeper();
    if (const Result<> read = books.replay(place->path()); !read)
        return trouble(read.fault());
    holds.tellWaiting(writer);
    // Who asks about a recording does not wait for anything that may be under way.
    if (options.triage)
        books.keeper().setGrace({});
    books.age(clock.now().wall);
    std::unique_ptr<journal::Journal> journal;
    if (options.triage && options.triage->recover) {
        // What is taken over belongs to the session from now on, with what shows it.
        Result<std::unique_ptr<journal::Journal>> opened = journal::Journal::open(
            options.path,
            {.began = clock.now().wall,
             .program = QByteArray("pushbench-cli " PUSHBENCH_VERSION).append(kAnalyzing)},
            journal::Durability::PowerLoss, clock);
        if (!opened)
            return trouble(opened.fault());
        journal = std::move(opened).value();
        journal->subscribe(books.inbox());
        // Verdicts on what is younger count, too, when the session is read again.
        journal->note({.kind = journal::Note::Kind::Grace, .text = "0"});
    }
    bool answered = true;
    if (options.triage)
        answered = ask(books, *options.triage, clock, journal.get());
    if (journal) {
        if (const Result<> closed = journal->close(); !closed)
            return trouble(closed.fault());
    }
    ledger::Records state = stateOf(books, intentions);
    state.conditions = std::move(conditions);
    writer.facts({.records = state});
    const WallTime now = clock.now().wall;
    for (const FindingGroup &group : findings.sorted())
        writer.findingGroup(now, group);
    for (const ledger::Remark &remark : remarks.all())
        writer.remark(remark);
    for (const auto &[kind, count] : intentions.counts())
        writer.misbehaviour(now, producer::kindOf(kind).name, count.exchanges, count.events);
    for (const ledger::FeedSummary &feed : state.feeds) {
        if (options.common.output == OutputFormat::Json)
            writer.feed(now, feed);
    }
    writer.summary(now,
                   {.totals = state.totals,
                    .side = deliveries.any() ? Side::Producer : Side::Consumer,
                    .feeds = state.feeds,
                    .politeness = books.judge().figures(),
                    .notDelivered = deliveries.notDelivered(),
                    .outcome = "analyzed"});
    if (writer.fault())
        return trouble(*writer.fault());
    return answered ? ExitStatus::Good : ExitStatus::Bad;
}

} // namespace pushbench::app
