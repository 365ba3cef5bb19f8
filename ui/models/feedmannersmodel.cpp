// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/feedmannersmodel.h"

#include "ui/models/column.h"
#include "ui/models/texts.h"

#include <array>

namespace pushbench::ui {
namespace {

using Model = FeedMannersModel;
using Row = consumer::PolitenessFigure;

QString feedText(const Model &, const Row &row)
{
    if (!row.feed.isEmpty())
        return QString::fromUtf8(row.feed);
    return row.path.isEmpty()
        ? FeedMannersModel::tr("(no source)")
        : FeedMannersModel::tr("(no source) at %1").arg(QString::fromUtf8(row.path));
}

// clang-format off
constexpr std::array<Column<Model, Row>, 7> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Feed"),            feedText, CellKind::Text, 14, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Holds"),           [](const Model &, const Row &row) { return grouped(qint64(row.holds)); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Obeyed"),          [](const Model &, const Row &row) { return grouped(qint64(row.obeyed)); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Early"),           [](const Model &, const Row &row) { return grouped(qint64(row.early)); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Not back"),        [](const Model &, const Row &row) { return grouped(qint64(row.notReturned)); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Waiting"),         [](const Model &, const Row &row) { return grouped(qint64(row.waiting)); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Smallest margin"), [](const Model &, const Row &row) { return marginText(row.smallestMargin); }, CellKind::Code, 15, kNumbers},
}};
// clang-format on

} // namespace

void FeedMannersModel::show(const std::vector<consumer::PolitenessFigure> &figures)
{
    // A new feed may stand anywhere among the others; that is rare, and the table is short.
    if (figures.size() != m_rows.size()) {
        beginResetModel();
        m_rows = figures;
        endResetModel();
        return;
    }
    m_rows = figures;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int FeedMannersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FeedMannersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

QVariant FeedMannersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &column = kColumns[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return column.text(*this, m_rows[size_t(index.row())]);
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    default:
        return {};
    }
}

QVariant FeedMannersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
