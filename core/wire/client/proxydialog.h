// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/proxy.h"
#include "core/wire/http1/headreader.h"

namespace pushbench::wire {

/// Asks a proxy for a tunnel to a host and port: bytes in, bytes out, no socket. It never wants
/// more bytes than belong to the proxy's own answers, because the next one is the peer's.
class ProxyDialog
{
    Q_DISABLE_COPY_MOVE(ProxyDialog)

public:
    enum class Step : quint8 {
        Talking,
        Open,    ///< The tunnel stands: from here on every byte is the peer's.
        Refused, ///< refusal() says why.
    };

    ProxyDialog(Proxy proxy, const QString &host, quint16 port, const Limits &limits);

    /// What is to be sent now; what was taken is not given again.
    [[nodiscard]] QByteArray takeOutput() { return std::exchange(m_output, {}); }

    /// The most that may be read now.
    [[nodiscard]] qsizetype wanted() const noexcept { return m_wanted; }

    /// At most wanted() bytes.
    [[nodiscard]] Step receive(QByteArrayView data);

    /// The proxy has closed, in words.
    [[nodiscard]] QString leftEarly() const;

    [[nodiscard]] const QString &refusal() const noexcept { return m_refusal; }

private:
    enum class Phase : quint8 {
        Connect,  ///< HTTP: the head of the answer.
        Method,   ///< SOCKS5: which authentication the proxy has chosen.
        Password, ///< Whether it takes the password.
        Reply,    ///< The reply up to the byte that tells how long its address is.
        Address,  ///< The rest of it.
    };

    [[nodiscard]] Step readHead();
    [[nodiscard]] Step readMethod();
    [[nodiscard]] Step readPassword();
    [[nodiscard]] Step readReply();
    Step expect(Phase phase, qsizetype bytes);
    Step refuse(const QString &why);
    [[nodiscard]] QByteArray socksRequest() const;

    const Limits m_limits; ///< The reader below looks at it.
    Proxy m_proxy;
    QString m_host;
    quint16 m_port;
    HeadReader m_head;
    Phase m_phase;
    QByteArray m_output;
    QByteArray m_read; ///< Of the answer that is being read.
    qsizetype m_wanted = 0;
    QString m_refusal;
};

} // namespace pushbench::wire
