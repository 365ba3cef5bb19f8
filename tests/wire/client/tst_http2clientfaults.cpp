// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/client/fleet.h"
#include "tests/wire/client/rawlistener.h"
#include "tests/wire/http2/http2frames.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const QByteArray kBody = "0123456789abcdefghij0123456789ABCDEFGHIJ";

/// "HEADERS, DATA 20, RST_STREAM 8": what came on a stream; a + where it ends the stream.
QByteArray story(const RawPeer &peer, qint32 stream)
{
    QByteArray bytes = peer.received();
    bytes.remove(0, greeting().size() - frameBytes({.type = NGHTTP2_SETTINGS}).size());
    QByteArrayList told;
    for (const RawFrame &frame : takeFrames(bytes)) {
        if (frame.stream != stream)
            continue;
        QByteArray text;
        if (frame.type == NGHTTP2_HEADERS)
            text = "HEADERS";
        else if (frame.type == NGHTTP2_DATA)
            text = "DATA " + QByteArray::number(frame.payload.size());
        else if (frame.type == NGHTTP2_RST_STREAM)
            text = "RST_STREAM " + QByteArray::number(int(frame.payload.back()));
        if (frame.type != NGHTTP2_RST_STREAM && (frame.flags & kEndStream) != 0)
            text += '+';
        told.append(text);
    }
    return told.join(", ");
}

bool comesTo(const RawPeer &peer, qint32 stream, const QByteArray &expected)
{
    return spinUntil([&] { return story(peer, stream) == expected; });
}

} // namespace

/// What a peer sees of requests that go wrong on purpose on a shared connection of HTTP/2, and what
/// the log says of them.
class TestHttp2ClientFaults final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cutOff_data();
    void cutOff();
    void tooShortForItsLength();
    void slowButWhole();
    void aSlowBodyHearsAnEarlyAnswer();
    void aSlowBodyIsGivenUp();
    void whatAStreamCannot();
};

void TestHttp2ClientFaults::cutOff_data()
{
    QTest::addColumn<RequestFault>("fault");
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<QByteArray>("verdict");
    QTest::newRow("in the body") << RequestFault::AbortBody
                                 << QByteArray("HEADERS, DATA 20, RST_STREAM 8")
                                 << QByteArray("a not delivered");
    QTest::newRow("before the answer")
        << RequestFault::AbortAnswer << QByteArray("HEADERS, DATA 40+, RST_STREAM 8")
        << QByteArray("a unknown");
}

/// It costs nobody else anything: the request beside it and the next one go on as before.
void TestHttp2ClientFaults::cutOff()
{
    QFETCH(RequestFault, fault);
    QFETCH(QByteArray, frames);
    RawListener listener;
    Fleet fleet(to(listener.port()), 2);
    fleet.lane[0]->sendWrong(message("/a", kBody), fault);
    QVERIFY(fleet.logs.empty());
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
    QVERIFY(comesTo(*peer, 1, frames));
    QVERIFY(fleet.waitFor(1));
    QTEST(fleet.verdicts.first(), "verdict");
    QVERIFY(fleet.logs[0].fault.contains(QStringLiteral("on purpose")));
    const qsizetype head = message("/a", kBody).size() - kBody.size();
    QCOMPARE(fleet.logs[0].bytesHandedOver,
             head + (fault == RequestFault::AbortBody ? 20 : kBody.size()));

    QVERIFY(spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    fleet.lane[1]->send(message("/b", kBody));
    fleet.lane[0]->sendWrong(message("/c", kBody), RequestFault::None);
    QVERIFY(comesTo(*peer, 3, "HEADERS, DATA 40+") && comesTo(*peer, 5, "HEADERS, DATA 40+"));
    QVERIFY(peer->send(headersFrame(5, {{":status", "200"}}, kEndStream)));
    QVERIFY(peer->send(headersFrame(3, {{":status", "201"}}, kEndStream)));
    QVERIFY(fleet.waitFor(3));
    QCOMPARE(fleet.verdicts.mid(1).join(", "), "a answered 200 , b answered 201 ");
    QCOMPARE(listener.accepted(), 1);
}

/// The stream ends before the announced length; whoever reads it may not take it for whole (RFC
/// 9113 section 8.1.1).
void TestHttp2ClientFaults::tooShortForItsLength()
{
    RawListener listener;
    Fleet fleet(to(listener.port()));
    fleet.lane[0]->sendWrong(message("/a", kBody).chopped(10), RequestFault::WrongLength);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
    QVERIFY(comesTo(*peer, 1, "HEADERS, DATA 30+"));
    QVERIFY(peer->send(resetFrame(1, NGHTTP2_PROTOCOL_ERROR)));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a not delivered");
    // A sound one that ends like that may have been taken.
    fleet.lane[0]->send(message("/b", kBody));
    QVERIFY(comesTo(*peer, 3, "HEADERS, DATA 40+"));
    QVERIFY(peer->send(resetFrame(3, NGHTTP2_PROTOCOL_ERROR)));
    QVERIFY(fleet.waitFor(2));
    QCOMPARE(fleet.verdicts.last(), "a unknown");
}

void TestHttp2ClientFaults::slowButWhole()
{
    RawListener listener;
    Fleet fleet(to(listener.port()), 2);
    fleet.lane[0]->sendWrong(message("/a", kBody), RequestFault::SlowBody);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
    QVERIFY(comesTo(*peer, 1, "HEADERS"));
    QVERIFY(spinUntil([&] { return fleet.lane[1]->isOpen(); }));
    fleet.lane[1]->send(message("/b", kBody)); // Overtakes it.
    QVERIFY(comesTo(*peer, 3, "HEADERS, DATA 40+"));
    QVERIFY(!story(*peer, 1).endsWith('+'));
    QByteArray pieces = "HEADERS";
    for (qsizetype i = 1; i <= kSlowPieces; ++i)
        pieces.append(i < kSlowPieces ? ", DATA 2" : ", DATA 2+");
    QVERIFY(comesTo(*peer, 1, pieces));
    QVERIFY(peer->send(headersFrame(1, {{":status", "200"}}, kEndStream)));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a answered 200 ");
    QVERIFY(*fleet.logs[0].handedOver >= (kSlowPieces - 1) * kSlowPause);
}

void TestHttp2ClientFaults::aSlowBodyHearsAnEarlyAnswer()
{
    RawListener listener;
    Fleet fleet(to(listener.port()));
    fleet.lane[0]->sendWrong(message("/a", kBody), RequestFault::SlowBody);
    RawPeer *peer = listener.next();
    QVERIFY(peer && peer->send(frameBytes({.type = NGHTTP2_SETTINGS})));
    QVERIFY(comesTo(*peer, 1, "HEADERS, DATA 2"));
    QVERIFY(peer->send(headersFrame(1, {{":status", "408"}}, kEndStream)));
    QVERIFY(fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a answered 408 ");
    QVERIFY(spinUntil([&] { return story(*peer, 1).endsWith("RST_STREAM 8"); }));
}

void TestHttp2ClientFaults::aSlowBodyIsGivenUp()
{
    RawListener listener;
    Fleet fleet(to(listener.port(), 300ms));
    fleet.lane[0]->sendWrong(message("/a", kBody), RequestFault::SlowBody);
    QVERIFY(listener.next() && fleet.waitFor(1));
    QCOMPARE(fleet.verdicts.first(), "a not delivered");
}

void TestHttp2ClientFaults::whatAStreamCannot()
{
    QVERIFY(!isForAStream(RequestFault::AbortHead));
    for (const RequestFault fault :
         {RequestFault::None, RequestFault::AbortBody, RequestFault::AbortAnswer,
          RequestFault::SlowBody, RequestFault::WrongLength})
        QVERIFY(isForAStream(fault));
}

QTEST_GUILESS_MAIN(TestHttp2ClientFaults)
#include "tst_http2clientfaults.moc"
