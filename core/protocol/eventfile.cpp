// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/eventfile.h"

#include "core/protocol/json/strictjson.h"
#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/eventjudge.h"
#include "core/protocol/payload/sequencetoken.h"

namespace pushbench::protocol {
namespace {

constexpr int kDeepest = 512;

/// A waiting text of this size is not looked at again before something comes that can end it.
constexpr qsizetype kLongWait = 64 * 1024;

enum class FileMember : quint8 {
    EntityEventSequence,
    ResourceName,
    ResourceRecordKey,
    ResourceRecordUrl,
    Type,
    Value,
    Other,
};

struct FileName
{
    FileMember member = FileMember::Other;
    bool dictionary = false; ///< The Data Dictionary's spelling, not that of our records.
};

FileName fileMember(QByteArrayView name)
{
    constexpr std::array<QByteArrayView, 4> kRecordNames{"sequence", "resourceName",
                                                         "resourceRecordKey", "resourceRecordUrl"};
    for (size_t i = 0; i < kRecordNames.size(); ++i) {
        if (name == kFieldNames[i])
            return {FileMember(i), true};
        if (name == kRecordNames[i])
            return {FileMember(i), false};
    }
    if (name == "type")
        return {FileMember::Type};
    return {name == "value" ? FileMember::Value : FileMember::Other};
}

/// One object on its way to becoming an event.
struct Draft
{
    EntityEvent event;
    unsigned seen = 0; ///< A bit for each FileMember.
    bool dictionary = false;
    bool otherType = false;

    [[nodiscard]] bool has(FileMember member) const
    {
        return (seen & (1U << unsigned(member))) != 0;
    }
};

} // namespace

class EventFileReader::Parser
{
public:
    explicit Parser(QString name)
        : m_name(std::move(name))
    {
    }

    Result<> read(QByteArrayView bytes, bool last, std::vector<EntityEvent> &events);
    [[nodiscard]] qint64 skipped() const noexcept { return m_skipped; }

private:
    enum class Room : quint8 {
        File,
        Top,
        Events,
        Event,
    };

    bool take(JsonToken token, std::vector<EntityEvent> &events);
    bool takeInFile(JsonToken token);
    bool takeInEvents(JsonToken token);
    bool takeInObject(JsonToken token, std::vector<EntityEvent> &events);
    bool takeValue(JsonToken token);
    bool takeSequence(JsonToken token);
    bool takeText(JsonToken token);
    bool endTop(std::vector<EntityEvent> &events);
    bool complete(std::vector<EntityEvent> &events);
    void passOver(JsonToken token);
    bool fail(FaultKind kind, const QString &text);
    bool failMember(const QString &text);
    void dropConsumed();

    QString m_name;
    QByteArray m_pending;
    JsonReader m_reader{QByteArrayView(), kDeepest, JsonExtent::ManyValues};
    std::optional<Fault> m_fault;
    Room m_room = Room::File;
    Draft m_draft;
    std::optional<FileName> m_member; ///< Its value comes next.
    QByteArray m_memberName;
    qsizetype m_passing = -1; ///< Inside a value that means nothing, until the depth is this again.
    qint64 m_line = 1;        ///< Of the first byte of m_pending.
    qint64 m_skipped = 0;
};

Result<> EventFileReader::Parser::read(QByteArrayView bytes, bool last,
                                       std::vector<EntityEvent> &events)
{
    if (m_fault)
        return *m_fault;
    const bool waiting =
        m_pending.size() >= kLongWait && m_pending.front() == '"' && !bytes.contains('"');
    m_pending.append(bytes);
    if (!waiting || last) {
        m_reader.resume(m_pending, last);
        JsonToken token = m_reader.next();
        while (token != JsonToken::More && token != JsonToken::End && take(token, events))
            token = m_reader.next();
        if (m_fault)
            return *m_fault;
        dropConsumed();
    }
    if (m_pending.size() > kLongestFileToken) {
        m_reader.resume({}, false);
        fail(FaultKind::Exhausted,
             QStringLiteral("a single text is longer than 16 MiB; this is no file of events."));
        return *m_fault;
    }
    return {};
}

void EventFileReader::Parser::dropConsumed()
{
    const qsizetype consumed = m_reader.consumed();
    m_line += QByteArrayView(m_pending).first(consumed).count('\n');
    m_pending.remove(0, consumed);
}

bool EventFileReader::Parser::fail(FaultKind kind, const QString &text)
{
    const qsizetype at = qMin(m_reader.range().offset, m_pending.size());
    const qint64 line = m_line + QByteArrayView(m_pending).first(at).count('\n');
    m_fault = Fault{kind, m_name + u':' + QString::number(line), text};
    return false;
}

bool EventFileReader::Parser::failMember(const QString &text)
{
    return fail(FaultKind::Malformed, quoted(m_memberName) + u' ' + text);
}

/// False when a fault stops the reading.
bool EventFileReader::Parser::take(JsonToken token, std::vector<EntityEvent> &events)
{
    if (token == JsonToken::Malformed)
        return fail(FaultKind::Malformed, QString::fromLatin1(describe(m_reader.flaw()).text));
    if (m_passing >= 0) {
        if (m_reader.depth() == m_passing)
            m_passing = -1;
        return true;
    }
    switch (m_room) {
    case Room::File:
        return takeInFile(token);
    case Room::Events:
        return takeInEvents(token);
    case Room::Top:
    case Room::Event:
        return takeInObject(token, events);
    }
    Q_UNREACHABLE();
}

bool EventFileReader::Parser::takeInFile(JsonToken token)
{
    if (token != JsonToken::BeginObject)
        return fail(
            FaultKind::Malformed,
            QStringLiteral(
                "%1 stands where an object with an event belongs; write one event a line, or "
                "RESO Common Format payloads.")
                .arg(kindName(token)));
    m_room = Room::Top;
    m_draft = {};
    return true;
}

bool EventFileReader::Parser::takeInEvents(JsonToken token)
{
    if (token == JsonToken::EndArray) {
        m_room = Room::Top;
        return true;
    }
    if (token != JsonToken::BeginObject)
        return fail(
            FaultKind::Malformed,
            QStringLiteral("\"value\" holds %1; each element is an object with an event's members.")
                .arg(kindName(token)));
    m_room = Room::Event;
    m_draft = {};
    return true;
}

bool EventFileReader::Parser::takeInObject(JsonToken token, std::vector<EntityEvent> &events)
{
    if (token == JsonToken::Name) {
        m_memberName.clear();
        appendUnescaped(m_memberName, m_reader.text());
        m_member = fileMember(m_memberName);
        return true;
    }
    if (m_member)
        return takeValue(token);
    if (m_room == Room::Top)
        return endTop(events);
    m_room = Room::Events;
    const bool whole = complete(events);
    m_draft = {};
    m_draft.seen = 1U << unsigned(FileMember::Value);
    return whole;
}

bool EventFileReader::Parser::takeValue(JsonToken token)
{
    const FileName name = *std::exchange(m_member, std::nullopt);
    if (name.member != FileMember::Other && m_draft.has(name.member))
        return failMember(QStringLiteral("stands twice in one object; keep one of them."));
    m_draft.seen |= 1U << unsigned(name.member);
    m_draft.dictionary = m_draft.dictionary || name.dictionary;
    switch (name.member) {
    case FileMember::EntityEventSequence:
        return takeSequence(token);
    case FileMember::ResourceName:
    case FileMember::ResourceRecordKey:
        return takeText(token);
    case FileMember::ResourceRecordUrl:
        return token == JsonToken::Null || takeText(token);
    case FileMember::Type:
        m_draft.otherType = token == JsonToken::String && m_reader.text() != "event";
        break;
    case FileMember::Value:
        if (m_room != Room::Top)
            break;
        if (token != JsonToken::BeginArray)
            return failMember(
                QStringLiteral("is %1; it is an array of events.").arg(kindName(token)));
        m_room = Room::Events;
        return true;
    case FileMember::Other:
        break;
    }
    passOver(token);
    return true;
}

void EventFileReader::Parser::passOver(JsonToken token)
{
    if (token == JsonToken::BeginObject || token == JsonToken::BeginArray)
        m_passing = m_reader.depth() - 1;
}

bool EventFileReader::Parser::takeSequence(JsonToken token)
{
    if (token != JsonToken::Number)
        return failMember(QStringLiteral("is %1; write it as a bare integer, such as 1101.")
                              .arg(kindName(token)));
    const SequenceToken sequence = readSequence(m_reader.text());
    if (sequence.kind != SequenceKind::Whole || !sequence.plain)
        return failMember(QStringLiteral("is %1; write an integer from 1 to 9223372036854775807.")
                              .arg(quoted(m_reader.text())));
    m_draft.event.sequence = sequence.value;
    return true;
}

bool EventFileReader::Parser::takeText(JsonToken token)
{
    if (token != JsonToken::String)
        return failMember(
            QStringLiteral("is %1; write it as a string, in double quotes.").arg(kindName(token)));
    QByteArray text;
    appendUnescaped(text, m_reader.text());
    const FileMember member = fileMember(m_memberName).member;
    if (member == FileMember::ResourceRecordUrl) {
        m_draft.event.resourceRecordUrl = std::move(text);
        return true;
    }
    if (text.isEmpty())
        return failMember(QStringLiteral("is empty; every event needs a value."));
    (member == FileMember::ResourceName ? m_draft.event.resourceName
                                        : m_draft.event.resourceRecordKey) = std::move(text);
    return true;
}

bool EventFileReader::Parser::endTop(std::vector<EntityEvent> &events)
{
    m_room = Room::File;
    if (m_draft.has(FileMember::Value))
        return true;
    if (m_draft.otherType && !m_draft.dictionary) {
        ++m_skipped;
        return true;
    }
    return complete(events);
}

bool EventFileReader::Parser::complete(std::vector<EntityEvent> &events)
{
    for (const FileMember member : {FileMember::EntityEventSequence, FileMember::ResourceName,
                                    FileMember::ResourceRecordKey}) {
        if (!m_draft.has(member))
            return fail(FaultKind::Malformed,
                        QStringLiteral("the object that ends here has no %1; every event needs it.")
                            .arg(QString::fromLatin1(kFieldNames[size_t(member)])));
    }
    events.push_back(std::move(m_draft.event));
    return true;
}

EventFileReader::EventFileReader(QString name)
    : m_parser(std::make_unique<Parser>(std::move(name)))
{
}

EventFileReader::~EventFileReader() = default;
EventFileReader::EventFileReader(EventFileReader &&) noexcept = default;
EventFileReader &EventFileReader::operator=(EventFileReader &&) noexcept = default;

Result<> EventFileReader::feed(QByteArrayView bytes, std::vector<EntityEvent> &events)
{
    return m_parser->read(bytes, false, events);
}

Result<> EventFileReader::finish(std::vector<EntityEvent> &events)
{
    return m_parser->read({}, true, events);
}

qint64 EventFileReader::skippedRecords() const noexcept
{
    return m_parser->skipped();
}

} // namespace pushbench::protocol
