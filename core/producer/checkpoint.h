// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/journal/filelock.h"
#include "core/producer/progress.h"

#include <memory>

namespace pushbench::producer {

/// `--checkpoint FILE`: how far a feed has come, in a file that is always whole. What was written
/// before a crash, of the process or the machine, is there afterwards.
class Checkpoint
{
public:
    /// Reads the file, or makes it when there is none, and keeps other producers away from it. A
    /// fault says whether it is torn, foreign, of a newer version, of another feed, or cannot be
    /// written.
    [[nodiscard]] static Result<std::unique_ptr<Checkpoint>> open(const QString &path,
                                                                  const QString &feed);

    /// Where the feed goes on.
    [[nodiscard]] const Progress &start() const noexcept { return m_start; }

    /// Replaces the file in one step; on the disk when it returns.
    [[nodiscard]] Result<> save(const Progress &progress);

private:
    Checkpoint(QString path, journal::FileLock lock)
        : m_path(std::move(path))
        , m_lock(std::move(lock))
    {
    }

    QString m_path;
    journal::FileLock m_lock;
    Progress m_start;
};

/// The text of the file: one JSON object with a checksum, and a line break.
[[nodiscard]] QByteArray writeProgress(const Progress &progress);

/// `where` is the file, for messages.
[[nodiscard]] Result<Progress> readProgress(const QByteArray &text, const QString &where);

} // namespace pushbench::producer
