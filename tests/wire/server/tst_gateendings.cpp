// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"

#include <algorithm>

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

/// How connections end, from either side, and what becomes of answers then.
class TestGateEndings final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void halfClosingClient();
    void aClosingAnswerCutsOffWhatFollows();
    void answersAreLostWithThePeer();
    void aBrokenRequestIsTold_data();
    void aBrokenRequestIsTold();
    void aSilentPeerThatLeavesIsNotTold();
    void stopReading();
    void stopReadingInTheMiddleOfARequest();
    void stopReadingKeepsTheAnswerReadable();
    void stopReadingBeforeListening();
    void deletedWhilePeersAreConnected();
    void portInUse();
    void callsBackFromEverywhere_data();
    void callsBackFromEverywhere();
    void deathBetweenAnswerAndFlush();
};

void TestGateEndings::halfClosingClient()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(get("/1").append(post("/2", "x")));
    peer.shutdownSending();
    QVERIFY(gate.waitForRequests(2));
    spinOnce();
    QVERIFY(!peer.ended());
    QVERIFY(gate.answer(1));
    QVERIFY(gate.answer(0));
    QVERIFY(peer.waitForEnd());
    QCOMPARE(answersIn(peer.received()), "200 /1, 200 /2");
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QVERIFY(gate.failed().empty());
}

void TestGateEndings::aClosingAnswerCutsOffWhatFollows()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(get("/1").append(get("/2")).append(get("/3")));
    QVERIFY(gate.waitForRequests(3));
    QVERIFY(gate.answer(1));
    const IncomingRequest &first = gate.waiting().front();
    QVERIFY(gate.server().answer(
        first.id,
        {.response = renderResponse({.status = 503}, {.version = kHttp11, .keepAlive = false},
                                    gate.clock().now().wall),
         .cookie = std::make_shared<const int>(99)}));
    gate.takeLog();
    gate.server().flush();
    // The answer to /2 was taken, and is told; the one to /3 is not taken any more.
    QCOMPARE(gate.takeLog(), "lost 1\nhanded over 99");
    QVERIFY(!gate.server().awaits(gate.waiting().back().id));
    QVERIFY(!gate.answer(1));
    QVERIFY(peer.waitForEnd());
    QCOMPARE(answersIn(peer.received()), "503 close");
}

void TestGateEndings::answersAreLostWithThePeer()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(get("/1").append(get("/2")).append(get("/3")));
    QVERIFY(gate.waitForRequests(3));
    QVERIFY(gate.answer(1)); // Waits for its turn.
    gate.takeLog();
    peer.reset();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QCOMPARE(gate.takeLog(), "lost 1");
    QVERIFY(!gate.answer(0));
    QCOMPARE(gate.takeLog(), "");
}

void TestGateEndings::aBrokenRequestIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("in the start line")
        << QByteArray("GET /a") << QByteArray("failed 0") << QByteArray("GET /a") << QByteArray();
    QTest::newRow("in the head") << get("/a").chopped(2) << QByteArray("failed 0")
                                 << get("/a").chopped(2) << QByteArray();
    QTest::newRow("in the body") << post("/a", "hello").chopped(2) << QByteArray("failed 0 POST /a")
                                 << QByteArray() << QByteArray("hel");
    QTest::newRow("in a chunk") << QByteArray(
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe")
                                << QByteArray("failed 0 POST /a") << QByteArray()
                                << QByteArray("he");
}

void TestGateEndings::aBrokenRequestIsTold()
{
    QFETCH(QByteArray, bytes);
    Gate gate;
    for (const bool orderly : {true, false}) {
        RawPeer peer(gate.port());
        peer.send(bytes);
        // Until it is read, a reset would take it along.
        QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
        spinOnce();
        orderly ? peer.shutdownSending() : peer.reset();
        QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
        QTEST(gate.takeLog(), "log");
        const FailedRequest &failed = gate.failed().back();
        QTEST(failed.seen, "seen");
        QTEST(failed.request.body, "body");
        QVERIFY(!failed.refusal.reason.isEmpty());
        QVERIFY(failed.response.head.isEmpty());
        if (orderly)
            QVERIFY(peer.waitForEnd());
    }
    QCOMPARE(gate.failed().size(), size_t(2));
    QCOMPARE(gate.server().heldBytes(), 0);
}

void TestGateEndings::aSilentPeerThatLeavesIsNotTold()
{
    Gate gate;
    RawPeer peer(gate.port());
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    peer.close();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QCOMPARE(gate.log(), "");
}

void TestGateEndings::stopReading()
{
    Gate gate(Gate::Answers::Later);
    RawPeer idle(gate.port());
    RawPeer busy(gate.port());
    busy.send(get("/1"));
    QVERIFY(gate.waitForRequests(1));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 2; }));
    gate.server().stopReading();
    QVERIFY(idle.waitForEnd());
    QVERIFY(!gate.server().isQuiet());
    busy.send(get("/2"));
    spinOnce();
    QCOMPARE(gate.arrived(), 1);

    QVERIFY(gate.answer());
    QVERIFY(busy.waitForEnd());
    QCOMPARE(answersIn(busy.received()), "200 /1");
    busy.close();
    QVERIFY(spinUntil([&] { return gate.server().isQuiet(); }));
    QCOMPARE(gate.arrived(), 1);
    QVERIFY(gate.failed().empty());
}

void TestGateEndings::stopReadingInTheMiddleOfARequest()
{
    Gate gate(Gate::Answers::Later);
    RawPeer one(gate.port());
    RawPeer two(gate.port());
    one.send(post("/broken", "hello").chopped(1));
    two.send(get("/1").append(post("/broken", "hello").chopped(1)));
    QVERIFY(gate.waitForRequests(1));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 2; }));
    spinOnce();
    gate.takeLog();
    gate.server().stopReading();
    QCOMPARE(gate.takeLog(), "failed 0 POST /broken");
    QVERIFY(gate.answer());
    QVERIFY(two.waitForEnd());
    QCOMPARE(answersIn(two.received()), "200 /1");
    QCOMPARE(gate.failed().size(), size_t(2));
}

/// A request that came after the stop is not read, and closing over it would be a reset.
void TestGateEndings::stopReadingKeepsTheAnswerReadable()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(get("/1"));
    QVERIFY(gate.waitForRequests(1));
    gate.server().stopReading();
    peer.send(get("/2"));
    QVERIFY(gate.answer());
    QVERIFY(peer.waitForEnd());
    QVERIFY(!peer.wasReset());
    QCOMPARE(answersIn(peer.received()), "200 /1");
    // A peer that does not close is not waited for any longer than another.
    QVERIFY(!gate.server().isQuiet());
    gate.clock().advance(2s);
    QVERIFY(spinUntil([&] { return gate.server().isQuiet(); }));
}

void TestGateEndings::stopReadingBeforeListening()
{
    Gate user;
    ManualClock clock;
    Server server({}, clock, user);
    server.stopReading();
    QVERIFY(server.isQuiet());
    QCOMPARE(server.port(), 0);
}

void TestGateEndings::deletedWhilePeersAreConnected()
{
    Gate gate(Gate::Answers::Later);
    RawPeer idle(gate.port());
    RawPeer waiting(gate.port());
    RawPeer sending(gate.port());
    waiting.send(get("/1").append(get("/2")));
    sending.send("POST /broken HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel");
    QVERIFY(gate.waitForRequests(2));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 3; }));
    spinOnce();
    QVERIFY(gate.answer(1));
    gate.takeLog();
    gate.deleteServer();
    QByteArrayList log = gate.takeLog().split('\n');
    std::sort(log.begin(), log.end());
    QCOMPARE(log.join(", "), "failed 0 POST /broken, lost 1");
    for (RawPeer *peer : {&idle, &waiting, &sending})
        QVERIFY(peer->waitForEnd());
    spinOnce(); // The request that is still held is let go when nobody is there to be woken.
}

void TestGateEndings::portInUse()
{
    Gate gate;
    ManualClock clock;
    Server second({.port = gate.port()}, clock, gate);
    const Result<> listening = second.listen();
    QVERIFY(!listening);
    QVERIFY(listening.fault().text.contains(QStringLiteral("in use")));
    QVERIFY(listening.fault().where.endsWith(QString::number(gate.port())));
}

void TestGateEndings::callsBackFromEverywhere_data()
{
    QTest::addColumn<bool>("stops");
    QTest::newRow("flushing") << false;
    QTest::newRow("stopping") << true;
}

/// The user may call the server from inside any of its calls.
void TestGateEndings::callsBackFromEverywhere()
{
    QFETCH(bool, stops);
    Gate gate(Gate::Answers::Later);
    RawPeer first(gate.port());
    RawPeer second(gate.port());
    RawPeer broken(gate.port());
    gate.onCall = [&] {
        while (!gate.waiting().empty())
            gate.answer(gate.waiting().size() - 1);
        gate.server().flush();
        if (stops)
            gate.server().stopReading();
    };
    first.send(get("/1").append(get("/2")).append(get("/3")).append("rubbish\r\n"));
    second.send(post("/4", QByteArray(100'000, 'x')).append(get("/5")));
    broken.send("GET /broken");
    broken.shutdownSending();
    QVERIFY(first.waitForEnd());
    QVERIFY(broken.waitForEnd());
    if (stops) {
        QVERIFY(second.waitForEnd());
        first.close();
        second.close();
        QVERIFY(spinUntil([&] { return gate.server().isQuiet(); }));
    } else {
        QVERIFY(spinUntil([&] { return answersIn(second.received()) == "200 /4, 200 /5"; }));
        QVERIFY(answersIn(first.received()).startsWith("200 /1, 200 /2, 200 /3, 400 "));
    }
}

/// A connection that ends while an answer of it waits for the next flush must not be met there,
/// even when somebody else's end has its burial due before that flush.
void TestGateEndings::deathBetweenAnswerAndFlush()
{
    Gate gate(Gate::Answers::Later);
    const Response large{.body = QByteArray(8 * 1024 * 1024, 'x')};
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 9; ++i) {
        peers.push_back(std::make_unique<RawPeer>(gate.port()));
        if (i % 2 == 0)
            continue; // One that is idle dies without a word.
        peers.back()->setReading(false);
        peers.back()->send(get("/1").append(get("/2")));
        QVERIFY(gate.waitForRequests(size_t(i / 2) + 2));
        QVERIFY(gate.answer(size_t(i / 2), &large));
    }
    spinOnce();
    QCOMPARE(gate.server().connectionCount(), 9);
    gate.onCall = [&] {
        while (!gate.waiting().empty())
            gate.answer();
    };
    gate.clock().advance(2min);
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    spinOnce();
    QCOMPARE(gate.log().count("lost"), 7);
}

QTEST_GUILESS_MAIN(TestGateEndings)
#include "tst_gateendings.moc"
