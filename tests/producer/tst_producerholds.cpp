// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "tests/producer/producerbench.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Real waits over real sockets; every other case is told to the delivery with a hand-turned clock.
class TestProducerHolds final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAreObeyed_data();
    void holdsAreObeyed();
    void aHoldStopsEveryConnection();
    void ofSeveralWaitsTheLongestCounts();
};

void TestProducerHolds::holdsAreObeyed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("form");
    QTest::newRow("429, seconds") << 429 << 0;
    QTest::newRow("429, a date") << 429 << 1;
    QTest::newRow("429, an RFC 850 date") << 429 << 2;
    QTest::newRow("429, asctime") << 429 << 3;
}

/// The next request comes when the announced instant is reached, on the consumer's clock.
void TestProducerHolds::holdsAreObeyed()
{
    QFETCH(int, status);
    QFETCH(int, form);
    const SystemClock clock;
    const Moment now = clock.now();
    // The date's own second is over half a second from now, so that the wait is always a true one.
    const auto date = std::chrono::ceil<std::chrono::seconds>(now.wall + 500ms);
    const QByteArray value = form == 0 ? QByteArray("1")
        : form == 1                    ? datetext::imfFixdate(date)
        : form == 2                    ? datetext::rfc850(date)
                                       : datetext::asctime(date);
    ScriptedServer server(
        {{.status = status, .fields = QByteArray("Retry-After: " + value + "\r\n")}});
    ProducerBench bench(server.url(), 2);
    QVERIFY(bench.run());
    QCOMPARE(server.sequences(), "1 1 2");
    const auto waited = server.seen()[1].at - server.seen()[0].at;
    if (form == 0)
        QVERIFY(waited >= 1s);
    else
        QVERIFY(server.seen()[1].at - now.steady >= date - now.wall);
    QCOMPARE(bench.held->count(), 1);
    QCOMPARE(bench.held->front().at(2).toString(),
             u"%1, Retry-After: %2"_s.arg(status).arg(QString::fromLatin1(value)));
    const QByteArray recorded = bench.recorded();
    QVERIFY(recorded.startsWith(QByteArray("held ").append(QByteArray::number(status))));
    QVERIFY(recorded.endsWith(", delivered 200 #2, delivered 200"));
    QCOMPARE(bench.exchanges.front()->retryAfter, value);
    QCOMPARE(bench.exchanges.front()->findings.size(), form >= 2 ? 1u : 0u);
}

void TestProducerHolds::aHoldStopsEveryConnection()
{
    // Three are under way; the first is refused for a second, the others are answered after that.
    ScriptedServer server(
        {{.status = 429, .fields = "Retry-After: 1\r\n"},
         {.kind = Turn::Kind::Later, .status = 429, .fields = "Retry-After: 0\r\n"},
         {.kind = Turn::Kind::Later}});
    Config three;
    three.delivery.inFlight = 3;
    ProducerBench bench(server.url(), 9, three);
    bench.producer->start();
    QTRY_COMPARE(bench.held->count(), 1);
    const SteadyTime heldAt = SystemClock().now().steady;
    QTRY_COMPARE(server.waiting(), 2);
    server.release();
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(bench.producer->vitals().tally.delivered, 9);
    for (size_t i = 3; i < server.seen().size(); ++i)
        QVERIFY2(server.seen()[i].at - server.seen()[0].at >= 1s, "it set out during the hold");
    QVERIFY(heldAt >= server.seen()[0].at);
    QCOMPARE(bench.held->count(), 1);
}

void TestProducerHolds::ofSeveralWaitsTheLongestCounts()
{
    ScriptedServer server(
        {{.status = 429, .fields = "Retry-After: 0\r\nRetry-After: 1\r\nRetry-After: soon\r\n"}});
    ProducerBench bench(server.url(), 1);
    QVERIFY(bench.run());
    QVERIFY(server.seen()[1].at - server.seen()[0].at >= 1s);
}

QTEST_GUILESS_MAIN(TestProducerHolds)
#include "tst_producerholds.moc"
