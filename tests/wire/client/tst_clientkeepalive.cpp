// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/sender.h"
#include "tests/wire/server/gate.h"

using namespace pushbench;
using namespace pushbench::wire;

/// When the push client uses a connection again, and that it never sends a request again.
class TestClientKeepAlive final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keepAlive();
    void closedWhileIdle_data();
    void closedWhileIdle();
    void closedWhileTheNextOneLeaves();
    void speaksOutOfTurn();
    void sendsAgainFromInsideFinished();
};

void TestClientKeepAlive::keepAlive()
{
    Gate gate;
    Sender sender(gate.port());
    for (size_t i = 1; i <= 20; ++i) {
        sender.send(post("/a", QByteArray(qsizetype(i) * 10'000, 'x')));
        QVERIFY(sender.waitForLogs(i));
        QCOMPARE(sender.verdict(), i == 1 ? "answered 200 /a" : "reused, answered 200 /a");
        QCOMPARE(sender.logs.back().connected.has_value(), i == 1);
    }
    QCOMPARE(gate.arrived(), 20);
    QCOMPARE(gate.server().connectionCount(), 1);
}

void TestClientKeepAlive::closedWhileIdle_data()
{
    QTest::addColumn<bool>("orderly");
    QTest::addColumn<bool>("heard");
    QTest::newRow("orderly, and heard of") << true << true;
    QTest::newRow("by a reset, and heard of") << false << true;
    QTest::newRow("orderly, not heard of yet") << true << false;
    QTest::newRow("by a reset, not heard of yet") << false << false;
}

/// A request is not written to a connection that is known to be dead, so that nothing is in doubt.
void TestClientKeepAlive::closedWhileIdle()
{
    QFETCH(bool, orderly);
    QFETCH(bool, heard);
    RawListener listener;
    Sender sender(listener.port());
    sender.send(get("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("/a"));
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs());
    orderly ? peer->close() : peer->reset();
    if (heard)
        spinOnce();
    sender.send(get("/b"));
    RawPeer *second = listener.next();
    QVERIFY(second && second->waitFor("/b"));
    second->send(kAnswer);
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "answered 200 {}"); // Not reused.
    QCOMPARE(listener.accepted(), 2);
    QCOMPARE(sender.logs.size(), size_t(2));
}

/// The peer closes at the moment at which the next request leaves: nobody can know whether it was
/// taken, so that is what is said, and nothing is sent again.
void TestClientKeepAlive::closedWhileTheNextOneLeaves()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.send(get("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("/a"));
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs());
    sender.send(get("/b"));
    peer->close();
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "reused, unknown");
    for (int i = 0; i < 10; ++i)
        spinOnce();
    QCOMPARE(listener.accepted(), 1);
    QCOMPARE(sender.logs.size(), size_t(2));
}

void TestClientKeepAlive::speaksOutOfTurn()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.send(get("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("/a"));
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs());
    peer->send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nforged{}");
    sender.send(get("/b"));
    RawPeer *second = listener.next();
    QVERIFY(second && second->waitFor("/b"));
    second->send(kAnswer);
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "answered 200 {}");
    QVERIFY(peer->waitForEnd());
}

void TestClientKeepAlive::sendsAgainFromInsideFinished()
{
    Gate gate;
    Sender sender(gate.port());
    connect(&sender.client(), &ClientConnection::finished, this, [&] {
        if (sender.logs.size() < 50)
            sender.send(get("/a"));
    });
    sender.send(get("/a"));
    QVERIFY(sender.waitForLogs(50));
    QCOMPARE(gate.arrived(), 50);
    for (const AttemptLog &log : sender.logs)
        QCOMPARE(log.evidence, Evidence::Answered);
}

QTEST_GUILESS_MAIN(TestClientKeepAlive)
#include "tst_clientkeepalive.moc"
