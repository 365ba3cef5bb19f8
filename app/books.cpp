// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"

namespace pushbench::app {
namespace {

/// Facts travel in batches of about that many exchanges.
constexpr size_t kBatch = 4096;

/// Facts may be that old. Taking them in larger batches leaves the processors to the engines.
constexpr std::chrono::milliseconds kPace{10};

} // namespace

Books::Books(Detail detail, Sink sink)
    : m_keeper(detail)
    , m_sink(std::move(sink))
    , m_inbox(std::make_shared<Inbox<journal::Committed>>([this] {
        QMetaObject::invokeMethod(&m_pace, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    }))
{
    m_pace.setParent(this);
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPace);
    connect(&m_pace, &QTimer::timeout, this, &Books::drain);
}

void Books::drain()
{
    const std::vector<journal::Committed> items = m_inbox->drain();
    if (items.empty())
        return;
    ledger::Records records;
    for (const journal::Committed &item : items) {
        if (const auto *note = std::get_if<journal::Note>(&item);
            note && note->kind == journal::Note::Kind::Consumer)
            m_expectations = consumer::readExpectations(note->text);
        m_keeper.apply(item, records);
    }
    m_keeper.summarise(records);
    m_sink(std::move(records));
}

Result<> Books::replay(const QString &path)
{
    m_cancelled = false;
    Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    if (!reader)
        return reader.fault();
    ledger::Records records;
    const auto flush = [this, &records] {
        m_keeper.summarise(records);
        m_sink(std::exchange(records, {}));
    };
    const auto apply = [this, &records, &flush](const journal::Committed &item) {
        m_keeper.apply(item, records);
        if (records.exchanges.size() >= kBatch)
            flush();
        return !m_cancelled;
    };
    const Result<> done = reader->replay(
        {.exchange =
             [this, &apply](journal::Exchange exchange) {
                 derive(exchange, m_expectations);
                 return apply(std::make_shared<const journal::Exchange>(std::move(exchange)));
             },
         .note =
             [this, &apply, &reader](journal::Note note) {
                 if (note.kind == journal::Note::Kind::Consumer)
                     m_expectations = consumer::readExpectations(note.text);
                 else if (note.kind == journal::Note::Kind::AnswerLost)
                     note.about = recorded(reader.value(), note.exchange);
                 return apply(note);
             }});
    flush();
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
