// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ledger/keeperstory.h"
#include "tests/support/testcase.h"

#include <algorithm>

using namespace pushbench;
using namespace pushbench::ledger;

class TestEpochs final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void itIsToldOnce();
    void halfOfManyIsNotEnough();
    void noMoreThanSoMany();
    void theResourceConfirms();
};

void TestEpochs::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("conditions");
    QTest::addColumn<QByteArray>("first");  ///< Received in the first epoch,
    QTest::addColumn<QByteArray>("second"); ///< and in the second.
    QTest::addColumn<QByteArray>("gaps");   ///< Of the second.
    const auto row = [](const char *name, const char *story, const char *conditions,
                        const char *first, const char *second, const char *gaps = "") {
        QTest::newRow(name) << QByteArray(story) << QByteArray(conditions) << QByteArray(first)
                            << QByteArray(second) << QByteArray(gaps);
    };
    constexpr auto none = "no such epoch";
    row("eight in a row", "1-20 | 1-8=b", "epoch-break 1", "1-20", "1-8");
    row("seven are none", "1-20 | 1-7=b", "", "1-20", none);
    row("one by one", "1-20 | 1=b | 2=b | 3=b | 4=b | 5=b | 6=b | 7=b | 8=b | 9=b", "epoch-break 1",
        "1-20", "1-9");
    row("it goes on", "1-20 | 1-8=b | 9-12=b | 15=b", "epoch-break 1", "1-20", "1-12 15",
        "13-14 open");
    row("the rest of the body belongs to it", "1-20 | 1-30=b", "epoch-break 1", "1-30", "1-30");
    row("from the middle", "1-20 | 11-18=b", "epoch-break 11", "1-20", "11-18");
    row("a number that is left out is missing", "1-20 | 1-4=b 6-9=b", "epoch-break 1", "1-20",
        "1-4 6-9", "5 open");
    row("one event again and again, for ever another record",
        "1-20 | 3=b | 3=c | 3=d | 3=e | 3=f | 3=g | 3=h | 3=i | 3=j", "", "1-20", none);
    row("the same conflict again and again", "1-20 | 3=b | 3=b | 3=b | 3=b | 3=b | 3=b | 3=b | 3=b",
        "", "1-20", none);
    row("retries are no conflicts", "1-20 | ? 1-20 | 1-20 | 1-20", "", "1-20", none);
    row("what was refused breaks nothing", "1-20 | ? 1-20=b | 21", "", "1-21", none);
    row("the old numbers in between", "1-20 | 1-4=b | 21 | 5-8=b | 22", "", "1-22", none);
    row("old events in between", "1-20 | 1-4=b | 3 | 5-8=b | 4 | 9", "", "1-20", none);
    row("an answer was lost", "1-20 | 1-4=b | ~ 2 | 5-8=b", "", "1-20", none);
    row("late from the old epoch", "1-20 | 1-8=b | 15-16 | 9=b", "epoch-break 1", "1-20", "1-9");
    row("an old answer was lost", "1-20 | 21-22 | 1-8=b | ~ 2 | 9=b", "epoch-break 1", "1-20",
        "1-9");
    row("an answer of the new one was lost", "1-20 | 1-8=b | 9-10=b | ~ 3", "epoch-break 1", "1-20",
        "1-8");
    row("far below is told", "1000-1010 | 1-8=b", "regression 1", "1-8 1000-1010", none);
    row("near below is not", "1000-1010 | 990-998", "", "990-998 1000-1010", none);
    row("far below, and into the old numbers", "1000-1020 | 1-8=b | 1000-1007=b",
        "regression 1, epoch-break 1", "1-8 1000-1020", "1-8 1000-1007", "9-999 open");
}

void TestEpochs::stories()
{
    QFETCH(QByteArray, story);
    const KeeperStory told(story);
    QTEST(told.conditions, "conditions");
    QTEST(told.received(1), "first");
    QTEST(told.received(2), "second");
    if (told.feed(2).value >= 0) {
        QTEST(told.gaps(2), "gaps");
        QCOMPARE(told.followedGaps(2), told.gaps(2));
    }
    QCOMPARE(told.followedGaps(1), told.gaps(1));
    // The same session once more.
    const KeeperStory again(story);
    QCOMPARE(again.received(2), told.received(2));
    QCOMPARE(again.records.findings.size(), told.records.findings.size());
}

/// One failure for the break, whatever came of it; the conflicts before it are told as ever.
void TestEpochs::itIsToldOnce()
{
    KeeperStory story("1-100 | 1-50=b | 51-60=b");
    const auto breaks = std::ranges::count_if(story.records.findings, [](const auto &record) {
        return record.finding.text.contains(QStringLiteral("began anew"));
    });
    QCOMPARE(breaks, 1);
    const FindingRecord &record = story.records.findings.back();
    QCOMPARE(record.finding.id, QByteArray("RCP027-R6"));
    QCOMPARE(record.finding.verdict, protocol::Verdict::Fail);
    QCOMPARE(record.exchange, ExchangeNumber{2});
    Records all;
    story.keeper.summariseAll(all);
    QCOMPARE(all.feeds.size(), 2u);
    QVERIFY(all.feeds.at(0).frozen);
    QVERIFY(!all.feeds.at(1).frozen);
    QCOMPARE(all.feeds.at(1).epoch, 2);
    QCOMPARE(all.totals.conflicts, 50);
}

/// Two producers under one label: each number comes for both of them in turn.
void TestEpochs::halfOfManyIsNotEnough()
{
    QByteArray mixed("1-5");
    QByteArray mostly("1-400");
    for (int n = 6; n < 300; ++n)
        mixed.append(" | " + QByteArray::number(n) + " | " + QByteArray::number(n) + "=b");
    // Two conflicts, then an event that the old epoch knows.
    for (int n = 1; n < 120; n += 2)
        mostly.append(" | " + QByteArray::number(n) + "=b | " + QByteArray::number(n + 1) + "=b | "
                      + QByteArray::number(n + 250));
    QCOMPARE(KeeperStory(mixed).conditions, QByteArray());
    QCOMPARE(KeeperStory(mostly).conditions, QByteArray("epoch-break 1"));
}

/// A peer that means harm gets no book for each body.
void TestEpochs::noMoreThanSoMany()
{
    QByteArray story("1-8");
    for (int i = 0; i < 40; ++i)
        story.append(" | 1-8=").append(QByteArray("r") + QByteArray::number(i) + "x");
    const KeeperStory told(story);
    QCOMPARE(told.keeper.books().count(), Books::kMostEpochs);
}

void TestEpochs::theResourceConfirms()
{
    const KeeperStory alone("1000-1010 | fell 1010 8");
    QCOMPARE(alone.conditions, QByteArray("regression"));
    const KeeperStory told("1000-1010 | 1-8=b | fell 1010 8 | 9-10=b");
    QCOMPARE(told.conditions, QByteArray("regression 1, regression, epoch-break 1"));
    QCOMPARE(told.received(2), QByteArray("1-10"));
    QCOMPARE(told.records.conditions.back().exchanges, QList<ExchangeNumber>{{77}});
}

QTEST_GUILESS_MAIN(TestEpochs)

#include "tst_epochs.moc"
