// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/clientconfig.h"
#include "core/wire/client/proxydialog.h"
#include "core/wire/tls/tlssettings.h"
#include "core/wire/transport.h"

#include <QHostAddress>
#include <QObject>

namespace pushbench::wire {

class TlsClientTransport;

/// A connection that is up: looked up, connected, through its proxy, and agreed on by TLS.
struct ClientLink
{
    std::unique_ptr<Transport> transport;
    QByteArray peer{};             ///< The other end of TCP: with a proxy, the proxy.
    std::optional<TlsFacts> tls{}; ///< None: in the clear.
};

/// Told exactly once for each start() that is not cancelled, perhaps from inside it.
class ConnectorUser
{
public:
    /// The transport is the user's from now on, and tells it nothing until it has set itself up.
    virtual void connected(ClientLink link) = 0;

    /// Not a byte of a request has left. The reason is one sentence.
    virtual void notConnected(const QString &why) = 0;

protected:
    ~ConnectorUser() = default;
};

/// Makes a client's connections, one at a time. Lives on the thread of its user, who bounds the
/// time.
class Connector final : private TransportUser
{
    Q_DISABLE_COPY_MOVE(Connector)

public:
    /// The config must outlive it.
    Connector(const ClientConfig &config, ConnectorUser &user);
    ~Connector();

    void start();
    void cancel();

    /// What it waits for, as the beginning of a sentence: "the TLS handshake with h:1 did not end".
    [[nodiscard]] QString pending() const;

private:
    enum class Stage : quint8 {
        Idle,
        Lookup,
        Connecting,
        Proxy,
        Handshake,
    };

    void transportReadable() override;
    void transportWritable() override;
    void transportReady() override;

    void lookUp();
    void connectNext();
    void connectDone();
    void tunnelOrGoOn();
    void readProxy();
    void writeProxy();
    void goOn();
    void done(std::optional<TlsFacts> facts);
    void fail(const QString &why);
    void close();
    [[nodiscard]] QString connectFault(int error) const;
    [[nodiscard]] QString target() const;

    const ClientConfig &m_config;
    ConnectorUser &m_user;
    QObject m_context; ///< Receives what the lookup finds.
    int m_lookup = -1;
    QList<QHostAddress> m_addresses; ///< Still to be tried.
    qintptr m_descriptor = -1;       ///< Belongs to m_transport.
    std::unique_ptr<Transport> m_transport;
    TlsClientTransport *m_tls = nullptr; ///< m_transport, when it is one.
    std::optional<ProxyDialog> m_dialog;
    QByteArray m_unsent; ///< To the proxy.
    QByteArray m_peer;
    Stage m_stage = Stage::Idle;
};

} // namespace pushbench::wire
