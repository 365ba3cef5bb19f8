// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/verdict.h"

#include "core/ledger/feedkeyjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pushbench::ledger {
namespace {

QString decimal(qint64 value)
{
    return QString::number(value);
}

std::optional<qint64> integer(const QJsonValue &value)
{
    bool good = false;
    const qint64 number = value.toString().toLongLong(&good);
    return good ? std::optional(number) : std::nullopt;
}

QString latin(QByteArrayView text)
{
    return QString::fromLatin1(text);
}

Fault unreadable(const QString &why)
{
    return {FaultKind::Malformed, u"a verdict of the session"_s, why};
}

} // namespace

QByteArray rangesText(std::span<const NumberRange> ranges)
{
    QByteArray text;
    for (const NumberRange range : ranges) {
        if (!text.isEmpty())
            text.append(',');
        text.append(QByteArray::number(range.first));
        if (range.last != range.first)
            text.append('-').append(QByteArray::number(range.last));
    }
    return text;
}

std::optional<std::vector<NumberRange>> rangesFrom(QByteArrayView text)
{
    std::vector<NumberRange> ranges;
    while (!text.isEmpty()) {
        qsizetype end = text.indexOf(',');
        end = end < 0 ? text.size() : end;
        const QByteArrayView part = text.first(end);
        text = text.sliced(std::min(end + 1, text.size()));
        const qsizetype dash = part.indexOf('-');
        bool firstGood = false;
        bool lastGood = true;
        NumberRange range;
        range.first = (dash < 0 ? part : part.first(dash)).toLongLong(&firstGood);
        range.last = dash < 0 ? range.first : part.sliced(dash + 1).toLongLong(&lastGood);
        if (!firstGood || !lastGood || range.first < 0 || range.last < range.first)
            return std::nullopt;
        ranges.push_back(range);
    }
    return ranges;
}

QByteArray writeVerdict(const Verdict &verdict)
{
    QJsonObject object{{u"feed"_s, feedObject(verdict.feed)},
                       {u"at"_s, decimal(verdict.at.time_since_epoch().count())},
                       {u"evidence"_s, QString::fromUtf8(verdict.evidence)}};
    if (const auto *state = std::get_if<GapState>(&verdict.what)) {
        object[u"state"_s] = latin(gapStateName(*state));
    } else if (const auto *condition = std::get_if<FeedCondition>(&verdict.what)) {
        object[u"condition"_s] = latin(feedConditionName(*condition));
    } else {
        const auto &expected = std::get<Verdict::Expected>(verdict.what);
        object[u"expected"_s] = decimal(expected.last.value);
        object[u"published"_s] = decimal(expected.published.time_since_epoch().count());
    }
    if (!verdict.numbers.empty())
        object[u"numbers"_s] = latin(rangesText(verdict.numbers));
    QJsonArray events;
    for (const protocol::EntityEvent &event : verdict.events)
        events.append(QJsonArray{decimal(event.sequence.value),
                                 QString::fromUtf8(event.resourceName),
                                 QString::fromUtf8(event.resourceRecordKey)});
    if (!events.isEmpty())
        object[u"events"_s] = events;
    QJsonArray exchanges;
    for (const ExchangeNumber exchange : verdict.exchanges)
        exchanges.append(exchange.value);
    if (!exchanges.isEmpty())
        object[u"exchanges"_s] = exchanges;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Verdict> readVerdict(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const std::optional<qint64> at = integer(object[u"at"_s]);
    const std::optional<std::vector<NumberRange>> numbers =
        rangesFrom(object[u"numbers"_s].toString().toLatin1());
    if (!at || !numbers)
        return unreadable(u"its time or its numbers cannot be read"_s);
    Verdict verdict{.feed = feedFrom(object[u"feed"_s].toObject()),
                    .numbers = *numbers,
                    .evidence = object[u"evidence"_s].toString().toUtf8(),
                    .at = WallTime(std::chrono::microseconds(*at))};
    const auto state = gapStateFromName(object[u"state"_s].toString().toLatin1());
    const auto condition = feedConditionFromName(object[u"condition"_s].toString().toLatin1());
    const std::optional<qint64> expected = integer(object[u"expected"_s]);
    if (state)
        verdict.what = *state;
    else if (condition)
        verdict.what = *condition;
    else if (expected && *expected > 0)
        verdict.what = Verdict::Expected{
            {*expected},
            WallTime(std::chrono::microseconds(integer(object[u"published"_s]).value_or(*at)))};
    else
        return unreadable(u"it says nothing that this version knows"_s);
    for (const QJsonValue &value : object[u"events"_s].toArray()) {
        const QJsonArray event = value.toArray();
        const std::optional<qint64> number = integer(event.at(0));
        if (!number || *number < 0)
            return unreadable(u"an event that it takes over has no number"_s);
        verdict.events.push_back({.sequence = {*number},
                                  .resourceName = event.at(1).toString().toUtf8(),
                                  .resourceRecordKey = event.at(2).toString().toUtf8(),
                                  .resourceRecordUrl = {}});
    }
    for (const QJsonValue &exchange : object[u"exchanges"_s].toArray())
        verdict.exchanges.push_back({exchange.toInteger()});
    return verdict;
}

} // namespace pushbench::ledger
