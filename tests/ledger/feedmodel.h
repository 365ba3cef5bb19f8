// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ledger/traffic.h"

#include <map>
#include <set>

namespace pushbench::ledger {

/// What FeedBook promises, said number by number with no thought of time or memory.
struct FeedModel
{
    struct First
    {
        int record = 0;
        qint64 exchange = 0;
    };

    struct Missing
    {
        GapState state = GapState::Open;
        WallTime openedAt{};
        qint64 openedBy = 0;
        QByteArray evidence{};

        friend bool operator==(const Missing &, const Missing &) = default;
    };

    std::map<qint64, First> received;
    std::map<qint64, First> attempted; ///< Seen first by an exchange that was not accepted.
    std::map<qint64, Missing> missing;
    std::set<qint64> seen;
    std::set<qint64> late;
    std::set<qint64> repeatedElsewhere;
    FeedCounters counters;
    qint64 replayUpTo = -1;
    WallTime latest{};

    EventResult apply(const Arrival &arrival, NumberedRecord event);
    void retract(qint64 exchange, const std::vector<NumberedRecord> &events);
    void expectReplay() { replayUpTo = received.empty() ? -1 : received.rbegin()->first; }
    void expire(WallTime now, std::chrono::microseconds grace);
    void settle(qint64 first, qint64 last, GapState state, const QByteArray &evidence);

private:
    EventResult repeat(const Arrival &arrival, NumberedRecord event);
    EventResult see(const Arrival &arrival, NumberedRecord event);
};

} // namespace pushbench::ledger
