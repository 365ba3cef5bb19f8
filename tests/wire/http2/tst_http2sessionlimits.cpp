// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2client.h"
#include "tests/wire/http2/http2rawclient.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const Response kOk{.status = 200, .fields = {}, .body = "ok"};

QByteArray ping()
{
    return frameBytes({.type = NGHTTP2_PING, .payload = QByteArray(8, 'x')});
}

} // namespace

/// What a peer may make us hold, and what it does too slowly.
class TestHttp2SessionLimits final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void windowOverrun();

    void bodiesWaitForTheOwner();
    void oldestBodyGoesOn();
    void answersWaitForThePeer();
    void answerNobodyTakes();

    void slowBody();
    void stalledBody();
    void pausedBody();
    void unfinishedHead();
    void nothingButThePreface();
    void idleConnection();
    void busyConnection();
};

void TestHttp2SessionLimits::windowOverrun()
{
    Http2RawClient client({}, {.streamWindow = 20'000});
    client.answers = false;
    client.session().setIntake(Http2Intake::None, client.now());
    client.send(
        greeting().append(frameBytes({.type = NGHTTP2_SETTINGS, .flags = NGHTTP2_FLAG_ACK})));
    client.send(headersFrame(1, postFields()).append(dataFrame(1, QByteArray(15'000, 'x'))));
    QCOMPARE(client.transcript(), "");
    client.send(dataFrame(1, QByteArray(15'000, 'x')));
    QCOMPARE(client.transcript(), "1 broken\n1 rst FLOW_CONTROL_ERROR");
}

void TestHttp2SessionLimits::bodiesWaitForTheOwner()
{
    constexpr quint32 kWindow = 20'000;
    Http2Client client({}, {.streamWindow = kWindow});
    client.session().setIntake(Http2Intake::None, client.now());
    std::vector<StreamId> ids;
    for (int i = 0; i < 10; ++i)
        ids.push_back(client.request(postFields(), QByteArray(200'000, 'x')));
    client.pump();
    QVERIFY(client.order().empty());
    QVERIFY(client.session().heldBytes() >= 10 * kWindow);
    QVERIFY(client.session().heldBytes() <= 10 * (kWindow + 200));
    // What needs no window gets through.
    const StreamId small = client.request(postFields());
    client.pump();
    QVERIFY(client.hasRequest(small));

    client.session().setIntake(Http2Intake::All, client.now());
    client.pump();
    QCOMPARE(client.order().size(), size_t(11));
    for (const StreamId id : ids)
        QCOMPARE(client.requestOf(id).request.body.size(), 200'000);
}

void TestHttp2SessionLimits::oldestBodyGoesOn()
{
    constexpr quint32 kWindow = 20'000;
    Http2Client client({}, {.streamWindow = kWindow});
    client.session().setIntake(Http2Intake::Oldest, client.now());
    std::vector<StreamId> ids;
    for (int i = 0; i < 5; ++i)
        ids.push_back(client.request(postFields(), QByteArray(200'000, 'x')));
    client.pump();
    QCOMPARE(client.order(), ids); // One after the other.
    QVERIFY(client.mostHeld <= 200'000 + 5 * (kWindow + 200));
}

void TestHttp2SessionLimits::answersWaitForThePeer()
{
    Http2Client client({}, {}, 0); // Its window is shut.
    const QByteArray body(1'000'000, 'x');
    std::vector<StreamId> ids;
    for (int i = 0; i < 20; ++i)
        ids.push_back(client.request(postFields()));
    client.pump();
    for (const StreamId id : ids)
        QVERIFY(client.answer(id, {.body = body}));
    client.largestTake = 0;
    client.pump();
    QVERIFY(client.largestTake < 2'000); // Heads only.
    for (const StreamId id : ids) {
        QCOMPARE(client.answerOn(id).status, 200);
        QCOMPARE(client.answerOn(id).body, "");
    }
    client.openWindow(ids.front(), 1'000'000);
    client.pump();
    QVERIFY(client.answerOn(ids.front()).body == body);
    QCOMPARE(client.settled().size(), size_t(1));
}

void TestHttp2SessionLimits::answerNobodyTakes()
{
    Http2Client client({.writeTime = 30s}, {}, 0);
    const StreamId id = client.request(postFields());
    client.pump();
    QVERIFY(client.answer(id, kOk));
    client.pump();
    client.pass(29s);
    client.openWindow(id, 1); // A byte is a sign of life.
    client.pump();
    client.pass(29s);
    QVERIFY(client.settled().empty());
    client.pass(2s);
    QCOMPARE(client.settled(), (std::map<StreamId, bool>{{id, false}}));
    QCOMPARE(client.answerOn(id).closed, quint32(NGHTTP2_CANCEL));
}

void TestHttp2SessionLimits::slowBody()
{
    Http2Client client({.bodyTime = 10s, .bodyRate = 1000});
    const StreamId id = client.request(postFields(), "x", false);
    client.pump();
    for (int i = 0; i < 10; ++i) {
        client.append(id, QByteArray(100, 'x'));
        client.pass(1s);
    }
    QVERIFY(client.failures().empty());
    client.append(id, "x");
    client.pass(3s); // 10 s, and 1 s more for the 1000 bytes.
    QCOMPARE(client.failures().at(id).refusal.status, 408);
    QVERIFY(client.answer(id, {.status = 408}));
    client.pump();
    QCOMPARE(client.answerOn(id).status, 408);
    QCOMPARE(client.answerOn(id).closed, quint32(NGHTTP2_NO_ERROR));
}

void TestHttp2SessionLimits::stalledBody()
{
    Http2Client client({.bodyTime = 10s, .bodyRate = 1});
    const StreamId id = client.request(postFields(), QByteArray(1000, 'x'), false);
    const StreamId other = client.request(postFields(), QByteArray(1000, 'x'), false);
    client.pump();
    client.pass(9s);
    client.append(other, "x");
    client.pump();
    client.pass(2s);
    QCOMPARE(client.failures().at(id).refusal.status, 408);
    QVERIFY(!client.failures().contains(other));
}

/// The peer is not to blame while we do not let it send.
void TestHttp2SessionLimits::pausedBody()
{
    Http2Client client({.bodyTime = 10s, .bodyRate = 1000});
    const StreamId first = client.request(postFields(), "x", false);
    const StreamId second = client.request(postFields(), "x", false);
    client.pump();
    client.session().setIntake(Http2Intake::None, client.now());
    client.pass(60s);
    QVERIFY(client.failures().empty());
    client.session().setIntake(Http2Intake::Oldest, client.now());
    client.pass(11s);
    QVERIFY(client.failures().contains(first));
    QVERIFY(!client.failures().contains(second));
    client.pass(11s); // Now it is the oldest, and has had its time.
    QVERIFY(client.failures().contains(second));
}

void TestHttp2SessionLimits::unfinishedHead()
{
    Http2RawClient client({.headTime = 10s});
    client.send(greeting());
    client.send(
        frameBytes({.type = NGHTTP2_HEADERS, .stream = 1, .payload = fieldBlock(postFields())}));
    client.pass(10s);
    QCOMPARE(client.transcript(), "");
    client.pass(1s);
    QCOMPARE(client.transcript(), "0 goaway 1 ENHANCE_YOUR_CALM\n1 broken");
    QVERIFY(client.session().isOver());
}

void TestHttp2SessionLimits::nothingButThePreface()
{
    Http2RawClient client({.headTime = 10s, .idleTime = 60s});
    client.send(kHttp2Preface.toByteArray());
    client.pass(11s);
    QCOMPARE(client.transcript(), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
}

/// PING is no reason to keep a connection on which nothing is asked.
void TestHttp2SessionLimits::idleConnection()
{
    Http2RawClient client({.idleTime = 60s});
    client.send(greeting().append(headersFrame(1, postFields(), kEndStream)));
    for (int i = 0; i < 6; ++i) {
        client.pass(10s);
        client.send(ping());
    }
    QVERIFY(!client.session().isOver());
    client.pass(1s);
    QVERIFY(client.transcript().startsWith("0 goaway 1 NO_ERROR"));
    QVERIFY(client.session().isOver());
}

void TestHttp2SessionLimits::busyConnection()
{
    Http2Client client({.idleTime = 60s});
    const StreamId id = client.request(postFields());
    client.pump();
    client.pass(10min); // Whoever answers takes its time.
    QVERIFY(client.answer(id, kOk));
    client.pump();
    client.pass(59s);
    QCOMPARE(client.answerOn(id).status, 200);
    QVERIFY(!client.session().isOver());
}

QTEST_GUILESS_MAIN(TestHttp2SessionLimits)
#include "tst_http2sessionlimits.moc"
