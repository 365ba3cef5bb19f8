// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/filteredrows.h"

#include <algorithm>

namespace pushbench::ui {

FilteredRows::FilteredRows(QAbstractItemModel &source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(&source)
{
    connect(&source, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this](const QModelIndex &, int first, int last) {
                if (!m_filtering)
                    beginInsertRows({}, first, last);
            });
    connect(&source, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_filtering)
            endInsertRows();
    });
    connect(&source, &QAbstractItemModel::dataChanged, this, &FilteredRows::changed);
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    // A window's views go after its models.
    connect(&source, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_source = nullptr;
        m_rows.clear();
        endResetModel();
    });
    connect(&source, &QAbstractItemModel::modelReset, this, [this] {
        m_rows.clear();
        endResetModel();
    });
}

void FilteredRows::showAll()
{
    if (!m_filtering)
        return;
    beginResetModel();
    m_filtering = false;
    m_rows.clear();
    endResetModel();
}

void FilteredRows::begin()
{
    beginResetModel();
    m_filtering = true;
    m_rows.clear();
    endResetModel();
}

void FilteredRows::add(const std::vector<int> &rows)
{
    if (rows.empty() || !m_filtering)
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
}

void FilteredRows::place(int sourceRow, bool passes)
{
    const auto at = std::ranges::lower_bound(m_rows, sourceRow);
    const bool passed = at != m_rows.end() && *at == sourceRow;
    if (!m_filtering || passes == passed)
        return;
    const int row = int(at - m_rows.begin());
    if (passes) {
        beginInsertRows({}, row, row);
        m_rows.insert(at, sourceRow);
        endInsertRows();
    } else {
        beginRemoveRows({}, row, row);
        m_rows.erase(at);
        endRemoveRows();
    }
}

int FilteredRows::sourceRow(int row) const
{
    return m_filtering ? m_rows[size_t(row)] : row;
}

int FilteredRows::rowOf(int sourceRow) const
{
    if (!m_filtering)
        return sourceRow;
    const auto found = std::ranges::lower_bound(m_rows, sourceRow);
    return found != m_rows.end() && *found == sourceRow ? int(found - m_rows.begin()) : -1;
}

std::vector<FilteredRows::RowRange>
FilteredRows::rangesOf(const std::vector<RowRange> &sourceRows) const
{
    if (!m_filtering)
        return sourceRows;
    std::vector<RowRange> ranges;
    for (const auto &[from, to] : sourceRows) {
        const auto first = std::ranges::lower_bound(m_rows, from) - m_rows.begin();
        const auto last = std::ranges::upper_bound(m_rows, to) - m_rows.begin();
        if (first < last)
            ranges.emplace_back(int(first), int(last) - 1);
    }
    return ranges;
}

void FilteredRows::changed(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    const auto first = std::ranges::lower_bound(m_rows, topLeft.row()) - m_rows.begin();
    const auto last = std::ranges::upper_bound(m_rows, bottomRight.row()) - m_rows.begin();
    if (!m_filtering)
        Q_EMIT dataChanged(index(topLeft.row(), topLeft.column()),
                           index(bottomRight.row(), bottomRight.column()));
    else if (first < last)
        Q_EMIT dataChanged(index(int(first), topLeft.column()),
                           index(int(last) - 1, bottomRight.column()));
}

int FilteredRows::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_filtering ? int(m_rows.size()) : m_source ? m_source->rowCount() : 0;
}

int FilteredRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_source ? 0 : m_source->columnCount();
}

QVariant FilteredRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return m_source->index(sourceRow(index.row()), index.column()).data(role);
}

QVariant FilteredRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source ? m_source->headerData(section, orientation, role) : QVariant();
}

} // namespace pushbench::ui
