// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/filter.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::ledger;
using namespace Qt::StringLiterals;

/// The small language that picks exchanges and events.
class TestFilter final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void picksEvents_data();
    void picksEvents();
    void picksExchanges_data();
    void picksExchanges();
    void picksGapsAndFindings();
    void isRefused_data();
    void isRefused();
    void placesAreTold_data();
    void placesAreTold();

private:
    static ExchangeRecord exchange()
    {
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->number = {7};
        exchange->side = Side::Producer;
        exchange->source = "IDX Feed 123";
        exchange->status = 429;
        exchange->outcome = journal::Outcome::Held;
        exchange->requestHead = "POST /webhooks HTTP/1.1\r\nX-Trace: A:b c\r\n\r\n";
        exchange->requestBody = R"({"ResourceName":"Media"})";
        return {.exchange = exchange, .findings = {}};
    }
    static std::vector<EventRecord> events()
    {
        std::vector<EventRecord> list(2);
        list[0].event = {.sequence = {1105}, .resourceName = "Media", .resourceRecordKey = "3yd-1"};
        list[1].event = {.sequence = {9'223'372'036'854'775'807},
                         .resourceName = "Property",
                         .resourceRecordKey = "ABC"};
        list[1].state = EventState::DuplicateRetry;
        return list;
    }
};

void TestFilter::picksEvents_data()
{
    QTest::addColumn<QByteArray>("passing");
    const auto row = [](const char *filter, const char *passing) {
        QTest::newRow(filter) << QByteArray(passing);
    };
    row("", "0 1");
    row("resource:media", "0");
    row("resource:Med", "");
    row("-resource:media", "1");
    row("key:yd-", "0");
    row("key:abc", "1");
    row("seq:1105", "0");
    row("seq:1100..1199", "0");
    row("seq:1106..", "1");
    row("seq:9223372036854775807", "1");
    row("-seq:1..2000", "1");
    row("is:duplicate", "1");
    row("is:received", "0");
    row("resource:Media is:duplicate", "");
    row("status:429", "0 1");
    row("status:200 resource:Media", "");
    row("  status:429   resource:Media  ", "0");
}

void TestFilter::picksEvents()
{
    const Result<Filter> filter = Filter::parse(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(filter.ok());
    const std::vector<EventRecord> list = events();
    QByteArrayList passing;
    for (size_t i = 0; i < list.size(); ++i) {
        if (filter->passes(exchange(), list[i]))
            passing.append(QByteArray::number(qulonglong(i)));
    }
    QTEST(passing.join(' '), "passing");
}

void TestFilter::picksExchanges_data()
{
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *filter, bool passes) { QTest::newRow(filter) << passes; };
    row("", true);
    row("status:400..499", true);
    row("status:200", false);
    row("side:producer", true);
    row("side:consumer", false);
    row("-side:consumer", true);
    row("source:feed", true);
    row("source:other", false);
    row("exchange:7", true);
    row("exchange:8..", false);
    row("outcome:held", true);
    row("outcome:delivered", false);
    row("is:refused", true);
    row("-is:refused", false);
    row("webHOOKS", true);
    row("nothing", false);
    row("-nothing", true);
    row("\"A:b c\"", true);
    row("-\"A:b c\"", false);
    row("\"b  c\"", false);
    row("resource:Property", true);
    row("resource:Office", false);
    row("resource:Media is:duplicate", false);
}

void TestFilter::picksExchanges()
{
    const Result<Filter> filter = Filter::parse(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(filter.ok());
    QTEST(filter->passes(exchange(), events()), "passes");
}

void TestFilter::picksGapsAndFindings()
{
    using Scope = Filter::Scope;
    const auto all = Scope::Traffic | Scope::Gaps | Scope::Findings;
    const auto within = [all](const char *text, Scope scope) {
        return Filter::parse(QString::fromLatin1(text), nullptr, all).value().within(scope);
    };
    const GapRecord gap{
        .feed = {0},
        .gap = {.first = {5}, .last = {9}, .state = GapState::Lost, .evidence = "In the resource"}};
    QVERIFY(within("is:lost seq:9..20 source:idx resource status:429", Scope::Gaps)
                .passes(gap, "IDX Feed"));
    QVERIFY(!within("-is:lost", Scope::Gaps).passes(gap, {}));
    QVERIFY(!within("seq:10..", Scope::Gaps).passes(gap, {}));
    const Filter::FindingGroup found{.id = "RCP028-R6",
                                     .verdict = protocol::Verdict::Fail,
                                     .first = {3},
                                     .last = {7},
                                     .text = "came late"};
    QVERIFY(within("id:r6 severity:fail exchange:7..9 LATE seq:5", Scope::Findings).passes(found));
    QVERIFY(!within("severity:warn", Scope::Findings).passes(found));
    QVERIFY(!within("exchange:8", Scope::Findings).passes(found));
    QCOMPARE(Filter::parse(u"is:lost is:recovered -status:429"_s, nullptr, all)
                 .value()
                 .meaningless(Scope::Gaps),
             QStringList{u"-status:429"_s});
}

void TestFilter::isRefused_data()
{
    QTest::addColumn<QString>("why");
    QTest::newRow("resorce:Media") << u"\"resorce:\" is no term; write resource:"_s;
    QTest::newRow("seq:x") << u"\"x\" is neither a number nor a range; write seq:1100..1199"_s;
    QTest::newRow("seq:9..3") << u"\"9..3\" is neither"_s;
    QTest::newRow("seq:..3") << u"\"..3\" is neither"_s;
    QTest::newRow("is:lost") << u"\"lost\" is no state"_s;
    QTest::newRow("id:R6") << u"\"id:\" is no term"_s;
    QTest::newRow("side:left") << u"\"left\" is no side"_s;
    QTest::newRow("outcome:good") << u"\"good\" is no outcome"_s;
    QTest::newRow("key:") << u"nothing stands behind key:"_s;
    QTest::newRow("\"open") << u"a quote is not closed"_s;
}

void TestFilter::isRefused()
{
    QFETCH(QString, why);
    const Result<Filter> filter = Filter::parse(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!filter);
    QCOMPARE(filter.fault().where, u"--filter"_s);
    QVERIFY2(filter.fault().text.startsWith(why), qPrintable(filter.fault().text));
}

void TestFilter::placesAreTold_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("length");
    QTest::newRow("colour:red") << 0 << 10;
    QTest::newRow("  is:late  status:x  seq:1") << 11 << 8;
    QTest::newRow("is:late \"one two\" side:left") << 18 << 9;
    QTest::newRow("seq:1 \"not closed ") << 6 << 12;
}

void TestFilter::placesAreTold()
{
    Filter::Place place;
    QVERIFY(!Filter::parse(QString::fromLatin1(QTest::currentDataTag()), &place));
    QTEST(int(place.from), "from");
    QTEST(int(place.length), "length");
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_eventfilter.moc"
