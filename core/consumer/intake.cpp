// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/intake.h"

#include "core/protocol/findingjson.h"
#include "core/protocol/mediatype.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/wire/recordedhead.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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

/// RCP028-R20, R21: the label that tells feeds of one producer apart.
void judgeSource(Judgement &judgement, const wire::Head &head, const IntakeConfig &config)
{
    const wire::Head::Values labels = head.values(kSourceField);
    if (labels.isEmpty()) {
        if (!config.sources.empty())
            find(
                judgement, "RCP028-R20", Verdict::Warn, kSourceWhere,
                u"EntityEventSource is missing although a label was agreed; send it with every request"_s);
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
    const bool agreed = config.sources.empty()
        || std::find(config.sources.begin(), config.sources.end(), *judgement.source)
            != config.sources.end();
    if (!agreed)
        find(judgement, "RCP028-R20", Verdict::Fail, kSourceWhere,
             u"EntityEventSource is \"%1\", which is not a label that was agreed"_s.arg(
                 QString::fromUtf8(label)));
}

/// RCP028-R2, R5; B-1 to B-5.
void judgeToken(Judgement &judgement, const wire::Request &request, const IntakeConfig &config,
                protocol::CredentialOrigin origin)
{
    const wire::Head::Values values = request.head.values("Authorization");
    protocol::BearerCheck check =
        protocol::checkBearer({values.begin(), values.end()}, config.token, origin);
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

QByteArray writeExpectations(const IntakeConfig &config)
{
    QJsonArray sources;
    for (const QByteArray &source : config.sources)
        sources.append(QString::fromUtf8(source));
    return QJsonDocument(QJsonObject{{u"path"_s, QString::fromUtf8(config.path)},
                                     {u"token"_s, QString::fromLatin1(config.token.fingerprint())},
                                     {u"sources"_s, sources}})
        .toJson(QJsonDocument::Compact);
}

IntakeConfig readExpectations(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    IntakeConfig config;
    config.path = root.value(u"path"_s).toString(QString::fromUtf8(config.path)).toUtf8();
    config.token = Secret::known(root.value(u"token"_s).toString().toLatin1());
    for (const QJsonValue source : root.value(u"sources"_s).toArray())
        config.sources.push_back(source.toString().toUtf8());
    return config;
}

Judgement judge(const wire::Request &request, const IntakeConfig &config,
                protocol::CredentialOrigin origin)
{
    Judgement judgement;
    judgeSource(judgement, request.head, config);
    if (request.path() != QByteArrayView(config.path)) {
        refuse(judgement, 404,
               QByteArray("events are taken at ").append(config.path).append(" only"));
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
