// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QSocketNotifier>
#include <QString>

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

    /// Only from a transport that has to agree with its peer first (TLS): it has. When it cannot,
    /// transportReadable() comes instead, read() says broken, and failure() why.
    virtual void transportReady() { }

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
        bool broken = false;    ///< Reset or failed: nothing more moves either way.
        bool truncated = false; ///< With ended, on TLS: without the close_notify of an orderly end.
    };

    explicit Transport(TransportUser *user)
        : m_user(user)
    {
    }
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    [[nodiscard]] virtual Moved read(std::span<char> into) = 0;

    /// The bytes that the kernel took over, which is as much as can be known of what leaves. The
    /// next write goes on with the byte after them: some of what was shown may have left
    /// unreported.
    [[nodiscard]] virtual Moved write(QByteArrayView data) = 0;

    virtual void setReading(bool on) = 0;
    virtual void setWriting(bool on) = 0;

    /// Says "no more from us"; the peer can go on sending.
    virtual void shutdownSending() = 0;

    /// Breaks the connection off by a TCP reset: a fault on purpose. Nobody is notified afterwards.
    virtual void reset() = 0;

    /// Why it is broken, in words; empty while it is not.
    [[nodiscard]] virtual QString failure() const = 0;

    /// Broken by the peer's own word that it never agreed to talk (a TLS alert that refuses the
    /// handshake): so it has read nothing of what was written.
    [[nodiscard]] virtual bool refusedUnread() const { return false; }

    /// Another user goes on, even in a notification of the transport; not after shutdownSending().
    void setUser(TransportUser *user) noexcept { m_user = user; }

protected:
    [[nodiscard]] TransportUser *user() const noexcept { return m_user; }

private:
    TransportUser *m_user;
};

/// What the first byte of a connection belongs to.
enum class Opening : quint8 {
    Silent, ///< None came yet.
    Tls,    ///< A TLS handshake.
    Other,  ///< On a TLS port most likely plain HTTP.
    Ended,  ///< The peer closed without a word.
    Broken,
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
    void reset() override;
    [[nodiscard]] QString failure() const override;

    /// Looks at the first byte that waits, and leaves it there.
    [[nodiscard]] Opening opening() const;

    /// Lets go of the descriptor, for another transport to take over. This one is broken then, and
    /// may be deleted, even in its own notification if nothing of it is touched afterwards.
    [[nodiscard]] qintptr release();

private:
    [[nodiscard]] Moved failed(int error);

    qintptr m_descriptor;
    int m_error = 0; ///< The errno that broke it.
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

/// So that closing the descriptor's last copy sends a reset instead of an orderly end.
void resetOnClose(qintptr descriptor);

/// Small writes leave without delay.
void sendWithoutDelay(qintptr descriptor);

/// How many descriptors this process may have open.
[[nodiscard]] int descriptorLimit();

} // namespace pushbench::wire
