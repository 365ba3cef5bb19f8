// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/producerbench.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Config inFlight(int count)
{
    Config config;
    config.delivery.inFlight = count;
    return config;
}

Config batches(int size)
{
    Config config;
    config.batch = size;
    return config;
}

} // namespace

class TestProducer final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void singlesTravelInOrderOverOneConnection();
    void batchesHoldWhatWasAskedFor();
    void manyAreUnderWayTogether();
    void whatWentWrongIsRecorded_data();
    void whatWentWrongIsRecorded();
    void attemptsEndInAHalt();
    void aHaltLosesNothing();
    void anEarlyAnswerCounts();
    void whatIsTooLargeIsHalved();
    void theRateIsKept();
    void tokensAreNeverRecorded();
    void aRefusedTokenIsReplacedOnce();
    void answersAreRecordedWhole();
};

void TestProducer::singlesTravelInOrderOverOneConnection()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 5);
    QVERIFY(bench.run());
    QCOMPARE(server.sequences(), "1 2 3 4 5");
    QCOMPARE(server.connections(), 1);
    QVERIFY(server.seen().front().request.body.startsWith("{\"@reso.context\":"));
    QVERIFY(!server.seen().front().request.body.contains("\"value\""));
    QCOMPARE(bench.recorded(),
             "delivered 200, delivered 200, delivered 200, delivered 200, delivered 200");
    const Vitals vitals = bench.producer->vitals();
    QCOMPARE(vitals.standing, Standing::Done);
    QCOMPARE(vitals.tally.delivered, 5);
    QCOMPARE(vitals.waiting, 0);
    QCOMPARE(bench.held->count() + bench.halted->count(), 0);
}

void TestProducer::batchesHoldWhatWasAskedFor()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 7, batches(3));
    QVERIFY(bench.run());
    QCOMPARE(server.sequences(), "1,2,3 4,5,6 7");
    QVERIFY2(!server.seen().back().request.body.contains("\"value\""),
             "one event travels in the single-valued form");

    Config multi = batches(2);
    multi.multi = true;
    ScriptedServer another;
    ProducerBench always(another.url(), 3, multi);
    QVERIFY(always.run());
    QCOMPARE(another.sequences(), "1,2 3");
    QVERIFY(another.seen().back().request.body.contains("\"value\""));
}

void TestProducer::manyAreUnderWayTogether()
{
    ScriptedServer server(std::deque<Turn>(4, Turn{.kind = Turn::Kind::Later}));
    ProducerBench bench(server.url(), 6, inFlight(4));
    bench.producer->start();
    QTRY_COMPARE(server.waiting(), 4);
    QCOMPARE(server.connections(), 4);
    QCOMPARE(server.seen().size(), 4u);
    server.release();
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(server.seen().size(), 6u);
    QCOMPARE(bench.producer->vitals().tally.delivered, 6);
}

void TestProducer::whatWentWrongIsRecorded_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("arrived");
    QTest::addColumn<QByteArray>("recorded");
    QTest::addColumn<QByteArray>("fault");
    const auto row = [](const char *name, Turn::Kind kind, int status, const char *arrived,
                        const char *recorded, const char *fault) {
        QTest::newRow(name) << int(kind) << status << QByteArray(arrived) << QByteArray(recorded)
                            << QByteArray(fault);
    };
    const char *unknown = "unknown -, delivered 200 #2, delivered 200";
    row("closed without a word", Turn::Kind::Close, 0, "1 1 2", unknown,
        "the peer closed without an answer");
    row("reset", Turn::Kind::Reset, 0, "1 1 2", unknown,
        "the peer reset the connection without an answer");
    row("closed inside the answer", Turn::Kind::Break, 200, "1 1 2", unknown,
        "the peer closed in the middle of its answer");
    row("no answer in time", Turn::Kind::Silent, 0, "1 1 2", unknown, "no answer within 0.5 s");
    row("an error of the server's", Turn::Kind::Answer, 500, "1 1 2",
        "failed 500, delivered 200 #2, delivered 200", "");
    row("a refused body", Turn::Kind::Answer, 400, "1 2", "refused 400, delivered 200", "");
}

void TestProducer::whatWentWrongIsRecorded()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, fault);
    ScriptedServer server({{.kind = Turn::Kind(kind), .status = status}});
    Config config;
    config.timeout = kind == int(Turn::Kind::Silent) ? 500ms : 30'000ms;
    ProducerBench bench(server.url(), 2, config);
    QVERIFY(bench.run());
    QTEST(server.sequences(), "arrived");
    QTEST(bench.recorded(), "recorded");
    const QByteArray &told = bench.exchanges.front()->fault;
    QVERIFY2(told.isEmpty() == fault.isEmpty() && told.contains(fault), told.constData());
    const Tally tally = bench.producer->vitals().tally;
    QCOMPARE(tally.unknownAttempts, bench.exchanges.front()->outcome == journal::Outcome::Unknown);
    QCOMPARE(tally.delivered + tally.refused, 2);
    if (tally.unknownAttempts > 0)
        QVERIFY(bench.held->front().at(2).toString().contains(u"may have arrived"_s));
}

void TestProducer::attemptsEndInAHalt()
{
    ScriptedServer server(std::deque<Turn>(4, Turn{.status = 500}));
    Config config;
    config.delivery.maxAttempts = 3;
    ProducerBench bench(server.url(), 2, config);
    bench.producer->start();
    QTRY_COMPARE(bench.halted->count(), 1);
    QCOMPARE(bench.halted->front().front().toString(),
             u"3 attempts for batch 1 came to nothing; the last: the consumer answered 500"_s);
    QCOMPARE(bench.producer->vitals().standing, Standing::Halted);
    QCOMPARE(bench.producer->vitals().waiting, 2);
    QCOMPARE(server.sequences(), "1 1 1");
    bench.producer->resume(u"a test"_s);
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(server.sequences(), "1 1 1 1 1 2");
    QCOMPARE(bench.recorded(),
             "failed 500, failed 500 #2, failed 500 #3, failed 500 #4, delivered 200 #5, "
             "delivered 200");
}

void TestProducer::aHaltLosesNothing()
{
    ScriptedServer server({{.status = 401}, {.kind = Turn::Kind::Later}});
    ProducerBench bench(server.url(), 4, inFlight(2));
    bench.producer->start();
    QTRY_COMPARE(bench.halted->count(), 1);
    QTRY_COMPARE(server.waiting(), 1);
    server.release();
    QTRY_COMPARE(bench.producer->vitals().tally.delivered, 1);
    QCOMPARE(bench.finished->count(), 0);
    bench.producer->resume(u"a test"_s);
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(bench.producer->vitals().tally.delivered, 4);
    QCOMPARE(bench.halted->count(), 1);
}

/// A consumer may refuse a body that it has not read and will not read.
void TestProducer::anEarlyAnswerCounts()
{
    ScriptedServer server({{.kind = Turn::Kind::Early, .status = 413}});
    ProducerBench bench(server.url(), 200'000, batches(100'000));
    QVERIFY(bench.run());
    QVERIFY(server.seen().front().sequences.empty());
    QCOMPARE(bench.recorded(),
             "refused 413, delivered 200 #2, delivered 200, delivered 200, delivered 200");
    QCOMPARE(bench.exchanges[1]->payload->events().size(), 50'000u);
    QCOMPARE(bench.producer->vitals().tally.delivered, 200'000);
    QCOMPARE(server.connections(), 2);
}

void TestProducer::whatIsTooLargeIsHalved()
{
    ScriptedServer server({{.status = 413}, {.status = 413}, {.status = 413}});
    ProducerBench bench(server.url(), 6, batches(4));
    QVERIFY(bench.run());
    QCOMPARE(server.sequences(), "1,2,3,4 1,2 1 2 3 4 5 6");
    const QString loss = bench.producer->vitals().lastLoss;
    QVERIFY2(loss.startsWith(u"1: 413: it is too large"_s), qPrintable(loss));
    QCOMPARE(bench.producer->vitals().tally.delivered, 5);
}

void TestProducer::theRateIsKept()
{
    ScriptedServer server;
    Config config;
    config.delivery.eventsPerSecond = 40;
    ProducerBench bench(server.url(), 40, config);
    QVERIFY(bench.run());
    const auto took = server.seen().back().at - server.seen().front().at;
    // 39 intervals of 25 ms, less the tenth of a second that may be saved up.
    QVERIFY2(took >= 850ms, qPrintable(QString::number(took / 1ms)));
    QVERIFY2(took < 5s, qPrintable(QString::number(took / 1ms)));
}

void TestProducer::aRefusedTokenIsReplacedOnce()
{
    const Turn refused{.status = 401, .fields = "WWW-Authenticate: Bearer\r\n"};
    ScriptedServer server({{}, refused, {}, {}, refused});
    Config config;
    config.token = Secret("first-token-of-all");
    config.nextToken = Secret("the-next-token");
    ProducerBench bench(server.url(), 9, config);
    bench.producer->start();
    QTRY_COMPARE(bench.halted->count(), 1);
    QCOMPARE(server.sequences(), "1 2 2 3 4");
    QByteArrayList tokens;
    for (const ScriptedServer::Seen &seen : server.seen())
        tokens.append(seen.request.head.value("Authorization")->sliced(7).toByteArray());
    QCOMPARE(tokens.join(' '),
             "first-token-of-all first-token-of-all the-next-token the-next-token the-next-token");
    QTRY_COMPARE(bench.recorded(),
                 "delivered 200, refused 401, delivered 200 #2, delivered 200, refused 401");
    for (const auto &exchange : bench.exchanges)
        QVERIFY(!exchange->requestHead.contains("token-of-all")
                && !exchange->requestHead.contains("the-next-token"));
}

void TestProducer::tokensAreNeverRecorded()
{
    ScriptedServer server({{.status = 400, .fields = "X-Echo: hush-hush-token\r\n"}});
    Config config;
    config.token = Secret("hush-hush-token");
    config.source = "IDX Feed 123";
    ProducerBench bench(server.url(), 1, config);
    QVERIFY(bench.run());
    const wire::Head &head = server.seen().front().request.head;
    QCOMPARE(head.value("Authorization"), QByteArrayView("Bearer hush-hush-token"));
    QCOMPARE(head.value("EntityEventSource"), QByteArrayView("IDX Feed 123"));
    QCOMPARE(bench.recorded(), "refused 400");
    const journal::Exchange &exchange = *bench.exchanges.front();
    const QByteArray shown = QByteArray("Bearer ").append(config.token.fingerprint());
    QVERIFY(exchange.requestHead.contains(shown));
    QVERIFY(!exchange.requestHead.contains("hush-hush-token"));
    QVERIFY(!exchange.responseHead.contains("hush-hush-token"));
    QCOMPARE(exchange.source, QByteArray("IDX Feed 123"));
}

void TestProducer::answersAreRecordedWhole()
{
    ScriptedServer server({{.status = 202, .fields = "X-Note: kept\r\n"}});
    ProducerBench bench(server.url(), 3, batches(3));
    QVERIFY(bench.run());
    QCOMPARE(bench.recorded(), "delivered 202");
    const journal::Exchange &exchange = *bench.exchanges.front();
    QCOMPARE(exchange.side, Side::Producer);
    QCOMPARE(exchange.method, "POST");
    QCOMPARE(exchange.target, "/webhooks");
    QCOMPARE(exchange.requestBody, server.seen().front().request.body);
    QCOMPARE(exchange.payload->events().size(), 3u);
    QCOMPARE(exchange.responseBody, "{}");
    QVERIFY(exchange.responseHead.contains("X-Note: kept\r\n"));
    QVERIFY(exchange.timings.connected && exchange.timings.requestDone && exchange.timings.firstByte
            && exchange.timings.done);
    QVERIFY(exchange.peer.startsWith("127.0.0.1:"));
    QCOMPARE(exchange.delivery, 1);
    QVERIFY(exchange.fault.isEmpty());
}

QTEST_GUILESS_MAIN(TestProducer)
#include "tst_producer.moc"
