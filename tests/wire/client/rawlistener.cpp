// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/client/rawlistener.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pushbench::wire {
namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

RawListener::RawListener(int backlog)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopback(0);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    socklen_t size = sizeof address;
    if (::bind(m_descriptor, generic, size) != 0 || ::listen(m_descriptor, backlog) != 0
        || ::getsockname(m_descriptor, generic, &size) != 0)
        qFatal("cannot listen: %s", qPrintable(qt_error_string(errno)));
    m_port = ntohs(address.sin_port);
}

RawListener::~RawListener()
{
    ::close(m_descriptor);
}

bool RawListener::acceptOne(bool reads)
{
    const int fd = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0)
        return false;
    m_peers.push_back(std::make_unique<RawPeer>(fd));
    m_peers.back()->setReading(reads);
    return true;
}

RawPeer *RawListener::next(bool reads)
{
    return spinUntil([&] { return acceptOne(reads); }) ? last() : nullptr;
}

int RawListener::accepted()
{
    while (acceptOne(true)) { }
    return int(m_peers.size());
}

std::vector<int> RawListener::fillBacklog() const
{
    std::vector<int> fillers;
    const sockaddr_in address = loopback(m_port);
    while (fillers.size() < 100) {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        fillers.push_back(fd);
        ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        pollfd connected{.fd = fd, .events = POLLOUT, .revents = 0};
        if (::poll(&connected, 1, 100) == 0)
            break; // This one waits, and so will whoever comes after it.
    }
    return fillers;
}

void RawListener::closeAll(const std::vector<int> &descriptors)
{
    for (const int descriptor : descriptors)
        ::close(descriptor);
}

} // namespace pushbench::wire
