// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/server/probestage.h"

#include "tests/wire/server/tlspeer.h"
#include "tests/wire/tls/testcertificates.h"

namespace pushbench::wire {
namespace {

Road roadOfRow()
{
    QFETCH_GLOBAL(Road, road);
    return road;
}

/// One for all rows: making it takes longer than a probe.
const TlsSettings &certificateOfAll()
{
    static const TlsSettings settings = selfSignedSettings();
    return settings;
}

} // namespace

void addRoads()
{
    QTest::addColumn<Road>("road");
    QTest::newRow("plain TCP") << Road::Plain;
    QTest::newRow("TLS") << Road::Tls;
}

ProbeStage::ProbeStage(QByteArrayView protocol, Gate::Answers answers, ServerConfig config)
    : m_protocol(protocol.toByteArray())
{
    if (roadOfRow() == Road::Tls) {
        m_tls = certificateOfAll();
        config.tls = m_tls;
    }
    m_gate = std::make_unique<Gate>(std::move(config), answers);
    connectAgain();
}

void ProbeStage::connectAgain()
{
    if (m_tls.chain.isEmpty())
        m_peer = std::make_unique<RawPeer>(m_gate->port());
    else
        m_peer = std::make_unique<TlsPeer>(m_gate->port(), m_tls,
                                           m_protocol.isEmpty() ? QByteArrayList()
                                                                : QByteArrayList{m_protocol});
}

} // namespace pushbench::wire
