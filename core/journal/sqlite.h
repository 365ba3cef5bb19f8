// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace pushbench::journal {

class Statement;

/// A connection to one SQLite file. Used by one thread at a time.
class Database
{
public:
    enum class Mode : quint8 {
        ReadOnly,
        ReadWrite,
        Create,
        Immutable, ///< For reading where SQLite may put nothing beside the file.
    };

    [[nodiscard]] static Result<Database> open(const QString &path, Mode mode);

    [[nodiscard]] Result<> execute(const char *sql);
    [[nodiscard]] Result<Statement> prepare(const char *sql) const;

    /// A single integer, such as a pragma's answer.
    [[nodiscard]] Result<qint64> integer(const char *sql) const;

    /// The log is folded into the file only when it has that many pages, and not when it is closed.
    void keepLog(int pages);

    /// Everything that is committed, written to another file and onto its disk.
    [[nodiscard]] Result<> copyTo(const QString &path) const;

    /// The last error as a Fault that names the file and says how to mend it.
    [[nodiscard]] Fault lastFault() const;

    [[nodiscard]] const QString &path() const noexcept { return m_path; }

private:
    struct Closer
    {
        void operator()(sqlite3 *database) const noexcept;
    };

    std::unique_ptr<sqlite3, Closer> m_handle;
    QString m_path;
};

/// A prepared statement. Bound bytes are not copied: they must live until step() has returned.
class Statement
{
public:
    void bind(int index, qint64 value);
    /// What is no UTF-8 is bound as a blob: other tools choke on text that is none.
    void bindText(int index, QByteArrayView text);
    void bindBlob(int index, QByteArrayView bytes);
    void bindNull(int index);

    /// True while there is a row.
    [[nodiscard]] Result<bool> step();
    /// Makes it ready to be run again.
    void reset();

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const; ///< Text or blob, copied.
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const noexcept;
    };

    std::unique_ptr<sqlite3_stmt, Finalizer> m_handle;
    QString m_path;
};

} // namespace pushbench::journal
