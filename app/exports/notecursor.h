// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exports/exchangemembers.h"

#include <deque>
#include <unordered_set>

namespace pushbench::app {

/// Goes along a session's notes while its exchanges are written, in their order and perhaps not all
/// of them, and finds for each what stands beside it.
class NoteCursor
{
public:
    /// The reader outlives the cursor.
    NoteCursor(const journal::SessionReader &reader, Beside::Span session)
        : m_reader(reader)
        , m_session(session)
    {
    }

    /// Of the next exchange that is written; one that was not written takes the notes about itself
    /// with it.
    [[nodiscard]] Result<Beside> beside(ExchangeNumber written);

private:
    [[nodiscard]] Result<const journal::PlacedNote *> peek();
    [[nodiscard]] bool belongs(const journal::Note &note) const;

    const journal::SessionReader &m_reader;
    Beside::Span m_session;
    std::deque<journal::PlacedNote> m_read;
    qint64 m_last = 0;
    bool m_begun = false;
    std::unordered_set<qint64> m_written;
};

/// From the first run's beginning to how late it is known to have become.
[[nodiscard]] Result<Beside::Span> spanOf(const journal::SessionReader &reader);

} // namespace pushbench::app
