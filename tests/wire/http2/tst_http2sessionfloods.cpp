// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2rawclient.h"

#include <QByteArrayList>

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

constexpr Http2Limits kHttp2Limits{.resets = {.burst = 20, .perSecond = 5},
                                   .idleFrames = {.burst = 50, .perSecond = 5},
                                   .unsentAcks = 30};

QByteArray ping()
{
    return frameBytes({.type = NGHTTP2_PING, .payload = QByteArray(8, 'x')});
}

} // namespace

/// What a peer does too much or too often.
class TestHttp2SessionFloods final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void floods_data();
    void floods();
    void unhurriedResets();
    void continuationFlood();
    void continuationsWithinTheLimit();
    void unfetchedAcks();
    void tooManyStreams();
    void headerBomb();
};

void TestHttp2SessionFloods::floods_data()
{
    QTest::addColumn<QByteArray>("prologue");
    QTest::addColumn<QByteArrayList>("frames");
    const auto row = [](const char *name, const QByteArray &prologue, const auto &make) {
        QByteArrayList frames;
        for (qint32 i = 0; i < 60; ++i)
            frames.append(make(2 * i + 1));
        QTest::newRow(name) << prologue << frames;
    };
    const auto always = [](const QByteArray &frame) { return [frame](qint32) { return frame; }; };
    const QByteArray open = headersFrame(1, postFields());
    row("PING", {}, always(ping()));
    row("SETTINGS", {}, always(frameBytes({.type = NGHTTP2_SETTINGS})));
    row("PRIORITY", {},
        always(frameBytes(
            {.type = NGHTTP2_PRIORITY, .stream = 1, .payload = QByteArray("\0\0\0\0\x10", 5)})));
    row("empty DATA", open, always(dataFrame(1, "")));
    row("DATA of padding only", open,
        always(frameBytes({.type = NGHTTP2_DATA,
                           .flags = NGHTTP2_FLAG_PADDED,
                           .stream = 1,
                           .payload = QByteArray("\x02\0\0", 3)})));
    row("whole requests that are reset", {}, [](qint32 id) {
        return QByteArray(headersFrame(id, postFields(), kEndStream)).append(resetFrame(id));
    });
    row("unfinished requests that are reset", {}, [](qint32 id) {
        return QByteArray(headersFrame(id, postFields())).append(resetFrame(id));
    });
    row("malformed requests, which we have to reset", {}, [](qint32 id) {
        return headersFrame(id, {{":method", "GET"}}, kEndStream);
    });
}

void TestHttp2SessionFloods::floods()
{
    QFETCH(QByteArray, prologue);
    QFETCH(QByteArrayList, frames);
    const auto end = [&](const Slicer &slicer) {
        Http2RawClient client({}, kHttp2Limits);
        client.answers = false;
        client.send(greeting().append(prologue));
        client.send(frames.join(), slicer);
        return client.transcript();
    };
    for (const Slicer &slicer : {inOnePiece(), inPiecesOf(1)}) {
        const QByteArray transcript = end(slicer);
        QVERIFY2(transcript.contains("ENHANCE_YOUR_CALM"), transcript.constData());
    }
}

/// Cancelling now and then is what clients do.
void TestHttp2SessionFloods::unhurriedResets()
{
    Http2RawClient client({}, kHttp2Limits);
    client.answers = false;
    client.send(greeting());
    for (qint32 id = 1; id < 200; id += 2) {
        client.send(headersFrame(id, postFields(), kEndStream));
        client.send(resetFrame(id));
        client.send(ping());
        client.pass(500ms);
    }
    QVERIFY(!client.transcript().contains("goaway"));
}

void TestHttp2SessionFloods::continuationFlood()
{
    for (const Slicer &slicer : {inOnePiece(), inPiecesOf(1)}) {
        Http2RawClient client;
        client.send(greeting());
        client.send(
            frameBytes({.type = NGHTTP2_HEADERS, .stream = 1, .payload = fieldBlock(postFields())}),
            slicer);
        const QByteArray more = frameBytes(
            {.type = NGHTTP2_CONTINUATION, .stream = 1, .payload = fieldBlock({{"a", "b"}})});
        client.send(more.repeated(8), slicer);
        QCOMPARE(client.transcript(), "");
        client.send(more, slicer);
        QCOMPARE(client.transcript(), "0 goaway 1 ENHANCE_YOUR_CALM\n1 broken");
    }
}

void TestHttp2SessionFloods::continuationsWithinTheLimit()
{
    Http2RawClient client;
    client.answers = false;
    QByteArray block = fieldBlock(postFields());
    QByteArray bytes = greeting();
    bytes.append(frameBytes(
        {.type = NGHTTP2_HEADERS, .flags = kEndStream, .stream = 1, .payload = block.first(7)}));
    for (qsizetype i = 1; i < 8; ++i)
        bytes.append(frameBytes(
            {.type = NGHTTP2_CONTINUATION, .stream = 1, .payload = block.mid(7 * i, 7)}));
    bytes.append(frameBytes({.type = NGHTTP2_CONTINUATION,
                             .flags = kEndHeaders,
                             .stream = 1,
                             .payload = block.mid(56)}));
    client.send(bytes, inPiecesOf(1));
    QCOMPARE(client.transcript(), "1 request POST /hook");
}

/// A peer that does not read must not pile up our answers to its PINGs.
void TestHttp2SessionFloods::unfetchedAcks()
{
    Http2RawClient client({}, {.unsentAcks = 30});
    client.reads = false;
    client.send(greeting().append(ping().repeated(100)));
    client.reads = true;
    client.pump();
    QVERIFY(client.transcript().contains("ENHANCE_YOUR_CALM"));
    QVERIFY(client.session().isOver());
}

void TestHttp2SessionFloods::tooManyStreams()
{
    Http2RawClient client({}, {.streams = 3});
    client.answers = false;
    QByteArray bytes = greeting();
    for (qint32 id = 1; id <= 7; id += 2)
        bytes.append(headersFrame(id, postFields()));
    client.send(bytes);
    // The peer has not seen our SETTINGS yet: no fault of its own.
    QCOMPARE(client.transcript(), "7 broken\n7 rst REFUSED_STREAM");
    QCOMPARE(client.session().openStreams(), 3);

    // Once it has, it is one.
    client.send(frameBytes({.type = NGHTTP2_SETTINGS, .flags = NGHTTP2_FLAG_ACK}));
    client.send(headersFrame(9, postFields()));
    QCOMPARE(client.transcript(),
             "0 goaway 5 PROTOCOL_ERROR\n1 broken\n3 broken\n5 broken\n"
             "7 broken\n7 rst REFUSED_STREAM");
    QCOMPARE(client.session().openStreams(), 0);
}

/// A byte of HPACK may stand for kilobytes of head: they are counted, not kept.
void TestHttp2SessionFloods::headerBomb()
{
    const Limits limits;
    Http2RawClient client(limits);
    QByteArray block = fieldBlock(postFields());
    QByteArray entry("\x40\x01z", 3); // Literal with indexing: it is number 62 from now on.
    entry.append("\x7f\xa1\x1e", 3).append(QByteArray(4000, 'x'));
    block.append(entry).append(QByteArray(10'000, char(0x80 | 62)));
    client.send(greeting());
    client.send(frameBytes({.type = NGHTTP2_HEADERS,
                            .flags = kEndHeaders | kEndStream,
                            .stream = 1,
                            .payload = block.first(10'000)}));
    QCOMPARE(client.transcript(), "1 refused 431\n1 answer 431 end");
    QCOMPARE(client.session().heldBytes(), 0);
}

QTEST_GUILESS_MAIN(TestHttp2SessionFloods)
#include "tst_http2sessionfloods.moc"
