// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/headreader.h"
#include "tests/support/testcase.h"
#include "tests/wire/transcript.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

using Kind = HeadReader::Kind;
using Step = HeadReader::Step;

const Limits kLimits{.headBytes = 200, .targetBytes = 40, .fields = 4};

/// "GET /x 1.1 | Host=h", "200 \"OK\" 1.1 | Via=a", "refused 431", "more".
QByteArray textOf(HeadReader &reader, Kind kind, Step step, QByteArrayView data)
{
    if (step == Step::NeedMore)
        return "more";
    if (step == Step::Refused)
        return QByteArray("refused ").append(QByteArray::number(reader.refusal().status));
    const qsizetype size = reader.size();
    const Head head = reader.take(data);
    const auto part = [&head](HeadReader::Part where) {
        return QByteArrayView(head.raw()).sliced(where.at, where.size);
    };
    QByteArray text;
    if (kind == Kind::Request)
        text.append(part(reader.method())).append(' ').append(part(reader.target()));
    else if (kind == Kind::Response)
        text.append(QByteArray::number(reader.status()))
            .append(" \"")
            .append(part(reader.reason()))
            .append('"');
    if (kind != Kind::Trailers)
        text.append(' ')
            .append(char('0' + reader.version().major))
            .append('.')
            .append(char('0' + reader.version().minor));
    text.append(" | ").append(fieldsText(head));
    if (head.raw() != data.first(size))
        text.append(" | raw differs");
    if (size < data.size())
        text.append(" | left ").append(QByteArray::number(data.size() - size));
    return text.trimmed();
}

/// Shows the reader first `first` bytes, then `step` more at a time.
QByteArray readText(Kind kind, QByteArrayView data, qsizetype first, qsizetype step)
{
    HeadReader reader(kind, kLimits);
    for (qsizetype shown = first; shown < data.size(); shown += step) {
        const Step result = reader.read(data.first(shown));
        if (result != Step::NeedMore)
            return textOf(reader, kind, result, data);
    }
    return textOf(reader, kind, reader.read(data), data);
}

} // namespace

class TestHeadReader final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void heads_data();
    void heads();
    void aReaderIsReset();
    void fieldsAreFound();
};

void TestHeadReader::heads_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    const auto request = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << int(Kind::Request) << bytes << QByteArray(expected);
    };
    request("plain", "GET /x HTTP/1.1\r\nHost: h\r\n\r\n", "GET /x 1.1 | Host=h");
    request("no fields", "GET /x HTTP/1.0\r\n\r\n", "GET /x 1.0 |");
    request("bytes behind it", "GET /x HTTP/1.1\r\n\r\nGET", "GET /x 1.1 |  | left 3");
    request("case and order are kept", "GET / HTTP/1.1\r\nhOST: h\r\nB: 2\r\nA: 1\r\n\r\n",
            "GET / 1.1 | hOST=h, B=2, A=1");
    request("blanks around a value go", "GET / HTTP/1.1\r\nA: \t x y \t\r\n\r\n",
            "GET / 1.1 | A=x y");
    request("no blank before a value", "GET / HTTP/1.1\r\nA:x\r\n\r\n", "GET / 1.1 | A=x");
    request("empty value", "GET / HTTP/1.1\r\nA:\r\nB: \r\n\r\n", "GET / 1.1 | A=, B=");
    request("colons in a value", "GET / HTTP/1.1\r\nA: b:c\r\n\r\n", "GET / 1.1 | A=b:c");
    request("bytes above ASCII in a value", "GET / HTTP/1.1\r\nA: \xC3\xA4\r\n\r\n",
            "GET / 1.1 | A=\xC3\xA4");
    request("any token is a method", "p!#x /x HTTP/1.1\r\n\r\n", "p!#x /x 1.1 |");
    request("absolute target", "GET HTTP://h:1/x?y HTTP/1.1\r\n\r\n", "GET HTTP://h:1/x?y 1.1 |");
    request("asterisk", "OPTIONS * HTTP/1.1\r\n\r\n", "OPTIONS * 1.1 |");
    request("authority", "CONNECT h:443 HTTP/1.1\r\n\r\n", "CONNECT h:443 1.1 |");
    request("a later minor version", "GET / HTTP/1.2\r\n\r\n", "GET / 1.2 |");
    request("nothing", "", "more");
    request("unfinished line", "GET / HTTP/1.1\r", "more");
    request("unfinished head", "GET / HTTP/1.1\r\nHost: h\r\n\r", "more");

    request("asterisk for a POST", "POST * HTTP/1.1\r\n\r\n", "refused 400");
    request("authority for a GET", "GET h:443 HTTP/1.1\r\n\r\n", "refused 400");
    request("path for a CONNECT", "CONNECT /x HTTP/1.1\r\n\r\n", "refused 400");
    request("absolute target without a host", "GET http:///x HTTP/1.1\r\n\r\n", "refused 400");
    request("absolute target that ends early", "GET http:// HTTP/1.1\r\n\r\n", "refused 400");
    request("other scheme", "GET ftp://h/ HTTP/1.1\r\n\r\n", "refused 400");
    request("fragment", "GET /#a HTTP/1.1\r\n\r\n", "refused 400");
    request("bytes above ASCII in the target", "GET /\xC3\xA4 HTTP/1.1\r\n\r\n", "refused 400");
    request("blank in the target", "GET /a b HTTP/1.1\r\n\r\n", "refused 400");
    request("two blanks", "GET  / HTTP/1.1\r\n\r\n", "refused 400");
    request("tabs for blanks", "GET\t/\tHTTP/1.1\r\n\r\n", "refused 400");
    request("blank behind the version", "GET / HTTP/1.1 \r\n\r\n", "refused 400");
    request("no version", "GET /\r\n\r\n", "refused 400");
    request("no target", "GET HTTP/1.1\r\n\r\n", "refused 400");
    request("lower-case version", "GET / http/1.1\r\n\r\n", "refused 400");
    request("version without its point", "GET / HTTP/11\r\n\r\n", "refused 400");
    request("version of two digits", "GET / HTTP/1.10\r\n\r\n", "refused 400");
    request("major version 2", "PRI * HTTP/2.0\r\n\r\n", "refused 505");
    request("major version 0", "GET / HTTP/0.9\r\n\r\n", "refused 505");
    request("target of 40 bytes",
            QByteArray("GET /").append(QByteArray(39, 'a')).append(" HTTP/1.1\r\n\r\n"),
            "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 1.1 |");
    request("target of 41 bytes",
            QByteArray("GET /").append(QByteArray(40, 'a')).append(" HTTP/1.1\r\n\r\n"),
            "refused 414");
    request("request line that does not end", QByteArray("GET /").append(QByteArray(300, 'a')),
            "refused 414");
    request("bracket in the method", "G(T / HTTP/1.1\r\n\r\n", "refused 400");
    request("TLS handshake", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01", 8), "refused 400");
    request("binary garbage", QByteArray("\x80\xff\x00\x01", 4), "refused 400");
    request("blank first", " GET / HTTP/1.1\r\n\r\n", "refused 400");
    request("bare LF behind the request line", "GET / HTTP/1.1\nHost: h\r\n\r\n", "refused 400");
    request("bare LF behind a field", "GET / HTTP/1.1\r\nHost: h\n\r\n", "refused 400");
    request("bare LF as the blank line", "GET / HTTP/1.1\r\nHost: h\r\n\n", "refused 400");
    request("bare CR in a value", "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", "refused 400");
    request("CR CR LF", "GET / HTTP/1.1\r\nA: b\r\r\n\r\n", "refused 400");
    request("NUL in a value", "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n"_ba, "refused 400");
    request("DEL in a value", "GET / HTTP/1.1\r\nA: b\x7f\r\n\r\n", "refused 400");
    request("folded field", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "refused 400");
    request("first field folded", "GET / HTTP/1.1\r\n A: b\r\n\r\n", "refused 400");
    request("blank before the colon", "GET / HTTP/1.1\r\nA : b\r\n\r\n", "refused 400");
    request("no colon", "GET / HTTP/1.1\r\nA b\r\n\r\n", "refused 400");
    request("no name", "GET / HTTP/1.1\r\n: b\r\n\r\n", "refused 400");
    request("four fields", "GET / HTTP/1.1\r\na:1\r\nb:2\r\nc:3\r\nd:4\r\n\r\n",
            "GET / 1.1 | a=1, b=2, c=3, d=4");
    request("five fields", "GET / HTTP/1.1\r\na:1\r\nb:2\r\nc:3\r\nd:4\r\ne:5\r\n\r\n",
            "refused 431");
    const QByteArray start = "GET / HTTP/1.1\r\na: ";
    request(
        "head of 200 bytes",
        QByteArray(start).append(QByteArray(200 - start.size() - 4, 'x')).append("\r\n\r\n"),
        QByteArray("GET / 1.1 | a=").append(QByteArray(200 - start.size() - 4, 'x')).constData());
    request("head of 201 bytes",
            QByteArray(start).append(QByteArray(201 - start.size() - 4, 'x')).append("\r\n\r\n"),
            "refused 431");
    request("field that does not end", QByteArray(start).append(QByteArray(300, 'x')),
            "refused 431");

    const auto response = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << int(Kind::Response) << bytes << QByteArray(expected);
    };
    response("response", "HTTP/1.1 200 OK\r\nVia: a\r\n\r\n", "200 \"OK\" 1.1 | Via=a");
    response("reason of several words", "HTTP/1.1 404 Not Found\r\n\r\n",
             "404 \"Not Found\" 1.1 |");
    response("empty reason", "HTTP/1.1 200 \r\n\r\n", "200 \"\" 1.1 |");
    response("no reason", "HTTP/1.1 200\r\n\r\n", "200 \"\" 1.1 |");
    response("response by HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n", "200 \"OK\" 1.0 |");
    response("status above 599", "HTTP/1.1 999 Odd\r\n\r\n", "999 \"Odd\" 1.1 |");
    response("status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", "refused 502");
    response("status of two digits", "HTTP/1.1 20 OK\r\n\r\n", "refused 502");
    response("status below 100", "HTTP/1.1 099 OK\r\n\r\n", "refused 502");
    response("no status", "HTTP/1.1 OK\r\n\r\n", "refused 502");
    response("control character in the reason", "HTTP/1.1 200 O\x01K\r\n\r\n", "refused 502");
    response("response by HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", "refused 502");
    response("mail server", "220 mail.example ESMTP\r\n", "refused 502");
    response("response with a bare LF", "HTTP/1.1 200 OK\nA: b\r\n\r\n", "refused 502");
    response("response with five fields",
             "HTTP/1.1 200 OK\r\na:1\r\nb:2\r\nc:3\r\nd:4\r\ne:5\r\n\r\n", "refused 502");

    const auto trailers = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << int(Kind::Trailers) << bytes << QByteArray(expected);
    };
    trailers("no trailers", "\r\n", "|");
    trailers("two trailers", "A: 1\r\nB: 2\r\n\r\nGET", "| A=1, B=2 | left 3");
    trailers("trailer without a colon", "A\r\n\r\n", "refused 400");
    trailers("unfinished trailers", "A: 1\r\n", "more");
}

void TestHeadReader::heads()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, bytes);
    QTEST(readText(Kind(kind), bytes, bytes.size(), 1), "expected");
    QTEST(readText(Kind(kind), bytes, 1, 1), "expected");
    for (qsizetype at = 0; at <= bytes.size(); ++at)
        QTEST(readText(Kind(kind), bytes, at, bytes.size()), "expected");
}

void TestHeadReader::aReaderIsReset()
{
    HeadReader reader(Kind::Request, kLimits);
    QCOMPARE(reader.read("GET /a HTTP/1.1\r\nA: 1\r\nB: 2\r\n\r\n"), Step::Complete);
    static_cast<void>(reader.take("GET /a HTTP/1.1\r\nA: 1\r\nB: 2\r\n\r\n"));
    reader.reset();
    const QByteArray second = "GET /b HTTP/1.0\r\nC: 3\r\n\r\n";
    QCOMPARE(reader.read(second), Step::Complete);
    QCOMPARE(textOf(reader, Kind::Request, Step::Complete, second), "GET /b 1.0 | C=3");
}

void TestHeadReader::fieldsAreFound()
{
    const QByteArray bytes = "GET / HTTP/1.1\r\nVia: a\r\nConnection: x,\tClose\r\nVIA: b\r\n\r\n";
    HeadReader reader(Kind::Request, kLimits);
    QCOMPARE(reader.read(bytes), Step::Complete);
    const Head head = reader.take(bytes);
    QCOMPARE(head.value("vIa").value(), QByteArrayView("a"));
    QCOMPARE(head.values("via").size(), 2);
    QCOMPARE(head.values("via").last(), QByteArrayView("b"));
    QVERIFY(!head.value("vi"));
    QVERIFY(head.values("viaa").isEmpty());
    QVERIFY(head.lists("connection", "close"));
    QVERIFY(head.lists("connection", "X"));
    QVERIFY(!head.lists("connection", "clos"));
    QVERIFY(!head.lists("via", "close"));
}

QTEST_GUILESS_MAIN(TestHeadReader)
#include "tst_headreader.moc"
