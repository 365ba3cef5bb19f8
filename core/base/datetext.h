// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <optional>

/// Notations of an instant. All are UTC and independent of the process's locale and time zone.
namespace pushbench::datetext {

/// "2026-11-24T09:41:12.034Z" (RFC 3339, milliseconds): every file and record of ours.
[[nodiscard]] QByteArray rfc3339(WallTime);

/// "Tue, 24 Nov 2026 09:41:12 GMT" (IMF-fixdate). Fractions of a second are cut off.
[[nodiscard]] QByteArray imfFixdate(WallTime);

/// "Tuesday, 24-Nov-26 09:41:12 GMT" (the obsolete RFC 850 notation).
[[nodiscard]] QByteArray rfc850(WallTime);

/// "Tue Nov 24 09:41:12 2026" (C's asctime; a one-digit day is padded with a blank).
[[nodiscard]] QByteArray asctime(WallTime);

/// Reads what rfc3339() writes, with any number of fraction digits.
[[nodiscard]] std::optional<WallTime> parseRfc3339(QByteArrayView);

} // namespace pushbench::datetext
