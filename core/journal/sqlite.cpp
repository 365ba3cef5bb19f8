// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/sqlite.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <QUtf8StringView>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

/// What a person can do about an SQLite error.
QString remedy(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return u"the disk is full; free some space and start again"_s;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return u"the file cannot be written; check its permissions and those of its folder"_s;
    case SQLITE_CANTOPEN:
        return u"the file cannot be opened; check that the folder exists and may be written"_s;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return u"another program holds the file; close it there first"_s;
    case SQLITE_NOTADB:
        return u"this is not a Pushbench session; choose another file"_s;
    case SQLITE_CORRUPT:
        return u"the file is damaged; sqlite3 FILE .recover saves what can be read of it"_s;
    case SQLITE_IOERR:
        return u"the disk reports an error; check it, or choose a file on another one"_s;
    case SQLITE_ERROR:
        return u"the file does not hold what a session holds; choose another one"_s;
    case SQLITE_TOOBIG:
        return u"a body is larger than SQLite can hold; lower the limit for bodies"_s;
    }
    return {};
}

FaultKind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return FaultKind::Exhausted;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FaultKind::Denied;
    case SQLITE_CANTOPEN:
        return FaultKind::NotFound;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_ERROR:
        return FaultKind::Malformed;
    }
    return FaultKind::Broken;
}

/// A null pointer would bind NULL; no bytes are still bytes.
const char *dataOf(QByteArrayView bytes)
{
    return bytes.isEmpty() ? "" : bytes.data();
}

Fault faultOf(sqlite3 *database, const QString &path)
{
    const int code = sqlite3_errcode(database);
    const QString mend = remedy(code);
    const QString detail = QString::fromUtf8(sqlite3_errmsg(database));
    return {.kind = kindOf(code),
            .where = path,
            .text = mend.isEmpty() ? detail : QString(mend + u" ("_s + detail + u')')};
}

int flagsFor(Database::Mode mode)
{
    switch (mode) {
    case Database::Mode::ReadOnly:
        return SQLITE_OPEN_READONLY;
    case Database::Mode::ReadWrite:
        return SQLITE_OPEN_READWRITE;
    case Database::Mode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::Immutable:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    Q_UNREACHABLE();
}

QByteArray nameFor(const QString &path, Database::Mode mode)
{
    if (mode != Database::Mode::Immutable)
        return QFile::encodeName(path);
    return QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath())
        .toEncoded(QUrl::FullyEncoded)
        .replace('?', "%3f")
        .append("?immutable=1");
}

} // namespace

void Database::Closer::operator()(sqlite3 *database) const noexcept
{
    // Waits for statements that are still about, where sqlite3_close() would leak the file.
    sqlite3_close_v2(database);
}

void Database::keepLog(int pages)
{
    sqlite3_wal_autocheckpoint(m_handle.get(), pages);
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<Database> Database::open(const QString &path, Mode mode)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(nameFor(path, mode).constData(), &handle,
                                     flagsFor(mode) | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database;
    database.m_handle.reset(handle);
    database.m_path = path;
    if (code != SQLITE_OK)
        return database.lastFault();
    sqlite3_busy_timeout(handle, 2'000);
    return database;
}

Result<> Database::execute(const char *sql)
{
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastFault();
    return {};
}

Result<Statement> Database::prepare(const char *sql) const
{
    sqlite3_stmt *handle = nullptr;
    if (sqlite3_prepare_v2(m_handle.get(), sql, -1, &handle, nullptr) != SQLITE_OK)
        return lastFault();
    Statement statement;
    statement.m_handle.reset(handle);
    statement.m_path = m_path;
    return statement;
}

Result<qint64> Database::integer(const char *sql) const
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return statement.fault();
    const Result<bool> row = statement->step();
    if (!row)
        return row.fault();
    return row.value() ? statement->integer(0) : 0;
}

Result<> Database::copyTo(const QString &path) const
{
    Result<Database> target = open(path, Mode::Create);
    if (!target)
        return target.fault();
    sqlite3_backup *backup =
        sqlite3_backup_init(target->m_handle.get(), "main", m_handle.get(), "main");
    if (!backup)
        return target->lastFault();
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        return target->lastFault();
    return {};
}

Fault Database::lastFault() const
{
    return faultOf(m_handle.get(), m_path);
}

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const noexcept
{
    sqlite3_finalize(statement);
}

void Statement::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_handle.get(), index, value);
}

void Statement::bindText(int index, QByteArrayView text)
{
    if (text.contains('\0') || !QUtf8StringView(text.data(), text.size()).isValidUtf8())
        return bindBlob(index, text);
    sqlite3_bind_text64(m_handle.get(), index, dataOf(text), quint64(text.size()), SQLITE_STATIC,
                        SQLITE_UTF8);
}

void Statement::bindBlob(int index, QByteArrayView bytes)
{
    sqlite3_bind_blob64(m_handle.get(), index, dataOf(bytes), quint64(bytes.size()), SQLITE_STATIC);
}

void Statement::bindNull(int index)
{
    sqlite3_bind_null(m_handle.get(), index);
}

Result<bool> Statement::step()
{
    switch (sqlite3_step(m_handle.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    }
    return faultOf(sqlite3_db_handle(m_handle.get()), m_path);
}

void Statement::reset()
{
    sqlite3_reset(m_handle.get());
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle.get(), column);
}

QByteArray Statement::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_handle.get(), column);
    return QByteArray(static_cast<const char *>(data),
                      sqlite3_column_bytes(m_handle.get(), column));
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL;
}

} // namespace pushbench::journal
