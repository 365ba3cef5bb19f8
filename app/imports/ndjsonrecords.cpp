// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/ndjsonrecords.h"

#include "app/imports/ownrecord.h"
#include "core/protocol/payload/eventjudge.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/protocol/payload/sequencetoken.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// No body is larger than that many events, whatever a file says of one exchange.
constexpr size_t kMostEvents = 1'000'000;

/// "sequence" in our records, "EntityEventSequence" in the Data Dictionary.
struct EventNames
{
    QByteArrayView sequence;
    QByteArrayView resource;
    QByteArrayView key;
    QByteArrayView url;
};
constexpr EventNames kOurs{"sequence", "resourceName", "resourceRecordKey", "resourceRecordUrl"};
constexpr EventNames kDictionary{"EntityEventSequence", "ResourceName", "ResourceRecordKey",
                                 "ResourceRecordUrl"};

protocol::EntityEvent eventOf(MemberReader &members, const JsonNode &record,
                              const EventNames &names)
{
    protocol::EntityEvent event;
    const JsonNode *sequence = record.find(names.sequence);
    const protocol::SequenceToken token =
        sequence ? protocol::readSequence(sequence->text) : protocol::SequenceToken{};
    if (!sequence)
        members.fail(record, names.sequence, u"is missing; every event needs it"_s);
    else if (sequence->kind != protocol::JsonToken::Number
             || token.kind != protocol::SequenceKind::Whole || !token.plain)
        members.fail(*sequence, names.sequence,
                     u"is %1; write an integer from 1 to 9223372036854775807"_s.arg(
                         sequence->kind == protocol::JsonToken::Number
                             ? QString::fromLatin1(sequence->text.left(40))
                             : protocol::kindName(sequence->kind)));
    else
        event.sequence = token.value;
    event.resourceName = members.text(names.resource);
    event.resourceRecordKey = members.text(names.key);
    event.resourceRecordUrl = members.text(names.url);
    for (const auto &[name, value] : {std::pair(names.resource, &event.resourceName),
                                      std::pair(names.key, &event.resourceRecordKey)}) {
        if (value->isEmpty())
            members.fail(record, name, u"is missing or empty; every event needs it"_s);
    }
    return event;
}

} // namespace

NdjsonReader::NdjsonReader(QString file, Side side, WallTime now)
    : m_file(std::move(file))
    , m_side(side)
    , m_now(now)
{
}

Result<> NdjsonReader::read(const JsonNode &record, const QByteArray &bytes,
                            std::vector<ImportedExchange> &out)
{
    const JsonNode *type = record.find("type");
    const QByteArray kind = type ? type->text : QByteArray();
    if (kind == "exchange" && hasBytes(record)) {
        flush(out);
        m_exchanges = true;
        Result<ImportedExchange> imported = readOwnExchange(record, m_file);
        if (!imported)
            return imported.fault();
        out.push_back(std::move(imported).value());
        return {};
    }
    // An event without its context is an event, with it a payload: that is kept as it was written.
    if (record.find("@reso.context") || record.find("value")) {
        flush(out);
        out.push_back(unheaded(m_side, m_now, bytes));
        return {};
    }
    const bool event = kind.isEmpty() || kind == "event" || record.find(kDictionary.sequence);
    if (!event || m_exchanges) {
        ++m_passedOver;
        return {};
    }
    return readEvent(record, out);
}

Result<> NdjsonReader::readEvent(const JsonNode &record, std::vector<ImportedExchange> &out)
{
    MemberReader members(record, m_file);
    protocol::EntityEvent event =
        eventOf(members, record, record.find(kDictionary.sequence) ? kDictionary : kOurs);
    Group group{.exchange = members.integer("exchange").value_or(0), .side = m_side};
    const QByteArray side = members.text("side");
    if (side == "producer" || side == "consumer")
        group.side = side == "producer" ? Side::Producer : Side::Consumer;
    if (const QByteArray source = members.text("source"); !source.isEmpty())
        group.source = source;
    group.at = members.time("time");
    group.accepted = members.text("state") != "seen";
    if (members.fault())
        return *members.fault();
    const bool same = group.exchange > 0 && group.exchange == m_group.exchange
        && group.side == m_group.side && group.source == m_group.source
        && group.accepted == m_group.accepted && m_group.events.size() < kMostEvents;
    if (!same) {
        flush(out);
        m_group = std::move(group);
    }
    m_group.events.push_back(std::move(event));
    return {};
}

ImportedExchange NdjsonReader::unheaded(Side side, WallTime at, QByteArray body) const
{
    ImportedExchange imported;
    journal::Exchange &exchange = imported.exchange;
    exchange.side = side;
    exchange.protocol = "HTTP/1.1";
    exchange.method = "POST";
    exchange.began = at;
    exchange.timings = {.requestDone = std::chrono::microseconds(0),
                        .done = std::chrono::microseconds(0)};
    exchange.requestBody = std::move(body);
    exchange.status = 200;
    exchange.outcome =
        side == Side::Consumer ? journal::Outcome::Answered : journal::Outcome::Delivered;
    return imported;
}

void NdjsonReader::flush(std::vector<ImportedExchange> &out)
{
    Group group = std::exchange(m_group, {});
    if (group.events.empty())
        return;
    QByteArray body = group.events.size() == 1 ? protocol::writeSingle(group.events.front())
                                               : protocol::writeMulti(group.events);
    ImportedExchange imported = unheaded(group.side, group.at.value_or(m_now), std::move(body));
    imported.exchange.source = std::move(group.source);
    if (!group.accepted) {
        imported.exchange.status = 0;
        imported.exchange.fault = "not accepted, as the events' state says";
        if (group.side == Side::Producer)
            imported.exchange.outcome = journal::Outcome::Unknown;
    }
    out.push_back(std::move(imported));
}

void NdjsonReader::finish(std::vector<ImportedExchange> &out)
{
    flush(out);
}

} // namespace pushbench::app
