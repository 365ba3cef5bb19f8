// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"
#include "tests/wire/server/tlspeer.h"
#include "tests/wire/tls/testcertificates.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

/// TLS at the gate's own socket.
class TestGateTls final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_settings = selfSignedSettings(); }

    void answers();
    void agreesOnHttp2();
    void plainHttp_data();
    void plainHttp();
    void aHandshakeThatFails();
    void aHandshakeThatDoesNotEnd();
    void silentPeers();
    void aSilentPeerAfterTheHandshake();
    void stopReading();

private:
    TlsSettings m_settings;
};

void TestGateTls::answers()
{
    Gate gate({.tls = m_settings}, Gate::Answers::Later);
    TlsPeer peer(gate.port(), m_settings);
    peer.send(get("/1").append(post("/2", "hello")));
    QVERIFY(gate.waitForRequests(2));
    const std::shared_ptr<const TlsFacts> facts = gate.waiting().front().tls;
    QVERIFY(facts);
    QCOMPARE(facts->version, "TLS 1.3");
    QCOMPARE(facts->protocol, "");
    QVERIFY(gate.answer(1));
    QVERIFY(gate.answer(0));
    QVERIFY(peer.waitFor("/2"));
    QCOMPARE(answersIn(peer.received()), "200 /1, 200 /2");
    peer.socket().disconnectFromHost();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QCOMPARE(gate.takeLog(),
             "arrived GET /1\narrived POST /2 \"hello\"\nhanded over 2\nhanded over 1");
}

void TestGateTls::agreesOnHttp2()
{
    Gate gate({.tls = m_settings});
    TlsPeer peer(gate.port(), m_settings, {"h2"_ba});
    QVERIFY(spinUntil([&] { return peer.socket().isEncrypted(); }));
    QCOMPARE(peer.socket().sslConfiguration().nextNegotiatedProtocol(), "h2"_ba);
    // The server speaks first: SETTINGS, on stream 0.
    QVERIFY(spinUntil([&] { return peer.received().size() >= 9; }));
    QCOMPARE(peer.received().first(9).sliced(3), QByteArray("\x04\0\0\0\0\0", 6));
}

void TestGateTls::plainHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP/1.1") << get("/");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    QTest::newRow("no HTTP at all") << QByteArray("x");
}

void TestGateTls::plainHttp()
{
    QFETCH(QByteArray, bytes);
    Gate gate({.tls = m_settings});
    RawPeer peer(gate.port());
    peer.send(bytes);
    QVERIFY(peer.waitForEnd());
    QVERIFY(!peer.wasReset());
    QVERIFY(answersIn(peer.received()).startsWith("400 this port speaks TLS only"));
    QCOMPARE(gate.log(), "failed 400");
    QCOMPARE(gate.failed().front().seen, bytes);
    QCOMPARE(gate.arrived(), 0);
}

void TestGateTls::aHandshakeThatFails()
{
    Gate gate({.tls = m_settings});
    RawPeer peer(gate.port());
    peer.send(QByteArray("\x16\x03\x01\x00\x05hello", 10));
    QVERIFY(spinUntil([&] { return gate.failed().size() == 1; }));
    QCOMPARE(gate.failed().front().refusal.status, 0);
    QVERIFY(!gate.failed().front().refusal.reason.isEmpty());
    QVERIFY(!gate.failed().front().tls);
    QVERIFY(peer.waitForEnd());
    QVERIFY(peer.received().startsWith('\x15')); // The alert got there.
    peer.close();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QCOMPARE(gate.failed().size(), size_t(1));
}

void TestGateTls::aHandshakeThatDoesNotEnd()
{
    Gate gate({.tls = m_settings});
    RawPeer peer(gate.port());
    peer.send(QByteArray("\x16\x03\x01\x02\x00", 5));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    spinOnce();
    gate.clock().advance(9s);
    spinOnce();
    QVERIFY(gate.failed().empty());
    gate.clock().advance(2s);
    QVERIFY(peer.waitForEnd());
    QCOMPARE(gate.failed().size(), size_t(1));
    QCOMPARE(gate.failed().front().refusal.reason, u"the TLS handshake did not end within 10 s"_s);
}

void TestGateTls::silentPeers()
{
    Gate gate({.tls = m_settings});
    RawPeer leaves(gate.port());
    RawPeer stays(gate.port());
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 2; }));
    leaves.close();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    gate.clock().advance(61s);
    QVERIFY(stays.waitForEnd());
    QVERIFY(gate.failed().empty());
}

void TestGateTls::aSilentPeerAfterTheHandshake()
{
    Gate gate({.tls = m_settings});
    TlsPeer peer(gate.port(), m_settings);
    QVERIFY(spinUntil([&] { return peer.socket().isEncrypted(); }));
    for (int turn = 0; turn < 5; ++turn)
        spinOnce(); // The client's last word of the handshake gets there.
    gate.clock().advance(61s);
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QVERIFY(gate.failed().empty());
}

void TestGateTls::stopReading()
{
    Gate gate({.tls = m_settings});
    RawPeer silent(gate.port());
    RawPeer greets(gate.port());
    greets.send(QByteArray("\x16\x03\x01\x02\x00", 5));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 2; }));
    spinOnce();
    gate.server().stopReading();
    QVERIFY(gate.server().isQuiet());
    QVERIFY(silent.waitForEnd());
    QVERIFY(greets.waitForEnd());
}

QTEST_GUILESS_MAIN(TestGateTls)
#include "tst_gatetls.moc"
