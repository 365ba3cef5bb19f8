// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/triage/triageworld.h"

using namespace pushbench;
using namespace pushbench::triage;
using namespace std::chrono_literals;

namespace {

/// Grace 30 s, settle 60 s, deadline 300 s.
constexpr TriageTimes kTimes{.grace = 30s, .settle = 60s, .deadline = 300s};

} // namespace

class TestFeedTriage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void lossIsNeverToldTooEarly();
    void aFlawedAnswerProvesNothing();
    void anotherFeedsResourceProvesNothing();
    void aHoleOfHalfTheNumbersIsOneQuestion();
    void manyHolesAreAskedForTogether();
    void aRecordingIsJudgedAtOnce();
    void whatShowsItIsNamed();
    void askingIsNoPush();
    void takingOver_data();
    void takingOver();
    void takingOverALot();
};

void TestFeedTriage::takingOver_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("gaps");
    QTest::addColumn<QByteArray>("recovered");
    const auto row = [](const char *name, const char *story, const char *gaps,
                        const char *recovered) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(gaps) << QByteArray(recovered);
    };
    row("what is lost, by hand", "has 1-4 | push 1-2 4 | at 310 | recover 3", "3 recovered", "3=3");
    row("what is young, by hand", "has 1-2 3=a 4 | push 1-2 4 | at 5 | recover 1-9", "3 recovered",
        "3=a");
    row("only what was asked for", "has 1-9 | push 1 9 | at 5 | recover 3-4",
        "2 open, 3-4 recovered, 5-8 open", "3=3 4=4");
    row("only what is there", "has 1-3 6 | push 1 6 | at 310 | recover 1-6",
        "2-3 recovered, 4-5 hidden", "2=2 3=3");
    row("nothing that was pushed", "has 1-4 | push 1-4 | at 5 | recover 1-4", "", "");
    row("what is lost, at once", "recovers | has 1-2 3=a 4-5 6=a 8 | push 1-2 4-5 6=a 8 | at 310",
        "3 recovered, 7 hidden", "3=a");
    row("nothing before it is lost", "recovers | has 1-4 | push 1-2 4 | at 290", "3 checking", "");
    row("twice is once", "has 1-4 | push 1-2 4 | at 310 | recover 3 | recover 3", "3 recovered",
        "3=3");
    row("pushed later", "recovers | has 1-4 | push 1-2 4 | at 310 | push 3 | at 320", "3 recovered",
        "3=3");
    row("it stays so",
        "recovers | has 1-2 3=a 4 | push 1-2 4 | at 310 | has 5=a | push 5=a | at 900",
        "3 recovered", "3=a");
    row("above the last push", "recovers | has 1-9 | push 1-5 | at 700", "6-9 recovered",
        "6=6 7=7 8=8 9=9");
    row("it cannot be read", "has 1-4 | push 1-2 4 | at 310 | fails | recover 3 | at 320", "3 lost",
        "");
    row("not even half of it", "has 1-4 | push 1-2 4 | at 310 | cuts | recover 3 | at 320",
        "3 lost", "");
}

void TestFeedTriage::takingOver()
{
    QFETCH(QByteArray, story);
    TriageWorld world(kTimes);
    world.play(story);
    QTEST(world.gaps(), "gaps");
    QTEST(world.recovered(), "recovered");
    QCOMPARE(world.replayed(), world.gaps());
}

/// More than one reading keeps.
void TestFeedTriage::takingOverALot()
{
    TriageWorld world(kTimes);
    world.play("has 1-25000 | push 1 25000 | at 5 | recover 1-25000 | at 70");
    QCOMPARE(world.book().holes(ledger::GapState::Recovered).numbers, 24'998u);
    QCOMPARE(world.book().missingCount(), 24'998u);
}

/// Every gap that a reading settled names exchanges, and they are the reader's.
void TestFeedTriage::whatShowsItIsNamed()
{
    TriageWorld world(kTimes);
    world.play("has 1-4 6-9 | push 1-2 4 | push 6 9 | at 310");
    QCOMPARE(world.gaps(), QByteArray("3 lost, 5 hidden, 7-8 lost"));
    int named = 0;
    world.book().forEachGap([&](const ledger::Gap &gap) {
        QVERIFY(!gap.exchanges.isEmpty());
        for (const ExchangeNumber exchange : gap.exchanges)
            QVERIFY2(world.isRead(exchange), qPrintable(QString::number(exchange.value)));
        ++named;
    });
    QCOMPARE(named, 3);
}

void TestFeedTriage::askingIsNoPush()
{
    TriageWorld world(kTimes);
    world.play("has 1-4 | push 1-2 4 | push 5 | at 310");
    QVERIFY(world.totals().reads > 2);
    QCOMPARE(world.totals().reads, world.questions());
    QCOMPARE(world.totals().exchanges, 2);
    QCOMPARE(world.totals().events, 4);
}

void TestFeedTriage::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("gaps");
    QTest::addColumn<QByteArray>("conditions");
    const auto row = [](const char *name, const char *story, const char *gaps,
                        const char *conditions = "") {
        QTest::newRow(name) << QByteArray(story) << QByteArray(gaps) << QByteArray(conditions);
    };
    row("young", "has 1-4 | push 1-2 4 | at 29", "3 open");
    row("older than its grace, nothing can be read", "fails | push 1-2 4 | at 40", "3 unexplained");
    row("absent once", "has 1-2 4 | push 1-2 4 | at 60", "3 checking");
    row("absent twice", "has 1-2 4 | push 1-2 4 | at 150", "3 hidden");
    row("published, and there is time", "has 1-4 | push 1-2 4 | at 290", "3 checking");
    row("never pushed", "has 1-4 | push 1-2 4 | at 310", "3 lost");
    row("exactly those", "has 1-12 | push 1-2 5 8-9 12 | hide 4 10 | at 310",
        "3 lost, 4 hidden, 6-7 lost, 10 hidden, 11 lost");
    row("lost, superseded", "has 1-2 3=a 4-5 6=a | push 1-2 4-5 6=a | at 310", "3 lost-superseded");
    row("superseded later", "has 1-2 3=a 4 | push 1-2 4 | at 310 | has 5=a | push 5=a | at 320",
        "3 lost-superseded");
    row("an earlier event of its record supersedes nothing",
        "has 1=a 2 3=a 4 | push 1=a 2 4 | at 310", "3 lost");
    row("hidden by compaction, however long", "has 1-2 4=a 5 | push 1-2 4=a 5 | at 4000",
        "3 hidden");
    row("late within grace", "has 1-4 | push 1-2 4 | at 20 | push 3 | at 310", "");
    row("late beyond grace", "has 1-4 | push 1-2 4 | at 100 | push 3 | at 310", "");
    row("late beyond the deadline", "has 1-4 | push 1-2 4 | at 310 | push 3 | at 320", "");
    row("visible late, pushed late",
        "has 1-2 4 | push 1-2 4 | at 50 | has 3 | at 100 | push 3 | at 310", "");
    row("visible late, never pushed", "has 1-2 4 | push 1-2 4 | at 50 | has 3 | at 310", "3 lost");
    row("was hidden, and appears", "has 1-2 4 | push 1-2 4 | at 150 | has 3 | ask 3 | at 310",
        "3 lost");
    row("the resource lags behind", "has 1-2 | push 1-2 4 | at 59", "3 unexplained",
        "beyond-head 3-4");
    row("it catches up", "has 1-2 | push 1-2 4 | at 50 | has 4 | at 200", "3 hidden",
        "beyond-head 3-4");
    row("pushed before it is published", "has 1-2 | push 1-3 | at 2 | has 3 | at 200", "",
        "beyond-head 3");
    row("pushed, never published", "has 1-2 | push 1-3 | at 200", "", "beyond-head 3, phantom 3");
    row("pushed, and the resource moved past it",
        "has 1-2 4 6 | push 1-4 6 | at 50 | ask 1-6 | at 310", "5 hidden", "phantom 3");
    row("hidden after the push, with a later event of its record",
        "has 1-2 4=a 6 | push 1-2 3=a 4=a 6 | at 310", "5 hidden");
    row("hidden after the push, the later event is not pushed yet",
        "has 1-2 4 6 7=a | push 1-2 3=a 4 6 | at 310", "5 hidden");
    row("shown, then hidden, with nothing later",
        "has 1-4 6 | push 1-4 6 | at 50 | ask 3-5 | hide 3 | ask 3-5 | at 310", "5 hidden",
        "hide-violation 3");
    row("the resource speaks of another record",
        "has 1-2 3=b 4 6 | push 1-4 6 | at 50 | ask 1-6 | at 310", "5 hidden", "contradicted 3");
    row("published above the last push", "has 1-6 | push 1-4 | at 299", "");
    row("and never pushed", "has 1-6 | push 1-4 | at 320", "5-6 lost");
    row("with a number in between that is hidden", "has 1-4 6 | push 1-4 | at 420",
        "5 hidden, 6 lost");
    row("a slow feed misses nothing",
        "has 1-9 | push 1 | at 200 | push 2 | at 400 | push 3 | at 600 | push 4 | at 800", "");
    row("numbers fall", "has 1-9 | push 1-9 | at 40 | hide 5-9 | at 80", "",
        "regression, beyond-head 5-9");
    row("delivered in another feed", "elsewhere 3 | has 1-4 | push 1-2 4 | at 40", "3 filled");
    row("another record there", "elsewhere 3=x | has 1-4 | push 1-2 4 | at 310", "3 lost");
    row("an answer that was lost reopens",
        "has 1-4 | push 1-2 | push 3 | push 4 | at 20 | lose 2 | at 25", "3 open");
    row("and is judged like any other",
        "has 1-4 | push 1-2 | push 3 | push 4 | at 20 | lose 2 | at 400", "3 lost");
    row("both ends of the numbers",
        "has 1 9223372036854775807 | push 1 9223372036854775807 | at 200",
        "2-9223372036854775806 hidden");
    row("beyond what a double holds",
        "has 9007199254740992 9007199254740993 9007199254740995 | push 9007199254740992 "
        "9007199254740995 | at 310",
        "9007199254740993 lost, 9007199254740994 hidden");
    row("fails, and recovers", "has 1-4 | fails | push 1-2 4 | at 200 | works | at 400", "3 lost");
    row("asked for by hand", "has 1-2 4 | push 1-2 4 | at 2 | ask 3 | at 3", "3 checking");
}

void TestFeedTriage::stories()
{
    QFETCH(QByteArray, story);
    TriageWorld world(kTimes);
    world.play(story);
    QTEST(world.gaps(), "gaps");
    QTEST(world.conditions(), "conditions");
    QCOMPARE(world.replayed(), world.gaps());
}

void TestFeedTriage::lossIsNeverToldTooEarly()
{
    TriageWorld world(kTimes);
    world.play("has 1-4 | push 1-2 4 | at 310");
    QList<QByteArray> states;
    for (const ledger::GapRecord &record : world.told()) {
        const QByteArray state = ledger::gapStateName(record.gap.state).toByteArray();
        if (!states.contains(state))
            states.append(state);
    }
    QCOMPARE(states.join(' '), QByteArray("open unexplained checking lost"));
    const ledger::GapRecord &lost = world.told().back();
    QVERIFY(lost.at - lost.gap.openedAt >= kTimes.deadline);
    QVERIFY(!lost.gap.evidence.isEmpty());
}

void TestFeedTriage::aFlawedAnswerProvesNothing()
{
    TriageWorld world(kTimes);
    world.play("has 1-20 | push 1-2 20 | cuts | at 900");
    QCOMPARE(world.gaps(), QByteArray("3-19 unexplained"));
    QVERIFY(world.triage().trouble().contains(QStringLiteral("@odata.count")));
    QVERIFY2(world.questions() < 60, "a resource that fails is not asked every second");
    world.play("works | at 2000");
    QCOMPARE(world.gaps(), QByteArray("3-19 lost"));
    QVERIFY(world.triage().trouble().isEmpty());
}

void TestFeedTriage::anotherFeedsResourceProvesNothing()
{
    TriageWorld world(kTimes);
    QByteArray others;
    for (int n = 1; n <= 40; ++n)
        others += ' ' + QByteArray::number(n) + "=other" + QByteArray::number(n);
    world.play(QByteArray("has" + others + " | push 1-19 21-38 40 | at 1000"));
    QCOMPARE(world.gaps(), QByteArray("20 unexplained, 39 unexplained"));
    QVERIFY(world.triage().trouble().contains(QStringLiteral("other records")));
    QCOMPARE(world.conditions(), QByteArray());
}

void TestFeedTriage::aHoleOfHalfTheNumbersIsOneQuestion()
{
    TriageWorld world(kTimes);
    world.play("has 1 4611686018427387905 | push 1 4611686018427387905 | at 40");
    QCOMPARE(world.gaps(), QByteArray("2-4611686018427387904 checking"));
    QVERIFY(world.questions() <= 5);
}

void TestFeedTriage::manyHolesAreAskedForTogether()
{
    TriageWorld world(kTimes);
    std::map<qint64, QByteArray> events;
    for (qint64 n = 1; n < 20'000; n += 2)
        events[n] = QByteArray::number(n);
    world.resource() = events;
    world.push(events);
    world.advanceTo(200);
    QCOMPARE(world.book().holes(ledger::GapState::Hidden).holes, quint64(9999));
    QVERIFY2(world.questions() < 40, qPrintable(QString::number(world.questions())));
    QCOMPARE(world.replayed(), world.gaps());
}

/// What was published and not pushed by its end never will be, and nothing above its end is missed.
void TestFeedTriage::aRecordingIsJudgedAtOnce()
{
    TriageWorld world({.grace = 0s, .settle = 10s, .deadline = 0s, .over = true});
    world.play("has 1-3 5-9 | push 1-2 5-6 | at 1");
    QCOMPARE(world.gaps(), QByteArray("3 lost, 4 checking"));
    QVERIFY(!world.triage().isSettled(world.book()));
    world.play("at 15");
    QCOMPARE(world.gaps(), QByteArray("3 lost, 4 hidden"));
    QVERIFY(world.triage().isSettled(world.book()));
}

QTEST_GUILESS_MAIN(TestFeedTriage)

#include "tst_feedtriage.moc"
