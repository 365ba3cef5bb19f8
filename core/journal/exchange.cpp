// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/exchange.h"

#include <algorithm>
#include <array>

namespace pushbench::journal {
namespace {

/// In the order of the enumeration.
constexpr std::array<const char *, 6> kOutcomes{"answered", "delivered", "refused",
                                                "held",     "unknown",   "failed"};

} // namespace

QByteArrayView outcomeName(Outcome outcome) noexcept
{
    return kOutcomes[static_cast<size_t>(outcome)];
}

std::optional<Outcome> outcomeFromName(QByteArrayView name) noexcept
{
    const auto found = std::find(kOutcomes.begin(), kOutcomes.end(), name);
    if (found == kOutcomes.end())
        return std::nullopt;
    return static_cast<Outcome>(found - kOutcomes.begin());
}

} // namespace pushbench::journal
