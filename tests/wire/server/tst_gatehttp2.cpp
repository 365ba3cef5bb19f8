// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2frames.h"
#include "tests/wire/server/gate.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

QByteArray request(qint32 stream, const QByteArray &body = "hello")
{
    return headersFrame(stream, postFields()).append(dataFrame(stream, body, kEndStream));
}

/// What came on a stream: "DATA:end GOAWAY:11", and so on.
QByteArray framesOf(QByteArray received)
{
    QByteArrayList list;
    for (const RawFrame &frame : takeFrames(received)) {
        const bool ends = (frame.flags & kEndStream) != 0;
        if (frame.type == NGHTTP2_HEADERS)
            list.append("head " + QByteArray::number(frame.stream));
        else if (frame.type == NGHTTP2_DATA && !frame.payload.isEmpty())
            list.append("body " + QByteArray::number(frame.stream) + ' ' + frame.payload);
        else if (frame.type == NGHTTP2_RST_STREAM)
            list.append("reset " + QByteArray::number(frame.stream));
        else if (frame.type == NGHTTP2_GOAWAY)
            list.append("goaway " + QByteArray::number(quint8(frame.payload[7])));
        if (ends && (frame.type == NGHTTP2_HEADERS || frame.type == NGHTTP2_DATA))
            list.append("end " + QByteArray::number(frame.stream));
    }
    return list.join(", ");
}

bool waitForFrames(const RawPeer &peer, const QByteArray &part)
{
    return spinUntil([&] { return framesOf(peer.received()).contains(part); });
}

} // namespace

/// HTTP/2 at the gate's own socket.
class TestGateHttp2 final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void answersInAnyOrder();
    void refuses();
    void faults_data();
    void faults();
    void aPeerThatHalfCloses();
    void aPeerThatLeaves();
    void stopReading();
    void silence();
    void aSpentBudgetPausesTheConnection();
};

void TestGateHttp2::answers_data()
{
    QTest::addColumn<bool>("sliced");
    QTest::newRow("in one piece") << false;
    QTest::newRow("byte by byte") << true;
}

void TestGateHttp2::answers()
{
    QFETCH(bool, sliced);
    Gate gate;
    RawPeer peer(gate.port());
    const QByteArray bytes = greeting().append(request(1)).append(request(3, "again"));
    QVERIFY(sliced ? peer.sendSliced(bytes) : peer.send(bytes));
    QVERIFY(waitForFrames(peer, "end 3"));
    const QByteArray frames = framesOf(peer.received());
    QVERIFY2(frames.contains("body 1 /hook, end 1"), frames.constData());
    QVERIFY2(frames.contains("body 3 /hook, end 3"), frames.constData());
    QVERIFY(gate.log().contains("arrived POST /hook \"hello\""));
    QVERIFY(gate.log().contains("arrived POST /hook \"again\""));
    QVERIFY(gate.log().contains("handed over 1"));
    QVERIFY(gate.log().contains("handed over 2"));
    QVERIFY(gate.failed().empty());
    QVERIFY(spinUntil([&] { return gate.server().heldBytes() == 0; }));
}

void TestGateHttp2::answersInAnyOrder()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(greeting().append(request(1)).append(request(3)));
    QVERIFY(gate.waitForRequests(2));
    const IncomingRequest &first = gate.waiting().front();
    QCOMPARE(first.id.ordinal, quint64(1));
    QCOMPARE(first.request.version, kHttp2);
    QVERIFY(!first.tls);
    const RequestId id = first.id;
    QVERIFY(gate.server().awaits(id));
    QVERIFY(!gate.server().awaits({id.connection, 5}));
    QVERIFY(!gate.server().awaits({id.connection, quint64(1) << 32 | 1}));
    QVERIFY(gate.answer(1));
    QVERIFY(waitForFrames(peer, "end 3"));
    QVERIFY(gate.answer(0));
    QVERIFY(!gate.server().awaits(id));
    QVERIFY(waitForFrames(peer, "end 1"));
    QCOMPARE(gate.log().count("handed over"), 2);
}

void TestGateHttp2::refuses()
{
    Gate gate(Gate::Answers::AtOnce, {.bodyBytes = 10});
    RawPeer peer(gate.port());
    peer.send(greeting().append(request(1, QByteArray(11, 'x'))).append(request(3)));
    QVERIFY(waitForFrames(peer, "end 3"));
    QVERIFY(waitForFrames(peer, "end 1"));
    QCOMPARE(gate.failed().size(), size_t(1));
    const FailedRequest &failed = gate.failed().front();
    QCOMPARE(failed.refusal.status, 413);
    QCOMPARE(failed.id.ordinal, quint64(1));
    QCOMPARE(failed.request.version, kHttp2);
    QVERIFY(failed.response.head.startsWith(":status: 413"));
}

void TestGateHttp2::faults_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<bool>("ends");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QByteArray>("log");
    const auto row = [](const char *fault, const char *frames, bool ends, bool reset,
                        const char *log) {
        QTest::newRow(fault) << QByteArray(frames) << ends << reset << QByteArray(log);
    };
    row("reset", "", true, true, "lost 1");
    row("reset-during", "head 1, body 1 /reset", true, true, "lost 1");
    row("reset-after", "head 1, body 1 /reset-after, end 1", true, true, "lost 1");
    row("close", "", true, false, "lost 1");
    row("truncate", "head 1, body 1 /tru, reset 1", false, false, "lost 1");
    row("wrong-length", "head 1, body 1 /wrong-length, end 1", false, false, "handed over 1");
    row("stream-reset", "reset 1", false, false, "lost 1");
    row("goaway", "goaway 0", true, false, "lost 1");
}

void TestGateHttp2::faults()
{
    QFETCH(QByteArray, frames);
    QFETCH(bool, ends);
    QFETCH(bool, reset);
    QFETCH(QByteArray, log);
    Gate gate;
    gate.goesWrong = true;
    RawPeer peer(gate.port());
    Fields fields = postFields();
    for (Field &field : fields) {
        if (field.name == ":path")
            field.value = QByteArray("/").append(QTest::currentDataTag());
    }
    peer.send(greeting().append(headersFrame(1, fields, kEndStream)));
    if (ends)
        QVERIFY(peer.waitForEnd());
    QVERIFY(spinUntil([&] { return gate.log().contains(log); }));
    QVERIFY(waitForFrames(peer, frames));
    QCOMPARE(peer.wasReset(), reset);
    if (!ends) { // The connection lives.
        peer.send(request(3));
        QVERIFY(waitForFrames(peer, "end 3"));
    }
    QVERIFY(framesOf(peer.received()).startsWith(frames));
    QCOMPARE(gate.log().count(" 1"), 1);
}

void TestGateHttp2::aPeerThatHalfCloses()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(greeting().append(request(1)).append(headersFrame(3, postFields())));
    QVERIFY(gate.waitForRequests(1));
    peer.shutdownSending();
    QVERIFY(spinUntil([&] { return gate.failed().size() == 1; }));
    QCOMPARE(gate.failed().front().id.ordinal, quint64(3));
    QVERIFY(gate.answer());
    QVERIFY(peer.waitForEnd());
    QVERIFY(framesOf(peer.received()).contains("end 1"));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QVERIFY(gate.log().contains("handed over 1"));
}

void TestGateHttp2::aPeerThatLeaves()
{
    Gate gate(Gate::Answers::Later);
    {
        RawPeer peer(gate.port());
        peer.send(greeting().append(request(1)).append(headersFrame(3, postFields())));
        QVERIFY(gate.waitForRequests(1));
        peer.reset();
    }
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 0; }));
    QCOMPARE(gate.failed().size(), size_t(1));
    QVERIFY(!gate.answer());
    QCOMPARE(gate.server().heldBytes(), 0);
}

void TestGateHttp2::stopReading()
{
    Gate gate(Gate::Answers::Later);
    RawPeer peer(gate.port());
    peer.send(greeting().append(request(1)));
    QVERIFY(gate.waitForRequests(1));
    gate.server().stopReading();
    QVERIFY(waitForFrames(peer, "goaway 0"));
    QVERIFY(!gate.server().isQuiet());
    QVERIFY(gate.answer());
    QVERIFY(peer.waitForEnd());
    QVERIFY(framesOf(peer.received()).contains("end 1"));
    peer.close();
    QVERIFY(spinUntil([&] { return gate.server().isQuiet(); }));
}

void TestGateHttp2::silence()
{
    Gate gate;
    RawPeer peer(gate.port());
    peer.send(greeting().append(request(1)));
    QVERIFY(waitForFrames(peer, "end 1"));
    gate.clock().advance(61s);
    QVERIFY(waitForFrames(peer, "goaway 0"));
    QVERIFY(peer.waitForEnd());
}

void TestGateHttp2::aSpentBudgetPausesTheConnection()
{
    constexpr qint64 kBudget = 100'000;
    Gate gate(Gate::Answers::Later, {.bodyBytes = 50'000, .heldBytes = kBudget});
    RawPeer peer(gate.port());
    QByteArray bytes = greeting();
    for (qint32 id = 1; id < 40; id += 2) {
        bytes.append(headersFrame(id, postFields()));
        for (int part = 0; part < 3; ++part)
            bytes.append(
                dataFrame(id, QByteArray(10'000, 'x'), part == 2 ? kEndStream : quint8(0)));
    }
    peer.send(bytes);
    QVERIFY(gate.waitForRequests(3));
    spinOnce();
    constexpr qint64 kOneRead = 256 * 1024;
    QVERIFY(gate.server().heldBytes() <= kBudget + kOneRead + 32 * 1024);
    QVERIFY(gate.arrived() < 20);
    for (int answered = 0; answered < 20; ++answered) {
        QVERIFY(gate.waitForRequests(1));
        QVERIFY(gate.answer());
    }
    QVERIFY(spinUntil([&] { return framesOf(peer.received()).count("end ") == 20; }));
    QVERIFY(spinUntil([&] { return gate.server().heldBytes() == 0; }));
    QVERIFY(gate.failed().empty());
}

QTEST_GUILESS_MAIN(TestGateHttp2)
#include "tst_gatehttp2.moc"
