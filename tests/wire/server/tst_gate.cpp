// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"

using namespace pushbench;
using namespace pushbench::wire;

/// What the gate passes on, and in which order answers leave: over real sockets.
class TestGate final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void passedOn_data();
    void passedOn();
    void passedOnInSlices_data() { passedOn_data(); }
    void passedOnInSlices();
    void keepAlive();
    void delayedAnswersLeaveInOrder();
    void answerToHead();
    void expectContinue();
    void expectContinueBehindAClosingAnswer();
    void headIsRefusedWithoutABody();
    void anEmptyLineBehindARequestIsNone();
};

void TestGate::passedOn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<QByteArray>("answers");
    const auto row = [](const char *name, const QByteArray &bytes, const char *log,
                        const char *answers) {
        QTest::newRow(name) << bytes << QByteArray(log) << QByteArray(answers);
    };
    const auto chunked = [](const char *chunks) {
        return QByteArray("POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
            .append(chunks);
    };
    row("GET", get("/a"), "arrived GET /a", "200 /a");
    row("a body", post("/a", "hello"), "arrived POST /a \"hello\"", "200 /a");
    row("an empty body", post("/a", ""), "arrived POST /a", "200 /a");
    row("three at once", get("/a").append(post("/b", "x")).append(get("/c")),
        "arrived GET /a\narrived POST /b \"x\"\narrived GET /c", "200 /a, 200 /b, 200 /c");
    row("chunks", chunked("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"), "arrived POST /c \"hello\"",
        "200 /c");
    row("chunks with extensions and trailers",
        chunked("5;a=b;c=\"d\"\r\nhello\r\n0;e\r\nSum: 1\r\nVia: x\r\n\r\n"),
        "arrived POST /c \"hello\"", "200 /c");
    row("chunk size with zeroes and capitals", chunked("00A\r\n0123456789\r\n000\r\n\r\n"),
        "arrived POST /c \"0123456789\"", "200 /c");
    row("CHUNKED in capitals",
        "POST /c HTTP/1.1\r\nHost: h\r\ntransfer-encoding: CHUNKED\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        "arrived POST /c \"x\"", "200 /c");
    row("an empty line first", QByteArray("\r\n").append(get("/a")), "arrived GET /a", "200 /a");
    row("an empty line between", post("/a", "x").append("\r\n").append(get("/b")),
        "arrived POST /a \"x\"\narrived GET /b", "200 /a, 200 /b");
    row("Connection: close, and more behind it",
        QByteArray("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").append(get("/b")),
        "arrived GET /a", "200 /a close");
    row("HTTP/1.0, and more behind it", QByteArray("GET /a HTTP/1.0\r\n\r\n").append(get("/b")),
        "arrived GET /a", "200 /a close");
    row("HTTP/1.0 that stays",
        QByteArray("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").append(get("/b")),
        "arrived GET /a\narrived GET /b", "200 /a, 200 /b");
    row("OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "arrived OPTIONS *",
        "200 *");
    row("CONNECT", "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n", "arrived CONNECT h:443",
        "200 h:443");
    row("an absolute target", "GET http://h/a HTTP/1.1\r\nHost: h\r\n\r\n",
        "arrived GET http://h/a", "200 http://h/a");
    row("a method in lower case", "get /a HTTP/1.1\r\nHost: h\r\n\r\n", "arrived get /a", "200 /a");
    row("a method of its own", "M-SEARCH /a HTTP/1.1\r\nHost: h\r\n\r\n", "arrived M-SEARCH /a",
        "200 /a");
    row("a GET with a body", "GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
        "arrived GET /a \"{}\"", "200 /a");
    row("an empty Host", "GET /a HTTP/1.1\r\nHost:\r\n\r\n", "arrived GET /a", "200 /a");
    row("a minor version to come", "GET /a HTTP/1.2\r\nHost: h\r\n\r\n", "arrived GET /a",
        "200 /a");
    row("a hundred fields",
        QByteArray("GET /a HTTP/1.1\r\nHost: h\r\n")
            .append(QByteArray("A: b\r\n").repeated(99))
            .append("\r\n"),
        "arrived GET /a", "200 /a");
    row("expects 100 and does not wait",
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\nx",
        "arrived POST /a \"x\"", "200 /a");
    row("Upgrade is not taken up",
        "GET /a HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
        "arrived GET /a", "200 /a");
}

void TestGate::passedOn()
{
    QFETCH(QByteArray, bytes);
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(bytes);
    QFETCH(QByteArray, log);
    QFETCH(QByteArray, answers);
    QVERIFY(spinUntil([&] { return gate.log() == log; }));
    while (!gate.waiting().empty())
        QVERIFY(gate.answer());
    QVERIFY(spinUntil([&] { return answersIn(peer.received()) == answers; }));
    QVERIFY(gate.failed().empty());
    if (answers.endsWith("close")) {
        QVERIFY(peer.waitForEnd());
    } else {
        QVERIFY(!peer.ended());
        QCOMPARE(gate.server().connectionCount(), 1);
    }
}

void TestGate::passedOnInSlices()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, answers);
    Gate gate;
    RawPeer peer(gate.port());
    peer.sendSliced(bytes);
    QVERIFY(spinUntil([&] { return answersIn(peer.received()) == answers; }));
    QVERIFY(gate.failed().empty());
}

void TestGate::keepAlive()
{
    Gate gate;
    RawPeer peer(gate.port());
    QByteArray expected;
    for (int i = 0; i < 20; ++i) {
        peer.send(post("/a", QByteArray(i * 1000, 'x')));
        expected.append(expected.isEmpty() ? "200 /a" : ", 200 /a");
        QVERIFY(spinUntil([&] { return answersIn(peer.received()) == expected; }));
    }
    QCOMPARE(gate.arrived(), 20);
    QCOMPARE(gate.server().connectionCount(), 1);
    QCOMPARE(gate.waiting().size(), size_t(0));
    QCOMPARE(gate.server().heldBytes(), 0);
}

void TestGate::delayedAnswersLeaveInOrder()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(get("/1").append(get("/2")).append(get("/3")));
    QVERIFY(gate.waitForRequests(3));
    QVERIFY(gate.answer(2));
    QVERIFY(gate.answer(1));
    gate.server().flush();
    spinOnce();
    QVERIFY(peer.received().isEmpty());
    QVERIFY(!gate.log().contains("handed over"));

    QVERIFY(gate.answer(0));
    QVERIFY(spinUntil([&] { return answersIn(peer.received()) == "200 /1, 200 /2, 200 /3"; }));
    // The cookies count the calls: /3 was answered first.
    QVERIFY(gate.log().endsWith("handed over 3\nhanded over 2\nhanded over 1"));
}

void TestGate::answerToHead()
{
    Gate gate;
    RawPeer peer(gate.port());
    peer.send(QByteArray("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n").repeated(2));
    QVERIFY(spinUntil([&] { return answersIn(peer.received(), true) == "200, 200"; }));
    QCOMPARE(peer.received().count("\r\nContent-Length: 2\r\n"), 2);
}

void TestGate::expectContinue()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    const QByteArray head =
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
    peer.send(get("/first").append(head));
    QVERIFY(gate.waitForRequests(1));
    spinOnce();
    // The answer before it has its turn first.
    QVERIFY(peer.received().isEmpty());
    QVERIFY(gate.answer());
    QVERIFY(peer.waitFor("HTTP/1.1 100 Continue\r\n\r\n"));
    QVERIFY(peer.takeReceived().startsWith("HTTP/1.1 200 OK"));
    peer.send("hello");
    QVERIFY(gate.waitForRequests(1));
    QVERIFY(gate.answer());
    QVERIFY(spinUntil([&] { return answersIn(peer.received()) == "200 /a"; }));
}

void TestGate::expectContinueBehindAClosingAnswer()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(get("/first").append("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n"
                                   "Expect: 100-continue\r\n\r\n"));
    QVERIFY(gate.waitForRequests(1));
    const IncomingRequest &request = gate.waiting().front();
    QVERIFY(gate.server().answer(
        request.id,
        {.response = renderResponse({.status = 503}, {.version = kHttp11, .keepAlive = false},
                                    gate.clock().now().wall)}));
    QVERIFY(peer.waitForEnd());
    QVERIFY(!peer.received().contains("100 Continue"));
    QCOMPARE(answersIn(peer.received()), "503 close");
}

void TestGate::headIsRefusedWithoutABody()
{
    Gate gate;
    RawPeer peer(gate.port());
    peer.send("HEAD /a HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n");
    QVERIFY(peer.waitForEnd());
    QCOMPARE(answersIn(peer.received(), true), "400 close");
}

/// Old clients send one behind a body (RFC 9112 section 2.2). It may not time out as a head, nor be
/// told as a broken request when the peer leaves.
void TestGate::anEmptyLineBehindARequestIsNone()
{
    Gate gate;
    RawPeer peer(gate.port());
    peer.send(post("/a", "x").append("\r\n"));
    QVERIFY(spinUntil([&] { return answersIn(peer.received()) == "200 /a"; }));
    gate.clock().advance(std::chrono::seconds(11));
    peer.send(get("/b"));
    QVERIFY(spinUntil([&] { return answersIn(peer.received()) == "200 /a, 200 /b"; }));
    peer.send("\r\n");
    peer.shutdownSending();
    QVERIFY(peer.waitForEnd());
    QVERIFY(gate.failed().empty());
}

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
