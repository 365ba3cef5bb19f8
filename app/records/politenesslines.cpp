// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/politenesslines.h"

#include "app/records/jsonline.h"
#include "app/records/recordwords.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QByteArray timeOrNull(const std::optional<WallTime> &time)
{
    return time ? QByteArray("\"").append(datetext::rfc3339(*time)).append('"')
                : QByteArray("null");
}

QByteArray marginOrNull(const std::optional<std::chrono::milliseconds> &margin)
{
    return margin ? QByteArray::number(qint64(margin->count())) : QByteArray("null");
}

QString counted(int count, const QString &what)
{
    return u", "_s + QString::number(count) + u' ' + what;
}

} // namespace

QByteArray politenessJson(const consumer::PolitenessRecord &record)
{
    const bool returned = record.returned.has_value();
    JsonLine line("politeness", record.returned.value_or(record.sent));
    line.text("feed", record.feed);
    if (!record.path.isEmpty())
        line.text("path", record.path);
    line.number("exchange", record.exchange.value)
        .raw("announced", timeOrNull(record.announced))
        .raw("returned", timeOrNull(record.returned))
        .raw("marginMs", marginOrNull(record.margin))
        .text("verdict", consumer::mannerVerdict(record.manner, record.status))
        .text("id", record.id)
        .text("text", record.text.toUtf8())
        .number("status", record.status);
    if (record.retryAfter.isEmpty())
        line.null("retryAfter");
    else
        line.text("retryAfter", record.retryAfter);
    line.raw("returnedBy", returned ? QByteArray::number(record.returnedBy.value) : "null"_ba)
        .raw("sameConnection",
             !returned                   ? "null"
                 : record.sameConnection ? "true"
                                         : "false")
        .number("inFlight", record.inFlight);
    return line.take();
}

QString politenessText(const consumer::PolitenessRecord &record)
{
    const QByteArrayView verdict = consumer::mannerVerdict(record.manner, record.status);
    QString line = u"politeness: "_s + QString::fromLatin1(verdict.toByteArray()) + u' '
        + QString::fromLatin1(record.id) + u", "_s + QString::number(record.status)
        + u" in exchange "_s + QString::number(record.exchange.value);
    if (!record.feed.isEmpty())
        line += u" ["_s + QString::fromUtf8(record.feed) + u']';
    return line + u": "_s + record.text;
}

QByteArray figuresJson(const std::vector<consumer::PolitenessFigure> &figures)
{
    QByteArray json("[");
    for (const consumer::PolitenessFigure &figure : figures) {
        if (json.size() > 1)
            json.append(',');
        json.append("{\"feed\":");
        protocol::appendJsonString(json, figure.feed);
        if (!figure.path.isEmpty()) {
            json.append(",\"path\":");
            protocol::appendJsonString(json, figure.path);
        }
        json.append(",\"holds\":").append(QByteArray::number(figure.holds));
        json.append(",\"obeyed\":").append(QByteArray::number(figure.obeyed));
        json.append(",\"early\":").append(QByteArray::number(figure.early));
        json.append(",\"notReturned\":").append(QByteArray::number(figure.notReturned));
        json.append(",\"waiting\":").append(QByteArray::number(figure.waiting));
        json.append(",\"smallestMarginMs\":").append(marginOrNull(figure.smallestMargin));
        json.append('}');
    }
    return json.append(']');
}

QString figureText(const consumer::PolitenessFigure &figure)
{
    QString line = u"politeness of "_s + feedName(figure.feed, figure.path) + u": "_s
        + QString::number(figure.holds) + (figure.holds == 1 ? u" hold"_s : u" holds"_s)
        + counted(figure.obeyed, u"obeyed"_s) + counted(figure.early, u"early"_s)
        + counted(figure.notReturned, u"not back"_s) + counted(figure.waiting, u"waiting"_s);
    if (figure.smallestMargin)
        line +=
            u", smallest margin "_s + QString::number(figure.smallestMargin->count()) + u" ms"_s;
    return line;
}

} // namespace pushbench::app
