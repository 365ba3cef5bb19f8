// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong.h"

#include <QByteArray>

namespace pushbench::protocol {

/// EntityEventSequence: a positive int64 (DD20-F1). Never passes through a double.
using Sequence = Strong<struct SequenceTag, qint64>;

inline constexpr Sequence kFirstSequence{1};
inline constexpr Sequence kLastSequence{std::numeric_limits<qint64>::max()};

/// One event of the append-only log, owning its text (UTF-8). What sources produce and writers
/// take.
struct EntityEvent
{
    Sequence sequence{};
    QByteArray resourceName{};
    QByteArray resourceRecordKey{};
    QByteArray resourceRecordUrl{}; ///< Optional (DD20-F4), else empty; no part of the identity.

    friend bool operator==(const EntityEvent &, const EntityEvent &) = default;
};

/// The same as views into a body that somebody else keeps alive; unescaped UTF-8.
struct EntityEventView
{
    Sequence sequence{};
    QByteArrayView resourceName{};
    QByteArrayView resourceRecordKey{};
    QByteArrayView resourceRecordUrl{};

    [[nodiscard]] EntityEvent toEvent() const
    {
        return {sequence, resourceName.toByteArray(), resourceRecordKey.toByteArray(),
                resourceRecordUrl.toByteArray()};
    }
};

} // namespace pushbench::protocol
