// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "core/journal/filelock.h"
#include "core/journal/sqlite.h"

#include <functional>
#include <vector>

namespace pushbench::journal {

/// What a run of the bench says of itself when it opens a session file for writing.
struct RunInfo
{
    WallTime began{};
    QByteArray program; ///< "pushbench-cli 0.1.0".
};

/// How hard a commit is made to last.
enum class Durability : quint8 {
    PowerLoss, ///< On the disk before the commit returns: session files that people keep.
    Process, ///< In the system's hands: survives our death, not the machine's. Temporary sessions.
    Run, ///< In the system's hands, in a file that nobody else reads and that goes with this run.
};

/// Stands for the application in the header of every session file ("PBsn").
inline constexpr qint64 kApplicationId = 0x5042736e;
inline constexpr qint64 kFormatVersion = 2;

/// Writes one session file (schema in resources/session-format.md). One connection, one thread.
class SessionWriter
{
public:
    /// Creates the file, or appends a run to it; one of an earlier format is migrated on a copy,
    /// which takes its place when it is whole. Refuses, in words, what is no session file, a later
    /// format, a folder that cannot be written and a file that another writer holds.
    [[nodiscard]] static Result<SessionWriter> open(const QString &path, const RunInfo &run,
                                                    Durability durability);

    [[nodiscard]] Result<> begin();
    [[nodiscard]] Result<> insert(const Exchange &exchange);
    [[nodiscard]] Result<> insert(const Note &note, ExchangeNumber after);
    [[nodiscard]] Result<> commit();
    void rollback();

    /// Everything that is committed, in another file in which the present run goes on. This one
    /// stays as it is and open. What was in the other file is replaced, but only by a whole copy.
    [[nodiscard]] Result<SessionWriter> copyTo(const QString &path, Durability durability) const;

    /// Marks the run as cleanly ended and folds the write-ahead log into the file, which then is
    /// the only one. Nothing may be inserted afterwards.
    [[nodiscard]] Result<> close(WallTime ended);

    /// The highest number in the file.
    [[nodiscard]] ExchangeNumber last() const noexcept { return m_last; }

private:
    SessionWriter(FileLock lock, Database database)
        : m_lock(std::move(lock))
        , m_database(std::move(database))
    {
    }

    [[nodiscard]] static Result<SessionWriter> open(const QString &path, FileLock lock,
                                                    Durability durability);
    [[nodiscard]] Result<> beginRun(const RunInfo &run);
    [[nodiscard]] Result<> prepare();

    FileLock m_lock; ///< First, because it must outlive the connection.
    Database m_database;
    std::optional<Statement> m_insert;
    std::optional<Statement> m_note;
    qint64 m_run = 0;
    bool m_folds = true; ///< The log is folded into the file now and then, and at the end.
    ExchangeNumber m_last;
};

/// A run as the file remembers it.
struct RunRecord
{
    qint64 id = 0;
    WallTime began{};
    std::optional<WallTime> ended; ///< Absent: it was killed, or is still going on.
    QByteArray program;
};

/// A note with its place in the file.
struct PlacedNote
{
    qint64 id = 0;          ///< Rises in the order of the notes.
    ExchangeNumber after{}; ///< It comes behind that one.
    Note note{};
};

/// Reads a session file, also one that is being written. One connection, one thread.
class SessionReader
{
public:
    [[nodiscard]] static Result<SessionReader> open(const QString &path);

    [[nodiscard]] Result<std::vector<RunRecord>> runs() const;
    [[nodiscard]] Result<qint64> exchangeCount() const;

    /// One exchange with all its bytes; nullopt when there is none of that number.
    [[nodiscard]] Result<std::optional<Exchange>> exchange(ExchangeNumber number) const;

    /// The next exchanges behind that one, `most` of them; none at the end. For whoever reads at a
    /// pace of their own.
    [[nodiscard]] Result<std::vector<Exchange>> exchangesBehind(ExchangeNumber number,
                                                                int most) const;

    /// The next notes behind that one, `most` of them; none at the end. Kinds of a later version
    /// are left out.
    [[nodiscard]] Result<std::vector<PlacedNote>> notesBehind(qint64 id, int most) const;

    /// All notes of one kind, in their order; for kinds that are few.
    [[nodiscard]] Result<std::vector<Note>> notesOf(Note::Kind kind) const;

    /// Everything that is committed, in another file, which must not exist.
    [[nodiscard]] Result<> copyTo(const QString &path) const { return m_database.copyTo(path); }

    /// Did that side record anything?
    [[nodiscard]] Result<bool> has(Side side) const;

    /// Everything that was recorded, in the order in which it was committed; stops early when a
    /// visitor returns false.
    struct Visitor
    {
        std::function<bool(Exchange)> exchange;
        std::function<bool(Note)> note;
    };
    [[nodiscard]] Result<> replay(const Visitor &visitor) const;

private:
    [[nodiscard]] static Result<SessionReader> open(const QString &path, Database::Mode mode);
    [[nodiscard]] Result<QByteArray> intendedOf(ExchangeNumber number) const;

    explicit SessionReader(Database database)
        : m_database(std::move(database))
    {
    }

    Database m_database;
};

} // namespace pushbench::journal
