// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/ownrecord.h"

#include "core/journal/sessionformat.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

std::optional<Side> sideFromName(QByteArrayView name)
{
    for (const Side side : {Side::Consumer, Side::Producer, Side::Reader}) {
        if (name == sideWord(side))
            return side;
    }
    return std::nullopt;
}

journal::Timings::Offset offset(MemberReader &members, QByteArrayView name)
{
    const std::optional<qint64> value = members.integer(name);
    return value ? journal::Timings::Offset(std::chrono::microseconds(*value)) : std::nullopt;
}

std::vector<journal::Note> readNotes(MemberReader &members, QByteArrayView name)
{
    std::vector<journal::Note> notes;
    const JsonNode *list = members.array(name);
    if (!list)
        return notes;
    for (const JsonNode &item : list->items) {
        MemberReader note(item, members.file());
        const QByteArray kindName = note.text("kind");
        const std::optional<journal::Note::Kind> kind = journal::noteKindFromName(kindName);
        if (!kind)
            note.fail(item, name,
                      u"holds a note of kind \"%1\", which this version does not know"_s.arg(
                          QString::fromUtf8(kindName.left(40))));
        const ExchangeNumber exchange{note.integer("exchange").value_or(0)};
        QByteArray text = note.text("text");
        members.take(note.fault());
        if (kind)
            notes.push_back({.kind = *kind, .exchange = exchange, .text = std::move(text)});
    }
    return notes;
}

void readWords(MemberReader &members, const JsonNode &record, journal::Exchange &exchange)
{
    const QByteArray side = members.text("side");
    if (const std::optional<Side> known = sideFromName(side))
        exchange.side = *known;
    else
        members.fail(
            record, "side",
            u"is \"%1\", which this version does not know; write consumer or producer"_s.arg(
                QString::fromUtf8(side.left(40))));
    const QByteArray outcome = members.text("outcome");
    if (const std::optional<journal::Outcome> known = journal::outcomeFromName(outcome))
        exchange.outcome = *known;
    else
        members.fail(
            record, "outcome",
            u"is \"%1\"; write answered, delivered, refused, held, unknown or failed"_s.arg(
                QString::fromUtf8(outcome.left(40))));
}

} // namespace

bool hasBytes(const JsonNode &record)
{
    return record.find("requestHead") || record.find("requestHeadBase64");
}

Result<OwnSession> readOwnSession(const JsonNode &session, const QString &file)
{
    MemberReader members(session, file);
    const auto time = [&members](QByteArrayView name) {
        const std::optional<qint64> value = members.integer(name);
        return value ? std::optional(journal::wallTime(*value)) : std::optional<WallTime>();
    };
    const OwnSession span{.began = time("beganUs"), .ended = time("endedUs")};
    if (members.fault())
        return *members.fault();
    return span;
}

Result<ImportedExchange> readOwnExchange(const JsonNode &record, const QString &file)
{
    MemberReader members(record, file);
    ImportedExchange imported;
    journal::Exchange &exchange = imported.exchange;
    imported.number = members.integer("id").value_or(0);
    readWords(members, record, exchange);
    exchange.connection = members.integer("connection").value_or(0);
    exchange.peer = members.text("peer");
    exchange.protocol = members.text("protocol");
    exchange.tls = members.text("tls");
    exchange.method = members.bytes("method");
    exchange.target = members.bytes("target");
    const JsonNode *source = record.find("source");
    if (record.find("sourceBase64") || (source && !source->isNull()))
        exchange.source = members.bytes("source");
    if (const std::optional<qint64> began = members.integer("beganUs"))
        exchange.began = journal::wallTime(*began);
    else
        exchange.began = members.time("time").value_or(WallTime());
    exchange.timings = {.connected = offset(members, "connectedUs"),
                        .requestDone = offset(members, "requestDoneUs"),
                        .firstByte = offset(members, "firstByteUs"),
                        .done = offset(members, "doneUs")};
    exchange.status = members.number("status", 0);
    exchange.attempt = members.number("attempt", 1);
    exchange.delivery = members.integer("delivery").value_or(0);
    exchange.fault = members.text("fault");
    exchange.intended = members.text("intended");
    exchange.requestHead = members.bytes("requestHead");
    exchange.requestBody = members.bytes("requestBody");
    exchange.requestTrailers = members.bytes("requestTrailers");
    exchange.responseHead = members.bytes("responseHead");
    exchange.responseBody = members.bytes("responseBody");
    imported.before = readNotes(members, "notesBefore");
    imported.behind = readNotes(members, "notes");
    if (const JsonNode *session = members.object("session")) {
        const Result<OwnSession> span = readOwnSession(*session, file);
        if (!span)
            return span.fault();
        imported.sessionBegan = span->began;
        imported.sessionEnded = span->ended;
    }
    if (members.fault())
        return *members.fault();
    return imported;
}

} // namespace pushbench::app
