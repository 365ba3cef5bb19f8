// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/producerbench.h"
#include "tests/support/testcase.h"

#include <QDir>

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Config misbehaving(const QByteArray &asked)
{
    Config config;
    config.token = Secret("the-right-token");
    for (const QByteArray &one : asked.split(' '))
        config.misdeeds.push_back(parseMisdeed(one).value());
    return config;
}

/// "abort-body,duplicate; ; no-token": what the journal keeps as intended.
QByteArray intended(ProducerBench &bench)
{
    static_cast<void>(bench.recorded());
    QByteArrayList list;
    for (const auto &exchange : bench.exchanges)
        list.append(exchange->intended);
    return list.join("; ");
}

} // namespace

/// The engine does wrong what it is told to, says so, and goes on properly.
class TestProducerWrongs final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void headsAreWrongOnce_data();
    void headsAreWrongOnce();
    void whatIsCutOffComesWholeAfterwards();
    void aRefusedTokenThatWasMeantDoesNotHalt();
    void aConnectionRestsAlone();
    void publishedBeforeItIsPushed();
    void whatIsWithheldIsCounted();
    void aCheckpointThatCannotBeKeptStops();
};

void TestProducerWrongs::headsAreWrongOnce_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("no-token") << QByteArray("no-token:2") << QByteArray("Authorization")
                              << QByteArray();
    QTest::newRow("wrong-token") << QByteArray("wrong-token:2") << QByteArray("Authorization")
                                 << QByteArray("Bearer this-is-not-the-token");
    QTest::newRow("wrong-media-type") << QByteArray("wrong-media-type:2")
                                      << QByteArray("Content-Type") << QByteArray("text/plain");
}

void TestProducerWrongs::headsAreWrongOnce()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    ScriptedServer server({{}, {.status = 415}});
    ProducerBench bench(server.url(), 3, misbehaving(asked));
    QVERIFY(bench.run());
    QCOMPARE(server.sequences(), "1 2 2 3");
    const QByteArray proper = server.seen()[0].request.head.value(field)->toByteArray();
    QCOMPARE(server.seen()[1].request.head.value(field).value_or(QByteArrayView()), value);
    QCOMPARE(server.seen()[2].request.head.value(field), QByteArrayView(proper));
    QCOMPARE(intended(bench), "; " + asked.chopped(2) + "; ; ");
    QCOMPARE(bench.recorded(), "delivered 200, refused 415, delivered 200 #2, delivered 200");
    QVERIFY(!bench.exchanges[1]->requestHead.contains("the-right-token"));
    QVERIFY(!bench.exchanges[1]->requestHead.contains("this-is-not-the-token"));
}

void TestProducerWrongs::whatIsCutOffComesWholeAfterwards()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 4,
                        misbehaving("abort-head:1 abort-body:2 abort-answer:3 wrong-length:4"));
    QVERIFY(bench.run());
    QCOMPARE(intended(bench), "abort-head; ; abort-body; ; abort-answer; ; wrong-length; ");
    QVERIFY(bench.recorded().startsWith("failed -, delivered 200 #2, failed -, delivered 200 #2, "
                                        "unknown -, delivered 200 #2"));
    QCOMPARE(bench.producer->vitals().tally.delivered, 4);
    QCOMPARE(bench.held->count(), 0); // Nobody failed, so nobody waits.
}

void TestProducerWrongs::aRefusedTokenThatWasMeantDoesNotHalt()
{
    ScriptedServer server({{.status = 401}, {.status = 401}});
    ProducerBench bench(server.url(), 2, misbehaving("no-token:1"));
    bench.producer->start();
    // The second refusal was not meant.
    QTRY_COMPARE(bench.halted->count(), 1);
    QTRY_COMPARE(bench.recorded(), "refused 401, refused 401 #2");
}

void TestProducerWrongs::aConnectionRestsAlone()
{
    ScriptedServer server({{.status = 429, .fields = "Retry-After: 1\r\n"}});
    Config config = misbehaving("hold-alone");
    config.delivery.inFlight = 2;
    config.delivery.eventsPerSecond = 20;
    ProducerBench bench(server.url(), 40, config);
    QVERIFY(bench.run());
    QCOMPARE(bench.held->count(), 1);
    QCOMPARE(bench.producer->vitals().tally.delivered, 40);
    const ScriptedServer::Seen &refused = server.seen().front();
    int others = 0;
    for (const ScriptedServer::Seen &seen : server.seen()) {
        const auto later = seen.at - refused.at;
        if (&seen == &refused || later >= 1s)
            continue;
        QVERIFY2(seen.connection != refused.connection, "the one that was told waits");
        ++others;
    }
    QVERIFY2(others > 2, "the other one does not");
    QCOMPARE(intended(bench).replace("; ", ""), "hold-alone");
}

void TestProducerWrongs::publishedBeforeItIsPushed()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 6, misbehaving("hide:2 drop:4 reorder:5"));
    QByteArrayList published;
    bench.producer->setPublisher([&](const std::vector<protocol::EntityEvent> &events) {
        for (const protocol::EntityEvent &event : events)
            published.append(QByteArray::number(event.sequence.value));
        // Whatever has been pushed had been published (RCP028-R6), but for what is hidden.
        for (const QByteArray &pushed : server.sequences().split(' '))
            QVERIFY(pushed.isEmpty() || pushed == "2" || published.contains(pushed));
    });
    QVERIFY(bench.run());
    QCOMPARE(published.join(' '), "1 3 4 5 6");
    QCOMPARE(server.sequences(), "1 2 3 6 5");
}

void TestProducerWrongs::whatIsWithheldIsCounted()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 10, misbehaving("drop:2-4 hide:9"));
    QVERIFY(bench.run());
    const Vitals vitals = bench.producer->vitals();
    QCOMPARE(vitals.withheld, 3);
    QCOMPARE(vitals.tally.delivered, 7);
    QCOMPARE(vitals.tally.offered, 7);
    QCOMPARE(vitals.waiting, 0);
}

void TestProducerWrongs::aCheckpointThatCannotBeKeptStops()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"sub"_s));
    ScriptedServer server({{}, {.kind = Turn::Kind::Later}});
    ProducerBench bench(server.url(), 10, Config());
    bench.producer->setCheckpoint(Checkpoint::open(folder.filePath(u"sub/c"_s), u"x"_s).value());
    bench.producer->start();
    QTRY_COMPARE(server.waiting(), 1);
    QVERIFY(QDir(folder.filePath(u"sub"_s)).removeRecursively());
    server.release();
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(bench.failed->count(), 1);
    QCOMPARE(server.sequences(), "1 2"); // Nothing leaves that could not be remembered.
}

QTEST_GUILESS_MAIN(TestProducerWrongs)
#include "tst_producerwrongs.moc"
