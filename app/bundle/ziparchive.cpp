// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/ziparchive.h"

#include <QFile>
#include <QFileInfo>

#include <zip.h>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr qsizetype kPiece = 256 * 1024;

FaultKind kindOf(int code)
{
    switch (code) {
    case ZIP_ER_NOENT:
        return FaultKind::NotFound;
    case ZIP_ER_NOZIP:
    case ZIP_ER_INCONS:
    case ZIP_ER_CRC:
    case ZIP_ER_ZLIB:
    case ZIP_ER_EOF:
        return FaultKind::Malformed;
    case ZIP_ER_OPEN:
    case ZIP_ER_TMPOPEN:
    case ZIP_ER_RENAME:
        return FaultKind::Denied;
    case ZIP_ER_WRITE:
        return FaultKind::Exhausted;
    default:
        return FaultKind::Broken;
    }
}

QString remedyFor(FaultKind kind)
{
    switch (kind) {
    case FaultKind::NotFound:
        return u"there is no such file, or no such folder"_s;
    case FaultKind::Malformed:
        return u"this is no whole bundle; get it anew from where it was made"_s;
    case FaultKind::Denied:
        return u"it cannot be opened; check the permissions of the file and of its folder"_s;
    case FaultKind::Exhausted:
        return u"it cannot be written to its end; free some space, or name another place"_s;
    case FaultKind::Usage:
    case FaultKind::Unsupported:
    case FaultKind::Broken:
        return u"the zip library reports an error"_s;
    }
    Q_UNREACHABLE();
}

Fault faultOf(const QString &path, zip_error_t &error)
{
    const FaultKind kind = kindOf(zip_error_code_zip(&error));
    return {kind, path,
            remedyFor(kind) + u" ("_s + QString::fromLocal8Bit(zip_error_strerror(&error)) + u')'};
}

} // namespace

void ZipArchive::Discard::operator()(zip *archive) const noexcept
{
    zip_discard(archive);
}

bool ZipArchive::recognises(const QString &path)
{
    QFile file(path); // Whoever opens a pipe waits for its other end.
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly)
        && file.read(4) == QByteArrayView("PK\x03\x04");
}

Result<ZipArchive> ZipArchive::open(const QString &path, int flags)
{
    ZipArchive archive;
    archive.m_path = path;
    int code = 0;
    archive.m_archive.reset(zip_open(QFile::encodeName(path).constData(), flags, &code));
    if (archive.m_archive)
        return archive;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    Fault fault = faultOf(path, error);
    zip_error_fini(&error);
    return fault;
}

Result<ZipArchive> ZipArchive::openForReading(const QString &path)
{
    return open(path, ZIP_RDONLY | ZIP_CHECKCONS);
}

Result<ZipArchive> ZipArchive::create(const QString &path)
{
    return open(path, ZIP_CREATE | ZIP_TRUNCATE);
}

Fault ZipArchive::fault() const
{
    return faultOf(m_path, *zip_get_error(m_archive.get()));
}

QByteArrayList ZipArchive::names() const
{
    QByteArrayList names;
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i)
        names.append(zip_get_name(m_archive.get(), zip_uint64_t(i), ZIP_FL_ENC_RAW));
    return names;
}

std::optional<qint64> ZipArchive::size(const QByteArray &name) const
{
    zip_stat_t found;
    zip_stat_init(&found);
    if (zip_stat(m_archive.get(), name.constData(), 0, &found) != 0
        || (found.valid & ZIP_STAT_SIZE) == 0)
        return std::nullopt;
    return qint64(found.size);
}

Result<> ZipArchive::read(const QByteArray &name,
                          const std::function<Result<>(QByteArrayView)> &take) const
{
    const auto close = [](zip_file_t *file) { zip_fclose(file); };
    const std::unique_ptr<zip_file_t, decltype(close)> part(
        zip_fopen(m_archive.get(), name.constData(), 0), close);
    if (!part)
        return fault();
    QByteArray piece(kPiece, Qt::Uninitialized);
    while (true) {
        const zip_int64_t size = zip_fread(part.get(), piece.data(), zip_uint64_t(piece.size()));
        if (size < 0)
            return faultOf(m_path, *zip_file_get_error(part.get()));
        if (size == 0)
            return {};
        if (Result<> taken = take(QByteArrayView(piece).first(qsizetype(size))); !taken)
            return taken;
    }
}

Result<> ZipArchive::add(const QByteArray &name, const QByteArray &content, WallTime made)
{
    // libzip reads it only when everything is written.
    m_contents.push_back(std::make_unique<QByteArray>(content));
    const QByteArray &kept = *m_contents.back();
    zip_source_t *source =
        zip_source_buffer(m_archive.get(), kept.constData(), zip_uint64_t(kept.size()), 0);
    const zip_int64_t index = source
        ? zip_file_add(m_archive.get(), name.constData(), source, ZIP_FL_ENC_UTF_8)
        : zip_int64_t(-1);
    if (index >= 0)
        return date(index, made);
    zip_source_free(source);
    return fault();
}

Result<> ZipArchive::addFile(const QByteArray &name, const QString &path, WallTime made)
{
    zip_source_t *source =
        zip_source_file(m_archive.get(), QFile::encodeName(path).constData(), 0, -1);
    const zip_int64_t index = source
        ? zip_file_add(m_archive.get(), name.constData(), source, ZIP_FL_ENC_UTF_8)
        : zip_int64_t(-1);
    if (index >= 0)
        return date(index, made);
    zip_source_free(source);
    return fault();
}

Result<> ZipArchive::date(qint64 index, WallTime made)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(made).time_since_epoch().count();
    if (zip_file_set_mtime(m_archive.get(), zip_uint64_t(index), seconds, 0) != 0)
        return fault();
    return {};
}

Result<> ZipArchive::finish()
{
    if (zip_close(m_archive.get()) != 0)
        return fault();
    static_cast<void>(m_archive.release()); // Closing has freed it.
    return {};
}

} // namespace pushbench::app
