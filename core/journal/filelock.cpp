// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/filelock.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

/// Whoever lets go removes the file, so a lock may be won on a file that is gone already.
constexpr int kMostTries = 16;

Fault cannotCreate(const QString &path, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return {FaultKind::NotFound, path, u"its folder does not exist; create it first"_s};
    case EACCES:
    case EPERM:
    case EROFS:
        return {FaultKind::Denied, path,
                u"its folder cannot be written; check its permissions or choose another file"_s};
    case ENOSPC:
    case EDQUOT:
        return {FaultKind::Exhausted, path, u"the disk is full; free some space and start again"_s};
    }
    return {FaultKind::Broken, path,
            u"a file beside it cannot be created ("_s + qt_error_string(error) + u')'};
}

Fault heldElsewhere(const QString &path, int descriptor)
{
    std::array<char, 20> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    const qint64 process =
        size > 0 ? QByteArrayView(text.data(), size).trimmed().toByteArray().toLongLong() : 0;
    const QString who =
        process > 0 ? u"another Pushbench (process %1)"_s.arg(process) : u"another Pushbench"_s;
    return {FaultKind::Denied, path,
            who + u" writes to this file; end it first, or choose another file"_s};
}

/// Is what we hold still what the name stands for?
bool isCurrent(int descriptor, const QByteArray &name)
{
    struct stat held
    {
    };
    struct stat named
    {
    };
    return ::fstat(descriptor, &held) == 0 && ::stat(name.constData(), &named) == 0
        && held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

/// Only for the message that the other one gets; without it the lock holds just as well.
void sign(int descriptor)
{
    const QByteArray process = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(descriptor, 0) == 0)
        static_cast<void>(::pwrite(descriptor, process.constData(), size_t(process.size()), 0) > 0);
}

} // namespace

FileLock::FileLock(int descriptor, QByteArray name)
    : m_descriptor(descriptor)
    , m_name(std::move(name))
{
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_name(std::move(other.m_name))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_name, other.m_name);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor < 0)
        return;
    if (!m_name.isEmpty())
        ::unlink(m_name.constData());
    ::close(m_descriptor);
}

Result<FileLock> FileLock::acquire(const QString &path)
{
    const QByteArray name = QFile::encodeName(path) + "-lock";
    for (int tries = 0; tries < kMostTries; ++tries) {
        const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0)
            return cannotCreate(path, errno);
        FileLock lock;
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
            lock = FileLock(descriptor, name);
            if (isCurrent(descriptor, name)) {
                sign(descriptor);
                return lock;
            }
            lock.m_name.clear(); // The name is somebody else's by now.
            continue;
        }
        const int error = errno;
        const Fault held = heldElsewhere(path, descriptor);
        ::close(descriptor);
        if (error == EWOULDBLOCK)
            return held;
        if (error != EINTR)
            return FileLock(); // A file system without locks: better a session than none.
    }
    return Fault{FaultKind::Denied, path,
                 u"other programs open and close this session all the time; choose another file"_s};
}

} // namespace pushbench::journal
