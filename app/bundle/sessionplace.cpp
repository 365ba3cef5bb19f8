// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/sessionplace.h"

#include "app/bundle/ziparchive.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// More was written by nobody.
constexpr qint64 kLargestManifest = 1024 * 1024;

QString nameOf(const QByteArray &part)
{
    return QString::fromUtf8(part.left(80));
}

Result<Manifest> manifestOf(const ZipArchive &archive, const QString &bundle)
{
    const QByteArray name = kManifestName.toByteArray();
    const std::optional<qint64> size = archive.size(name);
    if (!size)
        return Fault{
            FaultKind::Malformed, bundle,
            u"this zip is no Pushbench bundle: it has no manifest.json; choose a session or "
            "a .pushbundle"_s};
    if (*size > kLargestManifest)
        return Fault{FaultKind::Malformed, bundle,
                     u"its manifest.json is larger than 1 MiB, which no Pushbench wrote"_s};
    QByteArray json;
    const Result<> read = archive.read(name, [&json](QByteArrayView piece) {
        json.append(piece);
        return Result<>();
    });
    if (!read)
        return read.fault();
    return readManifest(json, bundle);
}

/// What is in the zip and not in the manifest was put there by somebody else.
Result<> checkNames(const ZipArchive &archive, const Manifest &manifest, const QString &bundle)
{
    const QByteArrayList names = archive.names();
    for (const QByteArray &name : names) {
        const bool known = name == kManifestName || name == kSumsName
            || std::ranges::find(manifest.parts, name, &Manifest::Part::name)
                != manifest.parts.end();
        if (!known)
            return Fault{
                FaultKind::Malformed, bundle,
                u"%1 was added after the bundle was made; get the bundle anew"_s.arg(nameOf(name))};
        if (names.count(name) > 1)
            return Fault{FaultKind::Malformed, bundle,
                         u"%1 is in it twice; get the bundle anew"_s.arg(nameOf(name))};
    }
    for (const Manifest::Part &part : manifest.parts) {
        if (!names.contains(part.name))
            return Fault{FaultKind::Malformed, bundle,
                         u"%1 was taken out after the bundle was made; get the bundle anew"_s.arg(
                             nameOf(part.name))};
    }
    return {};
}

/// Reads a part and compares its sum; the bytes go to the file, if there is one.
Result<> check(const ZipArchive &archive, const Manifest::Part &part, const QString &bundle,
               QFile *file)
{
    QCryptographicHash sum(QCryptographicHash::Sha256);
    const Result<> read = archive.read(part.name, [&](QByteArrayView piece) -> Result<> {
        sum.addData(piece);
        if (file && file->write(piece.data(), piece.size()) != piece.size())
            return Fault{FaultKind::Exhausted, file->fileName(),
                         u"the bundle cannot be unpacked here (%1); free some space, or set TMPDIR "
                         "to another folder"_s.arg(file->errorString())};
        return {};
    });
    if (!read)
        return read;
    if (const QByteArray found = sum.result().toHex(); found != part.sha256)
        return Fault{FaultKind::Malformed, bundle,
                     u"%1 was changed after the bundle was made (its SHA-256 is %2…, the manifest "
                     "says %3…); get the bundle anew"_s.arg(
                         nameOf(part.name), QString::fromLatin1(found.first(12)),
                         QString::fromLatin1(part.sha256.first(12)))};
    return {};
}

} // namespace

Result<SessionPlace> SessionPlace::find(const QString &path)
{
    if (ZipArchive::recognises(path))
        return unpack(path);
    SessionPlace place;
    place.m_path = path;
    return place;
}

Result<SessionPlace> SessionPlace::unpack(const QString &bundle)
{
    const Result<ZipArchive> archive = ZipArchive::openForReading(bundle);
    if (!archive)
        return archive.fault();
    Result<Manifest> manifest = manifestOf(archive.value(), bundle);
    if (!manifest)
        return manifest.fault();
    if (const Result<> named = checkNames(archive.value(), manifest.value(), bundle); !named)
        return named.fault();
    SessionPlace place;
    place.m_folder = std::make_unique<QTemporaryDir>();
    if (!place.m_folder->isValid())
        return Fault{FaultKind::Denied, QDir::tempPath(),
                     u"the bundle cannot be unpacked here (%1); set TMPDIR to another folder"_s.arg(
                         place.m_folder->errorString())};
    for (const Manifest::Part &part : manifest->parts) {
        QFile file(place.m_folder->filePath(QString::fromLatin1(kBundledSession)));
        const bool session = part.name == kBundledSession;
        if (session && !file.open(QIODevice::WriteOnly))
            return Fault{FaultKind::Denied, file.fileName(), file.errorString()};
        if (const Result<> whole = check(archive.value(), part, bundle, session ? &file : nullptr);
            !whole)
            return whole.fault();
        if (!session)
            continue;
        file.close();
        if (file.error() != QFileDevice::NoError)
            return Fault{FaultKind::Exhausted, file.fileName(), file.errorString()};
        place.m_path = file.fileName();
    }
    if (place.m_path.isEmpty())
        return Fault{FaultKind::Malformed, bundle,
                     u"there is no session in it; get the bundle anew"_s};
    place.m_manifest = std::move(manifest).value();
    return place;
}

} // namespace pushbench::app
