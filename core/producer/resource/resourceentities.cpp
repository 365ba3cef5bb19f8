// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/resourceservice.h"

#include "core/base/datetext.h"
#include "core/ledger/fingerprintindex.h"
#include "core/odata/answer/entitymodel.h"
#include "core/odata/query/path.h"
#include "core/producer/resource/resourceanswers.h"
#include "core/protocol/payload/payloadwriter.h"

/// What the service tells of events and records.
namespace pushbench::producer {

using odata::QueryPlace;
using odata::Read;

wire::Response ResourceService::collection(const wire::Request &request)
{
    const Read<Asked> asked = read(request, QueryPlace::Collection, kJson);
    if (!asked)
        return errorOf(asked.flaw());
    const Asked &a = asked.value();
    const std::optional<qint64> preferred =
        odata::preferredPageSize(spanOf(request.head.values("Prefer")));
    const qint64 size = std::min(preferred.value_or(m_config.pageSize), m_config.pageSize);
    const LogView view(m_log, m_config.faults, m_answers > 0);
    odata::Page page = odata::collectPage(view, a.query, size);
    const bool loops = falsifyPage(page, a, view);
    std::optional<qint64> count;
    if (a.query.count)
        count = odata::countMatches(view, a.query);

    wire::Response response{.fields = {{"Content-Type", odata::contentTypeOf(a.format)}},
                            .body = writePage(page, a, view, count)};
    if (page.next) {
        QByteArray link = a.root + "EntityEvent?";
        if (loops)
            link.append(request.query());
        else if (!a.query.repeated.isEmpty())
            link.append(a.query.repeated).append('&');
        if (!loops)
            link.append("$skiptoken=").append(odata::writeSkipToken(*page.next));
        response.body.chop(1);
        response.body.append(",\"@odata.nextLink\":");
        protocol::appendJsonString(response.body, link);
        response.body.append('}');
    }
    if (preferred)
        response.fields.push_back(
            {"Preference-Applied", "odata.maxpagesize=" + QByteArray::number(size)});
    ++m_answers;
    return response;
}

/// What is wrong with a page on purpose. True when its link leads back to it.
bool ResourceService::falsifyPage(odata::Page &page, const Asked &asked, const LogView &view)
{
    const ResourceFaults &faults = m_config.faults;
    const odata::Query &query = asked.query;
    const bool bySequence = query.orderBy.field == odata::Field::Sequence;
    const bool paused = query.skipToken && query.skipToken->pause;
    const qint64 first = page.rows.empty() ? 0 : view.at(page.rows.front()).sequence.value;
    // Nothing is above the largest number, where a token could stand.
    const bool hasBefore = first > 0 && first < protocol::kLastSequence.value;
    if (faults.emptyPages && bySequence && !paused && hasBefore) {
        odata::SkipToken before{.sequence = query.orderBy.descending ? first + 1 : first - 1,
                                .top = query.skipToken ? query.skipToken->top : query.top,
                                .pause = true};
        page = {.next = std::move(before)};
    }
    if (faults.noLink)
        page.next.reset();
    return faults.loopLink && page.next;
}

QByteArray ResourceService::writePage(const odata::Page &page, const Asked &asked,
                                      const LogView &view, std::optional<qint64> count)
{
    const odata::EntityStyle style = styleOf(asked);
    constexpr qsizetype kUsualEvent = 160;
    QByteArray json;
    json.reserve(512 + qsizetype(page.rows.size()) * kUsualEvent);
    json.append('{');
    if (asked.format.context) {
        json.append("\"@odata.context\":");
        protocol::appendJsonString(json, odata::contextUrl(asked.root, asked.query.select, false));
        json.append(',');
    }
    if (count) {
        json.append("\"@odata.count\":");
        odata::appendInteger(json, *count, style.integers);
        json.append(',');
    }
    json.append("\"value\":[");
    for (const qsizetype row : page.rows) {
        json.append(row == page.rows.front() ? "{" : ",{");
        appendEvent(json, view, row, style);
        json.append('}');
    }
    return json.append("]}");
}

void ResourceService::appendEvent(QByteArray &json, const LogView &view, qsizetype row,
                                  const odata::EntityStyle &style) const
{
    protocol::EntityEventView event = view.at(row);
    QByteArray otherKey;
    if (m_answers % 2 == 1 && m_config.faults.conflicts.has(event.sequence.value)) {
        otherKey = event.resourceRecordKey.toByteArray() + "-other";
        event.resourceRecordKey = otherKey;
    }
    odata::appendMembers(json, event, style);
}

odata::EntityStyle ResourceService::styleOf(const Asked &asked) const
{
    odata::EntityStyle style{.select = asked.query.select, .dictionary = m_config.dictionary};
    if (asked.format.ieee754 || m_config.faults.textSequences)
        style.integers = odata::IntegerForm::Text;
    else if (m_config.faults.roundedSequences)
        style.integers = odata::IntegerForm::Rounded;
    return style;
}

wire::Response ResourceService::count(const wire::Request &request)
{
    const Read<Asked> asked = read(request, QueryPlace::Count, kJson);
    if (!asked)
        return errorOf(asked.flaw());
    const LogView view(m_log, m_config.faults, m_answers > 0);
    return {.fields = {{"Content-Type", "text/plain"}},
            .body = QByteArray::number(odata::countMatches(view, asked.value().query))};
}

wire::Response ResourceService::entity(const wire::Request &request)
{
    const Read<Asked> asked = read(request, QueryPlace::Entity, kJson);
    if (!asked)
        return errorOf(asked.flaw());
    const Read<odata::KeyPath> key = odata::parseKeyPath(request.path(), odata::keyFieldOf);
    if (!key)
        return errorOf(key.flaw());
    if (!key.value().number)
        return errorOf(400, "EntityEventSequence is an Int64: its key has no quotes", "key");
    const qint64 sequence = *key.value().number;
    const LogView view(m_log, m_config.faults, m_answers > 0);
    const qsizetype row = view.rowFrom(sequence);
    if (row == view.size() || view.at(row).sequence.value != sequence || !view.isVisible(row))
        return errorOf(404, "there is no EntityEvent of that number, or none to be seen", "key");
    const Asked &a = asked.value();
    QByteArray json = "{";
    if (a.format.context) {
        json.append("\"@odata.context\":");
        protocol::appendJsonString(json, odata::contextUrl(a.root, a.query.select, true));
        json.append(',');
    }
    appendEvent(json, view, row, styleOf(a));
    ++m_answers;
    return {.fields = {{"Content-Type", odata::contentTypeOf(a.format)}}, .body = json + '}'};
}

wire::Response ResourceService::record(const wire::Request &request)
{
    const Read<Asked> asked = read(request, QueryPlace::Record, kJson);
    if (!asked)
        return errorOf(asked.flaw());
    const Read<odata::KeyPath> key = odata::parseKeyPath(request.path(), odata::keyFieldOf);
    if (!key)
        return errorOf(key.flaw());
    const QByteArray &resource = key.value().resource;
    if (!knows(resource))
        return errorOf(404, "there is no resource of that name");
    const QByteArray field = odata::keyFieldOf(resource);
    if (!key.value().text)
        return errorOf(400, QByteArray(field + " is a text: its key stands in single quotes"),
                       "key");
    const std::optional<WallTime> changed = m_log.recordChanged(resource, *key.value().text);
    if (!changed || isWithdrawn(resource, *key.value().text))
        return errorOf(404, "there is no such record, or it was withdrawn", "key");
    const Asked &a = asked.value();
    QByteArray json = "{";
    if (a.format.context) {
        json.append("\"@odata.context\":");
        protocol::appendJsonString(json, QByteArray(a.root + "$metadata#" + resource + "/$entity"));
        json.append(',');
    }
    protocol::appendJsonString(json, field);
    json.append(':');
    protocol::appendJsonString(json, *key.value().text);
    json.append(",\"ModificationTimestamp\":");
    protocol::appendJsonString(json, datetext::rfc3339(*changed));
    return {.fields = {{"Content-Type", odata::contentTypeOf(a.format)}}, .body = json + '}'};
}

/// Records are there so that what an event speaks of can be fetched; nobody lists them.
wire::Response ResourceService::records(const wire::Request &request)
{
    const QByteArray name = request.path().sliced(1).toByteArray();
    if (!knows(name))
        return errorOf(404, "there is no resource of that name");
    return errorOf(501, QByteArray("records are served by their key only: " + name + "('…')"));
}

bool ResourceService::isWithdrawn(QByteArrayView resource, QByteArrayView key) const
{
    return int(ledger::fingerprint(resource, key) % 100) < m_config.faults.withdrawnPercent;
}

} // namespace pushbench::producer
