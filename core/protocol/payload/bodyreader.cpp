// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/bodyreader.h"

#include "core/protocol/json/unicode.h"

namespace pushbench::protocol {

JsonToken BodyReader::advance()
{
    const JsonToken token = m_json.next();
    if (token == JsonToken::Malformed) {
        const JsonFlawText flaw = describe(m_json.flaw());
        note(flaw.id, Verdict::Fail, m_json.range(),
             [&flaw] { return QString::fromLatin1(flaw.text); });
        return token;
    }
    if (token == JsonToken::BeginObject)
        m_names.open();
    else if (token == JsonToken::Name)
        keepName();
    if ((token == JsonToken::Name || token == JsonToken::String) && m_json.loneSurrogate())
        note("J-6", Verdict::Warn, m_json.range(), [] {
            return QStringLiteral(
                "Half of a surrogate pair stands alone in an escape; it is no character, "
                "send the pair.");
        });
    return token;
}

void BodyReader::keepName()
{
    m_name = {m_json.text(), m_json.range(), m_json.escaped()};
    m_names.add(m_name);
    m_text = m_name.text;
    if (m_name.escaped) {
        m_unescaped.clear();
        appendUnescaped(m_unescaped, m_name.text);
        m_text = m_unescaped;
    }
}

bool BodyReader::skip(JsonToken token)
{
    if (token == JsonToken::Malformed)
        return false;
    if (token != JsonToken::BeginObject && token != JsonToken::BeginArray)
        return true;
    const qsizetype outside = m_json.depth() - 1;
    while (m_json.depth() > outside) {
        token = advance();
        if (token == JsonToken::Malformed)
            return false;
        if (token == JsonToken::EndObject)
            closeObject(Room::Foreign);
    }
    return true;
}

bool BodyReader::readValue(RawValue &raw)
{
    raw.kind = advance();
    raw.text = m_json.text();
    raw.bytes = m_json.range();
    raw.escaped = raw.kind == JsonToken::String && m_json.escaped();
    if (!skip(raw.kind))
        return false;
    raw.bytes = upToHere(raw.bytes.offset);
    return true;
}

void BodyReader::closeObject(Room room)
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
                finding.where = m_json.pointer();
                appendPointerName(finding.where, text);
                finding.text = ours
                    ? QStringLiteral("%1 stands twice in one object, so it is anybody's guess "
                                     "which one counts; "
                                     "send it once.")
                          .arg(quoted(text))
                    : QStringLiteral(
                          "%1 stands twice in one object; receivers differ in which one they take.")
                          .arg(quoted(text));
            });
    }
}

} // namespace pushbench::protocol
