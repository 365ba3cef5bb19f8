// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the books say of feeds as a whole: that nobody listened for a while, that most of their
// numbers are not used, and how late their events come.

#include "core/base/datetext.h"
#include "core/ledger/bookkeeper.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::ledger {
namespace {

/// A longer grace than any producer's patience would hide what is missing.
constexpr std::chrono::microseconds kLongestGrace = std::chrono::minutes(15);
constexpr int kLatenesses = 3;

/// Before so many events came, nothing is known of how its numbers are used.
constexpr quint64 kEnoughForSparsity = 10'000;
constexpr quint64 kSparseOneIn = 100;

QByteArray clockTime(WallTime time)
{
    return datetext::rfc3339(time).left(19).append('Z');
}

/// Of the run that was killed.
const QByteArray kNotClean = "; the run before was killed: its answers of the last "
    + QByteArray::number(kUnderWay.count())
    + " ms may never have left, and what comes again of them is a retry";

} // namespace

QByteArray writeDown(const Down &down)
{
    const auto decimal = [](WallTime time) {
        return QString::number(time.time_since_epoch().count());
    };
    return QJsonDocument(QJsonObject{{u"from"_s, decimal(down.from)},
                                     {u"to"_s, decimal(down.to)},
                                     {u"clean"_s, down.clean}})
        .toJson(QJsonDocument::Compact);
}

Result<Down> readDown(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    bool fromGood = false;
    bool toGood = false;
    const qint64 from = object[u"from"_s].toString().toLongLong(&fromGood);
    const qint64 to = object[u"to"_s].toString().toLongLong(&toGood);
    if (!fromGood || !toGood)
        return Fault{FaultKind::Malformed, u"a note of the session"_s,
                     u"it does not say since when nobody listened"_s};
    return Down{.from = WallTime(std::chrono::microseconds(from)),
                .to = WallTime(std::chrono::microseconds(to)),
                .clean = object[u"clean"_s].toBool()};
}

void Bookkeeper::applyDown(const Down &down, Records &records)
{
    for (int i = 0; i < m_books.count(); ++i) {
        const FeedNumber feed{i};
        if (m_books.key(feed).side != Side::Consumer || m_books.isFrozen(feed)
            || m_books.book(feed).isEmpty())
            continue;
        asideOf(feed).down = down;
        asideOf(feed).lateness = {}; // What came while nobody listened is not late by its producer.
        asideOf(feed).upSince = down.to;
        asideOf(feed).changed = true;
        records.conditions.push_back({.feed = feed,
                                      .condition = FeedCondition::ReceiverDown,
                                      .numbers = {},
                                      .evidence = "nobody listened from " + clockTime(down.from)
                                          + " to " + clockTime(down.to)
                                          + (down.clean ? QByteArray() : kNotClean),
                                      .at = down.to});
    }
    if (!down.clean) {
        for (const Recent &recent : m_recent)
            m_books.book(recent.feed).doubt(recent.exchange, recent.range);
    }
    m_recent.clear();
}

/// Its answer may be under way for a moment; only a consumer's is ours.
void Bookkeeper::noteRecent(FeedNumber feed, const Arrival &arrival,
                            std::span<const protocol::EntityEventView> events)
{
    if (!arrival.accepted || events.empty() || m_books.key(feed).side != Side::Consumer)
        return;
    const auto [first, last] = std::ranges::minmax(
        events, {}, [](const protocol::EntityEventView &event) { return event.sequence; });
    m_recent.push_back({.feed = feed,
                        .exchange = arrival.exchange,
                        .at = arrival.at,
                        .range = {std::max<qint64>(first.sequence.value, 0), last.sequence.value}});
    while (m_recent.front().at + kUnderWay < arrival.at)
        m_recent.pop_front();
}

/// The first that comes above everything known says what is missing since nobody listened.
void Bookkeeper::explainDown(FeedNumber feed, std::optional<NumberRange> scopeBefore)
{
    Aside &aside = asideOf(feed);
    if (!aside.down || !scopeBefore)
        return;
    FeedBook &book = m_books.book(feed);
    const std::optional<qint64> first = scopeBefore->last == std::numeric_limits<qint64>::max()
        ? std::nullopt
        : book.received().atOrAbove(scopeBefore->last + 1);
    if (!first)
        return;
    const Down down = *std::exchange(aside.down, std::nullopt);
    if (*first == scopeBefore->last + 1)
        return;
    const protocol::Sequence from{scopeBefore->last + 1};
    const protocol::Sequence to{*first - 1};
    // As it opened, so that a list learns of it once.
    std::erase_if(m_changes, [&](const GapChange &change) {
        return change.kind == GapChange::Kind::Opened && from <= change.gap.first
            && change.gap.last <= to;
    });
    book.settle(from, to, GapState::Open,
                {.text = "opened while receiver was down, from " + clockTime(down.from) + " to "
                     + clockTime(down.to)},
                m_changes);
}

/// Most events stand alone, far apart: numbers are handed out for other things, too, or only a part
/// of the feed is for us. One event that is far away makes no feed sparse.
void Bookkeeper::lookForSparsity(FeedNumber feed, WallTime at, Records &records)
{
    Aside &aside = asideOf(feed);
    const FeedBook &book = m_books.book(feed);
    const quint64 received = book.receivedCount();
    if (aside.sparse || received < kEnoughForSparsity)
        return;
    const quint64 numbers = NumberRange{book.first().value, book.last().value}.length();
    if (numbers / kSparseOneIn <= received || 2 * book.gapCount() < received)
        return;
    aside.sparse = true;
    records.conditions.push_back(
        {.feed = feed,
         .condition = FeedCondition::Sparse,
         .numbers = {},
         .evidence = QByteArray::number(received) + " of " + QByteArray::number(numbers)
             + " numbers came, less than 1 %: a hole is no alarm here, only what the resource says "
               "of it counts",
         .at = at});
}

std::chrono::microseconds Bookkeeper::graceOf(FeedNumber feed) const
{
    if (m_grace)
        return *m_grace;
    const std::optional<std::chrono::milliseconds> late = size_t(feed.value) < m_asides.size()
        ? m_asides[size_t(feed.value)].lateness.p99()
        : std::nullopt;
    return late
        ? std::clamp<std::chrono::microseconds>(kLatenesses * *late, kDefaultGrace, kLongestGrace)
        : kDefaultGrace;
}

} // namespace pushbench::ledger
