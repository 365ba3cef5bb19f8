// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exports/exporter.h"
#include "core/ledger/records.h"

#include <functional>
#include <span>

namespace pushbench::app {

/// Calls visit(exchange, its events) for each exchange of one step of the books, and taken(event)
/// for each event that was taken over from a resource, in the order of the books.
template <typename Visit, typename Taken>
void eachExchange(const ledger::Records &records, Visit &&visit, Taken &&taken)
{
    std::span<const ledger::EventRecord> events(records.events);
    const auto takeRecovered = [&] {
        for (; !events.empty() && events.front().state == ledger::EventState::Recovered;
             events = events.subspan(1))
            taken(events.front());
    };
    for (const ledger::ExchangeRecord &exchange : records.exchanges) {
        if (!exchange.exchange)
            continue;
        takeRecovered();
        size_t count = 0;
        while (count < events.size() && events[count].exchange == exchange.exchange->number
               && events[count].state != ledger::EventState::Recovered)
            ++count;
        visit(exchange, events.first(count));
        events = events.subspan(count);
    }
    takeRecovered();
}

/// What was taken over stands for itself: the reader's exchange that showed it, under the feed's
/// label.
[[nodiscard]] ledger::ExchangeRecord originOf(const ledger::EventRecord &event,
                                              const QByteArray &label);

/// What of a session is written.
struct ExportRules
{
    bool exchanges = false; ///< Those, and not the events.
    std::function<bool(const ledger::ExchangeRecord &, std::span<const ledger::EventRecord>)>
        takesExchange{};
    std::function<bool(const ledger::ExchangeRecord &, const ledger::EventRecord &)> takesEvent{};
    std::function<void(const ledger::Records &)> hear{}; ///< Everything, before it is asked about.
};

/// Reads the session from beginning to end and writes what the rules take; gives how many.
[[nodiscard]] Result<qint64> exportSession(const QString &path, ExportFormat format,
                                           const ExportRules &rules,
                                           const std::function<void(const QByteArray &)> &write);

} // namespace pushbench::app
