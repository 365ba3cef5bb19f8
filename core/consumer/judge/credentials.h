// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/judgechanges.h"

namespace pushbench::consumer {

/// What the producer of one feed does when the token that it pushes with is refused from now on:
/// the consumer may have rotated it (RCP028-R23). Only ever an info: nothing says what is right.
class Credentials
{
public:
    void apply(const journal::Exchange &exchange, QByteArrayView credential, JudgeChanges &changes);
    void tick(WallTime now, JudgeChanges &changes);
    void conclude(JudgeChanges &changes);
    [[nodiscard]] WallTime due() const noexcept { return m_due; }

private:
    /// A token that had been good is not.
    struct Refusal
    {
        ExchangeNumber exchange;
        WallTime at{};
        int tries = 0; ///< With the same token, after the first.
    };

    QByteArray m_good; ///< The last credential that was accepted, redacted.
    std::optional<Refusal> m_refusal;
    WallTime m_due = WallTime::max();
};

} // namespace pushbench::consumer
