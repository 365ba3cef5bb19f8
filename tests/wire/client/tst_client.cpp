// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/sender.h"
#include "tests/wire/server/gate.h"

#include <QSignalSpy>

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

/// What the push client says of an attempt, against peers that do as a script says (H-POST).
class TestClient final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void answersToHead();
    void refusedPort();
    void unknownHost();
    void leavesInOneWrite();
    void closesWithoutReading();
    void timeOutWhileConnecting();
    void timeOutWithoutAnswer();
    void timeOutBeforeAllHasLeft();
    void resetBeforeAllHasLeft();
    void answerBeforeAllHasLeft_data();
    void answerBeforeAllHasLeft();
    void abortTells();
};

void TestClient::answers_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("ending");
    QTest::addColumn<QByteArray>("verdict");
    QTest::addColumn<bool>("staysOpen");
    const auto row = [](const char *name, const QByteArray &reply, const char *ending,
                        const char *verdict, bool staysOpen = false) {
        QTest::newRow(name) << reply << QByteArray(ending) << QByteArray(verdict) << staysOpen;
    };
    row("an answer", kAnswer, "", "answered 200 {}", true);
    row("an answer, then the end", kAnswer, "close", "answered 200 {}");
    row("Connection: close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
        "", "answered 200 {}");
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", "", "answered 200 {}");
    row("100 first", QByteArray("HTTP/1.1 100 Continue\r\n\r\n").append(kAnswer), "",
        "answered 200 {}", true);
    row("chunked",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nA: b\r\n\r\n", "",
        "answered 200 {}", true);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", "", "answered 204", true);
    row("503", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "", "answered 503",
        true);
    row("a body until the end", "HTTP/1.1 200 OK\r\n\r\n{}", "close", "answered 200 {}");
    row("a body until a reset", "HTTP/1.1 200 OK\r\n\r\n{}", "reset", "unknown");
    row("bytes behind the answer", QByteArray(kAnswer).append("x"), "", "answered 200 {}");
    row("the end without an answer", "", "close", "unknown");
    row("a reset without an answer", "", "reset", "unknown");
    row("the end in the head", "HTTP/1.1 200 OK\r\nContent-Le", "close", "unknown");
    row("the end in the body", kAnswer.chopped(1), "close", "unknown");
    row("a reset in the body", kAnswer.chopped(1), "reset", "unknown");
    row("the end in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "close", "unknown");
    row("the end behind a 100", "HTTP/1.1 100 Continue\r\n\r\n", "close", "unknown");
    row("garbage", "220 mail.example ESMTP\r\n", "", "unknown");
    row("both framings",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", "",
        "unknown");
    row("a head without end", QByteArray("HTTP/1.1 200 OK\r\nA: ").append(70'000, 'x'), "",
        "unknown");
}

void TestClient::answers()
{
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, ending);
    QFETCH(bool, staysOpen);
    RawListener listener;
    Sender sender(listener.port());
    const QByteArray request = post("/a", "hello");
    sender.send(request);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor(request));
    QVERIFY(peer->send(reply));
    if (ending == "reset")
        peer->reset();
    else if (ending == "close")
        peer->close();
    QVERIFY(sender.waitForLogs());
    QTEST(sender.verdict(), "verdict");
    const AttemptLog &log = sender.logs.front();
    QCOMPARE(log.fault.isEmpty(), log.evidence == Evidence::Answered);
    QVERIFY(log.connected && log.handedOver && log.done);
    QCOMPARE(log.bytesHandedOver, request.size());
    QCOMPARE(log.peer, QByteArray("127.0.0.1:").append(QByteArray::number(listener.port())));
    if (ending.isEmpty() && !staysOpen)
        QVERIFY(peer->waitForEnd());
    spinOnce();
    QCOMPARE(sender.logs.size(), size_t(1));
    QCOMPARE(listener.accepted(), 1); // Nothing is sent again by itself.
    if (ending.isEmpty())
        QCOMPARE(peer->received(), request);
}

void TestClient::answersToHead()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n", true);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("\r\n\r\n"));
    peer->send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 200");
    sender.send(get("/a"));
    QVERIFY(peer->waitFor("GET /a"));
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "reused, answered 200 {}");
}

void TestClient::refusedPort()
{
    quint16 port = 0;
    {
        RawListener listener;
        port = listener.port();
    }
    Sender sender(port);
    sender.send(post("/a", "x"));
    QCOMPARE(sender.logs.size(), size_t(0)); // Never from inside send().
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QVERIFY(sender.logs.front().fault.contains(QStringLiteral("refused")));
    QCOMPARE(sender.logs.front().bytesHandedOver, 0);
    QVERIFY(!sender.logs.front().connected);
}

void TestClient::unknownHost()
{
    SystemClock clock;
    ClientConnection client({.host = QStringLiteral("no such host")}, {}, clock);
    QSignalSpy finished(&client, &ClientConnection::finished);
    client.send(get("/"));
    QVERIFY(spinUntil([&] { return finished.count() == 1; }));
    QVERIFY(client.isIdle());
    const auto log = finished.front().front().value<AttemptLog>();
    QCOMPARE(log.evidence, Evidence::NotDelivered);
    QVERIFY2(log.fault.startsWith(QStringLiteral("the host no such host is not known: ")),
             qPrintable(log.fault));
}

void TestClient::leavesInOneWrite()
{
    RawListener listener;
    Sender sender(listener.port());
    for (int i = 0; i < 5; ++i) {
        const QByteArray request = post("/a", QByteArray(5'000, char('a' + i)));
        sender.send(request);
        RawPeer *peer = i == 0 ? listener.next() : listener.last();
        QVERIFY(peer && peer->waitFor(request.right(100)));
        QCOMPARE(peer->firstRead(), request); // Head and body together.
        QCOMPARE(peer->segments(), quint32(i) + 1);
        peer->takeReceived();
        peer->send(kAnswer);
        QVERIFY(sender.waitForLogs(size_t(i) + 1));
    }
    QCOMPARE(listener.accepted(), 1);
}

void TestClient::closesWithoutReading()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.send(post("/a", "x"));
    RawPeer *peer = listener.next(false);
    QVERIFY(peer);
    QVERIFY(spinUntil([&] { return peer->hasUnread(); }));
    peer->close(); // A reset, because something was not read.
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "unknown");
}

/// The backlog of that listener is full, so that the kernel answers nothing.
void TestClient::timeOutWhileConnecting()
{
    RawListener listener(0);
    const std::vector<int> fillers = listener.fillBacklog();
    Sender sender(listener.port(), 200ms);
    sender.send(post("/a", "x"));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QCOMPARE(sender.logs.front().bytesHandedOver, 0);
    QVERIFY(!sender.logs.front().connected);
    QVERIFY(sender.logs.front().fault.contains(QStringLiteral("0.2 s")));
    RawListener::closeAll(fillers);
}

void TestClient::timeOutWithoutAnswer()
{
    RawListener listener;
    Sender sender(listener.port(), 200ms);
    sender.send(post("/a", "x"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && sender.waitForLogs());
    QCOMPARE(sender.verdict(), "unknown");
    QVERIFY(peer->waitForEnd());
    // The next one takes a connection of its own.
    sender.send(post("/b", "x"));
    QVERIFY(listener.next());
    QCOMPARE(listener.accepted(), 2);
}

void TestClient::timeOutBeforeAllHasLeft()
{
    RawListener listener;
    Sender sender(listener.port(), 300ms);
    sender.send(post("/a", QByteArray(32 * 1024 * 1024, 'x')));
    QVERIFY(listener.next(false));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QVERIFY(sender.logs.front().bytesHandedOver > 0);
    QVERIFY(!sender.logs.front().handedOver);
}

void TestClient::resetBeforeAllHasLeft()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.send(post("/a", QByteArray(32 * 1024 * 1024, 'x')));
    RawPeer *peer = listener.next(false);
    QVERIFY(peer && spinUntil([&] { return peer->hasUnread(); }));
    peer->reset();
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QVERIFY(sender.logs.front().bytesHandedOver > 0);
    QCOMPARE(listener.accepted(), 1);
}

void TestClient::answerBeforeAllHasLeft_data()
{
    QTest::addColumn<bool>("resets");
    QTest::newRow("and stays open") << false;
    QTest::newRow("and closes over what it did not read") << true;
}

void TestClient::answerBeforeAllHasLeft()
{
    QFETCH(bool, resets);
    RawListener listener;
    Sender sender(listener.port());
    sender.send(post("/a", QByteArray(32 * 1024 * 1024, 'x')));
    RawPeer *peer = listener.next(false);
    QVERIFY(peer && spinUntil([&] { return peer->hasUnread(); }));
    peer->send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
    if (resets)
        peer->close();
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 413");
    QVERIFY(!sender.logs.front().handedOver);
    // Half a request is still on that connection: it is not used again.
    sender.send(get("/b"));
    QVERIFY(listener.next());
    QCOMPARE(listener.accepted(), 2);
}

void TestClient::abortTells()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.client().abort(QStringLiteral("nothing to abort"));
    QCOMPARE(sender.logs.size(), size_t(0));
    sender.send(get("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("/a"));
    sender.client().abort(QStringLiteral("stopped"));
    QCOMPARE(sender.logs.size(), size_t(1));
    QCOMPARE(sender.verdict(), "unknown");
    QCOMPARE(sender.logs.front().fault, QStringLiteral("stopped"));
    QVERIFY(peer->waitForEnd());
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
