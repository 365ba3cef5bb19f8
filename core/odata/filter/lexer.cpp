// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/filter/lexer.h"

#include <algorithm>

namespace pushbench::odata {
namespace {

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

constexpr bool isWordStart(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || uchar(c) >= 0x80;
}

/// Paths and qualified names are words, too: they are then no name that is known.
constexpr bool isWord(char c) noexcept
{
    return isWordStart(c) || isDigit(c) || c == '.' || c == '/' || c == '@' || c == '$';
}

constexpr bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

constexpr bool endsToken(char c) noexcept
{
    return isBlank(c) || c == '(' || c == ')' || c == ',' || c == '\'';
}

} // namespace

Token Lexer::next()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
    if (m_at == m_text.size())
        return {.kind = Token::Kind::End, .text = {}, .at = m_at};
    const char first = m_text[m_at];
    if (first == '(')
        return token(Token::Kind::Open, m_at + 1);
    if (first == ')')
        return token(Token::Kind::Close, m_at + 1);
    if (first == ',')
        return token(Token::Kind::Comma, m_at + 1);
    if (first == '\'')
        return quoted();
    qsizetype end = m_at + 1;
    while (end < m_text.size() && !endsToken(m_text[end]))
        ++end;
    const QByteArrayView text = m_text.sliced(m_at, end - m_at);
    const auto all = [](QByteArrayView part, auto &&holds) {
        return std::all_of(part.begin(), part.end(), holds);
    };
    if (isWordStart(first) && all(text, isWord))
        return token(Token::Kind::Word, end);
    const QByteArrayView digits = first == '-' ? text.sliced(1) : text;
    if (!digits.isEmpty() && all(digits, isDigit))
        return token(Token::Kind::Integer, end);
    return token(Token::Kind::Foreign, end);
}

Token Lexer::token(Token::Kind kind, qsizetype end)
{
    const Token token{.kind = kind, .text = m_text.sliced(m_at, end - m_at), .at = m_at};
    m_at = end;
    return token;
}

Token Lexer::quoted()
{
    qsizetype end = m_at + 1;
    while (end < m_text.size()) {
        if (m_text[end] != '\'')
            ++end;
        else if (end + 1 < m_text.size() && m_text[end + 1] == '\'')
            end += 2;
        else
            return token(Token::Kind::Text, end + 1);
    }
    return token(Token::Kind::OpenText, m_text.size());
}

} // namespace pushbench::odata
