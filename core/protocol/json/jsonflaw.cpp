// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/json/jsonflaw.h"

namespace pushbench::protocol {

JsonFlawText describe(JsonFlaw flaw) noexcept
{
    switch (flaw) {
    case JsonFlaw::None:
        return {"", ""};
    case JsonFlaw::Empty:
        return {"RCP028-R4", "The body is empty; a RESO Common Format payload was expected."};
    case JsonFlaw::NotJson:
        return {"RCP028-R4", "This looks like XML, HTML or form data; send it as JSON."};
    case JsonFlaw::Utf16:
        return {"J-1", "The text is encoded in UTF-16 or UTF-32; encode it in UTF-8."};
    case JsonFlaw::InvalidUtf8:
        return {"J-1", "These bytes are not UTF-8; encode the text in UTF-8 before sending it."};
    case JsonFlaw::OverlongUtf8:
        return {"J-1",
                "A character is spelt with more UTF-8 bytes than it needs; use its shortest form."};
    case JsonFlaw::SurrogateUtf8:
        return {"J-1",
                "Half of a UTF-16 surrogate pair is encoded as if it were a character; encode the "
                "whole character in four UTF-8 bytes."};
    case JsonFlaw::BeyondUnicode:
        return {"J-1", "These bytes encode a number above U+10FFFF, which is no character."};
    case JsonFlaw::NotANumber:
        return {"J-8", "NaN and Infinity are not JSON; send a number or null."};
    case JsonFlaw::Comment:
        return {"J-8", "JSON has no comments; remove it."};
    case JsonFlaw::TrailingComma:
        return {"J-8", "A comma stands before the closing bracket; remove it."};
    case JsonFlaw::LeadingZero:
        return {"J-3", "A JSON number has no leading zeros; remove them."};
    case JsonFlaw::MalformedNumber:
        return {"J-3",
                "This is no JSON number; one has digits, then perhaps a point and digits, then "
                "perhaps e and "
                "digits."};
    case JsonFlaw::BareWord:
        return {"J-3", "A word stands without quotes; JSON knows only true, false and null."};
    case JsonFlaw::UnquotedName:
        return {"J-3", "A member name stands without double quotes; quote it."};
    case JsonFlaw::SingleQuote:
        return {"J-3", "JSON strings stand in double quotes, not in single ones."};
    case JsonFlaw::ControlCharacter:
        return {"J-3",
                "A control character stands inside a string; escape it, a line break as \\n."};
    case JsonFlaw::BadEscape:
        return {"J-3",
                "This is no JSON escape; behind a backslash come one of \"\\/bfnrt or u and four "
                "hex digits."};
    case JsonFlaw::ForeignSpace:
        return {"J-3",
                "JSON allows blank, tab, line feed and carriage return between its tokens and no "
                "other space."};
    case JsonFlaw::UnclosedString:
        return {"J-3",
                "The text ends inside a string; it was cut short, or a closing quote is missing."};
    case JsonFlaw::UnclosedObject:
        return {"J-3", "The text ends inside an object; it was cut short, or a } is missing."};
    case JsonFlaw::UnclosedArray:
        return {"J-3", "The text ends inside an array; it was cut short, or a ] is missing."};
    case JsonFlaw::MissingValue:
        return {"J-3", "A value was expected here."};
    case JsonFlaw::MissingComma:
        return {"J-3", "A comma was expected between this and what stands before it."};
    case JsonFlaw::MissingColon:
        return {"J-3", "A colon was expected between a member's name and its value."};
    case JsonFlaw::MissingName:
        return {"J-3", "A member name in double quotes was expected here."};
    case JsonFlaw::WrongBracket:
        return {"J-3", "This bracket closes something else than what was opened last."};
    case JsonFlaw::TrailingContent:
        return {"J-3",
                "Something follows behind the payload's end; one request carries one JSON text."};
    case JsonFlaw::TooDeep:
        return {"J-5", "The text nests deeper than this bench reads; flatten it."};
    case JsonFlaw::UnexpectedByte:
        return {"J-3", "This byte cannot stand here in JSON."};
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::protocol
