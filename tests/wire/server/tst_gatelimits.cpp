// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"

#include <QAbstractEventDispatcher>
#include <QDeadlineTimer>

#include <cerrno>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

/// How long and how many: deadlines, connections, pipelines, descriptors (H-SLOW).
class TestGateLimits final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void slowRequests_data();
    void slowRequests();
    void silence();
    void silenceCountsFromTheLastAnswer();
    void anAnswerMayTakeItsTime();
    void anAnswerThatNobodyReads();
    void draining();
    void connectionCap();
    void pipelineCap();
    void pipelineCapAndHalfClose();
    void unreadAnswersStopTheReading();
    void outOfDescriptors();
};

void TestGateLimits::slowRequests_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<int>("firstWait");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<int>("secondWait");
    QTest::addColumn<QByteArray>("log");
    const auto row = [](const char *name, const QByteArray &first, int firstWait,
                        const QByteArray &second, int secondWait, const char *log) {
        QTest::newRow(name) << first << firstWait << second << secondWait << QByteArray(log);
    };
    row("head that stops", "GET /a HTTP/1.1\r\n", 9, {}, 2, "failed 408");
    row("head that drips", "GET /a HTTP/1.1\r\n", 9, "Host: h\r\n", 2, "failed 408");
    row("start line that stops", "G", 11, {}, 0, "failed 408");
    row("body that stops", post("/a", "hello").chopped(1), 29, {}, 2, "failed 408 POST /a");
    row("body that drips", post("/a", "hello").chopped(2), 29, "l", 2, "failed 408 POST /a");
    row("large body that stops", post("/a", QByteArray(1'000'000, 'x')).chopped(1), 29, {}, 2,
        "failed 408 POST /a");
    row("chunks that stop",
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", 29, {}, 2,
        "failed 408 POST /a");
    row("trailers that stop",
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n", 29, {}, 2,
        "failed 408 POST /a");
    row("promised body that never starts",
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n", 29, {},
        2, "failed 408 POST /a");
}

void TestGateLimits::slowRequests()
{
    QFETCH(QByteArray, first);
    QFETCH(int, firstWait);
    QFETCH(QByteArray, second);
    QFETCH(int, secondWait);
    QFETCH(QByteArray, log);
    Gate gate;
    RawPeer peer(gate.port());
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    QVERIFY(peer.send(first));
    // A well-formed request on a second connection shows that the first was read.
    const auto settle = [&] {
        for (int i = 0; i < 2; ++i) {
            RawPeer other(gate.port());
            other.send(get("/other"));
            QVERIFY(other.waitFor("/other"));
        }
        gate.takeLog();
    };
    settle();
    gate.clock().advance(std::chrono::seconds(firstWait));
    if (!second.isEmpty())
        QVERIFY(peer.send(second));
    if (secondWait > 0) {
        settle();
        QCOMPARE(gate.failed().size(), size_t(0));
    }
    gate.clock().advance(std::chrono::seconds(secondWait));
    QVERIFY(peer.waitForEnd());
    QVERIFY(gate.log().contains(log));
    QCOMPARE(gate.failed().size(), size_t(1));
    QVERIFY(answersIn(peer.received()).startsWith("408 "));
    QVERIFY(peer.received().contains("\r\nConnection: close\r\n"));
}

void TestGateLimits::silence()
{
    Gate gate;
    RawPeer peer(gate.port());
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    gate.clock().advance(61s);
    QVERIFY(peer.waitForEnd());
    QCOMPARE(peer.received(), "");
    QCOMPARE(gate.log(), "");
}

void TestGateLimits::silenceCountsFromTheLastAnswer()
{
    Gate gate;
    RawPeer peer(gate.port());
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    for (int i = 0; i < 3; ++i) {
        gate.clock().advance(50s);
        peer.send(get("/a"));
        QVERIFY(spinUntil([&] { return gate.arrived() == i + 1; }));
    }
    QVERIFY(!peer.ended());
    gate.clock().advance(61s);
    QVERIFY(peer.waitForEnd());
    QCOMPARE(answersIn(peer.received()), "200 /a, 200 /a, 200 /a");
}

/// The deadlines are the peer's; how long an answer takes is the user's affair.
void TestGateLimits::anAnswerMayTakeItsTime()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    RawPeer silent(gate.port());
    peer.send(get("/a"));
    QVERIFY(gate.waitForRequests(1));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 2; }));
    gate.clock().advance(1h);
    QVERIFY(silent.waitForEnd()); // The deadlines have been looked at.
    QVERIFY(gate.answer());
    QVERIFY(peer.waitFor("/a"));
}

void TestGateLimits::anAnswerThatNobodyReads()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.setReading(false);
    peer.send(get("/a"));
    QVERIFY(gate.waitForRequests(1));
    const Response large{.body = QByteArray(16 * 1024 * 1024, 'x')};
    QVERIFY(gate.answer(0, &large));
    gate.server().flush();
    gate.clock().advance(29s);
    spinOnce();
    QCOMPARE(gate.server().connectionCount(), 1);
    gate.clock().advance(2s);
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QVERIFY(gate.log().endsWith("lost 1"));
}

void TestGateLimits::draining()
{
    Gate gate;
    RawPeer peer(gate.port());
    peer.send("rubbish\r\n");
    QVERIFY(peer.waitForEnd()); // Our sending side is shut; the peer keeps its own open.
    peer.send(QByteArray(100'000, 'x'));
    QCOMPARE(gate.server().connectionCount(), 1);
    gate.clock().advance(2s);
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QCOMPARE(gate.failed().size(), size_t(1));
}

void TestGateLimits::connectionCap()
{
    Gate gate(Gate::Answers::AtOnce, {.connections = 2});
    RawPeer first(gate.port());
    RawPeer second(gate.port());
    RawPeer third(gate.port());
    for (RawPeer *peer : {&first, &second, &third})
        peer->send(get("/a"));
    QVERIFY(first.waitFor("/a"));
    QVERIFY(second.waitFor("/a"));
    spinOnce();
    QCOMPARE(gate.server().connectionCount(), 2);
    QCOMPARE(third.received(), "");
    first.close();
    QVERIFY(third.waitFor("/a"));
    QCOMPARE(gate.server().connectionCount(), 2);
}

void TestGateLimits::pipelineCap()
{
    Gate gate(Gate::Answers::Later, {.pipeline = 4});
    RawPeer peer(gate.port());
    for (int i = 0; i < 10; ++i)
        peer.send(get("/a"));
    QVERIFY(gate.waitForRequests(4));
    spinOnce();
    QCOMPARE(gate.arrived(), 4);
    gate.clock().advance(1h); // Waiting for us is not held against the peer.
    for (int i = 0; i < 10; ++i) {
        QVERIFY(gate.waitForRequests(1));
        QVERIFY(gate.waiting().size() <= 4);
        QVERIFY(gate.answer());
    }
    QVERIFY(spinUntil([&] { return peer.received().count("200 OK") == 10; }));
}

/// The end comes behind requests that had no room yet, and must not swallow them.
void TestGateLimits::pipelineCapAndHalfClose()
{
    Gate gate(Gate::Answers::Later, {.pipeline = 2});
    RawPeer peer(gate.port());
    peer.send(get("/a").repeated(7));
    peer.shutdownSending();
    for (int i = 0; i < 7; ++i) {
        QVERIFY(gate.waitForRequests(1));
        QVERIFY(gate.answer());
    }
    QVERIFY(peer.waitForEnd());
    QCOMPARE(peer.received().count("200 OK"), 7);
}

/// A peer that asks and asks and reads nothing must not make answers pile up.
void TestGateLimits::unreadAnswersStopTheReading()
{
    Gate gate(Gate::Answers::Later);
    const Response large{.body = QByteArray(50'000, 'x')};
    gate.onCall = [&] {
        while (!gate.waiting().empty())
            gate.answer(0, &large);
    };
    RawPeer peer(gate.port());
    peer.setReading(false);
    int sent = 0;
    int arrived = -1;
    // Until a hundred more requests make no difference.
    while (gate.arrived() != arrived && sent < 5'000) {
        arrived = gate.arrived();
        for (int i = 0; i < 100; ++i, ++sent) {
            peer.send(get("/a"));
            spinOnce();
        }
    }
    QVERIFY(gate.arrived() < sent);
    peer.setReading(true);
    QVERIFY(spinUntil([&] { return peer.received().count("200 OK") == sent; }));
    QCOMPARE(gate.arrived(), sent);
}

/// Who waits while there are no descriptors costs nothing, and is served when there are some again.
void TestGateLimits::outOfDescriptors()
{
    Gate gate;
    RawPeer first(gate.port());
    first.send(get("/a"));
    QVERIFY(first.waitFor("/a"));

    RawPeer second(gate.port()); // Waits in the backlog.
    second.send(get("/b"));
    // Before and after the shortage, in which the sanitizers cannot look at objects either.
    int rounds = 0;
    const QMetaObject::Connection counting =
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                [&rounds] { ++rounds; });
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few = before;
    few.rlim_cur = 64;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    std::vector<int> taken;
    while (true) {
        const int fd = ::dup(STDIN_FILENO);
        if (fd < 0)
            break;
        taken.push_back(fd);
    }
    const bool exhausted = errno == EMFILE;

    rounds = 0;
    const QDeadlineTimer span(450ms); // Two ticks of the server.
    const bool waited = spinUntil([&] { return span.hasExpired(); });
    const int served = gate.arrived();

    for (const int fd : taken)
        ::close(fd);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    disconnect(counting);
    QVERIFY(exhausted && waited);
    QCOMPARE(served, 1);
    QVERIFY2(rounds < 1'000, QByteArray::number(rounds).constData());
    QVERIFY(second.waitFor("/b"));
}

QTEST_GUILESS_MAIN(TestGateLimits)
#include "tst_gatelimits.moc"
