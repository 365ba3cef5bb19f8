// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/sessionfile.h"

#include <QTemporaryDir>

#include <vector>

namespace pushbench::journal {

/// A folder for the files of one test.
class SessionFolder
{
public:
    [[nodiscard]] QString path(const QString &name = QStringLiteral("s.pushbench")) const
    {
        return m_folder.filePath(name);
    }
    [[nodiscard]] QStringList files() const;

private:
    QTemporaryDir m_folder;
};

[[nodiscard]] RunInfo testRun(QByteArray program = "test 1");

/// A pushed event with that sequence, answered 200.
[[nodiscard]] std::shared_ptr<Exchange> sampleExchange(qint64 sequence);

/// A session at path with exchanges of the sequences 1 to count; closed, or left as a killed
/// process leaves it. Empty, or what went wrong.
[[nodiscard]] QString writeSession(const QString &path, int count, bool closed = true);

/// Everything that a file says, in its order: exchanges as their numbers, notes as their kind.
struct Replayed
{
    std::vector<Exchange> exchanges;
    std::vector<Note> notes;
    QByteArray order; ///< "1 2 note 3".
    QString fault;    ///< Empty: it could be read to the end.
};
[[nodiscard]] Replayed replayed(const QString &path);

/// "1 2 note 3", or the fault.
[[nodiscard]] QByteArray orderOf(const QString &path);

/// Runs SQL on the file through a connection of its own. Empty, or what went wrong.
[[nodiscard]] QString execute(const QString &path, const char *sql);

[[nodiscard]] QByteArray fileBytes(const QString &path);

} // namespace pushbench::journal
