// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "core/journal/sqlite.h"

namespace pushbench::journal {

/// What the writer and the reader of a session file must agree on: its tables, its marks, its
/// words and units. The document for everybody else is resources/session-format.md.

[[nodiscard]] Result<> createSchema(Database &database);

/// Is the open database a session that this version understands? An empty one is not. One of the
/// first format is: it only lacks words that came later.
[[nodiscard]] Result<> checkFormat(const Database &database);

/// Is it of an earlier format than this version writes?
[[nodiscard]] Result<bool> isOlder(const Database &database);

/// Makes an older one one of the present format. To be done on a copy.
[[nodiscard]] Result<> migrate(Database &database);

/// Nothing in it at all: a new file, or one whose creator was killed before the schema was there.
[[nodiscard]] Result<bool> isBlank(const Database &database);

/// Refuses what SQLite would only call "unable to open".
[[nodiscard]] Result<> checkPlace(const QString &path);

/// nullopt: no word of this format.
[[nodiscard]] std::optional<Side> sideFromName(QByteArrayView name);
[[nodiscard]] QByteArrayView noteKindName(Note::Kind kind);

/// nullopt: of a later version within this format; nothing that changes the books.
[[nodiscard]] std::optional<Note::Kind> noteKindFromName(QByteArrayView name);

/// Since 1970.
[[nodiscard]] inline qint64 microseconds(WallTime time)
{
    return time.time_since_epoch().count();
}

[[nodiscard]] inline WallTime wallTime(qint64 microseconds)
{
    return WallTime(std::chrono::microseconds(microseconds));
}

} // namespace pushbench::journal
