// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/sender.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const QByteArray kHead =
    "POST /hook HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\nContent-Length: 40\r\n\r\n";
const QByteArray kBody = "0123456789abcdefghij0123456789ABCDEFGHIJ";
const QByteArray kRequest = kHead + kBody;

} // namespace

/// What a peer sees of requests that go wrong on purpose, and what the log says of them.
class TestClientFaults final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cutOff_data();
    void cutOff();
    void onAReusedConnection();
    void tooShortForItsLength();
    void slowButWhole();
    void aSlowBodyHearsAnEarlyAnswer();
    void aSlowBodyMeetsItsTimeout();
};

void TestClientFaults::cutOff_data()
{
    QTest::addColumn<RequestFault>("fault");
    QTest::addColumn<QByteArray>("arrives");
    QTest::addColumn<QByteArray>("verdict");
    QTest::newRow("in the head") << RequestFault::AbortHead << kHead.left(kHead.size() / 2)
                                 << QByteArray("not delivered");
    QTest::newRow("in the body") << RequestFault::AbortBody
                                 << QByteArray(kHead).append(kBody.left(20))
                                 << QByteArray("not delivered");
    QTest::newRow("before the answer")
        << RequestFault::AbortAnswer << QByteArray(kHead).append(kBody) << QByteArray("unknown");
}

void TestClientFaults::cutOff()
{
    QFETCH(RequestFault, fault);
    QFETCH(QByteArray, arrives);
    RawListener listener;
    Sender sender(listener.port());
    sender.client().sendWrong(kRequest, fault);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitForEnd());
    QCOMPARE(peer->received(), arrives);
    QVERIFY(!peer->wasReset());
    QVERIFY(sender.waitForLogs());
    QTEST(sender.verdict(), "verdict");
    QVERIFY(sender.logs.back().fault.contains(QStringLiteral("on purpose")));
    QCOMPARE(sender.logs.back().bytesHandedOver, arrives.size());

    // The next one is sound, on a connection of its own.
    sender.send(kRequest);
    peer = listener.next();
    QVERIFY(peer && peer->waitFor(kBody));
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "answered 200 {}");
}

/// There a fault comes to pass before the call returns; it is told afterwards all the same.
void TestClientFaults::onAReusedConnection()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.send(kRequest);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor(kBody));
    peer->takeReceived();
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs());
    sender.client().sendWrong(kRequest, RequestFault::AbortHead);
    QCOMPARE(sender.logs.size(), size_t(1));
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "reused, not delivered");
    QVERIFY(peer->waitForEnd());
    QCOMPARE(peer->received(), kHead.left(kHead.size() / 2));
    QCOMPARE(listener.accepted(), 1);
}

/// The head announces 40 bytes, 30 come, and the peer hears that there are no more.
void TestClientFaults::tooShortForItsLength()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.client().sendWrong(kHead + kBody.left(30), RequestFault::WrongLength);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitForEnd());
    QCOMPARE(peer->received(), kHead + kBody.left(30));
    QVERIFY(sender.logs.empty());
    peer->send("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}");
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 400 {}");
    // That connection cannot carry another request.
    sender.client().sendWrong(kHead + kBody.left(30), RequestFault::WrongLength);
    peer = listener.next();
    QVERIFY(peer && peer->waitForEnd());
    peer->close();
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "not delivered");
}

void TestClientFaults::slowButWhole()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.client().sendWrong(kRequest, RequestFault::SlowBody);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor(kBody.right(4)));
    QCOMPARE(peer->received(), kRequest);
    QCOMPARE(peer->firstRead(), kHead);
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 200 {}");
    // Nineteen pauses lie between twenty pieces, and one behind the head.
    QVERIFY(*sender.logs.back().handedOver >= (kSlowPieces - 1) * kSlowPause);
    // It was whole, so the connection is as good as any.
    sender.send(kRequest);
    QVERIFY(spinUntil([&] { return peer->received().endsWith(kRequest); }));
    peer->send(kAnswer);
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "reused, answered 200 {}");
}

void TestClientFaults::aSlowBodyHearsAnEarlyAnswer()
{
    RawListener listener;
    Sender sender(listener.port());
    sender.client().sendWrong(kRequest, RequestFault::SlowBody);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor(kHead));
    peer->send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 408");
    QVERIFY(peer->waitForEnd());
    QVERIFY(peer->received().size() < kRequest.size());
}

void TestClientFaults::aSlowBodyMeetsItsTimeout()
{
    RawListener listener;
    Sender sender(listener.port(), 300ms);
    sender.client().sendWrong(kRequest, RequestFault::SlowBody);
    RawPeer *peer = listener.next();
    QVERIFY(peer && sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QVERIFY(peer->waitForEnd());
}

QTEST_GUILESS_MAIN(TestClientFaults)
#include "tst_clientfaults.moc"
