// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace pushbench::protocol {

/// Why a text is not JSON (RFC 8259), by the name of the mistake rather than by the parser's state.
enum class JsonFlaw : quint8 {
    None,
    Empty,
    NotJson, ///< XML, HTML or form data.
    Utf16,
    InvalidUtf8,
    OverlongUtf8,
    SurrogateUtf8,
    BeyondUnicode,
    NotANumber, ///< NaN, Infinity, -Infinity.
    Comment,
    TrailingComma,
    LeadingZero,
    MalformedNumber, ///< "1.", ".5", "+1", "1e", "-", "0x10".
    BareWord,        ///< True, None, undefined, an unquoted text.
    UnquotedName,
    SingleQuote,
    ControlCharacter,
    BadEscape,
    ForeignSpace, ///< White space that JSON does not know: a no-break space, a form feed.
    UnclosedString,
    UnclosedObject,
    UnclosedArray,
    MissingValue,
    MissingComma,
    MissingColon,
    MissingName,
    WrongBracket,
    TrailingContent,
    TooDeep,
    UnexpectedByte,
};

/// How a flaw is reported.
struct JsonFlawText
{
    const char *id;   ///< From the requirements catalogue: J-1, J-3, J-5, J-8 or RCP028-R4.
    const char *text; ///< One sentence: what came, what was expected.
};

[[nodiscard]] JsonFlawText describe(JsonFlaw) noexcept;

} // namespace pushbench::protocol
