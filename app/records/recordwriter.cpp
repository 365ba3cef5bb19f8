// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/recordwriter.h"

#include "app/records/findinglines.h"
#include "app/records/jsonline.h"
#include "app/records/politenesslines.h"
#include "app/records/recordwords.h"
#include "core/producer/resource/resource.h"

#include <algorithm>
#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::app {
RecordWriter::RecordWriter(OutputFormat format, bool events, QByteArray *instead)
    : m_format(format)
    , m_events(events)
    , m_out(instead)
{
}

void RecordWriter::resource(WallTime now, const HostedResource &resource)
{
    if (m_format == OutputFormat::Json) {
        JsonLine line("resource", now);
        line.text("url", resource.url.toEncoded()).text("resume", resource.resume.toEncoded());
        if (resource.generatedToken)
            line.text("token", resource.generatedToken->reveal());
        if (!resource.fingerprint.isEmpty())
            line.text("fingerprint", resource.fingerprint);
        if (!resource.caFile.isEmpty())
            line.text("caFile", resource.caFile.toUtf8());
        m_out.write(line.take());
    } else {
        say(u"Resource     "_s + resource.url.toString() + u"EntityEvent"_s);
        say(u"Resume       POST "_s + resource.resume.toString());
        if (resource.generatedToken)
            say(u"Its token    "_s + QString::fromLatin1(resource.generatedToken->reveal()));
        if (!resource.fingerprint.isEmpty())
            say(u"Certificate  SHA-256 "_s + QString::fromLatin1(resource.fingerprint));
        if (!resource.caFile.isEmpty())
            say(u"Trust        "_s + resource.caFile);
    }
    m_out.flush();
}

void RecordWriter::asked(WallTime now, const producer::AskedRequest &request)
{
    if (m_format == OutputFormat::Json) {
        JsonLine line("asked", now);
        line.text("method", request.method)
            .text("target", request.target)
            .number("status", request.status);
        m_out.write(line.take());
        m_out.flush();
        return;
    }
    if (mayTell(request.at))
        say(clockTime(request.at) + u"  resource  "_s + QString::fromUtf8(request.method) + u' '
            + QString::fromUtf8(request.target) + u"  "_s + QString::number(request.status));
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
    // What was taken over from the resource came with none of these.
    for (; m_events && m_format == OutputFormat::Json && event < records.events.size(); ++event)
        eventJson(records.events[event]);
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
    for (const ledger::ConditionRecord &record : records.conditions)
        condition(record);
    for (const TriageTrouble &record : facts.troubles)
        trouble(record);
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
        || exchange.outcome == journal::Outcome::Delivered || exchange.side != Side::Producer
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

const ledger::FeedSummary &RecordWriter::feedOf(ledger::FeedNumber feed) const
{
    static const ledger::FeedSummary unknown{};
    const size_t index = size_t(feed.value);
    return index < m_feeds.size() ? m_feeds[index] : unknown;
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
