// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of JsonReader that looks at bytes: strings, numbers, words, and what is none of them.

#include "core/protocol/json/strictjson.h"

#include "core/protocol/json/jsoncharacters.h"
#include "core/protocol/json/unicode.h"

#include <cstring>

namespace pushbench::protocol {
namespace {

/// The first byte that a string cannot simply pass over: a quote, a backslash, a control character
/// or a byte beyond ASCII. Eight bytes at a time, since strings are most of a body.
const char *plainEnd(const char *at, const char *end) noexcept
{
    constexpr quint64 kOnes = 0x0101'0101'0101'0101;
    constexpr quint64 kHighs = 0x8080'8080'8080'8080;
    while (end - at >= 8) {
        quint64 word = 0;
        memcpy(&word, at, sizeof word);
        const quint64 quote = (word ^ (kOnes * '"')) - kOnes;
        const quint64 backslash = (word ^ (kOnes * '\\')) - kOnes;
        const quint64 control = word - kOnes * 0x20;
        if (((quote | backslash | control | word) & kHighs) != 0)
            break;
        at += 8;
    }
    while (at != end && *at != '"' && *at != '\\' && static_cast<uchar>(*at) >= 0x20
           && static_cast<uchar>(*at) < 0x80)
        ++at;
    return at;
}

JsonFlaw flawOf(Utf8Fault fault) noexcept
{
    switch (fault) {
    case Utf8Fault::None:
        return JsonFlaw::None;
    case Utf8Fault::Invalid:
    case Utf8Fault::Truncated:
        return JsonFlaw::InvalidUtf8;
    case Utf8Fault::Overlong:
        return JsonFlaw::OverlongUtf8;
    case Utf8Fault::Surrogate:
        return JsonFlaw::SurrogateUtf8;
    case Utf8Fault::Beyond:
        return JsonFlaw::BeyondUnicode;
    }
    Q_UNREACHABLE();
}

constexpr bool isForeignSpace(char32_t code) noexcept
{
    return code == 0x0B || code == 0x0C || code == 0x85 || code == 0xA0 || code == 0x3000
        || code == 0xFEFF || code == 0x202F || (code >= 0x2000 && code <= 0x200B) || code == 0x2028
        || code == 0x2029;
}

} // namespace

JsonToken JsonReader::fail(JsonFlaw flaw, const char *at, qsizetype length)
{
    if (looksLikeUtf16()) {
        flaw = JsonFlaw::Utf16;
        at = m_begin;
        length = qMin(kJsonEncodingBytes, m_end - m_begin);
    }
    m_flaw = flaw;
    m_at = at;
    m_range = {at - m_begin, length};
    return JsonToken::Malformed;
}

JsonToken JsonReader::failWord(JsonFlaw flaw)
{
    const char *const end = wordEnd(m_at);
    return fail(flaw, m_at, qMax<qsizetype>(1, end - m_at));
}

/// The text ends inside a token: a mistake only when nothing more will come.
JsonToken JsonReader::incomplete(JsonFlaw flaw)
{
    if (m_last)
        return fail(flaw, m_at, m_end - m_at);
    m_range = {m_at - m_begin, m_end - m_at};
    return JsonToken::More;
}

/// A NUL can nowhere stand in JSON, so one among the first bytes tells UTF-16 and UTF-32, whose
/// ASCII is half NULs; so does their byte order mark.
bool JsonReader::looksLikeUtf16() const noexcept
{
    const QByteArrayView start(m_begin, qMin(kJsonEncodingBytes, m_end - m_begin));
    return m_fromStart
        && (start.startsWith("\xFF\xFE") || start.startsWith("\xFE\xFF")
            || (start.size() >= 2 && start.first(2).contains('\0')));
}

const char *JsonReader::wordEnd(const char *at) const noexcept
{
    while (at != m_end && (isJsonWord(*at) || *at == '.' || *at == '+' || *at == '-'))
        ++at;
    return at;
}

/// Names what is wrong with the byte here, which no token starts with.
JsonToken JsonReader::failByte()
{
    const Utf8Character character = decodeUtf8(m_at, m_end);
    if (character.fault == Utf8Fault::Truncated && !m_last)
        return incomplete(JsonFlaw::InvalidUtf8);
    JsonFlaw flaw = flawOf(character.fault);
    if (flaw == JsonFlaw::None)
        flaw = isForeignSpace(character.code) ? JsonFlaw::ForeignSpace : JsonFlaw::UnexpectedByte;
    return fail(flaw, m_at, character.length);
}

bool JsonReader::scanEscape(const char *&at)
{
    const JsonEscape escape = decodeEscape(at, m_end);
    if (escape.length == 0) {
        if (escape.cutOff)
            incomplete(JsonFlaw::UnclosedString);
        else
            fail(JsonFlaw::BadEscape, at, qMin<qsizetype>(at[1] == 'u' ? 6 : 2, m_end - at));
        return false;
    }
    m_escaped = true;
    m_loneSurrogate = m_loneSurrogate || isSurrogate(escape.code);
    at += escape.length;
    return true;
}

/// Reads the string at m_at up to its closing quote. False when that is not possible: flaw() is
/// set, or the rest has not come yet.
bool JsonReader::scanString()
{
    m_escaped = false;
    m_loneSurrogate = false;
    const char *at = m_at + 1;
    for (;;) {
        at = plainEnd(at, m_end);
        if (at == m_end) {
            incomplete(JsonFlaw::UnclosedString);
            return false;
        }
        if (*at == '"')
            break;
        if (*at == '\\') {
            if (!scanEscape(at))
                return false;
            continue;
        }
        if (static_cast<uchar>(*at) < 0x20) {
            fail(JsonFlaw::ControlCharacter, at, 1);
            return false;
        }
        const Utf8Character character = decodeUtf8(at, m_end);
        if (character.fault != Utf8Fault::None) {
            if (character.fault == Utf8Fault::Truncated && !m_last)
                incomplete(JsonFlaw::UnclosedString);
            else
                fail(flawOf(character.fault), at, character.length);
            return false;
        }
        at += character.length;
    }
    m_text = QByteArrayView(m_at + 1, at);
    finish(JsonToken::String, at + 1);
    return true;
}

const char *JsonReader::scanDigits(const char *at) const noexcept
{
    while (at != m_end && isJsonDigit(*at))
        ++at;
    return at;
}

JsonToken JsonReader::readNumber()
{
    if (wordEnd(m_at) == m_end && !m_last)
        return incomplete(JsonFlaw::MalformedNumber);
    const char *const integer = *m_at == '-' ? m_at + 1 : m_at;
    const char *at = scanDigits(integer);
    if (at == integer) {
        const bool word = at != m_end && (*at == 'I' || *at == 'N');
        return failWord(word ? JsonFlaw::NotANumber : JsonFlaw::MalformedNumber);
    }
    if (*integer == '0' && at - integer > 1)
        return failWord(JsonFlaw::LeadingZero);
    if (at != m_end && *at == '.') {
        const char *const fraction = at + 1;
        at = scanDigits(fraction);
        if (at == fraction)
            return failWord(JsonFlaw::MalformedNumber);
    }
    if (at != m_end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != m_end && (*at == '+' || *at == '-'))
            ++at;
        const char *const exponent = at;
        at = scanDigits(exponent);
        if (at == exponent)
            return failWord(JsonFlaw::MalformedNumber);
    }
    if (at != wordEnd(at))
        return failWord(JsonFlaw::MalformedNumber);
    m_text = QByteArrayView(m_at, at);
    valueDone();
    return finish(JsonToken::Number, at);
}

JsonToken JsonReader::readWord()
{
    const char *const end = wordEnd(m_at);
    if (end == m_end && !m_last)
        return incomplete(JsonFlaw::BareWord);
    const QByteArrayView word(m_at, end);
    JsonToken token = JsonToken::Malformed;
    if (word == "true")
        token = JsonToken::True;
    else if (word == "false")
        token = JsonToken::False;
    else if (word == "null")
        token = JsonToken::Null;
    if (token == JsonToken::Malformed) {
        if (word == "NaN" || word == "Infinity")
            return failWord(JsonFlaw::NotANumber);
        const bool form = m_frames.isEmpty() && end != m_end && (*end == '=' || *end == '&');
        return failWord(form ? JsonFlaw::NotJson : JsonFlaw::BareWord);
    }
    m_text = word;
    valueDone();
    return finish(token, end);
}

} // namespace pushbench::protocol
