// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/exchangetablemodel.h"

#include "ui/models/column.h"
#include "ui/models/remarktext.h"
#include "ui/models/texts.h"

#include <QStringBuilder>

#include <algorithm>
#include <array>
#include <limits>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

using Model = ExchangeTableModel;
using Row = ExchangeTableModel::Row;

QString sideWord(const Model &, const Row &row)
{
    switch (row.side) {
    case Side::Consumer:
        return ExchangeTableModel::tr("received");
    case Side::Producer:
        return ExchangeTableModel::tr("sent");
    case Side::Reader:
        return ExchangeTableModel::tr("asked");
    }
    return {};
}

QString statusText(const Model &, const Row &row)
{
    return row.status == 0 ? ExchangeTableModel::tr("none") : QString::number(row.status);
}

QString outcomeWord(const Model &, const Row &row)
{
    if (row.broken && row.outcome == journal::Outcome::Answered)
        return ExchangeTableModel::tr("answer lost");
    switch (row.outcome) {
    case journal::Outcome::Answered:
        return ExchangeTableModel::tr("answered");
    case journal::Outcome::Delivered:
        return ExchangeTableModel::tr("delivered");
    case journal::Outcome::Refused:
        return ExchangeTableModel::tr("refused");
    case journal::Outcome::Held:
        return ExchangeTableModel::tr("held");
    case journal::Outcome::Unknown:
        return ExchangeTableModel::tr("unknown");
    case journal::Outcome::Failed:
        return ExchangeTableModel::tr("failed");
    }
    return {};
}

QString eventsText(const Model &, const Row &row)
{
    return grouped(qint64(row.events));
}

QString sequencesText(const Model &, const Row &row)
{
    return row.first == 0 ? QString() : numberRange(row.first, row.last);
}

QString durationText(const Model &, const Row &row)
{
    return row.durationUs < 0 ? QString() : milliseconds(std::chrono::microseconds(row.durationUs));
}

QString findingsText(const Model &, const Row &row)
{
    return row.findings == 0
        ? QString()
        : QString(grouped(qint64(row.findings)) % u' ' % verdictWord(row.worst));
}

// clang-format off
constexpr std::array<Column<Model, Row>, 12> kColumns{{
    {QT_TRANSLATE_NOOP("Columns", "Time"),      [](const Model &, const Row &row) { return timeOfDay(row.began); }, CellKind::Quiet, 12},
    {QT_TRANSLATE_NOOP("Columns", "Exchange"),  [](const Model &, const Row &row) { return QString::number(row.number); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Way"),       sideWord, CellKind::Text, 8},
    {QT_TRANSLATE_NOOP("Columns", "Status"),    statusText, CellKind::Verdict, 6},
    {QT_TRANSLATE_NOOP("Columns", "Outcome"),   outcomeWord, CellKind::Text, 9},
    {QT_TRANSLATE_NOOP("Columns", "Events"),    eventsText, CellKind::Code, 6, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Sequences"), sequencesText, CellKind::Code, 10},
    {QT_TRANSLATE_NOOP("Columns", "Findings"),  findingsText, CellKind::Verdict, 9},
    {QT_TRANSLATE_NOOP("Columns", "Duration"),  durationText, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Size"),      [](const Model &, const Row &row) { return byteCount(row.requestBytes); }, CellKind::Code, 8, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "Source"),    [](const Model &model, const Row &row) { return model.sourceOf(row); }, CellKind::Text, 12, kTexts, true},
    {QT_TRANSLATE_NOOP("Columns", "Note"),      [](const Model &model, const Row &row) { return remarkText(model.remarkOf(row)); }, CellKind::Text, 8, kTexts, true},
}};
// clang-format on

constexpr int kStatusColumn = 3;

/// What an answer's status means for the eye; nothing for a 2xx.
QVariant verdictOfStatus(int status)
{
    if (status >= 200 && status < 300)
        return {};
    const bool wait = status == 429 || status == 503;
    return int(wait ? protocol::Verdict::Warn : protocol::Verdict::Fail);
}

protocol::Verdict worstOf(const protocol::Findings &findings)
{
    protocol::Verdict worst = protocol::Verdict::Info;
    for (const protocol::Finding &finding : findings)
        worst = std::max(worst, finding.verdict);
    return worst;
}

} // namespace

qint32 ExchangeTableModel::intern(const QByteArray &source)
{
    const auto known = m_sourceIds.constFind(source);
    if (known != m_sourceIds.cend())
        return *known;
    const qint32 id = qint32(m_sources.size());
    m_sources.append(QString::fromUtf8(source));
    m_sourceIds.insert(source, id);
    return id;
}

QString ExchangeTableModel::sourceOf(const Row &row) const
{
    return row.source < 0 ? QString() : m_sources.at(row.source);
}

ExchangeTableModel::Row ExchangeTableModel::rowFrom(const ledger::ExchangeRecord &record)
{
    const journal::Exchange &exchange = *record.exchange;
    Row row{.number = exchange.number.value,
            .began = exchange.began,
            .first = record.first ? record.first->value : 0,
            .last = record.last ? record.last->value : 0,
            .events = record.events,
            .findings = qint32(record.findings.size()),
            .status = qint16(std::clamp(exchange.status, 0, 999)),
            .side = exchange.side,
            .outcome = exchange.outcome,
            .worst = worstOf(record.findings),
            .broken = !exchange.fault.isEmpty()};
    const qsizetype bytes = exchange.requestHead.size() + exchange.requestBody.size();
    row.requestBytes = qint32(std::min<qsizetype>(bytes, std::numeric_limits<qint32>::max()));
    if (exchange.timings.done)
        row.durationUs = exchange.timings.done->count();
    if (exchange.source)
        row.source = intern(*exchange.source);
    return row;
}

void ExchangeTableModel::take(const ledger::Records &records)
{
    if (!records.remarks.empty())
        tellRemarks(*this);
    std::vector<Row> fresh;
    qint64 newest = m_rows.empty() ? 0 : m_rows.back().number;
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (!record.exchange)
            continue;
        const int known = rowOf(record.exchange->number);
        if (known >= 0) {
            m_rows[size_t(known)] = rowFrom(record);
            Q_EMIT dataChanged(index(known, 0), index(known, columnCount() - 1));
        } else if (record.exchange->number.value > newest) {
            fresh.push_back(rowFrom(record));
            newest = fresh.back().number;
        }
    }
    if (fresh.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    for (const Row &row : fresh)
        m_rows.push_back(row);
    endInsertRows();
}

void ExchangeTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_sourceIds.clear();
    m_sources.clear();
    endResetModel();
}

int ExchangeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ExchangeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(kColumns.size());
}

int ExchangeTableModel::rowOf(ExchangeNumber number) const
{
    int low = 0;
    int high = rowCount();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (at(middle).number < number.value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rowCount() && at(low).number == number.value ? low : -1;
}

QVariant ExchangeTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = at(index.row());
    const auto &column = kColumns[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(*this, row);
    case Qt::ToolTipRole:
        return remarkToolTip(remarkOf(row));
    case Qt::TextAlignmentRole:
        return QVariant(column.alignment);
    case VerdictRole:
        if (index.column() == kStatusColumn)
            return verdictOfStatus(row.status);
        return row.findings > 0 ? QVariant(int(row.worst)) : QVariant();
    case RemarkRole:
        return int(remarkKind(remarkOf(row)));
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

QVariant ExchangeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    return columnHeader<Model, Row>(kColumns, section, role);
}

} // namespace pushbench::ui
