// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What RecordWriter tells at the end of a run: feeds, findings by kind, sums.

#include "app/records/findinglines.h"
#include "app/records/jsonline.h"
#include "app/records/politenesslines.h"
#include "app/records/recordwords.h"
#include "app/records/recordwriter.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QString loadText(const consumer::Load &load)
{
    const auto milliseconds = [](std::chrono::microseconds value) -> QString {
        return QString::number(double(value.count()) / 1000, 'f', 1) + u" ms"_s;
    };
    if (load.acks.count == 0)
        return u"nothing was answered"_s;
    return u"answers left %1 (median), %2 (p99), %3 (max) after the request; journal queue at most %4"_s
        .arg(milliseconds(load.acks.median), milliseconds(load.acks.p99),
             milliseconds(load.acks.max))
        .arg(load.queueMost);
}

QByteArray gapCounts(const ledger::FeedSummary &feed)
{
    QByteArray json("{");
    for (const ledger::GapState state : ledger::kGapStates)
        json.append(json.size() > 1 ? ",\"" : "\"")
            .append(ledger::gapStateName(state))
            .append("\":")
            .append(QByteArray::number(qulonglong(feed.gaps[size_t(state)].holes)));
    return json.append('}');
}

/// ", 1 lost gap with 2 numbers, 3 hidden": what is no question any more.
QString settledGaps(const ledger::FeedSummary &feed)
{
    QString text;
    for (const ledger::GapState state : {ledger::GapState::Lost, ledger::GapState::LostSuperseded,
                                         ledger::GapState::Hidden, ledger::GapState::Recovered}) {
        const ledger::HoleCount count = feed.gaps[size_t(state)];
        if (count.numbers > 0)
            text += u", "_s + QString::number(count.numbers) + u' '
                + QString::fromLatin1(ledger::gapStateName(state).toByteArray());
    }
    return text;
}

QByteArray findingCounts(const ledger::Totals &totals)
{
    return QByteArray("{\"fail\":")
        .append(QByteArray::number(totals.findingsFail))
        .append(",\"warn\":")
        .append(QByteArray::number(totals.findingsWarn))
        .append(",\"info\":")
        .append(QByteArray::number(totals.findingsInfo))
        .append('}');
}

} // namespace

void RecordWriter::findingGroup(WallTime now, const FindingGroup &group)
{
    if (m_format == OutputFormat::Json)
        m_out.write(findingJson(now, group));
    else
        say(findingText(group));
}

void RecordWriter::misbehaviour(WallTime now, QByteArrayView kind, qint64 exchanges, qint64 events)
{
    if (m_format == OutputFormat::Json)
        m_out.write(JsonLine("misbehaviour", now)
                        .text("kind", kind)
                        .number("exchanges", exchanges)
                        .number("events", events)
                        .take());
    else
        say(u"on purpose: %1, %2 with %3"_s.arg(QString::fromLatin1(kind.toByteArray()),
                                                plural(exchanges, u"exchange"_s, u"exchanges"_s),
                                                plural(events, u"event"_s, u"events"_s)));
}

void RecordWriter::remark(const ledger::Remark &remark)
{
    const auto *exchange = std::get_if<ExchangeNumber>(&remark.about);
    const auto *numbers = std::get_if<ledger::Remark::Numbers>(&remark.about);
    if (m_format == OutputFormat::Json) {
        JsonLine line("note", remark.at);
        if (exchange) {
            line.number("exchange", exchange->value);
        } else {
            line.text("feed", numbers->feed.name.label);
            if (!numbers->feed.name.path.isEmpty())
                line.text("path", numbers->feed.name.path);
            line.number("epoch", numbers->feed.epoch)
                .text("side", sideWord(numbers->feed.side))
                .number("first", numbers->range.first)
                .number("last", numbers->range.last);
        }
        m_out.write(
            line.raw("marked", remark.marked ? "true" : "false").text("text", remark.text).take());
        return;
    }
    QString line = remark.marked ? u"marked: "_s : u"note: "_s;
    if (exchange) {
        line += u"exchange "_s + QString::number(exchange->value);
    } else {
        line += range({numbers->range.first}, {numbers->range.last}) + u" of feed "_s
            + feedName(numbers->feed.name.label, numbers->feed.name.path);
    }
    if (!remark.text.isEmpty())
        line += u": "_s + QString::fromUtf8(remark.text).replace(u'\n', u"\n  "_s);
    say(line);
}

void RecordWriter::feed(WallTime now, const ledger::FeedSummary &feed)
{
    if (m_format == OutputFormat::Json) {
        JsonLine line("feed", now);
        line.text("feed", feed.label);
        if (!feed.path.isEmpty())
            line.text("path", feed.path);
        line.number("epoch", feed.epoch).text("side", sideWord(feed.side));
        if (feed.received > 0)
            line.number("first", feed.first.value).number("last", feed.last.value);
        else
            line.null("first").null("last");
        m_out.write(line.count("received", feed.received)
                        .number("openGaps", feed.openGaps)
                        .count("missing", feed.missing)
                        .raw("sparse", feed.sparse ? "true" : "false")
                        .number("graceMs", feed.grace.count())
                        .take());
        return;
    }
    QString line = u"feed "_s + feedName(feed) + u": "_s;
    const QString verb = feed.side == Side::Producer ? u" delivered"_s : u" received"_s;
    if (feed.received == 0)
        line += u"nothing"_s + verb;
    else
        line += range(feed.first, feed.last) + u", "_s + QString::number(feed.received) + verb
            + u", "_s + plural(feed.openGaps, u"open gap"_s, u"open gaps"_s);
    if (feed.missing > 0)
        line += u" with "_s + plural(qint64(feed.missing), u"number"_s, u"numbers"_s);
    line += settledGaps(feed);
    if (feed.sparse)
        line += u", sparse: holes are no alarm, only what the resource says of them"_s;
    if (feed.lateness)
        line += u", grace %1 s (99 of 100 late events came within %2 s)"_s
                    .arg(double(feed.grace.count()) / 1000)
                    .arg(double(feed.lateness->count()) / 1000);
    if (feed.frozen)
        line += u"; then its numbers began anew"_s;
    say(line);
}

void RecordWriter::summary(WallTime now, const Summary &summary)
{
    releaseAnnouncements();
    const ledger::Totals &totals = summary.totals;
    ledger::FeedSummary all;
    for (const ledger::FeedSummary &feed : summary.feeds) {
        if (shadowed(feed, summary.feeds))
            continue;
        all.openGaps += feed.openGaps;
        for (size_t state = 0; state < all.gaps.size(); ++state)
            all.gaps[state].holes += feed.gaps[state].holes;
    }
    if (m_format == OutputFormat::Json) {
        JsonLine line("summary", now);
        line.number("exchanges", totals.exchanges).number("events", totals.events);
        if (totals.reads > 0)
            line.number("reads", totals.reads);
        if (summary.side == Side::Producer)
            line.number("delivered", totals.delivered);
        else
            line.number("accepted", totals.accepted);
        line.number("unknown", totals.unknown)
            .number("failed", summary.side == Side::Producer ? summary.notDelivered : totals.failed)
            .number("duplicates", totals.duplicates)
            .number("late", totals.late)
            .number("conflicts", totals.conflicts)
            .raw("gaps", gapCounts(all))
            .raw("findings", findingCounts(totals));
        if (summary.side == Side::Consumer)
            line.raw("politeness", figuresJson(summary.politeness));
        if (summary.load)
            line.raw("load", QByteArray("{").append(loadMembers(*summary.load)).append('}'));
        line.text("outcome", summary.outcome);
        m_out.write(line.take());
        m_out.flush();
        return;
    }
    tellUntold();
    say(QString());
    say(plural(totals.exchanges, u"exchange"_s, u"exchanges"_s) + u", "_s
        + plural(totals.events, u"event"_s, u"events"_s) + u" in them, "_s
        + (summary.side == Side::Producer
               ? QString(QString::number(totals.delivered) + u" delivered, "_s
                         + QString::number(summary.notDelivered) + u" not delivered, "_s
                         + plural(totals.unknown, u"attempt"_s, u"attempts"_s)
                         + u" of unknown outcome"_s)
               : QString(QString::number(totals.accepted) + u" accepted"_s)));
    say(u"duplicates %1, late %2, conflicts %3, open gaps %4; findings: %5 fail, %6 warn, %7 info"_s
            .arg(totals.duplicates)
            .arg(totals.late)
            .arg(totals.conflicts)
            .arg(all.openGaps)
            .arg(totals.findingsFail)
            .arg(totals.findingsWarn)
            .arg(totals.findingsInfo));
    if (totals.reads > 0)
        say(u"the EntityEvent resource was asked "_s + plural(totals.reads, u"time"_s, u"times"_s));
    for (const ledger::FeedSummary &feed : summary.feeds) {
        if (shadowed(feed, summary.feeds))
            continue;
        this->feed(now, feed);
    }
    if (summary.load)
        say(loadText(*summary.load));
    for (const consumer::PolitenessFigure &figure : summary.politeness)
        say(figureText(figure));
    say(u"Outcome: "_s + QString::fromUtf8(summary.outcome));
    m_out.flush();
}

} // namespace pushbench::app
