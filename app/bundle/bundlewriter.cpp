// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/bundlewriter.h"

#include "app/bundle/keyhasher.h"
#include "app/bundle/ziparchive.h"
#include "app/imports/sessionmaker.h"
#include "core/base/datetext.h"
#include "core/journal/sessionfile.h"
#include "core/wire/limits.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSysInfo>
#include <QTemporaryDir>

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QByteArray newSalt()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random);
}

/// The copy is one file, to the byte what the bundle holds, wherever it is unpacked to.
Result<> copyAsItIs(const journal::SessionReader &reader, const QString &copy)
{
    if (Result<> copied = reader.copyTo(copy); !copied)
        return copied;
    Result<journal::Database> database =
        journal::Database::open(copy, journal::Database::Mode::ReadWrite);
    if (!database)
        return database.fault();
    return database->execute("PRAGMA journal_mode=DELETE");
}

/// The other way, every body is written anew, so that no page of the file remembers a key.
Result<qint64> copyHashed(const journal::SessionReader &reader, const QString &copy,
                          const QByteArray &program)
{
    KeyHasher hasher(newSalt());
    SessionMaker maker(copy, program);
    const Result<std::vector<journal::RunRecord>> runs = reader.runs();
    if (!runs)
        return runs.fault();
    if (!runs->empty())
        maker.began(runs->front().began);
    for (const journal::RunRecord &run : runs.value())
        maker.lasted(run.ended.value_or(run.began));
    Result<> added;
    const Result<> read =
        reader.replay({.exchange =
                           [&](journal::Exchange exchange) {
                               hasher.hash(exchange);
                               exchange.payload = std::make_shared<const protocol::Payload>(
                                   protocol::parsePayload(exchange.requestBody));
                               const qint64 number = exchange.number.value;
                               added = maker.add(std::move(exchange), number);
                               return added.ok();
                           },
                       .note =
                           [&](journal::Note note) {
                               // The exchange brings its own.
                               if (note.kind != journal::Note::Kind::Intended)
                                   added = maker.add(std::move(note));
                               return added.ok();
                           }});
    if (!read)
        return read.fault();
    if (!added)
        return added.fault();
    if (const Result<> finished = maker.finish(); !finished)
        return finished.fault();
    return hasher.doubtfulBodies();
}

QJsonObject environment()
{
    return {{u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {u"architecture"_s, QSysInfo::currentCpuArchitecture()},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"clock"_s, u"the machine's own, UTC, to the microsecond; nobody compared it"_s}};
}

Result<QJsonObject> limitsOf(const journal::SessionReader &reader)
{
    const Result<std::vector<journal::RunRecord>> runs = reader.runs();
    if (!runs)
        return runs.fault();
    const Result<qint64> exchanges = reader.exchangeCount();
    if (!exchanges)
        return exchanges.fault();
    qint64 unended = 0;
    for (const journal::RunRecord &run : runs.value())
        unended += run.ended ? 0 : 1;
    const wire::Limits limits;
    return QJsonObject{{u"sessionFormat"_s, journal::kFormatVersion},
                       {u"exchanges"_s, exchanges.value()},
                       {u"runs"_s, qint64(runs->size())},
                       {u"runsThatDidNotEnd"_s, unended},
                       {u"defaultBodyBytes"_s, limits.bodyBytes},
                       {u"defaultHeadBytes"_s, qint64(limits.headBytes)},
                       {u"defaultTargetBytes"_s, qint64(limits.targetBytes)}};
}

QStringList remarks(bool hashed, qint64 doubtful)
{
    QStringList lines{
        u"Tokens never stand in a session: sha256: and the first 8 hex digits of a token's SHA-256 "
        "stand for it, in every bundle the same, so that equal tokens look equal."_s,
        u"What a peer did not send over the wire is not in it; the bench saw one end only."_s};
    if (!hashed)
        return lines;
    lines.append(
        u"Every ResourceRecordKey, and the key in every ResourceRecordUrl, was replaced by "
        "a hash with a salt that was made for this bundle and forgotten: equal keys have "
        "equal hashes here and others elsewhere. So bodies differ from those on the wire "
        "in these values and in their length, and Content-Length tells the old one. "
        "Runs became one."_s);
    if (doubtful > 0)
        lines.append(u"%1 bodies are no JSON to their end; keys were sought there by their "
                     "member's name alone. Look at them before you hand them on."_s.arg(doubtful));
    return lines;
}

QByteArray readme(const Manifest &manifest)
{
    QByteArray text("An evidence bundle of Pushbench, a test bench for RESO push replication "
                    "(RCP-028).\n\nMade ");
    text.append(datetext::rfc3339(manifest.made)).append(" by ");
    text.append(manifest.program.toUtf8()).append(".\n\n");
    for (const Manifest::Part &part : manifest.parts)
        text.append("- ").append(part.name).append(": ").append(part.is.toUtf8()).append('\n');
    text.append("- manifest.json: where it was made, and the SHA-256 of every part\n\n");
    for (const QString &remark : manifest.remarks)
        text.append("* ").append(remark.toUtf8()).append('\n');
    return text.append(
        "\nEvery part is proven by `sha256sum -c SHA256SUMS`, and whenever Pushbench "
        "opens the bundle.\nThe session is a SQLite file that any tool can read.\n");
}

QByteArray sumOf(QByteArrayView content)
{
    return QCryptographicHash::hash(content.toByteArray(), QCryptographicHash::Sha256).toHex();
}

Result<QByteArray> sumOfFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash sum(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !sum.addData(&file))
        return Fault{FaultKind::Broken, path,
                     u"it cannot be read again (%1)"_s.arg(file.errorString())};
    return sum.result().toHex();
}

} // namespace

Result<Bundled> writeBundle(const BundleConfig &config, const MakeReports &reports,
                            const Clock &clock)
{
    const Result<journal::SessionReader> reader = journal::SessionReader::open(config.session);
    if (!reader)
        return reader.fault();
    const QTemporaryDir folder;
    if (!folder.isValid())
        return Fault{FaultKind::Denied, QDir::tempPath(),
                     u"the bundle cannot be prepared here (%1); set TMPDIR to another folder"_s.arg(
                         folder.errorString())};
    const QString session = folder.filePath(QString::fromLatin1(kBundledSession));
    Result<qint64> doubtful(0);
    if (config.hashKeys)
        doubtful = copyHashed(reader.value(), session, config.program);
    else if (const Result<> copied = copyAsItIs(reader.value(), session); !copied)
        return copied.fault();
    if (!doubtful)
        return doubtful.fault();
    const Result<BundleReports> told = reports(session);
    if (!told)
        return told.fault();
    const Result<QJsonObject> limits = limitsOf(reader.value());
    if (!limits)
        return limits.fault();
    const Result<QByteArray> sum = sumOfFile(session);
    if (!sum)
        return sum.fault();

    Bundled bundled{.manifest = {.made = clock.now().wall,
                                 .program = QString::fromUtf8(config.program),
                                 .keysHashed = config.hashKeys,
                                 .remarks = remarks(config.hashKeys, doubtful.value()),
                                 .environment = environment(),
                                 .limits = limits.value()}};
    Manifest &manifest = bundled.manifest;
    manifest.parts = {
        {.name = kBundledSession.toByteArray(),
         .bytes = QFile(session).size(),
         .sha256 = sum.value(),
         .is = config.hashKeys ? u"the session, with hashed keys"_s : u"the session"_s},
        {.name = "report.txt",
         .bytes = told->text.size(),
         .sha256 = sumOf(told->text),
         .is = u"its books and findings, for people"_s},
        {.name = "report.json",
         .bytes = told->json.size(),
         .sha256 = sumOf(told->json),
         .is = u"the same as NDJSON records"_s}};
    const QByteArray words = readme(manifest);
    manifest.parts.push_back({.name = "README.txt",
                              .bytes = words.size(),
                              .sha256 = sumOf(words),
                              .is = u"what this is"_s});

    Result<ZipArchive> archive = ZipArchive::create(config.to);
    if (!archive)
        return archive.fault();
    Result<> added = archive->addFile(kBundledSession.toByteArray(), session, manifest.made);
    for (const auto &[name, content] :
         {std::pair(QByteArray("report.txt"), told->text),
          std::pair(QByteArray("report.json"), told->json),
          std::pair(QByteArray("README.txt"), words),
          std::pair(kSumsName.toByteArray(), sumsOf(manifest)),
          std::pair(kManifestName.toByteArray(), writeManifest(manifest))}) {
        if (added)
            added = archive->add(name, content, manifest.made);
    }
    if (added)
        added = archive->finish();
    if (!added)
        return added.fault();
    const Result<QByteArray> whole = sumOfFile(config.to);
    if (!whole)
        return whole.fault();
    bundled.sha256 = whole.value();
    return bundled;
}

} // namespace pushbench::app
