// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace pushbench::ui {

/// The rows of another table that pass a filter, in their order; all of them while there is none.
/// The other table only grows, and who filters says which of its rows pass. An index of a row
/// number costs four bytes; nothing is sorted or copied.
class FilteredRows final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Without its source the table is empty.
    explicit FilteredRows(QAbstractItemModel &source, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FilteredRows)

    /// Everything passes.
    void showAll();
    /// Nothing passes but what add() says from here on.
    void begin();
    /// Ascending, behind what was added before; one insertion.
    void add(const std::vector<int> &rows);
    /// A row that was there already passes from now on, or passes no more.
    void place(int sourceRow, bool passes);

    [[nodiscard]] bool isFiltering() const noexcept { return m_filtering; }
    [[nodiscard]] int sourceRow(int row) const;
    /// -1 when it does not pass.
    [[nodiscard]] int rowOf(int sourceRow) const;
    /// The same for ranges of rows, both ends included; what does not pass is left out.
    using RowRange = std::pair<int, int>;
    [[nodiscard]] std::vector<RowRange> rangesOf(const std::vector<RowRange> &sourceRows) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void changed(const QModelIndex &topLeft, const QModelIndex &bottomRight);

    QAbstractItemModel *m_source;
    std::vector<int> m_rows;
    bool m_filtering = false;
};

} // namespace pushbench::ui
