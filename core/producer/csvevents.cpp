// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/csvevents.h"

#include "core/protocol/eventfile.h"

#include <charconv>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr QByteArrayView kByteOrderMark = "\xEF\xBB\xBF";
constexpr qsizetype kMostColumns = 1024;

struct ColumnName
{
    QByteArrayView own;      ///< As `export` writes it.
    QByteArrayView standard; ///< The Data Dictionary's.
    bool needed;
};

constexpr std::array kColumns{
    ColumnName{"sequence", "EntityEventSequence", true},
    ColumnName{"resourceName", "ResourceName", true},
    ColumnName{"resourceRecordKey", "ResourceRecordKey", true},
    ColumnName{"resourceRecordUrl", "ResourceRecordUrl", false},
};

} // namespace

CsvEvents::CsvEvents(QString name)
    : m_name(std::move(name))
{
}

bool CsvEvents::recognises(QByteArrayView beginning)
{
    if (beginning.startsWith(kByteOrderMark))
        beginning = beginning.sliced(kByteOrderMark.size());
    const qsizetype end = beginning.indexOf('\n');
    const QByteArrayView line = end < 0 ? beginning : beginning.first(end);
    return !line.startsWith('{') && line.contains(',')
        && line.toByteArray().toLower().contains("sequence");
}

Result<> CsvEvents::feed(QByteArrayView bytes, std::vector<protocol::EntityEvent> &events)
{
    if (!m_columns && m_row.isEmpty() && m_cell.isEmpty() && bytes.startsWith(kByteOrderMark))
        bytes = bytes.sliced(kByteOrderMark.size());
    for (const char c : bytes) {
        if (m_fault)
            return *m_fault;
        take(c, events);
    }
    return m_fault ? Result<>(*m_fault) : Result<>();
}

Result<> CsvEvents::finish(std::vector<protocol::EntityEvent> &events)
{
    if (!m_fault && m_place == Place::Quoted)
        fail(u"a quote that was opened here is not closed"_s);
    if (!m_fault && (!m_cell.isEmpty() || !m_row.isEmpty() || m_place != Place::Start))
        endRow(events);
    return m_fault ? Result<>(*m_fault) : Result<>();
}

void CsvEvents::take(char c, std::vector<protocol::EntityEvent> &events)
{
    m_line += c == '\n' ? 1 : 0;
    if (m_place == Place::Quoted) {
        if (c == '"')
            m_place = Place::Quote;
        else
            m_cell.append(c);
    } else if (m_place == Place::Quote && c == '"') {
        m_cell.append(c);
        m_place = Place::Quoted;
    } else if (m_place == Place::Start && c == '"') {
        m_place = Place::Quoted;
    } else if (c == ',') {
        m_row.append(std::exchange(m_cell, {}));
        m_place = Place::Start;
    } else if (c == '\n') {
        endRow(events);
    } else if (c != '\r') {
        if (m_place == Place::Quote)
            return fail(u"something stands behind a closing quote; double the quotes of a text"_s);
        m_cell.append(c);
        m_place = Place::Plain;
    }
    if (m_cell.size() > protocol::kLongestFileToken || m_row.size() > kMostColumns)
        fail(u"a cell or a row is longer than any event can be"_s);
}

void CsvEvents::endRow(std::vector<protocol::EntityEvent> &events)
{
    m_row.append(std::exchange(m_cell, {}));
    m_place = Place::Start;
    const bool blank = m_row.size() == 1 && m_row.front().trimmed().isEmpty();
    if (!blank && !m_columns)
        readHeader();
    else if (!blank)
        readEvent(events);
    m_row.clear();
    m_rowLine = m_line;
}

void CsvEvents::readHeader()
{
    m_columns.emplace();
    for (size_t i = 0; i < kColumns.size(); ++i) {
        const ColumnName &column = kColumns[i];
        qsizetype at = m_row.indexOf(column.own);
        if (at < 0)
            at = m_row.indexOf(column.standard);
        (*m_columns)[i] = at;
        if (at < 0 && column.needed)
            return fail(u"there is no column %1; the first line names the columns, "
                        "sequence,resourceName,resourceRecordKey at the least"_s.arg(
                            QString::fromLatin1(column.own)));
    }
}

void CsvEvents::readEvent(std::vector<protocol::EntityEvent> &events)
{
    const QByteArray number = cell(Column::Sequence);
    qint64 sequence = 0;
    const char *end = number.constData() + number.size();
    const auto [stop, error] = std::from_chars(number.constData(), end, sequence);
    if (error != std::errc{} || stop != end || sequence < protocol::kFirstSequence.value)
        return fail(u"column sequence: \"%1\" is no EntityEventSequence; it is a whole number from "
                    "1 up"_s.arg(QString::fromUtf8(number.left(40))));
    for (const auto &[column, name] :
         {std::pair{Column::ResourceName, u"resourceName"_s},
          std::pair{Column::ResourceRecordKey, u"resourceRecordKey"_s}}) {
        if (cell(column).isEmpty())
            return fail(u"column %1: it is empty; every event has one"_s.arg(name));
    }
    events.push_back({.sequence = {sequence},
                      .resourceName = cell(Column::ResourceName),
                      .resourceRecordKey = cell(Column::ResourceRecordKey),
                      .resourceRecordUrl = cell(Column::ResourceRecordUrl)});
}

QByteArray CsvEvents::cell(Column column) const
{
    return m_row.value((*m_columns)[size_t(column)]);
}

void CsvEvents::fail(const QString &text)
{
    m_fault = Fault{FaultKind::Malformed, m_name + u':' + QString::number(m_rowLine), text};
}

} // namespace pushbench::producer
