// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/intake.h"

#include "core/protocol/findingjson.h"
#include "core/protocol/mediatype.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/wire/recordedhead.h"

#include <QByteArrayList>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

using protocol::Finding;
using protocol::Verdict;

constexpr QByteArrayView kSourceField = "EntityEventSource";
constexpr QByteArrayView kSourceWhere = "header:EntityEventSource";
constexpr qsizetype kLongestLabel = 255;

/// What belongs there, and what came.
struct Values
{
    QString expected{};
    QString actual{};
};

void find(Judgement &judgement, const char *id, Verdict verdict, QByteArrayView where,
          const QString &text, Values values = {})
{
    judgement.findings.push_back({.id = id,
                                  .verdict = verdict,
                                  .where = where.toByteArray(),
                                  .text = text,
                                  .bytes = {},
                                  .expected = std::move(values.expected),
                                  .actual = std::move(values.actual)});
}

/// The first reason to refuse stands; what comes after it only adds findings.
void refuse(Judgement &judgement, int status, QByteArray message, wire::Fields fields = {})
{
    if (judgement.status != 200)
        return;
    judgement.status = status;
    judgement.message = std::move(message);
    judgement.fields = std::move(fields);
}

/// "A" or "B" or …, as far as a sentence bears it.
QString alternatives(const std::vector<QByteArray> &labels)
{
    constexpr size_t kMostTold = 5;
    QStringList told;
    for (size_t i = 0; i < std::min(labels.size(), kMostTold); ++i)
        told.append(u'"' + QString::fromUtf8(labels[i]) + u'"');
    if (labels.size() > kMostTold)
        told.append(u"one of %1 more"_s.arg(labels.size() - kMostTold));
    return told.join(u" or "_s);
}

bool contains(const std::vector<QByteArray> &labels, const QByteArray &label)
{
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

/// A label that was agreed for another endpoint is most likely a mix-up of the two.
QString agreedElsewhere(const IntakeConfig &config, const QByteArray &label)
{
    for (const Endpoint &endpoint : config.endpoints) {
        if (contains(endpoint.sources, label))
            return u"; that label is agreed for "_s + QString::fromUtf8(endpoint.path);
    }
    return {};
}

/// RCP028-R20: is it the label that was agreed for this endpoint?
void judgeAgreement(Judgement &judgement, const IntakeConfig &config)
{
    if (!judgement.endpoint)
        return;
    const Endpoint &endpoint = config.endpoints[*judgement.endpoint];
    if (endpoint.sources.empty())
        return;
    const QString expected = alternatives(endpoint.sources);
    if (!judgement.source)
        find(judgement, "RCP028-R20", Verdict::Warn, kSourceWhere,
             u"EntityEventSource is missing; expected %1 with every request"_s.arg(expected));
    else if (!contains(endpoint.sources, *judgement.source))
        find(judgement, "RCP028-R20", Verdict::Fail, kSourceWhere,
             u"EntityEventSource is \"%1\"; expected %2%3"_s.arg(
                 QString::fromUtf8(*judgement.source), expected,
                 agreedElsewhere(config, *judgement.source)));
}

/// RCP028-R20, R21: the label that tells feeds of one producer apart.
void judgeSource(Judgement &judgement, const wire::Head &head, const IntakeConfig &config)
{
    const wire::Head::Values labels = head.values(kSourceField);
    if (labels.isEmpty()) {
        judgeAgreement(judgement, config);
        return;
    }
    const QByteArrayView label = labels.front();
    judgement.source = label.toByteArray();
    if (labels.size() > 1)
        find(judgement, "RCP028-R20", Verdict::Warn, kSourceWhere,
             u"EntityEventSource came %1 times; the first is taken, send one"_s.arg(labels.size()));
    const bool ascii = std::all_of(label.begin(), label.end(), [](char c) { return c > 0; });
    const bool control = std::any_of(label.begin(), label.end(),
                                     [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
    const qsizetype characters = ascii ? label.size() : QString::fromUtf8(label).toUcs4().size();
    if (label.isEmpty())
        find(judgement, "RCP028-R21", Verdict::Warn, kSourceWhere,
             u"EntityEventSource is empty; leave the field out or give it a label"_s);
    else if (characters > kLongestLabel)
        find(judgement, "RCP028-R21", Verdict::Fail, kSourceWhere,
             u"EntityEventSource has %1 characters; a label has at most 255"_s.arg(characters),
             {u"1 to 255 characters"_s, u"%1 characters"_s.arg(characters)});
    else if (control)
        find(judgement, "RCP028-R21", Verdict::Fail, kSourceWhere,
             u"EntityEventSource holds a control character; a label is printable text"_s);
    else if (!ascii)
        find(
            judgement, "RCP028-R21", Verdict::Warn, kSourceWhere,
            u"EntityEventSource is not ASCII (%1 bytes, %2 characters); not every consumer reads it alike"_s
                .arg(label.size())
                .arg(characters));
    judgeAgreement(judgement, config);
}

/// The endpoint that this credential opens, if it is one of ours.
const Endpoint *openedBy(const std::vector<QByteArrayView> &credentials, const IntakeConfig &config,
                         protocol::CredentialOrigin origin)
{
    for (const Endpoint &endpoint : config.endpoints) {
        if (protocol::checkBearer(credentials, endpoint.tokens, origin).verdict
            == protocol::BearerVerdict::Accepted)
            return &endpoint;
    }
    return nullptr;
}

/// RCP028-R2, R5; B-1 to B-5.
void judgeToken(Judgement &judgement, const wire::Request &request, const IntakeConfig &config,
                protocol::CredentialOrigin origin)
{
    const Endpoint &endpoint = config.endpoints[*judgement.endpoint];
    const wire::Head::Values values = request.head.values("Authorization");
    const std::vector<QByteArrayView> credentials{values.begin(), values.end()};
    protocol::BearerCheck check = protocol::checkBearer(credentials, endpoint.tokens, origin);
    if (check.verdict == protocol::BearerVerdict::Wrong) {
        if (const Endpoint *other = openedBy(credentials, config, origin))
            check.findings.back().text =
                u"The bearer token is the one of %1; send the one that was given for %2."_s.arg(
                    QString::fromUtf8(other->path), QString::fromUtf8(endpoint.path));
    }
    std::move(check.findings.begin(), check.findings.end(), std::back_inserter(judgement.findings));
    const QByteArrayView query = request.query();
    if (query.startsWith("access_token=") || query.contains("&access_token="))
        find(
            judgement, "B-3", values.isEmpty() ? Verdict::Warn : Verdict::Fail, "target",
            u"a token stands in the URL, where logs keep it; send it in the Authorization field only"_s);
    judgement.authorized = check.verdict == protocol::BearerVerdict::Accepted;
    if (judgement.authorized)
        return;
    const int status = protocol::statusFor(check.verdict);
    refuse(judgement, status,
           status == 401 ? "the bearer token is missing or wrong"_ba
                         : "the Authorization field is not one bearer token"_ba,
           {{"WWW-Authenticate"_ba, protocol::challengeFor(check.verdict)}});
}

std::optional<size_t> endpointAt(QByteArrayView path, const IntakeConfig &config)
{
    for (size_t i = 0; i < config.endpoints.size(); ++i) {
        if (path == QByteArrayView(config.endpoints[i].path))
            return i;
    }
    return std::nullopt;
}

QByteArray whereEventsAreTaken(const IntakeConfig &config)
{
    constexpr size_t kMostTold = 5;
    QByteArrayList told;
    for (size_t i = 0; i < std::min(config.endpoints.size(), kMostTold); ++i)
        told.append(config.endpoints[i].path);
    if (config.endpoints.size() > kMostTold)
        told.append(QByteArray::number(qulonglong(config.endpoints.size() - kMostTold)) + " more");
    const QByteArray last = told.takeLast();
    return told.isEmpty() ? last : told.join(", ") + " and " + last;
}

/// RCP028-R7, H-CT, H-415.
bool judgeMediaType(Judgement &judgement, const wire::Head &head)
{
    const std::optional<QByteArrayView> coding = head.value("Content-Encoding");
    if (coding && !wire::equalsIgnoringCase(*coding, "identity")) {
        find(judgement, "H-415", Verdict::Fail, "header:Content-Encoding",
             u"the body is encoded as %1; send it as it is"_s.arg(QString::fromLatin1(*coding)),
             {u"no content coding"_s, QString::fromLatin1(*coding)});
        refuse(judgement, 415, "no content coding is understood",
               {{"Accept-Encoding"_ba, "identity"_ba}});
        return false;
    }
    const std::optional<QByteArrayView> type = head.value("Content-Type");
    if (type == QByteArrayView("application/json"))
        return true; // Nearly always, and worth no parsing.
    protocol::MediaTypeCheck check = protocol::checkMediaType(type);
    std::move(check.findings.begin(), check.findings.end(), std::back_inserter(judgement.findings));
    if (check.accepted)
        return true;
    refuse(judgement, 415, "the media type is not application/json",
           {{"Accept"_ba, "application/json"_ba}});
    return false;
}

} // namespace

Judgement judge(const wire::Request &request, const IntakeConfig &config,
                protocol::CredentialOrigin origin)
{
    Judgement judgement;
    judgement.endpoint = endpointAt(request.path(), config);
    judgeSource(judgement, request.head, config);
    if (!judgement.endpoint) {
        refuse(
            judgement, 404,
            QByteArray("events are taken at ").append(whereEventsAreTaken(config)).append(" only"));
        return judgement;
    }
    if (request.method != QByteArrayView("POST")) {
        find(judgement, "RCP028-R3", Verdict::Fail, "method",
             u"the method is %1; events are pushed by POST"_s.arg(
                 QString::fromLatin1(request.method)),
             {u"POST"_s, QString::fromLatin1(request.method)});
        refuse(judgement, 405, "events are pushed by POST", {{"Allow"_ba, "POST"_ba}});
        return judgement;
    }
    judgeToken(judgement, request, config, origin);
    if (!judgeMediaType(judgement, request.head))
        return judgement;
    // The body is read whatever the token was: a producer under test learns all its faults at once.
    judgement.payload =
        std::make_shared<const protocol::Payload>(protocol::parsePayload(request.body));
    if (!judgement.payload->accepted())
        refuse(judgement, 400, "the body is not an EntityEvent payload");
    return judgement;
}

Judgement judgeRecorded(const journal::Exchange &exchange, const IntakeConfig &config)
{
    Judgement unread;
    unread.status = exchange.status;
    if (exchange.outcome == journal::Outcome::Failed)
        return unread;
    if (exchange.requestHead.isEmpty() && !exchange.requestBody.isEmpty()) {
        // Imported events: nobody knows how they came, and their payload is all there is to judge.
        unread.source = exchange.source;
        unread.payload =
            std::make_shared<const protocol::Payload>(protocol::parsePayload(exchange.requestBody));
        return unread;
    }
    std::optional<wire::Request> request = wire::readRecordedHead(exchange.requestHead);
    if (!request)
        return unread;
    request->body = exchange.requestBody;
    Judgement judgement = judge(*request, config, protocol::CredentialOrigin::Recorded);
    judgement.status = exchange.status;
    return judgement;
}

wire::Response answerFor(const Judgement &judgement)
{
    wire::Response response{.status = judgement.status, .fields = judgement.fields};
    response.fields.push_back({"Content-Type"_ba, "application/json"_ba});
    if (judgement.status >= 200 && judgement.status < 300) {
        const size_t events = judgement.payload ? judgement.payload->events().size() : 0;
        response.body.append("{\"accepted\":")
            .append(QByteArray::number(qulonglong(events)))
            .append('}');
        return response;
    }
    protocol::Findings findings = judgement.findings;
    if (judgement.payload)
        findings.insert(findings.end(), judgement.payload->findings().begin(),
                        judgement.payload->findings().end());
    response.body = errorBody(judgement.status, judgement.message, findings);
    return response;
}

QByteArray errorBody(int status, QByteArrayView message, const protocol::Findings &findings)
{
    QByteArray body;
    body.append("{\"error\":{\"code\":\"")
        .append(QByteArray::number(status))
        .append("\",\"message\":");
    protocol::appendJsonString(body, message);
    body.append(",\"details\":");
    protocol::appendFindingsJson(body, findings);
    return body.append("}}");
}

} // namespace pushbench::consumer
