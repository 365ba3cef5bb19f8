// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace pushbench::journal {

/// Keeps a second writer away from a session file: SQLite itself would let both in, and both would
/// give out the same numbers. The lock is the kernel's (flock) on a file of its own, `FILE-lock`,
/// so that it goes with the process however that ends; QLockFile would guess from a process number,
/// which a restarted container uses again. Readers need no lock.
class FileLock
{
public:
    FileLock() = default;
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

    /// Takes the lock of the session file at path, or says who holds it and how to mend that.
    [[nodiscard]] static Result<FileLock> acquire(const QString &path);

private:
    FileLock(int descriptor, QByteArray name);

    int m_descriptor = -1;
    QByteArray m_name; ///< As the system spells it.
};

} // namespace pushbench::journal
