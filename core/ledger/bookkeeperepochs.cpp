// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the books do when a producer's numbers begin anew.

#include "core/ledger/bookkeeper.h"

using namespace Qt::StringLiterals;

namespace pushbench::ledger {

void Bookkeeper::watchEpoch(FeedNumber feed, const Arrival &arrival,
                            std::span<const protocol::EntityEventView> events,
                            std::optional<NumberRange> scopeBefore, Records &records)
{
    EpochWatch &watch = m_books.watch(feed);
    switch (watch.note(arrival, events, m_results, scopeBefore)) {
    case EpochWatch::Sign::None:
        return;
    case EpochWatch::Sign::Regression:
        applyCondition(feed,
                       {.feed = m_books.key(feed),
                        .what = FeedCondition::Regression,
                        .numbers = {{watch.first().value, watch.first().value}},
                        .evidence = watch.evidence() + ": a backfill, or the numbers begin anew",
                        .at = arrival.at},
                       records);
        return;
    case EpochWatch::Sign::Epoch:
        beginEpoch(feed, arrival.at, {}, records);
        return;
    }
    Q_UNREACHABLE();
}

/// Freezes the feed, and goes on with the book that its watch kept. Told once, by one finding
/// (RCP027-R6); what lies behind stays as it is.
void Bookkeeper::beginEpoch(FeedNumber feed, WallTime at, QList<ExchangeNumber> exchanges,
                            Records &records)
{
    EpochWatch &watch = m_books.watch(feed);
    if (m_books.key(feed).epoch >= Books::kMostEpochs) {
        static_cast<void>(watch.takeBook());
        return;
    }
    const protocol::Sequence first = watch.first();
    const ExchangeNumber exchange = watch.exchange();
    const int epoch = m_books.key(feed).epoch + 1;
    const QByteArray evidence = watch.evidence()
        + ": the numbers began anew, as after a reset or a restore; from exchange "
        + QByteArray::number(exchange.value) + " on they are epoch " + QByteArray::number(epoch);
    records.conditions.push_back({.feed = feed,
                                  .condition = FeedCondition::EpochBreak,
                                  .numbers = {{first.value, first.value}},
                                  .evidence = evidence,
                                  .at = at,
                                  .exchanges = std::move(exchanges)});
    add({{exchange,
          {.id = "RCP027-R6",
           .verdict = protocol::Verdict::Fail,
           .where = {},
           .text = u"%1: "_s.arg(first.value) + QString::fromUtf8(evidence)},
          at}},
        records);
    tellGaps(feed, at, records); // It is frozen now.
    const FeedNumber begun = m_books.beginEpoch(feed, watch.takeBook());
    m_books.book(begun).forEachGap([this](const Gap &gap) {
        m_changes.push_back({GapChange::Kind::Opened, gap});
    });
    tellGaps(begun, at, records);
}

} // namespace pushbench::ledger
