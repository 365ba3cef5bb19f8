// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"
#include "core/protocol/clause.h"

#include <QAbstractTableModel>
#include <QHash>

namespace pushbench::ui {

/// What was found so far, one row for each id and verdict: how often, in which exchange first and
/// last, how strongly the clause wants it, and the
/// sentence of the last. Stays short whatever a peer sends.
class FindingTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        QString id;
        const protocol::Clause *clause = nullptr; ///< Null when the catalogue has none of that id.
        protocol::Verdict verdict = protocol::Verdict::Info;
        qint64 count = 0;
        ExchangeNumber first;
        ExchangeNumber last;
        QString where;
        QString text;

        /// "MUST", "our rule"; empty without a clause.
        [[nodiscard]] QString level() const;
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

    /// How many warnings and failures, each time counted.
    [[nodiscard]] qint64 unpleasant() const;

    [[nodiscard]] const Row &at(int row) const { return m_rows[size_t(row)]; }

private:
    struct Changed
    {
        int first = 0;
        int last = -1;
    };

    void count(ExchangeNumber exchange, const protocol::Finding &finding);

    std::vector<Row> m_rows;
    std::vector<Row> m_fresh; ///< On their way into m_rows, while records are taken.
    Changed m_changed;
    QHash<std::pair<QString, int>, int> m_byId;
};

} // namespace pushbench::ui
