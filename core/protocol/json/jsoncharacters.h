// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

/// The characters that JsonReader tells apart.
namespace pushbench::protocol {

/// That many bytes tell UTF-8 from UTF-16 and UTF-32.
inline constexpr qsizetype kJsonEncodingBytes = 4;

[[nodiscard]] constexpr bool isJsonDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool isJsonWord(char c) noexcept
{
    return isJsonDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'
        || c == '$';
}

[[nodiscard]] constexpr bool isJsonSpace(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace pushbench::protocol
