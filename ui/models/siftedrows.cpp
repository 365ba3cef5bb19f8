// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/siftedrows.h"

namespace pushbench::ui {

SiftedRows::SiftedRows(QAbstractItemModel &source, QObject *parent)
    : QObject(parent)
    , rows(source)
    , m_source(source)
{
    connect(&source, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { placeNew(first, last); });
    connect(&source, &QAbstractItemModel::dataChanged, this, &SiftedRows::placeChanged);
}

void SiftedRows::setPasses(Passes passes)
{
    m_passes = std::move(passes);
    if (!m_passes) {
        rows.showAll();
        return;
    }
    rows.begin();
    placeNew(0, m_source.rowCount() - 1);
}

void SiftedRows::placeNew(int first, int last)
{
    if (!m_passes)
        return;
    std::vector<int> passing;
    for (int row = first; row <= last; ++row) {
        if (m_passes(row))
            passing.push_back(row);
    }
    rows.add(passing);
}

/// A change of one column is an age that grows; nobody filters by that.
void SiftedRows::placeChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    if (!m_passes || topLeft.column() == bottomRight.column())
        return;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
        rows.place(row, m_passes(row));
}

} // namespace pushbench::ui
