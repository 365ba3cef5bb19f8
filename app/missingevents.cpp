// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/missingevents.h"

#include "core/ledger/verdict.h"
#include "core/producer/onlysource.h"

#include <map>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr size_t kMost = 100'000;
constexpr int kExchangesAtATime = 16;

std::vector<producer::Which::Run> runsOf(const std::vector<ledger::NumberRange> &numbers)
{
    std::vector<producer::Which::Run> runs;
    for (const ledger::NumberRange range : numbers)
        runs.push_back({{range.first}, {range.last}});
    return runs;
}

using Found = std::map<protocol::Sequence, protocol::EntityEvent>;

Result<> findInSession(const QString &path, const producer::Which &wanted, Found &found)
{
    const Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    if (!reader)
        return reader.fault();
    ExchangeNumber last{};
    while (found.size() < kMost) {
        const Result<std::vector<journal::Exchange>> more =
            reader->exchangesBehind(last, kExchangesAtATime);
        if (!more)
            return more.fault();
        if (more->empty())
            break;
        last = more->back().number;
        for (const journal::Exchange &exchange : more.value()) {
            if (exchange.side != Side::Producer)
                continue;
            const protocol::Payload payload = protocol::parsePayload(exchange.requestBody);
            for (const protocol::EntityEventView &event : payload.events()) {
                if (wanted.holds(event.sequence, 0, 0))
                    found.emplace(event.sequence, event.toEvent()); // The first is the true one.
            }
        }
    }
    return {};
}

} // namespace

Result<std::vector<protocol::EntityEvent>>
missingEvents(const std::vector<ledger::NumberRange> &numbers, ResourceHost *host,
              const QString &session)
{
    const producer::Which wanted{.runs = runsOf(numbers)};
    std::vector<protocol::EntityEvent> events;
    if (host)
        events = host->published(wanted.runs, kMost);
    if (events.empty()) {
        Found found;
        if (const Result<> read = findInSession(session, wanted, found); !read)
            return read.fault();
        for (auto &[number, event] : found)
            events.push_back(std::move(event));
    }
    if (events.empty())
        return Fault{FaultKind::NotFound, QString::fromLatin1(ledger::rangesText(numbers)),
                     u"the producer of this session never had these events"_s};
    return events;
}

} // namespace pushbench::app
