// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http1/bodyreader.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

using Step = BodyReader::Step;

const Limits kLimits{.headBytes = 80, .fields = 3, .bodyBytes = 50, .chunkLineBytes = 20};

BodyPlan planNamed(const QByteArray &name)
{
    if (name == "chunked")
        return {Framing::Chunked, 0};
    if (name == "until close")
        return {Framing::UntilClose, 0};
    return name.isEmpty() ? BodyPlan{} : BodyPlan{Framing::Length, name.toLongLong()};
}

/// "hello", "hello + A: 1", "hello | left 3", "refused 413", "more".
QByteArray readText(BodyPlan plan, QByteArrayView data, qsizetype first, qsizetype step)
{
    BodyReader reader(kLimits);
    reader.begin(plan);
    qsizetype shown = first;
    qsizetype at = 0;
    while (true) {
        qsizetype consumed = 0;
        const Step result = reader.read(data.sliced(at, qMin(shown, data.size()) - at), consumed);
        at += consumed;
        if (result == Step::Refused)
            return QByteArray("refused ").append(QByteArray::number(reader.refusal().status));
        if (result == Step::Complete || (shown >= data.size() && reader.close() == Step::Complete))
            break;
        if (shown >= data.size())
            return "more";
        shown += step;
    }
    QByteArray text = reader.takeBody();
    if (const QByteArray trailers = reader.takeTrailers(); !trailers.isEmpty())
        text.append(" + ").append(trailers.trimmed().replace("\r\n", ", "));
    if (at < data.size())
        text.append(" | left ").append(QByteArray::number(data.size() - at));
    return text;
}

Head headOf(const QByteArray &fields)
{
    const QByteArray bytes = QByteArray("GET / HTTP/1.1\r\n").append(fields).append("\r\n");
    static const Limits kWide;
    HeadReader reader(HeadReader::Kind::Request, kWide);
    const bool complete = reader.read(bytes) == HeadReader::Step::Complete;
    return complete ? reader.take(bytes) : Head();
}

QByteArray planText(const std::variant<BodyPlan, Refusal> &plan)
{
    if (const auto *refusal = std::get_if<Refusal>(&plan))
        return QByteArray("refused ").append(QByteArray::number(refusal->status));
    switch (std::get<BodyPlan>(plan).framing) {
    case Framing::None:
        return "none";
    case Framing::Length:
        return QByteArray::number(std::get<BodyPlan>(plan).length);
    case Framing::Chunked:
        return "chunked";
    case Framing::UntilClose:
        return "until close";
    }
    Q_UNREACHABLE();
}

} // namespace

class TestBodyReader final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void plans_data();
    void plans();
    void responsesWithoutABody_data();
    void responsesWithoutABody();
    void bodies_data();
    void bodies();
    void anAnnouncedLengthCostsNothing();
    void directTargetsGrowWithWhatCame();
};

void TestBodyReader::plans_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("oldRequest");
    QTest::addColumn<QByteArray>("response");

    const auto row = [](const char *name, const char *fields, const char *request,
                        const char *oldRequest, const char *response) {
        QTest::newRow(name) << QByteArray(fields) << QByteArray(request) << QByteArray(oldRequest)
                            << QByteArray(response);
    };
    const auto length = [](const char *name, const char *value, const char *expected) {
        QTest::newRow(name) << QByteArray("Content-Length: ").append(value).append("\r\n")
                            << QByteArray(expected) << QByteArray(expected) << QByteArray(expected);
    };
    const auto coding = [](const char *name, const char *value, const char *expected) {
        QTest::newRow(name) << QByteArray("Transfer-Encoding: ").append(value).append("\r\n")
                            << QByteArray(expected) << QByteArray("refused 400")
                            << QByteArray(expected);
    };
    row("nothing said", "", "none", "none", "until close");
    row("two equal lengths", "Content-Length: 5\r\nContent-Length: 5\r\n", "refused 400",
        "refused 400", "refused 400");
    row("two different lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "refused 400",
        "refused 400", "refused 400");
    row("length and coding", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "refused 400",
        "refused 400", "refused 400");
    row("two coding fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "refused 400", "refused 400", "refused 400");
    length("length 0", "0", "0");
    length("length 50", "50", "50");
    length("length with leading zeros", "0007", "7");
    length("length above the limit", "51", "refused 413");
    length("length 2^63", "9223372036854775808", "refused 413");
    length("length 2^64 - 1", "18446744073709551615", "refused 413");
    length("length 10^30", "1000000000000000000000000000000", "refused 413");
    length("negative length", "-5", "refused 400");
    length("length with a plus", "+5", "refused 400");
    length("length with a letter", "5x", "refused 400");
    length("list of equal lengths", "5, 5", "refused 400");
    length("empty length", "", "refused 400");
    length("hexadecimal length", "0x5", "refused 400");
    length("length with a fraction", "5.0", "refused 400");
    coding("chunked", "chunked", "chunked");
    coding("chunked in capitals", "CHUNKED", "chunked");
    coding("gzip", "gzip", "refused 501");
    coding("identity", "identity", "refused 501");
    coding("xchunked", "xchunked", "refused 501");
    coding("gzip, then chunked", "gzip, chunked", "refused 501");
    coding("chunked twice", "chunked, chunked", "refused 400");
    coding("chunked, then gzip", "chunked, gzip", "refused 400");
    coding("chunked with a parameter", "chunked;q=1", "refused 400");
    coding("empty coding", "", "refused 400");
    coding("quoted chunked", "\"chunked\"", "refused 400");
}

void TestBodyReader::plans()
{
    QFETCH(QByteArray, fields);
    const Head head = headOf(fields);
    QTEST(planText(planRequestBody(head, kHttp11, kLimits)), "request");
    QTEST(planText(planRequestBody(head, kHttp10, kLimits)), "oldRequest");
    QTEST(planText(planResponseBody(head, 200, false, kLimits)), "response");
    QCOMPARE(planText(planResponseBody(head, 200, true, kLimits)), "none");
}

void TestBodyReader::responsesWithoutABody_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("plan");
    QTest::newRow("101") << 101 << QByteArray("none");
    QTest::newRow("204") << 204 << QByteArray("none");
    QTest::newRow("304") << 304 << QByteArray("none");
    QTest::newRow("205") << 205 << QByteArray("5");
    QTest::newRow("500") << 500 << QByteArray("5");
}

void TestBodyReader::responsesWithoutABody()
{
    QFETCH(int, status);
    const Head head = headOf("Content-Length: 5\r\n");
    QTEST(planText(planResponseBody(head, status, false, kLimits)), "plan");
}

void TestBodyReader::bodies_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *plan, const QByteArray &bytes,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(plan) << bytes << QByteArray(expected);
    };
    row("no body", "", "abc", " | left 3");
    row("length", "5", "hello", "hello");
    row("length with more behind it", "5", "helloGET", "hello | left 3");
    row("length not reached", "5", "hell", "more");
    row("until close", "until close", "hello", "hello");
    row("nothing until close", "until close", "", "");
    row("too much until close", "until close", QByteArray(51, 'x'), "refused 413");

    const auto chunked = [&row](const char *name, const QByteArray &bytes, const char *expected) {
        row(name, "chunked", bytes, expected);
    };
    chunked("one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello");
    chunked("chunks of all sizes", "1\r\nh\r\n3\r\nell\r\n1\r\no\r\n0\r\n\r\n", "hello");
    chunked("hexadecimal in both cases", "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n",
            "01234567890123456789");
    chunked("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "hello");
    chunked("CRLF within the data", "4\r\n\r\n\r\n\r\n0\r\n\r\nX", "\r\n\r\n | left 1");
    chunked("extension", "5;a=\"b\";c\r\nhello\r\n0;d\r\n\r\n", "hello");
    chunked("blank before an extension", "5 ;a\r\nhello\r\n0\r\n\r\n", "hello");
    chunked("nothing", "0\r\n\r\n", "");
    chunked("trailers", "5\r\nhello\r\n0\r\nA: 1\r\nB: 2\r\n\r\nX", "hello + A: 1, B: 2 | left 1");
    chunked("unfinished size", "5", "more");
    chunked("unfinished data", "5\r\nhel", "more");
    chunked("unfinished end of data", "5\r\nhello\r", "more");
    chunked("no last chunk", "5\r\nhello\r\n", "more");
    chunked("unfinished end", "5\r\nhello\r\n0\r\n", "more");
    chunked("17 digits of zeros", "00000000000000005\r\nhello\r\n0\r\n\r\n", "hello");

    chunked("no size", "\r\nhello\r\n0\r\n\r\n", "refused 400");
    chunked("negative size", "-5\r\nhello\r\n", "refused 400");
    chunked("size with 0x", "0x5\r\nhello\r\n", "refused 400");
    chunked("blank behind the size", "5 \r\nhello\r\n", "refused 400");
    chunked("blank before the size", " 5\r\nhello\r\n", "refused 400");
    chunked("letter that is no digit", "5g\r\nhello\r\n", "refused 400");
    chunked("size of 17 digits", "10000000000000005\r\nhello\r\n", "refused 413");
    chunked("largest int64", "7fffffffffffffff\r\nhello\r\n", "refused 413");
    chunked("size 2^64", "10000000000000000\r\n", "refused 413");
    chunked("one byte above the limit", "33\r\n", "refused 413");
    chunked("chunks above the limit",
            "30\r\n012345678901234567890123456789012345678901234567\r\n3\r\n", "refused 413");
    chunked("bare LF behind the size", "5\nhello\r\n0\r\n\r\n", "refused 400");
    chunked("bare LF behind the data", "5\r\nhello\n0\r\n\r\n", "refused 400");
    chunked("no CRLF behind the data", "5\r\nhello0\r\n\r\n", "refused 400");
    chunked("more data than the size says", "5\r\nhello!\r\n0\r\n\r\n", "refused 400");
    chunked("CR in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n", "refused 400");
    chunked("NUL in an extension", "5;a\0b\r\nhello\r\n0\r\n\r\n"_ba, "refused 400");
    chunked("extension of 18 bytes", "1;23456789012345678\r\nx\r\n0\r\n\r\n", "x");
    chunked("extension that is too long", "1;234567890123456789\r\nx\r\n0\r\n\r\n", "refused 400");
    chunked("size line that does not end", QByteArray(30, '0'), "refused 400");
    chunked("bad trailer", "0\r\nA\r\n\r\n", "refused 400");
    chunked("folded trailer", "0\r\nA: 1\r\n b\r\n\r\n", "refused 400");
    chunked("trailer that frames", "0\r\nContent-Length: 5\r\n\r\n", "refused 400");
    chunked("trailer that encodes", "0\r\ntransfer-encoding: chunked\r\n\r\n", "refused 400");
    chunked("trailer that routes", "0\r\nHOST: h\r\n\r\n", "refused 400");
    chunked("three trailers", "0\r\na:1\r\nb:2\r\nc:3\r\n\r\n", " + a:1, b:2, c:3");
    chunked("four trailers", "0\r\na:1\r\nb:2\r\nc:3\r\nd:4\r\n\r\n", "refused 431");
    chunked("trailer that does not end", QByteArray("0\r\nA: ").append(QByteArray(90, 'x')),
            "refused 431");
}

void TestBodyReader::bodies()
{
    QFETCH(QByteArray, plan);
    QFETCH(QByteArray, bytes);
    const BodyPlan planned = planNamed(plan);
    QTEST(readText(planned, bytes, bytes.size(), 1), "expected");
    QTEST(readText(planned, bytes, 0, 1), "expected");
    for (qsizetype at = 0; at <= bytes.size(); ++at)
        QTEST(readText(planned, bytes, at, qMax<qsizetype>(1, bytes.size())), "expected");
}

void TestBodyReader::anAnnouncedLengthCostsNothing()
{
    const Limits limits{.bodyBytes = qint64(1) << 40};
    BodyReader reader(limits);
    reader.begin({Framing::Length, qint64(1) << 40});
    qsizetype consumed = 0;
    QCOMPARE(reader.read("x", consumed), Step::NeedMore);
    QVERIFY(reader.body().capacity() < 64 * 1024);
}

void TestBodyReader::directTargetsGrowWithWhatCame()
{
    const Limits limits;
    constexpr qsizetype kLength = 3'000'000;
    BodyReader reader(limits);
    reader.begin({Framing::Length, kLength});
    qsizetype came = 0;
    Step step = Step::NeedMore;
    while (step == Step::NeedMore) {
        const std::span<char> target = reader.directTarget(64 * 1024);
        QVERIFY(!target.empty());
        QVERIFY(qsizetype(target.size()) <= qMin<qsizetype>(64 * 1024, kLength - came));
        // Half of it comes, as after a short read; then nothing at all.
        const qsizetype half = (qsizetype(target.size()) + 1) / 2;
        std::fill_n(target.begin(), half, char('a' + came % 26));
        step = reader.wrote(half, qsizetype(target.size()));
        came += half;
        QCOMPARE(reader.body().size(), came);
        QVERIFY(reader.body().capacity() <= 2 * came + 128 * 1024);
        if (step == Step::NeedMore) {
            const std::span<char> none = reader.directTarget(10);
            QCOMPARE(reader.wrote(0, qsizetype(none.size())), Step::NeedMore);
        }
    }
    QCOMPARE(step, Step::Complete);
    QVERIFY(reader.directTarget(10).empty());
    const QByteArray body = reader.takeBody();
    QCOMPARE(body.size(), kLength);
    QVERIFY(body.capacity() >= kLength + kBodyPadding);
    QCOMPARE(body.front(), 'a');
}

QTEST_GUILESS_MAIN(TestBodyReader)
#include "tst_bodyreader.moc"
