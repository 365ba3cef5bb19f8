// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/http1parser.h"
#include "core/wire/router.h"
#include "tests/support/testcase.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

Request requestOf(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
{
    RequestParser parser{Limits{}};
    const QByteArray bytes = method + ' ' + target
        + " HTTP/1.1\r\nHost: h\r\nX-Own: Case\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    QByteArrayView rest(bytes);
    while (true) {
        const Parsed parsed = parser.advance(rest);
        rest = rest.sliced(parsed.consumed);
        if (parsed.event == Parsed::Event::Complete)
            return parser.take();
        if (parsed.event == Parsed::Event::Refused)
            qFatal("the test's request is none: %s", qPrintable(parser.refusal().reason));
    }
}

Router::Handler says(const char *text)
{
    return [text](const Request &) { return Response{.body = text}; };
}

Response refusal(const Request &, int status, const QByteArray &allow)
{
    return {.status = status, .body = allow};
}

/// A router as the hosted resource has one.
class House
{
public:
    House()
    {
        router.route(u"/"_s, "GET, HEAD", says("root"));
        router.route(u"/\\$metadata"_s, "GET, HEAD", says("metadata"));
        router.route(u"/resume"_s, "POST", says("resume"));
        router.route(u"/EntityEvent\\(.*\\)"_s, "GET", says("one"));
        router.route(u"/[^/(]+\\(.*\\)"_s, "GET, PATCH", says("record"));
    }

    Router router{refusal};
};

} // namespace

class TestRouter final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data();
    void paths();
    void theHandlerSeesWhatTheGateTook();
    void theAnswerComesBackUntouched();
    void oneConnectionForThousands();
    void noPortIsOpened();
};

void TestRouter::paths_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *method, const QByteArray &target,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(method) << target << QByteArray(expected);
    };
    row("the root", "GET", "/", "200 root");
    row("a query is no part of the path", "GET", "/?a=/resume", "200 root");
    row("an absolute target", "GET", "http://elsewhere/$metadata", "200 metadata");
    row("a dollar that is percent-encoded", "GET", "/%24metadata", "200 metadata");
    row("letters that are percent-encoded", "GET", "/%24%6Detadata", "200 metadata");
    row("a parenthesis that is percent-encoded", "GET", "/EntityEvent%281101%29", "200 one");
    row("the first pattern that matches decides", "GET", "/EntityEvent(1)", "200 one");
    row("the other pattern", "GET", "/Property('x')", "200 record");
    row("a slash inside of a key", "GET", "/Property('a/b')", "200 record");
    row("a slash that is percent-encoded", "GET", "/Property('a%2Fb')", "200 record");
    row("a percent sign inside of a key", "GET", "/Property('100%25')", "200 record");
    row("a percent sign that is none", "GET", "/Property('%zz')", "200 record");
    row("a question mark inside of a key", "GET", "/Property('a%3Fb')", "200 record");
    row("a hash inside of a key", "GET", "/Property('a%23b')", "200 record");
    row("line ends inside of a key", "GET", "/Property('%0D%0A%0D%0AGET%20/')", "200 record");
    row("a line end behind the path", "POST", "/resume%0A", "404 ");
    row("a NUL inside of a key", "GET", "/Property('%00')", "200 record");
    row("bytes that are no UTF-8", "GET", "/Property('%FF%FE')", "200 record");
    row("letters of far away", "GET", "/Property('%C3%A4%F0%9F%8F%A0')", "200 record");
    row("two slashes are no authority", "GET", "//resume", "404 ");
    row("dots stay where they are", "GET", "/x/../$metadata", "404 ");
    row("nothing there", "GET", "/nothing", "404 ");
    row("the case counts", "GET", "/$Metadata", "404 ");
    row("more behind it", "GET", "/$metadata/more", "404 ");
    row("a long path", "GET", "/" + QByteArray(16'000, 'x'), "404 ");
    row("HEAD where it is known", "HEAD", "/", "200 root");
    row("the wrong method", "GET", "/resume", "405 POST");
    row("the wrong method of two", "POST", "/$metadata", "405 GET, HEAD");
    row("the first pattern's methods count", "PATCH", "/EntityEvent(1)", "405 GET");
    row("PATCH where it is known", "PATCH", "/Property('x')", "200 record");
    row("OPTIONS", "OPTIONS", "/", "405 GET, HEAD");
    row("TRACE", "TRACE", "/", "405 GET, HEAD");
    row("a method of nobody", "MERGE", "/", "501 ");
    row("a method in lower case", "get", "/", "501 ");
}

void TestRouter::paths()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    House house;
    const Response response = house.router.answer(requestOf(method, target));
    QTEST(QByteArray(QByteArray::number(response.status) + ' ' + response.body), "expected");
    // What came before leaves nothing behind.
    QCOMPARE(house.router.answer(requestOf("POST", "/resume")).body, "resume");
}

void TestRouter::theHandlerSeesWhatTheGateTook()
{
    Router router(refusal);
    QByteArray seen;
    router.route(u"/hook"_s, "POST", [&seen](const Request &request) {
        seen =
            request.head.value("x-own")->toByteArray() + ' ' + request.query() + ' ' + request.body;
        return Response{};
    });
    QCOMPARE(router.answer(requestOf("POST", "/hook?q=%20+", "body")).status, 200);
    QCOMPARE(seen, "Case q=%20+ body");
}

void TestRouter::theAnswerComesBackUntouched()
{
    Router router(refusal);
    const Fields fields{{"OData-Version", "4.0"}, {"Set-Two", "a"}, {"Set-Two", "b"}};
    router.route(u"/"_s, "GET", [&fields](const Request &) {
        return Response{.status = 429, .fields = fields, .body = QByteArray(1'000'000, 'x')};
    });
    const Response response = router.answer(requestOf("GET", "/"));
    QCOMPARE(response.status, 429);
    QCOMPARE(response.fields, fields);
    QCOMPARE(response.body.size(), 1'000'000);
}

void TestRouter::oneConnectionForThousands()
{
    House house;
    for (int i = 0; i < 5'000; ++i) {
        QCOMPARE(house.router.answer(requestOf("GET", "/EntityEvent(1)")).body, "one");
        QCOMPARE(house.router.answer(requestOf("GET", "/nothing")).status, 404);
    }
    QCoreApplication::processEvents();
    QCOMPARE(house.router.answer(requestOf("GET", "/")).body, "root");
}

void TestRouter::noPortIsOpened()
{
    const auto listening = [] {
        QFile file(u"/proc/self/net/tcp"_s);
        QSet<QByteArray> sockets;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : file.readAll().split('\n')) {
                const QList<QByteArray> words = line.simplified().split(' ');
                if (words.size() > 9 && words[3] == "0A")
                    sockets.insert(words[9]); // its inode
            }
        }
        return sockets;
    };
    const auto own = [] {
        QSet<QByteArray> inodes;
        const QDir folder(u"/proc/self/fd"_s);
        for (const QString &name : folder.entryList(QDir::System | QDir::Files)) {
            const QByteArray target =
                QFile::symLinkTarget(folder.filePath(name)).section(u'/', -1).toLatin1();
            if (target.startsWith("socket:["))
                inodes.insert(target.sliced(8).chopped(1));
        }
        return inodes;
    };
    if (!QFile::exists(u"/proc/self/net/tcp"_s))
        QSKIP("only where the kernel lists its sockets");
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    QCOMPARE((listening() & own()).size(), 1); // This test can see one.
    probe.close();
    const House house;
    QVERIFY((listening() & own()).isEmpty());
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
