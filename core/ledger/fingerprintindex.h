// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ids.h"

#include <QByteArrayView>

#include <array>
#include <memory>
#include <vector>

namespace pushbench::ledger {

/// One 64-bit value for (ResourceName, ResourceRecordKey), the identity of what an event speaks
/// about; the URL is no part of it (DD20-F4). Never 0, and the same in every run and on every
/// machine.
///
/// Different fingerprints prove different records. Equal ones are taken as the same record, which
/// is wrong once in 2^64 pairs. There is no secret in it: a peer that wants two records to look
/// alike can search for them, and then hides a conflict of its own from us.
[[nodiscard]] quint64 fingerprint(QByteArrayView resourceName,
                                  QByteArrayView resourceRecordKey) noexcept;

/// What is kept of a number's first arrival.
struct FirstArrival
{
    quint64 fingerprint = 0;   ///< 0: nothing is known.
    ExchangeNumber exchange{}; ///< 0 when it does not fit 32 bits.

    friend bool operator==(const FirstArrival &, const FirstArrival &) = default;
};

/// Fingerprints, and who brought them, of 256 consecutive numbers.
class FingerprintBlock
{
public:
    static constexpr int kNumbers = 256;

    [[nodiscard]] FirstArrival find(int offset) const noexcept;

    FirstArrival insertOrFind(int offset, quint64 fingerprint, quint32 exchange)
    {
        quint64 &print = m_prints[static_cast<size_t>(offset)];
        if (print != 0)
            return find(offset);
        print = fingerprint;
        ++m_count;
        if (offset > m_top && !m_origins.empty() && m_origins.back().exchange == exchange)
            m_top = static_cast<qint16>(offset);
        else
            setOrigin(offset, exchange);
        return {};
    }

    /// Calls visit(base + offset, fingerprint) for every number of the block.
    template <typename Visit>
    void forEach(qint64 base, Visit &visit) const
    {
        for (int offset = 0; offset < kNumbers; ++offset) {
            if (const quint64 print = m_prints[static_cast<size_t>(offset)]; print != 0)
                visit(base + offset, print);
        }
    }

    /// The offset must be present.
    void replace(int offset, quint64 fingerprint, quint32 exchange);

    [[nodiscard]] const void *address(int offset) const noexcept
    {
        return &m_prints[static_cast<size_t>(offset)];
    }
    [[nodiscard]] int count() const noexcept { return m_count; }
    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    using ExchangeOfEach = std::array<quint32, kNumbers>;

    /// From offset up to the next origin's, present numbers came with this exchange.
    struct Origin
    {
        quint32 exchange = 0;
        qint32 offset = 0;
    };

    void setOrigin(int offset, quint32 exchange);
    void insertOrigin(int offset, quint32 exchange);
    void listEach();

    std::array<quint64, kNumbers> m_prints{};
    std::vector<Origin> m_origins; ///< Ascending; one per batch in ordered traffic.
    std::unique_ptr<ExchangeOfEach>
        m_each;        ///< Instead of m_origins once those would take more room.
    qint16 m_top = -1; ///< Highest present offset.
    qint16 m_count = 0;
};

/// Fingerprint and exchange of the first arrival of every number, for telling duplicates from
/// conflicts. A value of one thread; movable, not copyable.
///
/// Memory per number: about 8.5 bytes in a dense feed pushed in batches (up to 12.3 where
/// neighbours came with many different exchanges), 30 to 45 for one that stands alone, never above
/// 64 in between.
class FingerprintIndex
{
public:
    /// Stores the arrival unless the number has one; returns what stood there (fingerprint 0:
    /// nothing).
    FirstArrival insertOrFind(qint64 n, FirstArrival arrival)
    {
        if (m_hot && blockOf(n) == m_hotBlock)
            return m_hot->insertOrFind(offsetOf(n), arrival.fingerprint, code(arrival.exchange));
        return insertOrFindElsewhere(n, arrival);
    }

    [[nodiscard]] FirstArrival find(qint64 n) const noexcept;

    /// Calls visit(qint64 n, quint64 fingerprint) for every number, in no order.
    template <typename Visit>
    void forEach(Visit &&visit) const
    {
        for (const Slot &slot : m_slots) {
            const auto base = static_cast<qint64>(slot.block << 8);
            if (slot.form == Form::Single) {
                visit(base + slot.offset, slot.data);
            } else if (slot.form == Form::Few) {
                for (const Entry &entry : m_lists[slot.data])
                    visit(base + entry.offset, entry.fingerprint);
            } else if (slot.form == Form::Dense) {
                m_blocks[slot.data]->forEach(base, visit);
            }
        }
    }

    /// Puts another arrival in the place of the number's, which must have one.
    void replace(qint64 n, FirstArrival arrival);

    /// Tells the processor that n comes soon; random order is bound by memory latency otherwise.
    void prefetch(qint64 n) const noexcept
    {
        if (!m_hot || blockOf(n) != m_hotBlock)
            prefetchElsewhere(n);
    }

    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    enum class Form : quint8 {
        Empty,
        Single, ///< The one number of the block is in the slot itself.
        Few,    ///< data is an index into m_lists.
        Dense,  ///< data is an index into m_blocks.
    };

    struct Slot
    {
        quint64 block = 0;
        quint64 data = 0;
        quint32 exchange = 0;
        quint8 offset = 0;
        Form form = Form::Empty;
    };

    struct Entry
    {
        quint64 fingerprint = 0;
        quint32 exchange = 0;
        qint32 offset = 0;
    };

    static constexpr size_t kFew = 64;      ///< A list with more entries becomes a dense block.
    static constexpr int kWellFilled = 192; ///< Behind such a block the next one is born dense.

    static constexpr quint64 blockOf(qint64 n) noexcept { return static_cast<quint64>(n) >> 8; }
    static constexpr int offsetOf(qint64 n) noexcept { return static_cast<int>(n & 0xff); }
    static constexpr quint32 code(ExchangeNumber exchange) noexcept
    {
        const auto code = static_cast<quint32>(exchange.value);
        return qint64{code} == exchange.value ? code : 0;
    }

    FirstArrival insertOrFindElsewhere(qint64 n, FirstArrival arrival);
    void prefetchElsewhere(qint64 n) const noexcept;
    FirstArrival insertIntoList(Slot &slot, const Entry &entry);
    void makeDense(Slot &slot, const std::vector<Entry> &entries);
    void makeHot(const Slot &slot);
    Slot &freshSlot(quint64 block);
    void grow();
    [[nodiscard]] size_t slotOf(quint64 block) const noexcept;

    std::vector<Slot> m_slots;
    size_t m_used = 0;
    std::vector<std::vector<Entry>> m_lists;
    std::vector<size_t> m_freeLists;
    std::vector<std::unique_ptr<FingerprintBlock>> m_blocks;
    FingerprintBlock *m_hot = nullptr; ///< Where the last number went, when that is dense.
    quint64 m_hotBlock = 0;
};

} // namespace pushbench::ledger
