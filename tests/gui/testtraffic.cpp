// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"

#include "core/protocol/payload/payloadwriter.h"

#include <QStringBuilder>

namespace pushbench::ui {

using namespace std::chrono_literals;

WallTime TestTraffic::start()
{
    return WallTime(std::chrono::seconds(1'795'513'272)); // a morning in November 2026
}

std::shared_ptr<journal::Exchange> TestTraffic::exchange(const Request &request)
{
    auto made = std::make_shared<journal::Exchange>();
    made->number = {request.number};
    made->side = request.side;
    made->peer = "127.0.0.1:50123";
    made->protocol = "HTTP/1.1";
    made->method = "POST";
    made->target = "/webhooks";
    made->source = request.source;
    made->began = start() + std::chrono::milliseconds(request.number * 417);
    made->timings = {
        .connected = 400us, .requestDone = 1500us, .firstByte = 8300us, .done = 8700us};
    made->requestHead = "POST /webhooks HTTP/1.1\r\nHost: 127.0.0.1:8028\r\n"
                        "Content-Type: application/json\r\n"
                        "Authorization: Bearer sha256:9c1f02ab\r\n"
                        "EntityEventSource: "
        % request.source % "\r\nContent-Length: " % QByteArray::number(request.body.size())
        % "\r\n\r\n";
    made->requestBody = request.body;
    made->status = request.status;
    made->responseHead = "HTTP/1.1 " % QByteArray::number(request.status) % " "
        % (request.status == 200 ? "OK" : "Too Many Requests")
        % "\r\nContent-Type: application/json\r\n"
        % (request.retryAfter.isEmpty() ? QByteArray()
                                        : QByteArray("Retry-After: " % request.retryAfter % "\r\n"))
        % "Content-Length: 2\r\n\r\n";
    made->responseBody = "{}";
    made->outcome = request.side == Side::Consumer ? journal::Outcome::Answered
        : request.status == 200                    ? journal::Outcome::Delivered
                                                   : journal::Outcome::Held;
    made->retryAfter = request.retryAfter;
    made->payload = std::make_shared<protocol::Payload>(protocol::parsePayload(request.body));
    return made;
}

void TestTraffic::add(ledger::Records &records, qint64 number, qint64 first, int count,
                      ledger::FeedNumber feed)
{
    static const std::array<QByteArray, 5> kResources{"Property", "Media", "Member", "OpenHouse",
                                                      "Showing"};
    std::vector<protocol::EntityEvent> events;
    for (qint64 n = first; n < first + count; ++n) {
        const quint64 mixed = quint64(n) * 0x9E3779B97F4A7C15ull;
        const QByteArray digits =
            QByteArray::number(quint64(1'000'000'000 + mixed % 9'000'000'000));
        events.push_back({.sequence = {n},
                          .resourceName = kResources[mixed % kResources.size()],
                          .resourceRecordKey = "3yd-RESO-" + digits,
                          .resourceRecordUrl = {}});
    }
    const auto made = exchange({.number = number, .body = protocol::writeMulti(events)});
    ledger::ExchangeRecord record;
    record.exchange = made;
    record.events = count;
    record.first = protocol::Sequence{first};
    record.last = protocol::Sequence{first + count - 1};
    records.exchanges.push_back(record);
    int index = 0;
    for (const protocol::EntityEventView &event : made->payload->events())
        records.events.push_back({.exchange = {number},
                                  .feed = feed,
                                  .at = made->began + 10ms * index++,
                                  .event = event});
    m_first = m_first == 0 ? first : std::min(m_first, first);
    m_last = std::max(m_last, first + count - 1);
    ++totals.exchanges;
    totals.events += count;
    totals.accepted += count;
    records.totals = totals;
}

void TestTraffic::summarise(ledger::Records &records, ledger::FeedNumber feed,
                            const QByteArray &label) const
{
    ledger::FeedSummary summary;
    summary.feed = feed;
    summary.label = label;
    summary.first = {m_first};
    summary.last = {m_last};
    summary.received = quint64(totals.accepted);
    records.feeds.push_back(summary);
}

ledger::GapRecord TestTraffic::gap(qint64 first, qint64 last, ledger::GapState state,
                                   ledger::FeedNumber feed)
{
    ledger::GapRecord record;
    record.feed = feed;
    record.gap.first = {first};
    record.gap.last = {last};
    record.gap.state = state;
    record.gap.openedAt = start();
    record.gap.openedBy = {7};
    return record;
}

} // namespace pushbench::ui
