// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/fakebench.h"

#include "ui/models/numberwindow.h"

#include <QHash>

namespace pushbench::ui {

void FakeBench::forceAnswer(const ForcedAnswer &answer)
{
    static const QHash<RetryAfterChoice, QString> names{
        {RetryAfterChoice::None, QStringLiteral("none")},
        {RetryAfterChoice::Seconds, QStringLiteral("seconds")},
        {RetryAfterChoice::Date, QStringLiteral("date")},
        {RetryAfterChoice::Rfc850, QStringLiteral("rfc850")},
        {RetryAfterChoice::Asctime, QStringLiteral("asctime")},
        {RetryAfterChoice::Text, QStringLiteral("text")}};
    QString retry = names.value(answer.retryAfter);
    if (answer.retryAfter == RetryAfterChoice::Text)
        retry += u' ' % QString::fromLatin1(answer.retryText);
    calls += QStringLiteral("forceAnswer %1 x%2 for %3 s, Retry-After %4 %5, latency %6 ms")
                 .arg(answer.status)
                 .arg(answer.times)
                 .arg(answer.duration.count())
                 .arg(retry)
                 .arg(answer.retrySeconds.count())
                 .arg(answer.latency.count());
    if (answer.fault != wire::AnswerFault::None)
        calls.back() += QStringLiteral(", fault ")
            % QString::fromLatin1(wire::answerFaultName(answer.fault).toByteArray());
}

void FakeBench::fetchExchange(ExchangeNumber number)
{
    calls += QStringLiteral("fetchExchange %1").arg(number.value);
    if (silent)
        return;
    for (size_t i = 0; i < exchanges.size(); ++i) {
        if (exchanges[i]->number == number) {
            Q_EMIT exchangeFetched(exchanges[i],
                                   i < findings.size() ? findings[i] : protocol::Findings());
            return;
        }
    }
    Q_EMIT exchangeFetched({}, {});
}

void FakeBench::fetchStrip(ledger::FeedNumber feed, protocol::Sequence first,
                           protocol::Sequence last, int columns)
{
    calls += QStringLiteral("fetchStrip %1..%2").arg(first.value).arg(last.value);
    stripCells = columns;
    if (silent)
        return;
    const NumberWindow window(first.value, last.value);
    std::vector<ledger::StripCell> cells;
    for (int i = 0; i < columns; ++i) {
        const qint64 from = window.cellStart(i, columns);
        const qint64 to = i + 1 == columns ? last.value : window.cellStart(i + 1, columns) - 1;
        cells.push_back(cellAt
                            ? cellAt(from, to)
                            : ledger::StripCell{.states = ledger::StripReceived, .density = 255});
    }
    Q_EMIT stripFetched(feed, first, last, cells);
}

} // namespace pushbench::ui
