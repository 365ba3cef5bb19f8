// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/recordedhead.h"
#include "tests/support/testcase.h"
#include "tests/wire/http2/http2client.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const Response kOk{.status = 200, .fields = {{"Content-Type", "text/plain"}}, .body = "ok"};

} // namespace

/// What a good peer does, and what it gets.
class TestHttp2Session final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneRequest();
    void answersInAnyOrder();
    void interleavedBodies();
    void headHasNoBody();
    void statusWithoutBody();
    void expectContinue();
    void trailers();
    void answerTooLate();
    void onlyOneAnswer();
    void largeAnswer();
    void refusalBeforeTheBodyEnds();
    void bodyOfExactlyTheLimit();
    void settledWhenWritten();
    void shutdownFinishes();
    void peerEnds();
    void connectionLost();
    void spareBytes();
};

void TestHttp2Session::oneRequest()
{
    Http2Client client;
    const StreamId id =
        client.request(postFields({{"content-type", "application/json"}, {"x-a", "1"}}), "{}");
    client.pump();
    QVERIFY(client.hasRequest(id));
    const Http2Request &event = client.requestOf(id);
    const QByteArray head = ":method: POST\r\n:scheme: http\r\n:authority: h\r\n:path: /hook\r\n"
                            "content-type: application/json\r\nx-a: 1\r\n\r\n";
    QCOMPARE(event.request.head.raw(), head);
    QCOMPARE(event.request.method, QByteArrayView("POST"));
    QCOMPARE(event.request.target, QByteArrayView("/hook"));
    QCOMPARE(event.request.version, kHttp2);
    QCOMPARE(event.request.body, "{}");
    QCOMPARE(event.complete, client.now());
    QCOMPARE(event.request.head.value("Content-Type"), QByteArrayView("application/json"));
    const std::optional<Request> recorded = readRecordedHead(head);
    QVERIFY(recorded);
    QCOMPARE(recorded->target, event.request.target);

    QVERIFY(client.session().awaits(id));
    QVERIFY(client.answer(id, kOk));
    client.pump();
    const Http2Client::Answer &answer = client.answerOn(id);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "ok");
    QCOMPARE(answer.field("content-type"), "text/plain");
    QCOMPARE(answer.field("content-length"), "2");
    QCOMPARE(answer.field("date"), "Fri, 15 Jan 2027 08:00:00 GMT");
    QCOMPARE(answer.closed, quint32(NGHTTP2_NO_ERROR));
    QCOMPARE(client.settled(), (std::map<StreamId, bool>{{id, true}}));
    QCOMPARE(client.session().openStreams(), 0);
    QCOMPARE(client.session().heldBytes(), 0);
}

void TestHttp2Session::answersInAnyOrder()
{
    Http2Client client;
    std::vector<StreamId> ids;
    for (int i = 0; i < 100; ++i)
        ids.push_back(client.request(postFields(), QByteArray::number(i)));
    client.pump();
    QCOMPARE(client.order(), ids);
    std::reverse(ids.begin(), ids.end());
    for (const StreamId id : ids) {
        QVERIFY(client.answer(id, {.body = "to " + client.requestOf(id).request.body}));
        client.pump();
    }
    for (const StreamId id : ids) {
        QCOMPARE(client.answerOn(id).body, "to " + client.requestOf(id).request.body);
        QVERIFY(client.settled().at(id));
    }
}

void TestHttp2Session::interleavedBodies()
{
    Http2Client client;
    std::vector<StreamId> ids;
    for (int i = 0; i < 10; ++i)
        ids.push_back(client.request(postFields(), {}, false));
    for (int round = 0; round < 50; ++round) {
        for (const StreamId id : ids)
            client.append(id, QByteArray::number(id.value) + ' ');
        client.pump();
    }
    QVERIFY(client.session().heldBytes() > 10 * 50 * 2);
    for (const StreamId id : ids)
        client.finish(id);
    client.pump();
    for (const StreamId id : ids)
        QCOMPARE(client.requestOf(id).request.body,
                 QByteArray(QByteArray::number(id.value) + ' ').repeated(50));
    QCOMPARE(client.session().heldBytes(), 0);
}

void TestHttp2Session::headHasNoBody()
{
    Http2Client client;
    Fields fields = postFields();
    fields.front().value = "HEAD";
    const StreamId id = client.request(fields);
    client.pump();
    QVERIFY(client.answer(id, kOk));
    client.pump();
    QCOMPARE(client.answerOn(id).field("content-length"), "2");
    QCOMPARE(client.answerOn(id).body, "");
    QCOMPARE(client.answerOn(id).closed, quint32(NGHTTP2_NO_ERROR));
}

void TestHttp2Session::statusWithoutBody()
{
    Http2Client client;
    const StreamId id = client.request(postFields());
    client.pump();
    QVERIFY(client.answer(id, {.status = 204, .fields = {{"Connection", "close"}}}));
    client.pump();
    QCOMPARE(client.answerOn(id).status, 204);
    QCOMPARE(client.answerOn(id).field("content-length"), "");
    QCOMPARE(client.answerOn(id).field("connection"), "");
    QCOMPARE(client.answerOn(id).closed, quint32(NGHTTP2_NO_ERROR));
}

void TestHttp2Session::expectContinue()
{
    Http2Client client;
    const StreamId id = client.request(postFields({{"expect", "100-continue"}}), {}, false);
    client.pump();
    QCOMPARE(client.answerOn(id).interim, std::vector<int>{100});
    client.append(id, "hello");
    client.finish(id);
    client.pump();
    QCOMPARE(client.requestOf(id).request.body, "hello");
    QVERIFY(client.answer(id, kOk));
    client.pump();
    QCOMPARE(client.answerOn(id).status, 200);

    const StreamId bodiless = client.request(postFields({{"expect", "100-continue"}}));
    client.pump();
    QVERIFY(client.answerOn(bodiless).interim.empty());
}

void TestHttp2Session::trailers()
{
    Http2Client client;
    const StreamId id = client.request(postFields({{"te", "trailers"}}), "hello", false);
    client.finish(id, {{"x-sum", "5"}});
    client.pump();
    QCOMPARE(client.requestOf(id).request.body, "hello");
    QCOMPARE(client.requestOf(id).request.trailers, "x-sum: 5\r\n");
}

void TestHttp2Session::answerTooLate()
{
    Http2Client client;
    const StreamId id = client.request(postFields());
    client.pump();
    client.reset(id);
    client.pump();
    QVERIFY(!client.session().awaits(id));
    QVERIFY(!client.answer(id, kOk));
    QVERIFY(!client.answer({77}, kOk));
    QVERIFY(client.failures().empty()); // It was whole.
    client.pump();
    QVERIFY(client.settled().empty());
}

void TestHttp2Session::onlyOneAnswer()
{
    Http2Client client;
    const StreamId id = client.request(postFields());
    client.pump();
    QVERIFY(client.answer(id, kOk));
    QVERIFY(!client.answer(id, {.status = 500}));
    client.pump();
    QCOMPARE(client.answerOn(id).status, 200);
    QCOMPARE(client.settled().size(), size_t(1));
}

void TestHttp2Session::largeAnswer()
{
    Http2Client client;
    client.most = 10'000;
    const StreamId id = client.request(postFields());
    client.pump();
    const QByteArray body = QByteArray("0123456789abcdef").repeated(40'000);
    QVERIFY(client.answer(id, {.body = body}));
    client.pump();
    QVERIFY(client.answerOn(id).body == body);
    QVERIFY(client.largestTake <= client.most + 16 * 1024 + 9);
}

void TestHttp2Session::refusalBeforeTheBodyEnds()
{
    Http2Client client({.bodyBytes = 1000});
    const StreamId id = client.request(postFields(), QByteArray(500'000, 'x'), false);
    client.pump();
    QVERIFY(!client.hasRequest(id));
    QCOMPARE(client.failures().at(id).refusal.status, 413);
    QCOMPARE(client.failures().at(id).request.target, QByteArrayView("/hook"));
    QVERIFY(client.mostHeld <= 1000 + 200);
    QVERIFY(client.answer(id, {.status = 413, .body = "too much"}));
    client.pump();
    QCOMPARE(client.answerOn(id).status, 413);
    QCOMPARE(client.answerOn(id).body, "too much");
    QVERIFY(client.answerOn(id).ended);
    QCOMPARE(client.answerOn(id).closed, quint32(NGHTTP2_NO_ERROR));
    // What was thrown away counts against no window: others still have theirs.
    for (int i = 0; i < 5; ++i) {
        const StreamId next = client.request(postFields(), QByteArray(900, 'y'));
        client.pump();
        QCOMPARE(client.requestOf(next).request.body.size(), 900);
    }
}

void TestHttp2Session::bodyOfExactlyTheLimit()
{
    Http2Client client({.bodyBytes = 1000});
    const StreamId id = client.request(postFields(), QByteArray(1000, 'x'));
    client.pump();
    QVERIFY(client.hasRequest(id));
}

void TestHttp2Session::settledWhenWritten()
{
    Http2Client client;
    const StreamId first = client.request(postFields());
    const StreamId second = client.request(postFields());
    client.pump();
    QVERIFY(client.answer(first, kOk));
    const QByteArray one = client.session().takeOutput(100'000, client.now());
    QVERIFY(client.answer(second, kOk));
    const QByteArray two = client.session().takeOutput(100'000, client.now());

    client.session().outputWritten(one.size() - 1);
    QVERIFY(client.session().takeEvents().empty());
    client.session().outputWritten(two.size());
    client.session().connectionLost(client.now());
    client.pump();
    QCOMPARE(client.settled(), (std::map<StreamId, bool>{{first, true}, {second, false}}));
}

void TestHttp2Session::shutdownFinishes()
{
    Http2Client client;
    const StreamId whole = client.request(postFields());
    const StreamId unfinished = client.request(postFields(), "he", false);
    client.pump();
    client.session().shutdown(client.now());
    client.pump();
    QCOMPARE(client.goAway(), quint32(NGHTTP2_NO_ERROR));
    QVERIFY(!client.session().isOver());
    client.append(unfinished, "llo");
    client.finish(unfinished);
    client.pump();
    QCOMPARE(client.requestOf(unfinished).request.body, "hello");
    QVERIFY(client.answer(whole, kOk));
    QVERIFY(client.answer(unfinished, kOk));
    client.pump();
    QCOMPARE(client.answerOn(whole).status, 200);
    QCOMPARE(client.answerOn(unfinished).status, 200);
    QVERIFY(client.session().isOver());
}

void TestHttp2Session::peerEnds()
{
    Http2Client client;
    const StreamId whole = client.request(postFields());
    const StreamId unfinished = client.request(postFields(), "he", false);
    client.pump();
    client.session().inputEnded(client.now());
    client.pump();
    QCOMPARE(client.failures().at(unfinished).refusal.status, 0);
    QCOMPARE(client.failures().at(unfinished).request.body, "he");
    QVERIFY(!client.session().isOver());
    QVERIFY(client.answer(whole, kOk));
    client.pump();
    QCOMPARE(client.answerOn(whole).status, 200);
    QVERIFY(client.session().isOver());
}

void TestHttp2Session::connectionLost()
{
    Http2Client client;
    const StreamId answered = client.request(postFields());
    const StreamId waiting = client.request(postFields());
    const StreamId unfinished = client.request(postFields(), "he", false);
    client.pump();
    QVERIFY(client.answer(answered, kOk));
    client.session().connectionLost(client.now());
    QVERIFY(!client.answer(waiting, kOk));
    client.pump();
    QCOMPARE(client.settled(), (std::map<StreamId, bool>{{answered, false}}));
    QCOMPARE(client.failures().size(), size_t(1));
    QVERIFY(client.failures().contains(unfinished));
    QVERIFY(client.session().isOver());
    QCOMPARE(client.session().heldBytes(), 0);
}

/// Vectorised readers look a few bytes beyond a body.
void TestHttp2Session::spareBytes()
{
    Http2Client client;
    for (const qsizetype size : {1, 63, 64, 16'384, 100'000}) {
        const StreamId id = client.request(postFields(), QByteArray(size, 'x'));
        client.pump();
        const QByteArray &body = client.requestOf(id).request.body;
        QCOMPARE(body.size(), size);
        QVERIFY(body.capacity() >= size + kBodyPadding);
    }
}

QTEST_GUILESS_MAIN(TestHttp2Session)
#include "tst_http2session.moc"
