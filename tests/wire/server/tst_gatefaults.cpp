// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

/// Answers of HTTP/1.1 that go wrong on purpose, between one that is well and one that comes too
/// late.
class TestGateFaults final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void breaksOff_data();
    void breaksOff();
    void anAnswerThatDrips();
    void aDrippingAnswerThatNobodyReads();
    void neverUntilTheIdleTimeIsOver();
    void neverUntilThePeerLeaves();
    void neverUntilTheServerStops();
};

namespace {

QByteArray between(const char *target)
{
    return get("/first").append(get(target)).append(get("/behind"));
}

const QByteArray kFirst = "/first";

} // namespace

void TestGateFaults::breaksOff_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("out");
    QTest::addColumn<QByteArray>("endsWith");
    const auto row = [](const char *fault, bool reset, bool out, const QByteArray &endsWith) {
        QTest::newRow(fault) << reset << out << endsWith;
    };
    row("reset", true, false, kFirst);
    row("reset-during", true, false, "Content-Le");
    row("reset-after", true, false, "\r\n\r\n/reset-after");
    row("close", false, false, kFirst);
    row("truncate", false, false, "Content-Length: 9\r\n\r\n/tru");
    row("wrong-length", false, true, "Content-Length: 29\r\n\r\n/wrong-length");
    row("stream-reset", true, false, kFirst);
    row("goaway", false, false, kFirst);
}

void TestGateFaults::breaksOff()
{
    QFETCH(bool, reset);
    QFETCH(bool, out);
    QFETCH(QByteArray, endsWith);
    Gate gate;
    gate.goesWrong = true;
    RawPeer peer(gate.port());
    peer.send(between(QByteArray("/").append(QTest::currentDataTag()).constData()));
    QVERIFY(peer.waitForEnd());
    QCOMPARE(peer.wasReset(), reset);
    if (qstrcmp(QTest::currentDataTag(), "reset-during") == 0) {
        // The first answer is whole, and half of the other one is less than its head.
        const QByteArray second = peer.received().sliced(peer.received().indexOf(kFirst) + 6);
        QVERIFY(second.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(!second.contains("\r\n\r\n"));
    } else {
        QVERIFY2(peer.received().endsWith(endsWith), peer.received().constData());
    }
    QVERIFY(!peer.received().contains("/behind"));
    QVERIFY(spinUntil([&] { return gate.log().contains(" 3"); }));
    QVERIFY(gate.log().contains("handed over 1"));
    QVERIFY(gate.log().contains(out ? "handed over 2" : "lost 2"));
    QVERIFY(gate.log().contains("lost 3"));
    QCOMPARE(gate.log().count('\n'), 5);
    peer.close();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
}

void TestGateFaults::anAnswerThatDrips()
{
    Gate gate;
    gate.goesWrong = true;
    RawPeer peer(gate.port());
    peer.send(between("/drip"));
    QVERIFY(peer.waitFor("/first"));
    spinOnce();
    const qsizetype first = peer.received().indexOf(kFirst) + kFirst.size();
    QCOMPARE(peer.received().size(), first + gate.pace.bytes);
    gate.clock().advance(gate.pace.every);
    QVERIFY(spinUntil([&] { return peer.received().size() == first + 2 * gate.pace.bytes; }));
    QVERIFY(!gate.log().contains("handed over 2"));
    QVERIFY(spinUntil([&] {
        gate.clock().advance(gate.pace.every);
        return gate.log().contains("handed over 3");
    }));
    QVERIFY(gate.log().contains("handed over 2\nhanded over 3"));
    QVERIFY(peer.waitFor("/behind"));
    QCOMPARE(answersIn(peer.received()), "200 /first, 200 /drip, 200 /behind");
}

void TestGateFaults::aDrippingAnswerThatNobodyReads()
{
    Gate gate;
    gate.goesWrong = true;
    {
        RawPeer peer(gate.port());
        peer.send(get("/drip"));
        QVERIFY(peer.waitFor("HTTP/1.1 200 OK"));
        peer.reset();
    }
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QVERIFY(gate.log().endsWith("lost 1"));
}

void TestGateFaults::neverUntilTheIdleTimeIsOver()
{
    Gate gate;
    gate.goesWrong = true;
    RawPeer peer(gate.port());
    peer.send(between("/never"));
    QVERIFY(peer.waitFor("/first"));
    QVERIFY(spinUntil([&] { return gate.log().contains("lost 3"); }));
    // Whatever comes now is neither answered nor a reason to wait longer.
    gate.clock().advance(59s);
    peer.send(get("/later"));
    spinOnce();
    QCOMPARE(gate.server().connectionCount(), 1);
    gate.clock().advance(2s);
    QVERIFY(peer.waitForEnd());
    QCOMPARE(answersIn(peer.received()), "200 /first");
    QCOMPARE(gate.arrived(), 3);
}

void TestGateFaults::neverUntilThePeerLeaves()
{
    Gate gate;
    gate.goesWrong = true;
    RawPeer peer(gate.port());
    peer.send(between("/never"));
    QVERIFY(peer.waitFor("/first"));
    peer.shutdownSending();
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
}

void TestGateFaults::neverUntilTheServerStops()
{
    Gate gate;
    gate.goesWrong = true;
    RawPeer peer(gate.port());
    peer.send(get("/never"));
    QVERIFY(spinUntil([&] { return gate.log().contains("lost 1"); }));
    gate.server().stopReading();
    QVERIFY(gate.server().isQuiet());
    QVERIFY(peer.waitForEnd());
}

QTEST_GUILESS_MAIN(TestGateFaults)
#include "tst_gatefaults.moc"
