// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/server/rawpeer.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pushbench::wire {
namespace {

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The kernel completes it from the listener's backlog, so it does not wait for our event loop.
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot connect to port %d: %s", int(port), qPrintable(qt_error_string(errno)));
    return fd;
}

} // namespace

RawPeer::RawPeer(quint16 port)
    : m_descriptor(connectTo(port))
{
    start();
}

RawPeer::RawPeer(int descriptor)
    : m_descriptor(descriptor)
{
    start();
}

RawPeer::~RawPeer()
{
    close();
}

void RawPeer::start()
{
    ::fcntl(m_descriptor, F_SETFL, O_NONBLOCK);
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this] { read(); });
}

bool RawPeer::send(QByteArrayView bytes)
{
    const QDeadlineTimer deadline(kPatience);
    while (!bytes.isEmpty() && m_descriptor >= 0 && !m_reset && !deadline.hasExpired()) {
        const qsizetype sent = sendSome(bytes);
        bytes = bytes.sliced(sent);
        if (sent == 0)
            spinOnce();
    }
    return bytes.isEmpty();
}

qsizetype RawPeer::sendSome(QByteArrayView bytes)
{
    const ssize_t sent =
        ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN)
        m_reset = true;
    return qMax<qsizetype>(0, sent);
}

void RawPeer::shutdownSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawPeer::reset()
{
    const linger rude{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &rude, sizeof rude);
    close();
}

void RawPeer::close()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void RawPeer::setReading(bool on)
{
    m_notifier->setEnabled(on);
}

void RawPeer::read()
{
    std::array<char, 64 * 1024> buffer{};
    while (true) {
        const ssize_t got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            m_ended = true;
            m_reset = got < 0;
            m_notifier->setEnabled(false);
            return;
        }
        m_received.append(buffer.data(), got);
        if (m_firstRead.isEmpty())
            m_firstRead = m_received;
    }
}

quint32 RawPeer::segments() const
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        qFatal("no facts of the connection: %s", qPrintable(qt_error_string(errno)));
    return info.tcpi_data_segs_in;
}

bool RawPeer::hasUnread() const
{
    char byte = 0;
    return ::recv(m_descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

} // namespace pushbench::wire
