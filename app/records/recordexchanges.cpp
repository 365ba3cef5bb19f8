// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What RecordWriter tells of exchanges, their events and the gaps that they leave.

#include "app/records/findinglines.h"
#include "app/records/jsonline.h"
#include "app/records/recordwords.h"
#include "app/records/recordwriter.h"
#include "core/protocol/findingjson.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

std::chrono::microseconds duration(const journal::Exchange &exchange)
{
    return exchange.timings.done.value_or(
        exchange.timings.requestDone.value_or(std::chrono::microseconds(0)));
}

void nameFeed(JsonLine &line, const ledger::FeedSummary &feed)
{
    line.text("feed", feed.label);
    if (!feed.path.isEmpty())
        line.text("path", feed.path);
    if (feed.epoch > 1)
        line.number("epoch", feed.epoch);
}

void textOrNull(JsonLine &line, QByteArrayView name, const QByteArray &value)
{
    if (value.isEmpty())
        line.null(name);
    else
        line.text(name, value);
}

QString directionWord(Side side)
{
    switch (side) {
    case Side::Consumer:
        return u"  in   "_s;
    case Side::Producer:
        return u"  out  "_s;
    case Side::Reader:
        return u"  ask  "_s;
    }
    Q_UNREACHABLE();
}

QByteArray numberList(const QList<ExchangeNumber> &exchanges)
{
    QByteArray list("[");
    for (const ExchangeNumber exchange : exchanges) {
        if (list.size() > 1)
            list.append(',');
        list.append(QByteArray::number(exchange.value));
    }
    return list.append(']');
}

/// " (#14, #15)", or " (#14 … #27)" when they are many.
QString shownBy(const QList<ExchangeNumber> &exchanges)
{
    constexpr qsizetype kMost = 3;
    if (exchanges.isEmpty())
        return {};
    QStringList names;
    for (const ExchangeNumber exchange : exchanges)
        names.append(u'#' + QString::number(exchange.value));
    return u" ("_s
        + (names.size() <= kMost ? names.join(u", "_s)
                                 : QString(names.first() + u" … "_s + names.last()))
        + u')';
}

/// "a,b" as ["a","b"].
QByteArray nameList(const QByteArray &names)
{
    QByteArray list("[");
    for (const QByteArray &name : names.split(',')) {
        if (name.isEmpty())
            continue;
        if (list.size() > 1)
            list.append(',');
        protocol::appendJsonString(list, name);
    }
    return list.append(']');
}

} // namespace

void RecordWriter::exchangeJson(const ledger::ExchangeRecord &record)
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
    line.number("events", record.events);
    // What is absent is null, so that every exchange has the same members.
    if (record.first)
        line.number("firstSequence", record.first->value)
            .number("lastSequence", record.last->value);
    else
        line.null("firstSequence").null("lastSequence");
    line.number("requestBytes", exchange.requestHead.size() + exchange.requestBody.size())
        .number("status", exchange.status);
    textOrNull(line, "retryAfter", exchange.retryAfter);
    line.milliseconds("durationMs", duration(exchange));
    if (exchange.side == Side::Producer)
        line.number("attempt", exchange.attempt)
            .text("outcome", journal::outcomeName(exchange.outcome))
            .raw("intended", nameList(exchange.intended));
    textOrNull(line, "fault", exchange.fault);
    textOrNull(line, "tls", exchange.tls);
    QByteArray findings;
    protocol::appendFindingsJson(findings, record.findings);
    line.raw("findings", findings);
    m_out.write(line.take());
}

/// People can read so many lines of one second.
bool RecordWriter::mayTell(WallTime at)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(at);
    if (second != m_second) {
        tellUntold();
        m_second = second;
        m_linesThisSecond = 0;
    }
    return ++m_linesThisSecond <= kLinesPerSecond;
}

void RecordWriter::exchangeText(const ledger::ExchangeRecord &record)
{
    const journal::Exchange &exchange = *record.exchange;
    if (!mayTell(exchange.began)) {
        ++m_untoldExchanges;
        m_untoldEvents += record.events;
        return;
    }
    QString line = clockTime(exchange.began) + u"  #"_s + QString::number(exchange.number.value)
        + directionWord(exchange.side)
        + QString::fromLatin1(exchange.method.isEmpty() ? QByteArray("-") : exchange.method)
        + (m_severalEndpoints || exchange.side == Side::Reader
               ? QString(u' ' + QString::fromUtf8(exchange.target))
               : QString())
        + u"  "_s + (exchange.status > 0 ? QString::number(exchange.status) : u"no answer"_s);
    if (!exchange.retryAfter.isEmpty())
        line += u" (Retry-After: "_s + QString::fromLatin1(exchange.retryAfter) + u')';
    if (exchange.side == Side::Producer)
        line += u"  "_s + QString::fromLatin1(journal::outcomeName(exchange.outcome).toByteArray());
    if (exchange.attempt > 1)
        line += u", attempt "_s + QString::number(exchange.attempt);
    if (exchange.side != Side::Reader)
        line += u"  "_s + plural(record.events, u"event"_s, u"events"_s);
    if (record.first)
        line += u' ' + range(*record.first, *record.last);
    if (exchange.source)
        line += u"  ["_s + QString::fromUtf8(*exchange.source) + u']';
    line += u"  "_s + QString::number(double(duration(exchange).count()) / 1000, 'f', 1) + u" ms"_s;
    if (!exchange.fault.isEmpty())
        line += u"  "_s + QString::fromUtf8(exchange.fault);
    if (!exchange.intended.isEmpty())
        line += u"  (on purpose: "_s + QString::fromUtf8(exchange.intended) + u')';
    say(line);
    for (const protocol::Finding &finding : record.findings) {
        if (finding.verdict == protocol::Verdict::Info)
            continue;
        say(u"              "_s + findingWords(finding));
    }
}

void RecordWriter::tellUntold()
{
    if (m_untoldExchanges > 0)
        say(u"              … and "_s + plural(m_untoldExchanges, u"exchange"_s, u"exchanges"_s)
            + u" with "_s + plural(m_untoldEvents, u"event"_s, u"events"_s));
    m_untoldExchanges = m_untoldEvents = 0;
}

void RecordWriter::eventJson(const ledger::EventRecord &record)
{
    JsonLine line("event", record.at);
    line.number("exchange", record.exchange.value)
        .number("sequence", record.event.sequence.value)
        .text("resourceName", record.event.resourceName)
        .text("resourceRecordKey", record.event.resourceRecordKey)
        .text("state", ledger::eventStateName(record.state));
    m_out.write(line.take());
}

void RecordWriter::lateFinding(const ledger::FindingRecord &record)
{
    if (m_format == OutputFormat::Json) {
        m_out.write(findingJson(record.at, groupOf(record)));
        return;
    }
    if (record.finding.verdict == protocol::Verdict::Info)
        return;
    say(u"              #"_s + QString::number(record.exchange.value) + u' '
        + findingWords(record.finding));
}

void RecordWriter::gapJson(const ledger::GapRecord &record)
{
    const ledger::Gap &gap = record.gap;
    JsonLine line("gap", record.at);
    nameFeed(line, feedOf(record.feed));
    line.number("first", gap.first.value)
        .number("last", gap.last.value)
        .text("state", ledger::gapStateName(gap.state))
        .text("evidence", gap.evidence)
        .raw("exchanges", numberList(gap.exchanges));
    m_out.write(line.take());
}

void RecordWriter::condition(const ledger::ConditionRecord &record)
{
    const QByteArrayView name = ledger::feedConditionName(record.condition);
    if (m_format == OutputFormat::Json) {
        JsonLine line("condition", record.at);
        nameFeed(line, feedOf(record.feed));
        m_out.write(line.text("condition", name)
                        .text("numbers", ledger::rangesText(record.numbers))
                        .text("evidence", record.evidence)
                        .raw("exchanges", numberList(record.exchanges))
                        .take());
        return;
    }
    say(u"              "_s + QString::fromLatin1(name.toByteArray())
        + (record.numbers.empty() ? QString()
                                  : u' ' + QString::fromLatin1(ledger::rangesText(record.numbers)))
        + u", "_s + QString::fromUtf8(record.evidence) + shownBy(record.exchanges));
}

void RecordWriter::trouble(const TriageTrouble &trouble)
{
    warn(u"resource: feed "_s + feedName(feedOf(trouble.feed)) + u": "_s + trouble.why
         + u"; its gaps stay what they are until it can be read"_s);
}

void RecordWriter::gapText(const ledger::GapRecord &record)
{
    const ledger::Gap &gap = record.gap;
    say(u"              gap "_s + epochName(feedOf(record.feed)) + range(gap.first, gap.last) + u' '
        + QString::fromLatin1(ledger::gapStateName(gap.state).toByteArray())
        + (gap.evidence.isEmpty() ? QString() : u", "_s + QString::fromUtf8(gap.evidence))
        + shownBy(gap.exchanges));
}

} // namespace pushbench::app
