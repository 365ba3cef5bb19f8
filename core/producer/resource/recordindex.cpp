// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/recordindex.h"

namespace pushbench::producer {

namespace {

constexpr size_t kParts = 256;
constexpr size_t kSmallest = 16; // A power of two, as all sizes are.

} // namespace

RecordIndex::RecordIndex()
    : m_parts(kParts)
{
}

/// By its upper bits; the lower ones choose the slot.
size_t RecordIndex::partOf(quint64 fingerprint) noexcept
{
    return size_t(fingerprint >> 56);
}

size_t RecordIndex::Part::slotOf(quint64 fingerprint) const noexcept
{
    const size_t mask = prints.size() - 1;
    size_t slot = size_t(fingerprint) & mask;
    while (prints[slot] != 0 && prints[slot] != fingerprint)
        slot = (slot + 1) & mask;
    return slot;
}

std::optional<quint32> RecordIndex::find(quint64 fingerprint) const noexcept
{
    const Part &part = m_parts[partOf(fingerprint)];
    if (part.used == 0)
        return std::nullopt;
    const size_t slot = part.slotOf(fingerprint);
    return part.prints[slot] == 0 ? std::nullopt : std::optional(part.rows[slot]);
}

std::optional<quint32> RecordIndex::put(quint64 fingerprint, quint32 row)
{
    Part &part = m_parts[partOf(fingerprint)];
    if (part.used * 10 >= part.prints.size() * 7)
        part.grow();
    const size_t slot = part.slotOf(fingerprint);
    std::optional<quint32> before;
    if (part.prints[slot] != 0)
        before = part.rows[slot];
    else
        ++part.used;
    part.prints[slot] = fingerprint;
    part.rows[slot] = row;
    return before;
}

void RecordIndex::Part::grow()
{
    Part larger;
    const size_t size = prints.empty() ? kSmallest : prints.size() * 2;
    larger.prints.assign(size, 0);
    larger.rows.assign(size, 0);
    larger.used = used;
    for (size_t i = 0; i < prints.size(); ++i) {
        if (prints[i] == 0)
            continue;
        const size_t slot = larger.slotOf(prints[i]);
        larger.prints[slot] = prints[i];
        larger.rows[slot] = rows[i];
    }
    *this = std::move(larger);
}

size_t RecordIndex::size() const noexcept
{
    size_t used = 0;
    for (const Part &part : m_parts)
        used += part.used;
    return used;
}

size_t RecordIndex::memoryBytes() const noexcept
{
    size_t bytes = m_parts.capacity() * sizeof(Part);
    for (const Part &part : m_parts)
        bytes += part.prints.capacity() * (sizeof(quint64) + sizeof(quint32));
    return bytes;
}

} // namespace pushbench::producer
