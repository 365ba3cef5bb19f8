// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/findingtablemodel.h"

#include "ui/models/column.h"
#include "ui/models/texts.h"

#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

namespace pushbench::ui {
namespace {

using Model = FindingTableModel;
using Row = FindingTableModel::Row;

// clang-format off
constexpr std::array<Column<Model, Row>, 7> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Verdict"), [](const Model &, const Row &row) { return verdictWord(row.verdict); }, CellKind::Verdict, 9},
    {QT_TRANSLATE_NOOP("Columns", "Clause"),  [](const Model &, const Row &row) { return row.id; }, CellKind::Code, 13},
    {QT_TRANSLATE_NOOP("Columns", "Level"),   [](const Model &, const Row &row) { return row.level(); }, CellKind::Text, 8},
    {QT_TRANSLATE_NOOP("Columns", "Times"),   [](const Model &, const Row &row) { return grouped(row.count); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "First"),   [](const Model &, const Row &row) { return QString::number(row.first.value); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Latest"),  [](const Model &, const Row &row) { return QString::number(row.last.value); }, CellKind::Code, 7, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "The latest says"), [](const Model &, const Row &row) { return row.text; }, CellKind::Text, 60, kTexts, true},
}};
// clang-format on
constexpr int kLevelColumn = 2;
constexpr int kFirstColumn = 4;

} // namespace

/// The words of the standards are nobody's to translate.
QString FindingTableModel::Row::level() const
{
    if (!clause)
        return {};
    if (clause->level == protocol::Level::Harness)
        return tr("our rule");
    return QString::fromLatin1(protocol::levelName(clause->level).toByteArray());
}

void FindingTableModel::take(const ledger::Records &records)
{
    m_changed = {std::numeric_limits<int>::max(), -1};
    m_fresh.clear();
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (!record.exchange)
            continue;
        for (const protocol::Finding &finding : record.findings)
            count(record.exchange->number, finding);
    }
    for (const ledger::FindingRecord &record : records.findings)
        count(record.exchange, record.finding);
    if (m_changed.last >= 0)
        Q_EMIT dataChanged(index(m_changed.first, 0), index(m_changed.last, columnCount() - 1));
    if (m_fresh.empty())
        return;
    const int firstNew = rowCount();
    beginInsertRows({}, firstNew, firstNew + int(m_fresh.size()) - 1);
    std::ranges::move(m_fresh, std::back_inserter(m_rows));
    endInsertRows();
    m_fresh.clear();
}

void FindingTableModel::count(ExchangeNumber exchange, const protocol::Finding &finding)
{
    const int known = rowCount();
    const std::pair key{QString::fromLatin1(finding.id), int(finding.verdict)};
    const int place = m_byId.value(key, known + int(m_fresh.size()));
    if (place == known + int(m_fresh.size())) {
        m_byId.insert(key, place);
        Row row;
        row.id = key.first;
        row.clause = protocol::findClause(finding.id);
        row.verdict = finding.verdict;
        row.first = row.last = exchange;
        m_fresh.push_back(std::move(row));
    }
    Row &row = place < known ? m_rows[size_t(place)] : m_fresh[size_t(place - known)];
    ++row.count;
    // What only time showed may be about an exchange before those.
    row.first = std::min(row.first, exchange);
    row.last = std::max(row.last, exchange);
    row.where = QString::fromUtf8(finding.where);
    row.text = finding.text;
    if (place < known)
        m_changed = {std::min(m_changed.first, place), std::max(m_changed.last, place)};
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
    case Qt::ToolTipRole:
        if (index.column() <= kLevelColumn && row.clause)
            return QString(row.id % u": " % QString::fromLatin1(row.clause->title.toByteArray()));
        return column.text(*this, row);
    case Qt::DisplayRole:
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
