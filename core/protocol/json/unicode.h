// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

/// UTF-8 and JSON's escapes, one character at a time and without judging what they mean.
namespace pushbench::protocol {

/// What is wrong with a byte sequence that claims to be UTF-8 (RFC 3629).
enum class Utf8Fault : quint8 {
    None,
    Invalid,   ///< A byte that cannot start or continue a character.
    Truncated, ///< The bytes end in the middle of a character.
    Overlong,  ///< More bytes than the character needs: two spellings of one character.
    Surrogate, ///< Half of a UTF-16 pair (CESU-8), which is no character.
    Beyond,    ///< Above U+10FFFF.
};

struct Utf8Character
{
    char32_t code = 0;
    int length = 0; ///< Bytes; of a fault, the bytes that belong to it (at least 1).
    Utf8Fault fault = Utf8Fault::None;
};

/// The character that starts at `at`; `at` lies before `end`.
[[nodiscard]] Utf8Character decodeUtf8(const char *at, const char *end) noexcept;

void appendUtf8(QByteArray &out, char32_t code);

/// Lengths of a valid UTF-8 text in the two units that a limit of N characters can mean.
struct CharacterCounts
{
    qsizetype codePoints = 0;
    qsizetype utf16 = 0;
};

[[nodiscard]] CharacterCounts countCharacters(QByteArrayView utf8) noexcept;

/// One escape of a JSON string (RFC 8259 section 7).
struct JsonEscape
{
    char32_t code = 0;   ///< A surrogate when it stands alone (J-6); a whole pair is one character.
    int length = 0;      ///< Bytes from the backslash on; 0 when it is no escape.
    bool cutOff = false; ///< No escape because the bytes end in it.
};

/// The escape that starts with the backslash at `at`.
[[nodiscard]] JsonEscape decodeEscape(const char *at, const char *end) noexcept;

[[nodiscard]] constexpr bool isSurrogate(char32_t code) noexcept
{
    return code >= 0xD800 && code <= 0xDFFF;
}

/// What the escapes of a string amount to.
enum class Escapes : quint8 {
    Whole,
    LoneSurrogate, ///< Legal by the grammar, no text by Unicode; U+FFFD stands for it.
    Malformed,
};

/// Appends the text that the inside of a JSON string (no quotes) stands for. It never grows: the
/// longest character needs fewer bytes than its escape.
Escapes appendUnescaped(QByteArray &out, QByteArrayView inside);

} // namespace pushbench::protocol
