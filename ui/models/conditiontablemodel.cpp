// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/conditiontablemodel.h"

#include "ui/models/column.h"
#include "ui/models/feedlistmodel.h"
#include "ui/models/texts.h"

#include <array>

namespace pushbench::ui {
namespace {

using Model = ConditionTableModel;
using Row = ledger::ConditionRecord;

constexpr size_t kMostRanges = 8; ///< In a cell; the evidence tells the rest.

QString numbersText(const Model &, const Row &row)
{
    QStringList parts;
    for (const ledger::NumberRange &range : row.numbers) {
        if (size_t(parts.size()) == kMostRanges) {
            parts += QStringLiteral("\u2026");
            break;
        }
        parts += numberRange(range.first, range.last);
    }
    return parts.join(QStringLiteral(", "));
}

// clang-format off
constexpr std::array<Column<Model, Row>, 5> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Time"),      [](const Model &, const Row &row) { return timeOfDay(row.at); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Condition"), [](const Model &, const Row &row) { return conditionWord(row.condition); }, CellKind::Verdict, 20},
    {QT_TRANSLATE_NOOP("Columns", "Numbers"),   numbersText, CellKind::Code, 16, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Source"),    [](const Model &model, const Row &row) { return model.feedLabel(row.feed); }, CellKind::Text, 12, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Evidence"),  [](const Model &, const Row &row) { return QString::fromUtf8(row.evidence); }, CellKind::Text, 40, kTexts, true},
}};
// clang-format on

} // namespace

ConditionTableModel::ConditionTableModel(const FeedListModel &feeds, QObject *parent)
    : QAbstractTableModel(parent)
    , m_feeds(feeds)
{
}

void ConditionTableModel::take(const ledger::Records &records)
{
    if (records.conditions.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(records.conditions.size()) - 1);
    m_rows.insert(m_rows.end(), records.conditions.begin(), records.conditions.end());
    endInsertRows();
}

void ConditionTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int ConditionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ConditionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

QString ConditionTableModel::feedLabel(ledger::FeedNumber feed) const
{
    return m_feeds.label(feed);
}

QVariant ConditionTableModel::data(const QModelIndex &index, int role) const
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
        return int(verdictOf(row.condition));
    case FeedRole:
        return row.feed.value;
    case FirstRole:
        return row.numbers.empty() ? 0 : row.numbers.front().first;
    case LastRole:
        return row.numbers.empty() ? 0 : row.numbers.back().last;
    default:
        return {};
    }
}

QVariant ConditionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
