// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/progress.h"
#include "tests/support/testcase.h"

#include <algorithm>
#include <numeric>
#include <random>

using namespace pushbench;
using namespace pushbench::producer;

namespace {

/// "3 #30, +2-4 #60": three settled without a gap, the last of them 30; beyond the next one three
/// more, the last of them 60.
QByteArray shown(const Progress &progress)
{
    QByteArray text =
        QByteArray::number(progress.position) + " #" + QByteArray::number(progress.sequence.value);
    for (const Progress::Ahead &run : progress.ahead)
        text += ", +" + QByteArray::number(run.first) + '-' + QByteArray::number(run.last) + " #"
            + QByteArray::number(run.sequence.value);
    return text;
}

} // namespace

/// How far a feed has come, whatever the order in which its events are settled.
class TestProgress final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void settles_data();
    void settles();
    void inAnyOrder();
    void whatComesLateDoesNotPullItBack();
    void whatIsInAHole();
};

void TestProgress::settles_data()
{
    QTest::addColumn<QList<int>>("positions");
    QTest::addColumn<QByteArray>("progress");
    const auto row = [](const char *name, const QList<int> &positions, const char *progress) {
        QTest::newRow(name) << positions << QByteArray(progress);
    };
    row("nothing", {}, "0 #0");
    row("in order", {0, 1, 2}, "3 #20");
    row("beyond the first", {2}, "0 #0, +2-2 #20");
    row("a run grows at its end", {2, 3}, "0 #0, +2-3 #30");
    row("a run grows at its beginning", {3, 2}, "0 #0, +2-3 #30");
    row("two runs", {5, 2}, "0 #0, +2-2 #20, +5-5 #50");
    row("joined", {2, 4, 3}, "0 #0, +2-4 #40");
    row("the gap is closed", {1, 2, 0}, "3 #20");
    row("up to the next gap", {1, 3, 0}, "2 #10, +1-1 #30");
}

void TestProgress::settles()
{
    QFETCH(QList<int>, positions);
    ProgressLog log;
    for (const int position : positions)
        log.settle(position, {position * 10});
    QTEST(shown(log.progress()), "progress");
    // Whoever goes on from there comes to the same.
    ProgressLog resumed(log.progress());
    QCOMPARE(resumed.progress(), log.progress());
}

void TestProgress::inAnyOrder()
{
    constexpr int kEvents = 300;
    std::mt19937 random(7);
    std::vector<int> order(kEvents);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    ProgressLog log;
    std::vector<bool> settled(kEvents);
    for (const int position : order) {
        log.settle(position, {position + 1});
        settled[size_t(position)] = true;
        if (random() % 10 == 0)
            log = ProgressLog(log.progress()); // A crash.
        const Progress progress = log.progress();
        std::vector<bool> told(kEvents);
        std::fill_n(told.begin(), progress.position, true);
        for (const Progress::Ahead &run : progress.ahead) {
            QCOMPARE(run.sequence.value, progress.position + run.last + 1);
            for (qint64 i = run.first; i <= run.last; ++i)
                told[size_t(progress.position + i)] = true;
        }
        QCOMPARE(told, settled);
        QCOMPARE(progress.sequence.value, progress.position);
    }
    QCOMPARE(shown(log.progress()), "300 #300");
}

/// A feed counts as ascending although some of it came late; of another one the last counts.
void TestProgress::whatComesLateDoesNotPullItBack()
{
    for (const bool ascending : {true, false}) {
        ProgressLog log;
        if (!ascending)
            log.notAscending();
        log.settle(0, {10});
        log.settle(1, {50});
        log.settle(2, {30});
        QCOMPARE(shown(log.progress()), ascending ? "3 #50" : "3 #30");
        log.settle(4, {70});
        log.settle(5, {60});
        QCOMPARE(shown(log.progress()), ascending ? "3 #50, +1-2 #70" : "3 #30, +1-2 #60");
        log.settle(7, {65});
        log.settle(6, {80});
        log.settle(3, {55});
        QCOMPARE(shown(log.progress()), ascending ? "8 #80" : "8 #65");
    }
}

void TestProgress::whatIsInAHole()
{
    const std::vector<Hole> holes{{{3}, {5}}, {{9}, {9}}};
    for (const qint64 in : {3, 4, 5, 9})
        QVERIFY(isInHole(holes, {in}));
    for (const qint64 out : {1, 2, 6, 8, 10})
        QVERIFY(!isInHole(holes, {out}));
    QVERIFY(!isInHole({}, {1}));
}

QTEST_GUILESS_MAIN(TestProgress)
#include "tst_progress.moc"
