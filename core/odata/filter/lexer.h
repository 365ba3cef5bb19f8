// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace pushbench::odata {

/// A piece of a filter.
struct Token
{
    enum class Kind : quint8 {
        End,
        Word,    ///< A name, an operator, or a literal such as null.
        Integer, ///< With its sign.
        Text,    ///< With its quotes, a quote inside of it doubled.
        Open,
        Close,
        Comma,
        OpenText, ///< A text without its closing quote.
        Foreign,  ///< Anything else, to the next blank, parenthesis or comma.
    };

    Kind kind = Kind::End;
    QByteArrayView text{};
    qsizetype at = 0;
};

/// Cuts a decoded filter into tokens; blanks are SP and HTAB. Looks at the text, copies nothing.
class Lexer
{
public:
    explicit Lexer(QByteArrayView text)
        : m_text(text)
    {
    }

    /// The next token; Kind::End again and again at the end.
    [[nodiscard]] Token next();

private:
    [[nodiscard]] Token token(Token::Kind kind, qsizetype end);
    [[nodiscard]] Token quoted();

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace pushbench::odata
