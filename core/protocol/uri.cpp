// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/uri.h"

#include <array>

namespace pushbench::protocol {
namespace {

/// Unreserved and reserved characters of RFC 3986 section 2; "%" is looked at apart.
constexpr std::array<bool, 256> kUriCharacters = [] {
    std::array<bool, 256> table{};
    for (size_t c = 'a'; c <= 'z'; ++c)
        table[c] = true;
    for (size_t c = 'A'; c <= 'Z'; ++c)
        table[c] = true;
    for (size_t c = '0'; c <= '9'; ++c)
        table[c] = true;
    for (const char c : {'-', '.', '_', '~',  ':', '/', '?', '#', '[', ']', '@',
                         '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '='})
        table[static_cast<uchar>(c)] = true;
    return table;
}();

bool isHexDigit(char c) noexcept
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool hasUriCharactersOnly(QByteArrayView text) noexcept
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3 || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2]))
                return false;
            i += 2;
        } else if (!kUriCharacters[static_cast<uchar>(text[i])]) {
            return false;
        }
    }
    return text.count('#') <= 1;
}

} // namespace

bool isResourceUrl(QByteArrayView text) noexcept
{
    if (text.isEmpty() || !hasUriCharactersOnly(text))
        return false;
    qsizetype colon = 0;
    while (colon < text.size() && !QByteArrayView(":/?#").contains(text[colon]))
        ++colon;
    if (colon == text.size() || text[colon] != ':')
        return true; // relative
    const QByteArrayView scheme = text.first(colon);
    if (scheme.compare("http", Qt::CaseInsensitive) != 0
        && scheme.compare("https", Qt::CaseInsensitive) != 0)
        return false;
    const QByteArrayView rest = text.sliced(colon + 1);
    return rest.size() > 2 && rest.startsWith("//") && !QByteArrayView("/?#:").contains(rest[2]);
}

} // namespace pushbench::protocol
