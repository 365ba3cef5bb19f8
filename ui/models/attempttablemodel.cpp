// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/attempttablemodel.h"

#include "ui/models/column.h"
#include "ui/models/texts.h"

#include <algorithm>
#include <array>

namespace pushbench::ui {

namespace {

using Model = AttemptTableModel;
using Row = AttemptTableModel::Row;
using Offset = journal::Timings::Offset;

QString outcomeWord(const Row &row)
{
    switch (row.outcome) {
    case journal::Outcome::Answered:
    case journal::Outcome::Delivered:
        return AttemptTableModel::tr("delivered");
    case journal::Outcome::Refused:
        return AttemptTableModel::tr("refused");
    case journal::Outcome::Held:
        return AttemptTableModel::tr("held");
    case journal::Outcome::Unknown:
        return AttemptTableModel::tr("unknown");
    case journal::Outcome::Failed:
        return AttemptTableModel::tr("failed");
    }
    return {};
}

QString answerText(const Row &row)
{
    return row.status == 0 ? AttemptTableModel::tr("none") : QString::number(row.status);
}

/// From the station before it, as far as both were reached.
QString stretch(const Offset &to, std::initializer_list<Offset> before)
{
    if (!to)
        return {};
    std::chrono::microseconds from{};
    for (const Offset &station : before)
        from = std::max(from, station.value_or(from));
    return milliseconds(std::max(*to - from, std::chrono::microseconds{}));
}

// clang-format off
constexpr std::array<Column<Model, Row>, 10> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Time"),       [](const Model &, const Row &row) { return timeOfDay(row.began); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Exchange"),   [](const Model &, const Row &row) { return QString::number(row.number); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Batch"),      [](const Model &, const Row &row) { return QString::number(row.batch); }, CellKind::Code, 5, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Try"),        [](const Model &, const Row &row) { return QString::number(row.attempt); }, CellKind::Code, 3, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Outcome"),    [](const Model &, const Row &row) { return outcomeWord(row); }, CellKind::Verdict, 10},
    {QT_TRANSLATE_NOOP("Columns", "Status"),     [](const Model &, const Row &row) { return answerText(row); }, CellKind::Code, 6, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Waited"),     [](const Model &model, const Row &row) { const auto wait = model.waited(row); return wait ? milliseconds(*wait) : QString(); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "First byte"), [](const Model &, const Row &row) { return stretch(row.timings.firstByte, {row.timings.connected, row.timings.requestDone}); }, CellKind::Code, 9, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "In all"),     [](const Model &, const Row &row) { return stretch(row.timings.done, {}); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Sequences"),  [](const Model &, const Row &row) { return row.first == 0 ? QString() : numberRange(row.first, row.last); }, CellKind::Code, 12, kTexts, true},
}};
// clang-format on

constexpr int kOutcomeColumn = 4;

QVariant verdictOf(journal::Outcome outcome)
{
    switch (outcome) {
    case journal::Outcome::Answered:
    case journal::Outcome::Delivered:
        return {};
    case journal::Outcome::Held:
    case journal::Outcome::Unknown:
        return int(protocol::Verdict::Warn);
    case journal::Outcome::Refused:
    case journal::Outcome::Failed:
        return int(protocol::Verdict::Fail);
    }
    return {};
}

WallTime endOf(const Row &row)
{
    return row.began + row.timings.done.value_or(std::chrono::microseconds{});
}

} // namespace

AttemptTableModel::Row AttemptTableModel::rowFrom(const ledger::ExchangeRecord &record, int place)
{
    const journal::Exchange &exchange = *record.exchange;
    Row row{.number = exchange.number.value,
            .began = exchange.began,
            .timings = exchange.timings,
            .first = record.first ? record.first->value : 0,
            .last = record.last ? record.last->value : 0,
            .attempt = exchange.attempt,
            .status = qint16(std::clamp(exchange.status, 0, 999)),
            .outcome = exchange.outcome,
            .tls = !exchange.tls.isEmpty()};
    // Another push numbers its deliveries anew: a first attempt always begins a batch.
    const auto known = m_underWay.constFind(exchange.delivery);
    const bool continues = exchange.attempt > 1 && known != m_underWay.cend();
    if (continues)
        row.before = *known;
    const bool settled = exchange.outcome == journal::Outcome::Delivered
        || exchange.outcome == journal::Outcome::Refused;
    if (settled)
        m_underWay.remove(exchange.delivery);
    else
        m_underWay.insert(exchange.delivery, place);
    return row;
}

void AttemptTableModel::take(const ledger::Records &records)
{
    const int known = rowCount();
    qint64 newest = m_rows.empty() ? 0 : m_rows.back().number;
    std::vector<Row> fresh;
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (!record.exchange || record.exchange->side != Side::Producer
            || record.exchange->number.value <= newest)
            continue;
        const int place = known + int(fresh.size());
        Row row = rowFrom(record, place);
        newest = row.number;
        if (row.before < 0) {
            row.batch = ++m_batches;
        } else {
            Row &before =
                row.before < known ? m_rows[size_t(row.before)] : fresh[size_t(row.before - known)];
            before.after = place;
            row.batch = before.batch;
        }
        fresh.push_back(row);
    }
    if (fresh.empty())
        return;
    beginInsertRows({}, known, known + int(fresh.size()) - 1);
    for (const Row &row : fresh)
        m_rows.push_back(row);
    endInsertRows();
}

void AttemptTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_underWay.clear();
    m_batches = 0;
    endResetModel();
}

int AttemptTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AttemptTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

std::optional<std::chrono::microseconds> AttemptTableModel::waited(const Row &row) const
{
    if (row.before < 0)
        return std::nullopt;
    const std::chrono::microseconds wait = row.began - endOf(at(row.before));
    return std::max(wait, std::chrono::microseconds{});
}

std::vector<AttemptTiming> AttemptTableModel::attemptsOf(int row) const
{
    int place = row;
    while (at(place).before >= 0)
        place = at(place).before;
    std::vector<AttemptTiming> attempts;
    for (; place >= 0; place = at(place).after) {
        const Row &one = at(place);
        attempts.push_back({.attempt = one.attempt,
                            .answer = one.status == 0 ? outcomeWord(one) : answerText(one),
                            .waited = waited(one),
                            .bars = timingBars(one.timings, Side::Producer, one.tls)});
    }
    return attempts;
}

int AttemptTableModel::lastOf(int row) const
{
    while (at(row).after >= 0)
        row = at(row).after;
    return row;
}

QString AttemptTableModel::storyOf(int row) const
{
    const Row &last = at(lastOf(row));
    int first = row;
    while (at(first).before >= 0)
        first = at(first).before;
    const QString took = milliseconds(endOf(last) - at(first).began);
    const QString numbers = last.first == 0 ? tr("no event") : numberRange(last.first, last.last);
    const QString batch = tr("Batch %1, %2").arg(QString::number(last.batch), numbers);
    switch (last.outcome) {
    case journal::Outcome::Answered:
    case journal::Outcome::Delivered:
        return tr("%1: delivered at try %2, after %3").arg(batch).arg(last.attempt).arg(took);
    case journal::Outcome::Refused:
        return tr("%1: refused at try %2, after %3").arg(batch).arg(last.attempt).arg(took);
    case journal::Outcome::Held:
    case journal::Outcome::Unknown:
    case journal::Outcome::Failed:
        return tr("%1: not delivered yet, tries: %2").arg(batch).arg(last.attempt);
    }
    return batch;
}

QVariant AttemptTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = at(index.row());
    const auto &column = kColumns[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(*this, row);
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    case VerdictRole:
        return index.column() == kOutcomeColumn ? verdictOf(row.outcome) : QVariant();
    case ExchangeRole:
        return row.number;
    case FirstRole:
        return row.first;
    case LastRole:
        return row.last;
    default:
        return {};
    }
}

QVariant AttemptTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
