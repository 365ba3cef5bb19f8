// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/standardoutput.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr qsizetype kMostPending = 64 * 1024;

/// write() until it is all out; what it stumbled over, or 0.
int writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), size_t(bytes.size()));
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EAGAIN) {
            // Whoever started us may have left the pipe non-blocking.
            pollfd wait{.fd = descriptor, .events = POLLOUT, .revents = 0};
            ::poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

} // namespace

void StandardOutput::write(const QByteArray &line)
{
    m_pending.append(line);
    if (m_pending.size() > kMostPending)
        flush();
}

void StandardOutput::flush()
{
    const QByteArray bytes = std::exchange(m_pending, {});
    if (m_instead)
        m_instead->append(bytes);
    if (m_instead || m_closed || m_fault)
        return;
    // By descriptor: through stdout the C library would buffer again.
    switch (const int error = writeAll(STDOUT_FILENO, bytes)) {
    case 0:
        return;
    case EPIPE:
        m_closed = true;
        return;
    default:
        m_fault = Fault{.kind = FaultKind::Broken,
                        .where = u"standard output"_s,
                        .text = qt_error_string(error)
                            + u"; records are missing there, --session FILE keeps them all"_s};
    }
}

} // namespace pushbench::app
