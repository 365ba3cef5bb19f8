// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/findingtablemodel.h"

#include "ui/models/column.h"
#include "ui/models/texts.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

namespace pushbench::ui {
namespace {

using Model = FindingTableModel;
using Row = FindingTableModel::Row;

// clang-format off
constexpr std::array<Column<Model, Row>, 6> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Verdict"), [](const Model &, const Row &row) { return verdictWord(row.verdict); }, CellKind::Verdict, 9},
    {QT_TRANSLATE_NOOP("Columns", "Clause"),  [](const Model &, const Row &row) { return row.id; }, CellKind::Code, 13},
    {QT_TRANSLATE_NOOP("Columns", "Times"),   [](const Model &, const Row &row) { return grouped(row.count); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "First"),   [](const Model &, const Row &row) { return QString::number(row.first.value); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Latest"),  [](const Model &, const Row &row) { return QString::number(row.last.value); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "The latest says"), [](const Model &, const Row &row) { return row.text; }, CellKind::Text, 60, kTexts, true},
}};
// clang-format on
constexpr int kFirstColumn = 3;

} // namespace

void FindingTableModel::take(const ledger::Records &records)
{
    std::vector<Row> fresh;
    const int firstNew = rowCount();
    int lowest = std::numeric_limits<int>::max();
    int highest = -1;
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (!record.exchange)
            continue;
        const ExchangeNumber number = record.exchange->number;
        for (const protocol::Finding &finding : record.findings) {
            const std::pair key{QString::fromLatin1(finding.id), int(finding.verdict)};
            const int known = m_byId.value(key, firstNew + int(fresh.size()));
            if (known == firstNew + int(fresh.size())) {
                m_byId.insert(key, known);
                Row row;
                row.id = key.first;
                row.verdict = finding.verdict;
                row.first = number;
                fresh.push_back(row);
            }
            Row &row = known < firstNew ? m_rows[size_t(known)] : fresh[size_t(known - firstNew)];
            ++row.count;
            row.last = number;
            row.text = finding.text;
            if (known < firstNew) {
                lowest = std::min(lowest, known);
                highest = std::max(highest, known);
            }
        }
    }
    if (highest >= 0)
        Q_EMIT dataChanged(index(lowest, 0), index(highest, columnCount() - 1));
    if (fresh.empty())
        return;
    beginInsertRows({}, firstNew, firstNew + int(fresh.size()) - 1);
    std::ranges::move(fresh, std::back_inserter(m_rows));
    endInsertRows();
}

void FindingTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_byId.clear();
    endResetModel();
}

int FindingTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FindingTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

qint64 FindingTableModel::unpleasant() const
{
    qint64 sum = 0;
    for (const Row &row : m_rows)
        sum += row.verdict == protocol::Verdict::Info ? 0 : row.count;
    return sum;
}

QVariant FindingTableModel::data(const QModelIndex &index, int role) const
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
    case VerdictRole:
        return int(row.verdict);
    case ExchangeRole:
        // Which one is wanted is told by the cell; the sentence is that of the latest.
        return index.column() == kFirstColumn ? row.first.value : row.last.value;
    default:
        return {};
    }
}

QVariant FindingTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
