// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/filelock.h"
#include "core/producer/progress.h"

#include <memory>

namespace pushbench::producer {

/// `--checkpoint FILE`: how far a feed has come, in a file that is always whole.
///
/// The file is written, brought to the disk and put in place by a rename, but not for every
/// request, which would cost some milliseconds each time. What comes in between stands in
/// `FILE-tail`, which outlives the process that wrote it, though perhaps not the machine: it is
/// believed only where it is whole and belongs to the very file beside it. So a killed producer
/// goes on exactly where it was, and one that lost power repeats kBetweenSyncs at the most.
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

    /// Survives the process when it returns.
    [[nodiscard]] Result<> save(const Progress &progress, SteadyTime now);

    /// Survives the machine, too; nothing is left beside the file.
    [[nodiscard]] Result<> saveForGood(const Progress &progress);

    static constexpr std::chrono::milliseconds kBetweenSyncs{250};

private:
    Checkpoint(QString path, journal::FileLock lock);

    void readTail();

    QString m_path;
    QString m_tail;
    journal::FileLock m_lock;
    Progress m_start;
    QByteArray m_base; ///< The checksum of the file, as it is on the disk.
    SteadyTime m_synced{};
};

/// The text of the file: one JSON object with a checksum, and a line break. A tail names the
/// checksum of the file that it belongs to.
[[nodiscard]] QByteArray writeProgress(const Progress &progress, QByteArrayView base = {});

/// `where` is the file, for messages.
[[nodiscard]] Result<Progress> readProgress(const QByteArray &text, const QString &where);

} // namespace pushbench::producer
