// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/politenesstablemodel.h"

#include "ui/models/column.h"
#include "ui/models/texts.h"

#include <algorithm>
#include <limits>

namespace pushbench::ui {
namespace {

using Model = PolitenessTableModel;
using Row = consumer::PolitenessRecord;

QString connectionText(const Model &, const Row &row)
{
    if (!row.returned)
        return {};
    return row.sameConnection ? PolitenessTableModel::tr("same")
                              : PolitenessTableModel::tr("other");
}

// clang-format off
constexpr std::array<Column<Model, Row>, 10> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Exchange"),    [](const Model &, const Row &row) { return QString::number(row.exchange.value); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Verdict"),     [](const Model &, const Row &row) { return conductWord(conductOf(row)); }, CellKind::Conduct, 9},
    {QT_TRANSLATE_NOOP("Columns", "Source"),      [](const Model &, const Row &row) { return QString::fromUtf8(row.feed); }, CellKind::Text, 10, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Status"),      [](const Model &, const Row &row) { return QString::number(row.status); }, CellKind::Code, 6, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Retry-After"), [](const Model &, const Row &row) { return QString::fromUtf8(row.retryAfter); }, CellKind::Code, 13, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Announced"),   [](const Model &, const Row &row) { return row.announced ? timeOfDay(*row.announced) : QString(); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Returned"),    [](const Model &, const Row &row) { return row.returned ? timeOfDay(*row.returned) : QString(); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Margin"),      [](const Model &, const Row &row) { return marginText(row.margin); }, CellKind::Code, 10, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Connection"),  connectionText, CellKind::Text, 9},
    {QT_TRANSLATE_NOOP("Columns", "What happened"), [](const Model &, const Row &row) { return row.text; }, CellKind::Text, 40, kTexts, true},
}};
// clang-format on

} // namespace

void PolitenessTableModel::take(const std::vector<consumer::PolitenessRecord> &changed)
{
    const int known = rowCount();
    std::vector<Row> fresh;
    int lowest = std::numeric_limits<int>::max();
    int highest = -1;
    for (const Row &record : changed) {
        const int next = known + int(fresh.size());
        const int row = m_byExchange.value(record.exchange.value, next);
        if (row == next) {
            m_byExchange.insert(record.exchange.value, row);
            fresh.push_back(record);
        } else {
            Row &old = row < known ? m_rows[size_t(row)] : fresh[size_t(row - known)];
            --m_counts[size_t(conductOf(old))];
            old = record;
        }
        ++m_counts[size_t(conductOf(record))];
        if (row < known) {
            lowest = std::min(lowest, row);
            highest = std::max(highest, row);
        }
    }
    if (highest >= 0)
        Q_EMIT dataChanged(index(lowest, 0), index(highest, columnCount() - 1));
    if (fresh.empty())
        return;
    beginInsertRows({}, known, known + int(fresh.size()) - 1);
    for (const Row &row : fresh)
        m_rows.push_back(row);
    endInsertRows();
}

void PolitenessTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_byExchange.clear();
    m_counts.fill(0);
    endResetModel();
}

int PolitenessTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PolitenessTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

QVariant PolitenessTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = at(index.row());
    const auto &column = kColumns[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return column.text(*this, row);
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    case ConductRole:
        return int(conductOf(row));
    case ExchangeRole:
        // Who came back is the evidence; before that, who was told to wait.
        return row.returnedBy.value != 0 ? row.returnedBy.value : row.exchange.value;
    default:
        return {};
    }
}

QVariant PolitenessTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
