// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace pushbench::producer {

/// The row of the newest event of each record, by the record's fingerprint (ledger::fingerprint:
/// equal ones are taken as the same record). About 17 to 34 bytes a record. In many parts that grow
/// each for itself, so that none of them takes long.
class RecordIndex
{
public:
    RecordIndex();

    [[nodiscard]] std::optional<quint32> find(quint64 fingerprint) const noexcept;

    /// Puts the row there; returns the one that stood there.
    std::optional<quint32> put(quint64 fingerprint, quint32 row);

    [[nodiscard]] size_t size() const noexcept;
    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    struct Part
    {
        [[nodiscard]] size_t slotOf(quint64 fingerprint) const noexcept;
        void grow();

        // Two columns, because searching needs only the one.
        std::vector<quint64> prints{}; ///< 0: free, which no fingerprint is.
        std::vector<quint32> rows{};
        size_t used = 0;
    };

    [[nodiscard]] static size_t partOf(quint64 fingerprint) noexcept;

    std::vector<Part> m_parts;
};

} // namespace pushbench::producer
