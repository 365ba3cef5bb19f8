// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/strictpayload.h"

#include "core/protocol/context.h"
#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/bodyreader.h"
#include "core/protocol/payload/strangers.h"

namespace pushbench::protocol {
namespace {

/// A member that is almost @reso.context or value, kept until it is known whether the right one
/// came.
struct NearMember
{
    QByteArray name; ///< Empty: there is none.
    ByteRange bytes;
};

/// Judges one body: which form it has, its context, its events in order.
class StrictJudge
{
public:
    explicit StrictJudge(PayloadBuilder &builder)
        : m_builder(builder)
        , m_reader(builder)
    {
    }

    void judge();

private:
    bool readTop();
    bool readTopMember(EventDraft &draft);
    bool readNearMember(NearMember &near);
    bool readContext();
    bool readEvents();
    bool readElements();
    bool readEvent();
    bool readEventMember(EventDraft &draft, const Member &member);
    bool keepField(EventDraft &draft, Field field);
    bool passOver(const Member &member);
    void finishTop(const EventDraft &draft);
    void judgeContextValue(ByteRange body);
    void judgeMisspelt();
    void judgeBothForms(const EventDraft &draft);
    void keepEvent(const EventDraft &draft);

    PayloadBuilder &m_builder;
    BodyReader m_reader;
    RawValue m_context;
    NearMember m_nearContext;
    NearMember m_nearValue;
    Strangers m_strangers;
    std::optional<Sequence> m_previous;
    bool m_valueSeen = false;
};

void StrictJudge::judge()
{
    const JsonToken token = m_reader.advance();
    if (m_reader.json().byteOrderMark())
        m_builder.note("J-1", Verdict::Warn, {0, 3}, [](Finding &finding) {
            finding.text =
                QStringLiteral("The body starts with a byte order mark; JSON is sent without one.");
        });
    if (token == JsonToken::BeginObject) {
        if (!readTop())
            return;
    } else {
        const qsizetype start = m_reader.json().range().offset;
        if (!m_reader.skip(token))
            return;
        m_reader.note("RCP025-R1", Verdict::Fail, m_reader.upToHere(start), [token] {
            return QStringLiteral(
                       "The body is %1; RESO Common Format is an object with @reso.context.")
                .arg(kindName(token));
        });
    }
    m_reader.advance(); // the end, or something behind it
}

bool StrictJudge::readTop()
{
    EventDraft draft;
    draft.bytes = m_reader.json().range();
    for (;;) {
        const JsonToken token = m_reader.advance();
        if (token == JsonToken::Malformed)
            return false;
        if (token == JsonToken::EndObject)
            break;
        if (!readTopMember(draft))
            return false;
    }
    draft.bytes = m_reader.upToHere(draft.bytes.offset);
    m_reader.closeObject(Room::Top);
    judgeContextValue(draft.bytes);
    finishTop(draft);
    return true;
}

bool StrictJudge::readTopMember(EventDraft &draft)
{
    const Member member = m_reader.member();
    switch (member.kind) {
    case MemberKind::Context:
        return readContext();
    case MemberKind::NearContext:
        return readNearMember(m_nearContext);
    case MemberKind::Value:
        return readEvents();
    case MemberKind::NearValue:
        return readNearMember(m_nearValue);
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

bool StrictJudge::readNearMember(NearMember &near)
{
    near = {m_reader.name().toByteArray(), m_reader.nameBytes()};
    return m_reader.skip(m_reader.advance());
}

/// Of two, the first counts; the second is reported as a repeated name.
bool StrictJudge::readContext()
{
    if (m_context.kind != JsonToken::End)
        return m_reader.skip(m_reader.advance());
    return m_reader.readValue(m_context);
}

/// The "value" member. Here, too, the first one counts.
bool StrictJudge::readEvents()
{
    const bool first = !std::exchange(m_valueSeen, true);
    const JsonToken token = m_reader.advance();
    if (!first)
        return m_reader.skip(token);
    m_builder.setForm(PayloadForm::Multi);
    if (token == JsonToken::BeginArray)
        return readElements();
    const qsizetype start = m_reader.json().range().offset;
    if (!m_reader.skip(token))
        return false;
    m_reader.note("RCP025-R4", Verdict::Fail, m_reader.upToHere(start), [token] {
        return QStringLiteral("value is %1; it is an array of events.").arg(kindName(token));
    });
    return true;
}

bool StrictJudge::readElements()
{
    const qsizetype open = m_reader.json().range().offset;
    bool any = false;
    for (;;) {
        const JsonToken element = m_reader.advance();
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
        m_reader.note("RCP025-R4", Verdict::Fail, m_reader.json().range(), [element] {
            return QStringLiteral(
                       "An element of value is %1; each is an object with an event's members.")
                .arg(kindName(element));
        });
        if (!m_reader.skip(element))
            return false;
    }
    if (!any)
        m_reader.note("RCP025-R5", Verdict::Info, m_reader.upToHere(open), [] {
            return QStringLiteral(
                "value is empty: a payload without events, legal, perhaps a heartbeat.");
        });
    return true;
}

bool StrictJudge::readEvent()
{
    EventDraft draft;
    draft.bytes = m_reader.json().range();
    for (;;) {
        const JsonToken token = m_reader.advance();
        if (token == JsonToken::Malformed)
            return false;
        if (token == JsonToken::EndObject)
            break;
        Member member = m_reader.member();
        if (member.kind == MemberKind::Context || member.kind == MemberKind::NearContext
            || member.kind == MemberKind::Value || member.kind == MemberKind::NearValue)
            member = {}; // they mean something beside the array only
        if (!readEventMember(draft, member))
            return false;
    }
    draft.bytes = m_reader.upToHere(draft.bytes.offset);
    m_reader.closeObject(Room::Event);
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
        misspelt = {member.kind, m_reader.rawName().text, m_reader.nameBytes()};
    return m_reader.skip(m_reader.advance());
}

bool StrictJudge::keepField(EventDraft &draft, Field field)
{
    RawValue &slot = draft.fields[size_t(field)];
    if (slot.kind == JsonToken::End)
        return m_reader.readValue(slot);
    draft.repeated = true;
    return m_reader.skip(m_reader.advance());
}

/// Reports a member that means nothing, once per body and name, and passes over its value.
bool StrictJudge::passOver(const Member &member)
{
    const bool isNew = m_strangers.isNew(m_reader.name());
    const JsonToken value = m_reader.advance();
    if (value == JsonToken::Malformed)
        return false;
    if (isNew) {
        const StrangerText stranger = describeStranger(member, value);
        // A container has just been opened: the pointer still ends in the member's name.
        m_reader.note(stranger.id, stranger.verdict, m_reader.nameBytes(),
                      [&stranger] { return stranger.text; });
    }
    return m_reader.skip(value);
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
    if (m_context.kind == JsonToken::End && !m_nearContext.name.isEmpty()) {
        fail(m_nearContext.bytes,
             QStringLiteral("The member %1 is misspelt; RESO Common Format calls it @reso.context.")
                 .arg(quoted(m_nearContext.name)));
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
                kept.expected = std::move(finding.expected);
            });
    }
}

/// Misspelt members that do no harm, because the right ones stand beside them.
void StrictJudge::judgeMisspelt()
{
    const auto warn = [this](const NearMember &near, QByteArrayView right) {
        m_builder.note("RCP025-R8", Verdict::Warn, near.bytes, [&near, right](Finding &finding) {
            appendPointerName(finding.where, near.name);
            finding.text = QStringLiteral("Misspelt name %1 beside %2; send the latter only.")
                               .arg(quoted(near.name), QString::fromLatin1(right));
        });
    };
    if (!m_nearContext.name.isEmpty() && m_context.kind != JsonToken::End)
        warn(m_nearContext, "@reso.context");
    if (!m_nearValue.name.isEmpty() && m_valueSeen)
        warn(m_nearValue, "value");
}

void StrictJudge::judgeBothForms(const EventDraft &draft)
{
    for (size_t i = 0; i < draft.fields.size(); ++i) {
        if (draft.fields[i].kind == JsonToken::End)
            continue;
        m_builder.note("RCP025-R4", Verdict::Warn, draft.fields[i].bytes, [i](Finding &finding) {
            appendPointerName(finding.where, kFieldNames[i]);
            finding.text =
                QStringLiteral("%1 stands beside value, so the payload could be single or "
                               "multi-valued; it is read as multi-valued.")
                    .arg(QString::fromLatin1(kFieldNames[i]));
        });
    }
}

void StrictJudge::finishTop(const EventDraft &draft)
{
    judgeMisspelt();
    if (m_valueSeen) {
        judgeBothForms(draft);
        return;
    }
    if (!draft.empty()) {
        m_builder.setForm(PayloadForm::Single);
        keepEvent(draft);
        return;
    }
    const bool misspelt = !m_nearValue.name.isEmpty();
    m_builder.note(
        misspelt ? "RCP025-R4" : "RCP028-R4", Verdict::Fail,
        misspelt ? m_nearValue.bytes : draft.bytes, [this, misspelt](Finding &finding) {
            finding.where = "/value";
            finding.text = misspelt
                ? QStringLiteral("The member %1 is misspelt; RESO Common Format calls it value.")
                      .arg(quoted(m_nearValue.name))
                : QStringLiteral(
                    "The body holds no event: neither the members of one nor a value array.");
        });
}

void StrictJudge::keepEvent(const EventDraft &draft)
{
    const std::optional<EntityEventView> event = judgeEvent(draft, m_reader.json(), m_builder);
    if (!event)
        return;
    if (m_previous && event->sequence < *m_previous)
        m_builder.note(
            "RCP027-R7", Verdict::Warn, draft.fields[size_t(Field::EntityEventSequence)].bytes,
            [this, &event](Finding &finding) {
                finding.where = m_reader.json().pointer();
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
