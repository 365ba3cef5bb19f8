// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/sessionfile.h"
#include "core/journal/sessionformat.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

constexpr const char *kInsert =
    "INSERT INTO exchanges VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

/// Large pages, because bodies of batches are tens of kilobytes; not the largest, because a commit
/// of one small exchange writes two of them (packaging/notes/0003-session-pages.md).
constexpr const char *kPageSize = "PRAGMA page_size=16384";

/// A log beside the file, so that it may be read while it grows. At 32 MiB it is folded into the
/// file.
constexpr const char *kKeptWhateverHappens =
    "PRAGMA journal_mode=WAL;PRAGMA journal_size_limit=67108864;PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=2048";
constexpr const char *kKeptWhenWeDie =
    "PRAGMA journal_mode=WAL;PRAGMA journal_size_limit=67108864;PRAGMA synchronous=OFF";

/// No log: every byte is written once. What a failed commit must undo is kept in memory, and that
/// is little, because a session only grows.
constexpr const char *kKeptForThisRun =
    "PRAGMA locking_mode=EXCLUSIVE;PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF";

/// 256 MiB for a file that goes with its process. Never folding would be no good either: each
/// commit of a trickle writes the same pages again, and the log would grow by 32 KiB an exchange.
constexpr int kPagesOfTemporaryLog = 16'384;

const char *wayToWrite(Durability durability)
{
    switch (durability) {
    case Durability::PowerLoss:
        return kKeptWhateverHappens;
    case Durability::Process:
        return kKeptWhenWeDie;
    case Durability::Run:
        return kKeptForThisRun;
    }
    Q_UNREACHABLE();
}

/// The two that SQLite keeps beside a file; stale ones would be taken for part of another file.
void removeCompanions(const QString &path)
{
    for (const QLatin1String suffix : {"-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(path + suffix);
}

/// Puts a whole file in the place of another one.
Result<> takePlace(const QString &part, const QString &path)
{
    removeCompanions(path);
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(part).toStdString(),
                            QFile::encodeName(path).toStdString(), error);
    if (!error)
        return {};
    QFile::remove(part);
    return Fault{FaultKind::Denied, path, QString::fromStdString(error.message())};
}

/// Everything that is committed, in another file beside it.
Result<> copyToPart(const Database &database, const QString &part)
{
    QFile::remove(part);
    removeCompanions(part);
    const Result<> copied = database.copyTo(part);
    if (!copied) {
        QFile::remove(part);
        removeCompanions(part);
    }
    return copied;
}

/// The file of an earlier format stays untouched until the copy is whole and migrated.
Result<> replaceByMigrated(Database older)
{
    const QString path = older.path();
    const QString part = path + u".part"_s;
    if (const Result<> copied = copyToPart(older, part); !copied)
        return copied;
    {
        Result<Database> copy = Database::open(part, Database::Mode::ReadWrite);
        Result<> migrated = copy ? migrate(copy.value()) : copy.fault();
        if (!migrated) {
            QFile::remove(part);
            return migrated;
        }
    }
    removeCompanions(part);
    older = {};
    return takePlace(part, path);
}

void bindOffset(Statement &statement, int index, const Timings::Offset &offset)
{
    if (offset)
        statement.bind(index, offset->count());
    else
        statement.bindNull(index);
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
    } else if (const Result<bool> older = isOlder(database); !older) {
        return older.fault();
    } else if (older.value()) {
        if (const Result<> migrated = replaceByMigrated(std::move(writer.m_database)); !migrated)
            return migrated.fault();
        Result<Database> reopened = Database::open(path, Database::Mode::Create);
        if (!reopened)
            return reopened.fault();
        writer.m_database = std::move(reopened).value();
    }
    if (const Result<> done = database.execute(wayToWrite(durability)); !done)
        return done.fault();
    // A file that goes with its process is folded late and never at its end, because folding
    // writes all of it twice.
    writer.m_folds = durability == Durability::PowerLoss;
    if (durability == Durability::Process)
        database.keepLog(kPagesOfTemporaryLog);
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
    if (const Result<> copied = copyToPart(m_database, part); !copied)
        return copied.fault();
    if (const Result<> placed = takePlace(part, path); !placed)
        return placed.fault();
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
    row.bindText(3, sideWord(exchange.side));
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
    row.bindText(23, exchange.tls);
    row.bindBlob(24, exchange.requestHead);
    row.bindBlob(25, exchange.requestTrailers);
    row.bindBlob(26, exchange.responseHead);
    row.bindBlob(27, exchange.responseBody);
    row.bindBlob(28, exchange.requestBody);
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
    if (!m_folds)
        return {};
    if (Result<> folded =
            m_database.execute("PRAGMA busy_timeout=0;PRAGMA wal_checkpoint(TRUNCATE)");
        !folded)
        return folded;
    // Without WAL it is one file, which can be read where nothing may be written, and readers leave
    // nothing beside it. Somebody who reads it now prevents that, and no harm is done.
    static_cast<void>(m_database.execute("PRAGMA journal_mode=DELETE"));
    return {};
}

} // namespace pushbench::journal
