// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/mutants/mutantresource.h"
#include "core/protocol/payload/payloadwriter.h"

#include <algorithm>

namespace pushbench::checks {
namespace {

constexpr size_t kPage = 100;
constexpr size_t kFlawed = 2; ///< Which event is the wrong one, where one is; and the next one.

constexpr auto kMetadata = R"(<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="Mutant">
<EntityType Name="EntityEvent"><Key><PropertyRef Name="EntityEventSequence"/></Key>
<Property Name="EntityEventSequence" Type="Edm.Int64" Nullable="false"/>
<Property Name="ResourceName" Type="Edm.String"/>
<Property Name="ResourceRecordKey" Type="Edm.String"/></EntityType>
<EntityContainer Name="Container">
<EntitySet Name="EntityEvent" EntityType="Mutant.EntityEvent"/>
</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>)";

QByteArray quoted(const QByteArray &text)
{
    QByteArray json;
    protocol::appendJsonString(json, text);
    return json;
}

} // namespace

MutantResource::Answer MutantResource::decide(const Message &message) const
{
    const QByteArray given =
        message.authorization.startsWith("Bearer ") ? message.authorization.sliced(7) : "";
    const bool none = message.authorization.isEmpty();
    if (!(none && wrong("CORE-18.no-token")) && !(!none && wrong("CORE-18.wrong-token"))
        && given != m_token.reveal()) {
        Answer answer = refusal(401, "a bearer token is wanted");
        answer.further = "WWW-Authenticate: Bearer\r\n";
        return answer;
    }
    if (message.method != "GET") {
        if (wrong("RCP027-R21.read-only"))
            return {.status = message.method == "POST" ? 201 : 200, .body = "{}"};
        Answer answer = refusal(405, "nothing is written here");
        answer.further = "Allow: GET\r\n";
        return answer;
    }
    const QByteArray &path = message.path;
    if (path.isEmpty())
        return service();
    if (path == "$metadata")
        return metadata();
    if (path == "EntityEvent")
        return list(message);
    if (path.startsWith("EntityEvent(") && path.endsWith(')'))
        return byKey(path.sliced(12).chopped(1));
    if (path.endsWith("')"))
        return record(message);
    if (wrong("CORE-16.unknown-resource"))
        return {.body = R"({"value":[]})"};
    return refusal(404, "there is no such resource");
}

MutantResource::Answer MutantResource::service() const
{
    if (wrong("CORE-5.service"))
        return {.body = R"({"@odata.context":"$metadata","value":[]})"};
    return {.body = R"({"@odata.context":"$metadata","value":[)"
                    R"({"name":"EntityEvent","kind":"EntitySet","url":"EntityEvent"}]})"};
}

MutantResource::Answer MutantResource::metadata() const
{
    QByteArray xml = kMetadata;
    if (wrong("RCP027-R1.metadata"))
        xml.replace("EntitySet Name=\"EntityEvent\"", "EntitySet Name=\"Events\"");
    return {.body = xml, .type = wrong("CORE-4.xml") ? "application/json" : "application/xml"};
}

MutantResource::Answer MutantResource::refusal(int status, const QByteArray &message) const
{
    const QByteArray code = QByteArray::number(status);
    return {.status = status,
            .body = R"({"error":{"code":)" + (wrong("CORE-17.error-body") ? code : quoted(code))
                + R"(,"message":)" + quoted(message) + "}}"};
}

std::vector<MutantResource::Event> MutantResource::ordered(const Options &options) const
{
    std::vector<Event> events = m_log;
    const QByteArray order = options.value("$orderby");
    const auto swap = [&events] {
        if (events.size() > kFlawed + 1)
            std::swap(events[kFlawed], events[kFlawed + 1]);
    };
    if (order.endsWith(" desc")) {
        if (!wrong("CORE-11.descending"))
            std::ranges::reverse(events);
    } else if (wrong(order.isEmpty() ? "RCP027-R7.order" : "RCP027-R7.ascending")) {
        swap();
    }
    return events;
}

MutantResource::Answer MutantResource::list(const Message &message) const
{
    Options options;
    for (const QByteArray &pair : message.query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0)
            options.values[QByteArray::fromPercentEncoding(pair.first(equals))] =
                QByteArray::fromPercentEncoding(pair.sliced(equals + 1));
    }
    std::vector<Event> events = ordered(options);
    if (options.has("$filter")) {
        const QByteArray text = options.value("$filter");
        if (wrong("CORE-12.logic")
            && (text.contains(" and ") || text.contains(" or ") || text.startsWith("not ")))
            return refusal(501, "filters are one comparison here");
        const auto filter = filterOf(text);
        if (!filter)
            return refusal(400, "the filter cannot be read");
        std::erase_if(events, [&filter](const Event &event) { return !(*filter)(event); });
        if (events.empty() && wrong("CORE-15.empty"))
            return refusal(404, "nothing matches");
    }
    const size_t count = events.size();
    const auto number = [&options](const char *name, size_t otherwise) {
        return options.has(name) ? size_t(options.value(name).toULongLong()) : otherwise;
    };
    const size_t skip = wrong("CORE-9.skip") ? 0 : std::min(number("$skip", 0), count);
    events.erase(events.begin(), events.begin() + qsizetype(skip));
    if (!wrong("CORE-8.top"))
        events.resize(std::min(number("$top", events.size()), events.size()));
    const size_t page = message.pageSize > 0 ? size_t(message.pageSize) : kPage;
    const bool partial = events.size() > page;
    events.resize(std::min(page, events.size()));

    QByteArray body = R"({"@odata.context":"$metadata#EntityEvent")";
    if (options.value("$count") == "true") {
        const QByteArray digits = QByteArray::number(qulonglong(count));
        body += ",\"@odata.count\":" + (wrong("CORE-10.count") ? quoted(digits) : digits);
    }
    if (partial && !wrong("RCP027-R15.next-link"))
        body += ",\"@odata.nextLink\":"
            + quoted("EntityEvent?$skip=" + QByteArray::number(qulonglong(skip + page)));
    body += ",\"value\":[";
    for (const Event &event : events)
        body += (body.endsWith('[') ? "" : ",") + entity(event, options.value("$select"));
    return {.body = body + "]}",
            .further = message.pageSize > 0 ? "Preference-Applied: odata.maxpagesize="
                    + QByteArray::number(message.pageSize) + "\r\n"
                                            : QByteArray()};
}

QByteArray MutantResource::entity(const Event &event, const QByteArray &selected) const
{
    const bool flawed = m_log.size() > kFlawed && event.sequence == m_log[kFlawed].sequence;
    const QByteArray digits = QByteArray::number(event.sequence);
    const auto wanted = [&](const QByteArray &name) {
        return selected.isEmpty() || wrong("CORE-7.select") || selected.split(',').contains(name);
    };
    QByteArrayList members;
    if (wanted("EntityEventSequence"))
        members += "\"EntityEventSequence\":"
            + (flawed && wrong("RCP027-R3.sequences") ? quoted(digits) : digits);
    if (wanted("ResourceName"))
        members += "\"ResourceName\":" + quoted(event.name);
    if (wanted("ResourceRecordKey") && !(flawed && wrong("RCP027-R2.fields")))
        members += "\"ResourceRecordKey\":"
            + (flawed && wrong("RCP027-R5.keys") ? digits : quoted(event.key));
    return '{' + members.join(',') + '}';
}

MutantResource::Answer MutantResource::byKey(QByteArray key) const
{
    if (key.startsWith('\'') && wrong("O-6.quoted-key"))
        key = key.sliced(1).chopped(1);
    bool good = false;
    const qint64 sequence = key.toLongLong(&good);
    if (!good)
        return refusal(400, "the key is a number");
    const auto found = std::ranges::find(m_log, sequence, &Event::sequence);
    if (found == m_log.end())
        return wrong("CORE-6.unknown-key") ? Answer{.body = "{}"}
                                           : refusal(404, "there is no such event");
    Event event = *found;
    if (wrong("RCP027-R10.same"))
        event.key += "-other";
    const QByteArray object = entity(event, {});
    if (wrong("CORE-6.key"))
        return {.body = "{\"value\":[" + object + "]}"};
    return {.body = R"({"@odata.context":"$metadata#EntityEvent/$entity",)" + object.sliced(1)};
}

/// The record that an event speaks of: it is there, and nothing but its key is known of it.
MutantResource::Answer MutantResource::record(const Message &message) const
{
    if (wrong("RCP027-R18.record"))
        return refusal(500, "this one is too much");
    const bool known = std::ranges::any_of(m_log, [&message](const Event &event) {
        return message.path == event.name + "('" + event.key + "')";
    });
    return known ? Answer{.body = R"({"@odata.context":"$metadata"})"}
                 : refusal(404, "there is no such record");
}

} // namespace pushbench::checks
