// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/mutants/mutantconsumer.h"
#include "core/protocol/mediatype.h"
#include "core/protocol/payload/payload.h"

#include <QCryptographicHash>

#include <algorithm>

namespace pushbench::checks {
namespace {

constexpr qint64 kLargestOfDoubles = 9'007'199'254'740'992;
constexpr int kSlowPerEvent = 6;  // Milliseconds.
constexpr int kTooMany = 25;      // Single events in a row that a weak consumer bears.
constexpr int kBetweenHolds = 29; // Requests that a healthy one takes before it wants a pause.
constexpr qsizetype kWeakBody = 1 << 20;

bool finds(const protocol::Payload &payload, QByteArrayView id)
{
    return std::ranges::any_of(payload.findings(), [id](const protocol::Finding &finding) {
        return QByteArrayView(finding.id) == id;
    });
}

/// Fails for those reasons and for no other.
bool failsOnlyBy(const protocol::Payload &payload, std::initializer_list<QByteArrayView> ids)
{
    return std::ranges::all_of(payload.findings(), [ids](const protocol::Finding &finding) {
        return finding.verdict != protocol::Verdict::Fail
            || std::ranges::find(ids, QByteArrayView(finding.id)) != ids.end();
    });
}

} // namespace

MutantConsumer::Answer MutantConsumer::decide(const Message &message)
{
    if (std::exchange(m_poisoned, false))
        return {.status = 500};
    if (message.method != "POST") {
        if (wrong("H-HEAD.harmless") && message.method == "OPTIONS")
            return {.status = 500};
        const bool silent = message.method == "GET" ? wrong("H-405.get") : wrong("H-405.writes");
        return {.status = 405, .fields = silent ? wire::Fields{} : wire::Fields{{"Allow", "POST"}}};
    }
    for (const auto &refusal :
         {refuseCredentials(message), refuseType(message), refuseLabel(message)}) {
        if (refusal) {
            m_inRow = 0;
            return *refusal;
        }
    }
    return takeBody(message);
}

std::optional<MutantConsumer::Answer>
MutantConsumer::refuseCredentials(const Message &message) const
{
    const auto refuse = [this](int status, const QByteArray &challenge) {
        Answer answer{.status = status};
        if (!wrong("H-401.challenge"))
            answer.fields = {{"WWW-Authenticate", challenge}};
        return answer;
    };
    const std::vector<QByteArray> values = valuesOf(message, "Authorization");
    const QByteArray &token = m_token.reveal();
    if (values.empty()) {
        if (wrong("RCP028-R2.no-token")
            || (wrong("B-3.query") && message.target.contains("access_token=")))
            return std::nullopt;
        return refuse(401, wrong("B-2.error-code") ? "Bearer error=\"invalid_token\"" : "Bearer");
    }
    if (values.size() > 1 && !wrong("B-5.two-fields"))
        return refuse(400, "Bearer error=\"invalid_request\"");
    QList<QByteArray> words = values.front().split(' ');
    const QByteArray scheme = words.takeFirst();
    const bool bearer =
        wrong("B-1.scheme-case") ? scheme == "Bearer" : scheme.toLower() == "bearer";
    if (scheme == "Basic" && wrong("RCP028-R2.basic"))
        return std::nullopt;
    if (!bearer)
        return refuse(401, "Bearer");
    if (words.size() != 1 && !wrong("B-5.two-words"))
        return refuse(400, "Bearer error=\"invalid_request\"");
    const QByteArray given = words.value(0);
    const bool near = given.startsWith(token) || token.startsWith(given);
    if (given == token || wrong("RCP028-R2.wrong-token") || (near && wrong("RCP028-R2.almost")))
        return std::nullopt;
    return refuse(401, "Bearer error=\"invalid_token\"");
}

std::optional<MutantConsumer::Answer> MutantConsumer::refuseType(const Message &message) const
{
    const Answer refusal{.status = 415};
    const QByteArray type = valueOf(message, "Content-Type");
    if (wrong("H-CT.charset") && type.contains(';'))
        return refusal;
    const QByteArray essence = type.split(';').front();
    if (wrong("H-CT.case") && essence != essence.toLower())
        return refusal;
    const auto media = protocol::parseMediaType(type);
    if ((!media || media->subtype != "json") && !wrong("H-415.types"))
        return refusal;
    if (!valueOf(message, "Content-Encoding").isEmpty() && !wrong("H-415.coding"))
        return refusal;
    if (message.chunked && (wrong("H-TE.chunked") || (message.extended && wrong("H-TE.crumbs"))))
        return Answer{.status = 400};
    return std::nullopt;
}

std::optional<MutantConsumer::Answer> MutantConsumer::refuseLabel(const Message &message) const
{
    const std::vector<QByteArray> labels = valuesOf(message, "EntityEventSource");
    if (labels.empty())
        return wrong("RCP028-R22.no-label") ? std::optional(Answer{.status = 400}) : std::nullopt;
    const qsizetype size = labels.front().size();
    if (size == 255 && wrong("RCP028-R22.label-255"))
        return Answer{.status = 500};
    if (size > 255)
        return Answer{.status = wrong("RCP028-R22.label-256") ? 500 : 400};
    if (wrong("RCP028-R22.labels") && labels.front().contains("unknown"))
        return Answer{.status = 400};
    return std::nullopt;
}

MutantConsumer::Answer MutantConsumer::takeBody(const Message &message)
{
    const QByteArray &body = message.body;
    const protocol::Payload payload = protocol::parsePayload(body);
    const bool single = payload.form() == protocol::PayloadForm::Single;
    const auto count = qsizetype(payload.events().size());
    const bool flawed = protocol::hasFailure(payload.findings());
    m_inRow = single && !flawed ? m_inRow + 1 : 0;
    ++m_taken;
    if (wrong("RCP028-R12.burst") && m_inRow > kTooMany)
        return {.status = 500};
    if (m_taken % kBetweenHolds == 0)
        return {.status = 429,
                .fields = {{"Retry-After", wrong("RCP028-R14.retry-after") ? "soon" : "1"}}};
    if (wrong("H-413.large") && body.size() > kWeakBody)
        return {.status = 500};

    // What a careless parser takes, or falls over.
    const bool isJson = !body.isEmpty() && !finds(payload, "J-3") && !finds(payload, "J-1");
    if ((wrong("J-3.malformed") && !isJson)
        || (wrong("RCP028-R4.no-payload") && isJson && !body.contains("Sequence"))
        || (wrong("RCP027-R3.bad-sequences") && failsOnlyBy(payload, {"RCP027-R3"}))
        || (wrong("RCP027-R2.missing-fields") && failsOnlyBy(payload, {"RCP027-R2", "RCP027-R5"})))
        return {};
    if ((wrong("J-1.encoding") && (body.startsWith("\xef\xbb\xbf") || body.contains('\xff')))
        || (wrong("J-2.duplicate-members") && isJson && finds(payload, "J-2"))
        || (wrong("J-5.depth") && body.contains("[[[[")))
        return {.status = 500};
    if (flawed)
        return {.status = 400};

    // What a narrow one refuses.
    const bool large = std::ranges::any_of(payload.events(), [](const auto &event) {
        return event.sequence.value > kLargestOfDoubles;
    });
    const bool foreign =
        body.contains("\\u") || std::ranges::any_of(body, [](char c) { return c < 0; });
    if ((single && wrong("RCP028-R1.single")) || (!single && count > 1 && wrong("RCP028-R8.multi"))
        || (!single && count == 1 && wrong("RCP025-R6.one-element"))
        || (!single && count == 0 && wrong("RCP025-R5.empty"))
        || (wrong("RCP025-R7.further-members") && body.contains("Local"))
        || (wrong("J-6.unicode") && foreign) || (wrong("J-4.large-integers") && large))
        return {.status = 400};

    const QByteArray hash = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    if (m_bodies.contains(hash) && (wrong("RCP028-R11.again") || wrong("RCP028-R11.cut-answer")))
        return {.status = 409};
    m_bodies.insert(hash);
    if (wrong("RCP028-R9.answer"))
        return {.fields = {{"Content-Type", "text/html"}}, .body = "<html>welcome</html>"};
    Answer answer;
    if (wrong("RCP028-R19.ladder"))
        answer.delayMs = int(count) * kSlowPerEvent;
    return answer;
}

} // namespace pushbench::checks
