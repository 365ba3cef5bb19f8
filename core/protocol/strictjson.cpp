// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/strictjson.h"

#include "core/protocol/unicode.h"

#include <cstring>

namespace pushbench::protocol {
namespace {

constexpr qsizetype kLongestPointerName = 1024;

/// That many bytes tell UTF-8 from UTF-16 and UTF-32.
constexpr qsizetype kEncodingBytes = 4;

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

constexpr bool isWord(char c) noexcept
{
    return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '$';
}

constexpr bool isSpace(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

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

JsonReader::JsonReader(QByteArrayView text, int depthLimit, JsonExtent extent) noexcept
    : m_depthLimit(depthLimit)
    , m_extent(extent)
{
    begin(text);
}

void JsonReader::begin(QByteArrayView text) noexcept
{
    m_begin = text.data();
    m_at = m_begin;
    m_end = m_begin + text.size();
    if (m_fromStart && text.startsWith("\xEF\xBB\xBF")) {
        m_byteOrderMark = true;
        m_at += 3;
    }
}

void JsonReader::resume(QByteArrayView text, bool last)
{
    m_fromStart = m_fromStart && consumed() == 0;
    for (Frame &frame : m_frames)
        frame.named = false;
    begin(text);
    m_last = last;
    m_text = {};
    m_range = {};
}

JsonToken JsonReader::next()
{
    if (m_flaw != JsonFlaw::None)
        return JsonToken::Malformed;
    if (m_fromStart && !m_last && m_end - m_begin < kEncodingBytes)
        return incomplete(JsonFlaw::Empty);
    for (;;) {
        skipSpace();
        if (m_at == m_end)
            return atEnd();
        switch (m_state) {
        case State::FirstMember:
            if (*m_at == '}')
                return close();
            return readName();
        case State::Member:
            return readName();
        case State::FirstElement:
            if (*m_at == ']')
                return close();
            return readValue();
        case State::Value:
        case State::Element:
            return readValue();
        case State::Done:
            return fail(JsonFlaw::TrailingContent, m_at, m_end - m_at);
        case State::AfterValue:
            if (*m_at != ',')
                return readSeparator();
            ++m_at;
            m_state = m_frames.back().array ? State::Element : State::Member;
            m_frames.back().named = false;
        }
    }
}

void JsonReader::skipSpace() noexcept
{
    while (m_at != m_end && isSpace(*m_at))
        ++m_at;
}

JsonToken JsonReader::atEnd()
{
    if (!m_last) {
        m_range = {m_at - m_begin, 0};
        return JsonToken::More;
    }
    if (!m_frames.isEmpty())
        return fail(m_frames.back().array ? JsonFlaw::UnclosedArray : JsonFlaw::UnclosedObject,
                    m_at, 0);
    if (m_state == State::Value && m_extent == JsonExtent::OneValue)
        return fail(JsonFlaw::Empty, m_at, 0);
    m_range = {m_at - m_begin, 0};
    return JsonToken::End;
}

JsonToken JsonReader::fail(JsonFlaw flaw, const char *at, qsizetype length)
{
    if (looksLikeUtf16()) {
        flaw = JsonFlaw::Utf16;
        at = m_begin;
        length = qMin(kEncodingBytes, m_end - m_begin);
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
    const QByteArrayView start(m_begin, qMin(kEncodingBytes, m_end - m_begin));
    return m_fromStart
        && (start.startsWith("\xFF\xFE") || start.startsWith("\xFE\xFF")
            || (start.size() >= 2 && start.first(2).contains('\0')));
}

const char *JsonReader::wordEnd(const char *at) const noexcept
{
    while (at != m_end && (isWord(*at) || *at == '.' || *at == '+' || *at == '-'))
        ++at;
    return at;
}

JsonToken JsonReader::finish(JsonToken token, const char *end) noexcept
{
    m_range = {m_at - m_begin, end - m_at};
    m_at = end;
    return token;
}

void JsonReader::valueDone() noexcept
{
    if (!m_frames.isEmpty())
        m_state = State::AfterValue;
    else
        m_state = m_extent == JsonExtent::OneValue ? State::Done : State::Value;
}

JsonToken JsonReader::open(bool array)
{
    if (m_frames.size() >= m_depthLimit)
        return fail(JsonFlaw::TooDeep, m_at, 1);
    m_frames.append({.array = array});
    m_state = array ? State::FirstElement : State::FirstMember;
    return finish(array ? JsonToken::BeginArray : JsonToken::BeginObject, m_at + 1);
}

JsonToken JsonReader::close()
{
    const bool array = m_frames.back().array;
    m_frames.removeLast();
    valueDone();
    return finish(array ? JsonToken::EndArray : JsonToken::EndObject, m_at + 1);
}

JsonToken JsonReader::readSeparator()
{
    const char c = *m_at;
    const bool array = m_frames.back().array;
    if (c == (array ? ']' : '}'))
        return close();
    if (c == ']' || c == '}')
        return fail(JsonFlaw::WrongBracket, m_at, 1);
    if (c == '"' || c == '{' || c == '[' || c == '-' || isWord(c))
        return failWord(JsonFlaw::MissingComma);
    if (c == '/')
        return fail(JsonFlaw::Comment, m_at, qMin<qsizetype>(2, m_end - m_at));
    const char *at = m_at;
    if (!scanForeign(at))
        return JsonToken::More;
    return JsonToken::Malformed;
}

/// Names what is wrong with a byte that no token starts with. False only when the text may go on
/// and decide it.
bool JsonReader::scanForeign(const char *&at)
{
    const Utf8Character character = decodeUtf8(at, m_end);
    if (character.fault == Utf8Fault::Truncated && !m_last)
        return incomplete(JsonFlaw::InvalidUtf8) != JsonToken::More;
    JsonFlaw flaw = flawOf(character.fault);
    if (flaw == JsonFlaw::None)
        flaw = isForeignSpace(character.code) ? JsonFlaw::ForeignSpace : JsonFlaw::UnexpectedByte;
    fail(flaw, at, character.length);
    return true;
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

JsonToken JsonReader::readName()
{
    if (*m_at != '"')
        return misplacedName();
    const char *const start = m_at;
    if (!scanString())
        return m_flaw != JsonFlaw::None ? JsonToken::Malformed : JsonToken::More;
    Frame &frame = m_frames.back();
    frame.name = m_text.data();
    frame.nameLength = m_text.size();
    frame.named = true;
    skipSpace();
    if (m_at == m_end && !m_last) {
        m_at = start;
        return incomplete(JsonFlaw::UnclosedObject);
    }
    if (m_at == m_end)
        return fail(JsonFlaw::UnclosedObject, m_at, 0);
    if (*m_at != ':')
        return failWord(JsonFlaw::MissingColon);
    ++m_at;
    m_state = State::Value;
    return JsonToken::Name;
}

JsonToken JsonReader::misplacedName()
{
    const char c = *m_at;
    if (c == '}' && m_state == State::Member)
        return fail(JsonFlaw::TrailingComma, m_at, 1);
    if (c == '\'')
        return fail(JsonFlaw::SingleQuote, m_at, 1);
    if (c == '/')
        return fail(JsonFlaw::Comment, m_at, qMin<qsizetype>(2, m_end - m_at));
    if (isWord(c) && !isDigit(c))
        return failWord(JsonFlaw::UnquotedName);
    if (isDigit(c) || c == '-' || c == '{' || c == '[' || c == ',' || c == ']' || c == ':'
        || c == '}')
        return failWord(JsonFlaw::MissingName);
    const char *at = m_at;
    return scanForeign(at) ? JsonToken::Malformed : JsonToken::More;
}

JsonToken JsonReader::readValue()
{
    if (!m_frames.isEmpty() && m_frames.back().array && !m_waiting)
        ++m_frames.back().index;
    JsonToken token = JsonToken::Malformed;
    const char c = *m_at;
    if (c == '{' || c == '[') {
        token = open(c == '[');
    } else if (c == '"') {
        token = scanString()           ? JsonToken::String
            : m_flaw != JsonFlaw::None ? JsonToken::Malformed
                                       : JsonToken::More;
        if (token == JsonToken::String)
            valueDone();
    } else if (c == '-' || isDigit(c)) {
        token = readNumber();
    } else if (isWord(c)) {
        token = readWord();
    } else {
        token = misplacedValue();
    }
    m_waiting = token == JsonToken::More;
    return token;
}

JsonToken JsonReader::misplacedValue()
{
    const char c = *m_at;
    if ((c == ']' || c == '}') && m_state == State::Element)
        return fail(JsonFlaw::TrailingComma, m_at, 1);
    if (c == ',' || c == ']' || c == '}' || c == ':')
        return fail(JsonFlaw::MissingValue, m_at, 1);
    if (c == '\'')
        return fail(JsonFlaw::SingleQuote, m_at, 1);
    if (c == '/')
        return fail(JsonFlaw::Comment, m_at, qMin<qsizetype>(2, m_end - m_at));
    if (c == '+' || c == '.')
        return failWord(JsonFlaw::MalformedNumber);
    if (c == '<' && m_frames.isEmpty())
        return fail(JsonFlaw::NotJson, m_at, 1);
    const char *at = m_at;
    return scanForeign(at) ? JsonToken::Malformed : JsonToken::More;
}

const char *JsonReader::scanDigits(const char *at) const noexcept
{
    while (at != m_end && isDigit(*at))
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

QByteArray JsonReader::pointer() const
{
    QByteArray pointer;
    for (const Frame &frame : m_frames) {
        if (frame.array && frame.index >= 0) {
            pointer.append('/');
            pointer.append(QByteArray::number(frame.index));
        } else if (!frame.array && frame.named) {
            QByteArray name;
            appendUnescaped(name, QByteArrayView(frame.name, frame.nameLength));
            appendPointerName(pointer, name);
        }
    }
    return pointer;
}

void appendPointerName(QByteArray &pointer, QByteArrayView unescapedName)
{
    qsizetype length = qMin(unescapedName.size(), kLongestPointerName);
    while (length < unescapedName.size() && length > 0 && (unescapedName[length] & 0xC0) == 0x80)
        --length;
    pointer.append('/');
    for (const char c : unescapedName.first(length)) {
        if (c == '~')
            pointer.append("~0");
        else if (c == '/')
            pointer.append("~1");
        else
            pointer.append(c);
    }
    if (length < unescapedName.size())
        pointer.append("...");
}

} // namespace pushbench::protocol
