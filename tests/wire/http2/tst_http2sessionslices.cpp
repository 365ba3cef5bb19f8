// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2rawclient.h"

using namespace pushbench;
using namespace pushbench::wire;

/// Whatever the slices in which bytes come, the protocol and the requests are the same.
class TestHttp2SessionSlices final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sniffing_data();
    void sniffing();
    void slicing_data();
    void slicing();
};

void TestHttp2SessionSlices::sniffing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Sniffed>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, Sniffed expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("nothing", "", Sniffed::NeedMore);
    row("first letter", "P", Sniffed::NeedMore);
    row("all but the last byte", kHttp2Preface.chopped(1).toByteArray(), Sniffed::NeedMore);
    row("preface", kHttp2Preface.toByteArray(), Sniffed::Http2);
    row("preface and more", greeting(), Sniffed::Http2);
    row("POST", "POST / HTTP/1.1\r\n", Sniffed::Http1);
    row("method that begins alike", "PRINT / HTTP/1.1\r\n", Sniffed::Http1);
    row("request line that begins alike", "PRI * HTTP/1.1\r\n", Sniffed::Http1);
    row("preface with a fault", "PRI * HTTP/2.0\r\n\r\nSM\r\n\n", Sniffed::Http1);
    row("TLS", "\x16\x03\x01", Sniffed::Http1);
}

void TestHttp2SessionSlices::sniffing()
{
    QFETCH(QByteArray, bytes);
    QTEST(sniff(bytes), "expected");
}

void TestHttp2SessionSlices::slicing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << QByteArray(expected);
    };
    const QByteArray block = fieldBlock(postFields());
    row("no body", headersFrame(1, postFields(), kEndStream), "1 request POST /hook");
    row("body", headersFrame(1, postFields()) + dataFrame(1, "hello", kEndStream),
        "1 request POST /hook \"hello\"");
    row("body in three frames",
        headersFrame(1, postFields({{"content-length", "5"}})) + dataFrame(1, "he")
            + dataFrame(1, "") + dataFrame(1, "llo") + dataFrame(1, "", kEndStream),
        "1 request POST /hook \"hello\"");
    row("padded body",
        headersFrame(1, postFields())
            + frameBytes({.type = NGHTTP2_DATA,
                          .flags = kEndStream | NGHTTP2_FLAG_PADDED,
                          .stream = 1,
                          .payload = QByteArray("\x03hello\0\0\0", 9)}),
        "1 request POST /hook \"hello\"");
    row("head in three frames",
        frameBytes(
            {.type = NGHTTP2_HEADERS, .flags = kEndStream, .stream = 1, .payload = block.first(5)})
            + frameBytes({.type = NGHTTP2_CONTINUATION, .stream = 1, .payload = block.mid(5, 20)})
            + frameBytes({.type = NGHTTP2_CONTINUATION,
                          .flags = kEndHeaders,
                          .stream = 1,
                          .payload = block.mid(25)}),
        "1 request POST /hook");
    row("trailers",
        headersFrame(1, postFields()) + dataFrame(1, "hello")
            + headersFrame(1, {{"a", "1"}, {"b", "2"}}, kEndStream),
        "1 request POST /hook \"hello\" trailers \"a: 1\r\nb: 2\"");
    row("two bodies interleaved",
        headersFrame(1, postFields()) + headersFrame(3, postFields()) + dataFrame(3, "a")
            + dataFrame(1, "b") + dataFrame(3, "c", kEndStream) + dataFrame(1, "d", kEndStream),
        "1 request POST /hook \"bd\"\n3 request POST /hook \"ac\"");
    row("streams that skip numbers",
        headersFrame(5, postFields(), kEndStream) + headersFrame(21, postFields(), kEndStream),
        "5 request POST /hook\n21 request POST /hook");
    row("unknown frames and settings",
        frameBytes({.type = 0xbb, .flags = 0xff, .stream = 9, .payload = "what?"})
            + headersFrame(1, postFields(), kEndStream)
            + frameBytes({.type = NGHTTP2_SETTINGS, .payload = QByteArray("\x77\x77\0\0\0\1", 6)}),
        "1 request POST /hook");
    row("host instead of :authority",
        headersFrame(1, {{":method", "GET"}, {":scheme", "http"}, {":path", "/"}, {"host", "h:1"}},
                     kEndStream),
        "1 request GET /");
    row("host beside :authority", headersFrame(1, postFields({{"host", "H"}}), kEndStream),
        "1 request POST /hook");
    row("CONNECT", headersFrame(1, {{":method", "CONNECT"}, {":authority", "h:1"}}, kEndStream),
        "1 request CONNECT h:1");
    row("OPTIONS of all",
        headersFrame(
            1, {{":method", "OPTIONS"}, {":scheme", "http"}, {":authority", "h"}, {":path", "*"}},
            kEndStream),
        "1 request OPTIONS *");
}

void TestHttp2SessionSlices::slicing()
{
    QFETCH(QByteArray, bytes);
    const QByteArray all = greeting() + bytes;
    const auto transcript = [&all](const Slicer &slicer) {
        Http2RawClient client;
        client.answers = false;
        client.send(all, slicer);
        return client.transcript();
    };
    QTEST(transcript(inOnePiece()), "expected");
    for (const qsizetype size : {1, 2, 3, 7, 11})
        QTEST(transcript(inPiecesOf(size)), "expected");
    for (qsizetype at = 1; at < all.size(); ++at)
        QTEST(transcript(splitAt(at)), "expected");
}

QTEST_GUILESS_MAIN(TestHttp2SessionSlices)
#include "tst_http2sessionslices.moc"
