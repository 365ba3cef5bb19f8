// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exports/exporter.h"

#include "app/records/jsonline.h"
#include "app/records/recordwords.h"
#include "core/protocol/findingjson.h"

#include <QByteArrayList>
#include <QStringDecoder>

#include <algorithm>

namespace pushbench::app {
namespace {

void appendBytes(JsonLine &line, const QByteArray &name, const QByteArray &bytes)
{
    QByteArray member;
    appendBytesMember(member, name, bytes);
    line.members(member);
}

class NdjsonExporter final : public Exporter
{
public:
    QByteArray exchange(const ledger::ExchangeRecord &record, const Beside &beside) override
    {
        const journal::Exchange &exchange = *record.exchange;
        JsonLine line("exchange", exchange.began);
        line.number("id", exchange.number.value)
            .text("side", sideWord(exchange.side))
            .text("peer", exchange.peer)
            .text("protocol", exchange.protocol)
            .text("method", exchange.method)
            .text("target", exchange.target);
        if (exchange.source)
            line.text("source", *exchange.source);
        else
            line.null("source");
        line.number("status", exchange.status)
            .milliseconds("durationMs",
                          exchange.timings.done.value_or(std::chrono::microseconds(0)))
            .number("attempt", exchange.attempt)
            .text("outcome", journal::outcomeName(exchange.outcome))
            .text("fault", exchange.fault)
            .text("intended", exchange.intended)
            .members(exactMembers(exchange, beside));
        appendBytes(line, "requestHead", exchange.requestHead);
        appendBytes(line, "requestBody", exchange.requestBody);
        appendBytes(line, "responseHead", exchange.responseHead);
        appendBytes(line, "responseBody", exchange.responseBody);
        QByteArray findings;
        protocol::appendFindingsJson(findings, record.findings);
        return line.raw("findings", findings).take();
    }

    QByteArray event(const ledger::ExchangeRecord &record,
                     const ledger::EventRecord &event) override
    {
        JsonLine line("event", event.at);
        line.number("exchange", event.exchange.value)
            .text("side", sideWord(record.exchange->side))
            .text("source", record.exchange->source.value_or(QByteArray()))
            .number("sequence", event.event.sequence.value)
            .text("resourceName", event.event.resourceName)
            .text("resourceRecordKey", event.event.resourceRecordKey);
        if (!event.event.resourceRecordUrl.isEmpty())
            line.text("resourceRecordUrl", event.event.resourceRecordUrl);
        return line.text("state", ledger::eventStateName(event.state)).take();
    }
};

/// RFC 4180, UTF-8.
class CsvExporter final : public Exporter
{
public:
    explicit CsvExporter(bool exchanges)
        : m_exchanges(exchanges)
    {
    }

    QByteArray head(const Beside::Span &) override
    {
        return m_exchanges
            ? "time,id,side,peer,protocol,method,target,source,events,firstSequence,lastSequence,"
              "status,durationMs,attempt,outcome,fault,intended,requestHead,requestBody,"
              "responseHead,responseBody\r\n"
            : "time,exchange,side,source,sequence,resourceName,resourceRecordKey,"
              "resourceRecordUrl,state\r\n";
    }

    QByteArray exchange(const ledger::ExchangeRecord &record, const Beside &) override
    {
        const journal::Exchange &exchange = *record.exchange;
        const auto number = [](qint64 value) { return QByteArray::number(value); };
        const auto sequence = [&number](const std::optional<protocol::Sequence> &value) {
            return value ? number(value->value) : QByteArray();
        };
        const auto duration = exchange.timings.done.value_or(std::chrono::microseconds(0));
        return row({datetext::rfc3339(exchange.began),
                    number(exchange.number.value),
                    sideWord(exchange.side),
                    exchange.peer,
                    exchange.protocol,
                    exchange.method,
                    exchange.target,
                    exchange.source.value_or(QByteArray()),
                    number(record.events),
                    sequence(record.first),
                    sequence(record.last),
                    number(exchange.status),
                    QByteArray::number(double(duration.count()) / 1000, 'f', 3),
                    number(exchange.attempt),
                    journal::outcomeName(exchange.outcome).toByteArray(),
                    exchange.fault,
                    exchange.intended,
                    exchange.requestHead,
                    exchange.requestBody,
                    exchange.responseHead,
                    exchange.responseBody});
    }

    QByteArray event(const ledger::ExchangeRecord &record,
                     const ledger::EventRecord &event) override
    {
        return row({datetext::rfc3339(event.at), QByteArray::number(event.exchange.value),
                    sideWord(record.exchange->side), record.exchange->source.value_or(QByteArray()),
                    QByteArray::number(event.event.sequence.value),
                    event.event.resourceName.toByteArray(),
                    event.event.resourceRecordKey.toByteArray(),
                    event.event.resourceRecordUrl.toByteArray(),
                    ledger::eventStateName(event.state).toByteArray()});
    }

private:
    static QByteArray row(const QList<QByteArray> &cells)
    {
        QByteArray text;
        const char *separator = "";
        for (QByteArray cell : cells) {
            text.append(std::exchange(separator, ","));
            const bool plain = std::none_of(cell.begin(), cell.end(), [](char c) {
                return c == ',' || c == '"' || c == '\r' || c == '\n';
            });
            if (plain)
                text.append(cell);
            else
                text.append('"').append(cell.replace('"', "\"\"")).append('"');
        }
        return text.append("\r\n");
    }

    bool m_exchanges;
};

} // namespace

bool isText(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    static_cast<void>(QString(decoder(bytes)));
    return !decoder.hasError();
}

std::unique_ptr<Exporter> makeExporter(ExportFormat format, bool exchanges)
{
    switch (format) {
    case ExportFormat::Ndjson:
        return std::make_unique<NdjsonExporter>();
    case ExportFormat::Csv:
        return std::make_unique<CsvExporter>(exchanges);
    case ExportFormat::Har:
        return makeHarExporter();
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::app
