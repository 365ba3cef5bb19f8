// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/testcase.h"
#include "tests/wire/tls/tlshost.h"

#include <QSslSocket>

namespace pushbench::wire {

/// More than the kernel buffers on both sides.
inline constexpr qsizetype kLarge = 24 * 1024 * 1024;

/// Different at every place, so that a lost, doubled or swapped piece shows.
[[nodiscard]] QByteArray pattern(qsizetype size);

/// A server's TLS transport and a client that trusts it: what the tests of the transport begin
/// with.
class TlsMeeting : public TestCase
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    void connectClient();
    [[nodiscard]] bool meet();

    TlsSettings m_settings;
    std::unique_ptr<TlsHost> m_host;
    std::unique_ptr<QSslSocket> m_client;
};

} // namespace pushbench::wire
