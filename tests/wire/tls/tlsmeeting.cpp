// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/tls/tlsmeeting.h"

#include "tests/wire/tls/testcertificates.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {

QByteArray pattern(qsizetype size)
{
    QByteArray data(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : data) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return data;
}

void TlsMeeting::initTestCase()
{
    m_settings = selfSignedSettings();
}

void TlsMeeting::init()
{
    TestCase::init();
    m_host = std::make_unique<TlsHost>(serverConfiguration(m_settings));
    m_client = std::make_unique<QSslSocket>();
    m_client->setSslConfiguration(clientConfiguration({.authorities = m_settings.chain}));
}

void TlsMeeting::cleanup()
{
    m_client.reset();
    m_host.reset();
}

void TlsMeeting::connectClient()
{
    m_client->connectToHostEncrypted(u"127.0.0.1"_s, m_host->serverPort());
}

bool TlsMeeting::meet()
{
    connectClient();
    return QTest::qWaitFor([this] { return m_client->isEncrypted() && m_host->ready == 1; },
                           30'000);
}

} // namespace pushbench::wire
