// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <charconv>
#include <optional>

namespace pushbench::odata {

/// An int64 in decimal digits, with a minus sign or without; nothing else in front or behind.
[[nodiscard]] inline std::optional<qint64> integerFrom(QByteArrayView text) noexcept
{
    qint64 number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end && !text.isEmpty() ? std::optional(number)
                                                                  : std::nullopt;
}

} // namespace pushbench::odata
