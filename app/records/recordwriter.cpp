// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/recordwriter.h"

#include "app/records/findinglines.h"
#include "app/records/jsonline.h"
#include "app/records/politenesslines.h"
#include "app/records/recordwords.h"
#include "core/protocol/findingjson.h"

#include <algorithm>
#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// People read no faster; the rest is counted and told once a second.
constexpr int kLinesPerSecond = 25;

std::chrono::microseconds duration(const journal::Exchange &exchange)
{
    return exchange.timings.done.value_or(
        exchange.timings.requestDone.value_or(std::chrono::microseconds(0)));
}

QString clockTime(WallTime time)
{
    return QString::fromLatin1(datetext::rfc3339(time).sliced(11, 12));
}

void textOrNull(JsonLine &line, QByteArrayView name, const QByteArray &value)
{
    if (value.isEmpty())
        line.null(name);
    else
        line.text(name, value);
}

} // namespace

RecordWriter::RecordWriter(OutputFormat format, bool events)
    : m_format(format)
    , m_events(events)
{
}

void RecordWriter::listening(WallTime now, const Listening &listening)
{
    if (m_format == OutputFormat::Json) {
        JsonLine line("listening", now);
        line.text("url", listening.url.toEncoded());
        if (listening.generatedToken)
            line.text("token", listening.generatedToken->reveal());
        if (!listening.fingerprint.isEmpty())
            line.text("fingerprint", listening.fingerprint);
        if (!listening.caFile.isEmpty())
            line.text("caFile", listening.caFile.toUtf8());
        m_out.write(line.take());
    } else {
        say(u"Listening on "_s + listening.url.toString());
        if (listening.generatedToken)
            say(u"Token        "_s + QString::fromLatin1(listening.generatedToken->reveal()));
        if (!listening.fingerprint.isEmpty())
            say(u"Certificate  SHA-256 "_s + QString::fromLatin1(listening.fingerprint));
        if (!listening.caFile.isEmpty())
            say(u"Trust        "_s + listening.caFile);
        const QString trust =
            listening.caFile.isEmpty() ? QString() : u"--cacert "_s + listening.caFile + u' ';
        say(u"Try it, with the token in $TOKEN:\n  curl -i "_s + trust
            + u"-H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d "
              "'{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\","
              "\"EntityEventSequence\":1101,\"ResourceName\":\"Property\","
              "\"ResourceRecordKey\":\"235021\"}' "_s
            + listening.url.toString() + u'\n');
    }
    m_out.flush();
}

void RecordWriter::facts(const Facts &facts)
{
    const ledger::Records &records = facts.records;
    noteFeeds(records);
    size_t event = 0;
    size_t hold = 0;
    for (const ledger::ExchangeRecord &exchange : records.exchanges) {
        if (m_format == OutputFormat::Text)
            exchangeText(exchange);
        else
            exchangeJson(exchange);
        releaseAnnouncement(*exchange.exchange);
        // The events of an exchange stand behind it, in the order of its body.
        for (; m_events && m_format == OutputFormat::Json && event < records.events.size()
             && records.events[event].exchange <= exchange.exchange->number;
             ++event)
            eventJson(records.events[event]);
        settled(facts, hold, exchange.exchange->number);
    }
    settled(facts, hold, {std::numeric_limits<qint64>::max()});
    for (const ledger::FindingRecord &finding : records.findings)
        lateFinding(finding);
    for (const ledger::GapRecord &gap : records.gaps) {
        const size_t feed = size_t(gap.feed.value);
        if (feed < m_feeds.size() && shadowed(m_feeds[feed], m_feeds))
            continue;
        if (m_format == OutputFormat::Json)
            gapJson(gap);
        else
            gapText(gap);
    }
    m_out.flush();
}

void RecordWriter::settled(const Facts &facts, size_t &next, ExchangeNumber until)
{
    for (; next < facts.politeness.size() && facts.politeness[next].returnedBy <= until; ++next) {
        if (facts.politeness[next].manner != consumer::Manner::Waiting)
            politeness(facts.politeness[next]);
    }
}

void RecordWriter::politeness(const consumer::PolitenessRecord &record)
{
    if (m_format == OutputFormat::Json)
        m_out.write(politenessJson(record));
    else if (m_linesThisSecond <= kLinesPerSecond)
        say(u"              "_s + politenessText(record));
}

void RecordWriter::exchangeJson(const ledger::ExchangeRecord &record)
{
    const journal::Exchange &exchange = *record.exchange;
    JsonLine line("exchange", exchange.began);
    line.number("id", exchange.number.value)
        .text("side", sideName(exchange.side))
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
            .text("outcome", journal::outcomeName(exchange.outcome));
    textOrNull(line, "fault", exchange.fault);
    textOrNull(line, "tls", exchange.tls);
    QByteArray findings;
    protocol::appendFindingsJson(findings, record.findings);
    line.raw("findings", findings);
    m_out.write(line.take());
}

void RecordWriter::exchangeText(const ledger::ExchangeRecord &record)
{
    const journal::Exchange &exchange = *record.exchange;
    const auto second = std::chrono::floor<std::chrono::seconds>(exchange.began);
    if (second != m_second) {
        tellUntold();
        m_second = second;
        m_linesThisSecond = 0;
    }
    if (++m_linesThisSecond > kLinesPerSecond) {
        ++m_untoldExchanges;
        m_untoldEvents += record.events;
        return;
    }
    QString line = clockTime(exchange.began) + u"  #"_s + QString::number(exchange.number.value)
        + (exchange.side == Side::Consumer ? u"  in   "_s : u"  out  "_s)
        + QString::fromLatin1(exchange.method.isEmpty() ? QByteArray("-") : exchange.method)
        + u"  "_s + (exchange.status > 0 ? QString::number(exchange.status) : u"no answer"_s);
    if (!exchange.retryAfter.isEmpty())
        line += u" (Retry-After: "_s + QString::fromLatin1(exchange.retryAfter) + u')';
    if (exchange.side == Side::Producer)
        line += u"  "_s + QString::fromLatin1(journal::outcomeName(exchange.outcome).toByteArray());
    if (exchange.attempt > 1)
        line += u", attempt "_s + QString::number(exchange.attempt);
    line += u"  "_s + plural(record.events, u"event"_s, u"events"_s);
    if (record.first)
        line += u' ' + range(*record.first, *record.last);
    if (exchange.source)
        line += u"  ["_s + QString::fromUtf8(*exchange.source) + u']';
    line += u"  "_s + QString::number(double(duration(exchange).count()) / 1000, 'f', 1) + u" ms"_s;
    if (!exchange.fault.isEmpty())
        line += u"  "_s + QString::fromUtf8(exchange.fault);
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
    line.text("feed", feedLabel(record.feed))
        .number("first", gap.first.value)
        .number("last", gap.last.value)
        .text("state", ledger::gapStateName(gap.state))
        .text("evidence", gap.evidence);
    m_out.write(line.take());
}

void RecordWriter::gapText(const ledger::GapRecord &record)
{
    const ledger::Gap &gap = record.gap;
    say(u"              gap "_s + range(gap.first, gap.last) + u' '
        + QString::fromLatin1(ledger::gapStateName(gap.state).toByteArray()));
}

void RecordWriter::held(WallTime now, WallTime until, std::chrono::milliseconds wait,
                        const QString &reason)
{
    const QByteArray seconds = QByteArray::number(double(wait.count()) / 1000, 'f', 3);
    if (m_format == OutputFormat::Json)
        announce({false,
                  JsonLine("hold", now)
                      .text("until", datetext::rfc3339(until))
                      .raw("seconds", seconds)
                      .text("reason", reason.toUtf8())
                      .take()});
    else
        announce({false,
                  QString(clockTime(now) + u"  waiting "_s
                          + QString::number(double(wait.count()) / 1000, 'f', 1) + u" s: "_s
                          + reason + u'\n')
                      .toUtf8()});
}

void RecordWriter::halted(WallTime now, const QString &reason)
{
    if (m_format == OutputFormat::Json)
        announce({true, JsonLine("halted", now).text("reason", reason.toUtf8()).take()});
    else
        announce({true, QString(clockTime(now) + u"  halted: "_s + reason + u'\n').toUtf8()});
}

void RecordWriter::resumed(WallTime now, const QString &by)
{
    if (m_format == OutputFormat::Json)
        announce({false, JsonLine("resumed", now).text("by", by.toUtf8()).take()});
    else
        announce({false, QString(clockTime(now) + u"  resumed by "_s + by + u'\n').toUtf8()});
}

void RecordWriter::announce(Announcement announcement)
{
    m_announcements.push_back(std::move(announcement));
}

/// Each attempt that is to be made again brings one announcement; one that is refused for good
/// brings one only where the whole feed halts.
void RecordWriter::releaseAnnouncement(const journal::Exchange &exchange)
{
    if (m_announcements.empty() || exchange.outcome == journal::Outcome::Answered
        || exchange.outcome == journal::Outcome::Delivered || exchange.side == Side::Consumer
        || (exchange.outcome == journal::Outcome::Refused && !m_announcements.front().halts))
        return;
    m_out.write(m_announcements.front().line);
    m_announcements.pop_front();
}

void RecordWriter::releaseAnnouncements()
{
    for (const Announcement &announcement : std::exchange(m_announcements, {}))
        m_out.write(announcement.line);
}

void RecordWriter::noteFeeds(const ledger::Records &records)
{
    for (const ledger::FeedSummary &feed : records.feeds) {
        const size_t index = size_t(feed.feed.value);
        if (index >= m_feeds.size())
            m_feeds.resize(index + 1);
        m_feeds[index] = feed;
    }
}

QByteArray RecordWriter::feedLabel(ledger::FeedNumber feed) const
{
    const size_t index = size_t(feed.value);
    return index < m_feeds.size() ? m_feeds[index].label : QByteArray();
}

void RecordWriter::say(const QString &line)
{
    if (m_format == OutputFormat::Text)
        m_out.write(line.toUtf8().append('\n'));
}

void RecordWriter::warn(const QString &line)
{
    const QByteArray bytes = line.toUtf8().append('\n');
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace pushbench::app
