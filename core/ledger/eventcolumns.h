// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/ledger/eventstate.h"
#include "core/protocol/event.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace pushbench::ledger {

/// One row of a table of events. The texts are views into the columns.
struct EventRow
{
    WallTime at{}; ///< Milliseconds are kept.
    ExchangeNumber exchange{};
    protocol::Sequence sequence{};
    QByteArrayView resourceName{};
    QByteArrayView resourceRecordKey{};
    QByteArrayView source{};
    EventState state = EventState::Received;
};

/// Numbers texts that come again and again. Grows by distinct texts only, and stops at 65,535 of
/// them.
class TextTable
{
public:
    static constexpr quint16 kFull = 0xffff;

    TextTable() { m_recent.fill(kFull); }

    /// The text's number, or kFull when there is no room for another.
    [[nodiscard]] quint16 intern(QByteArrayView text);
    [[nodiscard]] QByteArrayView text(quint16 number) const { return m_texts[number]; }

private:
    QHash<QByteArray, quint16> m_numbers;
    std::vector<QByteArray> m_texts;
    /// By hash, what was asked for last: a few names come again and again, and QHash hashes slowly.
    std::array<quint16, 256> m_recent;
};

/// Rows in columns: about 25 bytes and the key for each. Append only; blocks that are full never
/// change, so that a snapshot of any size costs a pointer per block and one copy of the last block.
class EventColumns
{
public:
    static constexpr qsizetype kBlockRows = 65'536;

    void append(const EventRow &row);

    [[nodiscard]] qsizetype size() const noexcept { return m_size; }
    [[nodiscard]] EventRow row(qsizetype index) const;

    /// The rows as they are now, for another thread to scan.
    [[nodiscard]] EventColumns snapshot() const;

    /// The rows that the predicate holds for, ascending; ends early, with what it has, when
    /// cancelled.
    template <typename Predicate>
    [[nodiscard]] std::vector<quint32> rowsWhere(Predicate &&holds,
                                                 const std::atomic<bool> &cancelled) const
    {
        std::vector<quint32> rows;
        for (qsizetype i = 0; i < m_size; ++i) {
            if (i % kBlockRows == 0 && cancelled)
                break;
            if (holds(row(i)))
                rows.push_back(static_cast<quint32>(i));
        }
        return rows;
    }

    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    struct Block
    {
        WallTime began{};
        qsizetype firstRow = 0;
        qint64 firstExchange = 0;
        std::vector<qint64> sequences;
        std::vector<quint32> milliseconds; ///< Since began.
        std::vector<qint32> exchanges;     ///< Above firstExchange.
        std::vector<quint32> keyEnds;      ///< In texts; a key begins where the one before ends.
        std::vector<quint16> names;
        std::vector<quint16> sources;
        std::vector<EventState> states;
        QByteArray texts;

        [[nodiscard]] size_t memoryBytes() const noexcept;
    };

    [[nodiscard]] Block &openBlock(const EventRow &row);
    [[nodiscard]] const Block &blockOf(qsizetype index) const;

    std::vector<std::shared_ptr<Block>>
        m_blocks; ///< All but the last one are shared with snapshots.
    std::shared_ptr<TextTable> m_texts = std::make_shared<TextTable>();
    qsizetype m_size = 0;
};

} // namespace pushbench::ledger
