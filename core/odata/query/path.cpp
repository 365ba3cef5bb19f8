// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/path.h"

#include "core/odata/filter/lexer.h"
#include "core/odata/query/numbers.h"
#include "core/odata/query/percent.h"

#include <QStringBuilder>

namespace pushbench::odata {
namespace {

Flaw flawOf(const QByteArray &message)
{
    return {FlawKind::Syntax, "key", message, -1};
}

} // namespace

Read<KeyPath> parseKeyPath(QByteArrayView path, QByteArray (*keyField)(QByteArrayView resource))
{
    const Read<DecodedText> decoded =
        decodePercent(path.startsWith('/') ? path.sliced(1) : path, Plus::IsPlus);
    if (!decoded)
        return flawOf(decoded.flaw().message);
    const QByteArrayView text = decoded->text;
    const qsizetype open = text.indexOf('(');
    if (open < 0 || !text.endsWith(')'))
        return flawOf("a key stands in parentheses");
    KeyPath key{.resource = text.first(open).toByteArray()};
    QByteArrayView predicate = text.sliced(open + 1).chopped(1);
    const qsizetype equals = predicate.indexOf('=');
    if (equals > 0 && !predicate.startsWith('\'')) {
        if (predicate.first(equals) != keyField(key.resource))
            return flawOf("the key of " + key.resource + " has another name");
        predicate = predicate.sliced(equals + 1);
    }
    Lexer lexer(predicate);
    const Token token = lexer.next();
    if (lexer.next().kind != Token::Kind::End)
        return flawOf("a key is one number, or one text in single quotes");
    if (token.kind == Token::Kind::Text) {
        key.text = token.text.sliced(1).chopped(1).toByteArray().replace("''", "'");
        return key;
    }
    if (token.kind == Token::Kind::Integer)
        key.number = integerFrom(token.text);
    if (!key.number)
        return flawOf(token.kind == Token::Kind::Integer
                          ? "the key does not fit into an int64"
                          : "a key is one number, or one text in single quotes");
    return key;
}

} // namespace pushbench::odata
