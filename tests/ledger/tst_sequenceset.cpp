// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/sequence/sequenceset.h"
#include "tests/ledger/diagram.h"
#include "tests/support/testcase.h"

#include <random>
#include <set>

using namespace pushbench;
using namespace pushbench::ledger;

namespace {

constexpr qint64 kMax = std::numeric_limits<qint64>::max();

/// What SequenceSet promises, said as slowly and plainly as possible.
struct Model
{
    std::set<qint64> numbers;

    [[nodiscard]] std::vector<NumberRange> runs() const
    {
        std::vector<NumberRange> runs;
        for (const qint64 n : numbers) {
            if (!runs.empty() && runs.back().last == n - 1)
                runs.back().last = n;
            else
                runs.push_back({n, n});
        }
        return runs;
    }

    [[nodiscard]] quint64 countIn(qint64 first, qint64 last) const
    {
        return static_cast<quint64>(
            std::distance(numbers.lower_bound(first), numbers.upper_bound(last)));
    }
};

QByteArray holesText(const SequenceSet &set, qint64 first, qint64 last)
{
    std::vector<NumberRange> holes;
    set.forEachHole(first, last, [&holes](NumberRange hole) { holes.push_back(hole); });
    return diagramOf(holes);
}

} // namespace

class TestSequenceSet final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void diagrams_data();
    void diagrams();
    void insertTellsTheNeighbours();
    void bothEndsOfTheNumbers();
    void aHugeHoleAndAHugeRunCostNothing();
    void everySecondNumberBecomesABitmapAndBack();
    void aFullBlockJoinsItsNeighbours();
    void standaloneNumbersStaySmall();
    void rangesAgreeWithTheModel_data();
    void rangesAgreeWithTheModel();
};

void TestSequenceSet::diagrams_data()
{
    QTest::addColumn<QByteArray>("inserted");
    QTest::addColumn<QByteArray>("removed");
    QTest::addColumn<QByteArray>("runs");
    QTest::addColumn<QByteArray>("holes");

    const auto row = [](const char *name, const char *inserted, const char *removed,
                        const char *runs, const char *holes) {
        QTest::newRow(name) << QByteArray(inserted) << QByteArray(removed) << QByteArray(runs)
                            << QByteArray(holes);
    };
    row("nothing", "", "", "", "1-9");
    row("in order", "1 2 3", "", "1-3", "4-9");
    row("holes", "1 2 4 7", "", "1-2 4 7", "3 5-6 8-9");
    row("a hole filled", "1 2 4 3", "", "1-4", "5-9");
    row("a hole split", "1 7 4", "", "1 4 7", "2-3 5-6 8-9");
    row("descending", "9 8 7", "", "7-9", "1-6");
    row("twice the same", "5 5 4 5", "", "4-5", "1-3 6-9");
    row("zero is a number", "0 1", "", "0-1", "2-9");
    row("range over runs", "1 3 5 2-8", "", "1-8", "9");
    row("range between runs", "1 9 3-5", "", "1 3-5 9", "2 6-8");
    row("range that touches on both sides", "1-3 7-9 4-6", "", "1-9", "");
    row("range inside a run", "1-9 4-6", "", "1-9", "");
    row("last one removed", "1-3", "3", "1-2", "3-9");
    row("first one removed", "1-3", "1", "2-3", "1 4-9");
    row("middle removed", "1-3 9", "2", "1 3 9", "2 4-8");
    row("all removed", "1-3", "3 1 2", "", "1-9");
    row("removed and inserted again", "1-3 5", "5 3", "1-2", "3-9");
    row("across a block's end", "65534-65537 131072", "65536", "65534-65535 65537 131072", "1-9");
    row("two runs that meet at a block's end", "65536-65540 65530-65535", "", "65530-65540", "1-9");
}

void TestSequenceSet::diagrams()
{
    QFETCH(QByteArray, inserted);
    QFETCH(QByteArray, removed);
    SequenceSet set = setOf(inserted);
    for (const qint64 n : numbersOf(removed)) {
        QVERIFY(set.remove(n));
        QVERIFY(!set.remove(n));
    }
    QTEST(diagramOf(set), "runs");
    QTEST(holesText(set, 1, 9), "holes");
    QFETCH(QByteArray, runs);
    QCOMPARE(set.runCount(), quint64(rangesOf(runs).size()));
    QCOMPARE(set.count(), quint64(numbersOf(runs).size()));
    QCOMPARE(set.isEmpty(), runs.isEmpty());
}

void TestSequenceSet::insertTellsTheNeighbours()
{
    SequenceSet set = setOf("10-12 65535 65537");
    const auto tells = [&set](qint64 n, bool fresh, bool below, bool above) {
        const SequenceSet::Insertion insertion = set.insert(n);
        set.remove(n);
        return insertion.fresh == fresh && insertion.below == below && insertion.above == above;
    };
    QVERIFY(tells(14, true, false, false));
    QVERIFY(tells(13, true, true, false));
    QVERIFY(tells(9, true, false, true));
    QVERIFY(tells(65536, true, true, true));
    QVERIFY(tells(65538, true, true, false));
    QVERIFY(tells(65540, true, false, false));
    const SequenceSet::Insertion again = set.insert(11);
    QVERIFY(!again.fresh);
}

void TestSequenceSet::bothEndsOfTheNumbers()
{
    SequenceSet set;
    QVERIFY(set.insert(kMax).fresh);
    QVERIFY(set.insert(0).fresh);
    QVERIFY(!set.insert(kMax).fresh);
    QVERIFY(set.insert(kMax - 1).above);
    QCOMPARE(set.first(), std::optional<qint64>(0));
    QCOMPARE(set.last(), std::optional(kMax));
    QCOMPARE(diagramOf(set), QByteArray("0 9223372036854775806-9223372036854775807"));
    QCOMPARE(holesText(set, 0, kMax), QByteArray("1-9223372036854775805"));
    QCOMPARE(set.countIn(1, kMax - 2), 0u);
    QCOMPARE(set.insertRange(0, kMax), (quint64{1} << 63) - 3);
    QCOMPARE(set.count(), quint64{1} << 63);
    QCOMPARE(set.runCount(), 1u);
    QCOMPARE(set.countIn(0, kMax), quint64{1} << 63);
    QCOMPARE(holesText(set, 0, kMax), QByteArray());
    QVERIFY(set.remove(kMax));
    QVERIFY(set.remove(0));
    QCOMPARE(diagramOf(set), QByteArray("1-9223372036854775806"));
    QVERIFY(!set.contains(-1));
    QVERIFY(!set.contains(kMax));
}

void TestSequenceSet::aHugeHoleAndAHugeRunCostNothing()
{
    constexpr qint64 kFar = qint64{1} << 62;
    SequenceSet set = setOf("1-3");
    set.insert(kFar);
    set.insert(kMax);
    QCOMPARE(set.runCount(), 3u);
    set.insertRange(kFar + 2, kMax - 5);
    QVERIFY(set.remove(kFar + (kFar / 2)));
    // 2^62 numbers from kFar up, without kFar+1, the last four before kMax and the removed one.
    QCOMPARE(set.countIn(kFar, kMax), (quint64{1} << 62) - 6);
    QCOMPARE(set.runCount(), 5u);
    QVERIFY2(set.memoryBytes() < 20'000, qPrintable(QString::number(set.memoryBytes())));
}

void TestSequenceSet::everySecondNumberBecomesABitmapAndBack()
{
    SequenceSet set;
    for (qint64 n = 0; n < kBlockNumbers; n += 2)
        set.insert(n);
    QCOMPARE(set.runCount(), quint64(kBlockNumbers / 2));
    QVERIFY2(set.memoryBytes() < 40'000, qPrintable(QString::number(set.memoryBytes())));
    QCOMPARE(set.countIn(1, 60'001), 30'000u);
    QVERIFY(set.contains(4'000) && !set.contains(4'001));
    QCOMPARE(set.atOrAbove(4'001), std::optional<qint64>(4'002));
    QCOMPARE(set.atOrBelow(4'001), std::optional<qint64>(4'000));

    for (qint64 n = 1; n < kBlockNumbers - 2; n += 2) {
        const SequenceSet::Insertion insertion = set.insert(n);
        QVERIFY(insertion.fresh && insertion.below && insertion.above);
    }
    QCOMPARE(diagramOf(set), QByteArray("0-65534"));
    QVERIFY2(set.memoryBytes() < 20'000, qPrintable(QString::number(set.memoryBytes())));

    for (qint64 n = 0; n < kBlockNumbers; n += 2)
        QVERIFY(set.remove(n));
    QCOMPARE(set.runCount(), quint64(kBlockNumbers / 2 - 1));
    QCOMPARE(set.count(), quint64(kBlockNumbers / 2 - 1));
    for (qint64 n = 1; n < kBlockNumbers - 2; n += 2)
        QVERIFY(set.remove(n));
    QVERIFY(set.isEmpty());
    QCOMPARE(diagramOf(set), QByteArray());
}

void TestSequenceSet::aFullBlockJoinsItsNeighbours()
{
    SequenceSet set = setOf("0-70000 131072-300000");
    set.insertRange(70'001, 131'070);
    QCOMPARE(diagramOf(set), QByteArray("0-131070 131072-300000"));
    QVERIFY(set.insert(131'071).above);
    QCOMPARE(diagramOf(set), QByteArray("0-300000"));
    QCOMPARE(set.countIn(65'000, 200'000), 135'001u);
    QVERIFY(set.remove(131'072));
    QVERIFY(set.remove(65'535));
    QCOMPARE(diagramOf(set), QByteArray("0-65534 65536-131071 131073-300000"));
    QVERIFY(set.insert(65'535).fresh);
    QVERIFY(set.insert(131'072).fresh);
    QCOMPARE(set.runCount(), 1u);
    QCOMPARE(set.count(), 300'001u);
}

void TestSequenceSet::standaloneNumbersStaySmall()
{
    SequenceSet set;
    std::mt19937_64 random(28);
    constexpr int kNumbers = 20'000;
    for (int i = 0; i < kNumbers; ++i)
        set.insert(static_cast<qint64>(random() >> 1));
    QCOMPARE(set.count(), quint64(kNumbers));
    QCOMPARE(set.countIn(0, kMax), quint64(kNumbers));
    QVERIFY2(set.memoryBytes() < 50 * kNumbers, qPrintable(QString::number(set.memoryBytes())));
}

void TestSequenceSet::rangesAgreeWithTheModel_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("longest");
    QTest::newRow("a handful of numbers from zero") << 0ll << 40 << 5;
    QTest::newRow("around a block's end") << 65'500ll << 80 << 9;
    QTest::newRow("three blocks, dense") << 0ll << 200'000 << 30'000;
    QTest::newRow("three blocks, scattered") << 0ll << 200'000 << 1;
    QTest::newRow("the last numbers there are") << kMax - 39 << 40 << 5;
    QTest::newRow("the last two blocks") << kMax - 99'999 << 100'000 << 3'000;
}

void TestSequenceSet::rangesAgreeWithTheModel()
{
    QFETCH(qint64, from);
    QFETCH(int, width);
    QFETCH(int, longest);
    std::mt19937_64 random(8028);
    const auto below = [&random](int bound) {
        return static_cast<qint64>(random() % static_cast<quint64>(bound));
    };
    SequenceSet set;
    Model model;
    for (int step = 1; step <= 30'000; ++step) {
        const qint64 n = from + below(width);
        const qint64 last = n + std::min(below(longest), from + (width - 1) - n);
        switch (below(longest > 1000 ? 40 : 6)) {
        case 0: {
            const quint64 missing = NumberRange{n, last}.length() - model.countIn(n, last);
            QCOMPARE(set.insertRange(n, last), missing);
            for (qint64 i = 0; i <= last - n; ++i)
                model.numbers.insert(n + i);
            break;
        }
        case 1:
        case 2:
        case 3:
            QCOMPARE(set.remove(n), model.numbers.erase(n) == 1);
            break;
        default:
            const bool under = n > 0 && model.numbers.contains(n - 1);
            const bool over = n < kMax && model.numbers.contains(n + 1);
            const SequenceSet::Insertion insertion = set.insert(n);
            QCOMPARE(insertion.fresh, model.numbers.insert(n).second);
            QVERIFY(!insertion.fresh || (insertion.below == under && insertion.above == over));
        }
        const qint64 probe = from + below(width);
        QCOMPARE(set.contains(probe), model.numbers.contains(probe));
        QCOMPARE(set.count(), quint64(model.numbers.size()));
        const auto above = model.numbers.lower_bound(probe);
        QCOMPARE(set.atOrAbove(probe),
                 above == model.numbers.end() ? std::nullopt : std::optional(*above));
        const auto behind = model.numbers.upper_bound(probe);
        QCOMPARE(set.atOrBelow(probe),
                 behind == model.numbers.begin() ? std::nullopt
                                                 : std::optional(*std::prev(behind)));
        if (step % 1000 == 0 || width < 100) {
            const std::vector<NumberRange> runs = model.runs();
            QCOMPARE(diagramOf(set), diagramOf(runs));
            QCOMPARE(set.runCount(), quint64(runs.size()));
            QCOMPARE(set.countIn(std::min(n, probe), std::max(n, probe)),
                     model.countIn(std::min(n, probe), std::max(n, probe)));
        }
    }
}

QTEST_GUILESS_MAIN(TestSequenceSet)
#include "tst_sequenceset.moc"
