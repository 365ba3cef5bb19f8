// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/producer.h"

#include "core/producer/attemptrecord.h"
#include "core/producer/misbehave/body.h"
#include "core/wire/client/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::producer {

Producer::Producer(Config config, std::unique_ptr<EventSource> source, const Clock &clock,
                   journal::Journal &journal, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_source(std::move(source))
    , m_clock(clock)
    , m_journal(journal)
    , m_heads(m_config)
    , m_recorder(journal, *this, [this] { pump(); })
    , m_delivery(m_config.delivery)
    , m_lanes(size_t(m_config.delivery.inFlight))
{
    m_wake.setParent(this);
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &Producer::pump);
}

Producer::~Producer() = default;

void Producer::start()
{
    m_feeder.emplace(std::move(m_source), Planner(m_config.misdeeds, m_config.misdeedSeed),
                     std::move(m_checkpoint));
    m_feeder->onWake([this] { pump(); });
    m_feeder->onNotice([this](const QString &what) { Q_EMIT noticed(what); });
    m_feeder->onFates([this](const Fates &fates) { hear(fates); }, bool(m_publish));
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
    const Secret before = std::exchange(m_config.token, token);
    m_heads.tokenChanged(m_config, before);
}

void Producer::sendBody(const QByteArray &body)
{
    if (m_stopping)
        return;
    const auto payload = protocol::parsePayload(body);
    Batch batch{.body = body};
    for (const protocol::EntityEventView &event : payload.events())
        batch.events.push_back(event.toEvent());
    m_delivery.offer(std::move(batch));
    m_finished = false;
    pump();
}

void Producer::pushAgain(const std::vector<protocol::EntityEvent> &events)
{
    if (m_stopping || events.empty())
        return;
    const size_t size =
        std::max<size_t>(1, std::min(size_t(m_config.batch), m_delivery.batchLimit()));
    for (size_t at = 0; at < events.size(); at += size) {
        const auto from = events.begin() + qsizetype(at);
        m_delivery.offer({.events = {from, from + qsizetype(std::min(size, events.size() - at))}});
    }
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
    while (sent && !m_recorder.lags()) {
        sent = false;
        fillQueue();
        if (!keepCheckpoint(false))
            break;
        for (Lane &lane : m_lanes) {
            if (lane.attempt || !lane.connection || !lane.connection->isOpen()
                || now.steady < lane.restsUntil)
                continue;
            if (std::optional<Attempt> attempt = m_delivery.next(now)) {
                send(lane, std::move(*attempt));
                sent = true;
            }
        }
    }
    m_pumping = false;
    const SteadyTime wake = wakeAt(now);
    if (wake != SteadyTime::max() && allowed && !m_recorder.lags()) {
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(wake - now.steady);
        m_wake.start(std::clamp(wait, 0ms, std::chrono::milliseconds(24h)));
    }
    checkFinished();
}

/// A connection that rests does not wait for what it could not send anyway.
SteadyTime Producer::wakeAt(Moment now) const
{
    const SteadyTime wake = m_delivery.wakeAt(now);
    if (wake == SteadyTime::max())
        return wake;
    SteadyTime rested = SteadyTime::max();
    for (const Lane &lane : m_lanes) {
        if (!lane.attempt)
            rested = std::min(rested, lane.restsUntil);
    }
    return std::max(wake, rested);
}

void Producer::fillQueue()
{
    while (m_feeder && m_delivery.wantsBatch()) {
        Batch batch = m_feeder->next(std::min(size_t(m_config.batch), m_delivery.batchLimit()));
        const bool empty = batch.events.empty() && !batch.body;
        if (!empty)
            m_delivery.offer(std::move(batch));
        if (m_feeder->ended()) {
            m_delivery.sourceEnded();
            if (const std::optional<Fault> fault = m_feeder->takeFault())
                Q_EMIT sourceFailed(*fault);
            return;
        }
        if (empty)
            return; // The source wakes us.
    }
}

void Producer::hear(const Fates &fates)
{
    if (m_publish && !fates.published.empty())
        m_publish(fates.published);
    std::vector<protocol::Sequence> sequences;
    for (const Withheld &withheld : fates.withheld)
        sequences.push_back(withheld.sequence);
    if (!sequences.empty())
        m_journal.note({.kind = journal::Note::Kind::Withheld,
                        .text = kindOf(Misbehaviour::Drop).name + ':' + writeRuns(sequences)});
}

bool Producer::keepCheckpoint(bool forGood)
{
    if (!m_feeder)
        return true;
    const Result<> kept = forGood ? m_feeder->keepForGood() : m_feeder->keep(m_clock.now().steady);
    if (kept)
        return true;
    m_stopping = true;
    Q_EMIT sourceFailed(kept.fault());
    return false;
}

void Producer::send(Lane &lane, Attempt attempt)
{
    const Batch &batch = *attempt.batch;
    lane.plan = m_feeder ? m_feeder->request(batch, attempt.number) : RequestPlan();
    lane.body = writeBody(batch, m_config.multi, lane.plan);
    const RequestHeads::Head &head =
        m_heads.head(m_config, lane.body.size(), lane.plan, batch.source);
    lane.head = head.recorded;
    QByteArray request;
    request.reserve(head.sent.size() + lane.body.size());
    request.append(head.sent).append(lane.body);
    lane.token = m_config.token;
    lane.attempt = std::move(attempt);
    if (lane.plan.fault == wire::RequestFault::None)
        lane.connection->send(std::move(request));
    else
        lane.connection->sendWrong(std::move(request), lane.plan.fault);
}

void Producer::landed(Lane &lane, const wire::AttemptLog &log)
{
    const Moment now = m_clock.now();
    const Attempt attempt = *std::exchange(lane.attempt, std::nullopt);
    if (log.response && mayRetryRefused(lane, log.response->status)) {
        m_delivery.tokenRefused(attempt.id);
        record({.attempt = attempt,
                .log = log,
                .head = std::exchange(lane.head, {}),
                .body = std::exchange(lane.body, {}),
                .outcome = journal::Outcome::Refused,
                .intended = namesOf(lane.plan.misdeeds)});
        return pump();
    }
    const Manner &manner = lane.plan.manner;
    const Verdict verdict = log.response
        ? m_delivery.answered(attempt.id, log.response->status,
                              longestRetryAfter(log.response->head, now.wall), now, manner)
        : m_delivery.unanswered(attempt.id, log.evidence, log.fault, now, manner);
    quint32 misdeeds = lane.plan.misdeeds;
    if (verdict.outcome == journal::Outcome::Held)
        misdeeds |= lane.plan.ofHolds;
    record({.attempt = attempt,
            .log = log,
            .head = std::exchange(lane.head, {}),
            .body = std::exchange(lane.body, {}),
            .outcome = verdict.outcome,
            .intended = namesOf(misdeeds)});
    if (verdict.alone)
        lane.restsUntil = verdict.alone->until.steady;
    const bool lost = !verdict.lost.isEmpty();
    if (m_feeder && (lost || verdict.outcome == journal::Outcome::Delivered))
        m_feeder->settle(*attempt.batch, lost);
    announce(verdict, *attempt.batch);
    pump();
}

/// By a 401 a consumer says that the token does not do. One that was fetched may be renewed, and
/// one that was given may be replaced, once.
bool Producer::mayRetryRefused(const Lane &lane, int status)
{
    constexpr int kUnauthorized = 401;
    // A token that was wrong on purpose says nothing about the right one.
    if (lane.plan.does(Misbehaviour::WrongToken) || lane.plan.does(Misbehaviour::NoToken))
        return false;
    if (!m_authorizer)
        return status == kUnauthorized && mayReplaceToken(lane.token);
    if (status >= 200 && status < 300)
        m_authorizer->accepted(lane.token);
    return status == kUnauthorized && m_authorizer->refused(lane.token);
}

bool Producer::mayReplaceToken(const Secret &refused)
{
    if (refused.reveal() != m_config.token.reveal())
        return true; // It is about the token before this one.
    if (m_config.nextToken.isEmpty())
        return false;
    useToken(std::exchange(m_config.nextToken, Secret()));
    return true;
}

/// Not before there is a token, if one has to be fetched. But it is not fetched for nothing.
bool Producer::mayPush(Moment now)
{
    return !m_authorizer || m_delivery.standing(now) == Standing::Done || m_authorizer->ready();
}

void Producer::record(const Landed &landed)
{
    m_recorder.record(landed, m_config, m_heads, m_clock.now().wall);
}

void Producer::announce(const Verdict &verdict, const Batch &batch)
{
    if (!verdict.lost.isEmpty() && !batch.events.empty())
        m_lastLoss = u"%1: %2"_s.arg(batch.events.front().sequence.value).arg(verdict.lost);
    if (verdict.halted) {
        Q_EMIT halted(m_delivery.haltReason());
    } else if (verdict.holds) {
        announceWait(m_delivery.wait());
    } else if (verdict.alone) {
        announceWait(*verdict.alone);
    }
}

void Producer::announceWait(const Wait &wait)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(wait.until.steady - wait.since.steady);
    Q_EMIT held(wait.until.wall, left, wait.reason);
}

void Producer::checkFinished()
{
    const bool settled = m_delivery.standing(m_clock.now()) == Standing::Done || m_stopping;
    if (m_finished || !settled || !m_delivery.idle() || !m_recorder.allConfirmed()
        || !keepCheckpoint(true))
        return;
    m_finished = true;
    Q_EMIT finished();
}

Vitals Producer::vitals() const
{
    const Tally &tally = m_delivery.tally();
    Vitals vitals{.standing = m_delivery.standing(m_clock.now()),
                  .wait = m_delivery.wait(),
                  .haltReason = m_delivery.haltReason(),
                  .lastLoss = m_lastLoss,
                  .tally = tally,
                  .waiting = tally.offered - tally.delivered - tally.refused};
    if (m_feeder) {
        vitals.withheld = m_feeder->withheld();
        vitals.earlier = settledEvents(m_feeder->from());
        vitals.refusedEarlier = m_feeder->from().refused;
        vitals.awaits = m_feeder->awaitsMore();
        vitals.read = m_feeder->last();
    }
    return vitals;
}

} // namespace pushbench::producer
