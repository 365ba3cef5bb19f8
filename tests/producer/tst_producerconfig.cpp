// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/config.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Config sound()
{
    Config config;
    config.target = QUrl(u"http://127.0.0.1:8028/webhooks"_s);
    return config;
}

} // namespace

class TestProducerConfig final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotWork_data();
    void whatCannotWork();
    void heads_data();
    void heads();
};

void TestProducerConfig::whatCannotWork_data()
{
    QTest::addColumn<Config>("config");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, auto change, const QString &message) {
        Config config = sound();
        change(config);
        QTest::newRow(name) << config << message;
    };
    row("nothing", [](Config &) {}, {});
    row(
        "no address", [](Config &c) { c.target = {}; }, u"--url: this is no address"_s);
    row(
        "no host", [](Config &c) { c.target = QUrl(u"/webhooks"_s); }, u"this is no address"_s);
    row("https", [](Config &c) { c.target.setScheme(u"https"_s); }, {});
    row(
        "ftp", [](Config &c) { c.target.setScheme(u"ftp"_s); },
        u"ftp://127.0.0.1:8028/webhooks: only http:// and https:// are spoken"_s);
    row(
        "a password in the URL", [](Config &c) { c.target.setUserInfo(u"me:hush"_s); },
        u"http://127.0.0.1:8028/webhooks: credentials do not belong into the URL"_s);
    row(
        "a line break in the token", [](Config &c) { c.token = Secret("abc\n"); },
        u"--auth-token: a token cannot hold control characters"_s);
    row(
        "a next token without a first", [](Config &c) { c.nextToken = Secret("abc"); },
        u"--next-token: it replaces the token of --auth-token"_s);
    row(
        "a line break in the next token",
        [](Config &c) {
            c.token = Secret("abc");
            c.nextToken = Secret("def\n");
        },
        u"--next-token: a token cannot hold control characters"_s);
    row(
        "a line break in the label", [](Config &c) { c.source = "IDX\r\nX: y"; }, u"--source: "_s);
    row(
        "a DEL in the label", [](Config &c) { c.source = "IDX\x7f"; }, u"--source: "_s);
    row("UTF-8 in the label", [](Config &c) { c.source = "\xc3\x96rtchen"; }, {});
    row(
        "a blank in a field's name",
        [](Config &c) {
            c.fields = {{"X Y", "1"}};
        },
        u"--header: "_s);
    row(
        "a NUL in a field",
        [](Config &c) {
            c.fields = {{"X", QByteArray("\0", 1)}};
        },
        u"--header: "_s);
    row(
        "the framing",
        [](Config &c) {
            c.fields = {{"content-length", "3"}};
        },
        u"--header: content-length is set by the bench"_s);
    row(
        "the other framing",
        [](Config &c) {
            c.fields = {{"Transfer-Encoding", "chunked"}};
        },
        u"--header: Transfer-Encoding is set by the bench"_s);
    row(
        "a field that HTTP/2 has not",
        [](Config &c) {
            c.route.http = HttpVersion::Http2;
            c.fields = {{"Connection", "close"}};
        },
        u"--header: HTTP/2 has no field Connection"_s);
    row(
        "a token endpoint and nobody who asks",
        [](Config &c) { c.oauth.tokenUrl = QUrl(u"https://h/token"_s); }, u"--client-id: "_s);
    row(
        "a token endpoint and a token",
        [](Config &c) {
            c.oauth = {QUrl(u"https://h/token"_s), "id", Secret("secret"), {}};
            c.token = Secret("abc");
        },
        u"--token-url: tokens come from there"_s);
    row(
        "a password in the token endpoint's URL",
        [](Config &c) {
            c.oauth = {QUrl(u"https://me:hush@h/token"_s), "id", Secret("secret"), {}};
        },
        u"https://h/token: credentials do not belong into the URL"_s);
    row(
        "empty requests", [](Config &c) { c.batch = 0; }, u"--batch: "_s);
    row(
        "no time", [](Config &c) { c.timeout = 0ms; }, u"--timeout: "_s);
    row(
        "no connection", [](Config &c) { c.delivery.inFlight = 0; }, u"--in-flight: "_s);
    row(
        "fewer connections than none", [](Config &c) { c.delivery.inFlight = -1; },
        u"--in-flight: "_s);
    row(
        "a negative rate", [](Config &c) { c.delivery.eventsPerSecond = -1; }, u"--rate: "_s);
    row(
        "a rate that is no number", [](Config &c) { c.delivery.eventsPerSecond = std::nan(""); },
        u"--rate: "_s);
    row(
        "a rate of one in a lifetime", [](Config &c) { c.delivery.eventsPerSecond = 1e-12; },
        u"--rate: 1e-12 events per second cannot be kept; write 0.001 to 1000000000"_s);
    row(
        "no attempt", [](Config &c) { c.delivery.maxAttempts = 0; }, u"--max-attempts: "_s);
    row(
        "waits the wrong way round", [](Config &c) { c.delivery.backoffMax = 1ms; },
        u"--backoff: "_s);
}

void TestProducerConfig::whatCannotWork()
{
    QFETCH(Config, config);
    QFETCH(QString, message);
    const Result<> result = check(config);
    const QString told = result ? QString() : result.fault().message();
    QCOMPARE(told.isEmpty(), message.isEmpty());
    QVERIFY2(told.contains(message), qPrintable(told));
    QVERIFY(result || result.fault().kind == FaultKind::Usage);
    QVERIFY(!told.contains(u"hush"_s) && !told.contains(u"abc"_s));
}

void TestProducerConfig::heads_data()
{
    QTest::addColumn<Config>("config");
    QTest::addColumn<QByteArray>("head");
    const auto row = [](const char *name, auto change, const char *head) {
        Config config = sound();
        change(config);
        QTest::newRow(name) << config << QByteArray(head);
    };
    row(
        "the least", [](Config &) {},
        "POST /webhooks HTTP/1.1\r\nHost: 127.0.0.1:8028\r\nUser-Agent: pushbench\r\n"
        "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n");
    row(
        "token, label and more",
        [](Config &c) {
            c.token = Secret("abc");
            c.source = "IDX Feed 123";
            c.fields = {{"X-Trace", "1"}, {"X-Trace", "2"}};
        },
        "POST /webhooks HTTP/1.1\r\nHost: 127.0.0.1:8028\r\nUser-Agent: pushbench\r\n"
        "Content-Type: application/json\r\nAuthorization: Bearer abc\r\n"
        "EntityEventSource: IDX Feed 123\r\nX-Trace: 1\r\nX-Trace: 2\r\n"
        "Content-Length: 12\r\n\r\n");
    row(
        "only a host", [](Config &c) { c.target = QUrl(u"http://example.com"_s); },
        "POST / HTTP/1.1\r\nHost: example.com\r\nUser-Agent: pushbench\r\n"
        "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n");
    row(
        "IPv6, a query, letters that need escaping",
        [](Config &c) { c.target = QUrl(u"http://[::1]:80/a b/\u00e4?x=1&y=\u00e4"_s); },
        "POST /a%20b/%C3%A4?x=1&y=%C3%A4 HTTP/1.1\r\nHost: [::1]:80\r\n"
        "User-Agent: pushbench\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n");
    row(
        "HTTP/2",
        [](Config &c) {
            c.target = QUrl(u"https://h/hook?x=1"_s);
            c.route.http = HttpVersion::Http2;
            c.token = Secret("abc");
            c.fields = {{"X-Trace", "A b"}};
        },
        ":method: POST\r\n:scheme: https\r\n:authority: h\r\n:path: /hook?x=1\r\n"
        "user-agent: pushbench\r\ncontent-type: application/json\r\n"
        "authorization: Bearer abc\r\nx-trace: A b\r\ncontent-length: 12\r\n\r\n");
    const auto proxied = [](Config &c) {
        c.route.proxy =
            wire::Proxy{.host = u"p"_s, .port = 1, .user = "me", .password = Secret("s")};
    };
    row("a proxy that reads", proxied,
        "POST http://127.0.0.1:8028/webhooks HTTP/1.1\r\nHost: 127.0.0.1:8028\r\n"
        "User-Agent: pushbench\r\nContent-Type: application/json\r\n"
        "Proxy-Authorization: Basic bWU6cw==\r\nContent-Length: 12\r\n\r\n");
    row(
        "a proxy that only tunnels",
        [proxied](Config &c) {
            proxied(c);
            c.target.setScheme(u"https"_s);
        },
        "POST /webhooks HTTP/1.1\r\nHost: 127.0.0.1:8028\r\nUser-Agent: pushbench\r\n"
        "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n");
}

void TestProducerConfig::heads()
{
    QFETCH(Config, config);
    QTEST(requestHead(config, 12), "head");
}

QTEST_GUILESS_MAIN(TestProducerConfig)
#include "tst_producerconfig.moc"
