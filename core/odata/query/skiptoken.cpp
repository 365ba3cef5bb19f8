// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/skiptoken.h"

#include "core/odata/query/numbers.h"

namespace pushbench::odata {
namespace {

constexpr auto kAlphabet = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

bool readPart(SkipToken &token, QByteArrayView part)
{
    if (part == "p") {
        token.pause = true;
        return true;
    }
    if (part.startsWith('t')) {
        token.top = integerFrom(part.sliced(1));
        return token.top && *token.top > 0;
    }
    if (!part.startsWith('k'))
        return false;
    const auto decoded = QByteArray::fromBase64Encoding(
        part.sliced(1).toByteArray(), kAlphabet | QByteArray::AbortOnBase64DecodingErrors);
    token.text = decoded.decoded;
    return bool(decoded);
}

} // namespace

QByteArray writeSkipToken(const SkipToken &token)
{
    QByteArray text = QByteArray::number(token.sequence);
    if (token.top)
        text.append(".t").append(QByteArray::number(*token.top));
    if (token.text)
        text.append(".k").append(token.text->toBase64(kAlphabet));
    if (token.pause)
        text.append(".p");
    return text;
}

Read<SkipToken> parseSkipToken(QByteArrayView text)
{
    SkipToken token;
    const qsizetype end = text.indexOf('.');
    const std::optional<qint64> sequence = integerFrom(end < 0 ? text : text.first(end));
    bool sound = sequence.has_value();
    token.sequence = sequence.value_or(0);
    QByteArrayView rest = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    while (sound && !rest.isEmpty()) {
        const qsizetype dot = rest.indexOf('.');
        sound = readPart(token, dot < 0 ? rest : rest.first(dot));
        rest = dot < 0 ? QByteArrayView() : rest.sliced(dot + 1);
    }
    // Only what was written here: nothing twice, nothing in another order, no zeros in front.
    if (!sound || writeSkipToken(token) != text)
        return Flaw{FlawKind::Syntax, "$skiptoken",
                    "this is none of the service's tokens; follow @odata.nextLink as it is", -1};
    return token;
}

} // namespace pushbench::odata
