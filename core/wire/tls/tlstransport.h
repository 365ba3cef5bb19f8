// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/tls/tlssettings.h"
#include "core/wire/tls/tlstrouble.h"
#include "core/wire/transport.h"

#include <QSslSocket>
#include <QTimer>

namespace pushbench::wire {

/// The server's side of TLS on an accepted descriptor, by QSslSocket. Its owner bounds the
/// handshake: it deletes the transport when transportReady() takes too long.
///
/// Costs some 60 KB and a millisecond of handshake, so make it when the first byte is there
/// (PlainTransport::opening() says Tls, PlainTransport::release() gives the descriptor), not at
/// accept: until then a silent peer costs a PlainTransport. What does not begin as TLS stays on
/// that one, where it can be answered.
///
/// What QSslSocket cannot do, and what is done about it: packaging/notes/0004-tls.md.
class TlsTransport final : public Transport
{
public:
    TlsTransport(qintptr descriptor, const QSslConfiguration &configuration, TransportUser *user);

    /// Says close_notify, unless bytes of ours are still under way: then the peer shall see that
    /// something is missing.
    ~TlsTransport() override;

    /// After shutdownSending() nothing is decrypted any more; only the end is told.
    Moved read(std::span<char> into) override;

    /// Reports bytes when the kernel has the whole record that carries them, so it may report none
    /// of what it has encrypted. At most kMostUnsent of ours waits in the process.
    Moved write(QByteArrayView data) override;
    void setReading(bool on) override;
    void setWriting(bool on) override;

    /// close_notify, then the end of the TCP stream. After a failed handshake, whose alert is out
    /// already, only the latter. Then read until the peer has ended too: closing before would
    /// destroy what it has not read yet.
    void shutdownSending() override;
    void reset() override;
    [[nodiscard]] QString failure() const override { return m_failure; }

    [[nodiscard]] bool isReady() const noexcept { return m_ready; }

    /// False for good once the peer has ended TCP: QSslSocket then closes both directions.
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] const TlsFacts &facts() const noexcept { return m_facts; }

    static constexpr qint64 kMostUnsent = 64 * 1024;
    static constexpr qint64 kMostUnread = 64 * 1024; ///< Decrypted, and as much again encrypted.

private:
    /// How the peer's stream came to its end.
    enum class End : quint8 { None, Orderly, Truncated, Broken };

    void listenTo(QSslSocket &socket);
    void handshakeDone();
    void socketFailed(QAbstractSocket::SocketError error);
    void socketClosed();
    void noteSent();
    void breakOff(const QString &why);
    void keepConnection();
    void schedule();
    void notify();
    [[nodiscard]] bool hasNews() const;
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] qint64 unsent() const;
    [[nodiscard]] Moved atEnd() const;

    QSslSocket m_socket;
    QTimer m_wake;
    TlsFacts m_facts;
    HandshakeTrouble m_trouble;
    QString m_failure;

    /// The connection itself, when QSslSocket is done with it and the peer is not.
    qintptr m_kept = -1;
    std::unique_ptr<PlainTransport> m_drain;
    qint64 m_ahead = 0; ///< Bytes that were encrypted and not yet reported as moved.
    End m_end = End::None;
    bool m_allSent = true; ///< The kernel has every record of ours.
    bool m_closeNotify = false;
    bool m_ready = false;
    bool m_readyTold = false;
    bool m_reading = true;
    bool m_writing = false;
};

} // namespace pushbench::wire
