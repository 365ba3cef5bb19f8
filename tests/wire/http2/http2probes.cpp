// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/http2probes.h"

#include "tests/wire/http2/http2frames.h"

#include <QTest>

namespace pushbench::wire {
namespace {

void row(const char *name, const QByteArray &bytes, const char *expected)
{
    QTest::newRow(name) << bytes << QByteArray(expected);
}

/// A whole request of these fields only, which RFC 9113 section 8.1.1 calls malformed.
void malformed(const char *name, const Fields &fields)
{
    row(name, headersFrame(1, fields, kEndStream), "1 broken\n1 rst PROTOCOL_ERROR");
}

/// One that is well framed, and refused for what it says.
void refused(const char *name, const Fields &fields, int status)
{
    const QByteArray number = QByteArray::number(status);
    QTest::newRow(name) << headersFrame(1, fields, kEndStream)
                        << QByteArray("1 refused " + number + "\n1 answer " + number + " end");
}

/// A request that differs from a good one in that pseudo field only.
Fields with(const char *name, const QByteArray &value)
{
    Fields fields = postFields();
    for (Field &field : fields) {
        if (field.name == name)
            field.value = value;
    }
    return fields;
}

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

void brokenFrames()
{
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

void brokenFields()
{
    malformed("upper-case name", postFields({{"Content-Type", "a/b"}}));
    malformed("connection", postFields({{"connection", "close"}}));
    malformed("proxy-connection", postFields({{"proxy-connection", "close"}}));
    malformed("keep-alive", postFields({{"keep-alive", "5"}}));
    malformed("transfer-encoding", postFields({{"transfer-encoding", "chunked"}}));
    malformed("upgrade", postFields({{"upgrade", "x"}}));
    malformed("te other than trailers", postFields({{"te", "gzip"}}));
    malformed("pseudo field behind a regular one",
              {{":method", "POST"},
               {":scheme", "http"},
               {":authority", "h"},
               {"a", "b"},
               {":path", "/"}});
    malformed("no :method", without(":method"));
    malformed("no :scheme", without(":scheme"));
    malformed("no :path", without(":path"));
    malformed("neither :authority nor host", without(":authority"));
    malformed("unknown pseudo field",
              {{":method", "POST"},
               {":scheme", "http"},
               {":authority", "h"},
               {":path", "/"},
               {":x", "y"}});
    malformed("a response's pseudo field",
              {{":method", "POST"},
               {":scheme", "http"},
               {":authority", "h"},
               {":path", "/"},
               {":status", "200"}});
    malformed("two :paths",
              {{":method", "POST"},
               {":scheme", "http"},
               {":authority", "h"},
               {":path", "/"},
               {":path", "/"}});
    malformed("empty :path",
              {{":method", "POST"}, {":scheme", "http"}, {":authority", "h"}, {":path", ""}});
    malformed("CONNECT with a :path",
              {{":method", "CONNECT"}, {":authority", "h:1"}, {":path", "/"}});
    malformed("two content-lengths",
              postFields({{"content-length", "0"}, {"content-length", "0"}}));
    malformed("content-length in letters", postFields({{"content-length", "five"}}));
    malformed("content-length beyond 64 bits",
              postFields({{"content-length", "99999999999999999999999"}}));

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

/// What has a meaning in both protocols: each is named as in the table of HTTP/1.1.
void asInHttp1()
{
    malformed("a blank for a target", with(":path", " "));
    malformed("a method that is no token", with(":method", "P(T"));
    malformed("a blank in the method", with(":method", "GET /smuggled HTTP/1.1"));
    malformed("a blank in the target", with(":path", "/a b"));
    malformed("a line break in the target", with(":path", "/ HTTP/1.1\r\nHost: h"));
    malformed("a target beside the root", with(":path", "x"));
    refused("a target in UTF-8", with(":path", "/\xC3\xA4"), 400);
    malformed("an absolute target without a host", with(":path", "http:///x"));
    malformed("an asterisk for POST", with(":path", "*"));
    refused("CONNECT without a port", {{":method", "CONNECT"}, {":authority", "h"}}, 400);
    malformed("NUL in the target", with(":path", QByteArray("/\0x", 3)));
    malformed("NUL in the method", with(":method", QByteArray("P\0T", 3)));
    malformed("a control character in the target", with(":path", "/\x01"));

    refused("a bare LF in a value", postFields({{"a", "b\nc"}}), 400);
    refused("a bare CR in a value", postFields({{"a", "b\rc"}}), 400);
    refused("NUL in a name", postFields({{QByteArray("a\0b", 3), "c"}}), 400);
    refused("a control character in a value", postFields({{"a", "b\x01"}}), 400);
    refused("DEL in a value", postFields({{"a", "b\x7f"}}), 400);
    refused("no name", postFields({{"", "b"}}), 400);
    refused("a name in UTF-8", postFields({{"\xC3\xA4", "b"}}), 400);
    refused("a name in parentheses", postFields({{"(a)", "b"}}), 400);
    refused("two expectations", postFields({{"expect", "100-continue"}, {"expect", "wonders"}}),
            417);

    malformed("two Hosts", postFields({{"host", "h"}, {"host", "h"}}));
    malformed("two :authorities", postFields({{":authority", "h"}}));
    malformed("a list of Hosts", with(":authority", "h, i"));
    malformed("a Host with a blank", with(":authority", "h i"));
    refused("a Host with a user", with(":authority", "u@h"), 400);
    malformed("a Host with a path", with(":authority", "h/x"));
    refused("a Host with a port in words", with(":authority", "h:http"), 400);
    refused("a Host with half an IPv6 address", with(":authority", "[::1"), 400);

    for (const char *length : {"-5", "+5", "0x5", "5.0", "5 5", "", "5, 5", "5, 6"})
        malformed(QByteArray("the length \"").append(length).append('"').constData(),
                  postFields({{"content-length", length}}));
    malformed("two different lengths",
              postFields({{"content-length", "5"}, {"content-length", "0"}}));
    malformed("a coding beside a length",
              postFields({{"content-length", "5"}, {"transfer-encoding", "chunked"}}));
}

void brokenTrailers()
{
    const QByteArray head = headersFrame(1, postFields());
    const auto trailer = [&head](const char *name, const Field &field, const char *expected) {
        row(name, head + headersFrame(1, {field}, kEndStream), expected);
    };
    constexpr const char *kMalformed = "1 broken\n1 rst PROTOCOL_ERROR";
    constexpr const char *kRefused = "1 refused 400\n1 answer 400 end";
    trailer("an upper-case name for a trailer", {"A", "b"}, kMalformed);
    trailer("connection for a trailer", {"connection", "close"}, kMalformed);
    trailer("a coding for a trailer", {"transfer-encoding", "chunked"}, kMalformed);
    trailer("a length for a trailer", {"content-length", "5"}, kMalformed);
    trailer("NUL in a trailer", {"a", QByteArray("b\0c", 3)}, kRefused);
    trailer("a blank in a trailer's name", {"a b", "c"}, kRefused);
}

} // namespace

void addHttp2Probes()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    brokenFrames();
    brokenFields();
    asInHttp1();
    brokenTrailers();
}

} // namespace pushbench::wire
