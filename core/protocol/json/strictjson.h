// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"
#include "core/protocol/json/jsonflaw.h"

#include <QVarLengthArray>

namespace pushbench::protocol {

enum class JsonToken : quint8 {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Name, ///< A member's name; the colon behind it is consumed with it.
    String,
    Number,
    True,
    False,
    Null,
    End,       ///< The text is over and was whole.
    More,      ///< A text that comes in pieces: the next token is not all there yet.
    Malformed, ///< See flaw(); the reader stays there.
};

/// How much one text holds.
enum class JsonExtent : quint8 {
    OneValue,   ///< A request body.
    ManyValues, ///< A file: JSON texts one behind the other, with or without line breaks.
};

/// A strict RFC 8259 reader over raw bytes that hands out one token at a time, with its bytes, and
/// names the first mistake. It recurses nowhere, so nesting costs memory up to the depth limit and
/// never stack. A leading byte order mark is passed over and remembered (J-1).
class JsonReader
{
public:
    explicit JsonReader(QByteArrayView text, int depthLimit,
                        JsonExtent extent = JsonExtent::OneValue) noexcept;

    [[nodiscard]] JsonToken next();

    /// The bytes of the last token, in a string or name with its quotes; of a mistake, the
    /// mistake's.
    [[nodiscard]] ByteRange range() const noexcept { return m_range; }

    /// A string or name without its quotes, still escaped; a number as it is spelt.
    [[nodiscard]] QByteArrayView text() const noexcept { return m_text; }

    [[nodiscard]] bool escaped() const noexcept { return m_escaped; }
    [[nodiscard]] bool loneSurrogate() const noexcept { return m_loneSurrogate; }
    [[nodiscard]] bool byteOrderMark() const noexcept { return m_byteOrderMark; }
    [[nodiscard]] JsonFlaw flaw() const noexcept { return m_flaw; }

    /// Open objects and arrays.
    [[nodiscard]] qsizetype depth() const noexcept { return m_frames.size(); }

    /// JSON pointer (RFC 6901) of the value that the last token belongs to. A closing bracket
    /// belongs to what it closes. Long names are cut, so that a hostile one cannot be multiplied
    /// into reports.
    [[nodiscard]] QByteArray pointer() const;

    /// For texts that come in pieces: bytes before this offset are done with.
    [[nodiscard]] qsizetype consumed() const noexcept { return m_at - m_begin; }

    /// Goes on with a text whose first byte is the first that was not consumed. Until `last` is
    /// said, the end of the text is a reason to wait (JsonToken::More), not a mistake. Forgets
    /// names of members, so pointer() is not for texts that come in pieces.
    void resume(QByteArrayView text, bool last);

private:
    enum class State : quint8 {
        Value,
        FirstMember,
        Member,
        FirstElement,
        Element,
        AfterValue,
        Done,
    };
    struct Frame
    {
        const char *name = nullptr;
        qsizetype nameLength = 0;
        qsizetype index = -1;
        bool array = false;
        bool named = false;
    };

    void begin(QByteArrayView text) noexcept;
    void skipSpace() noexcept;
    bool scanString();
    bool scanEscape(const char *&at);
    const char *scanDigits(const char *at) const noexcept;
    JsonToken atEnd();
    JsonToken open(bool array);
    JsonToken close();
    JsonToken readName();
    JsonToken readValue();
    JsonToken readNumber();
    JsonToken readWord();
    JsonToken readSeparator();
    JsonToken misplacedValue();
    JsonToken misplacedName();
    JsonToken fail(JsonFlaw flaw, const char *at, qsizetype length);
    JsonToken failWord(JsonFlaw flaw);
    JsonToken failByte();
    JsonToken incomplete(JsonFlaw flaw);
    JsonToken finish(JsonToken token, const char *end) noexcept;
    void valueDone() noexcept;
    [[nodiscard]] bool looksLikeUtf16() const noexcept;
    [[nodiscard]] const char *wordEnd(const char *at) const noexcept;

    const char *m_begin = nullptr;
    const char *m_at = nullptr;
    const char *m_end = nullptr;
    QByteArrayView m_text;
    ByteRange m_range;
    QVarLengthArray<Frame, 8> m_frames;
    int m_depthLimit;
    JsonExtent m_extent;
    State m_state = State::Value;
    JsonFlaw m_flaw = JsonFlaw::None;
    bool m_last = true;
    bool m_fromStart = true;
    bool m_waiting = false;
    bool m_escaped = false;
    bool m_loneSurrogate = false;
    bool m_byteOrderMark = false;
};

/// Appends "/" and a member's name with "~" and "/" escaped (RFC 6901), cut when it is very long.
void appendPointerName(QByteArray &pointer, QByteArrayView unescapedName);

} // namespace pushbench::protocol
