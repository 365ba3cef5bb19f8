// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/tls/tlssettings.h"
#include "tests/wire/server/peer.h"

#include <QSslSocket>

namespace pushbench::wire {

/// A client of 127.0.0.1 that trusts that server, and asks for those protocols by ALPN.
class TlsPeer final : public Peer
{
public:
    TlsPeer(quint16 port, const TlsSettings &server, const QByteArrayList &protocols = {});
    ~TlsPeer() override;

    /// Waits for the handshake first.
    bool send(QByteArrayView bytes) override;

    [[nodiscard]] bool ended() const override;
    [[nodiscard]] bool wasReset() const override;

    [[nodiscard]] QSslSocket &socket() { return m_socket; }

private:
    QSslSocket m_socket;
};

} // namespace pushbench::wire
