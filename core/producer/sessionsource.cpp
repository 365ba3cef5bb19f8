// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/sessionsource.h"

namespace pushbench::producer {
namespace {

/// Bodies may have many megabytes each.
constexpr int kExchangesAtATime = 16;

} // namespace

Result<std::unique_ptr<EventSource>> SessionSource::open(const QString &path)
{
    Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    if (!reader)
        return reader.fault();
    const Result<bool> consumer = reader->has(Side::Consumer);
    if (!consumer)
        return consumer.fault();
    const Side side = consumer.value() ? Side::Consumer : Side::Producer;
    return std::unique_ptr<EventSource>(new SessionSource(std::move(reader).value(), side));
}

Result<std::vector<protocol::EntityEvent>> SessionSource::take(size_t count)
{
    while (m_read.size() < count && !m_ended) {
        if (const Result<> read = readMore(); !read)
            return read.fault();
    }
    const size_t size = std::min(count, m_read.size());
    std::vector<protocol::EntityEvent> events(
        std::make_move_iterator(m_read.begin()),
        std::make_move_iterator(m_read.begin() + qsizetype(size)));
    m_read.erase(m_read.begin(), m_read.begin() + qsizetype(size));
    return events;
}

Result<> SessionSource::readMore()
{
    const Result<std::vector<journal::Exchange>> exchanges =
        m_reader.exchangesBehind(m_last, kExchangesAtATime);
    if (!exchanges)
        return exchanges.fault();
    m_ended = exchanges->empty();
    for (const journal::Exchange &exchange : exchanges.value()) {
        m_last = exchange.number;
        if (exchange.side != m_side || !exchange.accepted())
            continue;
        const protocol::Payload payload = protocol::parsePayload(exchange.requestBody);
        for (const protocol::EntityEventView &event : payload.events())
            m_read.push_back(event.toEvent());
    }
    return {};
}

} // namespace pushbench::producer
