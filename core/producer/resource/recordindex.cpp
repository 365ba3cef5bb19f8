// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/recordindex.h"

namespace pushbench::producer {

namespace {

constexpr size_t kSmallest = 64; // A power of two, as all sizes are.

} // namespace

size_t RecordIndex::slotOf(quint64 fingerprint) const noexcept
{
    const size_t mask = m_prints.size() - 1;
    size_t slot = size_t(fingerprint) & mask;
    while (m_prints[slot] != 0 && m_prints[slot] != fingerprint)
        slot = (slot + 1) & mask;
    return slot;
}

std::optional<quint32> RecordIndex::find(quint64 fingerprint) const noexcept
{
    if (m_used == 0)
        return std::nullopt;
    const size_t slot = slotOf(fingerprint);
    return m_prints[slot] == 0 ? std::nullopt : std::optional(m_rows[slot]);
}

std::optional<quint32> RecordIndex::put(quint64 fingerprint, quint32 row)
{
    if (m_used * 10 >= m_prints.size() * 7)
        grow();
    const size_t slot = slotOf(fingerprint);
    std::optional<quint32> before;
    if (m_prints[slot] != 0)
        before = m_rows[slot];
    else
        ++m_used;
    m_prints[slot] = fingerprint;
    m_rows[slot] = row;
    return before;
}

void RecordIndex::grow()
{
    const std::vector<quint64> prints = std::move(m_prints);
    const std::vector<quint32> rows = std::move(m_rows);
    const size_t size = prints.empty() ? kSmallest : prints.size() * 2;
    m_prints.assign(size, 0);
    m_rows.assign(size, 0);
    for (size_t i = 0; i < prints.size(); ++i) {
        if (prints[i] == 0)
            continue;
        const size_t slot = slotOf(prints[i]);
        m_prints[slot] = prints[i];
        m_rows[slot] = rows[i];
    }
}

} // namespace pushbench::producer
