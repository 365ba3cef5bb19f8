// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/eventjudge.h"
#include "core/protocol/payload/membernames.h"

namespace pushbench::protocol {

/// Whose object a member name stands in, which decides how bad it is when it stands twice.
enum class Room : quint8 {
    Top,
    Event,
    Foreign,
};

/// Walks through a body token by token and reports what is wrong wherever it stands: mistakes
/// against JSON, halves of surrogate pairs (J-6), names that stand twice (J-2). What the members
/// mean is its user's business.
class BodyReader
{
public:
    explicit BodyReader(PayloadBuilder &builder)
        : m_builder(builder)
        , m_json(builder.body(), builder.limits().depth)
    {
    }

    [[nodiscard]] const JsonReader &json() const noexcept { return m_json; }

    /// The next token. Malformed has been reported.
    JsonToken advance();

    /// Passes over the rest of a value whose first token was just read. False when it is malformed.
    bool skip(JsonToken token);

    /// Reads one value whole and remembers what it is. False when it is malformed.
    bool readValue(RawValue &raw);

    /// To be called when an object that advance() opened has ended, unless skip() saw to it.
    void closeObject(Room room);

    /// The last member name: its bytes, its text, what it means. Valid until the next name.
    [[nodiscard]] ByteRange nameBytes() const noexcept { return m_name.bytes; }
    [[nodiscard]] const MemberNames::Name &rawName() const noexcept { return m_name; }
    [[nodiscard]] QByteArrayView name() const noexcept { return m_text; }
    [[nodiscard]] Member member() const noexcept { return recogniseMember(m_text); }

    /// From an offset to the end of the last token.
    [[nodiscard]] ByteRange upToHere(qsizetype offset) const noexcept
    {
        return {offset, m_json.range().offset + m_json.range().length - offset};
    }

    /// Takes note of a finding at the reader's place.
    template <typename Text>
    void note(const char *id, Verdict verdict, ByteRange bytes, const Text &text)
    {
        static_assert(std::is_same_v<std::invoke_result_t<Text>, QString>, "no builder of views");
        m_builder.note(id, verdict, bytes, [this, &text](Finding &finding) {
            finding.where = m_json.pointer();
            finding.text = text();
        });
    }

private:
    void keepName();

    PayloadBuilder &m_builder;
    JsonReader m_json;
    MemberNames m_names;
    MemberNames::Name m_name;
    QByteArrayView m_text;  ///< The name without escapes.
    QByteArray m_unescaped; ///< Holds it when it had some.
};

} // namespace pushbench::protocol
