// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"
#include "app/exports/exporter.h"
#include "app/records/standardoutput.h"
#include "app/verbs/verbs.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Standard output, or a file that appears when it is whole.
class Destination
{
public:
    explicit Destination(const QString &path)
        : m_file(path)
        , m_toFile(!path.isEmpty())
    {
    }

    [[nodiscard]] Result<> open()
    {
        if (m_toFile && !m_file.open(QIODevice::WriteOnly))
            return fault();
        return {};
    }
    void write(const QByteArray &text)
    {
        if (text.isEmpty())
            return;
        if (m_toFile)
            m_file.write(text); // commit() tells what went wrong.
        else
            m_out.write(text);
    }
    [[nodiscard]] Result<> finish()
    {
        if (m_toFile)
            return m_file.commit() ? Result<>() : fault();
        m_out.flush();
        return m_out.fault() ? Result<>(*m_out.fault()) : Result<>();
    }

private:
    [[nodiscard]] Fault fault() const
    {
        return {
            FaultKind::Denied, m_file.fileName(),
            u"it cannot be written (%1); name another file by --to"_s.arg(m_file.errorString())};
    }

    QSaveFile m_file;
    StandardOutput m_out;
    bool m_toFile;
};

/// Where both halves of the bench recorded, the producer's events are the consumer's, and what was
/// refused came again; unless somebody asks for them.
class Selection
{
public:
    Selection(const ExportOptions &options, bool consumer)
        : m_filter(options.filter)
        , m_onlyConsumer(consumer && !options.filterText.contains(u"side:"_s))
        , m_onlyAccepted(!options.filterText.contains(u"is:"_s))
    {
    }

    [[nodiscard]] bool takes(const ledger::ExchangeRecord &exchange,
                             const ledger::EventRecord &event) const
    {
        if (m_onlyConsumer && exchange.exchange->side == Side::Producer)
            return false;
        if (m_onlyAccepted && event.state == ledger::EventState::Seen)
            return false;
        return m_filter.passes(exchange, event);
    }

private:
    const ledger::Filter &m_filter;
    bool m_onlyConsumer;
    bool m_onlyAccepted;
};

/// What was taken over stands for itself: the reader's exchange that showed it, under the feed's
/// label.
ledger::ExchangeRecord originOf(const ledger::EventRecord &event, const ledger::FeedKey &feed)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = event.exchange;
    exchange->side = Side::Reader;
    exchange->status = 200;
    if (!feed.name.label.isEmpty())
        exchange->source = feed.name.label;
    return {.exchange = std::move(exchange), .findings = {}};
}

} // namespace

ExitStatus runExport(const ExportOptions &options)
{
    Destination destination(options.to);
    const Result<journal::SessionReader> session = journal::SessionReader::open(options.path);
    if (!session)
        return trouble(session.fault());
    const Result<bool> consumer = session->has(Side::Consumer);
    if (!consumer)
        return trouble(consumer.fault());
    if (const Result<> opened = destination.open(); !opened)
        return trouble(opened.fault());
    const std::unique_ptr<Exporter> exporter = makeExporter(options.format, options.exchanges);
    const Selection selection(options, consumer.value());
    destination.write(exporter->head());
    const ledger::Bookkeeper *keeper = nullptr;
    Books books(Books::Detail::Events, [&](const Facts &facts) {
        std::span<const ledger::EventRecord> events(facts.records.events);
        const auto writeRecovered = [&] {
            for (; !events.empty() && events.front().state == ledger::EventState::Recovered;
                 events = events.subspan(1)) {
                const ledger::ExchangeRecord origin =
                    originOf(events.front(), keeper->books().key(events.front().feed));
                if (!options.exchanges && selection.takes(origin, events.front()))
                    destination.write(exporter->event(origin, events.front()));
            }
        };
        for (const ledger::ExchangeRecord &exchange : facts.records.exchanges) {
            writeRecovered();
            size_t count = 0;
            while (count < events.size() && events[count].exchange == exchange.exchange->number
                   && events[count].state != ledger::EventState::Recovered)
                ++count;
            const auto own = events.first(count);
            events = events.subspan(count);
            if (options.exchanges) {
                if (options.filter.passes(exchange, own))
                    destination.write(exporter->exchange(exchange));
                continue;
            }
            for (const ledger::EventRecord &event : own) {
                if (selection.takes(exchange, event))
                    destination.write(exporter->event(exchange, event));
            }
        }
        writeRecovered();
    });
    keeper = &books.keeper();
    if (const Result<> read = books.replay(options.path); !read)
        return trouble(read.fault());
    destination.write(exporter->foot());
    if (const Result<> finished = destination.finish(); !finished)
        return trouble(finished.fault());
    return ExitStatus::Good;
}

} // namespace pushbench::app
