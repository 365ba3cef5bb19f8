// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QByteArray>

namespace pushbench::consumer {

/// What a Retry-After field is to say (contract section 5).
struct RetryAfterSpec
{
    enum class Kind : quint8 {
        Literal,    ///< As written, legal or not.
        Seconds,    ///< The wait that is really left, in seconds.
        ImfFixdate, ///< now + offset.
        Rfc850,
        Asctime,
    };

    Kind kind = Kind::Literal;
    QByteArray literal{};
    std::chrono::seconds offset{}; ///< The date kinds; may be negative.

    /// Reads "60", "soon", "seconds", "date:+3", "rfc850:-10", "asctime:+3".
    [[nodiscard]] static RetryAfterSpec parse(QByteArrayView text);

    /// What parse() reads as this: "60", "seconds", "date:+3".
    [[nodiscard]] QByteArray text() const;

    /// The field value, rounded up to whole seconds. left is the wait that the bench itself means,
    /// 0 for none: then "seconds" and every date tell its end, and no offset counts.
    [[nodiscard]] QByteArray render(WallTime now, std::chrono::milliseconds left) const;

    friend bool operator==(const RetryAfterSpec &, const RetryAfterSpec &) = default;
};

} // namespace pushbench::consumer
