// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/filter/parser.h"

#include "core/odata/filter/words.h"
#include "core/odata/query/numbers.h"

#include <array>

/// What stands between the operators.
namespace pushbench::odata {
namespace {

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

/// Without its quotes, and its doubled quotes single.
QByteArray unquoted(QByteArrayView text)
{
    return text.sliced(1, text.size() - 2).toByteArray().replace("''", "'");
}

} // namespace

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

} // namespace pushbench::odata
