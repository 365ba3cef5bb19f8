// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/gaptablemodel.h"

#include "ui/models/column.h"
#include "ui/models/feedlistmodel.h"
#include "ui/models/remarktext.h"
#include "ui/models/texts.h"

#include <algorithm>

namespace pushbench::ui {
namespace {

using Model = GapTableModel;
using Row = ledger::GapRecord;

QString numbersText(const Model &, const Row &row)
{
    return numberRange(row.gap.first.value, row.gap.last.value);
}

QString sizeText(const Model &, const Row &row)
{
    return grouped(quint64(row.gap.last.value) - quint64(row.gap.first.value) + 1);
}

QString openedByText(const Model &, const Row &row)
{
    return row.gap.openedBy.value == 0 ? QString() : QString::number(row.gap.openedBy.value);
}

// clang-format off
constexpr std::array<Column<Model, Row>, 9> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Opened"),   [](const Model &, const Row &row) { return timeOfDay(row.gap.openedAt); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Numbers"),  numbersText, CellKind::Code, 11},
    {QT_TRANSLATE_NOOP("Columns", "State"),    [](const Model &, const Row &row) { return stateWord(row.gap.state); }, CellKind::State, 12},
    {QT_TRANSLATE_NOOP("Columns", "Age"),      [](const Model &model, const Row &row) { return model.ageOf(row); }, CellKind::Text, 14},
    {QT_TRANSLATE_NOOP("Columns", "Evidence"), [](const Model &, const Row &row) { return QString::fromUtf8(row.gap.evidence); }, CellKind::Text, 40, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Missing"),  sizeText, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Exchange"), openedByText, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Source"),   [](const Model &model, const Row &row) { return model.feedLabel(row.feed); }, CellKind::Text, 12, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Note"),     [](const Model &model, const Row &row) { return remarkText(model.remarkOf(row)); }, CellKind::Text, 8, kTexts, true},
}};
// clang-format on

constexpr int kAgeColumn = 3;
constexpr int kNoteColumn = 8;

bool isUnsettled(const Row &row)
{
    const Meaning meaning = meaningOf(row.gap.state);
    return meaning == Meaning::Open || meaning == Meaning::Lost || meaning == Meaning::Superseded;
}

} // namespace

GapTableModel::GapTableModel(const FeedListModel &feeds, const ledger::RemarkIndex &remarks,
                             QObject *parent)
    : QAbstractTableModel(parent)
    , m_feeds(feeds)
    , m_remarks(remarks)
{
}

void GapTableModel::take(const ledger::Records &records)
{
    if (!records.remarks.empty())
        tellRemarks(*this);
    Step step;
    for (const Row &record : records.gaps)
        apply(record, step);
    if (step.highest >= 0)
        Q_EMIT dataChanged(index(step.lowest, 0), index(step.highest, columnCount() - 1));
    if (step.fresh.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(step.fresh.size()) - 1);
    for (const Row &row : step.fresh)
        m_rows.push_back(row);
    endInsertRows();
}

void GapTableModel::apply(const Row &record, Step &step)
{
    const bool filled = record.gap.state == ledger::GapState::Filled;
    int row = cutOut(record, step);
    if (row >= 0)
        put(row, record, step);
    else if (!filled) // what fills a part of a hole is told by the event's own row
        row = add(record, step);
    if (!filled)
        m_live.insert_or_assign(Key(record.feed.value, record.gap.first.value), row);
}

int GapTableModel::cutOut(const Row &record, Step &step)
{
    const int feed = record.feed.value;
    const ledger::Gap &cut = record.gap;
    int whole = -1;
    auto at = m_live.upper_bound(Key(feed, cut.first.value));
    if (at != m_live.begin())
        --at;
    while (at != m_live.end() && at->first <= Key(feed, cut.last.value)) {
        const int row = at->second;
        Row hole = rowOf(row, step);
        if (at->first.first != feed || hole.gap.last < cut.first) {
            ++at;
            continue;
        }
        at = m_live.erase(at);
        const Row before = hole;
        const bool left = before.gap.first < cut.first;
        const bool right = before.gap.last > cut.last;
        if (left) {
            hole.gap.last = {cut.first.value - 1};
            put(row, hole, step);
            m_live.insert_or_assign(Key(feed, hole.gap.first.value), row);
        }
        if (right) {
            hole = before;
            hole.gap.first = {cut.last.value + 1};
            const int rest = left ? add(hole, step) : row;
            put(rest, hole, step);
            m_live.insert_or_assign(Key(feed, hole.gap.first.value), rest);
        }
        if (!left && !right && whole < 0)
            whole = row;
    }
    return whole;
}

void GapTableModel::put(int row, const Row &record, Step &step)
{
    --m_counts[size_t(meaningOf(rowOf(row, step).gap.state))];
    ++m_counts[size_t(meaningOf(record.gap.state))];
    const int known = rowCount();
    if (row >= known) {
        step.fresh[size_t(row - known)] = record;
        return;
    }
    m_rows[size_t(row)] = record;
    step.lowest = std::min(step.lowest, row);
    step.highest = std::max(step.highest, row);
}

int GapTableModel::add(const Row &record, Step &step)
{
    ++m_counts[size_t(meaningOf(record.gap.state))];
    step.fresh.push_back(record);
    return rowCount() + int(step.fresh.size()) - 1;
}

ledger::GapRecord GapTableModel::rowOf(int row, const Step &step) const
{
    const int known = rowCount();
    return row < known ? at(row) : step.fresh[size_t(row - known)];
}

void GapTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_live.clear();
    m_counts.fill(0);
    endResetModel();
}

void GapTableModel::setNow(WallTime now)
{
    using std::chrono::floor;
    using std::chrono::seconds;
    const bool later = floor<seconds>(now) != floor<seconds>(m_now);
    m_now = now;
    if (later && rowCount() > 0)
        Q_EMIT dataChanged(index(0, kAgeColumn), index(rowCount() - 1, kAgeColumn));
}

std::vector<int> GapTableModel::rowsIn(ledger::FeedNumber feed, qint64 first, qint64 last,
                                       size_t most) const
{
    std::vector<int> rows;
    auto hole = m_live.upper_bound(Key(feed.value, first));
    if (hole != m_live.begin())
        --hole; // It may reach into them.
    for (; hole != m_live.end() && hole->first <= Key(feed.value, last) && rows.size() < most;
         ++hole) {
        if (hole->first.first == feed.value && at(hole->second).gap.last.value >= first)
            rows.push_back(hole->second);
    }
    return rows;
}

QString GapTableModel::ageOf(const Row &record) const
{
    const ledger::Gap &gap = record.gap;
    switch (gap.state) {
    case ledger::GapState::Filled:
    case ledger::GapState::Recovered:
        return tr("after %1").arg(durationText(record.at - gap.openedAt));
    case ledger::GapState::Hidden:
        return tr("after %1").arg(durationText(gap.settledAt - gap.openedAt));
    case ledger::GapState::Open:
    case ledger::GapState::Unexplained:
    case ledger::GapState::Checking:
    case ledger::GapState::LostSuperseded:
    case ledger::GapState::Lost:
        return durationText(m_now - gap.openedAt);
    }
    return {};
}

int GapTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int GapTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

QString GapTableModel::feedLabel(ledger::FeedNumber feed) const
{
    return m_feeds.label(feed);
}

int GapTableModel::nextUnsettled(int row) const
{
    const int rows = rowCount();
    for (int step = 1; step <= rows; ++step) {
        const int candidate = (row + step) % rows;
        if (candidate >= 0 && isUnsettled(at(candidate)))
            return candidate;
    }
    return -1;
}

const ledger::Remark *GapTableModel::remarkOf(const Row &record) const
{
    return m_remarks.of(
        ledger::FeedRange{record.feed, {record.gap.first.value, record.gap.last.value}});
}

QVariant GapTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = at(index.row());
    const auto &column = kColumns[size_t(index.column())];
    switch (role) {
    case Qt::ToolTipRole:
        if (index.column() == kNoteColumn)
            return remarkToolTip(remarkOf(row));
        [[fallthrough]];
    case Qt::DisplayRole:
        return column.text(*this, row);
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    case MeaningRole:
        return int(meaningOf(row.gap.state));
    case RemarkRole:
        return int(remarkKind(remarkOf(row)));
    case ExchangeRole:
        return row.gap.openedBy.value;
    case FeedRole:
        return row.feed.value;
    case FirstRole:
        return row.gap.first.value;
    case LastRole:
        return row.gap.last.value;
    default:
        return {};
    }
}

QVariant GapTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
