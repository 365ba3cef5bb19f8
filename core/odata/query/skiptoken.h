// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/flaw.h"

#include <optional>

namespace pushbench::odata {

/// Where the next page begins: behind the last entity of this one. A position in the data and not
/// a count, so that what is appended during a walk is neither skipped nor repeated.
struct SkipToken
{
    qint64 sequence = 0; ///< Of the last entity.

    /// What it was ordered by, when that is a text; null when there was none.
    std::optional<QByteArray> text{};

    std::optional<qint64> top{}; ///< What is left of $top.
    bool pause = false;          ///< The page in front of this one was empty on purpose.

    friend bool operator==(const SkipToken &, const SkipToken &) = default;
};

/// "1101", and behind it, where they apply, ".t" and the rest of $top, ".k" and the text in
/// base64url, ".p".
[[nodiscard]] QByteArray writeSkipToken(const SkipToken &token);

/// Takes nothing but what writeSkipToken() can have written.
[[nodiscard]] Read<SkipToken> parseSkipToken(QByteArrayView text);

} // namespace pushbench::odata
