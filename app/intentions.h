// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/facts.h"
#include "core/producer/misbehave/misbehaviour.h"

#include <map>

namespace pushbench::app {

/// What a session's producer did wrong on purpose, so that nobody takes it for a defect.
class Intentions
{
public:
    struct Count
    {
        qint64 exchanges = 0;
        qint64 events = 0; ///< In those exchanges, or withheld.
    };

    void count(const Facts &facts);

    /// In the order of `--misbehave`'s kinds.
    [[nodiscard]] const std::map<producer::Misbehaviour, Count> &counts() const noexcept
    {
        return m_counts;
    }

    /// "on purpose: drop", where every number of it was withheld; else empty.
    [[nodiscard]] QByteArray evidenceFor(protocol::Sequence first, protocol::Sequence last) const;

private:
    std::map<producer::Misbehaviour, Count> m_counts;
    std::map<protocol::Sequence, std::pair<protocol::Sequence, producer::Misbehaviour>>
        m_withheld; ///< By the first of a run, with its last.
};

} // namespace pushbench::app
