// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "ui/models/timeaxis.h"

#include <QDateTime>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Half past nine on some local day.
WallTime start()
{
    const QDateTime morning(QDate(2026, 11, 24), QTime(9, 30));
    return WallTime(std::chrono::milliseconds(morning.toMSecsSinceEpoch()));
}

QString told(const std::vector<TimeMark> &marks)
{
    QStringList words;
    for (const TimeMark &mark : marks)
        words += u"%1%2@%3"_s.arg(mark.pause ? u"pause "_s : QString(), mark.text).arg(mark.number);
    return words.join(u", ");
}

} // namespace

/// The row of times below a row of numbers.
class TestTimeAxis final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void timesGrow();
    void roundTimesStandAtTheirNumbers();
    void aPauseIsSaid();
    void closeUpThereAreMilliseconds();
    void nothingMakesNoMarks();
    void thereAreNeverTooMany();
};

void TestTimeAxis::timesGrow()
{
    NumberTimes times;
    times.add(10, {1}, start());
    times.add(12, {1}, start() + 1s); // the same exchange
    times.add(5, {2}, start() + 2s);  // late
    times.add(20, {3}, start() + 3s);
    times.add(30, {4}, start() + 2s); // committed later, began before
    QCOMPARE(times.steps().size(), 3u);
    QCOMPARE(times.reached(11), start());
    QCOMPARE(times.reached(13), start() + 3s);
    QCOMPARE(times.reached(30), start() + 3s);
    QCOMPARE(times.reached(31), std::nullopt);
    QCOMPARE(times.firstAfter(start() - 1s), 12);
    QCOMPARE(times.firstAfter(start()), 13);
    QCOMPARE(times.firstAfter(start() + 3s), std::nullopt);
}

void TestTimeAxis::roundTimesStandAtTheirNumbers()
{
    NumberTimes times;
    for (int i = 0; i <= 100; ++i) // ten numbers each second
        times.add(1 + i, {i + 1}, start() + i * 100ms);
    QCOMPARE(told(timeMarks(times, {1, 101}, 5)),
             u"09:30:00@1, 09:30:02@22, 09:30:04@42, 09:30:06@62, 09:30:08@82"_s);
    QCOMPARE(told(timeMarks(times, {41, 61}, 5)),
             u"09:30:04.000@41, 09:30:04.500@47, "
             "09:30:05.000@52, 09:30:05.500@57"_s);
}

void TestTimeAxis::aPauseIsSaid()
{
    NumberTimes times;
    for (int i = 0; i < 10; ++i)
        times.add(1 + i, {1 + i}, start() + i * 1s);
    for (int i = 0; i < 10; ++i)
        times.add(11 + i, {11 + i}, start() + 70s + i * 1s);
    QCOMPARE(told(timeMarks(times, {1, 20}, 8)), u"09:30:00@1, pause 1 min 01 s@11, 09:31:10@12"_s);
}

void TestTimeAxis::closeUpThereAreMilliseconds()
{
    NumberTimes times;
    times.add(5, {1}, start() + 34ms);
    QCOMPARE(told(timeMarks(times, {1, 5}, 5)), u"09:30:00.034@1"_s);
}

void TestTimeAxis::nothingMakesNoMarks()
{
    QVERIFY(timeMarks({}, {1, 100}, 5).empty());
    NumberTimes times;
    times.add(5, {1}, start());
    QVERIFY(timeMarks(times, {6, 10}, 5).empty());
}

void TestTimeAxis::thereAreNeverTooMany()
{
    NumberTimes times;
    times.add(1, {1}, start());
    for (int day = 1; day <= 3000; ++day)
        times.add(1 + day, {1 + day}, start() + day * 24h);
    for (const int most : {1, 3, 10})
        QVERIFY(timeMarks(times, {1, 3001}, most).size() <= size_t(most) + 1);
}

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_timeaxis.moc"
