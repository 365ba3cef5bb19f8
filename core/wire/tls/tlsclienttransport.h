// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/tls/servertrouble.h"
#include "core/wire/tls/tlsclientcontext.h"
#include "core/wire/tls/tlssettings.h"
#include "core/wire/transport.h"

#include <QTimer>

struct bio_st;

namespace pushbench::wire {

/// The client's side of TLS on top of another transport, which is connected. By OpenSSL's libssl
/// and not by QSslSocket, because a verdict hangs on it: a byte is reported as moved exactly when
/// the kernel has the whole record that carries it, and what was not reported can never leave
/// afterwards (packaging/notes/0007-client-tls.md). Its owner bounds the handshake.
class TlsClientTransport final : public Transport, private TransportUser
{
public:
    TlsClientTransport(std::unique_ptr<Transport> below,
                       std::shared_ptr<const TlsClientContext> context, const QString &host,
                       TransportUser *user);

    /// Says close_notify, unless a record of ours is still under way.
    ~TlsClientTransport() override;

    Moved read(std::span<char> into) override;
    Moved write(QByteArrayView data) override;
    void setReading(bool on) override;
    void setWriting(bool on) override;
    void shutdownSending() override;
    void reset() override;
    [[nodiscard]] QString failure() const override { return m_failure; }
    [[nodiscard]] bool refusedUnread() const override { return m_refusedUnread; }

    [[nodiscard]] bool isReady() const noexcept { return m_ready; }

    /// After transportReady().
    [[nodiscard]] const TlsFacts &facts() const noexcept { return m_facts; }

private:
    struct Deleter
    {
        void operator()(ssl_st *ssl) const;
    };

    friend struct TlsClientCallbacks;

    /// How the peer's stream came to its end.
    enum class End : quint8 { None, Orderly, Truncated, Broken };

    void transportReadable() override;
    void transportWritable() override;

    void shakeHands();
    void noteFacts();
    void noteEnd(int sslError);
    void applyInterest();
    void sayCloseNotify();
    [[nodiscard]] Moved atEnd() const;

    std::shared_ptr<const TlsClientContext> m_context;
    std::unique_ptr<Transport> m_below;
    std::unique_ptr<ssl_st, Deleter> m_ssl;
    QTimer m_wake; ///< For what waits in here, where no notifier sees it.
    TlsFacts m_facts;
    ServerTrouble m_trouble; ///< What is known in case it comes to nothing.
    QString m_failure;
    Moved m_belowRead; ///< What the transport below said last, of either direction.
    Moved m_belowWritten;
    End m_end = End::None;
    bool m_ready = false;
    bool m_refusedUnread = false;
    bool m_dataCame = false;
    bool m_recordUnderWay = false; ///< Of ours: the kernel has not all of it.
    bool m_readNeedsWrite = false;
    bool m_reading = true;
    bool m_writing = false;
};

} // namespace pushbench::wire
