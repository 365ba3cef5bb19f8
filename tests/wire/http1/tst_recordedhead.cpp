// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/http1writer.h"
#include "core/wire/recordedhead.h"
#include "tests/support/testcase.h"
#include "tests/wire/transcript.h"

using namespace pushbench;
using namespace pushbench::wire;

namespace {

constexpr WallTime kNow{std::chrono::seconds(1'800'000'000)};

} // namespace

class TestRecordedHead final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void building();
    void reading_data();
    void reading();
    void rendering_data();
    void rendering();
};

void TestRecordedHead::building()
{
    HeadBuilder builder;
    builder.append(":path", "/x");
    builder.append("a", "");
    QCOMPARE(builder.fieldCount(), 2);
    QCOMPARE(builder.size(), 16);
    const Head head = builder.finish();
    QCOMPARE(head.raw(), ":path: /x\r\na: \r\n\r\n");
    QCOMPARE(head.value(":PATH"), QByteArrayView("/x"));
    QCOMPARE(head.value("a"), QByteArrayView(""));
    QCOMPARE(builder.fieldCount(), 0);
    QCOMPARE(builder.size(), 0);
}

void TestRecordedHead::reading_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected"); ///< Empty: not a head.
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("HTTP/1.1", "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n",
        "1 POST /x Host=h, Content-Length=5");
    row("HTTP/1.1 with a body beyond the limit of today",
        "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 99000000000\r\n\r\n",
        "1 POST /x Host=h, Content-Length=99000000000");
    row("HTTP/1.1 with a target beyond the limit of today",
        QByteArray("GET /").append(QByteArray(20'000, 'x')).append(" HTTP/1.1\r\nHost: h\r\n\r\n"),
        QByteArray("1 GET /").append(QByteArray(20'000, 'x')).append(" Host=h"));
    row("HTTP/2", ":method: POST\r\n:path: /x\r\na: b: c\r\n\r\n",
        "2 POST /x :method=POST, :path=/x, a=b: c");
    row("HTTP/2 in another order", "a: b\r\n:method: POST\r\n:path: /x\r\n\r\n", "");
    row("HTTP/2 with the path first", ":path: /x\r\n:method: POST\r\n\r\n",
        "2 POST /x :path=/x, :method=POST");
    row("HTTP/2 with an empty value", ":method: POST\r\n:path: /x\r\na: \r\n\r\n",
        "2 POST /x :method=POST, :path=/x, a=");
    row("CONNECT", ":method: CONNECT\r\n:authority: h:1\r\n\r\n",
        "2 CONNECT h:1 :method=CONNECT, :authority=h:1");
    row("nothing", "", "");
    row("HTTP/1.1 that is cut", "POST /x HTTP/1.1\r\nHost: h\r\n", "");
    row("HTTP/1.1 without a host", "POST /x HTTP/1.1\r\n\r\n", "");
    row("garbage", "\x16\x03\x01", "");
    row("HTTP/2 that is cut", ":method: POST\r\n:path: /x\r\n", "");
    row("HTTP/2 cut in a line", ":method: POST\r\n:path: /", "");
    row("HTTP/2 without a method", ":path: /x\r\n\r\n", "");
    row("HTTP/2 without a path", ":method: POST\r\n\r\n", "");
    row("HTTP/2 with a line that is no field", ":method: POST\r\n:path: /x\r\nabc\r\n\r\n", "");
    row("HTTP/2 with a name that is no token", ":method: POST\r\n:path: /x\r\na b: c\r\n\r\n", "");
    row("HTTP/2 with bytes behind it", ":method: POST\r\n:path: /x\r\n\r\nbody", "");
}

void TestRecordedHead::reading()
{
    QFETCH(QByteArray, bytes);
    QByteArray text;
    if (const std::optional<Request> request = readRecordedHead(bytes)) {
        QCOMPARE(request->head.raw(), bytes);
        text = QByteArray::number(request->version.major).append(' ');
        text.append(request->method).append(' ').append(request->target).append(' ');
        text.append(fieldsText(request->head));
    }
    QTEST(text, "expected");
}

void TestRecordedHead::rendering_data()
{
    QTest::addColumn<AnswerTraits>("traits");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const AnswerTraits &traits, const char *head,
                        const char *body) {
        QTest::newRow(name) << traits << QByteArray(head) << QByteArray(body);
    };
    row("HTTP/1.1", {},
        "HTTP/1.1 200 OK\r\nRetry-After: 5\r\nKeep-Alive: 9\r\n"
        "Date: Fri, 15 Jan 2027 08:00:00 GMT\r\nContent-Length: 2\r\n\r\n",
        "ok");
    row("HTTP/1.0 that stays", {.version = kHttp10},
        "HTTP/1.1 200 OK\r\nRetry-After: 5\r\nKeep-Alive: 9\r\n"
        "Date: Fri, 15 Jan 2027 08:00:00 GMT\r\nContent-Length: 2\r\n"
        "Connection: keep-alive\r\n\r\n",
        "ok");
    row("HTTP/2", {.version = kHttp2},
        ":status: 200\r\nretry-after: 5\r\ndate: Fri, 15 Jan 2027 08:00:00 GMT\r\n"
        "content-length: 2\r\n\r\n",
        "ok");
    row("HTTP/2 to HEAD, on a connection that ends",
        {.version = kHttp2, .keepAlive = false, .toHead = true},
        ":status: 200\r\nretry-after: 5\r\ndate: Fri, 15 Jan 2027 08:00:00 GMT\r\n"
        "content-length: 2\r\n\r\n",
        "");
}

void TestRecordedHead::rendering()
{
    QFETCH(AnswerTraits, traits);
    const RenderedResponse rendered = renderResponse(
        {.status = 200, .fields = {{"Retry-After", "5"}, {"Keep-Alive", "9"}}, .body = "ok"},
        traits, kNow);
    QTEST(rendered.head, "head");
    QTEST(rendered.body, "body");
}

QTEST_GUILESS_MAIN(TestRecordedHead)
#include "tst_recordedhead.moc"
