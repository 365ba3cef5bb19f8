// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>

#include <compare>
#include <concepts>

namespace pushbench {

/// An integer that cannot be mistaken for another integer: ids, counts and sequence numbers that
/// could be swapped in a call each get their own Tag. Costs nothing at run time.
template <typename Tag, std::integral Rep>
struct Strong
{
    using Representation = Rep;

    Rep value{};

    friend constexpr auto operator<=>(const Strong &, const Strong &) = default;
};

template <typename Tag, std::integral Rep>
[[nodiscard]] constexpr Strong<Tag, Rep> next(Strong<Tag, Rep> strong) noexcept
{
    return {static_cast<Rep>(strong.value + 1)};
}

template <typename Tag, std::integral Rep>
[[nodiscard]] size_t qHash(const Strong<Tag, Rep> &strong, size_t seed = 0) noexcept
{
    return ::qHash(strong.value, seed);
}

} // namespace pushbench

template <typename Tag, std::integral Rep>
struct std::hash<pushbench::Strong<Tag, Rep>>
{
    size_t operator()(const pushbench::Strong<Tag, Rep> &strong) const noexcept
    {
        return std::hash<Rep>{}(strong.value);
    }
};
