// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/filter/expression.h"

#include <QString>

#include <algorithm>

/// Words of messages about filters.
namespace pushbench::odata {

/// What a peer wrote, in quotes and not too long.
[[nodiscard]] inline QByteArray quotedName(QByteArrayView word)
{
    constexpr qsizetype kShown = 60;
    const QByteArray shown = word.first(std::min(word.size(), kShown)).toByteArray();
    return '"' + shown + (word.size() > kShown ? "…\"" : "\"");
}

[[nodiscard]] constexpr QByteArrayView typeName(Type type) noexcept
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

} // namespace pushbench::odata
