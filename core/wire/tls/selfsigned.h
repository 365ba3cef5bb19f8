// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>

namespace pushbench::wire {

/// A certificate made on the spot, for those who have none and do not mind to say so to their
/// clients. The key is never written anywhere by us.
struct SelfSigned
{
    QByteArray certificatePem{};
    QByteArray keyPem{};
    QByteArray fingerprint{}; ///< As fingerprint() in certificates.h gives it.
};

inline constexpr std::chrono::days kSelfSignedDays{30};

/// Good for localhost, 127.0.0.1, ::1 and the given host (a name or an address; may be empty), an
/// hour back for clocks that differ, and for 1 to 398 days, beyond which clients refuse.
[[nodiscard]] Result<SelfSigned> makeSelfSigned(const QString &host, WallTime now,
                                                std::chrono::days validity = kSelfSignedDays);

} // namespace pushbench::wire
