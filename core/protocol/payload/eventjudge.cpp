// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/eventjudge.h"

#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/sequencetoken.h"
#include "core/protocol/resourcenames.h"
#include "core/protocol/uri.h"

#include <algorithm>

namespace pushbench::protocol {
namespace {

constexpr qsizetype kLongestShown = 40;
constexpr qint64 kLargestDoubleExact = (qint64(1) << 53) - 1;
constexpr qsizetype kLongestUrl = 8000;
constexpr qsizetype kLongestString = 255;

/// What a field holds by the Data Dictionary, for a report.
QString expectationOf(Field field)
{
    switch (field) {
    case Field::EntityEventSequence:
        return QStringLiteral("the digits of an integer from 1 to 9223372036854775807");
    case Field::ResourceName:
    case Field::ResourceRecordKey:
        return QStringLiteral("a string of 1 to 255 characters");
    case Field::ResourceRecordUrl:
        return QStringLiteral("an http or https URL of up to 8000 characters");
    }
    Q_UNREACHABLE();
}

/// What came, but for the text of strings: whatever a peer put there, a secret even, is in the
/// body.
QString shownValue(const RawValue &raw)
{
    if (raw.kind == JsonToken::Number)
        return quoted(raw.text).remove(u'"');
    if (raw.kind != JsonToken::String || raw.escaped)
        return kindName(raw.kind);
    return QStringLiteral("a string of %1 characters").arg(countCharacters(raw.text).codePoints);
}

/// Not for a spelling, nor for a length that depends on how one counts: there the sentence says it.
bool showsValues(const Finding &finding, const RawValue &raw)
{
    const QByteArrayView id(finding.id);
    const bool counted = finding.verdict == Verdict::Warn && id.startsWith("DD20");
    const bool misspelt = id == "RCP027-R4" && raw.kind == JsonToken::String;
    return finding.verdict != Verdict::Info && !counted && !misspelt;
}

/// Judges the fields of one object, in the words of the object's pointer.
class EventJudge
{
public:
    EventJudge(const EventDraft &draft, const JsonReader &where, PayloadBuilder &builder)
        : m_draft(draft)
        , m_where(where)
        , m_builder(builder)
    {
    }

    std::optional<EntityEventView> judge();

private:
    const RawValue &value(Field field) const { return m_draft.fields[size_t(field)]; }
    template <typename Text>
    void note(const char *id, Verdict verdict, Field field, const Text &text);
    bool missing(Field field);
    void misspelt(Field field);
    void sequence();
    QByteArrayView text(Field field, const char *wrongType);
    void length(Field field, QByteArrayView text, qsizetype limit, const char *id);
    void resourceName(QByteArrayView name);
    void url();

    const EventDraft &m_draft;
    const JsonReader &m_where;
    PayloadBuilder &m_builder;
    EntityEventView m_event;
    bool m_whole = true;
};

template <typename Text>
void EventJudge::note(const char *id, Verdict verdict, Field field, const Text &text)
{
    static_assert(std::is_same_v<std::invoke_result_t<Text>, QString>, "no builder of views");
    m_whole = m_whole && verdict != Verdict::Fail;
    const bool there = value(field).kind != JsonToken::End;
    m_builder.note(id, verdict, there ? value(field).bytes : m_draft.bytes,
                   [this, field, &text](Finding &finding) {
                       finding.where = m_where.pointer();
                       appendPointerName(finding.where, fieldName(field));
                       finding.text = text();
                       if (!showsValues(finding, value(field)))
                           return;
                       finding.expected = expectationOf(field);
                       finding.actual = shownValue(value(field));
                   });
}

std::optional<EntityEventView> EventJudge::judge()
{
    for (const Field field : {Field::EntityEventSequence, Field::ResourceName,
                              Field::ResourceRecordKey, Field::ResourceRecordUrl})
        misspelt(field);
    sequence();
    m_event.resourceName = text(Field::ResourceName, "RCP027-R4");
    length(Field::ResourceName, m_event.resourceName, kLongestString, "DD20-F2");
    resourceName(m_event.resourceName);
    m_event.resourceRecordKey = text(Field::ResourceRecordKey, "RCP027-R5");
    length(Field::ResourceRecordKey, m_event.resourceRecordKey, kLongestString, "DD20-F3");
    url();
    if (!m_whole || m_draft.repeated)
        return std::nullopt;
    return m_event;
}

/// Reports a member that is missing or null; a misspelt one has its own finding already.
bool EventJudge::missing(Field field)
{
    const RawValue &raw = value(field);
    if (raw.kind == JsonToken::Null) {
        note("RCP027-R2", Verdict::Fail, field, [field]() -> QString {
            return QString::fromLatin1(fieldName(field))
                + QStringLiteral(" is null; every event needs a value.");
        });
        return true;
    }
    if (raw.kind != JsonToken::End)
        return false;
    m_whole = false;
    if (m_draft.misspelt[size_t(field)].name.isEmpty())
        note("RCP027-R2", Verdict::Fail, field, [field]() -> QString {
            return QString::fromLatin1(fieldName(field))
                + QStringLiteral(" is missing; every event needs it.");
        });
    return true;
}

void EventJudge::misspelt(Field field)
{
    const MisspeltMember &member = m_draft.misspelt[size_t(field)];
    if (member.name.isEmpty())
        return;
    const bool beside = value(field).kind != JsonToken::End;
    m_whole = m_whole && beside;
    m_builder.note("RCP025-R8", beside ? Verdict::Warn : Verdict::Fail, member.bytes,
                   [this, &member, field, beside](Finding &finding) {
                       QByteArray name;
                       appendUnescaped(name, member.name);
                       finding.where = m_where.pointer();
                       appendPointerName(finding.where, name);
                       const QString shown = quoted(name);
                       const QString right = QString::fromLatin1(fieldName(field));
                       if (member.kind == MemberKind::LegacyField)
                           finding.text = QStringLiteral("Legacy name %1").arg(shown);
                       else
                           finding.text = QStringLiteral("Misspelt name %1").arg(shown);
                       finding.text += beside
                           ? QStringLiteral(" beside %1; send the latter only.").arg(right)
                           : QStringLiteral("; Data Dictionary 2.0 calls it %1.").arg(right);
                   });
}

void EventJudge::sequence()
{
    constexpr Field kField = Field::EntityEventSequence;
    if (missing(kField))
        return;
    const RawValue &raw = value(kField);
    if (raw.kind != JsonToken::Number) {
        note("RCP027-R3", Verdict::Fail, kField, [&raw] {
            return QStringLiteral(
                       "EntityEventSequence is %1; send it as a bare JSON number, such as 1101.")
                .arg(kindName(raw.kind));
        });
        return;
    }
    const SequenceToken token = readSequence(raw.text);
    const auto shown = [&raw] { return quoted(raw.text).remove(u'"'); };
    switch (token.kind) {
    case SequenceKind::Fraction:
        note("RCP027-R3", Verdict::Fail, kField, [&shown] {
            return QStringLiteral(
                       "EntityEventSequence is %1, a fraction; it is a positive 64-bit integer.")
                .arg(shown());
        });
        return;
    case SequenceKind::Negative:
        note("RCP027-R3", Verdict::Fail, kField, [&shown] {
            return QStringLiteral("EntityEventSequence is %1; it is a positive 64-bit integer.")
                .arg(shown());
        });
        return;
    case SequenceKind::TooLarge:
        note("RCP027-R3", Verdict::Fail, kField, [&shown] {
            return QStringLiteral("EntityEventSequence is %1; the largest 64-bit integer is "
                                  "9223372036854775807.")
                .arg(shown());
        });
        return;
    case SequenceKind::Whole:
        break;
    }
    m_event.sequence = token.value;
    if (token.value.value == 0)
        note("RCP027-R3", Verdict::Warn, kField, [&shown] {
            return QStringLiteral(
                       "EntityEventSequence is %1; sequences are positive and start at 1.")
                .arg(shown());
        });
    else if (!token.plain)
        note("RCP027-R3", Verdict::Warn, kField, [&shown, &token] {
            return QStringLiteral("EntityEventSequence is spelt %1; write the integer %2 without "
                                  "fraction or exponent.")
                .arg(shown())
                .arg(token.value.value);
        });
    if (token.value.value > kLargestDoubleExact)
        note("J-4", Verdict::Info, kField, [&token] {
            return QStringLiteral("EntityEventSequence is %1, above 2^53-1: a receiver that reads "
                                  "it as a double "
                                  "rounds it.")
                .arg(token.value.value);
        });
}

/// The text of a required string, reported when it is not there; empty then.
QByteArrayView EventJudge::text(Field field, const char *wrongType)
{
    if (missing(field))
        return {};
    const RawValue &raw = value(field);
    if (raw.kind != JsonToken::String) {
        note(wrongType, Verdict::Fail, field, [field, &raw] {
            return QStringLiteral("%1 is %2; send it as a string, in double quotes.")
                .arg(QString::fromLatin1(fieldName(field)), kindName(raw.kind));
        });
        return {};
    }
    const QByteArrayView text =
        raw.escaped ? m_builder.unescape(raw.text).value_or(QByteArrayView()) : raw.text;
    if (text.isEmpty())
        note("RCP027-R2", Verdict::Fail, field, [field]() -> QString {
            return QString::fromLatin1(fieldName(field))
                + QStringLiteral(" is empty; every event needs a value.");
        });
    return text;
}

void EventJudge::length(Field field, QByteArrayView text, qsizetype limit, const char *id)
{
    if (text.size() <= limit)
        return;
    const CharacterCounts counts = countCharacters(text);
    const auto name = [field] { return QString::fromLatin1(fieldName(field)); };
    if (counts.codePoints > limit)
        note("RCP025-R9", Verdict::Warn, field, [&] {
            return QStringLiteral("%1 has %2 characters; the Data Dictionary allows %3.")
                .arg(name())
                .arg(counts.codePoints)
                .arg(limit);
        });
    else if (counts.utf16 > limit)
        note(id, Verdict::Warn, field, [&] {
            return QStringLiteral("%1 has %2 characters but %3 UTF-16 units; a receiver that "
                                  "counts the latter finds "
                                  "it longer than %4.")
                .arg(name())
                .arg(counts.codePoints)
                .arg(counts.utf16)
                .arg(limit);
        });
}

void EventJudge::resourceName(QByteArrayView name)
{
    const QByteArrayView known = misspeltResourceName(name);
    if (!known.isEmpty())
        note("RCP027-R4", Verdict::Warn, Field::ResourceName, [name, known] {
            return QStringLiteral("ResourceName %1 differs from the Data Dictionary's %2 in case "
                                  "only; names are "
                                  "case-sensitive.")
                .arg(quoted(name), QString::fromLatin1(known));
        });
}

void EventJudge::url()
{
    constexpr Field kField = Field::ResourceRecordUrl;
    const RawValue &raw = value(kField);
    if (raw.kind == JsonToken::End || raw.kind == JsonToken::Null)
        return;
    if (raw.kind != JsonToken::String) {
        note("DD20-F4", Verdict::Fail, kField, [&raw] {
            return QStringLiteral("ResourceRecordUrl is %1; send it as a string or leave it out.")
                .arg(kindName(raw.kind));
        });
        return;
    }
    m_event.resourceRecordUrl =
        raw.escaped ? m_builder.unescape(raw.text).value_or(QByteArrayView()) : raw.text;
    length(kField, m_event.resourceRecordUrl, kLongestUrl, "DD20-F4");
    if (!isResourceUrl(m_event.resourceRecordUrl))
        note("RCP027-R20", Verdict::Warn, kField, [this] {
            return QStringLiteral("ResourceRecordUrl %1 is no http or https URL; percent-encode it "
                                  "or leave it out.")
                .arg(quoted(m_event.resourceRecordUrl));
        });
}

} // namespace

bool EventDraft::empty() const noexcept
{
    return std::all_of(fields.begin(), fields.end(),
                       [](const RawValue &raw) { return raw.kind == JsonToken::End; })
        && std::all_of(misspelt.begin(), misspelt.end(),
                       [](const MisspeltMember &member) { return member.name.isEmpty(); });
}

std::optional<EntityEventView> judgeEvent(const EventDraft &draft, const JsonReader &where,
                                          PayloadBuilder &builder)
{
    return EventJudge(draft, where, builder).judge();
}

QString quoted(QByteArrayView text)
{
    // Four bytes are the most that one character needs; cut between characters.
    QString shown = QString::fromUtf8(text.first(qMin(text.size(), kLongestShown * 4)));
    if (shown.size() > kLongestShown) {
        shown.truncate(kLongestShown);
        if (shown.back().isHighSurrogate())
            shown.chop(1);
        shown += QStringLiteral("…");
    }
    return u'"' + shown + u'"';
}

QString kindName(JsonToken kind)
{
    switch (kind) {
    case JsonToken::BeginObject:
    case JsonToken::EndObject:
        return QStringLiteral("an object");
    case JsonToken::BeginArray:
    case JsonToken::EndArray:
        return QStringLiteral("an array");
    case JsonToken::String:
    case JsonToken::Name:
        return QStringLiteral("a string");
    case JsonToken::Number:
        return QStringLiteral("a number");
    case JsonToken::True:
        return QStringLiteral("true");
    case JsonToken::False:
        return QStringLiteral("false");
    case JsonToken::Null:
        return QStringLiteral("null");
    case JsonToken::End:
    case JsonToken::More:
    case JsonToken::Malformed:
        return QStringLiteral("nothing");
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::protocol
