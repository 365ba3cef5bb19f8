// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/clientstory.h"

using namespace pushbench;
using namespace pushbench::wire;
using namespace Qt::StringLiterals;

/// What a client of HTTP/2 says of its requests, whatever a server sends and in whatever slices.
class TestHttp2ClientSession final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void endings_data();
    void endings();
    void heads();
    void room();
    void goAwayAndWhatCameBefore();
    void brokenBeforeAllHasLeft();
    void windows();
    void answerBeforeAllHasLeft();
    void cancelling();
    void noMoreNumbers();
    void limits_data();
    void limits();
    void floods_data();
    void floods();
};

void TestHttp2ClientSession::endings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("ends");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const char *expected,
                        bool ends = false) {
        QTest::newRow(name) << bytes << ends << QByteArray(expected);
    };
    const QByteArray settings = settingsFrame();
    const QByteArray block = fieldBlock({{":status", "200"}, {"a", "b"}});
    row("an answer", settings + answerBytes(1), "1 answered 200 \"ok\"");
    row("an answer without a body", settings + answerBytes(1, "204", ""), "1 answered 204");
    row("an answer, then the end", settings + answerBytes(1), "1 answered 200 \"ok\"", true);
    row("100 first", settings + headersFrame(1, {{":status", "100"}}) + answerBytes(1),
        "1 answered 200 \"ok\"");
    row("a body in parts",
        settings + headersFrame(1, {{":status", "200"}, {"content-length", "2"}})
            + dataFrame(1, "o") + dataFrame(1, "") + dataFrame(1, "k")
            + dataFrame(1, "", kEndStream),
        "1 answered 200 \"ok\"");
    row("trailers",
        settings + headersFrame(1, {{":status", "200"}}) + dataFrame(1, "ok")
            + headersFrame(1, {{"x", "y"}}, kEndStream),
        "1 answered 200 \"ok\"");
    row("a head in two frames",
        settings
            + frameBytes({.type = NGHTTP2_HEADERS,
                          .flags = kEndStream,
                          .stream = 1,
                          .payload = block.first(4)})
            + frameBytes({.type = NGHTTP2_CONTINUATION,
                          .flags = kEndHeaders,
                          .stream = 1,
                          .payload = block.mid(4)}),
        "1 answered 200");
    row("frames that nobody knows",
        settings + frameBytes({.type = 0x77, .stream = 1, .payload = "?"}) + answerBytes(1),
        "1 answered 200 \"ok\"");
    row("an answer and a reset that ends it",
        settings + answerBytes(1) + resetFrame(1, NGHTTP2_NO_ERROR), "1 answered 200 \"ok\"");
    row("the end without an answer", settings,
        "1 unknown: the peer closed the connection without an answer", true);
    row("the end in an answer", settings + headersFrame(1, {{":status", "200"}}),
        "1 unknown: the peer closed the connection in the middle of its answer", true);
    row("the end without a word", "",
        "1 unknown: the peer closed the connection without an answer; perhaps it does not speak "
        "HTTP/2 there",
        true);
    row("refused unread", settings + resetFrame(1, NGHTTP2_REFUSED_STREAM),
        "1 not delivered: the peer refused the request's stream, unread");
    row("reset", settings + resetFrame(1, NGHTTP2_INTERNAL_ERROR),
        "1 unknown: the stream was reset with INTERNAL_ERROR without an answer");
    row("reset without an error", settings + resetFrame(1, NGHTTP2_NO_ERROR),
        "1 unknown: the peer ended the stream without an answer");
    row("reset in an answer",
        settings + headersFrame(1, {{":status", "200"}}) + resetFrame(1, NGHTTP2_INTERNAL_ERROR),
        "1 unknown: the stream was reset with INTERNAL_ERROR in the middle of its answer");
    row("wants HTTP/1.1", settings + resetFrame(1, NGHTTP2_HTTP_1_1_REQUIRED),
        "1 unknown: the peer wants HTTP/1.1 for it; push by --http 1.1");
    row("went away before it", settings + goAwayBytes(0),
        "1 not delivered: the peer said GOAWAY (NO_ERROR), and looked at nothing from this request "
        "on");
    row("went away with words", settings + goAwayBytes(0, NGHTTP2_ENHANCE_YOUR_CALM, "too fast"),
        "1 not delivered: the peer said GOAWAY (ENHANCE_YOUR_CALM): too fast, and looked at "
        "nothing "
        "from this request on");
    row("went away and answers", settings + goAwayBytes(1) + answerBytes(1),
        "1 answered 200 \"ok\"");
    row("went away and is gone", settings + goAwayBytes(1),
        "1 unknown: the peer closed the connection without an answer", true);
    row("too short a body", settings + answerBytes(1, "200", "o", {{"content-length", "2"}}),
        "> 1 rst PROTOCOL_ERROR\n1 unknown: the answer breaks a rule of HTTP/2 (PROTOCOL_ERROR)");
    row("a body without a head", settings + dataFrame(1, "ok", kEndStream),
        "> goaway PROTOCOL_ERROR\n"
        "1 unknown: the peer broke the rules of HTTP/2: DATA: stream not opened");
    row("HTTP/1.1", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
        "1 not delivered: the peer does not speak HTTP/2 there: it answers \"HTTP/1.1 400 Bad "
        "Request\"; push by --http 1.1");
    row("half a line of HTTP/1.1", "HTTP/1.1 400",
        "1 not delivered: the peer does not speak HTTP/2 there: it answers \"HTTP/1.1 400\"; push "
        "by --http 1.1",
        true);
    row("a push",
        settings + frameBytes({.type = NGHTTP2_SETTINGS, .flags = NGHTTP2_FLAG_ACK})
            + frameBytes({.type = NGHTTP2_PUSH_PROMISE,
                          .flags = kEndHeaders,
                          .stream = 1,
                          .payload = bigEndian(2) + fieldBlock(postFields())}),
        "> goaway PROTOCOL_ERROR\n"
        "1 unknown: the peer broke the rules of HTTP/2: PUSH_PROMISE: push disabled");
}

void TestHttp2ClientSession::endings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, ends);
    QFETCH(QByteArray, expected);
    for (const Slicer &slicer : {inOnePiece(), inPiecesOf(1)}) {
        ClientStory story;
        QCOMPARE(story.send(), StreamId{1});
        story.write();
        QCOMPARE(story.take(), "1 handed over");
        story.receive(bytes, slicer);
        if (ends)
            story.lose();
        story.write();
        QCOMPARE(story.take(), expected);
        QCOMPARE(story.session().openStreams(), 0);
        story.lose(); // Nothing is told twice.
        QCOMPARE(story.take(), "");
    }
}

void TestHttp2ClientSession::heads()
{
    Http2ClientSession session({}, {});
    QVERIFY(
        session.send(":method: POST\r\n:scheme: http\r\n:authority: h\r\n:path: /\r\n\r\nhello"));
    static_cast<void>(session.takeOutput(1 << 20));
    session.receive(settingsFrame(), {});
    session.receive(answerBytes(1, "429", "", {{"retry-after", "5"}}), {});
    for (const Http2ClientEvent &event : session.takeEvents()) {
        if (const auto *answered = std::get_if<Http2Answered>(&event)) {
            QCOMPARE(answered->response.head.raw(), ":status: 429\r\nretry-after: 5\r\n\r\n");
            QCOMPARE(answered->response.head.value("Retry-After"), QByteArrayView("5"));
            QVERIFY(answered->response.version == kHttp2);
            return;
        }
    }
    QFAIL("no answer");
}

void TestHttp2ClientSession::room()
{
    ClientStory story;
    QCOMPARE(story.session().room(), 1); // Nobody knows yet how many the peer allows.
    story.send();
    QCOMPARE(story.session().room(), 0);
    const QByteArray settings = settingsFrame(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 3);
    story.receive(settings.chopped(1));
    QCOMPARE(story.session().room(), 0);
    story.receive(settings.last(1));
    QCOMPARE(story.session().room(), 2);
    story.send();
    story.send();
    QCOMPARE(story.session().room(), 0);
    story.write();
    story.receive(answerBytes(3));
    QCOMPARE(story.session().room(), 1);
    story.receive(settingsFrame(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 1));
    QCOMPARE(story.session().room(), 0);
    story.receive(answerBytes(1) + answerBytes(5));
    QCOMPARE(story.session().room(), 1);
    QVERIFY(!story.session().isEnding());
    story.receive(goAwayBytes(5));
    QCOMPARE(story.session().room(), 0);
    QVERIFY(story.session().isEnding());
    story.write();
    QVERIFY(story.session().isOver());
}

void TestHttp2ClientSession::goAwayAndWhatCameBefore()
{
    ClientStory story;
    story.receive(settingsFrame());
    story.send();
    story.send();
    story.send();
    story.write();
    QCOMPARE(story.take(), "1 handed over\n3 handed over\n5 handed over");
    story.receive(goAwayBytes(3));
    QCOMPARE(story.take(),
             "5 not delivered: the peer said GOAWAY (NO_ERROR), and looked at nothing from this "
             "request on");
    story.receive(answerBytes(3));
    QVERIFY(!story.session().isOver()); // One is under way.
    story.lose();
    QCOMPARE(story.take(),
             "3 answered 200 \"ok\"\n1 unknown: the peer closed the connection without an answer");
}

/// Certain is what the kernel did not get: a byte less is enough.
void TestHttp2ClientSession::brokenBeforeAllHasLeft()
{
    ClientStory whole;
    whole.receive(settingsFrame());
    whole.send();
    qint64 size = 0;
    while (!whole.take().contains("handed over")) {
        whole.write(1);
        ++size;
    }
    ClientStory less;
    less.receive(settingsFrame());
    less.send();
    less.write(size - 1);
    QCOMPARE(less.take(), "");
    less.lose();
    QCOMPARE(less.take(), "1 not delivered: the peer closed the connection without an answer");
}

void TestHttp2ClientSession::windows()
{
    constexpr qint64 kWindow = 65'535;
    ClientStory story;
    story.receive(settingsFrame());
    story.send(QByteArray(100'000, 'x'));
    story.write();
    QCOMPARE(story.bodyBytes(), kWindow);
    story.receive(windowFrame(1, 1'000));
    story.write();
    QCOMPARE(story.bodyBytes(), kWindow); // The connection has a window of its own.
    story.receive(windowFrame(0, 100'000));
    story.write();
    QCOMPARE(story.bodyBytes(), kWindow + 1'000);
    QCOMPARE(story.take(), "");
    story.receive(windowFrame(1, 100'000));
    story.write();
    QCOMPARE(story.bodyBytes(), 100'000);
    QCOMPARE(story.take(), "1 handed over");
}

void TestHttp2ClientSession::answerBeforeAllHasLeft()
{
    ClientStory story;
    story.receive(settingsFrame());
    story.send(QByteArray(100'000, 'x'));
    story.write();
    story.receive(answerBytes(1, "413", ""));
    story.write();
    QCOMPARE(story.take(), "1 answered 413\n> 1 rst CANCEL");
    story.receive(windowFrame(0, 100'000));
    story.write();
    QCOMPARE(story.bodyBytes(), 65'535); // The rest stays here.
    QCOMPARE(story.session().openStreams(), 0);
}

void TestHttp2ClientSession::cancelling()
{
    ClientStory story;
    story.receive(settingsFrame());
    const StreamId unsent = story.send();
    story.cancel(unsent);
    const StreamId halfSent = story.send(QByteArray(100'000, 'x'));
    story.write();
    story.cancel(halfSent);
    story.receive(windowFrame(0, 200'000));
    const StreamId sent = story.send();
    story.write();
    story.cancel(sent);
    story.write();
    const QByteArray told = story.take();
    QCOMPARE(told.count("not delivered: cancelled"), 2);
    QVERIFY(told.contains("5 unknown: cancelled"));
    QVERIFY(told.contains("> 3 rst CANCEL"));
    QVERIFY(told.contains("> 5 rst CANCEL"));
    QCOMPARE(story.bodyBytes(), 65'535 + 5); // What was cancelled never comes to its end.
    story.receive(answerBytes(5));           // Too late, and of interest to nobody.
    QCOMPARE(story.take(), "");
}

void TestHttp2ClientSession::noMoreNumbers()
{
    Http2ClientSession session({}, {});
    session.connectionLost(u"gone"_s);
    QVERIFY(session.isEnding());
    QCOMPARE(session.room(), 0);
    QVERIFY(session.takeOutput(100).isEmpty());
    QVERIFY(session.isOver());
}

void TestHttp2ClientSession::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("reason");
    Fields many{{":status", "200"}};
    for (int i = 0; i < 10; ++i)
        many.push_back({"f", "v"});
    QTest::newRow("a long body") << QByteArray(headersFrame(1, {{":status", "200"}})
                                               + dataFrame(1, QByteArray(60, 'x'))
                                               + dataFrame(1, QByteArray(60, 'x'), kEndStream))
                                 << QByteArray("the answer's body is longer than 100 bytes");
    QTest::newRow("many fields") << headersFrame(1, many, kEndStream)
                                 << QByteArray("the answer has more than 10 fields");
    QTest::newRow("a long head") << headersFrame(
        1, {{":status", "200"}, {"a", QByteArray(1'000, 'x')}}, kEndStream)
                                 << QByteArray("the answer's head is longer than 500 bytes");
}

void TestHttp2ClientSession::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, reason);
    for (const Slicer &slicer : {inOnePiece(), inPiecesOf(1)}) {
        ClientStory story({.headBytes = 500, .fields = 10, .bodyBytes = 100});
        story.receive(settingsFrame());
        story.send();
        story.write();
        story.receive(bytes, slicer);
        story.write();
        story.lose();
        const QByteArray told = story.take();
        QVERIFY2(told.contains(QByteArray("1 unknown: ").append(reason)), told.constData());
        QVERIFY2(!told.contains("answered"), told.constData());
    }
}

void TestHttp2ClientSession::floods_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("PING")
        << frameBytes({.type = NGHTTP2_PING, .payload = QByteArray(8, 'p')}).repeated(3'000);
    QTest::newRow("SETTINGS") << settingsFrame().repeated(3'000);
    QByteArray pieces = frameBytes({.type = NGHTTP2_HEADERS, .stream = 1, .payload = {}});
    pieces += frameBytes({.type = NGHTTP2_CONTINUATION, .stream = 1, .payload = {}}).repeated(100);
    QTest::newRow("CONTINUATION") << pieces;
}

/// A server that sends what costs it nothing loses the connection, and memory stays as it is.
void TestHttp2ClientSession::floods()
{
    QFETCH(QByteArray, bytes);
    ClientStory story;
    story.receive(settingsFrame());
    story.send();
    story.write();
    story.receive(bytes);
    story.write();
    const QByteArray told = story.take();
    QVERIFY2(told.contains("1 unknown: "), told.left(500).constData());
    QVERIFY2(told.contains("> goaway ENHANCE_YOUR_CALM"), told.left(500).constData());
    QVERIFY(story.session().isOver());
}

QTEST_GUILESS_MAIN(TestHttp2ClientSession)
#include "tst_http2clientsession.moc"
