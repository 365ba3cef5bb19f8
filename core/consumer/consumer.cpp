// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/consumer.h"

#include "core/consumer/departure.h"
#include "core/consumer/judge/politeness.h"
#include "core/consumer/judge/waits.h"
#include "core/journal/headfields.h"

#include <QTimer>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

/// More samples than that say nothing new about a second.
constexpr size_t kMostAcks = 100'000;

/// Of more requests that are never answered it is not told when their producers gave up.
constexpr size_t kMostSilenced = 4096;

wire::Response refusalResponse(const wire::Refusal &refusal)
{
    return {.status = refusal.status,
            .fields = {{"Content-Type"_ba, "application/json"_ba}},
            .body = errorBody(refusal.status, refusal.reason.toUtf8(), {})};
}

wire::Response unrecorded()
{
    return {.status = 503,
            .fields = {{"Content-Type"_ba, "application/json"_ba}},
            .body = errorBody(
                503, "the consumer cannot record what it receives; send it again later", {})};
}

std::chrono::microseconds between(SteadyTime from, SteadyTime to)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(to - from);
}

QByteArray protocolName(wire::Version version)
{
    if (version.major >= 2)
        return "HTTP/2"_ba;
    return version == wire::kHttp11 ? "HTTP/1.1"_ba : "HTTP/1.0"_ba;
}

/// What the policy wants instead of the usual answer.
wire::Response overridingResponse(const Reply &reply)
{
    wire::Response response{.status = reply.status,
                            .fields = {{"Content-Type"_ba, "application/json"_ba}}};
    const QByteArrayView message = reply.status == 429
        ? QByteArrayView("too many events; wait as Retry-After says")
        : wire::reasonPhrase(reply.status);
    response.body = errorBody(reply.status, message, {});
    return response;
}

} // namespace

Consumer::Consumer(Config config, const Clock &clock, journal::Journal &journal, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
    , m_journal(journal)
    , m_redactor(m_config.intake.token)
    , m_policy(m_config.policy)
    , m_random(m_config.seed)
    , m_receipts(std::make_shared<Inbox<journal::Receipt>>([this] {
        QMetaObject::invokeMethod(this, &Consumer::takeReceipts, Qt::QueuedConnection);
    }))
{
}

Consumer::~Consumer()
{
    // The journal keeps the box as long as entries wait; it must not wake who is gone.
    m_receipts->close();
}

Result<> Consumer::start()
{
    m_server =
        std::make_unique<wire::Server>(wire::ServerConfig{.address = m_config.address,
                                                          .port = m_config.port,
                                                          .limits = m_config.limits,
                                                          .tls = m_config.tls,
                                                          .refusalResponse = refusalResponse},
                                       m_clock, static_cast<wire::ServerUser &>(*this));
    Result<> listening = m_server->listen();
    if (listening)
        m_journal.note(
            {.kind = journal::Note::Kind::Consumer, .text = writeExpectations(m_config.intake)});
    return listening;
}

QUrl Consumer::url() const
{
    QUrl url;
    url.setScheme(m_config.tls ? u"https"_s : u"http"_s);
    url.setHost(m_config.address.toString());
    url.setPort(m_server ? m_server->port() : m_config.port);
    url.setPath(QString::fromUtf8(m_config.intake.path));
    return url;
}

void Consumer::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    if (m_server)
        m_server->stopReading();
    while (!m_delayed.empty())
        endDelay(m_delayed.begin()->first);
    checkStopped();
}

void Consumer::checkStopped()
{
    if (!m_stopping)
        return;
    if (!m_server || (m_recording.empty() && m_server->isQuiet()))
        Q_EMIT stopped();
    else
        QTimer::singleShot(20ms, this, &Consumer::checkStopped);
}

void Consumer::setPolicy(const Policy &policy)
{
    m_policy.setPolicy(policy);
}

void Consumer::forceNext(const Reply &reply, int times)
{
    m_policy.forceNext(reply, times);
}

void Consumer::forceFor(const Reply &reply, std::chrono::milliseconds duration)
{
    m_policy.forceUntil(reply, m_clock.now().steady + duration);
}

void Consumer::clearForced()
{
    m_policy.clearForced();
}

void Consumer::requestArrived(wire::IncomingRequest request)
{
    Judgement judgement = judge(request.request, m_config.intake);
    Decision decision;
    // The script is for producers that may push here at all; strangers do not use it up.
    if (judgement.authorized && (judgement.status == 200 || judgement.status == 400)) {
        RequestFacts facts;
        if (judgement.source)
            facts.source = *judgement.source;
        if (judgement.payload)
            facts.events = judgement.payload->events();
        facts.head = &request.request.head;
        facts.body = request.request.body;
        const double random = double(m_random() >> 11) * 0x1.0p-53;
        decision = m_policy.decide(facts, m_clock.now(), random);
    }
    if (decision.latency <= 0ms) {
        record(std::move(request), std::move(judgement), decision, {});
        return;
    }
    const quint64 ticket = ++m_lastTicket;
    m_delayed.emplace(ticket, Delayed{std::move(request), std::move(judgement), decision});
    QTimer::singleShot(decision.latency, Qt::PreciseTimer, this,
                       [this, ticket] { endDelay(ticket); });
}

void Consumer::endDelay(quint64 ticket)
{
    auto delayed = m_delayed.extract(ticket);
    if (delayed.empty())
        return; // A stop was in a hurry.
    Delayed &due = delayed.mapped();
    record(std::move(due.request), std::move(due.judgement), due.decision, due.left);
}

void Consumer::record(wire::IncomingRequest request, Judgement judgement, const Decision &decision,
                      std::optional<WallTime> left)
{
    const Moment now = m_clock.now();
    wire::Response response;
    if (decision.reply && decision.reply->overrides())
        response = overridingResponse(*decision.reply);
    else
        response = answerFor(judgement);
    if (decision.reply && decision.reply->retryAfter)
        response.fields.push_back(
            {"Retry-After"_ba, decision.reply->retryAfter->render(now.wall, decision.left)});
    if (decision.reply)
        response.fields.insert(response.fields.end(), decision.reply->fields.begin(),
                               decision.reply->fields.end());

    Recording recording{.id = request.id,
                        .traits = request.traits(),
                        .response = wire::renderResponse(response, request.traits(), now.wall),
                        .exchange =
                            describe(request.id, request.peer, request.request, request.began, now),
                        .complete = request.complete.steady,
                        .left = left};
    if (decision.reply) {
        recording.fault = decision.reply->fault;
        recording.pace = decision.reply->drip;
    }
    if (recording.fault == wire::AnswerFault::WrongLength) // As it will leave.
        recording.response.head = wire::withRaisedLength(recording.response);
    journal::Exchange &exchange = *recording.exchange;
    if (judgement.source)
        exchange.source = m_redactor.body(*judgement.source);
    exchange.payload = std::move(judgement.payload);
    exchange.findings = std::move(judgement.findings);
    exchange.timings.requestDone = between(request.began.steady, request.complete.steady);
    const Departure departure = whatLeaves(recording.response, recording.fault);
    exchange.status = departure.status;
    exchange.responseHead = departure.head;
    exchange.responseBody = m_redactor.body(departure.body);
    if (recording.fault != wire::AnswerFault::None)
        exchange.fault = wire::answerFaultName(recording.fault).toByteArray();
    if (decision.reply) // The only one to send it, by name or as a further field.
        exchange.retryAfter = journal::combinedValue(exchange.responseHead, "Retry-After");
    exchange.hold = std::move(request.hold);
    if (request.tls)
        exchange.tls = wire::describe(*request.tls).toUtf8();
    if (!m_server->awaits(request.id)
        || (left && *left - request.complete.wall >= kShortestPatience))
        exchange.fault = kProducerLeft.toByteArray();
    const quint64 tag = m_firstTag + m_recording.size();
    m_recording.push_back(recording);
    append(std::move(recording.exchange), m_receipts, tag);
}

/// What one turn of the event loop brought goes to the journal together: one wake-up of its thread
/// instead of one for each request.
void Consumer::append(std::shared_ptr<journal::Exchange> exchange, journal::ReceiptBox receipts,
                      quint64 tag)
{
    if (m_appended.empty())
        QMetaObject::invokeMethod(this, &Consumer::postAppended, Qt::QueuedConnection);
    m_appended.push_back({std::move(exchange), std::move(receipts), tag});
}

void Consumer::postAppended()
{
    m_journal.append(std::exchange(m_appended, {}));
}

std::shared_ptr<journal::Exchange> Consumer::describe(const wire::RequestId &id,
                                                      const QByteArray &peer,
                                                      const wire::Request &request, Moment began,
                                                      Moment now) const
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->side = Side::Consumer;
    exchange->connection = qint64(id.connection.value);
    exchange->peer = peer;
    exchange->protocol = protocolName(request.version);
    exchange->method = m_redactor.body(request.method.toByteArray());
    exchange->target = m_redactor.target(request.target);
    exchange->began = began.wall;
    exchange->timings.done = between(began.steady, now.steady);
    exchange->requestHead = m_redactor.head(request.head.raw());
    exchange->requestBody = m_redactor.body(request.body);
    exchange->requestTrailers = m_redactor.body(request.trailers);
    return exchange;
}

/// The gate refused it: nothing to judge, but worth its record. Its answer needs no receipt,
/// because it acknowledges nothing.
void Consumer::requestFailed(wire::FailedRequest request)
{
    auto exchange =
        describe(request.id, request.peer, request.request, request.began, request.ended);
    if (request.request.head.raw().isEmpty())
        exchange->requestHead = m_redactor.head(request.seen);
    exchange->status = request.refusal.status;
    exchange->responseHead = request.response.head;
    exchange->responseBody = request.response.body;
    exchange->outcome = journal::Outcome::Failed;
    exchange->fault = request.refusal.reason.toUtf8();
    exchange->hold = std::move(request.hold);
    if (request.tls)
        exchange->tls = wire::describe(*request.tls).toUtf8();
    append(std::move(exchange), {}, 0);
}

void Consumer::takeReceipts()
{
    const Moment now = m_clock.now();
    for (const journal::Receipt &receipt : m_receipts->drain()) {
        // One writer, one box: receipts come in the order of the tags.
        Q_ASSERT(receipt.tag == m_firstTag);
        const Recording recording = std::move(m_recording.front());
        m_recording.pop_front();
        ++m_firstTag;
        if (m_acks.size() < kMostAcks)
            m_acks.push_back(between(recording.complete, now.steady));
        answer(recording, receipt.recorded);
    }
    m_server->flush();
}

void Consumer::answer(const Recording &recording, bool recorded)
{
    wire::Answer answer{.response = recording.response,
                        .cookie = recording.exchange,
                        .fault = recording.fault,
                        .pace = recording.pace};
    if (!recorded)
        answer = {.response =
                      wire::renderResponse(unrecorded(), recording.traits, m_clock.now().wall)};
    const bool taken = m_server->answer(recording.id, std::move(answer));
    if (recording.left && recorded)
        tellLeft(recording.exchange->number, recording.exchange->began, *recording.left,
                 recording.exchange);
    if (!taken && recorded && recording.exchange->fault.isEmpty())
        tellLost(recording.exchange, kProducerLeft.toByteArray());
    if (taken && recording.fault == wire::AnswerFault::Never) {
        if (m_silenced.size() == kMostSilenced)
            m_silenced.pop_front();
        m_silenced.push_back({recording.id, recording.exchange->number, recording.exchange->began});
    }
}

void Consumer::answerSettled(wire::RequestId, wire::AnswerFate fate, const wire::Cookie &cookie)
{
    auto exchange = std::static_pointer_cast<const journal::Exchange>(cookie);
    if (fate == wire::AnswerFate::Lost && !exchange->fault.isEmpty())
        return; // As it was meant to be.
    if (fate == wire::AnswerFate::Lost)
        tellLost(std::move(exchange), "the connection broke before the answer was out");
    else if (asksToStop(*exchange))
        tellSent(*exchange);
}

/// Wherever its request is by now: waiting out a latency, on its way to the disk, or past help.
void Consumer::peerLeft(wire::RequestId id)
{
    const WallTime now = m_clock.now().wall;
    for (auto &[ticket, delayed] : m_delayed) {
        if (delayed.request.id == id)
            delayed.left = now;
    }
    for (Recording &recording : m_recording) {
        if (recording.id == id)
            recording.left = now;
    }
    const auto silenced = std::ranges::find(m_silenced, id, &Silenced::id);
    if (silenced == m_silenced.end())
        return;
    tellLeft(silenced->exchange, silenced->began, now, {});
    m_silenced.erase(silenced);
}

void Consumer::tellLeft(ExchangeNumber exchange, WallTime began, WallTime left,
                        std::shared_ptr<const journal::Exchange> about)
{
    m_journal.note({.kind = journal::Note::Kind::PeerLeft,
                    .exchange = exchange,
                    .text = QByteArray::number(qint64((left - began).count())),
                    .about = std::move(about)});
}

/// From that instant on the producer can know that it should wait (RCP028-R13).
void Consumer::tellSent(const journal::Exchange &exchange)
{
    const auto offset = m_clock.now().wall - exchange.began;
    m_journal.note({.kind = journal::Note::Kind::AnswerSent,
                    .exchange = exchange.number,
                    .text = QByteArray::number(qint64(offset.count()))});
}

void Consumer::tellLost(std::shared_ptr<const journal::Exchange> exchange, QByteArray how)
{
    const ExchangeNumber number = exchange->number;
    m_journal.note({.exchange = number, .text = std::move(how), .about = std::move(exchange)});
}

Vitals Consumer::takeVitals()
{
    Vitals vitals;
    if (!m_server)
        return vitals;
    vitals.connections = m_server->connectionCount();
    vitals.waiting = qint64(m_recording.size() + m_delayed.size());
    vitals.heldBytes = m_server->heldBytes();
    vitals.forced = m_policy.forced(m_clock.now().steady);
    if (!m_acks.empty()) {
        const auto at = [this](double share) {
            // The nearest rank: of two, the slower one stands for the 99th percentile.
            const auto rank = qsizetype(std::ceil(share * double(m_acks.size())));
            const auto nth = m_acks.begin() + std::max<qsizetype>(rank - 1, 0);
            std::nth_element(m_acks.begin(), nth, m_acks.end());
            return *nth;
        };
        vitals.ackMedian = at(0.5);
        vitals.ackP99 = at(0.99);
        m_acks.clear();
    }
    return vitals;
}

} // namespace pushbench::consumer
