// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/filter/expression.h"
#include "core/odata/filter/lexer.h"
#include "core/odata/flaw.h"

#include <optional>

namespace pushbench::odata {

/// How a filter is to be read.
struct FilterRules
{
    bool caseBlind = false; ///< 4.01: operators, functions, null, true and false in any case (O-5).
};

/// Reads a filter by recursive descent. Precedence, tight to loose: not; gt, ge, lt, le and in;
/// eq and ne; and; or. Types are checked while it is read, so that evaluation cannot go wrong.
class FilterParser
{
public:
    static constexpr int kDeepest = 100;       ///< Nesting, of parentheses as of meaning.
    static constexpr size_t kMostNodes = 2000; ///< The members of an in list are no nodes.

    FilterParser(QByteArrayView text, const FilterRules &rules)
        : m_lexer(text)
        , m_rules(rules)
    {
        advance();
    }

    [[nodiscard]] Read<Expression> parse();

private:
    /// An index into the expression; nullopt when there is a flaw.
    using Part = std::optional<int>;

    void advance() { m_token = m_lexer.next(); }
    [[nodiscard]] bool isWord(QByteArrayView word) const;
    [[nodiscard]] std::optional<Comparison> comparisonOf(bool ordering) const;
    [[nodiscard]] Part parseOr();
    [[nodiscard]] Part parseAnd();
    [[nodiscard]] Part parseJunction(Node::Kind kind);
    [[nodiscard]] Part parseEquality();
    [[nodiscard]] Part parseOrdering();
    [[nodiscard]] Part parseUnary();
    [[nodiscard]] Part parseNot();
    [[nodiscard]] Part parsePrimary();
    [[nodiscard]] Part parseGroup();
    [[nodiscard]] Part parseWord();
    [[nodiscard]] Part parseInteger();
    [[nodiscard]] Part parseIn(int member);
    [[nodiscard]] bool parseInLiteral(Node &in);
    [[nodiscard]] Part parseCall(Function function);
    [[nodiscard]] Part compare(int left, Comparison comparison, int right, qsizetype at);
    [[nodiscard]] Part add(Node node, qsizetype at);
    bool wantBoolean(int part, QByteArrayView whose, qsizetype at);
    [[nodiscard]] bool want(Token::Kind kind, QByteArrayView what);
    std::nullopt_t fail(FlawKind kind, const QByteArray &message, qsizetype at);

    Lexer m_lexer;
    FilterRules m_rules;
    Token m_token;
    Expression m_nodes;
    int m_nesting = 0;
    std::optional<Flaw> m_flaw;
};

} // namespace pushbench::odata
