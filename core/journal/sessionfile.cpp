// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/sessionfile.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

constexpr const char *kSchema = R"(
CREATE TABLE runs(
    id INTEGER PRIMARY KEY,
    began_us INTEGER NOT NULL,
    ended_us INTEGER,
    program TEXT NOT NULL);
CREATE TABLE exchanges(
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    side TEXT NOT NULL,
    connection INTEGER NOT NULL,
    peer TEXT NOT NULL,
    protocol TEXT NOT NULL,
    method TEXT NOT NULL,
    target TEXT NOT NULL,
    source TEXT,
    began_us INTEGER NOT NULL,
    connected_us INTEGER,
    request_done_us INTEGER,
    first_byte_us INTEGER,
    done_us INTEGER,
    status INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    events INTEGER NOT NULL,
    first_sequence INTEGER,
    last_sequence INTEGER,
    fault TEXT NOT NULL,
    request_head BLOB NOT NULL,
    request_trailers BLOB NOT NULL,
    response_head BLOB NOT NULL,
    response_body BLOB NOT NULL,
    request_body BLOB NOT NULL);
CREATE TABLE notes(
    id INTEGER PRIMARY KEY,
    after_exchange INTEGER NOT NULL,
    kind TEXT NOT NULL,
    exchange INTEGER NOT NULL,
    text TEXT NOT NULL);
)";

constexpr const char *kInsert =
    "INSERT INTO exchanges VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

/// In the order of the row reader below.
constexpr const char *kSelect =
    "SELECT id,side,connection,peer,protocol,method,target,source,began_us,connected_us,"
    "request_done_us,first_byte_us,done_us,status,outcome,attempt,delivery,fault,request_head,"
    "request_trailers,response_head,response_body,request_body FROM exchanges";

/// Large pages, because bodies of batches are tens of kilobytes; not the largest, because a commit
/// of one small exchange writes two of them (packaging/notes/0003-session-pages.md).
constexpr const char *kPageSize = "PRAGMA page_size=16384";

/// 32 MiB of write-ahead log, then it is folded into the file.
constexpr const char *kFoldLog = "PRAGMA wal_autocheckpoint=2048";

QByteArrayView sideName(Side side)
{
    return side == Side::Consumer ? QByteArrayView("consumer") : QByteArrayView("producer");
}

QByteArrayView noteKindName(Note::Kind kind)
{
    switch (kind) {
    case Note::Kind::AnswerLost:
        return "answer-lost";
    case Note::Kind::AnswerSent:
        return "answer-sent";
    case Note::Kind::Consumer:
        return "consumer";
    }
    Q_UNREACHABLE();
}

std::optional<Note::Kind> noteKindFromName(QByteArrayView name)
{
    for (const Note::Kind kind :
         {Note::Kind::AnswerLost, Note::Kind::AnswerSent, Note::Kind::Consumer}) {
        if (name == noteKindName(kind))
            return kind;
    }
    return std::nullopt; // Of a later version within this format; nothing that changes the books.
}

qint64 microseconds(WallTime time)
{
    return time.time_since_epoch().count();
}

WallTime wallTime(qint64 microseconds)
{
    return WallTime(std::chrono::microseconds(microseconds));
}

Fault noSession(const QString &path)
{
    return {.kind = FaultKind::Malformed,
            .where = path,
            .text = u"this is not a Pushbench session; choose another file"_s};
}

/// SQLite reads what is missing of a page as zeros. With a log beside it that is no damage: a full
/// disk may have stopped the folding, and the log still has the page.
Result<> checkWhole(const Database &database)
{
    const Result<qint64> page = database.integer("PRAGMA page_size");
    if (!page)
        return page.fault();
    const bool hasLog = QFileInfo(database.path() + u"-wal"_s).size() > 0;
    if (hasLog || QFileInfo(database.path()).size() % page.value() == 0)
        return {};
    return Fault{.kind = FaultKind::Malformed,
                 .where = database.path(),
                 .text = u"the file is damaged; sqlite3 FILE .recover saves what can be read of it "
                         "(it ends within a page)"_s};
}

/// Is the open database a session that this version understands? An empty one is not.
Result<> checkFormat(const Database &database)
{
    const Result<qint64> application = database.integer("PRAGMA application_id");
    if (!application)
        return application.fault();
    if (application.value() != kApplicationId)
        return noSession(database.path());
    const Result<qint64> version = database.integer("PRAGMA user_version");
    if (!version)
        return version.fault();
    if (version.value() > kFormatVersion) {
        return Fault{
            .kind = FaultKind::Unsupported,
            .where = database.path(),
            .text = u"a newer Pushbench wrote this session (format %1, this one reads up to %2); "
                    "update Pushbench"_s.arg(version.value())
                        .arg(kFormatVersion)};
    }
    // The first format has nothing to be migrated from; the next one migrates it on a copy.
    if (version.value() < kFormatVersion) {
        return Fault{
            .kind = FaultKind::Unsupported,
            .where = database.path(),
            .text = u"no Pushbench that was released wrote this session (format %1, this one reads "
                    "%2); record it anew"_s.arg(version.value())
                        .arg(kFormatVersion)};
    }
    return checkWhole(database);
}

/// Nothing in it at all: a new file, or one whose creator was killed before the schema was there.
Result<bool> isBlank(const Database &database)
{
    for (const char *sql :
         {"PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_schema"}) {
        const Result<qint64> value = database.integer(sql);
        if (!value)
            return value.fault();
        if (value.value() != 0)
            return false;
    }
    return true;
}

/// What SQLite would only call "unable to open".
Result<> checkPlace(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Fault{FaultKind::Usage, path, u"this is a folder; name a file in it"_s};
    if (info.exists() && !info.isFile())
        return Fault{FaultKind::Usage, path, u"this is no ordinary file; choose another one"_s};
    return {};
}

/// The two that SQLite keeps beside a file; stale ones would be taken for part of another file.
void removeCompanions(const QString &path)
{
    for (const QLatin1String suffix : {"-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(path + suffix);
}

Result<> createSchema(Database &database)
{
    const QByteArray marks = "PRAGMA application_id=" + QByteArray::number(kApplicationId)
        + ";PRAGMA user_version=" + QByteArray::number(kFormatVersion);
    for (const char *sql : {"BEGIN IMMEDIATE", kSchema, marks.constData(), "COMMIT"}) {
        if (Result<> done = database.execute(sql); !done)
            return done;
    }
    return {};
}

void bindOffset(Statement &statement, int index, const Timings::Offset &offset)
{
    if (offset)
        statement.bind(index, offset->count());
    else
        statement.bindNull(index);
}

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
    exchange.side = row.bytes(1) == sideName(Side::Producer) ? Side::Producer : Side::Consumer;
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
    exchange.requestHead = row.bytes(18);
    exchange.requestTrailers = row.bytes(19);
    exchange.responseHead = row.bytes(20);
    exchange.responseBody = row.bytes(21);
    exchange.requestBody = row.bytes(22);
    return exchange;
}

} // namespace

Result<SessionWriter> SessionWriter::open(const QString &path, const RunInfo &run,
                                          Durability durability)
{
    if (const Result<> placed = checkPlace(path); !placed)
        return placed.fault();
    Result<FileLock> lock = FileLock::acquire(path);
    if (!lock)
        return lock.fault();
    Result<SessionWriter> writer = open(path, std::move(lock).value(), durability);
    if (!writer)
        return writer;
    if (const Result<> begun = writer->beginRun(run); !begun)
        return begun.fault();
    return writer;
}

Result<SessionWriter> SessionWriter::open(const QString &path, FileLock lock, Durability durability)
{
    Result<Database> opened = Database::open(path, Database::Mode::Create);
    if (!opened)
        return opened.fault();
    SessionWriter writer(std::move(lock), std::move(opened).value());
    Database &database = writer.m_database;

    const Result<bool> blank = isBlank(database);
    if (!blank)
        return blank.fault();
    if (blank.value()) {
        if (const Result<> done = database.execute(kPageSize); !done)
            return done.fault();
    } else if (const Result<> known = checkFormat(database); !known) {
        return known.fault();
    }
    const bool kept = durability == Durability::PowerLoss;
    for (const char *sql :
         {"PRAGMA journal_mode=WAL", "PRAGMA journal_size_limit=67108864",
          kept ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF", kFoldLog}) {
        if (const Result<> done = database.execute(sql); !done)
            return done.fault();
    }
    if (blank.value()) {
        if (const Result<> created = createSchema(database); !created)
            return created.fault();
    }
    if (const Result<> prepared = writer.prepare(); !prepared)
        return prepared.fault();
    return writer;
}

Result<> SessionWriter::prepare()
{
    const Result<qint64> last = m_database.integer("SELECT max(id) FROM exchanges");
    if (!last)
        return last.fault();
    m_last = {last.value()};
    Result<Statement> insert = m_database.prepare(kInsert);
    if (!insert)
        return insert.fault();
    Result<Statement> note =
        m_database.prepare("INSERT INTO notes(after_exchange,kind,exchange,text) VALUES(?,?,?,?)");
    if (!note)
        return note.fault();
    m_insert = std::move(insert).value();
    m_note = std::move(note).value();
    return {};
}

Result<> SessionWriter::beginRun(const RunInfo &run)
{
    Result<Statement> row =
        m_database.prepare("INSERT INTO runs(began_us,program) VALUES(?,?) RETURNING id");
    if (!row)
        return row.fault();
    row->bind(1, microseconds(run.began));
    row->bindText(2, run.program);
    Result<bool> more = row->step();
    if (more)
        m_run = row->integer(0);
    while (more && more.value())
        more = row->step(); // The row is committed when there are no more.
    if (!more)
        return more.fault();
    return {};
}

Result<SessionWriter> SessionWriter::copyTo(const QString &path, Durability durability) const
{
    if (const Result<> placed = checkPlace(path); !placed)
        return placed.fault();
    if (QFileInfo(path) == QFileInfo(m_database.path()))
        return Fault{FaultKind::Usage, path, u"the session is in this file already"_s};
    Result<FileLock> lock = FileLock::acquire(path);
    if (!lock)
        return lock.fault();
    const QString part = path + u".part"_s;
    QFile::remove(part);
    removeCompanions(part);
    if (const Result<> copied = m_database.copyTo(part); !copied) {
        QFile::remove(part);
        removeCompanions(part);
        return copied.fault();
    }
    removeCompanions(path);
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(part).toStdString(),
                            QFile::encodeName(path).toStdString(), error);
    if (error) {
        QFile::remove(part);
        return Fault{FaultKind::Denied, path, QString::fromStdString(error.message())};
    }
    Result<SessionWriter> copy = open(path, std::move(lock).value(), durability);
    if (copy)
        copy->m_run = m_run;
    return copy;
}

Result<> SessionWriter::begin()
{
    return m_database.execute("BEGIN IMMEDIATE");
}

Result<> SessionWriter::insert(const Exchange &exchange)
{
    Statement &row = *m_insert;
    row.bind(1, exchange.number.value);
    row.bind(2, m_run);
    row.bindText(3, sideName(exchange.side));
    row.bind(4, exchange.connection);
    row.bindText(5, exchange.peer);
    row.bindText(6, exchange.protocol);
    row.bindText(7, exchange.method);
    row.bindText(8, exchange.target);
    if (exchange.source)
        row.bindText(9, *exchange.source);
    else
        row.bindNull(9);
    row.bind(10, microseconds(exchange.began));
    bindOffset(row, 11, exchange.timings.connected);
    bindOffset(row, 12, exchange.timings.requestDone);
    bindOffset(row, 13, exchange.timings.firstByte);
    bindOffset(row, 14, exchange.timings.done);
    row.bind(15, exchange.status);
    row.bindText(16, outcomeName(exchange.outcome));
    row.bind(17, exchange.attempt);
    row.bind(18, exchange.delivery);
    const auto *payload = exchange.payload.get();
    row.bind(19, payload ? qint64(payload->events().size()) : 0);
    if (payload && !payload->events().empty()) {
        row.bind(20, payload->events().front().sequence.value);
        row.bind(21, payload->events().back().sequence.value);
    } else {
        row.bindNull(20);
        row.bindNull(21);
    }
    row.bindText(22, exchange.fault);
    row.bindBlob(23, exchange.requestHead);
    row.bindBlob(24, exchange.requestTrailers);
    row.bindBlob(25, exchange.responseHead);
    row.bindBlob(26, exchange.responseBody);
    row.bindBlob(27, exchange.requestBody);
    const Result<bool> done = row.step();
    row.reset();
    if (!done)
        return done.fault();
    m_last = qMax(m_last, exchange.number);
    return {};
}

Result<> SessionWriter::insert(const Note &note, ExchangeNumber after)
{
    m_note->bind(1, after.value);
    m_note->bindText(2, noteKindName(note.kind));
    m_note->bind(3, note.exchange.value);
    m_note->bindText(4, note.text);
    const Result<bool> done = m_note->step();
    m_note->reset();
    if (!done)
        return done.fault();
    return {};
}

Result<> SessionWriter::commit()
{
    return m_database.execute("COMMIT");
}

void SessionWriter::rollback()
{
    // SQLite may have rolled back on its own; then there is nothing left to undo.
    static_cast<void>(m_database.execute("ROLLBACK"));
}

Result<> SessionWriter::close(WallTime ended)
{
    m_insert.reset();
    m_note.reset();
    Result<Statement> mark = m_database.prepare("UPDATE runs SET ended_us=? WHERE id=?");
    if (!mark)
        return mark.fault();
    mark->bind(1, microseconds(ended));
    mark->bind(2, m_run);
    if (const Result<bool> marked = mark->step(); !marked)
        return marked.fault();
    mark->reset();
    if (Result<> folded =
            m_database.execute("PRAGMA busy_timeout=0;PRAGMA wal_checkpoint(TRUNCATE)");
        !folded)
        return folded;
    // Without WAL it is one file, which can be read where nothing may be written, and readers leave
    // nothing beside it. Somebody who reads it now prevents that, and no harm is done.
    static_cast<void>(m_database.execute("PRAGMA journal_mode=DELETE"));
    return {};
}

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
    const bool barred = !reader
        && (reader.fault().kind == FaultKind::NotFound || reader.fault().kind == FaultKind::Denied);
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
    return std::optional<Exchange>(exchangeFrom(rows.value()));
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
            goOn = visitor.exchange(exchangeFrom(exchanges.value()));
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
