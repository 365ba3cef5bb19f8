// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the consumer records of a request, on its way to the journal.

#include "core/consumer/consumer.h"
#include "core/consumer/departure.h"
#include "core/consumer/judge/waits.h"
#include "core/journal/headfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

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

/// All but the head.
std::shared_ptr<journal::Exchange> describe(const wire::RequestId &id, const QByteArray &peer,
                                            const wire::Request &request, Moment began, Moment now,
                                            const journal::Redactor &redactor)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->side = Side::Consumer;
    exchange->connection = qint64(id.connection.value);
    exchange->peer = peer;
    exchange->protocol = protocolName(request.version);
    exchange->method = request.method == QByteArrayView("POST")
        ? "POST"_ba
        : redactor.body(request.method.toByteArray());
    exchange->target = redactor.target(request.target);
    exchange->began = began.wall;
    exchange->timings.done = between(began.steady, now.steady);
    exchange->requestBody = redactor.body(request.body);
    if (!request.trailers.isEmpty()) // Fields, too.
        exchange->requestTrailers = redactor.head(request.trailers);
    return exchange;
}

} // namespace

void Consumer::record(wire::IncomingRequest request, Judgement judgement, const Decision &decision,
                      Moment now, std::optional<WallTime> left)
{
    // Whoever is let in offered a token that is known.
    const QByteArray &head = request.request.head.raw();
    const bool known = judgement.authorized && request.request.query().isEmpty();
    const journal::Redactor redactor = known ? m_redactor : m_redactor.knowingOffered(head);
    Recording recording{.id = request.id,
                        .traits = request.traits(),
                        .response = answerTo(judgement, decision, request.traits(), now.wall),
                        .exchange = describe(request.id, request.peer, request.request,
                                             request.began, now, redactor),
                        .complete = request.complete.steady,
                        .left = left};
    if (decision.reply) {
        recording.fault = decision.reply->fault;
        recording.pace = decision.reply->drip;
    }
    if (recording.fault == wire::AnswerFault::WrongLength) // As it will leave.
        recording.response.head = wire::withRaisedLength(recording.response);
    journal::Exchange &exchange = *recording.exchange;
    exchange.requestHead = known ? withoutSecrets(head) : redactor.head(head);
    keepJudgement(exchange, std::move(judgement), request.request.body, redactor);
    exchange.timings.requestDone = between(request.began.steady, request.complete.steady);
    const Departure departure = whatLeaves(recording.response, recording.fault);
    exchange.status = departure.status;
    exchange.responseHead = departure.head;
    exchange.responseBody = redactor.body(departure.body);
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
    m_queueMost = std::max(m_queueMost, qint64(m_recording.size()));
    append(std::move(recording.exchange), m_receipts, tag);
}

wire::RenderedResponse Consumer::answerTo(const Judgement &judgement, const Decision &decision,
                                          const wire::AnswerTraits &traits, WallTime now)
{
    if (!decision.reply && UsualAnswers::suit(judgement))
        return m_usualAnswers.render(judgement, traits, now);
    wire::Response response;
    if (decision.reply && decision.reply->overrides())
        response = overridingResponse(*decision.reply);
    else
        response = answerFor(judgement);
    if (decision.reply && decision.reply->retryAfter)
        response.fields.push_back(
            {"Retry-After"_ba, decision.reply->retryAfter->render(now, decision.left)});
    if (decision.reply)
        response.fields.insert(response.fields.end(), decision.reply->fields.begin(),
                               decision.reply->fields.end());
    return wire::renderResponse(response, traits, now);
}

/// The next request of a producer nearly always comes with the same head; then the one that is kept
/// of it is the same, too.
QByteArray Consumer::withoutSecrets(const QByteArray &head)
{
    if (head != m_head) {
        m_safeHead = m_redactor.head(head);
        m_head = head;
    }
    return m_safeHead;
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

/// What was judged, as it will be judged again when the session is opened: by the bytes that are
/// kept. Where a token stood in a body or a label, no record may tell it either.
void Consumer::keepJudgement(journal::Exchange &exchange, Judgement judgement,
                             const QByteArray &body, const journal::Redactor &redactor) const
{
    if (judgement.source)
        exchange.source = redactor.body(*judgement.source);
    exchange.payload = std::move(judgement.payload);
    if (exchange.payload && !exchange.requestBody.isSharedWith(body))
        exchange.payload =
            std::make_shared<const protocol::Payload>(protocol::parsePayload(exchange.requestBody));
    exchange.findings = std::move(judgement.findings);
    for (protocol::Finding &finding : exchange.findings) {
        for (QString *words : {&finding.text, &finding.expected, &finding.actual}) {
            const QByteArray text = words->toUtf8();
            if (const QByteArray hidden = redactor.body(text); !hidden.isSharedWith(text))
                *words = QString::fromUtf8(hidden);
        }
    }
}

/// The gate refused it: nothing to judge, but worth its record. Its answer needs no receipt,
/// because it acknowledges nothing.
void Consumer::requestFailed(wire::FailedRequest request)
{
    const QByteArrayView head = request.request.head.raw();
    const QByteArrayView seen = head.isEmpty() ? QByteArrayView(request.seen) : head;
    const journal::Redactor redactor = m_redactor.knowingOffered(seen);
    auto exchange =
        describe(request.id, request.peer, request.request, request.began, request.ended, redactor);
    exchange->requestHead = redactor.head(seen);
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

} // namespace pushbench::consumer
