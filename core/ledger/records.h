// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "core/ledger/eventstate.h"
#include "core/ledger/feednumber.h"
#include "core/ledger/gap.h"
#include "core/ledger/remark.h"
#include "core/ledger/sequence/holelist.h"

#include <vector>

namespace pushbench::ledger {

/// What the tables, the records and the reports say of one exchange.
struct ExchangeRecord
{
    std::shared_ptr<const journal::Exchange>
        exchange;                ///< Without it only the numbers below remain.
    protocol::Findings findings; ///< Of its head, its payload and, against the books, its events.
    int events = 0;
    std::optional<protocol::Sequence> first{}; ///< In body order, as the payload has them.
    std::optional<protocol::Sequence> last{};
};

/// One event of an accepted or refused exchange, judged against the books.
struct EventRecord
{
    ExchangeNumber exchange;
    FeedNumber feed;
    WallTime at{};
    protocol::EntityEventView event; ///< Views into a payload that Records::exchanges keeps alive.
    EventState state = EventState::Received;
};

/// A finding about an exchange that was told of before: only what came after it, or did not come,
/// showed it.
struct FindingRecord
{
    ExchangeNumber exchange;
    protocol::Finding finding;
    WallTime at{}; ///< When it showed.
};

/// A hole that opened, changed or closed. To follow the list of gaps, cut its interval out of it,
/// and put the gap there unless its state is Filled.
struct GapRecord
{
    FeedNumber feed;
    Gap gap;
    WallTime at{}; ///< When it happened; Gap::openedAt is when the hole began.
};

/// Something that comparing a feed with its resource showed about numbers that are no holes, or
/// about the feed as a whole.
struct ConditionRecord
{
    FeedNumber feed;
    FeedCondition condition = FeedCondition::Lag;
    std::vector<NumberRange> numbers{};
    QByteArray evidence{}; ///< In words; UTF-8.
    WallTime at{};
    QList<ExchangeNumber> exchanges{}; ///< The reader's, which show it.
};

/// Sums over the whole session.
struct Totals
{
    qint64 exchanges = 0; ///< Pushes; what the reader asked is none.
    qint64 reads = 0;     ///< What the reader asked, again and again included.
    qint64 events = 0;    ///< In all payloads, whatever came of them.
    qint64 accepted = 0;  ///< Events of exchanges answered 2xx.
    qint64 delivered = 0; ///< Producer: events answered 2xx.
    qint64 unknown = 0;   ///< Producer: exchanges whose outcome is unknown.
    qint64 failed = 0;    ///< Producer: exchanges refused or failed for good.
    qint64 duplicates = 0;
    qint64 late = 0;
    qint64 conflicts = 0;
    qint64 findingsInfo = 0;
    qint64 findingsWarn = 0;
    qint64 findingsFail = 0;
    qint64 requestBytes = 0;

    Totals &operator-=(const Totals &other) noexcept;
};

/// A feed as the window lists it.
struct FeedSummary
{
    FeedNumber feed;
    Side side = Side::Consumer;
    QByteArray label;    ///< EntityEventSource; empty for a feed without one.
    QByteArray path{};   ///< Of a feed without a label: where its events come to.
    int epoch = 1;       ///< Counts how often the producer's numbers began anew.
    bool frozen = false; ///< A later epoch goes on; this one stays as it is.
    bool sparse =
        false; ///< Its holes are no alarms, and no open gaps; only verdicts on them count.
    std::chrono::milliseconds grace{}; ///< How long its holes stay open.
    /// 99 of 100 late events were no later, when it is that which the grace follows from.
    std::optional<std::chrono::milliseconds> lateness{};
    protocol::Sequence first;
    protocol::Sequence last;
    quint64 received = 0;
    qint64 openGaps = 0; ///< Questions: open, unexplained or being checked.
    quint64 missing = 0; ///< Numbers in those.
    std::array<HoleCount, kGapStates.size()> gaps{}; ///< By state.
};

/// What one step of the books brought, in order. Everything derived leaves the ledger in this form.
struct Records
{
    std::vector<ExchangeRecord> exchanges{};
    std::vector<EventRecord> events{};
    /// What events were taken over; keeps them alive, since no exchange here brought them.
    std::vector<std::shared_ptr<const std::vector<protocol::EntityEvent>>> recovered{};
    std::vector<GapRecord> gaps{};
    std::vector<ConditionRecord> conditions{};
    std::vector<FindingRecord> findings{}; ///< About exchanges of earlier steps, or of this one.
    std::vector<FeedSummary> feeds{};      ///< Those that changed.
    std::vector<Remark> remarks{};         ///< What people said meanwhile.
    Totals totals{};                       ///< After this step.
};

} // namespace pushbench::ledger
