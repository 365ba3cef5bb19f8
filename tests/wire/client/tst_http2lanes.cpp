// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/tlsclientcontext.h"
#include "tests/support/testcase.h"
#include "tests/wire/client/fleet.h"
#include "tests/wire/client/rawlistener.h"
#include "tests/wire/http2/http2frames.h"
#include "tests/wire/server/gate.h"
#include "tests/wire/tls/testcertificates.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;
using namespace Qt::StringLiterals;

/// Lanes of HTTP/2 over real sockets: against our own gate, and against peers that misbehave.
class TestHttp2Lanes final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneAfterTheOther();
    void manyAtOnce();
    void onlySoManyAsThePeerAllows();
    void overTls();
    void noAlpn();
    void refusedPort();
    void silenceGivesTheConnectionUp();
    void aSlowAnswerCostsOnlyItself();
    void theServerGoesAway();
    void closedWhileIdle();
    void endsWithoutAnswer();
    void abortTells();
    void lanesMayLeave();
};

void TestHttp2Lanes::oneAfterTheOther()
{
    Gate gate;
    Fleet fleet(to(gate.port()));
    fleet.lane[0]->send(message("/a"));
    QVERIFY(!fleet.lane[0]->isIdle());
    QVERIFY(fleet.waitFor(1));
    fleet.lane[0]->send(message("/b"));
    QVERIFY(fleet.waitFor(2));
    QCOMPARE(fleet.verdicts.join(", "), "a answered 200 /a, a reused answered 200 /b");
    const AttemptLog &first = fleet.logs[0];
    QVERIFY(first.connected && first.handedOver && first.firstByte && first.done);
    QVERIFY(*first.connected <= *first.handedOver && *first.handedOver <= *first.done);
    QCOMPARE(first.bytesHandedOver, message("/a").size());
    QCOMPARE(first.peer, QByteArray("127.0.0.1:").append(QByteArray::number(gate.port())));
    QCOMPARE(first.connection, fleet.logs[1].connection);
    QVERIFY(!fleet.logs[1].connected);
    QVERIFY(fleet.lane[0]->isIdle());
}

void TestHttp2Lanes::manyAtOnce()
{
    Gate gate(Gate::Answers::Later);
    Fleet fleet(to(gate.port()), 3);
    fleet.lane[0]->send(message("/a"));
    QVERIFY(!fleet.lane[1]->isOpen()); // Nobody knows yet how many the peer allows.
    QVERIFY(gate.waitForRequests(1));
    QVERIFY(spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    fleet.lane[1]->send(message("/b"));
    fleet.lane[2]->send(message("/c"));
    QVERIFY(gate.waitForRequests(3));
    gate.answer(2);
    QVERIFY(fleet.waitFor(1));
    gate.answer(0);
    gate.answer(0);
    QVERIFY(fleet.waitFor(3));
    QCOMPARE(fleet.verdicts.first(), "c answered 200 /c");
    QCOMPARE(fleet.logs[0].connection, fleet.logs[2].connection);
}

void TestHttp2Lanes::onlySoManyAsThePeerAllows()
{
    Gate gate(ServerConfig{.http2 = {.streams = 2}}, Gate::Answers::Later);
    Fleet fleet(to(gate.port()), 3);
    int opened = 0;
    QObject::connect(&fleet.lanes, &Http2Lanes::opened, &fleet.lanes, [&] { ++opened; });
    fleet.lane[0]->send(message("/a"));
    QVERIFY(gate.waitForRequests(1) && spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    QCOMPARE(opened, 1);
    fleet.lane[1]->send(message("/b"));
    QVERIFY(!fleet.lane[2]->isOpen());
    QVERIFY(gate.waitForRequests(2));
    gate.answer();
    QVERIFY(fleet.waitFor(1));
    QVERIFY(spinUntil([&] { return fleet.lane[2]->isOpen(); }));
    QCOMPARE(opened, 2);
    fleet.lane[2]->send(message("/c"));
    QVERIFY(gate.waitForRequests(2));
    gate.answer();
    gate.answer();
    QVERIFY(fleet.waitFor(3));
}

void TestHttp2Lanes::overTls()
{
    const TlsSettings server = selfSignedSettings();
    Gate gate(ServerConfig{.tls = server});
    ClientConfig config = to(gate.port());
    config.tls = TlsClientContext::make(
                     {.authorities = server.chain, .protocols = {kAlpnHttp2.toByteArray()}})
                     .value();
    Fleet fleet(config);
    const QByteArray large(1024 * 1024, 'x');
    fleet.lane[0]->send(message("/a", large));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a answered 200 /a");
    QVERIFY(fleet.logs[0].tls.contains(", h2, peer CN="));
}

void TestHttp2Lanes::noAlpn()
{
    TlsSettings server = selfSignedSettings();
    server.protocols = {kAlpnHttp11.toByteArray()};
    Gate gate(ServerConfig{.tls = server});
    ClientConfig config = to(gate.port());
    config.tls = TlsClientContext::make({.authorities = server.chain}).value();
    Fleet fleet(config);
    fleet.lane[0]->send(message("/a"));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a not delivered");
    QVERIFY2(fleet.logs[0].fault.startsWith(
                 u"the server does not speak HTTP/2: by ALPN it agreed on nothing"_s),
             qPrintable(fleet.logs[0].fault));
}

void TestHttp2Lanes::refusedPort()
{
    quint16 port = 0;
    {
        RawListener listener;
        port = listener.port();
    }
    Fleet fleet(to(port));
    fleet.lane[0]->send(message("/a"));
    QVERIFY(fleet.logs.empty()); // Never from inside send().
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a not delivered");
    QVERIFY(fleet.logs[0].fault.contains(u"refused"_s));
}

void TestHttp2Lanes::silenceGivesTheConnectionUp()
{
    RawListener listener;
    Fleet fleet(to(listener.port(), 300ms), 2);
    fleet.lane[0]->send(message("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("hello"));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a unknown");
    QVERIFY2(fleet.logs[0].fault.startsWith(u"after 0.3 s of silence"_s),
             qPrintable(fleet.logs[0].fault));
    QVERIFY(peer->waitForEnd());
    fleet.lane[0]->send(message("/b"));
    QVERIFY(listener.next());
    QCOMPARE(listener.accepted(), 2);
}

void TestHttp2Lanes::aSlowAnswerCostsOnlyItself()
{
    RawListener listener;
    Fleet fleet(to(listener.port(), 2s), 2);
    QElapsedTimer since;
    since.start();
    fleet.lane[0]->send(message("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("hello"));
    QVERIFY(spinUntil([&] { return since.hasExpired(500); })); // So that the other has time left.
    QVERIFY(peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
    QVERIFY(spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    fleet.lane[1]->send(message("/b"));
    QVERIFY(fleet.waitFor(1)); // The peer has said something since the first one left.
    QCOMPARE(fleet.verdicts.first(), "a unknown");
    QCOMPARE(fleet.logs[0].fault, u"no answer within 2 s"_s);
    QVERIFY(peer->waitFor(QByteArray("\0\0\4\3\0\0\0\0\1", 9))); // RST_STREAM.
    QVERIFY(peer->send(headersFrame(3, {{":status", "200"}}, kEndStream)));
    QVERIFY(fleet.waitFor(2));
    QCOMPARE(fleet.verdicts.last(), "b answered 200 ");
    QCOMPARE(listener.accepted(), 1);
}

void TestHttp2Lanes::theServerGoesAway()
{
    RawListener listener;
    Fleet fleet(to(listener.port()), 2);
    fleet.lane[0]->send(message("/a"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("hello"));
    QVERIFY(peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
    QVERIFY(spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    fleet.lane[1]->send(message("/b", "world"));
    QVERIFY(peer->waitFor("world"));
    QVERIFY(peer->send(frameBytes(
        {.type = NGHTTP2_GOAWAY, .payload = bigEndian(1) + bigEndian(NGHTTP2_NO_ERROR)})));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "b not delivered");
    // The next one has a connection of its own, while the first is finished on the old one.
    QVERIFY(fleet.lane[1]->isOpen());
    fleet.lane[1]->send(message("/c"));
    QVERIFY(listener.next());
    QVERIFY(peer->send(headersFrame(1, {{":status", "200"}}, kEndStream)));
    QVERIFY(fleet.waitFor(2));
    QCOMPARE(fleet.verdicts.last(), "a answered 200 ");
    QVERIFY(peer->waitForEnd());
    QCOMPARE(listener.accepted(), 2);
}

/// What is not written to a connection that the peer has closed is certain not to be delivered: so
/// it is not written.
void TestHttp2Lanes::closedWhileIdle()
{
    Gate gate;
    Fleet fleet(to(gate.port()));
    fleet.lane[0]->send(message("/a"));
    QVERIFY(fleet.waitFor(1));
    gate.deleteServer(); // The kernel knows; the event loop has not said so.
    fleet.lane[0]->send(message("/b"));
    QVERIFY(fleet.waitFor(2));
    QCOMPARE(fleet.verdicts.last(), "a not delivered"); // Nothing listens there any more.
    QVERIFY(fleet.logs.back().fault.contains(u"refused"_s));
}

void TestHttp2Lanes::endsWithoutAnswer()
{
    for (const bool orderly : {true, false}) {
        RawListener listener;
        Fleet fleet(to(listener.port()));
        fleet.lane[0]->send(message("/a"));
        RawPeer *peer = listener.next();
        QVERIFY(peer && peer->waitFor("hello"));
        QVERIFY(peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
        if (orderly)
            peer->close();
        else
            peer->reset();
        QVERIFY(fleet.waitFor(1));
        QCOMPARE(fleet.verdicts.first(), "a unknown");
        spinOnce();
        QCOMPARE(listener.accepted(), 1); // Nothing is sent again by itself.
    }
}

void TestHttp2Lanes::abortTells()
{
    RawListener listener;
    Fleet fleet(to(listener.port()));
    fleet.lane[0]->abort(u"nothing to abort"_s);
    QVERIFY(fleet.logs.empty());
    fleet.lane[0]->send(message("/a"));
    fleet.lane[0]->abort(u"stopped"_s);
    QCOMPARE(fleet.verdicts.join(), "a not delivered");
    QCOMPARE(fleet.logs[0].fault, u"stopped"_s);
    fleet.lane[0]->send(message("/b"));
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->waitFor("hello"));
    fleet.lane[0]->abort(u"stopped"_s);
    QCOMPARE(fleet.verdicts.last(), "a unknown");
}

void TestHttp2Lanes::lanesMayLeave()
{
    Gate gate(Gate::Answers::Later);
    Fleet fleet(to(gate.port()), 2);
    fleet.lane[0]->send(message("/a"));
    QVERIFY(gate.waitForRequests(1) && spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    fleet.lane[1]->send(message("/b"));
    QVERIFY(gate.waitForRequests(2));
    fleet.lane[0].reset();
    gate.answer();
    gate.answer();
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.join(), "b answered 200 /b");
}

QTEST_GUILESS_MAIN(TestHttp2Lanes)
#include "tst_http2lanes.moc"
