// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"
#include "tests/consumer/consumerbench.h"
#include "tests/consumer/fulldisk.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QElapsedTimer>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What becomes of requests whose producer does not wait for the answer.
class TestConsumerDepartures final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aProducerThatLeavesIsNoted();
    void aProducerThatGivesUpIsNoted_data();
    void aProducerThatGivesUpIsNoted();
    void aHalfClosedConnectionIsNoDeparture();
    void whatWasNotRecordedCannotBeLost();
};

void TestConsumerDepartures::aProducerThatLeavesIsNoted()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.stallJournal();
    {
        Line line(bench.consumer->url());
        line.send(pushOf(1));
        QTRY_COMPARE(bench.consumer->takeVitals().waiting, 1);
        line.breakOff();
    }
    QTRY_COMPARE(bench.consumer->takeVitals().connections, 0);
    bench.resumeJournal();
    QTRY_COMPARE(bench.recorded(), "200 left lost");
    QVERIFY(bench.notes.back().text.contains("left before it was answered"));
    QVERIFY(bench.notes.back().about);
}

void TestConsumerDepartures::aProducerThatGivesUpIsNoted_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<bool>("breaks");
    QTest::addColumn<QByteArray>("recorded");
    // An answer that was under way when it closed goes nowhere; it may still have been for itself
    // alone that it closed, so the time decides.
    QTest::newRow("closes, while the answer is long in coming")
        << QByteArray(R"({"latencyMs": 600})") << false << QByteArray("200 refused left");
    QTest::newRow("resets, while the answer is long in coming")
        << QByteArray(R"({"latencyMs": 600})") << true << QByteArray("200 refused left");
    QTest::newRow("closes, where no answer comes")
        << QByteArray(R"({"fault": "never"})") << false << QByteArray("0 refused left");
    QTest::newRow("resets, where no answer comes")
        << QByteArray(R"({"fault": "never"})") << true << QByteArray("0 refused left");
}

void TestConsumerDepartures::aProducerThatGivesUpIsNoted()
{
    QFETCH(QByteArray, reply);
    QFETCH(bool, breaks);
    QFETCH(QByteArray, recorded);
    const SystemClock clock;
    const Result<Policy> policy =
        parsePolicy(R"({"replies": [)" + reply + R"(], "then": "accept"})", {});
    QVERIFY(policy);
    ConsumerBench bench(clock, {.policy = policy.value()});
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QElapsedTimer sent;
    QTRY_VERIFY(bench.consumer->takeVitals().waiting == 1 || bench.recorded() != "");
    sent.start();
    QTRY_VERIFY(sent.elapsed() > 250);
    if (breaks)
        line.breakOff();
    else
        line.leave();
    QTRY_COMPARE(bench.recorded(), recorded);
    const journal::Note &left = bench.notes.back();
    QCOMPARE(left.exchange, bench.exchanges.back()->number);
    QVERIFY2(left.text.toLongLong() > 200'000, left.text.constData());
}

/// Who ends its side right behind its request only says that no other comes.
void TestConsumerDepartures::aHalfClosedConnectionIsNoDeparture()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.stallJournal();
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 1);
    line.endSending();
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 1);
    bench.resumeJournal();
    QTRY_COMPARE(line.statuses(), "200");
    QTRY_VERIFY(bench.recorded().startsWith("200"));
    QVERIFY(!bench.recorded().contains("refused"));
    QVERIFY(!bench.recorded().contains("lost"));
}

/// Nothing is on disk that could be wrong, so nothing is noted either.
void TestConsumerDepartures::whatWasNotRecordedCannotBeLost()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.stallJournal();
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 1);
    {
        const FullDisk full;
        bench.resumeJournal();
        bench.stallJournal(); // The receipt is posted, and not taken before we return to the loop.
        line.breakOff();
    }
    QTRY_COMPARE(bench.consumer->takeVitals().connections, 0);
    QCOMPARE(bench.consumer->takeVitals().waiting, 0);
    bench.resumeJournal();
    QCOMPARE(bench.recorded(), "");
}

QTEST_GUILESS_MAIN(TestConsumerDepartures)
#include "tst_consumerdepartures.moc"
