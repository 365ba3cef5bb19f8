// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/eventtablemodel.h"

#include "ui/models/column.h"
#include "ui/models/feedlistmodel.h"
#include "ui/models/remarktext.h"
#include "ui/models/texts.h"

#include <algorithm>
#include <array>

namespace pushbench::ui {
namespace {

using Model = EventTableModel;
using Row = ledger::EventRow;

// clang-format off
constexpr std::array<Column<Model, Row>, 8> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Time"),       [](const Model &, const Row &row) { return timeOfDay(row.at); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Sequence"),   [](const Model &, const Row &row) { return QString::number(row.sequence.value); }, CellKind::Code, 9, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Resource"),   [](const Model &, const Row &row) { return QString::fromUtf8(row.resourceName); }, CellKind::Text, 10},
    {QT_TRANSLATE_NOOP("Columns", "Record key"), [](const Model &, const Row &row) { return QString::fromUtf8(row.resourceRecordKey); }, CellKind::Code, 20, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Source"),     [](const Model &, const Row &row) { return QString::fromUtf8(row.source); }, CellKind::Text, 12, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Exchange"),   [](const Model &, const Row &row) { return QString::number(row.exchange.value); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "State"),      [](const Model &, const Row &row) { return stateWord(row.state); }, CellKind::State, 12},
    {QT_TRANSLATE_NOOP("Columns", "Note"),       [](const Model &, const Row &) { return QString(); }, CellKind::Text, 8, kTexts, true},
}};
// clang-format on

constexpr int kNoteColumn = 7;

} // namespace

EventTableModel::EventTableModel(const FeedListModel &feeds, const ledger::RemarkIndex &remarks,
                                 QObject *parent)
    : QAbstractTableModel(parent)
    , m_feeds(feeds)
    , m_remarks(remarks)
    , m_columns(std::make_unique<ledger::EventColumns>())
{
}

void EventTableModel::take(const ledger::Records &records)
{
    if (!records.remarks.empty())
        tellRemarks(*this);
    if (records.events.empty())
        return;
    beginInsertRows({}, m_rows, m_rows + int(records.events.size()) - 1);
    for (const ledger::EventRecord &record : records.events) {
        if (record.state == ledger::EventState::Recovered)
            m_recovered.insert_or_assign({record.feed, record.event.sequence}, m_rows);
        extendRuns(record);
        m_times[record.feed].add(record.event.sequence.value, record.exchange, record.at);
        append(record);
    }
    endInsertRows();
}

void EventTableModel::append(const ledger::EventRecord &record)
{
    if (m_labelFeed != record.feed) {
        m_labelFeed = record.feed;
        const int feed = m_feeds.rowOf(record.feed);
        m_label = feed < 0 ? QByteArray() : m_feeds.at(feed).label;
    }
    m_columns->append({.at = record.at,
                       .exchange = record.exchange,
                       .sequence = record.event.sequence,
                       .resourceName = record.event.resourceName,
                       .resourceRecordKey = record.event.resourceRecordKey,
                       .source = m_label,
                       .state = record.state});
    ++m_rows;
}

void EventTableModel::extendRuns(const ledger::EventRecord &record)
{
    const qint64 number = record.event.sequence.value;
    // The exchange that shows what was recovered is an earlier one; here it stands behind the
    // latest, so that the runs are in the order of their exchanges.
    const ExchangeNumber exchange =
        record.state == ledger::EventState::Recovered ? lastExchange() : record.exchange;
    const bool joins =
        !m_runs.empty() && m_runs.back().feed == record.feed && m_runs.back().exchange == exchange;
    if (!joins) {
        m_runs.push_back({m_rows, record.feed, exchange, number, number});
        return;
    }
    Run &run = m_runs[m_runs.size() - 1];
    run.lowest = std::min(run.lowest, number);
    run.highest = std::max(run.highest, number);
}

void EventTableModel::clear()
{
    beginResetModel();
    m_columns = std::make_unique<ledger::EventColumns>();
    m_runs.clear();
    m_times.clear();
    m_recovered.clear();
    m_labelFeed = {-1};
    m_rows = 0;
    endResetModel();
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

int EventTableModel::endOfRun(size_t run) const
{
    return run + 1 < m_runs.size() ? m_runs[run + 1].row : m_rows;
}

std::vector<EventTableModel::RowRange>
EventTableModel::rowsOf(ledger::FeedNumber feed, qint64 first, qint64 last, size_t most) const
{
    std::vector<RowRange> ranges;
    const auto add = [&ranges](int from, int to) {
        if (!ranges.empty() && ranges.back().second + 1 == from)
            ranges.back().second = to;
        else
            ranges.emplace_back(from, to);
    };
    for (size_t i = 0; i < m_runs.size() && ranges.size() < most; ++i) {
        const Run &run = m_runs[i];
        if (run.feed != feed || run.highest < first || run.lowest > last)
            continue;
        const int end = endOfRun(i);
        if (run.lowest >= first && run.highest <= last) {
            add(run.row, end - 1);
            continue;
        }
        for (int row = run.row; row < end; ++row) {
            const qint64 number = m_columns->row(row).sequence.value;
            if (number >= first && number <= last)
                add(row, row);
        }
    }
    return ranges;
}

ledger::FeedNumber EventTableModel::feedOf(int row) const
{
    size_t low = 0; // the last run that starts at or before the row
    size_t high = m_runs.size() - 1;
    while (low < high) {
        const size_t middle = (low + high + 1) / 2;
        if (m_runs[middle].row <= row)
            low = middle;
        else
            high = middle - 1;
    }
    return m_runs[low].feed;
}

const NumberTimes &EventTableModel::timesOf(ledger::FeedNumber feed) const
{
    static const NumberTimes kNone;
    const auto found = m_times.find(feed);
    return found == m_times.end() ? kNone : found->second;
}

int EventTableModel::rowOf(ExchangeNumber exchange) const
{
    size_t low = 0;
    size_t high = m_runs.size();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (m_runs[middle].exchange < exchange)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m_runs.size() && m_runs[low].exchange == exchange ? m_runs[low].row : -1;
}

int EventTableModel::rowOfRecovered(ledger::FeedNumber feed, protocol::Sequence number) const
{
    const auto found = m_recovered.find({feed, number});
    return found == m_recovered.end() ? -1 : found->second;
}

ExchangeNumber EventTableModel::lastExchange() const
{
    return m_runs.empty() ? ExchangeNumber{} : m_runs.back().exchange;
}

const ledger::Remark *EventTableModel::remarkOf(int row) const
{
    if (m_remarks.isEmpty())
        return nullptr;
    const Row event = m_columns->row(row);
    const qint64 number = event.sequence.value;
    const ledger::Remark *own = m_remarks.of(ledger::FeedRange{feedOf(row), {number, number}});
    return own ? own : m_remarks.of(event.exchange);
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &column = kColumns[size_t(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant(column.alignment);
    if (role == FeedRole)
        return feedOf(index.row()).value;
    if (index.column() == kNoteColumn && role == Qt::DisplayRole)
        return remarkText(remarkOf(index.row()));
    if (role == RemarkRole)
        return int(remarkKind(remarkOf(index.row())));
    if (role == Qt::ToolTipRole)
        return remarkToolTip(remarkOf(index.row()));
    const Row row = m_columns->row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return column.text(*this, row);
    case MeaningRole:
        return int(meaningOf(row.state));
    case ExchangeRole:
        return row.exchange.value;
    case FirstRole:
    case LastRole:
        return row.sequence.value;
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
