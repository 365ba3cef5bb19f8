// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/attemptrecord.h"

namespace pushbench::producer {

std::optional<QByteArrayView> longestRetryAfter(const wire::Head &head, WallTime now)
{
    std::optional<QByteArrayView> longest;
    std::chrono::milliseconds most{-1};
    for (const QByteArrayView value : head.values("Retry-After")) {
        const std::optional<protocol::RetryAfter> read = protocol::parseRetryAfter(value, now);
        const auto wait = read ? read->waitFrom(now) : std::chrono::milliseconds(-1);
        if (!longest || wait > most) {
            longest = value;
            most = wait;
        }
    }
    return longest;
}

std::shared_ptr<journal::Exchange> exchangeOf(const Landed &landed, const Config &config,
                                              const RequestHeads &heads, WallTime now)
{
    const journal::Redactor &redactor = heads.redactor();
    const wire::AttemptLog &log = landed.log;
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->side = Side::Producer;
    exchange->connection = qint64(log.connection.value);
    exchange->peer = log.peer;
    exchange->tls = log.tls;
    exchange->protocol = config.route.http == HttpVersion::Http2 ? "HTTP/2" : "HTTP/1.1";
    exchange->method = "POST";
    exchange->target = heads.target();
    if (const auto &label = config.source ? config.source : landed.attempt.batch->source)
        exchange->source = redactor.body(*label);
    exchange->began = log.began.wall;
    exchange->timings = {.connected = log.connected,
                         .requestDone = log.handedOver,
                         .firstByte = log.firstByte,
                         .done = log.done};
    exchange->requestHead = landed.head;
    exchange->requestBody = redactor.body(landed.body);
    exchange->attempt = landed.attempt.number;
    exchange->delivery = landed.attempt.batch->id;
    exchange->outcome = landed.outcome;
    exchange->fault = redactor.body(log.fault.toUtf8());
    exchange->intended = landed.intended;
    exchange->payload =
        std::make_shared<const protocol::Payload>(protocol::parsePayload(exchange->requestBody));
    if (log.response) {
        exchange->status = log.response->status;
        exchange->responseHead = redactor.head(log.response->head.raw());
        exchange->responseBody = redactor.body(log.response->body);
        if (const auto value = longestRetryAfter(log.response->head, now)) {
            exchange->retryAfter = value->toByteArray();
            exchange->findings = protocol::judgeRetryAfter(*value, now);
        }
    }
    return exchange;
}

} // namespace pushbench::producer
