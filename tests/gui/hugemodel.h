// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/meaning.h"

#include <QAbstractTableModel>

namespace pushbench::ui {

/// As many rows as asked for, made up on the spot; counts how often a cell's text was wanted.
class HugeModel final : public QAbstractTableModel
{
public:
    explicit HugeModel(int rows)
        : m_rows(rows)
    {
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 4;
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        ++textsMade;
        return QStringLiteral("%1/%2").arg(index.row()).arg(index.column());
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override
    {
        if (orientation != Qt::Horizontal)
            return {};
        switch (role) {
        case Qt::DisplayRole:
            return QStringLiteral("Column %1").arg(section);
        case WidthRole:
            return 10;
        case CellKindRole:
            return int(CellKind::Code);
        default:
            return {};
        }
    }

    void grow(int rows)
    {
        beginInsertRows({}, m_rows, m_rows + rows - 1);
        m_rows += rows;
        endInsertRows();
    }

    void empty()
    {
        beginResetModel();
        m_rows = 0;
        endResetModel();
    }

    mutable qint64 textsMade = 0;

private:
    int m_rows;
};

} // namespace pushbench::ui
