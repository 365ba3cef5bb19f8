// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>

struct zip;

namespace pushbench::app {

/// A zip file, written as a whole or read part by part. zip.h is included by its .cpp alone.
class ZipArchive
{
public:
    /// Does the file begin like a zip?
    [[nodiscard]] static bool recognises(const QString &path);

    [[nodiscard]] static Result<ZipArchive> openForReading(const QString &path);
    /// Replaces what is there, when it is written as a whole.
    [[nodiscard]] static Result<ZipArchive> create(const QString &path);

    [[nodiscard]] QByteArrayList names() const;
    /// Of the part, unpacked; nothing without one.
    [[nodiscard]] std::optional<qint64> size(const QByteArray &name) const;
    /// Hands a part out piece by piece, as far as take() wants it.
    [[nodiscard]] Result<> read(const QByteArray &name,
                                const std::function<Result<>(QByteArrayView)> &take) const;

    [[nodiscard]] Result<> add(const QByteArray &name, const QByteArray &content, WallTime made);
    /// The file must be there until finish().
    [[nodiscard]] Result<> addFile(const QByteArray &name, const QString &path, WallTime made);
    [[nodiscard]] Result<> finish();

private:
    struct Discard
    {
        void operator()(zip *archive) const noexcept;
    };

    [[nodiscard]] static Result<ZipArchive> open(const QString &path, int flags);
    [[nodiscard]] Fault fault() const;
    [[nodiscard]] Result<> date(qint64 index, WallTime made);

    QString m_path;
    std::unique_ptr<zip, Discard> m_archive;
    std::vector<std::unique_ptr<QByteArray>> m_contents; ///< Of what is to be written.
};

} // namespace pushbench::app
