// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QString>

namespace pushbench::consumer {

/// What does not come within that time does not come (the deadline of the catalogue's gap states).
inline constexpr std::chrono::minutes kDeadline{15};

/// Who ends its side sooner than that after its request says that nothing more comes, no more.
inline constexpr std::chrono::milliseconds kShortestPatience{200};

/// The fault of an exchange whose producer had gone before it was answered.
inline constexpr QByteArrayView kProducerLeft = "the producer left before it was answered";

/// "1.5 s", "350 ms".
[[nodiscard]] inline QString secondsText(std::chrono::microseconds time)
{
    const auto rounded = std::chrono::round<std::chrono::milliseconds>(time);
    if (rounded < std::chrono::seconds(1))
        return QString::number(rounded.count()) + QStringLiteral(" ms");
    return QString::number(double(rounded.count()) / 1000, 'f', 1) + QStringLiteral(" s");
}

/// "1 time", "2 times": of a text of ours, in English.
[[nodiscard]] inline QString countText(qint64 count, QStringView one, QStringView many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many).toString();
}

} // namespace pushbench::consumer
