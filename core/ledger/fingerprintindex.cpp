// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/fingerprintindex.h"

#include <algorithm>

namespace pushbench::ledger {
namespace {

__extension__ using Wide = unsigned __int128;

/// Runs of neighbouring blocks are the rule; the multiplication scatters them over the table.
size_t home(quint64 block, size_t slots) noexcept
{
    const quint64 hash = (block + 1) * 0xaa788ce211606905;
    return static_cast<size_t>((Wide{hash} * slots) >> 64);
}

constexpr size_t kMostOrigins = 64;

} // namespace

FirstArrival FingerprintBlock::find(int offset) const noexcept
{
    const quint64 print = m_prints[static_cast<size_t>(offset)];
    if (print == 0)
        return {};
    if (m_each)
        return {print, {(*m_each)[static_cast<size_t>(offset)]}};
    const auto behind =
        std::partition_point(m_origins.begin(), m_origins.end(),
                             [offset](const Origin &origin) { return origin.offset <= offset; });
    return {print, {std::prev(behind)->exchange}};
}

void FingerprintBlock::replace(int offset, quint64 fingerprint, quint32 exchange)
{
    m_prints[static_cast<size_t>(offset)] = fingerprint;
    setOrigin(offset, exchange);
}

void FingerprintBlock::setOrigin(int offset, quint32 exchange)
{
    if (m_each)
        (*m_each)[static_cast<size_t>(offset)] = exchange;
    else
        insertOrigin(offset, exchange);
    m_top = std::max(m_top, static_cast<qint16>(offset));
    if (m_origins.size() > kMostOrigins)
        listEach();
}

/// Only this offset changes hands: whoever owned the numbers behind it takes over again there.
void FingerprintBlock::insertOrigin(int offset, quint32 exchange)
{
    auto behind =
        std::partition_point(m_origins.begin(), m_origins.end(),
                             [offset](const Origin &origin) { return origin.offset <= offset; });
    const Origin *before = behind == m_origins.begin() ? nullptr : &*std::prev(behind);
    if (before && before->exchange == exchange)
        return;
    const bool resumes =
        before && offset < m_top && (behind == m_origins.end() || behind->offset > offset + 1);
    const Origin resumed{before ? before->exchange : 0, offset + 1};
    if (resumes)
        behind = m_origins.insert(behind, resumed);
    if (behind != m_origins.begin() && std::prev(behind)->offset == offset)
        std::prev(behind)->exchange = exchange;
    else
        m_origins.insert(behind, {exchange, offset});
}

void FingerprintBlock::listEach()
{
    auto each = std::make_unique<ExchangeOfEach>();
    for (int offset = 0; offset < kNumbers; ++offset)
        (*each)[static_cast<size_t>(offset)] = static_cast<quint32>(find(offset).exchange.value);
    std::vector<Origin>().swap(m_origins);
    m_each = std::move(each);
}

size_t FingerprintBlock::memoryBytes() const noexcept
{
    return sizeof(*this) + m_origins.capacity() * sizeof(Origin)
        + (m_each ? sizeof(ExchangeOfEach) : 0);
}

FirstArrival FingerprintIndex::find(qint64 n) const noexcept
{
    if (m_slots.empty())
        return {};
    const Slot &slot = m_slots[slotOf(blockOf(n))];
    switch (slot.form) {
    case Form::Empty:
        return {};
    case Form::Single:
        return slot.offset == offsetOf(n) ? FirstArrival{slot.data, {slot.exchange}}
                                          : FirstArrival{};
    case Form::Few:
        for (const Entry &entry : m_lists[slot.data]) {
            if (entry.offset == offsetOf(n))
                return {entry.fingerprint, {entry.exchange}};
        }
        return {};
    case Form::Dense:
        return m_blocks[slot.data]->find(offsetOf(n));
    }
    Q_UNREACHABLE();
}

void FingerprintIndex::replace(qint64 n, FirstArrival arrival)
{
    Slot &slot = m_slots[slotOf(blockOf(n))];
    switch (slot.form) {
    case Form::Empty:
        Q_UNREACHABLE();
    case Form::Single:
        slot.data = arrival.fingerprint;
        slot.exchange = code(arrival.exchange);
        return;
    case Form::Few:
        for (Entry &entry : m_lists[slot.data]) {
            if (entry.offset == offsetOf(n))
                entry = {arrival.fingerprint, code(arrival.exchange), offsetOf(n)};
        }
        return;
    case Form::Dense:
        m_blocks[slot.data]->replace(offsetOf(n), arrival.fingerprint, code(arrival.exchange));
        return;
    }
}

void FingerprintIndex::prefetchElsewhere(qint64 n) const noexcept
{
    if (m_slots.empty())
        return;
    const Slot &slot = m_slots[slotOf(blockOf(n))];
    if (slot.form == Form::Dense)
        __builtin_prefetch(m_blocks[slot.data]->address(offsetOf(n)), 1);
}

FirstArrival FingerprintIndex::insertOrFindElsewhere(qint64 n, FirstArrival arrival)
{
    const quint64 block = blockOf(n);
    const Entry entry{arrival.fingerprint, code(arrival.exchange), offsetOf(n)};
    Slot *slot = m_slots.empty() ? nullptr : &m_slots[slotOf(block)];
    if (!slot || slot->form == Form::Empty) {
        slot = &freshSlot(block);
        // Ordered traffic fills one block after the other and should not have to prove it each
        // time.
        if (m_hot && block == m_hotBlock + 1 && m_hot->count() >= kWellFilled) {
            makeDense(*slot, {entry});
            return {};
        }
        *slot = {block, entry.fingerprint, entry.exchange, static_cast<quint8>(entry.offset),
                 Form::Single};
        return {};
    }
    if (slot->form == Form::Dense) {
        makeHot(*slot);
        return m_hot->insertOrFind(entry.offset, entry.fingerprint, entry.exchange);
    }
    if (slot->form == Form::Few)
        return insertIntoList(*slot, entry);
    if (slot->offset == entry.offset)
        return {slot->data, {slot->exchange}};
    const Entry single{slot->data, slot->exchange, slot->offset};
    if (m_freeLists.empty()) {
        slot->data = m_lists.size();
        m_lists.emplace_back();
    } else {
        slot->data = m_freeLists.back();
        m_freeLists.pop_back();
    }
    slot->form = Form::Few;
    m_lists[slot->data] = {single, entry};
    return {};
}

FirstArrival FingerprintIndex::insertIntoList(Slot &slot, const Entry &entry)
{
    std::vector<Entry> &list = m_lists[slot.data];
    for (const Entry &present : list) {
        if (present.offset == entry.offset)
            return {present.fingerprint, {present.exchange}};
    }
    list.push_back(entry);
    if (list.size() > kFew) {
        const std::vector<Entry> entries = std::move(list);
        m_freeLists.push_back(slot.data);
        makeDense(slot, entries);
    }
    return {};
}

void FingerprintIndex::makeDense(Slot &slot, const std::vector<Entry> &entries)
{
    slot.form = Form::Dense;
    slot.data = m_blocks.size();
    m_blocks.push_back(std::make_unique<FingerprintBlock>());
    makeHot(slot);
    for (const Entry &entry : entries)
        m_hot->insertOrFind(entry.offset, entry.fingerprint, entry.exchange);
}

void FingerprintIndex::makeHot(const Slot &slot)
{
    m_hot = m_blocks[slot.data].get();
    m_hotBlock = slot.block;
}

FingerprintIndex::Slot &FingerprintIndex::freshSlot(quint64 block)
{
    if ((m_used + 1) * 5 > m_slots.size() * 4)
        grow();
    Slot &slot = m_slots[slotOf(block)];
    slot.block = block;
    ++m_used;
    return slot;
}

/// By half: doubling would leave a sparse feed's table up to six tenths empty.
void FingerprintIndex::grow()
{
    std::vector<Slot> old(std::max<size_t>(8, m_slots.size() + m_slots.size() / 2));
    old.swap(m_slots);
    for (const Slot &slot : old) {
        if (slot.form != Form::Empty)
            m_slots[slotOf(slot.block)] = slot;
    }
}

/// The block's slot, or the empty one where it belongs.
size_t FingerprintIndex::slotOf(quint64 block) const noexcept
{
    size_t at = home(block, m_slots.size());
    while (m_slots[at].form != Form::Empty && m_slots[at].block != block)
        at = at + 1 == m_slots.size() ? 0 : at + 1;
    return at;
}

size_t FingerprintIndex::memoryBytes() const noexcept
{
    size_t bytes = sizeof(*this) + m_slots.capacity() * sizeof(Slot)
        + m_lists.capacity() * sizeof(m_lists.front())
        + m_blocks.capacity() * sizeof(m_blocks.front()) + m_freeLists.capacity() * sizeof(size_t);
    for (const std::vector<Entry> &list : m_lists)
        bytes += list.capacity() * sizeof(Entry);
    for (const std::unique_ptr<FingerprintBlock> &block : m_blocks)
        bytes += block->memoryBytes();
    return bytes;
}

} // namespace pushbench::ledger
