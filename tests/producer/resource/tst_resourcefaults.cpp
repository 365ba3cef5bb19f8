// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/resource/servicebench.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;

namespace {

ResourceConfig with(std::initializer_list<const char *> faults, qint64 pageSize = 3)
{
    ResourceConfig config;
    config.pageSize = pageSize;
    for (const char *fault : faults) {
        const Result<> added = addResourceFault(config.faults, fault);
        if (!added)
            qFatal("%s", qPrintable(added.fault().message()));
    }
    return config;
}

} // namespace

class TestResourceFaults final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void reading_data();
    void reading();
    void compaction();
    void compactionOfWhatComesOutOfOrder();
    void lateVisibility();
    void phantoms();
    void conflicts();
    void regression();
    void withdrawnRecords();
    void missingLink();
    void loopingLink();
    void emptyPages_data();
    void emptyPages();
    void wrongIntegers();
    void expiredToken();
    void forbidden();
    void refusals();
};

void TestResourceFaults::reading_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("complaint");

    const auto row = [](const char *name, const char *text, const char *complaint = "") {
        QTest::newRow(name) << QByteArray(text) << QByteArray(complaint);
    };
    row("a switch", "compact");
    row("a switch with an argument", "compact:5", "no argument");
    row("milliseconds", "late:2000");
    row("no milliseconds", "late", "whole number from 1");
    row("negative milliseconds", "late:-5", "whole number from 1");
    row("a number", "phantom:1107");
    row("numbers", "phantom:1107,1110-1119");
    row("no number", "phantom", "such as 1107");
    row("a range that goes down", "phantom:9-5", "such as 1107");
    row("a number that is none", "conflict:abc", "such as 1107");
    row("a percentage", "withdrawn:10");
    row("too many", "withdrawn:101", "from 1 to 100");
    row("seconds", "429:5");
    row("seconds, three times", "429:5*3");
    row("nothing", "503");
    row("a date", "503:date:+3");
    row("a date of old", "429:rfc850:+3");
    row("a date of older", "429:asctime:+3*2");
    row("a date in the past", "429:date:+-3", "whole number from 0");
    row("illegal, but sent as it is", "429:soon");
    row("no times", "429:5*0", "from 1");
    row("a line end", "429:5\r\nX: y", "printable");
    row("a kind of nobody", "sulk", "none of compact, late");
    row("nothing at all", "", "none of compact");
}

void TestResourceFaults::reading()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, complaint);
    ResourceFaults faults;
    const Result<> added = addResourceFault(faults, text);
    QCOMPARE(added.ok(), complaint.isEmpty());
    if (added) {
        QVERIFY(faults != ResourceFaults());
        return;
    }
    QCOMPARE(added.fault().where, u"--resource-fault"_s);
    QVERIFY2(added.fault().text.contains(QString::fromUtf8(complaint)),
             qPrintable(added.fault().text));
    QCOMPARE(faults, ResourceFaults());
}

void TestResourceFaults::compaction()
{
    ServiceBench bench(with({"compact"}));
    bench.publish(1, "Property", "a");
    bench.publish(2, "Property", "b");
    bench.publish(3, "Media", "a"); // Another record.
    bench.publish(4, "Property", "a");
    QCOMPARE(bench.walk("/EntityEvent"), "2 3 4");
    QCOMPARE(bench.ask("GET /EntityEvent(1)").status, 404);
    QCOMPARE(bench.ask("GET /EntityEvent/$count").body, "3");
    bench.publish(5, "Property", "b");
    bench.publish(6, "Property", "b");
    QCOMPARE(bench.walk("/EntityEvent"), "3 4 6");
    // Switched off, nothing was lost; switched on again, it is as before.
    bench.service().setFaults({});
    QCOMPARE(bench.walk("/EntityEvent"), "1 2 3 | 4 5 6");
    bench.service().setFaults({.compacts = true});
    QCOMPARE(bench.walk("/EntityEvent"), "3 4 6");
}

void TestResourceFaults::compactionOfWhatComesOutOfOrder()
{
    ServiceBench bench(with({"compact"}));
    bench.publish(10, "Property", "a");
    bench.publish(5, "Property", "a"); // Older, whenever it comes.
    bench.publish(7, "Property", "b");
    QCOMPARE(bench.walk("/EntityEvent"), "7 10");
    bench.publish(8, "Property", "b");
    QCOMPARE(bench.walk("/EntityEvent"), "8 10");
}

void TestResourceFaults::lateVisibility()
{
    ServiceBench bench(with({"late:2000"}, 100));
    bench.publishRange(1, 12);
    // The tenth is not there, although those behind it are.
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 8"), "9 11 12");
    QCOMPARE(bench.ask("GET /EntityEvent(10)").status, 404);
    QCOMPARE(bench.ask("GET /EntityEvent/$count").body, "11");
    bench.clock.advance(1999ms);
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 8"), "9 11 12");
    bench.clock.advance(1ms);
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 8"), "9 10 11 12");
    QCOMPARE(bench.ask("GET /EntityEvent(10)").status, 200);
}

void TestResourceFaults::phantoms()
{
    ServiceBench bench(with({"phantom:2,4-5"}));
    bench.publishRange(1, 7);
    QCOMPARE(bench.walk("/EntityEvent"), "1 3 6 | 7");
    QCOMPARE(bench.ask("GET /EntityEvent(4)").status, 404);
    QCOMPARE(bench.ask("GET /EntityEvent/$count?$filter=~ ge 2 and ~ le 5").body, "1");
}

void TestResourceFaults::conflicts()
{
    ServiceBench bench(with({"conflict:2"}));
    bench.publishRange(1, 2);
    const auto key = [&bench](const char *path) {
        const QByteArray body = bench.ask(QByteArray("GET ") + path).body;
        return body.contains("\"k2\"") ? "k2" : body.contains("\"k2-other\"") ? "k2-other" : "?";
    };
    QCOMPARE(key("/EntityEvent"), "k2");
    QCOMPARE(key("/EntityEvent"), "k2-other");
    QCOMPARE(key("/EntityEvent(2)"), "k2");
    QCOMPARE(key("/EntityEvent(2)"), "k2-other");
    QVERIFY(!bench.ask("GET /EntityEvent(1)").body.contains("other"));
}

void TestResourceFaults::regression()
{
    ServiceBench bench(with({"regress:4"}, 100));
    bench.publishRange(1, 9);
    QCOMPARE(bench.walk("/EntityEvent?$orderby=~ desc&$top=1"), "9");
    QCOMPARE(bench.walk("/EntityEvent?$orderby=~ desc&$top=1"), "4");
    QCOMPARE(bench.walk("/EntityEvent"), "1 2 3 4");
    QCOMPARE(bench.ask("GET /EntityEvent(5)").status, 404);
}

void TestResourceFaults::withdrawnRecords()
{
    ServiceBench bench(with({"withdrawn:30"}));
    bench.publishRange(1, 400);
    int gone = 0;
    for (int key = 1; key <= 400; ++key) {
        const QByteArray request = "GET /Property('k" + QByteArray::number(key) + "')";
        const int status = bench.ask(request).status;
        QVERIFY(status == 200 || status == 404);
        gone += status == 404 ? 1 : 0;
        QCOMPARE(bench.ask(request).status, status); // It stays gone.
    }
    QVERIFY2(gone > 60 && gone < 180, qPrintable(QString::number(gone)));
}

void TestResourceFaults::missingLink()
{
    ServiceBench bench(with({"no-link"}));
    bench.publishRange(1, 7);
    QCOMPARE(bench.walk("/EntityEvent"), "1 2 3");
}

void TestResourceFaults::loopingLink()
{
    ServiceBench bench(with({"loop-link"}));
    bench.publishRange(1, 7);
    const QByteArray target = "/EntityEvent?$filter=EntityEventSequence%20gt%201";
    QCOMPARE(ServiceBench::link(bench.ask("GET " + target)), target);
    QVERIFY(bench.walk("/EntityEvent").startsWith("1 2 3 | 1 2 3 | 1 2 3"));
}

void TestResourceFaults::emptyPages_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *query, const char *expected) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(expected);
    };
    row("all", "", " | 1 2 3 |  | 4 5 6 |  | 7");
    row("descending", "?$orderby=~ desc", " | 7 6 5 |  | 4 3 2 |  | 1");
    row("some", "?$top=4", " | 1 2 3 |  | 4");
    row("not from the first on", "?$skip=5", " | 6 7");
    row("none", "?$filter=~ gt 7", "");
}

void TestResourceFaults::emptyPages()
{
    QFETCH(const QByteArray, query);
    ServiceBench bench(with({"empty-page"}));
    bench.publishRange(1, 7);
    QTEST(bench.walk("/EntityEvent" + query), "expected");
    bench.publish(std::numeric_limits<qint64>::max());
    QCOMPARE(bench.walk("/EntityEvent?$top=1&$orderby=~ desc"), "9223372036854775807");
}

void TestResourceFaults::wrongIntegers()
{
    for (const auto &[fault, written] : {std::pair{"string-sequence", "\"9007199254740993\""},
                                         std::pair{"round-sequence", "9007199254740992"}}) {
        ServiceBench bench(with({fault}));
        bench.publish(9'007'199'254'740'993);
        const wire::Response response = bench.ask("GET /EntityEvent");
        QVERIFY2(
            response.body.contains(QByteArray(QByteArray("\"EntityEventSequence\":") + written)),
            response.body.constData());
        QVERIFY(!ServiceBench::field(response, "Content-Type").contains("IEEE754"));
    }
}

void TestResourceFaults::expiredToken()
{
    ServiceBench bench(with({"expire:2"}));
    QCOMPARE(bench.ask("GET /EntityEvent").status, 200);
    QCOMPARE(bench.ask("GET /EntityEvent", {}, "wrong").status, 401);
    QCOMPARE(bench.ask("GET /EntityEvent").status, 200);
    const wire::Response response = bench.ask("GET /EntityEvent");
    QCOMPARE(response.status, 401);
    QVERIFY(ServiceBench::field(response, "WWW-Authenticate").contains("invalid_token"));
}

void TestResourceFaults::forbidden()
{
    ServiceBench bench(with({"forbid"}));
    const wire::Response response = bench.ask("GET /EntityEvent");
    QCOMPARE(response.status, 403);
    QVERIFY(ServiceBench::field(response, "WWW-Authenticate").contains("insufficient_scope"));
    QCOMPARE(bench.ask("GET /EntityEvent", {}, {}).status, 401);
}

void TestResourceFaults::refusals()
{
    ServiceBench bench(
        with({"429:5*2", "503:date:+3", "429:rfc850:+3", "429:asctime:+3", "503", "429:soon"}));
    const auto next = [&bench] {
        const wire::Response response = bench.ask("GET /EntityEvent");
        return QByteArray(QByteArray::number(response.status) + ' '
                          + ServiceBench::field(response, "Retry-After"));
    };
    QCOMPARE(next(), "429 5");
    QCOMPARE(bench.ask("GET /EntityEvent", {}, "wrong").status, 401); // Uses nothing up.
    QCOMPARE(next(), "429 5");
    QCOMPARE(next(), "503 Fri, 15 Jan 2027 08:00:03 GMT");
    QCOMPARE(next(), "429 Friday, 15-Jan-27 08:00:03 GMT");
    QCOMPARE(next(), "429 Fri Jan 15 08:00:03 2027");
    QCOMPARE(next(), "503 ");
    QCOMPARE(next(), "429 soon");
    QCOMPARE(next(), "200 ");
}

QTEST_GUILESS_MAIN(TestResourceFaults)
#include "tst_resourcefaults.moc"
