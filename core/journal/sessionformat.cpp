// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/sessionformat.h"

#include "core/journal/sessionfile.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

constexpr qint64 kFirstFormat = 1;

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
    tls TEXT NOT NULL,
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
CREATE INDEX notes_intended ON notes(exchange) WHERE kind='intended';
)";

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

} // namespace

std::optional<Side> sideFromName(QByteArrayView name)
{
    for (const Side side : {Side::Consumer, Side::Producer, Side::Reader}) {
        if (name == sideWord(side))
            return side;
    }
    return std::nullopt;
}

QByteArrayView noteKindName(Note::Kind kind)
{
    switch (kind) {
    case Note::Kind::AnswerLost:
        return "answer-lost";
    case Note::Kind::AnswerSent:
        return "answer-sent";
    case Note::Kind::PeerLeft:
        return "peer-left";
    case Note::Kind::Consumer:
        return "consumer";
    case Note::Kind::Intended:
        return "intended";
    case Note::Kind::Withheld:
        return "withheld";
    case Note::Kind::Grace:
        return "grace";
    case Note::Kind::Verdict:
        return "verdict";
    case Note::Kind::Down:
        return "down";
    case Note::Kind::Remark:
        return "remark";
    }
    Q_UNREACHABLE();
}

std::optional<Note::Kind> noteKindFromName(QByteArrayView name)
{
    for (const Note::Kind kind :
         {Note::Kind::AnswerLost, Note::Kind::AnswerSent, Note::Kind::PeerLeft,
          Note::Kind::Consumer, Note::Kind::Intended, Note::Kind::Withheld, Note::Kind::Grace,
          Note::Kind::Verdict, Note::Kind::Down, Note::Kind::Remark}) {
        if (name == noteKindName(kind))
            return kind;
    }
    return std::nullopt;
}

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
    if (version.value() < kFirstFormat) {
        return Fault{
            .kind = FaultKind::Unsupported,
            .where = database.path(),
            .text = u"no Pushbench that was released wrote this session (format %1, this one reads "
                    "%2 to %3); record it anew"_s.arg(version.value())
                        .arg(kFirstFormat)
                        .arg(kFormatVersion)};
    }
    return checkWhole(database);
}

Result<bool> isOlder(const Database &database)
{
    const Result<qint64> version = database.integer("PRAGMA user_version");
    if (!version)
        return version.fault();
    return version.value() < kFormatVersion;
}

/// The second format has new words for sides and notes, and no new column; its mark keeps a
/// Pushbench of the first one from taking a reader's exchange for a push.
Result<> migrate(Database &database)
{
    const QByteArray mark = "PRAGMA user_version=" + QByteArray::number(kFormatVersion);
    return database.execute(mark.constData());
}

Result<bool> isBlank(const Database &database)
{
    // SQLite takes a file of one byte for an empty one, and that byte is somebody's.
    if (QFileInfo(database.path()).size() == 1)
        return false;
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

Result<> checkPlace(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Fault{FaultKind::Usage, path, u"this is a folder; name a file in it"_s};
    if (info.exists() && !info.isFile())
        return Fault{FaultKind::Usage, path, u"this is no ordinary file; choose another one"_s};
    return {};
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

} // namespace pushbench::journal
