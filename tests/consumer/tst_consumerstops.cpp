// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"
#include "tests/consumer/consumerbench.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QElapsedTimer>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// How a consumer begins and ends.
class TestConsumerStops final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stopAnswersWhatWasRead();
    void stopWaitsForNoLatency();
    void stopBeforeStart();
    void aTakenPortIsTold();
    void goneBeforeItsReceipts();
};

void TestConsumerStops::stopAnswersWhatWasRead()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.stallJournal();
    Line line(bench.consumer->url());
    line.send(pushOf(1) + pushOf(2));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 2);
    const QUrl url = bench.consumer->url();
    bench.consumer->stop();
    bench.consumer->stop();
    line.send(pushOf(3));
    QCOMPARE(bench.stopped->count(), 0);
    bench.resumeJournal();
    QTRY_COMPARE(line.statuses(), "200 200");
    line.leave();
    QTRY_COMPARE(bench.stopped->count(), 1);
    QCOMPARE(bench.recorded(), "200, 200");
}

void TestConsumerStops::stopWaitsForNoLatency()
{
    const SystemClock clock;
    ConsumerBench bench(clock, {.policy = {.latency = 3600s}});
    Line line(bench.consumer->url());
    line.send(pushOf(1) + pushOf(2));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 2);
    bench.consumer->stop();
    QTRY_COMPARE(line.statuses(), "200 200");
    line.leave();
    QTRY_COMPARE(bench.stopped->count(), 1);
}

void TestConsumerStops::stopBeforeStart()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    Consumer idle({}, clock, *bench.journal);
    QSignalSpy stopped(&idle, &Consumer::stopped);
    idle.stop();
    QCOMPARE(stopped.count(), 1);
}

void TestConsumerStops::aTakenPortIsTold()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    Consumer second({.port = quint16(bench.consumer->url().port())}, clock, *bench.journal);
    const Result<> started = second.start();
    QVERIFY(!started);
    QVERIFY2(started.fault().message().contains(QString::number(bench.consumer->url().port())),
             qPrintable(started.fault().message()));
    QSignalSpy stopped(&second, &Consumer::stopped);
    second.stop();
    QTRY_COMPARE(stopped.count(), 1);
}

/// The journal gives its receipts to a consumer that has ended meanwhile.
void TestConsumerStops::goneBeforeItsReceipts()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.stallJournal();
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 1);
    bench.consumer.reset();
    bench.resumeJournal();
    QTRY_VERIFY(bench.recorded().startsWith("200"));
}

QTEST_GUILESS_MAIN(TestConsumerStops)
#include "tst_consumerstops.moc"
