// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/reader/walk.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::odata;
using namespace std::chrono_literals;

namespace {

/// A page with these numbers and that link.
WalkAnswer page(std::initializer_list<qint64> numbers, const QByteArray &link = {})
{
    QByteArrayList events;
    for (const qint64 number : numbers)
        events.append("{\"EntityEventSequence\":" + QByteArray::number(number)
                      + ",\"ResourceName\":\"Property\",\"ResourceRecordKey\":\"k\","
                        "\"ResourceRecordUrl\":null}");
    QByteArray body = "{\"@odata.context\":\"c\",\"value\":[" + events.join(',') + ']';
    if (!link.isEmpty())
        body.append(",\"@odata.nextLink\":\"" + link + '"');
    return {.status = 200, .body = body + '}'};
}

WalkAnswer refusal(int status, const char *retryAfter = nullptr)
{
    WalkAnswer answer{.status = status};
    if (retryAfter)
        answer.retryAfter = retryAfter;
    return answer;
}

class WalkStory
{
public:
    explicit WalkStory(const char *first = "http://h:1/EntityEvent?a=b", WalkLimits limits = {})
        : walk(QUrl(QString::fromUtf8(first)), limits)
    {
    }

    /// What it asks for, "-" for nothing; "(no token)" where that stays away.
    QByteArray asks()
    {
        const std::optional<WalkRequest> request = walk.next(clock.now().steady);
        if (!request)
            return "-";
        return request->url.toEncoded() + (request->withToken ? "" : " (no token)");
    }

    std::optional<PageBody> gets(const WalkAnswer &answer)
    {
        return walk.answered(answer, clock.now());
    }

    ManualClock clock;
    Walk walk;
};

} // namespace

class TestWalk final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data();
    void pages();
    void toItsEnd();
    void links_data();
    void links();
    void loops();
    void tooManyPages();
    void refusals_data();
    void refusals();
    void givesUp();
    void endings_data();
    void endings();
    void redirects();
    void disorder();
};

void TestWalk::pages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QByteArray(expected);
    };
    const char *event = R"({"value":[{"EntityEventSequence":9007199254740993,"ResourceName":"P",)"
                        R"("ResourceRecordKey":"k","Vendor":{"x":[1]}}]})";
    row("an exact number", event, "9007199254740993");
    row("nothing", R"({"value":[]})", "");
    row("a link", R"({"value":[],"@odata.nextLink":"http://h/?a=b"})", ", link http://h/?a=b");
    row("a link that is escaped", R"({"value":[],"@odata.nextLink":"http:\/\/h\/\u003fa"})",
        ", link http://h/?a");
    row("a link as 4.01 writes it", R"({"value":[],"@nextLink":"x"})", ", link x");
    row("a link in an event is none",
        R"({"value":[{"EntityEventSequence":1,"ResourceName":"P","ResourceRecordKey":"k","@odata.nextLink":"x"}]})",
        "1");
    row("a count", R"({"@odata.count":25,"value":[]})", ", count 25");
    row("a count as text", R"({"@odata.count":"25","value":[]})", ", count 25");
    row("the URL that the standard's examples put in the context",
        R"({"@odata.context":"http://h/EntityEvent?$filter=x","value":[]})", "");
    row("no JSON", "<html>", "flaw");
    row("half of it", R"({"value":[)", "flaw");
    row("no list", R"({"EntityEventSequence":1,"ResourceName":"P","ResourceRecordKey":"k"})",
        "flaw");
    row("an error", R"({"error":{"code":"500","message":"x"}})", "flaw");
    row("a number as text",
        R"({"value":[{"EntityEventSequence":"1","ResourceName":"P","ResourceRecordKey":"k"}]})",
        "flaw");
    row("a key as number",
        R"({"value":[{"EntityEventSequence":1,"ResourceName":"P","ResourceRecordKey":5}]})",
        "flaw");
    row("no key", R"({"value":[{"EntityEventSequence":1,"ResourceName":"P"}]})", "flaw");
    row("a number beyond int64",
        R"({"value":[{"EntityEventSequence":9223372036854775808,"ResourceName":"P","ResourceRecordKey":"k"}]})",
        "flaw");
}

void TestWalk::pages()
{
    QFETCH(const QByteArray, body);
    const PageBody read = parsePageBody(body);
    QByteArrayList numbers;
    for (const protocol::EntityEventView &event : read.payload.events())
        numbers.append(QByteArray::number(event.sequence.value));
    QByteArray words = numbers.join(' ');
    if (!read.nextLink.isEmpty())
        words.append(", link ").append(read.nextLink);
    if (read.count)
        words.append(", count ").append(QByteArray::number(*read.count));
    QTEST(read.flaw.isEmpty() ? words : QByteArray("flaw"), "expected");
}

void TestWalk::toItsEnd()
{
    WalkStory story;
    QCOMPARE(story.asks(), "http://h:1/EntityEvent?a=b");
    QCOMPARE(story.asks(), "-"); // One at a time.
    QCOMPARE(story.gets(page({1, 2}, "http://h:1/EntityEvent?p=2"))->payload.events().size(),
             size_t(2));
    QCOMPARE(story.asks(), "http://h:1/EntityEvent?p=2");
    QVERIFY(story.gets(page({}, "http://h:1/EntityEvent?p=3"))); // Empty, and more behind it.
    QCOMPARE(story.asks(), "http://h:1/EntityEvent?p=3");
    QVERIFY(story.gets(page({5})));
    QVERIFY(story.walk.ended());
    QCOMPARE(story.asks(), "-");
    const WalkEvidence &evidence = story.walk.evidence();
    QVERIFY(evidence.complete);
    QVERIFY(evidence.ascending);
    QCOMPARE(evidence.pages, 3);
    QCOMPARE(evidence.events, 3);
    QCOMPARE(evidence.flaw, QString());
}

void TestWalk::links_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *link, const char *expected) {
        QTest::newRow(name) << QByteArray(link) << QByteArray(expected);
    };
    row("absolute", "http://h:1/x?y=z", "http://h:1/x?y=z");
    row("relative", "EntityEvent?$skiptoken=5", "http://h:1/EntityEvent?$skiptoken=5");
    row("relative to the host", "/api/x", "http://h:1/api/x");
    row("a query only", "?p=2", "http://h:1/EntityEvent?p=2");
    row("nothing is encoded again", "http://h:1/x?%24filter=a%20b+c%2Fd'e'&$top=(1)",
        "http://h:1/x?%24filter=a%20b+c%2Fd'e'&$top=(1)");
    row("another host gets no token", "http://other:1/x", "http://other:1/x (no token)");
    row("another port gets no token", "http://h:2/x", "http://h:2/x (no token)");
    row("another scheme gets no token", "https://h:1/x", "https://h:1/x (no token)");
    row("another kind of link", "file:///etc/passwd", "-");
    row("a script", "javascript:alert(1)", "-");
    row("no URL", "http://h:1/a b", "-");
}

void TestWalk::links()
{
    QFETCH(const QByteArray, link);
    WalkStory story;
    QVERIFY(story.asks() != "-");
    QVERIFY(story.gets(page({1}, link)));
    QTEST(story.asks(), "expected");
    QCOMPARE(story.walk.ended(), !story.walk.evidence().flaw.isEmpty());
}

void TestWalk::loops()
{
    WalkStory story;
    QVERIFY(story.asks() != "-");
    QVERIFY(story.gets(page({1}, "?p=2")));
    QVERIFY(story.asks() != "-");
    QVERIFY(story.gets(page({2}, "?a=b"))); // The first one's.
    QVERIFY(story.walk.ended());
    QVERIFY(!story.walk.evidence().complete);
    QVERIFY(story.walk.evidence().flaw.contains(u"leads back"_s));
}

void TestWalk::tooManyPages()
{
    WalkStory story("http://h:1/x", {.pages = 10});
    for (int i = 1; i <= 10; ++i) {
        QVERIFY(story.asks() != "-");
        QVERIFY(story.gets(page({i}, "?p=" + QByteArray::number(i))));
    }
    QVERIFY(story.walk.ended());
    QVERIFY(story.walk.evidence().flaw.contains(u"more than 10 pages"_s));
}

void TestWalk::refusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("milliseconds");

    const auto row = [](const char *name, int status, const char *retryAfter, int milliseconds) {
        QTest::newRow(name) << status << QByteArray(retryAfter) << milliseconds;
    };
    row("seconds", 429, "5", 5'000);
    row("0 is not at once", 429, "0", 500);
    row("a date", 503, "Fri, 15 Jan 2027 08:00:07 GMT", 7'000);
    row("a date of RFC 850", 503, "Friday, 15-Jan-27 08:00:07 GMT", 7'000);
    row("a date of asctime", 429, "Fri Jan 15 08:00:07 2027", 7'000);
    row("a date in the past", 429, "Fri, 15 Jan 2021 08:00:07 GMT", 500);
    row("nonsense", 429, "soon", 500);
    row("nothing", 429, "", 500);
    row("an error of the server", 500, "", 500);
    row("no answer", 0, "", 500);
}

void TestWalk::refusals()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, retryAfter);
    QFETCH(const int, milliseconds);
    WalkStory story;
    QVERIFY(story.asks() != "-");
    WalkAnswer answer = refusal(status);
    if (!retryAfter.isEmpty())
        answer.retryAfter = retryAfter;
    QVERIFY(!story.gets(answer));
    const std::chrono::milliseconds wait(milliseconds);
    QCOMPARE(story.walk.wakeAt(), story.clock.now().steady + wait);
    story.clock.advance(wait - 1ms);
    QCOMPARE(story.asks(), "-");
    story.clock.advance(1ms);
    QCOMPARE(story.asks(), "http://h:1/EntityEvent?a=b");
    QVERIFY(story.gets(page({1})));
    QVERIFY(story.walk.evidence().complete);
    QCOMPARE(story.walk.evidence().refusals, 1);
}

void TestWalk::givesUp()
{
    WalkStory story("http://h:1/x", {.attempts = 4});
    std::vector<std::chrono::milliseconds> waits;
    while (!story.walk.ended()) {
        QVERIFY(story.asks() != "-");
        QVERIFY(!story.gets(refusal(503)));
        if (story.walk.ended())
            break;
        const auto wait = story.walk.wakeAt() - story.clock.now().steady;
        waits.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(wait));
        story.clock.advance(wait);
    }
    QCOMPARE(waits, (std::vector<std::chrono::milliseconds>{500ms, 1000ms, 2000ms}));
    QVERIFY(story.walk.evidence().flaw.contains(u"503, 4 times"_s));

    WalkStory patient;
    QVERIFY(patient.asks() != "-");
    QVERIFY(!patient.gets(refusal(429, "86400")));
    QVERIFY(patient.walk.ended());
    QVERIFY(patient.walk.evidence().flaw.contains(u"86400 seconds"_s));
}

void TestWalk::endings_data()
{
    QTest::addColumn<int>("status");

    for (const int status : {201, 204, 400, 401, 403, 404, 410, 414})
        QTest::addRow("%d", status) << status;
}

void TestWalk::endings()
{
    QFETCH(const int, status);
    WalkStory story;
    QVERIFY(story.asks() != "-");
    QVERIFY(!story.gets(refusal(status)));
    QVERIFY(story.walk.ended());
    QVERIFY(!story.walk.evidence().complete);
    QVERIFY(story.walk.evidence().flaw.contains(QString::number(status)));
}

void TestWalk::redirects()
{
    WalkStory story;
    QVERIFY(story.asks() != "-");
    WalkAnswer moved = refusal(307);
    moved.location = "/moved?x=y";
    QVERIFY(!story.gets(moved));
    QCOMPARE(story.asks(), "http://h:1/moved?x=y");
    moved.location = "http://elsewhere/x";
    QVERIFY(!story.gets(moved));
    QVERIFY(story.walk.ended());
    QVERIFY(story.walk.evidence().flaw.contains(u"elsewhere"_s));

    WalkStory circle;
    moved.location = "/round";
    for (int i = 0; i < 6; ++i) {
        QVERIFY(circle.asks() != "-");
        QVERIFY(!circle.gets(moved));
    }
    QVERIFY(circle.walk.ended());

    WalkStory nowhere;
    QVERIFY(nowhere.asks() != "-");
    QVERIFY(!nowhere.gets(refusal(302)));
    QVERIFY(nowhere.walk.ended());
}

void TestWalk::disorder()
{
    using Numbers = std::initializer_list<qint64>;
    for (const Numbers second : {Numbers{3, 2}, Numbers{2, 3}, Numbers{1, 5}}) {
        WalkStory story;
        QVERIFY(story.asks() != "-");
        QVERIFY(story.gets(page({1, 2}, "?p=2")));
        QVERIFY(story.asks() != "-");
        QVERIFY(story.gets(page(second)));
        QVERIFY(story.walk.evidence().complete);
        QVERIFY(!story.walk.evidence().ascending);
    }
}

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
