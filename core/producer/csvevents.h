// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/protocol/event.h"

#include <QByteArrayList>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace pushbench::producer {

/// Reads events from CSV (RFC 4180) piece by piece, as `export --format csv` writes them: the first
/// line names the columns, in any order and with any others among them. Holds one row at a time.
class CsvEvents
{
public:
    /// `name` is the file's, for messages.
    explicit CsvEvents(QString name);

    /// Does the text begin like such a file? Nothing that is JSON does.
    [[nodiscard]] static bool recognises(QByteArrayView beginning);

    /// Appends the events of the rows that end within what came so far. A fault names file, line
    /// and column, and is final; events in front of it have been appended.
    [[nodiscard]] Result<> feed(QByteArrayView bytes, std::vector<protocol::EntityEvent> &events);

    /// The file is over.
    [[nodiscard]] Result<> finish(std::vector<protocol::EntityEvent> &events);

private:
    enum class Column : quint8 {
        Sequence,
        ResourceName,
        ResourceRecordKey,
        ResourceRecordUrl,
    };

    enum class Place : quint8 {
        Start,  ///< Of a cell.
        Plain,  ///< In a cell without quotes.
        Quoted, ///< In a cell with quotes.
        Quote,  ///< Behind a quote in such a cell: its end, or the first of two.
    };

    void take(char c, std::vector<protocol::EntityEvent> &events);
    void endRow(std::vector<protocol::EntityEvent> &events);
    void readHeader();
    void readEvent(std::vector<protocol::EntityEvent> &events);
    [[nodiscard]] QByteArray cell(Column column) const;
    void fail(const QString &text);

    QString m_name;
    Place m_place = Place::Start;
    QByteArray m_cell;
    QByteArrayList m_row;
    std::optional<std::array<qsizetype, 4>> m_columns; ///< Indexes by Column; -1: not there.
    qint64 m_line = 1;
    qint64 m_rowLine = 1; ///< Where the row began.
    std::optional<Fault> m_fault;
};

} // namespace pushbench::producer
