// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/sessionsource.h"

namespace pushbench::producer {
namespace {

/// Bodies may have many megabytes each.
constexpr int kExchangesAtATime = 16;

} // namespace

Result<RecordedRequests> RecordedRequests::open(const QString &path, Recorded which)
{
    Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    if (!reader)
        return reader.fault();
    const Result<bool> consumer = reader->has(Side::Consumer);
    if (!consumer)
        return consumer.fault();
    return RecordedRequests(std::move(reader).value(),
                            consumer.value() ? Side::Consumer : Side::Producer, which);
}

Result<std::optional<journal::Exchange>> RecordedRequests::next()
{
    while (true) {
        if (m_read.empty()) {
            Result<std::vector<journal::Exchange>> more =
                m_reader.exchangesBehind(m_last, kExchangesAtATime);
            if (!more)
                return more.fault();
            if (more->empty())
                return std::optional<journal::Exchange>();
            m_read.assign(std::make_move_iterator(more->begin()),
                          std::make_move_iterator(more->end()));
        }
        journal::Exchange exchange = std::move(m_read.front());
        m_read.pop_front();
        m_last = exchange.number;
        const bool wanted =
            m_which == Recorded::All ? !exchange.requestBody.isEmpty() : exchange.accepted();
        if (exchange.side == m_side && wanted)
            return std::optional(std::move(exchange));
    }
}

Result<std::unique_ptr<EventSource>> SessionSource::open(const QString &path)
{
    Result<RecordedRequests> requests = RecordedRequests::open(path, Recorded::Accepted);
    if (!requests)
        return requests.fault();
    return std::unique_ptr<EventSource>(new SessionSource(std::move(requests).value()));
}

Result<std::vector<protocol::EntityEvent>> SessionSource::take(size_t count)
{
    while (m_read.size() < count && !m_ended) {
        const Result<std::optional<journal::Exchange>> exchange = m_requests.next();
        if (!exchange)
            return exchange.fault();
        m_ended = !exchange.value();
        if (m_ended)
            break;
        const protocol::Payload payload = protocol::parsePayload(exchange.value()->requestBody);
        for (const protocol::EntityEventView &event : payload.events())
            m_read.push_back(event.toEvent());
    }
    const size_t size = std::min(count, m_read.size());
    const auto end = m_read.begin() + qsizetype(size);
    std::vector<protocol::EntityEvent> events(std::make_move_iterator(m_read.begin()),
                                              std::make_move_iterator(end));
    m_read.erase(m_read.begin(), end);
    return events;
}

Result<std::unique_ptr<EventSource>> ReplaySource::open(const QString &path, Recorded which)
{
    Result<RecordedRequests> requests = RecordedRequests::open(path, which);
    if (!requests)
        return requests.fault();
    return std::unique_ptr<EventSource>(new ReplaySource(std::move(requests).value()));
}

Result<std::optional<Batch>> ReplaySource::takeBody()
{
    Result<std::optional<journal::Exchange>> exchange = m_requests.next();
    if (!exchange)
        return exchange.fault();
    if (!exchange.value())
        return std::optional<Batch>();
    journal::Exchange &recorded = *exchange.value();
    Batch batch{.body = std::move(recorded.requestBody), .source = std::move(recorded.source)};
    const protocol::Payload payload = protocol::parsePayload(*batch.body);
    for (const protocol::EntityEventView &event : payload.events())
        batch.events.push_back(event.toEvent());
    return std::optional(std::move(batch));
}

} // namespace pushbench::producer
