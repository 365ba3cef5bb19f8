// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/recordstream.h"

#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/eventjudge.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

using protocol::JsonToken;

constexpr int kDeepest = 512;
constexpr QByteArrayView kOwn = "_pushbench";

} // namespace

RecordStream::RecordStream(QString name, Visit visit)
    : m_name(std::move(name))
    , m_visit(std::move(visit))
    , m_reader(QByteArrayView(), kDeepest, protocol::JsonExtent::ManyValues)
{
}

Result<> RecordStream::feed(QByteArrayView bytes, bool last)
{
    if (m_fault)
        return *m_fault;
    m_pending.append(bytes);
    m_reader.resume(m_pending, last);
    while (true) {
        const JsonToken token = m_reader.next();
        if (token == JsonToken::More || token == JsonToken::End)
            break;
        if (const Result<> taken = take(token); !taken) {
            m_fault = taken.fault();
            return taken;
        }
    }
    dropConsumed();
    if (m_pending.size() + m_held > kLargestRecord)
        return fail(FaultKind::Exhausted,
                    u"a single record is larger than 256 MiB; leave it out of the file"_s);
    return {};
}

void RecordStream::dropConsumed()
{
    const qsizetype consumed = m_reader.consumed();
    if (m_room == Room::Object && m_back == Room::File)
        m_bytes.append(QByteArrayView(m_pending).sliced(m_from, consumed - m_from));
    m_from = 0;
    m_line += QByteArrayView(m_pending).sliced(m_lineAt, consumed - m_lineAt).count('\n');
    m_lineAt = 0;
    m_pending.remove(0, consumed);
}

/// Of the last token.
qint64 RecordStream::line()
{
    const qsizetype at = qMin(m_reader.range().offset, m_pending.size());
    if (at > m_lineAt) {
        m_line += QByteArrayView(m_pending).sliced(m_lineAt, at - m_lineAt).count('\n');
        m_lineAt = at;
    }
    return m_line;
}

Result<> RecordStream::fail(FaultKind kind, const QString &text)
{
    m_fault = Fault{kind, m_name + u':' + QString::number(line()), text};
    return *m_fault;
}

Result<> RecordStream::take(JsonToken token)
{
    if (token == JsonToken::Malformed)
        return fail(FaultKind::Malformed,
                    QString::fromLatin1(protocol::describe(m_reader.flaw()).text));
    if (m_passing >= 0) {
        if (m_reader.depth() == m_passing)
            m_passing = -1;
        return {};
    }
    switch (m_room) {
    case Room::File:
        return takeInFile(token);
    case Room::Object:
        return takeInObject(token);
    case Room::Har:
        if (token == JsonToken::EndObject)
            m_room = Room::File;
        else if (token != JsonToken::Name)
            passOver(token);
        return {};
    case Room::Log:
        return takeInLog(token);
    case Room::Entries:
        return takeInEntries(token);
    }
    Q_UNREACHABLE();
}

Result<> RecordStream::takeInFile(JsonToken token)
{
    if (m_form == RecordForm::Har)
        return fail(FaultKind::Malformed, u"something stands behind the end of the archive"_s);
    if (token != JsonToken::BeginObject)
        return fail(
            FaultKind::Malformed,
            u"%1 stands where an object belongs; this is neither a HAR file nor NDJSON"_s.arg(
                protocol::kindName(token)));
    begin(Room::File, false);
    return {};
}

Result<> RecordStream::takeInLog(JsonToken token)
{
    if (token == JsonToken::EndObject) {
        m_room = Room::Har;
        return {};
    }
    if (token == JsonToken::Name) {
        m_member.clear();
        protocol::appendUnescaped(m_member, m_reader.text());
        return {};
    }
    if (m_member == "entries") {
        if (token != JsonToken::BeginArray)
            return fail(FaultKind::Malformed,
                        u"\"entries\" is %1; it is an array"_s.arg(protocol::kindName(token)));
        m_room = Room::Entries;
    } else if (m_member == kOwn && token == JsonToken::BeginObject) {
        begin(Room::Log, true);
    } else {
        passOver(token);
    }
    return {};
}

Result<> RecordStream::takeInEntries(JsonToken token)
{
    if (token == JsonToken::EndArray) {
        m_room = Room::Log;
        return {};
    }
    if (token != JsonToken::BeginObject)
        return fail(
            FaultKind::Malformed,
            u"\"entries\" holds %1; each of them is an object"_s.arg(protocol::kindName(token)));
    begin(Room::Entries, false);
    return {};
}

void RecordStream::begin(Room back, bool ofLog)
{
    m_room = Room::Object;
    m_back = back;
    m_ofLog = ofLog;
    m_member.clear();
    m_bytes.clear();
    m_held = 0;
    m_from = m_reader.range().offset;
    m_open.clear();
    m_open.push_back({.kind = JsonToken::BeginObject, .line = line()});
}

/// The first object of the file has a member "log" that is an object: then this is a HAR.
bool RecordStream::beginsLog(JsonToken token) const
{
    return token == JsonToken::BeginObject && m_form == RecordForm::Unknown && m_back == Room::File
        && m_open.size() == 1 && m_member == "log";
}

Result<> RecordStream::takeInObject(JsonToken token)
{
    if (token == JsonToken::Name) {
        m_member.clear();
        protocol::appendUnescaped(m_member, m_reader.text());
        return {};
    }
    if (beginsLog(token)) {
        m_form = RecordForm::Har;
        m_room = Room::Log;
        m_open.clear();
        m_bytes.clear();
        return {};
    }
    if (token == JsonToken::EndObject || token == JsonToken::EndArray) {
        if (m_open.size() == 1)
            return complete();
        close();
        return {};
    }
    JsonNode node = leaf(token);
    JsonNode &parent = m_open.back();
    if (parent.isObject())
        parent.names.push_back(std::exchange(m_member, {}));
    if (node.isObject() || node.isArray())
        m_open.push_back(std::move(node));
    else
        parent.items.push_back(std::move(node));
    return {};
}

JsonNode RecordStream::leaf(JsonToken token)
{
    JsonNode node{.kind = token, .line = line()};
    if (token == JsonToken::String)
        protocol::appendUnescaped(node.text, m_reader.text());
    else if (token == JsonToken::Number)
        node.text = m_reader.text().toByteArray();
    // What a value takes beside its text, roughly: a million empty ones are no small record either.
    m_held += node.text.size() + qsizetype(sizeof(JsonNode)) + m_member.size();
    return node;
}

void RecordStream::close()
{
    JsonNode node = std::move(m_open.back());
    m_open.pop_back();
    m_open.back().items.push_back(std::move(node));
}

Result<> RecordStream::complete()
{
    Record record{.ofLog = m_ofLog, .node = std::move(m_open.front())};
    m_open.clear();
    m_room = m_back;
    m_held = 0;
    if (m_back == Room::File) {
        m_form = RecordForm::Ndjson;
        const qsizetype end = m_reader.range().offset + m_reader.range().length;
        record.bytes = std::exchange(m_bytes, {});
        record.bytes.append(QByteArrayView(m_pending).sliced(m_from, end - m_from));
    }
    return m_visit(std::move(record));
}

void RecordStream::passOver(JsonToken token)
{
    if (token == JsonToken::BeginObject || token == JsonToken::BeginArray)
        m_passing = m_reader.depth() - 1;
}

} // namespace pushbench::app
