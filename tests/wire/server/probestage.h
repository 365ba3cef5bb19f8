// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/wire/server/gate.h"

#include <QTest>

namespace pushbench::wire {

/// How bytes get to the gate: the rows of a test class's global data, in the column "road".
enum class Road : quint8 {
    Plain,
    Tls,
};

void addRoads();

/// A gate and a peer of it over the road of the row.
class ProbeStage
{
public:
    /// Over TLS the peer asks for that protocol by ALPN; for none when it is empty.
    explicit ProbeStage(QByteArrayView protocol, Gate::Answers answers = Gate::Answers::AtOnce,
                        ServerConfig config = {});

    [[nodiscard]] Gate &gate() { return *m_gate; }
    [[nodiscard]] Peer &peer() { return *m_peer; }

    /// One more, from now on the peer.
    void connectAgain();

private:
    TlsSettings m_tls;
    QByteArray m_protocol;
    std::unique_ptr<Gate> m_gate;
    std::unique_ptr<Peer> m_peer;
};

} // namespace pushbench::wire

Q_DECLARE_METATYPE(pushbench::wire::Road)
