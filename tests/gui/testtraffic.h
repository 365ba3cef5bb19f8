// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <deque>

namespace pushbench::ui {

/// Makes records as the ledger would, for windows under test.
class TestTraffic
{
public:
    /// A whole request with its answer; the body is judged as a consumer would.
    struct Request
    {
        qint64 number = 1;
        QByteArray body{};
        int status = 200;
        QByteArray retryAfter{};
        Side side = Side::Consumer;
        QByteArray source = "IDX Feed 123";
    };
    [[nodiscard]] static std::shared_ptr<journal::Exchange> exchange(const Request &request);

    /// One exchange with `count` events from `first` on, each a received one; at 10 ms an event.
    void add(ledger::Records &records, qint64 number, qint64 first, int count,
             ledger::FeedNumber feed = {0});

    /// The feed's summary, with what was added so far.
    void summarise(ledger::Records &records, ledger::FeedNumber feed = {0},
                   const QByteArray &label = "IDX Feed 123") const;

    [[nodiscard]] static ledger::GapRecord gap(qint64 first, qint64 last, ledger::GapState state,
                                               ledger::FeedNumber feed = {0});

    [[nodiscard]] static WallTime start();

    ledger::Totals totals;

private:
    qint64 m_first = 0;
    qint64 m_last = 0;
};

} // namespace pushbench::ui
