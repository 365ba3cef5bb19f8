// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QSocketNotifier>

#include <memory>
#include <span>

class QHostAddress;

namespace pushbench::wire {

/// Told when a transport can go on. Called from the event loop, never from inside a transport's own
/// call.
class TransportUser
{
public:
    virtual void transportReadable() = 0;
    virtual void transportWritable() = 0;

protected:
    ~TransportUser() = default;
};

/// A byte stream of one connection. The seam at which TLS joins: the codec and the
/// connection above see only this.
class Transport
{
public:
    /// What a read or a write came to.
    struct Moved
    {
        qint64 bytes = 0; ///< Moved now; 0 means: not now, wait for the notification.
        bool ended =
            false; ///< Read: the peer has closed its sending side. It may still be listening.
        bool broken = false; ///< Reset or failed: nothing more moves either way.
    };

    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    [[nodiscard]] virtual Moved read(std::span<char> into) = 0;

    /// The bytes that the kernel took over, which is as much as can be known of what leaves.
    [[nodiscard]] virtual Moved write(QByteArrayView data) = 0;

    virtual void setReading(bool on) = 0;
    virtual void setWriting(bool on) = 0;

    /// Says "no more from us"; the peer can go on sending.
    virtual void shutdownSending() = 0;
};

/// TCP by its descriptor. Not QTcpSocket, because that closes both directions as soon as the peer
/// closes one, and so loses the answer to a client that sends its request and half-closes
/// (packaging/notes/0002-transport.md).
class PlainTransport final : public Transport
{
public:
    /// Takes over a non-blocking descriptor, which may still be connecting; its small writes leave
    /// without delay.
    PlainTransport(qintptr descriptor, TransportUser *user);
    ~PlainTransport() override;

    Moved read(std::span<char> into) override;
    Moved write(QByteArrayView data) override;
    void setReading(bool on) override;
    void setWriting(bool on) override;
    void shutdownSending() override;

private:
    qintptr m_descriptor;
    TransportUser *m_user;
    QSocketNotifier m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier; ///< Made when the first write does not fit.
};

/// What a listening descriptor had to offer.
struct Accepted
{
    qintptr descriptor = -1; ///< -1: nobody waits.
    bool exhausted = false; ///< Somebody waits, and there is no descriptor or memory left for them.
};

[[nodiscard]] Accepted acceptConnection(qintptr listening);

/// A connection under way, or why there is none.
struct Connecting
{
    qintptr descriptor = -1;
    int error = 0; ///< errno's.
};

/// Starts to connect. The descriptor becomes writable when connectError() can tell how it went.
[[nodiscard]] Connecting startConnecting(const QHostAddress &address, quint16 port);
[[nodiscard]] int connectError(qintptr descriptor);

/// "127.0.0.1:50123", "[::1]:50123": the other end of a connected descriptor.
[[nodiscard]] QByteArray peerAddress(qintptr descriptor);

/// How many descriptors this process may have open.
[[nodiscard]] int descriptorLimit();

} // namespace pushbench::wire
