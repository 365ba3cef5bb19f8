// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"
#include "core/ledger/remarkindex.h"
#include "ui/models/chunked.h"

#include <QAbstractTableModel>
#include <QHash>

namespace pushbench::ui {

/// The exchanges of a session, oldest first. A row keeps the few numbers that the table shows;
/// heads and bodies stay in the session file and are fetched for the one exchange that is looked
/// at.
class ExchangeTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        qint64 number = 0;
        WallTime began{};
        qint64 first = 0; ///< 0: no event.
        qint64 last = 0;
        qint64 durationUs = -1; ///< -1: unknown.
        qint32 requestBytes = 0;
        qint32 events = 0;
        qint32 source = -1; ///< Into m_sources; -1: none.
        qint32 findings = 0;
        qint16 status = 0;
        Side side = Side::Consumer;
        journal::Outcome outcome = journal::Outcome::Answered;
        protocol::Verdict worst = protocol::Verdict::Info;
        bool broken = false; ///< Something failed on the wire.
    };

    /// The remarks outlive the model and are told of a batch before it is.
    explicit ExchangeTableModel(const ledger::RemarkIndex &remarks, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_remarks(remarks)
    {
    }
    Q_DISABLE_COPY_MOVE(ExchangeTableModel)

    /// Takes what is new with one insertion, and exchanges that are known already as changes.
    void take(const ledger::Records &records);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// The row of an exchange, -1 when there is none.
    [[nodiscard]] int rowOf(ExchangeNumber number) const;
    [[nodiscard]] const Row &at(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] QString sourceOf(const Row &row) const;
    [[nodiscard]] const ledger::Remark *remarkOf(const Row &row) const
    {
        return m_remarks.of(ExchangeNumber{row.number});
    }

private:
    [[nodiscard]] Row rowFrom(const ledger::ExchangeRecord &record);
    [[nodiscard]] qint32 intern(const QByteArray &source);

    const ledger::RemarkIndex &m_remarks;
    Chunked<Row> m_rows; ///< Ascending numbers.
    QHash<QByteArray, qint32> m_sourceIds;
    QStringList m_sources;
};

} // namespace pushbench::ui
