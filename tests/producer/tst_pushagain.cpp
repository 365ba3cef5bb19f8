// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What did not arrive is pushed again: where its events come from, and how they leave.

#include "core/producer/onlysource.h"
#include "core/producer/resource/resource.h"
#include "tests/producer/producerbench.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

namespace {

std::vector<protocol::EntityEvent> eventsOf(std::initializer_list<qint64> numbers)
{
    std::vector<protocol::EntityEvent> events;
    for (const qint64 n : numbers)
        events.push_back({.sequence = {n},
                          .resourceName = "Property",
                          .resourceRecordKey = QByteArray::number(n),
                          .resourceRecordUrl = {}});
    return events;
}

QByteArray numbersIn(std::span<const protocol::EntityEvent> events)
{
    QByteArrayList numbers;
    for (const protocol::EntityEvent &event : events)
        numbers.append(QByteArray::number(event.sequence.value));
    return numbers.join(' ');
}

} // namespace

class TestPushAgain final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void behindTheEndOfTheFeed();
    void aHoldCountsForThemToo();
    void onlySomeOfASource_data();
    void onlySomeOfASource();
    void whatAResourceShowed();
};

void TestPushAgain::behindTheEndOfTheFeed()
{
    ScriptedServer server;
    Config config;
    config.batch = 2;
    ProducerBench bench(server.url(), 4, config);
    QVERIFY(bench.run());
    bench.producer->pushAgain({});
    QCOMPARE(bench.finished->count(), 1);
    bench.producer->pushAgain(eventsOf({2, 3, 9}));
    QTRY_COMPARE(bench.finished->count(), 2);
    QCOMPARE(bench.recorded(), "delivered 200, delivered 200, delivered 200, delivered 200");
    QByteArrayList pushed;
    for (const auto &exchange : bench.exchanges) {
        const protocol::Payload payload = protocol::parsePayload(exchange->requestBody);
        std::vector<protocol::EntityEvent> events;
        for (const protocol::EntityEventView &event : payload.events())
            events.push_back(event.toEvent());
        pushed.append(numbersIn(events));
    }
    QCOMPARE(pushed.join(" | "), "1 2 | 3 4 | 2 3 | 9");
    QCOMPARE(bench.producer->vitals().tally.delivered, 7);
    bench.producer->stop();
    bench.producer->pushAgain(eventsOf({1}));
    QCOMPARE(server.seen().size(), 4u);
}

void TestPushAgain::aHoldCountsForThemToo()
{
    ScriptedServer server({{.status = 429, .fields = "Retry-After: 3600\r\n"}});
    ProducerBench bench(server.url(), 1);
    bench.producer->start();
    QTRY_COMPARE(bench.held->count(), 1);
    bench.producer->pushAgain(eventsOf({7}));
    QCOMPARE(server.seen().size(), 1u);
    bench.producer->resume(u"a test"_s);
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(bench.recorded(), "held 429, delivered 200 #2, delivered 200");
}

void TestPushAgain::onlySomeOfASource_data()
{
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QString>("told");
    QTest::newRow("some") << qint64(3) << qint64(5) << QByteArray("3 4 5") << QString();
    QTest::newRow("one") << qint64(5) << qint64(5) << QByteArray("5") << QString();
    QTest::newRow("not all are there") << qint64(6) << qint64(12) << QByteArray("6 7")
                                       << u"--only: 5 of these numbers are not in a list"_s;
    QTest::newRow("none is there") << qint64(20) << qint64(20) << QByteArray()
                                   << u"--only: 1 of these numbers are not in a list"_s;
}

void TestPushAgain::onlySomeOfASource()
{
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    OnlySource source(std::make_unique<ListSource>(eventsOf({1, 2, 3, 4, 5, 6, 7})),
                      {{{first}, {last}}});
    QString told;
    source.onNotice([&told](const QString &what) { told += what; });
    std::vector<protocol::EntityEvent> given;
    for (bool more = true; more;) {
        const auto events = source.take(2);
        QVERIFY(events);
        QVERIFY(events->size() <= 2);
        given.insert(given.end(), events->begin(), events->end());
        more = !events->empty();
    }
    QTEST(numbersIn(given), "given");
    QTEST(told, "told");
    QVERIFY(!source.awaitsMore());
}

void TestPushAgain::whatAResourceShowed()
{
    const SystemClock clock;
    ResourceConfig config;
    config.token = Secret("a-token-for-tests");
    Resource resource(config, clock);
    QVERIFY(resource.start());
    resource.publish(eventsOf({1, 2, 4, 5, 9}));
    QCOMPARE(numbersIn(resource.published({{{2}, {4}}, {{8}, {20}}}, 10)), "2 4 9");
    QCOMPARE(numbersIn(resource.published({{{1}, {9}}}, 3)), "1 2 4");
    QVERIFY(resource.published({{{3}, {3}}}, 10).empty());
    resource.startAnew();
    QVERIFY(resource.published({{{1}, {9}}}, 10).empty());
    resource.stop();
}

QTEST_GUILESS_MAIN(TestPushAgain)

#include "tst_pushagain.moc"
