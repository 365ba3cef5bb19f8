// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/json/unicode.h"

namespace pushbench::protocol {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

constexpr uchar byteAt(const char *at) noexcept
{
    return static_cast<uchar>(*at);
}

constexpr bool isContinuation(uchar byte) noexcept
{
    return (byte & 0xC0U) == 0x80U;
}

int hexDigit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Four hex digits at `at`; -1 when they are something else, -2 when the bytes end before.
int hexQuad(const char *at, const char *end) noexcept
{
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        if (at + i == end)
            return -2;
        const int digit = hexDigit(at[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

JsonEscape decodeHexEscape(const char *at, const char *end) noexcept
{
    const int first = hexQuad(at + 2, end);
    if (first < 0)
        return {.cutOff = first == -2};
    const auto high = static_cast<char32_t>(first);
    if (high < 0xD800 || high > 0xDBFF || end - at < 12 || at[6] != '\\' || at[7] != 'u')
        return {.code = high, .length = 6};
    const int second = hexQuad(at + 8, end);
    if (second < 0xDC00 || second > 0xDFFF)
        return {.code = high, .length = 6};
    const auto low = static_cast<char32_t>(second);
    return {.code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), .length = 12};
}

} // namespace

Utf8Character decodeUtf8(const char *at, const char *end) noexcept
{
    const uchar lead = byteAt(at);
    if (lead < 0x80)
        return {.code = lead, .length = 1};
    const int wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC0 || lead > 0xF7)
        return {.length = 1, .fault = Utf8Fault::Invalid};

    char32_t code = lead & (0xFFU >> (wanted + 1));
    int length = 1;
    for (; length < wanted; ++length) {
        if (at + length == end)
            return {.length = length, .fault = Utf8Fault::Truncated};
        const uchar byte = byteAt(at + length);
        if (!isContinuation(byte))
            return {.length = length, .fault = Utf8Fault::Invalid};
        code = (code << 6) | (byte & 0x3FU);
    }
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kSmallest[wanted])
        return {.length = length, .fault = Utf8Fault::Overlong};
    if (isSurrogate(code))
        return {.length = length, .fault = Utf8Fault::Surrogate};
    if (code > 0x10FFFF)
        return {.length = length, .fault = Utf8Fault::Beyond};
    return {.code = code, .length = length};
}

void appendUtf8(QByteArray &out, char32_t code)
{
    const auto put = [&out](char32_t byte) { out.append(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

CharacterCounts countCharacters(QByteArrayView utf8) noexcept
{
    CharacterCounts counts;
    for (const char c : utf8) {
        const auto byte = static_cast<uchar>(c);
        if (isContinuation(byte))
            continue;
        ++counts.codePoints;
        counts.utf16 += byte >= 0xF0 ? 2 : 1;
    }
    return counts;
}

JsonEscape decodeEscape(const char *at, const char *end) noexcept
{
    if (end - at < 2)
        return {.cutOff = true};
    switch (at[1]) {
    case '"':
    case '\\':
    case '/':
        return {.code = byteAt(at + 1), .length = 2};
    case 'b':
        return {.code = U'\b', .length = 2};
    case 'f':
        return {.code = U'\f', .length = 2};
    case 'n':
        return {.code = U'\n', .length = 2};
    case 'r':
        return {.code = U'\r', .length = 2};
    case 't':
        return {.code = U'\t', .length = 2};
    case 'u':
        return decodeHexEscape(at, end);
    default:
        return {};
    }
}

Escapes appendUnescaped(QByteArray &out, QByteArrayView inside)
{
    Escapes escapes = Escapes::Whole;
    const char *at = inside.data();
    const char *const end = at + inside.size();
    while (at != end) {
        const auto *backslash =
            static_cast<const char *>(memchr(at, '\\', static_cast<size_t>(end - at)));
        const char *const plainEnd = backslash != nullptr ? backslash : end;
        out.append(at, plainEnd - at);
        at = plainEnd;
        if (at == end)
            break;
        const JsonEscape escape = decodeEscape(at, end);
        if (escape.length == 0)
            return Escapes::Malformed;
        const bool lone = isSurrogate(escape.code);
        if (lone)
            escapes = Escapes::LoneSurrogate;
        appendUtf8(out, lone ? kReplacement : escape.code);
        at += escape.length;
    }
    return escapes;
}

} // namespace pushbench::protocol
