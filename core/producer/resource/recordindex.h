// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace pushbench::producer {

/// The row of the newest event of each record, by the record's fingerprint (ledger::fingerprint:
/// equal ones are taken as the same record). About 17 to 34 bytes a record.
class RecordIndex
{
public:
    [[nodiscard]] std::optional<quint32> find(quint64 fingerprint) const noexcept;

    /// Puts the row there; returns the one that stood there.
    std::optional<quint32> put(quint64 fingerprint, quint32 row);

    [[nodiscard]] size_t size() const noexcept { return m_used; }

private:
    [[nodiscard]] size_t slotOf(quint64 fingerprint) const noexcept;
    void grow();

    // Two columns, because searching needs only the one.
    std::vector<quint64> m_prints; ///< 0: free, which no fingerprint is.
    std::vector<quint32> m_rows;
    size_t m_used = 0;
};

} // namespace pushbench::producer
