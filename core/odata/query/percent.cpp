// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/percent.h"

#include <QUtf8StringView>

namespace pushbench::odata {
namespace {

int hexDigit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char upper = char(c & ~0x20);
    return upper >= 'A' && upper <= 'F' ? upper - 'A' + 10 : -1;
}

} // namespace

Read<DecodedText> decodePercent(QByteArrayView encoded, Plus plus)
{
    DecodedText decoded;
    decoded.text.reserve(encoded.size());
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const char c = encoded[i];
        if (c == '+' && plus == Plus::IsBlank) {
            decoded.plus = true;
            decoded.text.append(' ');
        } else if (c != '%') {
            decoded.text.append(c);
        } else {
            const int high = encoded.size() - i > 2 ? hexDigit(encoded[i + 1]) : -1;
            const int low = high >= 0 ? hexDigit(encoded[i + 2]) : -1;
            if (low < 0)
                return Flaw{
                    FlawKind::Syntax, {}, "a % is not followed by two hexadecimal digits", i};
            decoded.text.append(char(high * 16 + low));
            i += 2;
        }
    }
    if (!QUtf8StringView(decoded.text).isValidUtf8())
        return Flaw{FlawKind::Syntax, {}, "the text is not UTF-8", -1};
    return decoded;
}

} // namespace pushbench::odata
