// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"

#include "core/journal/headfields.h"

#include <algorithm>
#include <iterator>

namespace pushbench::app {
namespace {

/// Facts travel in batches of about so many exchanges and events: what a window takes in some
/// milliseconds.
constexpr size_t kMostExchanges = 2048;
constexpr size_t kMostEvents = 4096;

bool isFull(const Facts &facts)
{
    return facts.records.exchanges.size() >= kMostExchanges
        || facts.records.events.size() >= kMostEvents;
}

/// Facts may be that old. Taking them in larger batches leaves the processors to the engines.
constexpr std::chrono::milliseconds kPace{10};

constexpr std::chrono::milliseconds kLook{250};

/// An exchange counts from its first byte and comes here after its last one. Time is told that much
/// late, or what was under way would come after a verdict that it changes.
constexpr std::chrono::minutes kUnderWay{2};

WallTime endOf(const journal::Exchange &exchange)
{
    return exchange.began + exchange.timings.done.value_or(std::chrono::microseconds(0));
}

std::chrono::milliseconds leftAfter(const journal::Note &note)
{
    return std::chrono::round<std::chrono::milliseconds>(
        std::chrono::microseconds(note.text.toLongLong()));
}

} // namespace

Books::Books(Detail detail, Sink sink, const consumer::PolitenessConfig &politeness)
    : m_keeper(detail)
    , m_judge(politeness)
    , m_sink(std::move(sink))
    , m_inbox(std::make_shared<Inbox<journal::Committed>>([this] {
        QMetaObject::invokeMethod(&m_pace, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    }))
{
    m_pace.setParent(this);
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPace);
    connect(&m_pace, &QTimer::timeout, this, &Books::drain);
    m_look.setParent(this);
    m_look.setInterval(kLook);
}

void Books::follow(const Clock &clock)
{
    connect(&m_look, &QTimer::timeout, this, [this, &clock] { look(clock); });
    m_look.start();
}

void Books::look(const Clock &clock)
{
    Facts facts;
    const WallTime now = clock.now().wall;
    tick(now - kUnderWay, facts);
    m_keeper.expire(now, facts.records);
    tell(std::move(facts));
    if (m_triage)
        m_triage->look();
}

void Books::age(WallTime now)
{
    Facts facts;
    m_keeper.expire(now, facts.records);
    tell(std::move(facts));
}

void Books::askResource(const triage::TriageConfig &config, const Clock &clock, TriageSinks sinks)
{
    m_triage = std::make_unique<triage::Triage>(config, m_keeper, clock);
    connect(m_triage.get(), &triage::Triage::troubled, this,
            [this](ledger::FeedNumber feed, const QString &why) {
                Facts facts;
                facts.troubles.push_back({feed, why});
                send(std::move(facts));
            });
    m_triage->onExchange(std::move(sinks.exchange));
    if (sinks.verdict) {
        m_triage->onVerdict(std::move(sinks.verdict));
        return;
    }
    m_triage->onVerdict([this](const ledger::Verdict &verdict) {
        Facts facts;
        m_keeper.apply(verdict, facts.records);
        m_triage->applied();
        send(std::move(facts));
    });
}

void Books::finish(WallTime now)
{
    drain();
    m_look.stop();
    m_triage.reset();
    Facts facts;
    tick(now, facts);
    conclude(facts);
    tell(std::move(facts));
}

void Books::drain()
{
    const std::vector<journal::Committed> items = m_inbox->drain();
    if (items.empty())
        return;
    Facts facts;
    for (const journal::Committed &item : items) {
        if (const auto *note = std::get_if<journal::Note>(&item);
            note && note->kind == journal::Note::Kind::Consumer)
            m_expectations = consumer::readExpectations(note->text);
        apply(item, facts);
        if (isFull(facts))
            send(std::exchange(facts, {}));
    }
    send(std::move(facts));
    if (m_triage)
        m_triage->look();
}

void Books::apply(const journal::Committed &item, Facts &facts)
{
    if (const auto *note = std::get_if<journal::Note>(&item)) {
        if (note->kind == journal::Note::Kind::Withheld)
            facts.withheld.push_back(note->text);
        else if (note->kind == journal::Note::Kind::PeerLeft)
            facts.departures.push_back({note->exchange, leftAfter(*note)});
    }
    const bool verdict = std::holds_alternative<journal::Note>(item)
        && std::get<journal::Note>(item).kind == journal::Note::Kind::Verdict;
    consumer::JudgeChanges changes;
    const auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&item);
    if (exchange && (*exchange)->side != Side::Reader) {
        m_at = (*exchange)->began;
        if ((*exchange)->side == Side::Consumer)
            m_answered = std::max(m_answered, endOf(**exchange));
        m_judge.tick(m_at, changes); // Who was overdue by then stays so.
        m_keeper.expire(m_at, facts.records);
    }
    m_judge.apply(item, changes);
    m_keeper.apply(item, facts.records, changes.findings);
    if (verdict && m_triage)
        m_triage->applied();
    if (exchange && (*exchange)->side == Side::Reader && m_triage)
        m_triage->recorded(*exchange);
    take(std::move(changes), facts);
}

/// What is no finding of the exchange that was just applied.
void Books::take(consumer::JudgeChanges changes, Facts &facts)
{
    std::ranges::move(changes.records, std::back_inserter(facts.politeness));
    std::vector<ledger::FindingRecord> later;
    later.reserve(changes.later.size());
    for (consumer::LateFinding &late : changes.later)
        later.push_back({late.exchange, std::move(late.finding), m_at});
    m_keeper.add(std::move(later), facts.records);
}

void Books::tick(WallTime now, Facts &facts)
{
    m_at = now;
    consumer::JudgeChanges changes;
    m_judge.tick(m_at, changes);
    take(std::move(changes), facts);
}

void Books::conclude(Facts &facts)
{
    consumer::JudgeChanges changes;
    m_judge.conclude(changes);
    take(std::move(changes), facts);
}

void Books::tell(Facts facts)
{
    if (!facts.politeness.empty() || !facts.records.findings.empty() || !facts.records.gaps.empty())
        send(std::move(facts));
}

void Books::send(Facts facts)
{
    if (m_muted)
        return;
    m_keeper.summarise(facts.records);
    if (!facts.politeness.empty())
        facts.figures = m_judge.figures();
    m_sink(std::move(facts));
}

Result<std::vector<journal::RunRecord>> Books::runsOf(const journal::SessionReader &reader)
{
    Result<std::vector<journal::RunRecord>> runs = reader.runs();
    if (runs)
        std::erase_if(runs.value(), [](const journal::RunRecord &run) {
            return run.program.endsWith(kAnalyzing);
        });
    return runs;
}

Result<std::optional<Books::Earlier>> Books::resume(const QString &path)
{
    Earlier earlier;
    {
        const Result<journal::SessionReader> reader = journal::SessionReader::open(path);
        if (!reader)
            return reader.fault();
        Result<std::vector<journal::RunRecord>> runs = runsOf(reader.value());
        if (!runs)
            return runs.fault();
        // The last one is that which begins now.
        if (runs->size() < 2)
            return std::optional<Earlier>();
        const journal::RunRecord &before = runs.value()[runs->size() - 2];
        earlier = Earlier{.until = before.ended.value_or(before.began),
                          .clean = before.ended.has_value()};
    }
    m_muted = true;
    const Result<> read = replay(path, Ending::GoesOn);
    m_muted = false;
    if (!read)
        return read.fault();
    m_keeper.beginRun();
    m_judge.beginRun();
    Facts facts;
    m_keeper.summariseAll(facts.records);
    m_sink(std::move(facts));
    if (!earlier.clean)
        earlier.until = std::max(earlier.until, m_answered);
    return std::optional(earlier);
}

Result<> Books::replay(const QString &path)
{
    return replay(path, Ending::IsOver);
}

Result<> Books::replay(const QString &path, Ending ending)
{
    m_cancelled = false;
    Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    if (!reader)
        return reader.fault();
    const Result<std::vector<journal::RunRecord>> runs = runsOf(reader.value());
    if (!runs)
        return runs.fault();
    WallTime last{}; // What is known of how late it became.
    for (const journal::RunRecord &run : runs.value())
        last = std::max(last, run.ended.value_or(run.began));
    Facts facts;
    const auto take = [this, &facts](const journal::Committed &item) {
        apply(item, facts);
        if (isFull(facts))
            send(std::exchange(facts, {}));
        return !m_cancelled;
    };
    const Result<> done = reader->replay(
        {.exchange =
             [this, &take, &last](journal::Exchange exchange) {
                 derive(exchange, m_expectations);
                 last = std::max(last, exchange.began);
                 return take(std::make_shared<const journal::Exchange>(std::move(exchange)));
             },
         .note =
             [this, &take, &reader](journal::Note note) {
                 if (note.kind == journal::Note::Kind::Consumer)
                     m_expectations = consumer::readExpectations(note.text);
                 else if (note.kind == journal::Note::Kind::AnswerLost
                          || note.kind == journal::Note::Kind::PeerLeft)
                     note.about = recorded(reader.value(), note.exchange);
                 return take(note);
             }});
    if (ending == Ending::IsOver) {
        tick(last, facts);
        conclude(facts);
    }
    send(std::move(facts));
    return done;
}

/// The exchange that a note is about.
std::shared_ptr<const journal::Exchange> Books::recorded(const journal::SessionReader &reader,
                                                         ExchangeNumber number) const
{
    Result<std::optional<journal::Exchange>> found = reader.exchange(number);
    if (!found || !found.value())
        return nullptr;
    journal::Exchange exchange = std::move(*std::move(found).value());
    derive(exchange, m_expectations);
    return std::make_shared<const journal::Exchange>(std::move(exchange));
}

std::shared_ptr<const journal::Exchange> Books::exchange(const QString &path,
                                                         ExchangeNumber number) const
{
    const Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    return reader ? recorded(reader.value(), number) : nullptr;
}

protocol::Findings Books::findingsOf(const journal::Exchange &exchange)
{
    protocol::Findings findings = exchange.findings;
    if (exchange.payload)
        findings.insert(findings.end(), exchange.payload->findings().begin(),
                        exchange.payload->findings().end());
    return findings;
}

std::vector<ledger::StripCell> Books::strip(ledger::FeedNumber feed, protocol::Sequence first,
                                            protocol::Sequence last, int columns) const
{
    if (feed.value < 0 || feed.value >= m_keeper.books().count())
        return {};
    return ledger::stripColumns(m_keeper.books().book(feed), first, last, columns);
}

void derive(journal::Exchange &exchange, const consumer::IntakeConfig &expectations)
{
    exchange.retryAfter = journal::combinedValue(exchange.responseHead, "Retry-After");
    if (exchange.side == Side::Reader)
        return; // It brought no events, and nobody judges what we asked.
    if (exchange.side == Side::Producer) {
        exchange.payload =
            std::make_shared<const protocol::Payload>(protocol::parsePayload(exchange.requestBody));
        return;
    }
    consumer::Judgement judgement = consumer::judgeRecorded(exchange, expectations);
    exchange.payload = std::move(judgement.payload);
    exchange.findings = std::move(judgement.findings);
}

} // namespace pushbench::app
