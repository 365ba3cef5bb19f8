// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the resource says of itself, what its events look like, and whom it answers.

#include "core/checks/resource/resourcechecks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

constexpr auto kSome = "EntityEvent?$top=50";

QByteArray bodyOf(const Seen &seen)
{
    return seen.answers.empty() ? QByteArray() : seen.answers.front().body;
}

Probes some(ProbeContext &)
{
    return {get(u"fifty events"_s, kSome)};
}

void hasData(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const odata::PageBody page = pageOf(seen);
    judging.add(page.payload.events().empty() ? Status::Warn : Status::Pass, seen.what,
                u"at least one event"_s, u"%1 events"_s.arg(page.payload.events().size()));
}

/// Findings of the payload judge, which reads the very tokens, under one clause.
void byFindings(const Answers &answers, Judging &judging, const char *clause,
                const QString &expected)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const odata::PageBody page = pageOf(seen);
    bool any = false;
    for (const protocol::Finding &finding : page.payload.findings()) {
        if (QByteArrayView(finding.id) != clause)
            continue;
        any = true;
        judging.add(finding.verdict == protocol::Verdict::Fail       ? Status::Fail
                        : finding.verdict == protocol::Verdict::Warn ? Status::Warn
                                                                     : Status::Info,
                    QString::fromUtf8(finding.where), expected, finding.text);
    }
    if (!any && !page.payload.events().empty())
        judging.add(Status::Pass, seen.what, expected, u"nothing to remark"_s);
}

void fields(const Answers &answers, Judging &judging)
{
    byFindings(answers, judging, "RCP027-R2", u"sequence, resource name and key"_s);
}
void sequences(const Answers &answers, Judging &judging)
{
    byFindings(answers, judging, "RCP027-R3", u"a positive int64 as a JSON number"_s);
}
void keys(const Answers &answers, Judging &judging)
{
    byFindings(answers, judging, "RCP027-R5", u"a JSON string"_s);
}

Probes metadata(ProbeContext &)
{
    return {get(u"$metadata"_s, "$metadata")};
}

/// What there is in a metadata document, whatever the order of its attributes and its prefixes.
struct Metadata
{
    bool type = false; ///< An EntityType named EntityEvent.
    bool set = false;  ///< An EntitySet of that name.
    bool key = false;  ///< Of the type: EntityEventSequence.
    QString flaw{};    ///< Why it is no XML; empty when it is.
};

Metadata readMetadata(const QByteArray &body)
{
    Metadata found;
    QXmlStreamReader xml(body);
    bool inType = false;
    while (!xml.atEnd()) {
        xml.readNext();
        const auto named = [&xml](QLatin1StringView element, QLatin1StringView name) {
            return xml.name() == element && xml.attributes().value("Name"_L1) == name;
        };
        if (xml.isStartElement()) {
            inType = inType || named("EntityType"_L1, "EntityEvent"_L1);
            found.type = found.type || inType;
            found.set = found.set || named("EntitySet"_L1, "EntityEvent"_L1);
            found.key = found.key || (inType && named("PropertyRef"_L1, "EntityEventSequence"_L1));
        } else if (xml.isEndElement() && xml.name() == "EntityType"_L1) {
            inType = false;
        }
    }
    if (xml.hasError())
        found.flaw = u"line %1: %2"_s.arg(xml.lineNumber()).arg(xml.errorString());
    return found;
}

void namesTheResource(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const Metadata found = readMetadata(bodyOf(seen));
    judging.add(found.type ? Status::Pass : Status::Fail, u"EntityType"_s, u"EntityEvent"_s,
                found.type ? u"there"_s : u"none of that name"_s);
    judging.add(found.set ? Status::Pass : Status::Fail, u"EntitySet"_s, u"EntityEvent"_s,
                found.set ? u"there"_s : u"none of that name"_s);
}

void isXml(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const QByteArray type = seen.field("Content-Type").value_or(QByteArrayView()).toByteArray();
    const Metadata found = readMetadata(bodyOf(seen));
    judging.add(type.contains("xml") && found.flaw.isEmpty() ? Status::Pass : Status::Fail,
                seen.what, u"XML by default"_s,
                found.flaw.isEmpty() ? QString::fromUtf8(type) : found.flaw);
    judging.add(found.key ? Status::Pass : Status::Fail, u"the key"_s, u"EntityEventSequence"_s,
                found.key ? u"it is"_s : u"another one, or none"_s);
}

Probes service(ProbeContext &)
{
    return {get(u"the service document"_s, "")};
}

void listsTheResource(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const QJsonArray value = objectOf(seen)[u"value"_s].toArray();
    const bool listed = std::ranges::any_of(value, [](const QJsonValue &entry) {
        return entry.toObject()[u"name"_s].toString() == u"EntityEvent"_s;
    });
    judging.add(listed ? Status::Pass : Status::Fail, seen.what, u"value names EntityEvent"_s,
                listed ? u"it does"_s : u"%1 entries, and it is none"_s.arg(value.size()));
}

void hasVersion(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const QByteArray version = seen.field("OData-Version").value_or(QByteArrayView()).toByteArray();
    judging.add(version == "4.0" || version == "4.01" ? Status::Pass : Status::Fail, seen.what,
                u"OData-Version: 4.0 or 4.01"_s,
                version.isEmpty() ? u"none"_s : QString::fromUtf8(version));
}

Probe unauthorized(const QString &what, const QByteArray &authorization)
{
    Probe probe = get(what, "EntityEvent?$top=1");
    probe.authorization = authorization;
    return probe;
}

Probes noToken(ProbeContext &)
{
    return {unauthorized(u"without a token"_s, "")};
}
Probes wrongToken(ProbeContext &)
{
    return {unauthorized(u"with a wrong token"_s, "Bearer pushbench-check-wrong-token")};
}

/// RFC 9110 wants 401 with a challenge; RESO's Core says 403 (T4).
void refused(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    const int status = seen.status();
    judging.add(status == 401       ? Status::Pass
                    : status == 403 ? Status::Warn
                                    : Status::Fail,
                seen.what, u"401"_s, statusText(seen));
    if (status == 401)
        judging.add(seen.field("WWW-Authenticate") ? Status::Pass : Status::Fail,
                    u"the challenge"_s, u"WWW-Authenticate"_s,
                    seen.field("WWW-Authenticate") ? u"there"_s : u"none"_s);
}

Probes unknownField(ProbeContext &)
{
    return {get(u"a field that is none"_s, "EntityEvent?$filter=NoSuchField%20eq%201")};
}
Probes caseOfFields(ProbeContext &)
{
    return {get(u"entityeventsequence"_s, "EntityEvent?$filter=entityeventsequence%20gt%201")};
}
Probes unknownResource(ProbeContext &)
{
    return {get(u"EntityEvents"_s, "EntityEvents")};
}
Probes brokenFilter(ProbeContext &)
{
    return {
        get(u"$filter=EntityEventSequence gt"_s, "EntityEvent?$filter=EntityEventSequence%20gt")};
}

void badRequest(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    const int status = seen.status();
    judging.add(status == 400                       ? Status::Pass
                    : status >= 200 && status < 300 ? Status::Warn
                    : status >= 400 && status < 500 ? Status::Warn
                    : status == 501                 ? Status::Warn
                                                    : Status::Fail,
                seen.what, u"400"_s, statusText(seen));
}

void notFound(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    judging.add(seen.status() == 404 ? Status::Pass : Status::Fail, seen.what, u"404"_s,
                statusText(seen));
}

void errorBody(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (seen.status() < 400)
        return;
    const QJsonDocument document = QJsonDocument::fromJson(bodyOf(seen));
    if (!document.isObject()) {
        judging.add(Status::Warn, seen.what, u"a JSON error body"_s, u"no JSON"_s);
        return;
    }
    const QJsonObject error = document.object()[u"error"_s].toObject();
    const bool whole = error[u"code"_s].isString() && error[u"message"_s].isString();
    judging.add(whole ? Status::Pass : Status::Fail, seen.what,
                u"{\"error\":{\"code\":text,\"message\":text}}"_s,
                QString::fromUtf8(bodyOf(seen).left(80)));
}

const ConsumerCheck kChecks[] = {
    {{"RCP027-R1.metadata", Level::Must, "names EntityEvent in its metadata", "GET $metadata",
      "an EntityType and an EntitySet of that name"},
     metadata,
     namesTheResource},
    {{"CORE-4.xml", Level::Must, "gives metadata as XML, with the key", "GET $metadata",
      "XML by default, EntityEventSequence is the key"},
     metadata,
     isXml},
    {{"CORE-5.service", Level::Must, "lists EntityEvent in its service document", "GET the root",
      "200 and value names EntityEvent"},
     service,
     listsTheResource},
    {{"CORE-2.version", Level::Must, "says which OData it speaks", "GET EntityEvent",
      "OData-Version 4.0 or 4.01"},
     some,
     hasVersion},
    {{"RCP027-R16.data", Level::Must, "has events", "GET EntityEvent",
      "200 with an event passes; none is a warning"},
     some,
     hasData},
    {{"RCP027-R2.fields", Level::Must, "gives every event its three fields", "Fifty events",
      "all are there"},
     some,
     fields},
    {{"RCP027-R3.sequences", Level::Must, "gives sequences as exact numbers", "Fifty events",
      "positive int64 as JSON numbers"},
     some,
     sequences},
    {{"RCP027-R5.keys", Level::Must, "gives keys as strings", "Fifty events", "JSON strings"},
     some,
     keys},
    {{"CORE-18.no-token", Level::Must, "refuses who shows no token", "No Authorization field",
      "401 with a challenge passes, 403 is a warning, 2xx fails"},
     noToken,
     refused},
    {{"CORE-18.wrong-token", Level::Must, "refuses a wrong token", "Another token",
      "401 with a challenge passes, 403 is a warning, 2xx fails"},
     wrongToken,
     refused},
    {{"CORE-16.unknown-field", Level::Must, "refuses a field that is none", "In $filter",
      "400 passes; 2xx, 501 and other 4xx are a warning, 5xx fails"},
     unknownField,
     badRequest},
    {{"CORE-16.broken-filter", Level::Must, "refuses a filter that breaks off", "In $filter",
      "400 passes; 2xx, 501 and other 4xx are a warning, 5xx fails"},
     brokenFilter,
     badRequest},
    {{"CORE-16.unknown-resource", Level::Must, "knows what it does not have", "GET EntityEvents",
      "404"},
     unknownResource,
     notFound},
    {{"CORE-17.error-body", Level::Must, "says in OData's way what was wrong",
      "A filter that breaks off", "an error object with code and message, both text"},
     brokenFilter,
     errorBody},
    {{"CORE-19.case", Level::Must, "tells names apart by case", "entityeventsequence in $filter",
      "400 passes, 2xx is a warning"},
     caseOfFields,
     badRequest},
};

} // namespace

std::span<const ConsumerCheck> resourceShapeChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
