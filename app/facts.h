// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/politeness.h"
#include "core/ledger/records.h"

namespace pushbench::app {

/// Why nothing can be proved about a feed's holes at present.
struct TriageTrouble
{
    ledger::FeedNumber feed;
    QString why;
};

/// A producer that did not wait for an answer (RCP028-R10).
struct Departure
{
    ExchangeNumber exchange;
    std::chrono::milliseconds after{}; ///< Its request had begun.
};

/// What one step of a session brought: the facts of its books, and how its producers took a "slow
/// down". The ledger does not know the consumer, so both travel side by side.
struct Facts
{
    ledger::Records records{};
    std::vector<consumer::PolitenessRecord> politeness{}; ///< New or changed holds, in order.
    std::vector<consumer::PolitenessFigure> figures{};    ///< Of all feeds, where a hold changed.
    std::vector<Departure> departures{};
    std::vector<TriageTrouble> troubles{}; ///< Of asking a resource.
    std::vector<QByteArray> withheld{}; ///< "drop:1107,1110-1119": what was not pushed on purpose.
};

} // namespace pushbench::app
