// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/json/strictjson.h"

#include "core/protocol/json/jsoncharacters.h"
#include "core/protocol/json/unicode.h"

namespace pushbench::protocol {
namespace {

constexpr qsizetype kLongestPointerName = 1024;

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
    if (m_fromStart && !m_last && m_end - m_begin < kJsonEncodingBytes)
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
    while (m_at != m_end && isJsonSpace(*m_at))
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
    if (c == '"' || c == '{' || c == '[' || c == '-' || isJsonWord(c))
        return failWord(JsonFlaw::MissingComma);
    if (c == '/')
        return fail(JsonFlaw::Comment, m_at, qMin<qsizetype>(2, m_end - m_at));
    return failByte();
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
    if (isJsonWord(c) && !isJsonDigit(c))
        return failWord(JsonFlaw::UnquotedName);
    if (isJsonDigit(c) || c == '-' || c == '{' || c == '[' || c == ',' || c == ']' || c == ':'
        || c == '}')
        return failWord(JsonFlaw::MissingName);
    return failByte();
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
    } else if (c == '-' || isJsonDigit(c)) {
        token = readNumber();
    } else if (isJsonWord(c)) {
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
    return failByte();
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
