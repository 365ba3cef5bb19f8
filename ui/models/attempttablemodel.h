// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"
#include "ui/models/chunked.h"
#include "ui/models/timing.h"

#include <QAbstractTableModel>
#include <QHash>

namespace pushbench::ui {

/// What our producer sent, an attempt to a row, oldest first; and which of them are tries of one
/// batch.
class AttemptTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        qint64 number = 0; ///< Of the exchange.
        WallTime began{};
        journal::Timings timings{};
        qint64 first = 0; ///< 0: no event.
        qint64 last = 0;
        qint32 batch = 0; ///< Counts the batches of the session from 1.
        qint32 attempt = 1;
        qint32 before = -1; ///< The row of the attempt before it, of the same batch.
        qint32 after = -1;
        qint16 status = 0;
        journal::Outcome outcome = journal::Outcome::Delivered;
        bool tls = false;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void take(const ledger::Records &records);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    [[nodiscard]] const Row &at(int row) const { return m_rows[size_t(row)]; }

    /// How long the feed waited before this attempt; none for the first.
    [[nodiscard]] std::optional<std::chrono::microseconds> waited(const Row &row) const;

    /// Every attempt of the row's batch, in their order.
    [[nodiscard]] std::vector<AttemptTiming> attemptsOf(int row) const;
    /// "Batch 7, 1101–1200: delivered by attempt 3, after 2.13 s".
    [[nodiscard]] QString storyOf(int row) const;

private:
    [[nodiscard]] Row rowFrom(const ledger::ExchangeRecord &record, int place);
    [[nodiscard]] int lastOf(int row) const;

    Chunked<Row, 4096> m_rows;
    QHash<qint64, qint32> m_underWay; ///< By delivery: the last row of batches not settled yet.
    qint32 m_batches = 0;
};

} // namespace pushbench::ui
