// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace pushbench::producer {

/// What a status says about a push; RCP-028 leaves nearly all of it open (T8), so this is the rule
/// of this producer, and the README's.
enum class Answer : quint8 {
    Delivered,       ///< 2xx.
    Hold,            ///< 429, 503, and a 413 that says when to come back (RCP028-R13, H-RA5).
    TryAgain,        ///< 408, 425 and the other 5xx: another time it may be taken.
    TooLarge,        ///< Any other 413.
    BodyRefused,     ///< 400, 409, 414, 422, 431: about this body, and final.
    EndpointRefused, ///< Everything else: about the address or the token.
};

[[nodiscard]] Answer ruleFor(int status, bool announcesWait) noexcept;

/// Why the feed halts after an EndpointRefused, and how to mend it.
[[nodiscard]] QString haltText(int status);

/// Why events of a BodyRefused or TooLarge are lost.
[[nodiscard]] QString refusalText(int status);

} // namespace pushbench::producer
