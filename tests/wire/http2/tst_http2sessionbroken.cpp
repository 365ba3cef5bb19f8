// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2rawclient.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const Limits kLimits{.headBytes = 600, .targetBytes = 60, .fields = 8, .bodyBytes = 40};

QByteArray windowUpdate(qint32 stream, quint32 by)
{
    return frameBytes({.type = NGHTTP2_WINDOW_UPDATE, .stream = stream, .payload = bigEndian(by)});
}

QByteArray settings(quint16 id, quint32 value)
{
    return frameBytes(
        {.type = NGHTTP2_SETTINGS, .payload = bigEndian(id).sliced(2).append(bigEndian(value))});
}

Fields without(const char *name)
{
    Fields fields = postFields();
    std::erase_if(fields, [name](const Field &field) { return field.name == name; });
    return fields;
}

} // namespace

/// What breaks RFC 9113 or a limit: each ends in the right code or status, and never in a request.
class TestHttp2SessionBroken final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void frames_data();
    void frames();
    void fields_data();
    void fields();
    void reasons_data();
    void reasons();
    void foreignPreface();
};

void TestHttp2SessionBroken::frames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << QByteArray(expected);
    };
    const QByteArray head = headersFrame(1, postFields());
    const QByteArray sized = headersFrame(1, postFields({{"content-length", "5"}}));

    row("HEADERS on stream 0", headersFrame(0, postFields(), kEndStream),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("HEADERS on an even stream", headersFrame(2, postFields(), kEndStream),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("HEADERS on an older stream, which may be a late one",
        headersFrame(3, postFields(), kEndStream) + headersFrame(1, postFields(), kEndStream),
        "3 request POST /hook");
    row("DATA before HEADERS", dataFrame(1, "x"), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("DATA on stream 0", dataFrame(0, "x"), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("CONTINUATION without HEADERS",
        frameBytes({.type = NGHTTP2_CONTINUATION, .flags = kEndHeaders, .stream = 1}),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("DATA between HEADERS and CONTINUATION",
        frameBytes({.type = NGHTTP2_HEADERS, .stream = 1, .payload = fieldBlock(postFields())})
            + dataFrame(1, "x", kEndStream),
        "0 goaway 1 PROTOCOL_ERROR\n1 broken");
    row("PUSH_PROMISE of a client",
        frameBytes({.type = NGHTTP2_PUSH_PROMISE,
                    .flags = kEndHeaders,
                    .stream = 1,
                    .payload = bigEndian(2)}),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("RST_STREAM of an idle stream", resetFrame(5), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("WINDOW_UPDATE of 0 for the connection", windowUpdate(0, 0),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("WINDOW_UPDATE that overflows the connection's window", windowUpdate(0, 0x7fffffff),
        "0 broken\n0 goaway 0 FLOW_CONTROL_ERROR");
    row("WINDOW_UPDATE that overflows a stream's window", head + windowUpdate(1, 0x7fffffff),
        "1 broken\n1 rst FLOW_CONTROL_ERROR");
    row("SETTINGS with an impossible window",
        settings(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 1U << 31),
        "0 broken\n0 goaway 0 FLOW_CONTROL_ERROR");
    row("SETTINGS with a tiny frame size", settings(NGHTTP2_SETTINGS_MAX_FRAME_SIZE, 1),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("SETTINGS of 5 bytes",
        frameBytes({.type = NGHTTP2_SETTINGS, .payload = QByteArray(5, '\0')}),
        "0 broken\n0 goaway 0 FRAME_SIZE_ERROR");
    row("PING of 7 bytes", frameBytes({.type = NGHTTP2_PING, .payload = QByteArray(7, 'x')}),
        "0 broken\n0 goaway 0 FRAME_SIZE_ERROR");
    row("frame larger than allowed", head + dataFrame(1, QByteArray(16385, 'x')),
        "0 goaway 1 FRAME_SIZE_ERROR\n1 broken");
    row("padding longer than the frame",
        head
            + frameBytes({.type = NGHTTP2_DATA,
                          .flags = NGHTTP2_FLAG_PADDED,
                          .stream = 1,
                          .payload = QByteArray("\x09hello")}),
        "0 goaway 1 PROTOCOL_ERROR\n1 broken");
    row("HEADERS padded longer than the frame",
        frameBytes({.type = NGHTTP2_HEADERS,
                    .flags = kEndHeaders | kEndStream | NGHTTP2_FLAG_PADDED,
                    .stream = 1,
                    .payload = QByteArray("\xff\x00", 2)}),
        "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    row("broken HPACK",
        frameBytes({.type = NGHTTP2_HEADERS,
                    .flags = kEndHeaders | kEndStream,
                    .stream = 1,
                    .payload = QByteArray("\xff\xff\xff\xff\xff\xff", 6)}),
        "0 goaway 1 COMPRESSION_ERROR\n1 broken");
    row("body longer than its length", sized + dataFrame(1, "hello!"),
        "1 broken\n1 rst PROTOCOL_ERROR");
    row("body shorter than its length", sized + dataFrame(1, "hell", kEndStream),
        "1 broken\n1 rst PROTOCOL_ERROR");
    row("no body for a length", headersFrame(1, postFields({{"content-length", "5"}}), kEndStream),
        "1 broken\n1 rst PROTOCOL_ERROR");
    row("trailers that do not end the stream", head + headersFrame(1, {{"a", "b"}}),
        "1 broken\n1 rst PROTOCOL_ERROR");
    row("pseudo field in trailers", head + headersFrame(1, {{":path", "/b"}}, kEndStream),
        "1 broken\n1 rst PROTOCOL_ERROR");
    row("reset in the body", sized + dataFrame(1, "he") + resetFrame(1), "1 broken");
    row("body above the limit", head + dataFrame(1, QByteArray(41, 'x')),
        "1 refused 413\n1 answer 413 end\n1 rst NO_ERROR");
    row("announced body above the limit", headersFrame(1, postFields({{"content-length", "41"}})),
        "1 refused 413\n1 answer 413 end\n1 rst NO_ERROR");
    row("announced body beyond any number",
        headersFrame(1, postFields({{"content-length", "9223372036854775807"}})),
        "1 refused 413\n1 answer 413 end\n1 rst NO_ERROR");
    row("too many fields in trailers",
        head + headersFrame(1, Fields(9, Field{"a", "b"}), kEndStream),
        "1 refused 431\n1 answer 431 end");
}

/// The same bytes in any slices: what nghttp2 ends is told alike, whenever it learns of it.
void TestHttp2SessionBroken::frames()
{
    QFETCH(QByteArray, bytes);
    Http2RawClient whole(kLimits);
    whole.answers = false;
    whole.send(greeting() + bytes);
    QTEST(whole.transcript(), "expected");
    for (const qsizetype size : {1, 2, 7}) {
        Http2RawClient sliced(kLimits);
        sliced.answers = false;
        sliced.send(greeting() + bytes, inPiecesOf(size));
        QTEST(sliced.transcript(), "expected");
    }
}

void TestHttp2SessionBroken::fields_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const Fields &fields, const QByteArray &expected) {
        QTest::newRow(name) << fields << expected;
    };
    constexpr const char *kMalformed = "1 broken\n1 rst PROTOCOL_ERROR";
    const auto refused = [&row](const char *name, const Fields &fields, int status) {
        const QByteArray number = QByteArray::number(status);
        row(name, fields, "1 refused " + number + "\n1 answer " + number + " end");
    };
    row("upper-case name", postFields({{"Content-Type", "a/b"}}), kMalformed);
    row("connection", postFields({{"connection", "close"}}), kMalformed);
    row("keep-alive", postFields({{"keep-alive", "5"}}), kMalformed);
    row("transfer-encoding", postFields({{"transfer-encoding", "chunked"}}), kMalformed);
    row("upgrade", postFields({{"upgrade", "x"}}), kMalformed);
    row("te other than trailers", postFields({{"te", "gzip"}}), kMalformed);
    row("pseudo field behind a regular one",
        {{":method", "POST"}, {":scheme", "http"}, {":authority", "h"}, {"a", "b"}, {":path", "/"}},
        kMalformed);
    row("no :method", without(":method"), kMalformed);
    row("no :scheme", without(":scheme"), kMalformed);
    row("no :path", without(":path"), kMalformed);
    row("neither :authority nor host", without(":authority"), kMalformed);
    row("unknown pseudo field",
        {{":method", "POST"},
         {":scheme", "http"},
         {":authority", "h"},
         {":path", "/"},
         {":x", "y"}},
        kMalformed);
    row("a response's pseudo field",
        {{":method", "POST"},
         {":scheme", "http"},
         {":authority", "h"},
         {":path", "/"},
         {":status", "200"}},
        kMalformed);
    row("two :paths",
        {{":method", "POST"},
         {":scheme", "http"},
         {":authority", "h"},
         {":path", "/"},
         {":path", "/"}},
        kMalformed);
    row("empty :path",
        {{":method", "POST"}, {":scheme", "http"}, {":authority", "h"}, {":path", ""}}, kMalformed);
    row("CONNECT with a :path", {{":method", "CONNECT"}, {":authority", "h:1"}, {":path", "/"}},
        kMalformed);
    row("two content-lengths", postFields({{"content-length", "0"}, {"content-length", "0"}}),
        kMalformed);
    row("content-length in letters", postFields({{"content-length", "five"}}), kMalformed);
    row("content-length beyond 64 bits",
        postFields({{"content-length", "99999999999999999999999"}}), kMalformed);

    refused("NUL in a value", postFields({{"a", QByteArray("b\0c", 3)}}), 400);
    refused("line break in a value", postFields({{"a", "b\r\nc: d"}}), 400);
    refused("blank in a name", postFields({{"a b", "c"}}), 400);
    refused("colon in a name", postFields({{"a:b", "c"}}), 400);
    refused("host that contradicts :authority", postFields({{"host", "other"}}), 400);
    refused("list for a host",
            {{":method", "POST"}, {":scheme", "http"}, {":path", "/"}, {"host", "a,b"}}, 400);
    refused("fragment in the target",
            {{":method", "POST"}, {":scheme", "http"}, {":authority", "h"}, {":path", "/a#b"}},
            400);
    refused("long target",
            {{":method", "POST"},
             {":scheme", "http"},
             {":authority", "h"},
             {":path", "/" + QByteArray(60, 'x')}},
            414);
    refused("other expectation", postFields({{"expect", "wonders"}}), 417);
    refused("too many fields", postFields({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}, {"e", ""}}),
            431);
    refused("head too long", postFields({{"a", QByteArray(500, 'x')}}), 431);
}

void TestHttp2SessionBroken::fields()
{
    QFETCH(Fields, fields);
    for (const Slicer &slicer : {inOnePiece(), inPiecesOf(1)}) {
        Http2RawClient client(kLimits);
        client.answers = false;
        client.send(greeting() + headersFrame(1, fields, kEndStream), slicer);
        QTEST(client.transcript(), "expected");
        // The connection is as good as before.
        client.send(headersFrame(3, postFields(), kEndStream), slicer);
        QVERIFY(client.transcript().endsWith("3 request POST /hook"));
    }
}

void TestHttp2SessionBroken::reasons_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("secret in a malformed field",
        headersFrame(1, postFields({{"Authorization", "Bearer secret"}}), kEndStream),
        u"the field Authorization is malformed, or not allowed where it stands"_s);
    row("value with a NUL", headersFrame(1, postFields({{"a", QByteArray("b\0c", 3)}}), kEndStream),
        u"the value of the field a holds a forbidden character"_s);
    row("missing pseudo field", headersFrame(1, without(":scheme"), kEndStream),
        u"the pseudo field :scheme is missing"_s);
    row("missing host", headersFrame(1, without(":authority"), kEndStream),
        u"both :authority and host are missing"_s);
    row("wrong length",
        headersFrame(1, postFields({{"content-length", "5"}})) + dataFrame(1, "hi", kEndStream),
        u"the body has not the 5 bytes that content-length announces"_s);
    row("reset", headersFrame(1, postFields()) + resetFrame(1),
        u"the peer reset the stream with CANCEL"_s);
    row("connection error", dataFrame(0, "x"), u"DATA: stream_id == 0"_s);
}

void TestHttp2SessionBroken::reasons()
{
    QFETCH(QByteArray, bytes);
    Http2RawClient client(kLimits);
    client.send(greeting() + bytes);
    QTEST(client.lastReason(), "expected");
}

void TestHttp2SessionBroken::foreignPreface()
{
    Http2RawClient client;
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(client.transcript(), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
    QVERIFY(client.session().isOver());
    client.send(greeting());
    QCOMPARE(client.transcript(), "0 broken\n0 goaway 0 PROTOCOL_ERROR");
}

QTEST_GUILESS_MAIN(TestHttp2SessionBroken)
#include "tst_http2sessionbroken.moc"
