// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exports/sessionexport.h"

#include "app/books.h"
#include "app/exports/notecursor.h"

namespace pushbench::app {
namespace {

} // namespace

ledger::ExchangeRecord originOf(const ledger::EventRecord &event, const QByteArray &label)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = event.exchange;
    exchange->side = Side::Reader;
    exchange->status = 200;
    if (!label.isEmpty())
        exchange->source = label;
    return {.exchange = std::move(exchange), .findings = {}};
}

Result<qint64> exportSession(const QString &path, ExportFormat format, const ExportRules &rules,
                             const std::function<void(const QByteArray &)> &write)
{
    const Result<journal::SessionReader> session = journal::SessionReader::open(path);
    if (!session)
        return session.fault();
    const Result<Beside::Span> span = spanOf(session.value());
    if (!span)
        return span.fault();
    NoteCursor notes(session.value(), span.value());
    std::optional<Fault> broken; // Of reading notes.
    qint64 count = 0;
    const std::unique_ptr<Exporter> exporter = makeExporter(format, rules.exchanges);
    const auto writeExchange = [&](const ledger::ExchangeRecord &exchange) {
        const Result<Beside> beside = notes.beside(exchange.exchange->number);
        if (!beside) {
            broken = beside.fault();
            return;
        }
        write(exporter->exchange(exchange, beside.value()));
        ++count;
    };
    const auto writeEvent = [&](const ledger::ExchangeRecord &exchange,
                                const ledger::EventRecord &event) {
        if (!rules.takesEvent(exchange, event))
            return;
        write(exporter->event(exchange, event));
        ++count;
    };
    write(exporter->head(span.value()));
    const ledger::Bookkeeper *keeper = nullptr;
    Books books(Books::Detail::Events, [&](const Facts &facts) {
        if (rules.hear)
            rules.hear(facts.records);
        eachExchange(
            facts.records,
            [&](const ledger::ExchangeRecord &exchange,
                std::span<const ledger::EventRecord> events) {
                if (!rules.exchanges) {
                    for (const ledger::EventRecord &event : events)
                        writeEvent(exchange, event);
                } else if (rules.takesExchange(exchange, events)) {
                    writeExchange(exchange);
                }
            },
            [&](const ledger::EventRecord &event) {
                if (!rules.exchanges)
                    writeEvent(originOf(event, keeper->books().key(event.feed).name.label), event);
            });
    });
    keeper = &books.keeper();
    if (const Result<> read = books.replay(path); !read)
        return read.fault();
    if (broken)
        return *broken;
    write(exporter->foot());
    return count;
}

} // namespace pushbench::app
