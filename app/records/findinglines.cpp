// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/findinglines.h"

#include "app/records/jsonline.h"
#include "core/protocol/clause.h"
#include "core/protocol/findingjson.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QString latin(QByteArrayView text)
{
    return QString::fromLatin1(text.toByteArray());
}

QString evidenceText(const protocol::Finding &finding)
{
    QString evidence = finding.text;
    if (!finding.expected.isEmpty())
        evidence += u" (expected "_s + finding.expected
            + (finding.actual.isEmpty() ? u")"_s : QString(u", came "_s + finding.actual + u')'));
    return evidence;
}

} // namespace

FindingGroup groupOf(const ledger::FindingRecord &record)
{
    return {.sample = record.finding,
            .count = 1,
            .first = record.exchange,
            .last = record.exchange,
            .exchanges = {record.exchange}};
}

QByteArray findingJson(WallTime now, const FindingGroup &group)
{
    JsonLine line("finding", now);
    QByteArray finding;
    protocol::appendFindingJson(finding, group.sample);
    line.raw("finding", finding);
    if (const protocol::Clause *clause = protocol::findClause(group.sample.id))
        line.text("level", protocol::levelName(clause->level)).text("title", clause->title);
    QByteArray exchanges("[");
    for (const ExchangeNumber exchange : group.exchanges) {
        if (exchanges.size() > 1)
            exchanges.append(',');
        exchanges.append(QByteArray::number(exchange.value));
    }
    return line.number("count", group.count)
        .number("firstExchange", group.first.value)
        .number("lastExchange", group.last.value)
        .raw("exchanges", exchanges.append(']'))
        .take();
}

QString findingText(const FindingGroup &group)
{
    const protocol::Finding &finding = group.sample;
    QString text = latin(protocol::verdictName(finding.verdict)).leftJustified(4) + u' '
        + latin(finding.id).leftJustified(11);
    if (const protocol::Clause *clause = protocol::findClause(finding.id))
        text += latin(protocol::levelName(clause->level)) + u": "_s + latin(clause->title);
    text += u"\n     "_s;
    if (group.count > 1)
        text += QString::number(group.count) + u" times, "_s;
    text += group.first == group.last ? QString(u"exchange "_s + QString::number(group.first.value))
                                      : QString(u"exchanges "_s + QString::number(group.first.value)
                                                + u" to "_s + QString::number(group.last.value));
    if (!finding.where.isEmpty())
        text += u", "_s + QString::fromUtf8(finding.where);
    return text + u": "_s + evidenceText(finding);
}

QString findingWords(const protocol::Finding &finding)
{
    return latin(protocol::verdictName(finding.verdict)) + u' ' + latin(finding.id) + u' '
        + QString::fromUtf8(finding.where) + u": "_s + finding.text;
}

} // namespace pushbench::app
