// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/policytablemodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace pushbench::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMostTimes = 1'000'000'000;
constexpr int kMostMilliseconds = 3'600'000;

constexpr std::array<const char *, PolicyTableModel::kColumns> kTitles{
    QT_TRANSLATE_NOOP("Columns", "Times"), QT_TRANSLATE_NOOP("Columns", "Status"),
    QT_TRANSLATE_NOOP("Columns", "Retry-After"), QT_TRANSLATE_NOOP("Columns", "ms"),
    QT_TRANSLATE_NOOP("Columns", "Fault")};

QString hint(int column)
{
    switch (column) {
    case PolicyTableModel::Times:
        return PolicyTableModel::tr("How many requests are answered so");
    case PolicyTableModel::Status:
        return PolicyTableModel::tr("2xx gives whatever the payload deserves");
    case PolicyTableModel::RetryAfter:
        return PolicyTableModel::tr("Sent as written, legal or not; or computed: seconds, date:+3, "
                                    "rfc850:+3, asctime:+3. Two quotes send an empty field.");
    case PolicyTableModel::Latency:
        return PolicyTableModel::tr("Milliseconds that the answer waits");
    default:
        return PolicyTableModel::tr("How the answer goes wrong");
    }
}

Qt::Alignment alignmentOf(int column)
{
    const bool text = column == PolicyTableModel::RetryAfter || column == PolicyTableModel::Fault;
    return Qt::AlignVCenter | (text ? Qt::AlignLeft : Qt::AlignRight);
}

/// An empty cell sends no field; two quotes send an empty one.
const QString kEmptyField = u"\"\""_s;

QString retryAfterText(const consumer::Reply &reply)
{
    if (!reply.retryAfter)
        return {};
    const QByteArray text = reply.retryAfter->text();
    return text.isEmpty() ? kEmptyField : QString::fromLatin1(text);
}

QVariant cell(const consumer::ScriptedReply &row, int column)
{
    switch (column) {
    case PolicyTableModel::Times:
        return row.times;
    case PolicyTableModel::Status:
        return row.reply.status;
    case PolicyTableModel::RetryAfter:
        return retryAfterText(row.reply);
    case PolicyTableModel::Latency:
        return int(row.reply.latency.count());
    case PolicyTableModel::Fault:
        return QString::fromLatin1(wire::answerFaultName(row.reply.fault).toByteArray());
    default:
        return {};
    }
}

} // namespace

void PolicyTableModel::show(std::vector<consumer::ScriptedReply> replies)
{
    beginResetModel();
    m_replies = std::move(replies);
    endResetModel();
}

int PolicyTableModel::insertBehind(int row)
{
    const int at = std::clamp(row + 1, 0, rowCount());
    consumer::ScriptedReply fresh;
    fresh.reply.status = 429;
    fresh.reply.retryAfter = consumer::RetryAfterSpec{.literal = "2"};
    beginInsertRows({}, at, at);
    m_replies.insert(m_replies.begin() + at, std::move(fresh));
    endInsertRows();
    Q_EMIT edited();
    return at;
}

void PolicyTableModel::remove(int row)
{
    if (!hasIndex(row, 0))
        return;
    beginRemoveRows({}, row, row);
    m_replies.erase(m_replies.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

int PolicyTableModel::move(int row, int by)
{
    const int to = row + by;
    if (!hasIndex(row, 0) || !hasIndex(to, 0) || std::abs(by) != 1)
        return row;
    beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
    std::swap(m_replies[size_t(row)], m_replies[size_t(to)]);
    endMoveRows();
    Q_EMIT edited();
    return to;
}

int PolicyTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_replies.size());
}

int PolicyTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant PolicyTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const consumer::ScriptedReply &row = m_replies[size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        // What is as usual stays out of the way.
        if ((column == Latency && row.reply.latency == 0ms)
            || (column == Fault && row.reply.fault == wire::AnswerFault::None))
            return QString();
        return cell(row, column);
    case Qt::EditRole:
        return cell(row, column);
    case Qt::ToolTipRole:
        return hint(column);
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column));
    default:
        return {};
    }
}

bool PolicyTableModel::setRetryAfter(consumer::Reply &reply, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        reply.retryAfter.reset();
        return true;
    }
    const QByteArray value = trimmed == kEmptyField ? QByteArray("") : trimmed.toUtf8();
    if (!std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; })) {
        Q_EMIT refused(tr("%1 cannot stand in a field; use printable ASCII").arg(trimmed));
        return false;
    }
    const auto spec = consumer::RetryAfterSpec::parse(value);
    const bool notation =
        value.startsWith("date:") || value.startsWith("rfc850:") || value.startsWith("asctime:");
    if (notation && spec.kind == consumer::RetryAfterSpec::Kind::Literal) {
        Q_EMIT refused(
            tr("%1 is no date to compute; write date:+3 for three seconds from then").arg(trimmed));
        return false;
    }
    reply.retryAfter = spec;
    return true;
}

bool PolicyTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    consumer::ScriptedReply row = m_replies[size_t(index.row())];
    switch (index.column()) {
    case Times:
        row.times = std::clamp(value.toInt(), 1, kMostTimes);
        break;
    case Status:
        row.reply.status = value.toInt();
        if (row.reply.status < 200 || row.reply.status > 599) {
            Q_EMIT refused(tr("%1 is no status of an answer; choose one from 200 to 599")
                               .arg(value.toString()));
            return false;
        }
        break;
    case RetryAfter:
        if (!setRetryAfter(row.reply, value.toString()))
            return false;
        break;
    case Latency:
        row.reply.latency =
            std::chrono::milliseconds(std::clamp(value.toInt(), 0, kMostMilliseconds));
        break;
    case Fault:
        row.reply.fault =
            wire::answerFaultFromName(value.toString().toLatin1()).value_or(row.reply.fault);
        break;
    default:
        return false;
    }
    if (row == m_replies[size_t(index.row())])
        return true;
    m_replies[size_t(index.row())] = std::move(row);
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

Qt::ItemFlags PolicyTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() ? usual | Qt::ItemIsEditable : usual;
}

QVariant PolicyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("Columns", kTitles[size_t(section)]);
    case Qt::ToolTipRole:
        return hint(section);
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(section));
    default:
        return {};
    }
}

} // namespace pushbench::ui
