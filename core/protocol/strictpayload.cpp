// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/strictpayload.h"

#include "core/protocol/context.h"
#include "core/protocol/eventjudge.h"
#include "core/protocol/membernames.h"
#include "core/protocol/unicode.h"

#include <algorithm>

namespace pushbench::protocol {
namespace {

/// Unknown names that are remembered, to report each only once per body.
constexpr size_t kRememberedNames = 32;

/// Whose object a member name stands in, which decides how bad it is when it stands twice.
enum class Room : quint8 {
    Top,
    Event,
    Foreign,
};

class StrictJudge
{
public:
    explicit StrictJudge(PayloadBuilder &builder)
        : m_builder(builder)
        , m_reader(builder.body(), builder.limits().depth)
    {
    }

    void judge();

private:
    template <typename Text>
    void note(const char *id, Verdict verdict, ByteRange bytes, const Text &text);
    JsonToken advance();
    bool malformed();
    bool skip(JsonToken token);
    bool readValue(RawValue &raw);
    bool readTop();
    bool readTopMember(EventDraft &draft);
    bool readEvents();
    bool readEvent();
    bool readEventMember(EventDraft &draft, const Member &member);
    bool keepField(EventDraft &draft, Field field);
    bool passOver(const Member &member);
    void reportStranger(const Member &member, JsonToken value);
    void closeObject(Room room);
    void finishTop(const EventDraft &draft);
    void judgeContextValue(ByteRange body);
    void judgeMisspelt();
    void keepEvent(const EventDraft &draft);
    Member nameOfMember();

    PayloadBuilder &m_builder;
    JsonReader m_reader;
    MemberNames m_names;
    RawValue m_context;
    ByteRange m_contextName;  ///< Of a misspelt @reso.context.
    ByteRange m_valueName;    ///< Of a misspelt value.
    QByteArray m_nearContext; ///< How it is misspelt.
    QByteArray m_nearValue;
    QByteArray m_name; ///< Buffer for a name with escapes.
    ByteRange m_nameBytes;
    QByteArrayView m_rawName;
    std::vector<size_t> m_strangers;
    std::optional<Sequence> m_previous;
    bool m_valueSeen = false;
};

template <typename Text>
void StrictJudge::note(const char *id, Verdict verdict, ByteRange bytes, const Text &text)
{
    static_assert(std::is_same_v<std::invoke_result_t<Text>, QString>, "no builder of views");
    m_builder.note(id, verdict, bytes, [this, &text](Finding &finding) {
        finding.where = m_reader.pointer();
        finding.text = text();
    });
}

JsonToken StrictJudge::advance()
{
    const JsonToken token = m_reader.next();
    switch (token) {
    case JsonToken::Malformed:
        malformed();
        break;
    case JsonToken::BeginObject:
        m_names.open();
        break;
    case JsonToken::Name:
        m_names.add({m_reader.text(), m_reader.range(), m_reader.escaped()});
        m_nameBytes = m_reader.range();
        m_rawName = m_reader.text();
        [[fallthrough]];
    case JsonToken::String:
        if (m_reader.loneSurrogate())
            note("J-6", Verdict::Warn, m_reader.range(), [] {
                return QStringLiteral(
                    "Half of a surrogate pair stands alone in an escape; it is no character, send "
                    "the pair.");
            });
        break;
    case JsonToken::EndObject:
    case JsonToken::BeginArray:
    case JsonToken::EndArray:
    case JsonToken::Number:
    case JsonToken::True:
    case JsonToken::False:
    case JsonToken::Null:
    case JsonToken::End:
    case JsonToken::More:
        break;
    }
    return token;
}

/// Reports the mistake that ended the reading; always false.
bool StrictJudge::malformed()
{
    const JsonFlawText flaw = describe(m_reader.flaw());
    note(flaw.id, Verdict::Fail, m_reader.range(),
         [&flaw] { return QString::fromLatin1(flaw.text); });
    return false;
}

/// Passes over the rest of a value whose first token was just read. False when it is malformed.
bool StrictJudge::skip(JsonToken token)
{
    if (token == JsonToken::Malformed)
        return false;
    if (token != JsonToken::BeginObject && token != JsonToken::BeginArray)
        return true;
    const qsizetype outside = m_reader.depth() - 1;
    while (m_reader.depth() > outside) {
        token = advance();
        if (token == JsonToken::Malformed)
            return false;
        if (token == JsonToken::EndObject)
            closeObject(Room::Foreign);
    }
    return true;
}

/// Reads one value whole and remembers what it is.
bool StrictJudge::readValue(RawValue &raw)
{
    raw.kind = advance();
    raw.text = m_reader.text();
    raw.bytes = m_reader.range();
    raw.escaped = raw.kind == JsonToken::String && m_reader.escaped();
    if (!skip(raw.kind))
        return false;
    const ByteRange end = m_reader.range();
    raw.bytes.length = end.offset + end.length - raw.bytes.offset;
    return true;
}

void StrictJudge::judge()
{
    const JsonToken token = advance();
    if (m_reader.byteOrderMark())
        m_builder.note("J-1", Verdict::Warn, {0, 3}, [](Finding &finding) {
            finding.text =
                QStringLiteral("The body starts with a byte order mark; JSON is sent without one.");
        });
    if (token == JsonToken::Malformed)
        return;
    if (token == JsonToken::BeginObject) {
        if (!readTop())
            return;
    } else {
        RawValue whole{.kind = token, .text = {}, .bytes = m_reader.range()};
        if (!skip(token))
            return;
        const ByteRange end = m_reader.range();
        m_builder.note("RCP025-R1", Verdict::Fail,
                       {whole.bytes.offset, end.offset + end.length - whole.bytes.offset},
                       [token](Finding &finding) {
                           finding.text =
                               QStringLiteral(
                                   "The body is %1; RESO Common Format is an object with "
                                   "@reso.context.")
                                   .arg(kindName(token));
                       });
    }
    advance(); // the end, or something behind it
}

Member StrictJudge::nameOfMember()
{
    if (!m_reader.escaped())
        return recogniseMember(m_rawName);
    m_name.clear();
    appendUnescaped(m_name, m_rawName);
    return recogniseMember(m_name);
}

bool StrictJudge::readTop()
{
    EventDraft draft;
    draft.bytes = m_reader.range();
    for (;;) {
        const JsonToken token = advance();
        if (token == JsonToken::Malformed)
            return false;
        if (token == JsonToken::EndObject)
            break;
        if (!readTopMember(draft))
            return false;
    }
    const ByteRange end = m_reader.range();
    draft.bytes.length = end.offset + end.length - draft.bytes.offset;
    closeObject(Room::Top);
    judgeContextValue(draft.bytes);
    finishTop(draft);
    return true;
}

bool StrictJudge::readTopMember(EventDraft &draft)
{
    const Member member = nameOfMember();
    const auto spelt = [this] {
        QByteArray name;
        appendUnescaped(name, m_rawName.first(qMin<qsizetype>(m_rawName.size(), 256)));
        return name;
    };
    switch (member.kind) {
    case MemberKind::Context: {
        RawValue raw;
        if (!readValue(raw))
            return false;
        if (m_context.kind == JsonToken::End)
            m_context = raw;
        return true;
    }
    case MemberKind::NearContext:
        m_nearContext = spelt();
        m_contextName = m_nameBytes;
        return skip(advance());
    case MemberKind::Value:
        return readEvents();
    case MemberKind::NearValue:
        m_nearValue = spelt();
        m_valueName = m_nameBytes;
        return skip(advance());
    case MemberKind::Field:
    case MemberKind::LegacyField:
    case MemberKind::NearField:
    case MemberKind::Annotation:
    case MemberKind::FeedTypes:
    case MemberKind::Vendor:
    case MemberKind::Unknown:
        return readEventMember(draft, member);
    }
    Q_UNREACHABLE();
}

/// The "value" member. Of two, the first counts; the second is reported as a repeated name.
bool StrictJudge::readEvents()
{
    const bool first = !std::exchange(m_valueSeen, true);
    const JsonToken token = advance();
    if (!first)
        return skip(token);
    m_builder.setForm(PayloadForm::Multi);
    if (token != JsonToken::BeginArray) {
        if (token == JsonToken::Malformed)
            return false;
        const ByteRange start = m_reader.range();
        if (!skip(token))
            return false;
        const ByteRange end = m_reader.range();
        note("RCP025-R4", Verdict::Fail, {start.offset, end.offset + end.length - start.offset},
             [token] {
                 return QStringLiteral("value is %1; it is an array of events.")
                     .arg(kindName(token));
             });
        return true;
    }
    const qsizetype open = m_reader.range().offset;
    bool any = false;
    for (;;) {
        const JsonToken element = advance();
        if (element == JsonToken::Malformed)
            return false;
        if (element == JsonToken::EndArray)
            break;
        any = true;
        if (element == JsonToken::BeginObject) {
            if (!readEvent())
                return false;
            continue;
        }
        const ByteRange start = m_reader.range();
        note("RCP025-R4", Verdict::Fail, start, [element] {
            return QStringLiteral(
                       "An element of value is %1; each is an object with an event's members.")
                .arg(kindName(element));
        });
        if (!skip(element))
            return false;
    }
    if (!any)
        note("RCP025-R5", Verdict::Info, {open, m_reader.range().offset + 1 - open}, [] {
            return QStringLiteral(
                "value is empty: a payload without events, legal, perhaps a heartbeat.");
        });
    return true;
}

bool StrictJudge::readEvent()
{
    EventDraft draft;
    draft.bytes = m_reader.range();
    for (;;) {
        const JsonToken token = advance();
        if (token == JsonToken::Malformed)
            return false;
        if (token == JsonToken::EndObject)
            break;
        Member member = nameOfMember();
        if (member.kind == MemberKind::Context || member.kind == MemberKind::NearContext
            || member.kind == MemberKind::Value || member.kind == MemberKind::NearValue)
            member = {}; // they mean something beside the array only
        if (!readEventMember(draft, member))
            return false;
    }
    const ByteRange end = m_reader.range();
    draft.bytes.length = end.offset + end.length - draft.bytes.offset;
    closeObject(Room::Event);
    keepEvent(draft);
    return true;
}

bool StrictJudge::readEventMember(EventDraft &draft, const Member &member)
{
    if (member.kind == MemberKind::Field)
        return keepField(draft, member.field);
    if (member.kind != MemberKind::LegacyField && member.kind != MemberKind::NearField)
        return passOver(member);
    MisspeltMember &misspelt = draft.misspelt[size_t(member.field)];
    if (misspelt.name.isEmpty())
        misspelt = {member.kind, m_rawName, m_nameBytes};
    return skip(advance());
}

bool StrictJudge::keepField(EventDraft &draft, Field field)
{
    RawValue &slot = draft.fields[size_t(field)];
    if (slot.kind == JsonToken::End)
        return readValue(slot);
    draft.repeated = true;
    return skip(advance());
}

bool StrictJudge::passOver(const Member &member)
{
    const ByteRange bytes = m_nameBytes;
    const QByteArrayView name = m_reader.escaped() ? QByteArrayView(m_name) : m_rawName;
    const size_t hash = qHash(name);
    const bool known = std::find(m_strangers.begin(), m_strangers.end(), hash) != m_strangers.end();
    if (!known && m_strangers.size() < kRememberedNames)
        m_strangers.push_back(hash);
    const JsonToken value = advance();
    if (value == JsonToken::Malformed)
        return false;
    if (!known) {
        m_nameBytes = bytes;
        reportStranger(member, value);
    }
    return skip(value);
}

/// Says once per body and name that a member means nothing to the standard. Never a failure
/// (RCP027-R19).
void StrictJudge::reportStranger(const Member &member, JsonToken value)
{
    const char *id = "RCP027-R19";
    Verdict verdict = Verdict::Info;
    QString text =
        QStringLiteral("A local member that the standard does not define; it is ignored.");
    if (member.kind == MemberKind::Annotation) {
        id = "RCP025-R10";
        text = QStringLiteral("An OData annotation rides along; it is ignored.");
    } else if (member.kind == MemberKind::Vendor) {
        id = member.id;
        text = QStringLiteral("A vendor's extension that is known by name; it is ignored.");
    } else if (member.kind == MemberKind::FeedTypes) {
        id = "DD21-F5";
        text = QStringLiteral("FeedTypes is a field of Data Dictionary 2.1; it is ignored.");
        if (value != JsonToken::BeginArray) {
            verdict = Verdict::Warn;
            text =
                QStringLiteral("FeedTypes is %1; Data Dictionary 2.1 makes it an array of strings.")
                    .arg(kindName(value));
        }
    }
    // A container has just been opened: the pointer still ends in the member's name.
    note(id, verdict, m_nameBytes, [&text] { return text; });
}

/// Reports names that stand twice in the object that was just closed (J-2).
void StrictJudge::closeObject(Room room)
{
    for (const MemberNames::Name &name : m_names.close()) {
        QByteArray text;
        appendUnescaped(text, name.text);
        const MemberKind kind =
            room == Room::Foreign ? MemberKind::Unknown : recogniseMember(text).kind;
        const bool ours = kind == MemberKind::Field
            || (room == Room::Top && (kind == MemberKind::Context || kind == MemberKind::Value));
        m_builder.note(
            "J-2", ours ? Verdict::Fail : Verdict::Warn, name.bytes, [&](Finding &finding) {
                finding.where = m_reader.pointer();
                appendPointerName(finding.where, text);
                finding.text = ours
                    ? QStringLiteral("%1 stands twice in one object, so it is anybody's guess "
                                     "which one counts; send it once.")
                          .arg(quoted(text))
                    : QStringLiteral(
                          "%1 stands twice in one object; receivers differ in which one they take.")
                          .arg(quoted(text));
            });
    }
}

void StrictJudge::judgeContextValue(ByteRange body)
{
    constexpr QByteArrayView kWhere = "/@reso.context";
    const auto fail = [this, kWhere](ByteRange bytes, const QString &text) {
        m_builder.note("RCP025-R1", Verdict::Fail, bytes, [&](Finding &finding) {
            finding.where = kWhere.toByteArray();
            finding.text = text;
        });
    };
    if (m_context.kind == JsonToken::End && !m_nearContext.isEmpty()) {
        fail(m_contextName,
             QStringLiteral("The member %1 is misspelt; RESO Common Format calls it @reso.context.")
                 .arg(quoted(m_nearContext)));
    } else if (m_context.kind == JsonToken::End) {
        fail(body,
             QStringLiteral("@reso.context is missing; it tells a RESO Common Format payload."));
    } else if (m_context.kind != JsonToken::String) {
        fail(m_context.bytes,
             QStringLiteral("@reso.context is %1; it is a string.").arg(kindName(m_context.kind)));
    } else {
        QByteArray urn;
        appendUnescaped(urn, m_context.text);
        for (Finding &finding : judgeContext(urn, kWhere))
            m_builder.note(finding.id, finding.verdict, m_context.bytes, [&finding](Finding &kept) {
                kept.where = std::move(finding.where);
                kept.text = std::move(finding.text);
            });
    }
}

/// Misspelt members that do no harm, because the right ones stand beside them.
void StrictJudge::judgeMisspelt()
{
    const auto warn = [this](const QByteArray &name, ByteRange bytes, QByteArrayView right) {
        m_builder.note("RCP025-R8", Verdict::Warn, bytes, [&name, right](Finding &finding) {
            appendPointerName(finding.where, name);
            finding.text = QStringLiteral("Misspelt name %1 beside %2; send the latter only.")
                               .arg(quoted(name), QString::fromLatin1(right));
        });
    };
    if (!m_nearContext.isEmpty() && m_context.kind != JsonToken::End)
        warn(m_nearContext, m_contextName, "@reso.context");
    if (!m_nearValue.isEmpty() && m_valueSeen)
        warn(m_nearValue, m_valueName, "value");
}

void StrictJudge::finishTop(const EventDraft &draft)
{
    judgeMisspelt();
    if (m_valueSeen) {
        for (size_t i = 0; i < draft.fields.size(); ++i) {
            if (draft.fields[i].kind == JsonToken::End)
                continue;
            m_builder.note(
                "RCP025-R4", Verdict::Warn, draft.fields[i].bytes, [i](Finding &finding) {
                    appendPointerName(finding.where, kFieldNames[i]);
                    finding.text = QStringLiteral("%1 stands beside value, so the payload could be "
                                                  "single or multi-valued; "
                                                  "it is read as multi-valued.")
                                       .arg(QString::fromLatin1(kFieldNames[i]));
                });
        }
        return;
    }
    if (!draft.empty()) {
        m_builder.setForm(PayloadForm::Single);
        keepEvent(draft);
        return;
    }
    const bool misspelt = !m_nearValue.isEmpty();
    m_builder.note(
        misspelt ? "RCP025-R4" : "RCP028-R4", Verdict::Fail, misspelt ? m_valueName : draft.bytes,
        [this, misspelt](Finding &finding) {
            finding.where = "/value";
            finding.text = misspelt
                ? QStringLiteral("The member %1 is misspelt; RESO Common Format calls it value.")
                      .arg(quoted(m_nearValue))
                : QStringLiteral(
                    "The body holds no event: neither the members of one nor a value array.");
        });
}

void StrictJudge::keepEvent(const EventDraft &draft)
{
    const std::optional<EntityEventView> event = judgeEvent(draft, m_reader, m_builder);
    if (!event)
        return;
    if (m_previous && event->sequence < *m_previous)
        m_builder.note(
            "RCP027-R7", Verdict::Warn, draft.fields[size_t(Field::EntityEventSequence)].bytes,
            [this, &event](Finding &finding) {
                finding.where = m_reader.pointer();
                appendPointerName(finding.where, fieldName(Field::EntityEventSequence));
                finding.text =
                    QStringLiteral("EntityEventSequence %1 follows %2; events stand in ascending "
                                   "order.")
                        .arg(event->sequence.value)
                        .arg(m_previous->value);
            });
    m_previous = event->sequence;
    m_builder.events().push_back(*event);
}

} // namespace

void readStrictly(PayloadBuilder &builder)
{
    StrictJudge(builder).judge();
}

} // namespace pushbench::protocol
