// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/checkpoint.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr int kVersion = 1;
constexpr qint64 kMostBytes = 16 * 1024 * 1024; ///< No checkpoint is nearly that large.

/// So that a foreign file is told from a torn one.
constexpr QByteArrayView kMark = "{\"pushbench\":\"checkpoint\"";

constexpr QByteArrayView kSumName = ",\"sum\":\"";
constexpr qsizetype kSumSize = 16;

QByteArray sumOf(QByteArrayView text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(kSumSize);
}

Fault damaged(const QString &where)
{
    return {FaultKind::Malformed, where,
            u"the checkpoint is torn or damaged; bring it back from a copy, or remove it to push "
            "the feed from its beginning"_s};
}

/// Of a whole text.
QByteArray statedSum(const QByteArray &text)
{
    const qsizetype at = text.lastIndexOf(kSumName);
    return at < 0 ? QByteArray() : text.mid(at + kSumName.size(), kSumSize);
}

/// No double: a sequence has 63 bits.
std::optional<qint64> integer(const QJsonValue &value)
{
    const qint64 read = value.toInteger(-1);
    return read >= 0 ? std::optional(read) : std::nullopt;
}

std::optional<Progress> fromJson(const QJsonObject &object)
{
    const auto position = integer(object.value(u"position"));
    const auto sequence = integer(object.value(u"sequence"));
    const auto refused = integer(object.value(u"refused"));
    if (!position || !sequence || !refused)
        return std::nullopt;
    Progress progress{.feed = object.value(u"feed").toString(),
                      .position = *position,
                      .sequence = {*sequence},
                      .ascending = object.value(u"ascending").toBool(),
                      .refused = *refused};
    const QJsonArray ahead = object.value(u"ahead").toArray();
    for (const QJsonValue &one : ahead) {
        const QJsonArray run = one.toArray();
        const auto first = integer(run.at(0));
        const auto last = integer(run.at(1));
        const auto last_sequence = integer(run.at(2));
        if (!first || !last || !last_sequence || *last < *first)
            return std::nullopt;
        progress.ahead.push_back({*first, *last, {*last_sequence}});
    }
    const QJsonArray holes = object.value(u"holes").toArray();
    for (const QJsonValue &one : holes) {
        const QJsonArray hole = one.toArray();
        const auto first = integer(hole.at(0));
        const auto last = integer(hole.at(1));
        const auto since = integer(hole.at(2));
        if (!first || !last || !since || *last < *first)
            return std::nullopt;
        progress.holes.push_back({{*first}, {*last}, WallTime(std::chrono::milliseconds(*since))});
    }
    return progress;
}

Fault systemFault(const QString &path, int error)
{
    return {error == ENOSPC || error == EDQUOT || error == EFBIG ? FaultKind::Exhausted
                                                                 : FaultKind::Denied,
            path, u"the checkpoint cannot be written: "_s + qt_error_string(error)};
}

/// 0, or errno's value.
int writeWhole(const QByteArray &path, QByteArrayView text, bool sync)
{
    const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return errno;
    int error = 0;
    while (!text.isEmpty() && error == 0) {
        const ssize_t put = ::write(file, text.data(), size_t(text.size()));
        if (put >= 0)
            text = text.sliced(put);
        else if (errno != EINTR)
            error = errno;
    }
    if (error == 0 && sync && ::fsync(file) != 0)
        error = errno;
    ::close(file);
    return error;
}

/// The new name lasts when its folder is on the disk, too.
int syncFolder(const QByteArray &folder)
{
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    const int error = ::fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
    ::close(descriptor);
    return error;
}

/// In one step, so that a kill at any instant leaves the old text or the new one.
int replace(const QByteArray &name, QByteArrayView text, bool sync)
{
    const QByteArray part = name + ".part";
    int error = writeWhole(part, text, sync);
    if (error == 0 && std::rename(part.constData(), name.constData()) != 0)
        error = errno;
    if (error != 0)
        ::unlink(part.constData());
    return error;
}

} // namespace

QByteArray writeProgress(const Progress &progress, QByteArrayView base)
{
    QByteArray text(kMark.data(), kMark.size());
    const auto number = [&text](QByteArrayView name, qint64 value) {
        text.append(",\"").append(name).append("\":").append(QByteArray::number(value));
    };
    number("version", kVersion);
    // A JSON array of one string, so that Qt does the escaping.
    const QByteArray feed = QJsonDocument(QJsonArray{progress.feed}).toJson(QJsonDocument::Compact);
    text.append(",\"feed\":").append(QByteArrayView(feed).sliced(1).chopped(1));
    number("position", progress.position);
    number("sequence", progress.sequence.value);
    number("refused", progress.refused);
    text.append(",\"ascending\":").append(progress.ascending ? "true" : "false");
    text.append(",\"ahead\":[");
    const char *separator = "";
    for (const Progress::Ahead &run : progress.ahead) {
        text.append(std::exchange(separator, ",")).append('[');
        text.append(QByteArray::number(run.first)).append(',');
        text.append(QByteArray::number(run.last)).append(',');
        text.append(QByteArray::number(run.sequence.value)).append(']');
    }
    text.append(']');
    if (!progress.holes.empty()) {
        separator = "";
        text.append(",\"holes\":[");
        for (const Hole &hole : progress.holes) {
            text.append(std::exchange(separator, ",")).append('[');
            text.append(QByteArray::number(hole.first.value)).append(',');
            text.append(QByteArray::number(hole.last.value)).append(',');
            const auto since = std::chrono::floor<std::chrono::milliseconds>(hole.since);
            text.append(QByteArray::number(qint64(since.time_since_epoch().count()))).append(']');
        }
        text.append(']');
    }
    if (!base.isEmpty())
        text.append(",\"base\":\"").append(base).append('"');
    const QByteArray sum = sumOf(text);
    return text.append(kSumName).append(sum).append("\"}\n");
}

Result<Progress> readProgress(const QByteArray &text, const QString &where)
{
    const QByteArrayView start = QByteArrayView(text).first(qMin(text.size(), kMark.size()));
    if (start != kMark.first(start.size()))
        return Fault{FaultKind::Malformed, where,
                     u"this is no checkpoint of Pushbench, and is left alone; name another file"_s};
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const QJsonObject object = document.object();
    const int version = object.value(u"version").toInt();
    if (version > kVersion)
        return Fault{FaultKind::Unsupported, where,
                     u"a newer Pushbench wrote this checkpoint (format %1, this one reads %2); "
                     "update Pushbench"_s.arg(version)
                         .arg(kVersion)};
    const qsizetype sum = text.lastIndexOf(kSumName);
    const std::optional<Progress> progress = fromJson(object);
    if (document.isNull() || version < 1 || !progress || sum < 0
        || object.value(u"sum").toString().toLatin1() != sumOf(QByteArrayView(text).first(sum)))
        return damaged(where);
    return *progress;
}

Checkpoint::Checkpoint(QString path, journal::FileLock lock)
    : m_path(std::move(path))
    , m_tail(m_path + u"-tail"_s)
    , m_lock(std::move(lock))
{
}

Result<std::unique_ptr<Checkpoint>> Checkpoint::open(const QString &path, const QString &feed)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return Fault{FaultKind::Usage, path,
                     u"a checkpoint is an ordinary file; name one, or one that is not there yet"_s};
    Result<journal::FileLock> lock = journal::FileLock::acquire(path);
    if (!lock)
        return lock.fault();
    std::unique_ptr<Checkpoint> checkpoint(new Checkpoint(path, std::move(lock).value()));
    checkpoint->m_start.feed = feed;
    if (info.exists()) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Fault{FaultKind::Denied, path, file.errorString()};
        const QByteArray text = file.read(kMostBytes);
        Result<Progress> read = readProgress(text, path);
        if (!read)
            return read.fault();
        if (read->feed != feed)
            return Fault{FaultKind::Usage, path,
                         u"the checkpoint belongs to another feed (%1; this one is %2); give the "
                         "feed that it was made with, or another file"_s.arg(read->feed, feed)};
        checkpoint->m_start = std::move(read).value();
        checkpoint->m_base = statedSum(text);
        checkpoint->readTail();
    }
    // Whether it can be written is better known now than after the first request.
    if (const Result<> saved = checkpoint->saveForGood(checkpoint->m_start); !saved)
        return saved.fault();
    return checkpoint;
}

/// What a producer that was killed left beside the file. Torn, or of another file: of no use, and
/// the file is as sound as ever.
void Checkpoint::readTail()
{
    QFile file(m_tail);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QByteArray text = file.read(kMostBytes);
    Result<Progress> read = readProgress(text, m_tail);
    const QByteArray base =
        QJsonDocument::fromJson(text).object().value(u"base").toString().toLatin1();
    if (read && base == m_base && read->feed == m_start.feed)
        m_start = std::move(read).value();
}

Result<> Checkpoint::save(const Progress &progress, SteadyTime now)
{
    if (now - m_synced >= kBetweenSyncs) {
        m_synced = now;
        return saveForGood(progress);
    }
    const QByteArray text = writeProgress(progress, m_base);
    if (const int error = replace(QFile::encodeName(m_tail), text, false))
        return systemFault(m_path, error);
    return {};
}

Result<> Checkpoint::saveForGood(const Progress &progress)
{
    const QByteArray text = writeProgress(progress);
    if (const int error = replace(QFile::encodeName(m_path), text, true))
        return systemFault(m_path, error);
    if (const int error = syncFolder(QFile::encodeName(QFileInfo(m_path).absolutePath())))
        return systemFault(m_path, error);
    m_base = statedSum(text);
    QFile::remove(m_tail); // It belongs to the file that was.
    return {};
}

} // namespace pushbench::producer
