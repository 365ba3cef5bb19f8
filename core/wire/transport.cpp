// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/transport.h"

#include <QHostAddress>

#include <algorithm>
#include <cerrno>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace pushbench::wire {
namespace {

int nativeDescriptor(qintptr descriptor)
{
    return static_cast<int>(descriptor);
}

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EINTR;
}

unsigned scopeNumber(const QHostAddress &address)
{
    const QByteArray scope = address.scopeId().toLatin1();
    bool isNumber = false;
    const unsigned number = scope.toUInt(&isNumber);
    return scope.isEmpty() || isNumber ? number : ::if_nametoindex(scope.constData());
}

} // namespace

PlainTransport::PlainTransport(qintptr descriptor, TransportUser *user)
    : Transport(user)
    , m_descriptor(descriptor)
    , m_readNotifier(descriptor, QSocketNotifier::Read)
{
    sendWithoutDelay(descriptor);
    QObject::connect(&m_readNotifier, &QSocketNotifier::activated, &m_readNotifier,
                     [this] { this->user()->transportReadable(); });
}

PlainTransport::~PlainTransport()
{
    const qintptr descriptor = release();
    if (descriptor >= 0)
        ::close(nativeDescriptor(descriptor));
}

qintptr PlainTransport::release()
{
    m_readNotifier.setEnabled(false);
    m_writeNotifier.reset();
    return std::exchange(m_descriptor, -1);
}

Opening PlainTransport::opening() const
{
    constexpr char kHandshakeRecord = 0x16;
    char first = 0;
    const ssize_t got = ::recv(nativeDescriptor(m_descriptor), &first, 1, MSG_PEEK);
    if (got > 0)
        return first == kHandshakeRecord ? Opening::Tls : Opening::Other;
    if (got == 0)
        return Opening::Ended;
    return wouldBlock(errno) ? Opening::Silent : Opening::Broken;
}

Transport::Moved PlainTransport::failed(int error)
{
    if (!wouldBlock(error) && m_error == 0)
        m_error = error;
    return {.broken = m_error != 0};
}

QString PlainTransport::failure() const
{
    return m_error != 0 ? qt_error_string(m_error) : QString();
}

Transport::Moved PlainTransport::read(std::span<char> into)
{
    const ssize_t got = ::recv(nativeDescriptor(m_descriptor), into.data(), into.size(), 0);
    if (got > 0)
        return {.bytes = got};
    if (got == 0)
        return {.ended = true};
    return failed(errno);
}

Transport::Moved PlainTransport::write(QByteArrayView data)
{
    const ssize_t put =
        ::send(nativeDescriptor(m_descriptor), data.data(), size_t(data.size()), MSG_NOSIGNAL);
    if (put >= 0)
        return {.bytes = put};
    return failed(errno);
}

void PlainTransport::setReading(bool on)
{
    if (m_descriptor >= 0 && m_readNotifier.isEnabled() != on)
        m_readNotifier.setEnabled(on);
}

void PlainTransport::setWriting(bool on)
{
    if (on && !m_writeNotifier && m_descriptor >= 0) {
        m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        QObject::connect(m_writeNotifier.get(), &QSocketNotifier::activated, m_writeNotifier.get(),
                         [this] { this->user()->transportWritable(); });
    } else if (m_writeNotifier && m_writeNotifier->isEnabled() != on) {
        m_writeNotifier->setEnabled(on);
    }
}

void PlainTransport::shutdownSending()
{
    ::shutdown(nativeDescriptor(m_descriptor), SHUT_WR);
}

void PlainTransport::reset()
{
    const qintptr descriptor = release();
    if (descriptor < 0)
        return;
    m_error = ECONNABORTED;
    resetOnClose(descriptor);
    ::close(nativeDescriptor(descriptor));
}

void resetOnClose(qintptr descriptor)
{
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(nativeDescriptor(descriptor), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

void sendWithoutDelay(qintptr descriptor)
{
    const int on = 1;
    ::setsockopt(nativeDescriptor(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Accepted acceptConnection(qintptr listening)
{
    while (true) {
        const int fd =
            ::accept4(nativeDescriptor(listening), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0)
            return {.descriptor = fd};
        // A peer that left while it waited is no reason to stop.
        if (errno != ECONNABORTED && errno != EINTR)
            return {.exhausted = !wouldBlock(errno)};
    }
}

Connecting startConnecting(const QHostAddress &address, quint16 port)
{
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    sockaddr_storage storage{};
    socklen_t size = 0;
    if (v6) {
        auto *to = reinterpret_cast<sockaddr_in6 *>(&storage);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        to->sin6_family = AF_INET6;
        to->sin6_port = htons(port);
        to->sin6_scope_id = scopeNumber(address);
        std::copy_n(bytes.c, sizeof bytes.c, to->sin6_addr.s6_addr);
        size = sizeof *to;
    } else {
        auto *to = reinterpret_cast<sockaddr_in *>(&storage);
        to->sin_family = AF_INET;
        to->sin_port = htons(port);
        to->sin_addr.s_addr = htonl(address.toIPv4Address());
        size = sizeof *to;
    }
    const int fd =
        ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (fd < 0)
        return {.error = errno};
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&storage), size) == 0
        || errno == EINPROGRESS || errno == EINTR)
        return {.descriptor = fd};
    const int error = errno;
    ::close(fd);
    return {.error = error};
}

int connectError(qintptr descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(nativeDescriptor(descriptor), SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        return errno;
    return error;
}

QByteArray peerAddress(qintptr descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(nativeDescriptor(descriptor), address, &size) != 0)
        return {};
    const bool v6 = storage.ss_family == AF_INET6;
    const quint16 port = ntohs(v6 ? reinterpret_cast<const sockaddr_in6 *>(address)->sin6_port
                                  : reinterpret_cast<const sockaddr_in *>(address)->sin_port);
    const QByteArray host = QHostAddress(address).toString().toLatin1();
    QByteArray text = v6 ? QByteArray("[").append(host).append(']') : host;
    return text.append(':').append(QByteArray::number(port));
}

int descriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    return static_cast<int>(qMin<rlim_t>(limit.rlim_cur, 1 << 20));
}

} // namespace pushbench::wire
