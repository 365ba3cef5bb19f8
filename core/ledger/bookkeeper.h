// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/ledger/books.h"
#include "core/ledger/records.h"

namespace pushbench::ledger {

/// Turns what the journal committed into facts, in its order: live while traffic runs, and again
/// when a session file is opened. The same input gives the same records, whichever way it came.
class Bookkeeper
{
public:
    /// Applies one item and appends what it brought. An exchange must carry its payload and its
    /// findings.
    void apply(const journal::Committed &item, Records &records);

    /// Sets Records::feeds and Records::totals from the state after the last apply().
    void summarise(Records &records);

    [[nodiscard]] const Books &books() const noexcept { return m_books; }
    [[nodiscard]] const Totals &totals() const noexcept { return m_totals; }

private:
    Books m_books;
    Totals m_totals;
};

} // namespace pushbench::ledger
