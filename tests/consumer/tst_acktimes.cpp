// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/acktimes.h"
#include "tests/support/testcase.h"

#include <algorithm>
#include <random>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;

namespace {

std::chrono::microseconds nearestRank(std::vector<std::chrono::microseconds> times, qint64 percent)
{
    std::sort(times.begin(), times.end());
    const size_t rank = (times.size() * size_t(percent) + 99) / 100;
    return times[std::max<size_t>(rank, 1) - 1];
}

} // namespace

class TestAckTimes final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nothing();
    void aFewAreExact();
    void ranksAreAtMostAStepTooLarge_data();
    void ranksAreAtMostAStepTooLarge();
    void whatIsOutOfRange();
    void partsMakeTheWhole();
};

void TestAckTimes::nothing()
{
    QVERIFY(AckTimes().figures() == AckFigures());
}

void TestAckTimes::aFewAreExact()
{
    AckTimes times;
    times.add(7us);
    QVERIFY((times.figures() == AckFigures{.count = 1, .median = 7us, .p99 = 7us, .max = 7us}));
    times.add(3us);
    // Of two, the faster one is the median and the slower one stands for the 99th percentile.
    QVERIFY((times.figures() == AckFigures{.count = 2, .median = 3us, .p99 = 7us, .max = 7us}));
    for (int i = 0; i < 98; ++i)
        times.add(1us);
    QVERIFY((times.figures() == AckFigures{.count = 100, .median = 1us, .p99 = 3us, .max = 7us}));
}

void TestAckTimes::ranksAreAtMostAStepTooLarge_data()
{
    QTest::addColumn<qint64>("largest");
    QTest::addColumn<int>("count");
    QTest::newRow("microseconds") << qint64(40) << 10'000;
    QTest::newRow("milliseconds") << qint64(90'000) << 9'999;
    QTest::newRow("minutes") << qint64(600'000'000) << 101;
    QTest::newRow("days") << qint64(200'000'000'000) << 57;
}

void TestAckTimes::ranksAreAtMostAStepTooLarge()
{
    QFETCH(qint64, largest);
    QFETCH(int, count);
    std::mt19937_64 random(42);
    AckTimes times;
    std::vector<std::chrono::microseconds> all;
    for (int i = 0; i < count; ++i) {
        all.emplace_back(qint64(random() % quint64(largest)));
        times.add(all.back());
    }
    const AckFigures figures = times.figures();
    QCOMPARE(figures.count, qint64(count));
    QVERIFY(figures.max == *std::max_element(all.begin(), all.end()));
    for (const auto &[told, exact] : {std::pair(figures.median, nearestRank(all, 50)),
                                      std::pair(figures.p99, nearestRank(all, 99))}) {
        QVERIFY2(told >= exact, qPrintable(QString::number(told.count())));
        QVERIFY2(told <= exact + exact / 32 + 1us, qPrintable(QString::number(told.count())));
    }
}

void TestAckTimes::whatIsOutOfRange()
{
    AckTimes times;
    times.add(-5us); // A clock that was set back between two looks.
    QVERIFY(times.figures().max == 0us);
    times.add(std::chrono::microseconds::max());
    QVERIFY(times.figures().max == std::chrono::microseconds::max());
    QVERIFY(times.figures().p99 == std::chrono::microseconds::max());
}

void TestAckTimes::partsMakeTheWhole()
{
    AckTimes whole;
    AckTimes first;
    AckTimes second;
    for (int i = 1; i <= 1000; ++i) {
        whole.add(i * 10us);
        (i % 3 == 0 ? first : second).add(i * 10us);
    }
    first.merge(second);
    first.merge(AckTimes());
    QVERIFY(first.figures() == whole.figures());
    first.clear();
    QVERIFY(first.figures() == AckFigures());
}

QTEST_GUILESS_MAIN(TestAckTimes)
#include "tst_acktimes.moc"
