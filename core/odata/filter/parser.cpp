// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/filter/parser.h"

#include "core/odata/filter/words.h"
#include "core/wire/message.h"

#include <algorithm>
#include <array>

namespace pushbench::odata {
namespace {

struct ComparisonName
{
    QByteArrayView name;
    Comparison comparison;
    bool ordering;
};

constexpr std::array<ComparisonName, 6> kComparisons{{
    {"eq", Comparison::Equal, false},
    {"ne", Comparison::NotEqual, false},
    {"gt", Comparison::Greater, true},
    {"ge", Comparison::GreaterOrEqual, true},
    {"lt", Comparison::Less, true},
    {"le", Comparison::LessOrEqual, true},
}};

/// Operators of OData that nothing here is computed with.
constexpr std::array<QByteArrayView, 7> kOtherOperators{"add",   "sub", "mul", "div",
                                                        "divby", "mod", "has"};

} // namespace

Read<Expression> FilterParser::parse()
{
    if (m_token.kind == Token::Kind::End)
        return Flaw{FlawKind::Syntax, {}, "the filter is empty", 0};
    const Part root = parseOr();
    if (root && m_token.kind != Token::Kind::End) {
        const bool other =
            std::ranges::any_of(kOtherOperators, [this](auto word) { return isWord(word); });
        if (other)
            fail(FlawKind::Unsupported, quotedName(m_token.text) + " is not done here", m_token.at);
        else
            fail(FlawKind::Syntax,
                 "an operator or the end is expected, not " + quotedName(m_token.text), m_token.at);
    } else if (root) {
        wantBoolean(*root, "a filter", 0);
    }
    if (m_flaw)
        return *m_flaw;
    return std::move(m_nodes);
}

bool FilterParser::isWord(QByteArrayView word) const
{
    return m_token.kind == Token::Kind::Word
        && (m_token.text == word
            || (m_rules.caseBlind && wire::equalsIgnoringCase(m_token.text, word)));
}

std::optional<Comparison> FilterParser::comparisonOf(bool ordering) const
{
    for (const ComparisonName &known : kComparisons) {
        if (known.ordering == ordering && isWord(known.name))
            return known.comparison;
    }
    return std::nullopt;
}

FilterParser::Part FilterParser::parseOr()
{
    return parseJunction(Node::Kind::Or);
}

FilterParser::Part FilterParser::parseAnd()
{
    return parseJunction(Node::Kind::And);
}

/// "a and b and c" is one node, so that a long chain is not a deep one.
FilterParser::Part FilterParser::parseJunction(Node::Kind kind)
{
    const bool isAnd = kind == Node::Kind::And;
    const QByteArrayView word = isAnd ? "and" : "or";
    const qsizetype at = m_token.at;
    Part part = isAnd ? parseEquality() : parseAnd();
    if (!part || !isWord(word))
        return part;
    Node node{.kind = kind, .type = Type::Boolean};
    while (true) {
        if (!wantBoolean(*part, word, at))
            return std::nullopt;
        node.children.push_back(*part);
        if (!isWord(word))
            return add(std::move(node), at);
        advance();
        part = isAnd ? parseEquality() : parseAnd();
        if (!part)
            return std::nullopt;
    }
}

FilterParser::Part FilterParser::parseEquality()
{
    Part left = parseOrdering();
    while (left) {
        const std::optional<Comparison> comparison = comparisonOf(false);
        if (!comparison)
            break;
        const qsizetype at = m_token.at;
        advance();
        const Part right = parseOrdering();
        left = right ? compare(*left, *comparison, *right, at) : std::nullopt;
    }
    return left;
}

FilterParser::Part FilterParser::parseOrdering()
{
    Part left = parseUnary();
    while (left) {
        if (isWord("in")) {
            left = parseIn(*left);
            continue;
        }
        const std::optional<Comparison> comparison = comparisonOf(true);
        if (!comparison)
            break;
        const qsizetype at = m_token.at;
        advance();
        const Part right = parseUnary();
        left = right ? compare(*left, *comparison, *right, at) : std::nullopt;
    }
    return left;
}

FilterParser::Part FilterParser::parseUnary()
{
    if (!isWord("not"))
        return parsePrimary();
    if (++m_nesting > kDeepest)
        return fail(FlawKind::TooComplex, "the filter is nested too deeply", m_token.at);
    const Part part = parseNot();
    --m_nesting;
    return part;
}

/// not binds tighter than any comparison: "not X le 1" negates a number.
FilterParser::Part FilterParser::parseNot()
{
    const qsizetype at = m_token.at;
    advance();
    const Part child = parseUnary();
    if (!child || !wantBoolean(*child, "not", at))
        return std::nullopt;
    return add({.kind = Node::Kind::Not, .type = Type::Boolean, .children = {*child}}, at);
}

FilterParser::Part FilterParser::compare(int left, Comparison comparison, int right, qsizetype at)
{
    const Type a = m_nodes[size_t(left)].type;
    const Type b = m_nodes[size_t(right)].type;
    const bool ordering = comparison != Comparison::Equal && comparison != Comparison::NotEqual;
    if (ordering && (a == Type::Null || b == Type::Null))
        return fail(FlawKind::TypeMismatch, "null can be compared by eq and ne only", at);
    if (ordering && (a == Type::Boolean || b == Type::Boolean))
        return fail(FlawKind::TypeMismatch,
                    "a condition can be compared by eq and ne only; parentheses may be missing",
                    at);
    if (a != b && a != Type::Null && b != Type::Null)
        return fail(FlawKind::TypeMismatch,
                    typeName(a).toByteArray() + " cannot be compared with "
                        + typeName(b).toByteArray(),
                    at);
    return add({.kind = Node::Kind::Compare,
                .type = Type::Boolean,
                .comparison = comparison,
                .children = {left, right}},
               at);
}

FilterParser::Part FilterParser::add(Node node, qsizetype at)
{
    for (const int child : node.children)
        node.depth = std::max(node.depth, m_nodes[size_t(child)].depth + 1);
    if (node.depth > kDeepest || m_nodes.size() == kMostNodes)
        return fail(FlawKind::TooComplex, "the filter is too complex", at);
    m_nodes.push_back(std::move(node));
    return int(m_nodes.size()) - 1;
}

bool FilterParser::wantBoolean(int part, QByteArrayView whose, qsizetype at)
{
    const Type type = m_nodes[size_t(part)].type;
    if (type == Type::Boolean)
        return true;
    fail(FlawKind::TypeMismatch,
         whose.toByteArray() + " wants a condition, not " + typeName(type).toByteArray()
             + (whose == "not" ? "; write not (…) around a comparison" : ""),
         at);
    return false;
}

bool FilterParser::want(Token::Kind kind, QByteArrayView what)
{
    if (m_token.kind == kind) {
        advance();
        return true;
    }
    fail(FlawKind::Syntax,
         what.toByteArray() + " is expected"
             + (m_token.text.isEmpty() ? QByteArray() : ", not " + quotedName(m_token.text)),
         m_token.at);
    return false;
}

std::nullopt_t FilterParser::fail(FlawKind kind, const QByteArray &message, qsizetype at)
{
    if (!m_flaw)
        m_flaw = Flaw{kind, {}, message, at};
    return std::nullopt;
}

} // namespace pushbench::odata
