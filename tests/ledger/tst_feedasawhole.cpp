// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// That nobody listened, that most numbers are not used, how late events come, and what is taken
// over.

#include "tests/ledger/keeperstory.h"
#include "tests/support/testcase.h"

#include <algorithm>

using namespace pushbench;
using namespace pushbench::ledger;
using namespace std::chrono_literals;

namespace {

/// "received", of the last event of a number.
QByteArray stateOf(const KeeperStory &story, qint64 n)
{
    QByteArray state;
    for (const EventRecord &record : story.records.events) {
        if (record.event.sequence.value == n)
            state = eventStateName(record.state).toByteArray();
    }
    return state;
}

FeedSummary summaryOf(const KeeperStory &story)
{
    Records all;
    story.keeper.summariseAll(all);
    return all.feeds.front();
}

} // namespace

class TestFeedAsAWhole final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void holesOfTheDownTime_data();
    void holesOfTheDownTime();
    void afterAKillWhatComesAgainIsARetry();
    void aDownComesBackAsItWas();
    void fewNumbersAreSparse();
    void oneFarNumberIsNotSparse();
    void graceFollowsLateness();
    void aGraceThatIsSetStays();
    void theHistogramKnowsItsPercentile();
    void takenOver();
};

void TestFeedAsAWhole::holesOfTheDownTime_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("during"); ///< Gaps that say that they opened then.
    QTest::addColumn<QByteArray>("others");
    const auto row = [](const char *name, const char *story, const char *during,
                        const char *others) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(during) << QByteArray(others);
    };
    row("what came meanwhile is missing", "1-3 | down 10 60 clean | 7-8", "4-6", "");
    row("what opened before and behind it is none", "1-3 5 | down 10 60 clean | 8 | 10", "6-7",
        "4,9");
    row("nothing is missing", "1-3 | down 10 60 clean | 4 | 6", "", "5");
    row("only the first that is beyond counts", "1-3 | down 10 60 clean | 2 | 6 | 9", "4-5", "7-8");
    row("two downs", "1 | down 10 60 clean | 3 | down 70 80 killed | 6", "2,4-5", "");
    row("two downs, and nothing between", "1 | down 10 60 clean | down 70 80 killed | 3", "2", "");
}

void TestFeedAsAWhole::holesOfTheDownTime()
{
    QFETCH(QByteArray, story);
    const KeeperStory told(story);
    std::vector<NumberRange> during;
    std::vector<NumberRange> others;
    told.keeper.books().book(told.feed()).forEachGap([&](const Gap &gap) {
        auto &list =
            gap.evidence.startsWith("opened while receiver was down, from 2027-") ? during : others;
        list.push_back({gap.first.value, gap.last.value});
        QCOMPARE(gap.state, GapState::Open);
    });
    QTEST(rangesText(during), "during");
    QTEST(rangesText(others), "others");
    QCOMPARE(told.followedGaps(), told.gaps());
    // It grows old as any other, and the reason stays.
    KeeperStory later(story + " | @ 4000");
    later.keeper.books().book(later.feed()).forEachGap([&](const Gap &gap) {
        QCOMPARE(gap.state, GapState::Unexplained);
        const NumberRange range{gap.first.value, gap.last.value};
        QCOMPARE(gap.evidence.startsWith("opened while"),
                 std::ranges::find(during, range) != during.end());
    });
}

void TestFeedAsAWhole::afterAKillWhatComesAgainIsARetry()
{
    const auto duplicates = [](const char *story) {
        const KeeperStory told(story);
        const FeedCounters &counters = told.keeper.books().book(told.feed()).counters();
        return std::pair(counters.retried, counters.duplicates);
    };
    QCOMPARE(duplicates("1-3 | 4-5 | down 10 60 killed | 4-6"), std::pair(quint64(2), quint64(2)));
    QCOMPARE(duplicates("1-3 | 4-5 | down 10 60 killed | 2-3"), std::pair(quint64(0), quint64(2)));
    QCOMPARE(duplicates("1-3 | 4-5 | down 10 60 clean | 4-6"), std::pair(quint64(0), quint64(2)));
    const KeeperStory killed("1-3 | down 10 60 killed");
    QVERIFY(killed.records.conditions.front().evidence.contains("500 ms"));
    QVERIFY(
        !KeeperStory("1-3 | down 10 60 clean").records.conditions.front().evidence.contains("500"));
}

void TestFeedAsAWhole::aDownComesBackAsItWas()
{
    const Down down{.from = WallTime(1'800'000'000'123'456us),
                    .to = WallTime(1'800'000'001'000'001us),
                    .clean = false};
    QCOMPARE(readDown(writeDown(down)).value(), down);
    QVERIFY(!readDown("{}"));
}

void TestFeedAsAWhole::fewNumbersAreSparse()
{
    QByteArray body;
    for (int i = 1; i <= 9'999; ++i)
        body.append(QByteArray::number(i * 1000)).append(' ');
    KeeperStory nearly(body.trimmed());
    QVERIFY(!summaryOf(nearly).sparse);
    QVERIFY(summaryOf(nearly).openGaps > 9'000);

    const KeeperStory told(body + "10000000 | 10003000 | @ 4000");
    QCOMPARE(told.conditions, QByteArray("sparse"));
    const FeedSummary summary = summaryOf(told);
    QVERIFY(summary.sparse);
    QCOMPARE(summary.openGaps, 0);
    QCOMPARE(summary.missing, 0u);
    // It was sparse before the last one came, so that the hole in front of it is no alarm.
    QVERIFY(std::ranges::none_of(told.records.gaps, [](const GapRecord &record) {
        return record.gap.last.value > 10'000'000;
    }));
}

void TestFeedAsAWhole::oneFarNumberIsNotSparse()
{
    const KeeperStory told("1-10000 | 9000000000000000000 | 10003 | @ 4000");
    QCOMPARE(told.conditions, QByteArray());
    QVERIFY(!summaryOf(told).sparse);
    QVERIFY(summaryOf(told).openGaps > 0);
}

void TestFeedAsAWhole::graceFollowsLateness()
{
    // Each is 40 s late.
    QByteArray story("1");
    for (int i = 1; i <= 25; ++i)
        story.append(" | " + QByteArray::number(2 * i + 1) + " | @ " + QByteArray::number(i * 60)
                     + " | " + QByteArray::number(2 * i));
    const KeeperStory told(story);
    const auto grace = told.keeper.graceOf(told.feed());
    QVERIFY2(grace >= 3 * 55s && grace <= 3 * 70s, qPrintable(QString::number(grace.count())));
    QCOMPARE(summaryOf(told).grace, grace);
    QVERIFY(summaryOf(told).lateness.has_value());
    // A hole is open longer than those who know nothing would leave it.
    QCOMPARE(KeeperStory(story + " | 60 | @ 1590").gaps(), QByteArray("52-59 open"));
    QCOMPARE(KeeperStory("1 | 60 | @ 90").gaps(), QByteArray("2-59 unexplained"));
    // What nobody could take is not late, and who listens anew begins anew.
    QCOMPARE(KeeperStory(story + " | down 1600 9000 clean").keeper.graceOf({0}), kDefaultGrace);
    QByteArray away("1 | 51 | down 10 9000 clean");
    for (int i = 2; i <= 50; ++i)
        away.append(" | " + QByteArray::number(i));
    QCOMPARE(KeeperStory(away).keeper.graceOf({0}), kDefaultGrace);
    // Events that are hardly late change nothing.
    QByteArray quick("1");
    for (int i = 1; i <= 25; ++i)
        quick.append(" | " + QByteArray::number(2 * i + 1) + " | " + QByteArray::number(2 * i));
    QCOMPARE(KeeperStory(quick).keeper.graceOf({0}), kDefaultGrace);
    QVERIFY(!summaryOf(KeeperStory(quick)).lateness);
}

void TestFeedAsAWhole::aGraceThatIsSetStays()
{
    Bookkeeper keeper(Bookkeeper::Detail::Exchanges);
    Records records;
    const auto note = [&](const char *text) {
        keeper.apply(
            journal::Note{
                .kind = journal::Note::Kind::Grace, .exchange = {}, .text = text, .about = {}},
            records);
    };
    note("5000000");
    QCOMPARE(keeper.graceOf({0}), 5s);
    note("");
    QCOMPARE(keeper.graceOf({0}), kDefaultGrace);
}

void TestFeedAsAWhole::theHistogramKnowsItsPercentile()
{
    for (const int scale : {1, 7, 1000, 60'000}) {
        Lateness lateness;
        for (int i = 1; i <= 1000; ++i)
            lateness.note(std::chrono::milliseconds(i * scale));
        const auto p99 = lateness.p99().value().count();
        QVERIFY2(p99 >= 990 * scale && p99 <= 1120 * scale, qPrintable(QString::number(p99)));
    }
    Lateness few;
    for (quint64 i = 1; i < Lateness::kFewest; ++i)
        few.note(1h);
    QVERIFY(!few.p99());
    few.note(std::chrono::milliseconds(std::numeric_limits<qint64>::max()));
    QVERIFY(few.p99().value() > 1h);
}

/// A verdict takes 3 over and not 4, which was pushed.
void TestFeedAsAWhole::takenOver()
{
    KeeperStory story("1-2 4 9");
    const auto take = [&](qint64 n, const char *key) {
        story.keeper.apply(Verdict{.feed = story.keeper.books().key(story.feed()),
                                   .what = GapState::Recovered,
                                   .numbers = {{n, n}},
                                   .evidence = "taken",
                                   .exchanges = {{5}},
                                   .at = {},
                                   .events = {{.sequence = {n},
                                               .resourceName = "Property",
                                               .resourceRecordKey = key,
                                               .resourceRecordUrl = {}}}},
                           story.records);
    };
    take(3, "3");
    take(4, "other");
    take(20, "20");
    QCOMPARE(story.gaps(), QByteArray("3 recovered, 5-8 open"));
    QCOMPARE(story.followedGaps(), story.gaps());
    QCOMPARE(stateOf(story, 3), QByteArray("recovered"));
    QCOMPARE(stateOf(story, 4), QByteArray("received"));
    QCOMPARE(story.received(), QByteArray("1-2 4 9"));

    // Pushed at last, it is a replay; for another record, a conflict. Both change nothing.
    KeeperStory pushed("1-2 4 | 3");
    QCOMPARE(stateOf(pushed, 3), QByteArray("late"));
    std::vector<EventResult> results;
    const protocol::EntityEventView same{.sequence = {3},
                                         .resourceName = "Property",
                                         .resourceRecordKey = "3",
                                         .resourceRecordUrl = {}};
    const protocol::EntityEventView other{.sequence = {3},
                                          .resourceName = "Property",
                                          .resourceRecordKey = "x",
                                          .resourceRecordUrl = {}};
    FeedBook &book = story.keeper.book(story.feed());
    book.apply({.exchange = {9}, .began = {}, .at = {}, .accepted = true}, {&same, 1}, results);
    book.apply({.exchange = {9}, .began = {}, .at = {}, .accepted = true}, {&other, 1}, results);
    QCOMPARE(results.at(0).state, EventState::DuplicateReplay);
    QCOMPARE(results.at(0).firstSeen, ExchangeNumber{5});
    QCOMPARE(results.at(1).state, EventState::Conflict);
    QCOMPARE(story.gaps(), QByteArray("3 recovered, 5-8 open"));
    QCOMPARE(book.receivedCount(), 4u);
}

QTEST_GUILESS_MAIN(TestFeedAsAWhole)

#include "tst_feedasawhole.moc"
