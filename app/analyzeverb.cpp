// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"
#include "app/recordwriter.h"
#include "app/verbs.h"

#include <QMap>

namespace pushbench::app {
namespace {

/// Findings of one id, counted, with the first exchange that shows it.
struct FindingGroup
{
    protocol::Finding sample;
    qint64 count = 0;
    ExchangeNumber first;
};

using FindingGroups = QMap<QByteArray, FindingGroup>;

void count(FindingGroups &groups, const ledger::Records &records)
{
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        for (const protocol::Finding &finding : record.findings) {
            const QByteArray key =
                QByteArray(finding.id).append(' ').append(protocol::verdictName(finding.verdict));
            FindingGroup &group = groups[key];
            if (group.count++ == 0) {
                group.sample = finding;
                group.first = record.exchange->number;
            }
        }
    }
}

/// The feeds with every gap that is open at the end.
ledger::Records stateOf(const Books &books)
{
    ledger::Records state;
    books.keeper().summariseAll(state);
    for (const ledger::FeedSummary &feed : state.feeds) {
        books.keeper().books().book(feed.feed).forEachGap([&state, &feed](const ledger::Gap &gap) {
            state.gaps.push_back({feed.feed, gap});
        });
    }
    return state;
}

} // namespace

ExitStatus runAnalyze(const AnalyzeOptions &options)
{
    const SystemClock clock;
    RecordWriter writer(options.common.output, false);
    FindingGroups findings;
    Books books(Books::Detail::Exchanges,
                [&findings](const ledger::Records &records) { count(findings, records); });
    if (const Result<> read = books.replay(options.path); !read)
        return trouble(read.fault());
    const ledger::Records state = stateOf(books);
    writer.records(state);
    for (const FindingGroup &group : std::as_const(findings))
        writer.findingGroup(clock.now().wall, group.sample, group.count, group.first);
    writer.summary(clock.now().wall,
                   {.totals = state.totals, .feeds = state.feeds, .outcome = "analyzed"});
    return ExitStatus::Good;
}

} // namespace pushbench::app
