// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QString>

#include <optional>

/// Numbers and times as a person reads them, in the user's locale. Files never use these.
namespace pushbench::ui {

/// "09:41:12.034" of the local day, with the locale's decimal point: every table has milliseconds.
[[nodiscard]] QString timeOfDay(WallTime);

/// With the locale's group separators: "4,310".
[[nodiscard]] QString grouped(qint64);
[[nodiscard]] QString grouped(quint64);

/// "4.2 MB", "312 bytes".
[[nodiscard]] QString byteCount(qint64);

/// "6.8 ms", "1.25 s": three digits or so, whatever the size.
[[nodiscard]] QString milliseconds(std::chrono::microseconds);

/// "+98 ms", "−1,502 ms": how far from an announced instant; empty without one.
[[nodiscard]] QString marginText(const std::optional<std::chrono::milliseconds> &);

/// "00:42", "1:02:03": a wait that counts down. Never negative; a started second counts whole.
[[nodiscard]] QString countdown(std::chrono::microseconds left);

/// "12 s", "2 min 05 s", "3 h 12 min", "5 d 02 h": how long something takes. Never negative.
[[nodiscard]] QString durationText(std::chrono::microseconds);

/// "2722" or "2722–2799"; sequences are names of events, so they carry no group separators.
[[nodiscard]] QString numberRange(qint64 first, qint64 last);

} // namespace pushbench::ui
