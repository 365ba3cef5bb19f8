// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/producerbench.h"
#include "tests/support/testcase.h"

#include <QSemaphore>

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Turn later()
{
    return {.kind = Turn::Kind::Later};
}

/// Counts what was taken from it, and breaks where it is told to.
class CountingSource final : public EventSource
{
public:
    CountingSource(qint64 events, qint64 &taken, bool breaks = false)
        : m_left(events)
        , m_taken(taken)
        , m_breaks(breaks)
    {
    }

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override
    {
        std::vector<protocol::EntityEvent> events;
        while (events.size() < count && m_left > 0) {
            --m_left;
            events.push_back(
                {.sequence = {++m_taken}, .resourceName = "Property", .resourceRecordKey = "k"});
        }
        if (events.empty() && m_breaks)
            return Fault{FaultKind::Broken, u"source"_s, u"it broke"_s};
        return events;
    }
    [[nodiscard]] QString name() const override { return u"counted"_s; }

private:
    qint64 m_left;
    qint64 &m_taken;
    bool m_breaks;
};

} // namespace

class TestProducerControl final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stopFinishesWhatIsUnderWay();
    void stopEndsAHold();
    void stopBeforeAnythingBegan();
    void pauseStepAndResume();
    void aBodyOfOnesOwn();
    void aSourceThatBreaksIsTold();
    void nobodyListens();
    void sourcesAreReadNoFasterThanPushed();
    void aStalledJournalStallsThePushing();
    void goneBeforeItsReceipts();
};

void TestProducerControl::stopFinishesWhatIsUnderWay()
{
    ScriptedServer server({later(), later()});
    Config config;
    config.delivery.inFlight = 2;
    ProducerBench bench(server.url(), 100, config);
    bench.producer->start();
    QTRY_COMPARE(server.waiting(), 2);
    bench.producer->stop();
    QCOMPARE(bench.finished->count(), 0);
    server.release();
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(server.seen().size(), 2u);
    QCOMPARE(bench.recorded(), "delivered 200, delivered 200");
    bench.producer->sendBody("{}");
    bench.producer->resume(u"a test"_s);
    QCOMPARE(bench.finished->count(), 1);
    QCOMPARE(server.seen().size(), 2u);
}

void TestProducerControl::stopEndsAHold()
{
    ScriptedServer server({{.status = 429, .fields = "Retry-After: 3600\r\n"}});
    ProducerBench bench(server.url(), 1);
    bench.producer->start();
    QTRY_COMPARE(bench.held->count(), 1);
    bench.producer->stop();
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(bench.recorded(), "held 429");
    QCOMPARE(bench.producer->vitals().waiting, 1);
}

void TestProducerControl::stopBeforeAnythingBegan()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 1);
    bench.producer->stop();
    QCOMPARE(bench.finished->count(), 1);
    bench.producer->start();
    QCOMPARE(server.connections(), 0);
}

void TestProducerControl::pauseStepAndResume()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 5);
    bench.producer->pause();
    bench.producer->start();
    QCOMPARE(bench.producer->vitals().standing, Standing::Paused);
    bench.producer->step();
    QTRY_COMPARE(bench.producer->vitals().tally.delivered, 1);
    bench.producer->step();
    QTRY_COMPARE(bench.producer->vitals().tally.delivered, 2);
    QCOMPARE(server.sequences(), "1 2");
    QSignalSpy resumed(&*bench.producer, &Producer::resumed);
    bench.producer->resume(u"a test"_s);
    QTRY_COMPARE(bench.finished->count(), 1);
    QCOMPARE(server.sequences(), "1 2 3 4 5");
    QCOMPARE(resumed.count(), 1);
    QCOMPARE(resumed.front().front().toString(), u"a test"_s);
}

/// What a person wrote goes out as it is, JSON or not, also when everything else is done.
void TestProducerControl::aBodyOfOnesOwn()
{
    ScriptedServer server({{}, {.status = 400}});
    ProducerBench bench(server.url(), 1);
    QVERIFY(bench.run());
    bench.producer->sendBody("this is { no JSON");
    QTRY_COMPARE(bench.finished->count(), 2);
    QCOMPARE(server.seen().back().request.body, "this is { no JSON");
    QCOMPARE(bench.recorded(), "delivered 200, refused 400");
}

void TestProducerControl::aSourceThatBreaksIsTold()
{
    qint64 taken = 0;
    ScriptedServer server;
    ProducerBench bench(server.url(), std::make_unique<CountingSource>(3, taken, true));
    QVERIFY(bench.run());
    QCOMPARE(server.sequences(), "1 2 3");
    QCOMPARE(bench.failed->count(), 1);
    QCOMPARE(bench.failed->front().front().value<Fault>().text, u"it broke"_s);
}

void TestProducerControl::nobodyListens()
{
    QUrl target;
    {
        ScriptedServer server;
        target = server.url();
    }
    Config config;
    config.delivery.maxAttempts = 2;
    ProducerBench bench(target, 1, config);
    bench.producer->start();
    QTRY_COMPARE(bench.halted->count(), 1);
    QTRY_COMPARE(bench.recorded(), "failed -, failed - #2");
    QCOMPARE(bench.producer->vitals().tally.unknownAttempts, 0);
    QVERIFY(bench.exchanges.front()->fault.contains("refused"));
}

/// A million events behind one slow consumer stay in their source.
void TestProducerControl::sourcesAreReadNoFasterThanPushed()
{
    qint64 taken = 0;
    ScriptedServer server(std::deque<Turn>(4, later()));
    Config config;
    config.delivery.inFlight = 4;
    config.batch = 10;
    ProducerBench bench(server.url(), std::make_unique<CountingSource>(1'000'000, taken), config);
    bench.producer->start();
    QTRY_COMPARE(server.waiting(), 4);
    QVERIFY2(taken <= 2 * 4 * 10, qPrintable(QString::number(taken)));
    bench.producer->stop();
    server.release();
    QTRY_COMPARE(bench.finished->count(), 1);
}

/// Every attempt is recorded; when recording stands still, so does pushing, at a bounded distance.
void TestProducerControl::aStalledJournalStallsThePushing()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 3'000);
    QTemporaryDir folder;
    QSemaphore reached, go;
    bench.journal->moveTo(folder.filePath(u"moved.pushbench"_s), [&](const Result<> &) {
        reached.release();
        go.acquire();
    });
    reached.acquire();
    bench.producer->start();
    QTRY_COMPARE_WITH_TIMEOUT(server.seen().size(), 1'024u, 20'000);
    QCOMPARE(bench.finished->count(), 0);
    go.release();
    QTRY_COMPARE_WITH_TIMEOUT(bench.finished->count(), 1, 20'000);
    QCOMPARE(server.seen().size(), 3'000u);
}

/// The journal gives its receipts to a producer that has ended meanwhile.
void TestProducerControl::goneBeforeItsReceipts()
{
    ScriptedServer server;
    ProducerBench bench(server.url(), 1);
    QTemporaryDir folder;
    QSemaphore reached, go;
    bench.journal->moveTo(folder.filePath(u"moved.pushbench"_s), [&](const Result<> &) {
        reached.release();
        go.acquire();
    });
    reached.acquire();
    bench.producer->start();
    QTRY_COMPARE(bench.producer->vitals().tally.delivered, 1);
    bench.producer.reset();
    go.release();
    QTRY_COMPARE(bench.recorded(), "delivered 200");
}

QTEST_GUILESS_MAIN(TestProducerControl)
#include "tst_producercontrol.moc"
