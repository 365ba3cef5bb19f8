// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/producer.h"

#include "core/protocol/payload/payloadwriter.h"
#include "core/wire/client/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::producer {
namespace {

/// When the journal is that far behind, in exchanges or in bytes of bodies, pushing waits for it.
constexpr qint64 kMostUnrecorded = 1024;
constexpr quint64 kMostUnrecordedBytes = 48 * 1024 * 1024;

/// Of several Retry-After fields, which nobody should send (H-RA7), the one that asks for most.
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

} // namespace

Producer::Producer(Config config, std::unique_ptr<EventSource> source, const Clock &clock,
                   journal::Journal &journal, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_source(std::move(source))
    , m_clock(clock)
    , m_journal(journal)
    , m_redactor(m_config.token)
    , m_receipts(std::make_shared<Inbox<journal::Receipt>>([this] {
        QMetaObject::invokeMethod(this, &Producer::takeReceipts, Qt::QueuedConnection);
    }))
    , m_delivery(m_config.delivery)
    , m_lanes(size_t(m_config.delivery.inFlight))
{
    m_wake.setParent(this);
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &Producer::pump);
}

Producer::~Producer()
{
    // The journal keeps the box as long as entries wait; it must not wake who is gone.
    m_receipts->close();
}

void Producer::start()
{
    for (const Result<> &step : {prepareAuthorizer(), connectLanes()}) {
        if (!step) {
            Q_EMIT sourceFailed(step.fault());
            return stop();
        }
    }
    pump();
}

Result<> Producer::connectLanes()
{
    const Result<wire::ClientConfig> client =
        clientConfig(m_config.route, m_config.target, m_config.timeout);
    if (!client)
        return client.fault();
    if (m_config.route.http == HttpVersion::Http2) {
        m_http2.emplace(client.value(), m_clock);
        connect(&*m_http2, &wire::Http2Lanes::opened, this, &Producer::pump);
    }
    wire::ConnectionId id;
    for (Lane &lane : m_lanes) {
        id = next(id);
        if (m_http2)
            lane.connection = std::make_unique<wire::Http2Lane>(*m_http2);
        else
            lane.connection = std::make_unique<wire::ClientConnection>(client.value(), id, m_clock);
        connect(lane.connection.get(), &wire::ClientLane::finished, this,
                [this, &lane](const wire::AttemptLog &log) { landed(lane, log); });
    }
    return {};
}

Result<> Producer::prepareAuthorizer()
{
    if (m_config.oauth.isEmpty())
        return {};
    m_authorizer.emplace(m_config.oauth, m_config.route, m_config.timeout,
                         TokenKeeper::Pace{.backoffBase = m_config.delivery.backoffBase,
                                           .backoffMax = m_config.delivery.backoffMax,
                                           .maxAttempts = m_config.delivery.maxAttempts},
                         m_clock);
    connect(&*m_authorizer, &Authorizer::renewed, this, [this] {
        useToken(m_authorizer->token());
        pump();
    });
    connect(&*m_authorizer, &Authorizer::waits, this,
            [this](std::chrono::milliseconds wait, const QString &reason) {
                Q_EMIT held(m_clock.now().wall + wait, wait, reason);
            });
    connect(&*m_authorizer, &Authorizer::gaveUp, this, [this](const QString &reason) {
        if (m_delivery.giveUp(u"no token: %1; mend it, then resume"_s.arg(reason)))
            Q_EMIT halted(m_delivery.haltReason());
    });
    return m_authorizer->prepare();
}

/// What is under way still carries the one before, and may be echoed.
void Producer::useToken(const Secret &token)
{
    m_redactor = journal::Redactor({token, m_config.token});
    m_config.token = token;
}

void Producer::sendBody(const QByteArray &body)
{
    if (m_stopping)
        return;
    const auto payload = protocol::parsePayload(body);
    m_delivery.offer({.id = ++m_lastBatch, .events = int(payload.events().size()), .body = body});
    m_finished = false;
    pump();
}

void Producer::stop()
{
    m_stopping = true;
    m_wake.stop();
    if (m_authorizer)
        m_authorizer->stop();
    checkFinished();
}

void Producer::pause()
{
    m_delivery.pause();
    m_wake.stop();
}

void Producer::step()
{
    m_delivery.step();
    pump();
}

void Producer::resume(const QString &by)
{
    m_delivery.resume();
    if (m_authorizer)
        m_authorizer->reset();
    Q_EMIT resumed(by);
    pump();
}

/// Sends whatever may be sent now and sets the alarm for what may be sent later.
void Producer::pump()
{
    if (m_stopping)
        return checkFinished(); // Perhaps the last receipt came.
    if (std::exchange(m_pumping, true))
        return;
    const Moment now = m_clock.now();
    const bool allowed = mayPush(now);
    bool sent = allowed;
    while (sent && !journalLags()) {
        sent = false;
        fillQueue();
        for (Lane &lane : m_lanes) {
            if (lane.attempt || !lane.connection || !lane.connection->isOpen())
                continue;
            if (std::optional<Attempt> attempt = m_delivery.next(now)) {
                send(lane, std::move(*attempt));
                sent = true;
            }
        }
    }
    m_pumping = false;
    const SteadyTime wake = m_delivery.wakeAt(now);
    if (wake != SteadyTime::max() && allowed && !journalLags()) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(wake - now.steady);
        m_wake.start(std::clamp(wait, 0ms, std::chrono::milliseconds(24h)));
    }
    checkFinished();
}

void Producer::fillQueue()
{
    while (m_delivery.wantsBatch()) {
        Result<std::vector<protocol::EntityEvent>> events = m_source->take(size_t(m_config.batch));
        if (!events) {
            m_delivery.sourceEnded();
            Q_EMIT sourceFailed(events.fault());
            return;
        }
        if (events->empty()) {
            m_delivery.sourceEnded();
            return;
        }
        m_delivery.offer({.id = ++m_lastBatch,
                          .events = int(events->size()),
                          .body = writeBody(events.value())});
    }
}

QByteArray Producer::writeBody(const std::vector<protocol::EntityEvent> &events) const
{
    const bool single = events.size() == 1 && !m_config.multi;
    return single ? protocol::writeSingle(events.front()) : protocol::writeMulti(events);
}

void Producer::send(Lane &lane, Attempt attempt)
{
    QByteArray request = requestHead(m_config, attempt.batch->body.size());
    lane.head = m_redactor.head(request);
    request.append(attempt.batch->body);
    lane.token = m_config.token;
    lane.attempt = std::move(attempt);
    lane.connection->send(std::move(request));
}

void Producer::landed(Lane &lane, const wire::AttemptLog &log)
{
    const Moment now = m_clock.now();
    const AttemptId id = lane.attempt->id;
    if (log.response && mayRetryRefused(lane, log.response->status)) {
        m_delivery.tokenRefused(id);
        record(lane, log, journal::Outcome::Refused);
        lane.attempt.reset();
        return pump();
    }
    const Verdict verdict = log.response
        ? m_delivery.answered(id, log.response->status,
                              longestRetryAfter(log.response->head, now.wall), now)
        : m_delivery.unanswered(id, log.evidence, log.fault, now);
    record(lane, log, verdict.outcome);
    lane.attempt.reset();
    announce(verdict);
    pump();
}

/// By a 401 a consumer says that the token does not do. One that was fetched may be renewed, once.
bool Producer::mayRetryRefused(const Lane &lane, int status)
{
    constexpr int kUnauthorized = 401;
    if (!m_authorizer)
        return false;
    if (status >= 200 && status < 300)
        m_authorizer->accepted(lane.token);
    return status == kUnauthorized && m_authorizer->refused(lane.token);
}

/// Not before there is a token, if one has to be fetched. But it is not fetched for nothing.
bool Producer::mayPush(Moment now)
{
    return !m_authorizer || m_delivery.standing(now) == Standing::Done || m_authorizer->ready();
}

void Producer::record(const Lane &lane, const wire::AttemptLog &log, journal::Outcome outcome)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->side = Side::Producer;
    exchange->connection = qint64(log.connection.value);
    exchange->peer = log.peer;
    exchange->tls = log.tls;
    exchange->protocol = m_config.route.http == HttpVersion::Http2 ? "HTTP/2" : "HTTP/1.1";
    exchange->method = "POST";
    exchange->target = m_redactor.target(requestTarget(m_config.route, m_config.target));
    if (m_config.source)
        exchange->source = m_redactor.body(*m_config.source);
    exchange->began = log.began.wall;
    exchange->timings = {.connected = log.connected,
                         .requestDone = log.handedOver,
                         .firstByte = log.firstByte,
                         .done = log.done};
    exchange->requestHead = lane.head;
    exchange->requestBody = m_redactor.body(lane.attempt->batch->body);
    exchange->attempt = lane.attempt->number;
    exchange->delivery = lane.attempt->batch->id;
    exchange->outcome = outcome;
    exchange->fault = m_redactor.body(log.fault.toUtf8());
    exchange->payload =
        std::make_shared<const protocol::Payload>(protocol::parsePayload(exchange->requestBody));
    if (log.response) {
        exchange->status = log.response->status;
        exchange->responseHead = m_redactor.head(log.response->head.raw());
        exchange->responseBody = m_redactor.body(log.response->body);
        const WallTime now = m_clock.now().wall;
        if (const auto value = longestRetryAfter(log.response->head, now)) {
            exchange->retryAfter = value->toByteArray();
            exchange->findings = protocol::judgeRetryAfter(*value, now);
        }
    }
    // The tag is the size, so that the receipt gives back what was counted here.
    const auto bytes = quint64(exchange->requestBody.size() + exchange->responseBody.size());
    ++m_unrecorded;
    m_unrecordedBytes += bytes;
    m_journal.appendSoon(std::move(exchange), m_receipts, bytes);
}

void Producer::takeReceipts()
{
    for (const journal::Receipt &receipt : m_receipts->drain()) {
        --m_unrecorded;
        m_unrecordedBytes -= receipt.tag;
    }
    pump();
}

bool Producer::journalLags() const noexcept
{
    return m_unrecorded >= kMostUnrecorded || m_unrecordedBytes >= kMostUnrecordedBytes;
}

void Producer::announce(const Verdict &verdict)
{
    if (verdict.halted) {
        Q_EMIT halted(m_delivery.haltReason());
    } else if (verdict.holds) {
        const Wait &wait = m_delivery.wait();
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(wait.until.steady - wait.since.steady);
        Q_EMIT held(wait.until.wall, left, wait.reason);
    }
}

void Producer::checkFinished()
{
    const bool settled = m_delivery.standing(m_clock.now()) == Standing::Done || m_stopping;
    if (m_finished || !settled || !m_delivery.idle() || m_unrecorded > 0)
        return;
    m_finished = true;
    Q_EMIT finished();
}

Vitals Producer::vitals() const
{
    const Tally &tally = m_delivery.tally();
    return {.standing = m_delivery.standing(m_clock.now()),
            .wait = m_delivery.wait(),
            .haltReason = m_delivery.haltReason(),
            .tally = tally,
            .waiting = tally.offered - tally.delivered - tally.refused};
}

} // namespace pushbench::producer
