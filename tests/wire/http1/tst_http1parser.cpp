// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/http1parser.h"
#include "tests/support/testcase.h"
#include "tests/wire/transcript.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const Limits kLimits{
    .headBytes = 300, .targetBytes = 60, .fields = 8, .bodyBytes = 40, .chunkLineBytes = 30};

/// "POST /hook HTTP/1.1", "Host: h" and so on as the bytes of a head.
QByteArray head(std::initializer_list<const char *> lines)
{
    QByteArray bytes;
    for (const char *line : lines)
        bytes.append(line).append("\r\n");
    return bytes.append("\r\n");
}

QByteArray post(const char *field, const QByteArray &body)
{
    return head({"POST / HTTP/1.1", "Host: h", field}).append(body);
}

} // namespace

class TestHttp1Parser final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void responses_data();
    void responses();
    void manyInterimResponses();
    void partsOfARequest();
    void partialRequests();
    void pathAndQuery_data();
    void pathAndQuery();
};

void TestHttp1Parser::requests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << QByteArray(expected);
    };
    const auto get = [&row](const char *name, std::initializer_list<const char *> lines,
                            const char *expected) { row(name, head(lines), expected); };
    get("no body", {"GET /x HTTP/1.1", "Host: h"}, "GET /x 1.1 keep\nidle");
    row("body", post("Content-Length: 5", "hello"),
        "head length 5\nPOST / 1.1 keep \"hello\"\nidle");
    row("empty body", post("Content-Length: 0", ""), "POST / 1.1 keep\nidle");
    row("chunked body with trailers",
        post("Transfer-Encoding: chunked", "5;x\r\nhello\r\n0\r\nA: 1\r\n\r\n"),
        "head chunked\nPOST / 1.1 keep \"hello\" trailers \"A: 1%0D%0A\"\nidle");
    row("two requests",
        post("Content-Length: 5", "hello").append(head({"GET /x HTTP/1.1", "Host: h"})),
        "head length 5\nPOST / 1.1 keep \"hello\"\nGET /x 1.1 keep\nidle");
    row("three requests, chunked first",
        post("Transfer-Encoding: chunked", "2\r\nab\r\n0\r\n\r\n")
            .append(post("Content-Length: 1", "c"))
            .append(post("Transfer-Encoding: chunked", "0\r\n\r\n")),
        "head chunked\nPOST / 1.1 keep \"ab\"\nhead length 1\nPOST / 1.1 keep \"c\"\n"
        "head chunked\nPOST / 1.1 keep\nidle");
    row("empty line first", QByteArray("\r\n").append(head({"GET / HTTP/1.1", "Host: h"})),
        "GET / 1.1 keep\nidle");
    row("empty line between requests",
        post("Content-Length: 1", "a").append("\r\n").append(head({"GET / HTTP/1.1", "Host: h"})),
        "head length 1\nPOST / 1.1 keep \"a\"\nGET / 1.1 keep\nidle");
    row("two empty lines first", QByteArray("\r\n\r\n").append(head({"GET / HTTP/1.1", "Host: h"})),
        "refused 400");
    row("only an empty line", "\r\n", "idle");
    row("only a CR", "\r", "in head");
    row("bare LF first", QByteArray("\n").append(head({"GET / HTTP/1.1", "Host: h"})),
        "refused 400");
    row("unfinished head", "GET / HT", "in head");
    row("unfinished body", post("Content-Length: 5", "hell"), "head length 5\nin body");

    get("HTTP/1.1 closes", {"GET / HTTP/1.1", "Host: h", "Connection: x, Close"},
        "GET / 1.1 close\nidle");
    get("HTTP/1.0 closes", {"GET / HTTP/1.0"}, "GET / 1.0 close\nidle");
    get("HTTP/1.0 stays", {"GET / HTTP/1.0", "Connection: Keep-Alive"}, "GET / 1.0 keep\nidle");
    get("close outweighs keep-alive",
        {"GET / HTTP/1.0", "Connection: keep-alive", "Connection: close"}, "GET / 1.0 close\nidle");

    get("no Host", {"GET / HTTP/1.1"}, "refused 400");
    get("no Host in HTTP/1.2", {"GET / HTTP/1.2"}, "refused 400");
    get("two Hosts", {"GET / HTTP/1.1", "Host: h", "Host: h"}, "refused 400");
    get("two Hosts in HTTP/1.0", {"GET / HTTP/1.0", "Host: h", "Host: h"}, "refused 400");
    get("empty Host", {"GET / HTTP/1.1", "Host:"}, "GET / 1.1 keep\nidle");
    get("Host and port", {"GET / HTTP/1.1", "Host: h.example:8028"}, "GET / 1.1 keep\nidle");
    get("IPv6 Host and port", {"GET / HTTP/1.1", "Host: [::1]:8028"}, "GET / 1.1 keep\nidle");
    get("Host and an empty port", {"GET / HTTP/1.1", "Host: h:"}, "GET / 1.1 keep\nidle");
    get("Host with a blank", {"GET / HTTP/1.1", "Host: a b"}, "refused 400");
    get("Host list", {"GET / HTTP/1.1", "Host: a,b"}, "refused 400");
    get("Host with user", {"GET / HTTP/1.1", "Host: u@h"}, "refused 400");
    get("Host with a path", {"GET / HTTP/1.1", "Host: h/x"}, "refused 400");
    get("Host with a port in words", {"GET / HTTP/1.1", "Host: h:http"}, "refused 400");
    get("Host with two ports", {"GET / HTTP/1.1", "Host: h:1:2"}, "refused 400");
    get("unfinished IPv6 Host", {"GET / HTTP/1.1", "Host: [::1"}, "refused 400");
    get("bytes behind an IPv6 Host", {"GET / HTTP/1.1", "Host: [::1]x"}, "refused 400");

    row("waits for 100",
        head({"POST / HTTP/1.1", "Host: h", "Content-Length: 5", "Expect: 100-Continue"}),
        "head length 5 expects 100\nin body");
    row("expects 100 of HTTP/1.0",
        head({"POST / HTTP/1.0", "Content-Length: 5", "Expect: 100-continue"}),
        "head length 5\nin body");
    get("expects 100 for no body", {"GET / HTTP/1.1", "Host: h", "Expect: 100-continue"},
        "GET / 1.1 keep\nidle");
    get("other expectation", {"GET / HTTP/1.1", "Host: h", "Expect: wonders"}, "refused 417");
    get("other expectation of HTTP/1.0", {"GET / HTTP/1.0", "Expect: wonders"},
        "GET / 1.0 close\nidle");

    row("body above the limit", post("Content-Length: 41", ""), "refused 413");
    row("body of exactly the limit", post("Content-Length: 40", QByteArray(40, 'x')),
        "head length 40\nPOST / 1.1 keep \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\nidle");
    row("chunks above the limit",
        post("Transfer-Encoding: chunked", QByteArray("29\r\n").append(QByteArray(41, 'x'))),
        "head chunked\nrefused 413");
    row("nothing behind a refusal is read",
        post("Content-Length: 5x", "hello").append(head({"GET /smuggled HTTP/1.1", "Host: h"})),
        "refused 400");
    row("nothing behind a broken body is read",
        post("Transfer-Encoding: chunked", "5\r\nhello!\r\n0\r\n\r\n")
            .append(head({"GET /smuggled HTTP/1.1", "Host: h"})),
        "head chunked\nrefused 400");
}

void TestHttp1Parser::requests()
{
    QFETCH(QByteArray, bytes);
    for (const BodyRoad road : {BodyRoad::Parsed, BodyRoad::Direct}) {
        QTEST(requestTranscript(bytes, kLimits, inOnePiece(), road), "expected");
        for (const qsizetype size : {1, 2, 3, 7})
            QTEST(requestTranscript(bytes, kLimits, inPiecesOf(size), road), "expected");
        for (qsizetype at = 1; at < bytes.size(); ++at)
            QTEST(requestTranscript(bytes, kLimits, splitAt(at), road), "expected");
    }
}

void TestHttp1Parser::responses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("toHead");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << false << QByteArray(expected);
    };
    const auto toHead = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << true << QByteArray(expected);
    };
    row("length", head({"HTTP/1.1 200 OK", "Content-Length: 2"}).append("{}"),
        "200 \"OK\" keep \"{}\"");
    row("length 0", head({"HTTP/1.1 200 OK", "Content-Length: 0"}), "200 \"OK\" keep");
    row("closes", head({"HTTP/1.1 200 OK", "Content-Length: 0", "Connection: close"}),
        "200 \"OK\" close");
    row("HTTP/1.0", head({"HTTP/1.0 200 OK", "Content-Length: 0"}), "200 \"OK\" close");
    row("HTTP/1.0 that stays",
        head({"HTTP/1.0 200 OK", "Content-Length: 0", "Connection: keep-alive"}),
        "200 \"OK\" keep");
    row("chunked",
        head({"HTTP/1.1 200 OK", "Transfer-Encoding: chunked"})
            .append("2;x=y\r\n{}\r\n0\r\nA: 1\r\n\r\n"),
        "200 \"OK\" keep \"{}\"");
    row("until close", head({"HTTP/1.1 200 OK"}).append("{}"), "200 \"OK\" close \"{}\"");
    row("nothing until close", head({"HTTP/1.1 200 OK"}), "200 \"OK\" close");
    row("100 first",
        head({"HTTP/1.1 100 Continue"})
            .append(head({"HTTP/1.1 200 OK", "Content-Length: 2"}))
            .append("{}"),
        "200 \"OK\" keep \"{}\"");
    row("103, 100, then the answer",
        head({"HTTP/1.1 103 Early Hints", "Link: x"})
            .append(head({"HTTP/1.1 100 Continue"}))
            .append(head({"HTTP/1.1 204 No Content"})),
        "204 \"No Content\" keep");
    row("only a 100", head({"HTTP/1.1 100 Continue"}), "more");
    row("101", head({"HTTP/1.1 101 Switching Protocols", "Upgrade: x"}),
        "101 \"Switching Protocols\" close");
    row("204 that lies", head({"HTTP/1.1 204 No Content", "Content-Length: 5"}),
        "204 \"No Content\" keep");
    row("304", head({"HTTP/1.1 304 Not Modified", "Content-Length: 5"}),
        "304 \"Not Modified\" keep");
    toHead("HEAD", head({"HTTP/1.1 200 OK", "Content-Length: 5"}), "200 \"OK\" keep");
    toHead("HEAD, chunked", head({"HTTP/1.1 200 OK", "Transfer-Encoding: chunked"}),
           "200 \"OK\" keep");
    row("bytes behind it", head({"HTTP/1.1 200 OK", "Content-Length: 2"}).append("{}HTTP"),
        "200 \"OK\" keep \"{}\" left 4");
    row("closed in the head", "HTTP/1.1 200 OK\r\nContent-Le", "more");
    row("closed in the body", head({"HTTP/1.1 200 OK", "Content-Length: 5"}).append("hell"),
        "more");
    row("closed in a chunk",
        head({"HTTP/1.1 200 OK", "Transfer-Encoding: chunked"}).append("5\r\nhel"), "more");
    row("nothing", "", "more");
    row("garbage", "220 mail.example ESMTP ready\r\n", "refused 502");
    row("both framings",
        head({"HTTP/1.1 200 OK", "Content-Length: 2", "Transfer-Encoding: chunked"}).append("{}"),
        "refused 502");
    row("two lengths", head({"HTTP/1.1 200 OK", "Content-Length: 2", "Content-Length: 3"}),
        "refused 502");
    row("length in letters", head({"HTTP/1.1 200 OK", "Content-Length: two"}), "refused 502");
    row("length above the limit", head({"HTTP/1.1 200 OK", "Content-Length: 41"}), "refused 502");
    row("gzip coding", head({"HTTP/1.1 200 OK", "Transfer-Encoding: gzip"}), "refused 502");
    row("broken chunk", head({"HTTP/1.1 200 OK", "Transfer-Encoding: chunked"}).append("x\r\n"),
        "refused 502");
    row("too much until close", head({"HTTP/1.1 200 OK"}).append(QByteArray(41, 'x')),
        "refused 502");
    row("head above the limit", QByteArray("HTTP/1.1 200 OK\r\nA: ").append(QByteArray(300, 'x')),
        "refused 502");
}

void TestHttp1Parser::responses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, toHead);
    QTEST(responseTranscript(bytes, kLimits, inOnePiece(), toHead), "expected");
    for (const qsizetype size : {1, 2, 3, 7})
        QTEST(responseTranscript(bytes, kLimits, inPiecesOf(size), toHead), "expected");
    for (qsizetype at = 1; at < bytes.size(); ++at)
        QTEST(responseTranscript(bytes, kLimits, splitAt(at), toHead), "expected");
}

/// A server may send as many as it likes; they must not cost stack.
void TestHttp1Parser::manyInterimResponses()
{
    const QByteArray bytes =
        head({"HTTP/1.1 100 "}).repeated(50'000).append(head({"HTTP/1.1 204 "}));
    QCOMPARE(responseTranscript(bytes, Limits(), inOnePiece()), "204 \"\" keep");
}

void TestHttp1Parser::partsOfARequest()
{
    RequestParser parser(kLimits);
    const QByteArray bytes = post("Content-Length: 3", "abc");
    QCOMPARE(parser.advance(bytes).event, Parsed::Event::Head);
    QCOMPARE(parser.plan(), (BodyPlan{Framing::Length, 3}));
    QVERIFY(parser.inBody());
    const Parsed parsed = parser.advance(QByteArrayView("abc"));
    QCOMPARE(parsed.event, Parsed::Event::Complete);
    QCOMPARE(parsed.consumed, 3);
    const Request request = parser.take();
    QCOMPARE(request.head.raw(), bytes.chopped(3));
    // Views stay valid in copies: they share the head's bytes.
    const Request copy = request;
    QCOMPARE(copy.method, QByteArrayView("POST"));
    QCOMPARE(copy.target, QByteArrayView("/"));
    QVERIFY(copy.method.data() == copy.head.raw().constData());
    QVERIFY(parser.idle());
    QVERIFY(parser.take().head.raw().isEmpty());
}

void TestHttp1Parser::partialRequests()
{
    RequestParser inBody(kLimits);
    const QByteArray start = post("Content-Length: 5", "");
    QCOMPARE(inBody.advance(start).event, Parsed::Event::Head);
    QCOMPARE(inBody.advance(QByteArrayView("he")).event, Parsed::Event::NeedMore);
    const Request partial = inBody.takePartial();
    QCOMPARE(partial.body, "he");
    QCOMPARE(partial.head.raw(), start);

    RequestParser inHead(kLimits);
    QCOMPARE(inHead.advance(QByteArrayView("GET / HTTP/1.1\r\nHo")).event, Parsed::Event::NeedMore);
    QVERIFY(inHead.takePartial().head.raw().isEmpty());

    RequestParser refused(kLimits);
    QCOMPARE(refused.advance(post("Content-Length: x", "")).event, Parsed::Event::Refused);
    QCOMPARE(refused.takePartial().method, QByteArrayView("POST"));
}

void TestHttp1Parser::pathAndQuery_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const char *name, const char *target, const char *path, const char *query) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(path) << QByteArray(query);
    };
    row("path", "/a/b", "/a/b", "");
    row("path and query", "/a?b=c?d", "/a", "b=c?d");
    row("empty query", "/a?", "/a", "");
    row("asterisk", "*", "*", "");
    row("absolute", "http://h:1/a?b", "/a", "b");
    row("absolute without a path", "http://h", "/", "");
    row("absolute with a query only", "https://h?b", "/", "b");
    row("a path that looks absolute", "/http://h/a", "/http://h/a", "");
    row("a query that looks absolute", "/a?u=http://h/b", "/a", "u=http://h/b");
}

void TestHttp1Parser::pathAndQuery()
{
    QFETCH(QByteArray, target);
    Request request;
    request.target = target;
    QTEST(request.path().toByteArray(), "path");
    QTEST(request.query().toByteArray(), "query");
}

QTEST_GUILESS_MAIN(TestHttp1Parser)
#include "tst_http1parser.moc"
