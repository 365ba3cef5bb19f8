// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/imports/recordstream.h"
#include "core/base/ids.h"

#include <atomic>

namespace pushbench::app {

struct ImportConfig
{
    QString file{};    ///< HAR or NDJSON, told apart by what stands in it.
    QString session{}; ///< Created, or appended to.
    QByteArray program{};
    Side side = Side::Consumer; ///< Whose view is it, where the file does not say?
};

/// What came of a file.
struct ImportReport
{
    RecordForm form = RecordForm::Unknown;
    qint64 exchanges = 0;
    qint64 events = 0;
    qint64 passedOver = 0;               ///< Entries that are no pushes, records of other types.
    std::vector<QByteArray> strangers{}; ///< The first of those, in words.
    qint64 withoutBody = 0;              ///< Pushes whose body the file has left out.
    qint64 withoutToken = 0;             ///< Pushes of an archive that has no Authorization.

    /// One sentence for people: what it was and what it became.
    [[nodiscard]] QString sentence() const;
    /// What deserves a warning, a line each.
    [[nodiscard]] QStringList warnings() const;
};

/// Makes a session of a file, or leaves everything as it was. Reads it piece by piece. Setting
/// `cancelled` from another thread ends it.
[[nodiscard]] Result<ImportReport> importFile(const ImportConfig &config, const Clock &clock,
                                              const std::atomic<bool> *cancelled = nullptr);

/// What a session says of the program that made it: that it was not there when it happened.
[[nodiscard]] QByteArray importedBy(QByteArrayView program, const QString &file);

/// Does the file look like something to import rather than a session? By its first bytes.
[[nodiscard]] bool looksImportable(const QString &path);

} // namespace pushbench::app
