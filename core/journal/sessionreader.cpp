// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/sessionfile.h"
#include "core/journal/sessionformat.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

/// In the order of the row reader below.
constexpr const char *kSelect =
    "SELECT id,side,connection,peer,protocol,method,target,source,began_us,connected_us,"
    "request_done_us,first_byte_us,done_us,status,outcome,attempt,delivery,fault,tls,request_head,"
    "request_trailers,response_head,response_body,request_body FROM exchanges";

Timings::Offset offsetAt(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return std::chrono::microseconds(row.integer(column));
}

Exchange exchangeFrom(const Statement &row)
{
    Exchange exchange;
    exchange.number = {row.integer(0)};
    exchange.side = sideFromName(row.bytes(1)).value_or(Side::Consumer);
    exchange.connection = row.integer(2);
    exchange.peer = row.bytes(3);
    exchange.protocol = row.bytes(4);
    exchange.method = row.bytes(5);
    exchange.target = row.bytes(6);
    if (!row.isNull(7))
        exchange.source = row.bytes(7);
    exchange.began = wallTime(row.integer(8));
    exchange.timings = {.connected = offsetAt(row, 9),
                        .requestDone = offsetAt(row, 10),
                        .firstByte = offsetAt(row, 11),
                        .done = offsetAt(row, 12)};
    exchange.status = static_cast<int>(row.integer(13));
    exchange.outcome = outcomeFromName(row.bytes(14)).value_or(Outcome::Failed);
    exchange.attempt = static_cast<int>(row.integer(15));
    exchange.delivery = row.integer(16);
    exchange.fault = row.bytes(17);
    exchange.tls = row.bytes(18);
    exchange.requestHead = row.bytes(19);
    exchange.requestTrailers = row.bytes(20);
    exchange.responseHead = row.bytes(21);
    exchange.responseBody = row.bytes(22);
    exchange.requestBody = row.bytes(23);
    return exchange;
}

} // namespace

Result<SessionReader> SessionReader::open(const QString &path)
{
    if (!QFileInfo::exists(path))
        return Fault{
            .kind = FaultKind::NotFound, .where = path, .text = u"there is no such file"_s};
    if (const Result<> placed = checkPlace(path); !placed)
        return placed.fault();
    Result<SessionReader> reader = open(path, Database::Mode::ReadOnly);
    // SQLite wants to keep its index beside the file even for reading. Where it must not, on a
    // read-only medium say, a file without a log can be read as it is.
    // What somebody else has locked is no such file: it may be changing.
    const bool mayWrite = QFileInfo(QFileInfo(path).absolutePath()).isWritable();
    const bool barred = !reader
        && (reader.fault().kind == FaultKind::NotFound
            || (reader.fault().kind == FaultKind::Denied && !mayWrite));
    if (barred && QFileInfo(path + u"-wal"_s).size() == 0)
        return open(path, Database::Mode::Immutable);
    return reader;
}

Result<SessionReader> SessionReader::open(const QString &path, Database::Mode mode)
{
    Result<Database> opened = Database::open(path, mode);
    if (!opened)
        return opened.fault();
    SessionReader reader(std::move(opened).value());
    if (const Result<> known = checkFormat(reader.m_database); !known)
        return known.fault();
    return reader;
}

Result<std::vector<RunRecord>> SessionReader::runs() const
{
    Result<Statement> rows =
        m_database.prepare("SELECT id,began_us,ended_us,program FROM runs ORDER BY id");
    if (!rows)
        return rows.fault();
    std::vector<RunRecord> runs;
    while (true) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.fault();
        if (!row.value())
            return runs;
        runs.push_back(
            {.id = rows->integer(0),
             .began = wallTime(rows->integer(1)),
             .ended = rows->isNull(2) ? std::optional<WallTime>() : wallTime(rows->integer(2)),
             .program = rows->bytes(3)});
    }
}

Result<qint64> SessionReader::exchangeCount() const
{
    return m_database.integer("SELECT count(*) FROM exchanges");
}

Result<std::optional<Exchange>> SessionReader::exchange(ExchangeNumber number) const
{
    const QByteArray sql = QByteArray(kSelect) + " WHERE id=?";
    Result<Statement> rows = m_database.prepare(sql.constData());
    if (!rows)
        return rows.fault();
    rows->bind(1, number.value);
    const Result<bool> row = rows->step();
    if (!row)
        return row.fault();
    if (!row.value())
        return std::optional<Exchange>();
    Exchange exchange = exchangeFrom(rows.value());
    const Result<QByteArray> intended = intendedOf(number);
    if (!intended)
        return intended.fault();
    exchange.intended = intended.value();
    return std::optional<Exchange>(std::move(exchange));
}

Result<std::vector<Exchange>> SessionReader::exchangesBehind(ExchangeNumber number, int most) const
{
    const QByteArray sql = QByteArray(kSelect) + " WHERE id>? ORDER BY id LIMIT ?";
    Result<Statement> rows = m_database.prepare(sql.constData());
    if (!rows)
        return rows.fault();
    rows->bind(1, number.value);
    rows->bind(2, most);
    std::vector<Exchange> exchanges;
    while (true) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.fault();
        if (!row.value())
            return exchanges;
        exchanges.push_back(exchangeFrom(rows.value()));
    }
}

Result<std::vector<PlacedNote>> SessionReader::notesBehind(qint64 id, int most) const
{
    Result<Statement> rows = m_database.prepare(
        "SELECT id,after_exchange,kind,exchange,text FROM notes WHERE id>? ORDER BY id LIMIT ?");
    if (!rows)
        return rows.fault();
    rows->bind(1, id);
    rows->bind(2, most);
    std::vector<PlacedNote> notes;
    qint64 last = id;
    while (true) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.fault();
        if (!row.value()) // None that this version knows is not yet the end.
            return notes.empty() && last > id ? notesBehind(last, most) : notes;
        last = rows->integer(0);
        if (const std::optional<Note::Kind> kind = noteKindFromName(rows->bytes(2)))
            notes.push_back(
                {.id = rows->integer(0),
                 .after = {rows->integer(1)},
                 .note = {.kind = *kind, .exchange = {rows->integer(3)}, .text = rows->bytes(4)}});
    }
}

Result<std::vector<Note>> SessionReader::notesOf(Note::Kind kind) const
{
    Result<Statement> rows =
        m_database.prepare("SELECT exchange,text FROM notes WHERE kind=? ORDER BY id");
    if (!rows)
        return rows.fault();
    rows->bindText(1, noteKindName(kind));
    std::vector<Note> notes;
    while (true) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.fault();
        if (!row.value())
            return notes;
        notes.push_back({.kind = kind, .exchange = {rows->integer(0)}, .text = rows->bytes(1)});
    }
}

Result<bool> SessionReader::has(Side side) const
{
    Result<Statement> rows = m_database.prepare("SELECT 1 FROM exchanges WHERE side=? LIMIT 1");
    if (!rows)
        return rows.fault();
    rows->bindText(1, sideWord(side));
    return rows->step();
}

Result<QByteArray> SessionReader::intendedOf(ExchangeNumber number) const
{
    Result<Statement> rows =
        m_database.prepare("SELECT text FROM notes WHERE kind='intended' AND exchange=?");
    if (!rows)
        return rows.fault();
    rows->bind(1, number.value);
    const Result<bool> row = rows->step();
    if (!row)
        return row.fault();
    return row.value() ? rows->bytes(0) : QByteArray();
}

Result<> SessionReader::replay(const Visitor &visitor) const
{
    const QByteArray sql = QByteArray(kSelect) + " ORDER BY id";
    Result<Statement> exchanges = m_database.prepare(sql.constData());
    Result<Statement> notes =
        m_database.prepare("SELECT after_exchange,kind,exchange,text FROM notes ORDER BY id");
    if (!exchanges)
        return exchanges.fault();
    if (!notes)
        return notes.fault();

    Result<bool> haveExchange = exchanges->step();
    Result<bool> haveNote = notes->step();
    while (haveExchange && haveNote && (haveExchange.value() || haveNote.value())) {
        const bool noteNext = haveNote.value()
            && (!haveExchange.value() || notes->integer(0) < exchanges->integer(0));
        bool goOn = true;
        if (noteNext) {
            const std::optional<Note::Kind> kind = noteKindFromName(notes->bytes(1));
            if (kind)
                goOn = visitor.note(
                    {.kind = *kind, .exchange = {notes->integer(2)}, .text = notes->bytes(3)});
            haveNote = notes->step();
        } else {
            Exchange exchange = exchangeFrom(exchanges.value());
            // What was meant to be wrong with it is the first that is noted behind it.
            if (haveNote.value() && notes->integer(2) == exchange.number.value
                && notes->bytes(1) == noteKindName(Note::Kind::Intended))
                exchange.intended = notes->bytes(3);
            goOn = visitor.exchange(std::move(exchange));
            haveExchange = exchanges->step();
        }
        if (!goOn)
            return {};
    }
    if (!haveExchange)
        return haveExchange.fault();
    if (!haveNote)
        return haveNote.fault();
    return {};
}

} // namespace pushbench::journal
