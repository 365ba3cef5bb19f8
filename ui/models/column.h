// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/meaning.h"

#include <QCoreApplication>
#include <QVariant>

#include <span>

namespace pushbench::ui {

/// One column of a table: everything that columnCount(), data() and headerData() need to know of
/// it. The text is made when a cell is painted and never kept.
template <typename Model, typename Row>
struct Column
{
    const char *title; ///< In the translation context "Columns".
    QString (*text)(const Model &, const Row &);
    CellKind kind = CellKind::Text;
    int width = 10; ///< Characters.
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool elastic = false; ///< Gives way where there is no room for all.
};

inline constexpr Qt::Alignment kTexts = Qt::AlignLeft | Qt::AlignVCenter;
inline constexpr Qt::Alignment kNumbers = Qt::AlignRight | Qt::AlignVCenter;

/// What headerData() answers for a horizontal section.
template <typename Model, typename Row>
[[nodiscard]] QVariant columnHeader(std::span<const Column<Model, Row>> columns, int section,
                                    int role)
{
    if (section < 0 || size_t(section) >= columns.size())
        return {};
    const Column<Model, Row> &column = columns[size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("Columns", column.title);
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    case CellKindRole:
        return int(column.kind);
    case WidthRole:
        return column.width;
    case ElasticRole:
        return column.elastic;
    default:
        return {};
    }
}

} // namespace pushbench::ui
