// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/politeness.h"
#include "ui/models/chunked.h"
#include "ui/models/meaning.h"

#include <QAbstractTableModel>
#include <QHash>

#include <array>

namespace pushbench::ui {

/// The answers that asked a producer to stop, one row each in the order in which they were given,
/// and what became of each.
class PolitenessTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// New holds, and known ones of which more is known now.
    void take(const std::vector<consumer::PolitenessRecord> &changed);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// How many holds came out so.
    [[nodiscard]] int count(Conduct conduct) const { return m_counts[size_t(conduct)]; }

    [[nodiscard]] const consumer::PolitenessRecord &at(int row) const
    {
        return m_rows[size_t(row)];
    }

private:
    Chunked<consumer::PolitenessRecord, 256> m_rows;
    QHash<qint64, int> m_byExchange;
    std::array<int, 5> m_counts{};
};

} // namespace pushbench::ui
