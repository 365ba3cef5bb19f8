// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/filter/parser.h"

#include "core/odata/query/numbers.h"
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

struct FunctionName
{
    QByteArrayView name;
    Function function;
};

constexpr std::array<FunctionName, 3> kFunctions{{
    {"startswith", Function::StartsWith},
    {"endswith", Function::EndsWith},
    {"contains", Function::Contains},
}};

/// Operators of OData that nothing here is computed with.
constexpr std::array<QByteArrayView, 7> kOtherOperators{"add",   "sub", "mul", "div",
                                                        "divby", "mod", "has"};

QByteArray quotedName(QByteArrayView word)
{
    constexpr qsizetype kShown = 60;
    const QByteArray shown = word.first(std::min(word.size(), kShown)).toByteArray();
    return '"' + shown + (word.size() > kShown ? "…\"" : "\"");
}

/// Without its quotes, and its doubled quotes single.
QByteArray unquoted(QByteArrayView text)
{
    return text.sliced(1, text.size() - 2).toByteArray().replace("''", "'");
}

QByteArrayView typeName(Type type)
{
    switch (type) {
    case Type::Integer:
        return "a number";
    case Type::Text:
        return "a text";
    case Type::Boolean:
        return "a condition";
    case Type::Null:
        return "null";
    }
    Q_UNREACHABLE();
}

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

FilterParser::Part FilterParser::parsePrimary()
{
    const Token token = m_token;
    switch (token.kind) {
    case Token::Kind::Open:
        return parseGroup();
    case Token::Kind::Word:
        return parseWord();
    case Token::Kind::Integer:
        return parseInteger();
    case Token::Kind::Text:
        advance();
        return add({.type = Type::Text, .text = unquoted(token.text)}, token.at);
    case Token::Kind::OpenText:
        return fail(FlawKind::Syntax, "a text has no closing quote; a quote inside is doubled",
                    token.at);
    case Token::Kind::End:
        return fail(FlawKind::Syntax, "the filter ends where a value is expected", token.at);
    case Token::Kind::Close:
    case Token::Kind::Comma:
        break;
    case Token::Kind::Foreign:
        return fail(FlawKind::Syntax,
                    quotedName(token.text)
                        + " is neither a whole number, nor a text in single quotes, nor a name",
                    token.at);
    }
    return fail(FlawKind::Syntax, "a value is expected, not " + quotedName(token.text), token.at);
}

FilterParser::Part FilterParser::parseGroup()
{
    if (++m_nesting > kDeepest)
        return fail(FlawKind::TooComplex, "the filter is nested too deeply", m_token.at);
    advance();
    const Part inner = parseOr();
    --m_nesting;
    if (!inner || !want(Token::Kind::Close, "a closing parenthesis"))
        return std::nullopt;
    return inner;
}

FilterParser::Part FilterParser::parseWord()
{
    const Token token = m_token;
    for (const bool truth : {false, true}) {
        if (isWord(truth ? "true" : "false")) {
            advance();
            return add({.type = Type::Boolean, .truth = truth}, token.at);
        }
    }
    if (isWord("null")) {
        advance();
        return add({.type = Type::Null}, token.at);
    }
    for (const FunctionName &known : kFunctions) {
        if (isWord(known.name)) {
            advance();
            return parseCall(known.function);
        }
    }
    // FeedTypes is a collection, which needs lambda operators.
    const std::optional<Field> field = fieldNamed(token.text, DataDictionary::V20);
    advance();
    if (field)
        return add({.kind = Node::Kind::Field,
                    .type = *field == Field::Sequence ? Type::Integer : Type::Text,
                    .field = *field},
                   token.at);
    if (m_token.kind == Token::Kind::Open)
        return fail(FlawKind::Unsupported,
                    "the function " + quotedName(token.text)
                        + " is not done here; there are startswith, endswith and contains",
                    token.at);
    return fail(FlawKind::UnknownField,
                quotedName(token.text)
                    + " is no field that can be filtered by; there are EntityEventSequence, "
                      "ResourceName, ResourceRecordKey and ResourceRecordUrl",
                token.at);
}

FilterParser::Part FilterParser::parseInteger()
{
    const Token token = m_token;
    const std::optional<qint64> number = integerFrom(token.text);
    if (!number)
        return fail(FlawKind::OutOfRange, quotedName(token.text) + " does not fit into an int64",
                    token.at);
    advance();
    return add({.type = Type::Integer, .number = *number}, token.at);
}

FilterParser::Part FilterParser::parseIn(int member)
{
    const qsizetype at = m_token.at;
    advance();
    const Type type = m_nodes[size_t(member)].type;
    if (type != Type::Integer && type != Type::Text)
        return fail(FlawKind::TypeMismatch, "in looks for a number or a text in a list", at);
    if (!want(Token::Kind::Open, "a list in parentheses"))
        return std::nullopt;
    Node in{.kind = Node::Kind::In, .type = Type::Boolean, .children = {member}};
    while (true) {
        if (!parseInLiteral(in))
            return std::nullopt;
        if (m_token.kind != Token::Kind::Comma)
            break;
        advance();
    }
    if (!want(Token::Kind::Close, "a comma or a closing parenthesis"))
        return std::nullopt;
    std::ranges::sort(in.numbers);
    std::ranges::sort(in.texts);
    return add(std::move(in), at);
}

/// One member of an in list: a number, a text or null, as what is looked for.
bool FilterParser::parseInLiteral(Node &in)
{
    const Token token = m_token;
    const Type type = m_nodes[size_t(in.children.front())].type;
    if (isWord("null")) {
        in.hasNull = true;
    } else if (token.kind == Token::Kind::Integer && type == Type::Integer) {
        const std::optional<qint64> number = integerFrom(token.text);
        if (!number) {
            fail(FlawKind::OutOfRange, quotedName(token.text) + " does not fit into an int64",
                 token.at);
            return false;
        }
        in.numbers.push_back(*number);
    } else if (token.kind == Token::Kind::Text && type == Type::Text) {
        in.texts.push_back(unquoted(token.text));
    } else {
        const bool literal = token.kind == Token::Kind::Integer || token.kind == Token::Kind::Text;
        fail(literal ? FlawKind::TypeMismatch : FlawKind::Syntax,
             "the list wants " + typeName(type).toByteArray() + ", not "
                 + (token.text.isEmpty() ? QByteArray("its end") : quotedName(token.text)),
             token.at);
        return false;
    }
    advance();
    return true;
}

FilterParser::Part FilterParser::parseCall(Function function)
{
    const qsizetype at = m_token.at;
    if (++m_nesting > kDeepest)
        return fail(FlawKind::TooComplex, "the filter is nested too deeply", at);
    if (!want(Token::Kind::Open, "an opening parenthesis"))
        return std::nullopt;
    Node call{.kind = Node::Kind::Call, .type = Type::Boolean, .function = function};
    for (int i = 0; i < 2; ++i) {
        if (i > 0 && !want(Token::Kind::Comma, "a comma"))
            return std::nullopt;
        const qsizetype begin = m_token.at;
        const Part argument = parseOr();
        if (!argument)
            return std::nullopt;
        const Type type = m_nodes[size_t(*argument)].type;
        if (type != Type::Text && type != Type::Null)
            return fail(FlawKind::TypeMismatch,
                        "the function wants a text, not " + typeName(type).toByteArray(), begin);
        call.children.push_back(*argument);
    }
    --m_nesting;
    if (!want(Token::Kind::Close, "a closing parenthesis"))
        return std::nullopt;
    return add(std::move(call), at);
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
