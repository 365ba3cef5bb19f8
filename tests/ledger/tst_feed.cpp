// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/feed.h"
#include "tests/ledger/diagram.h"
#include "tests/ledger/traffic.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::ledger;
using namespace std::chrono_literals;

class TestFeed final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void gapChanges_data();
    void gapChanges();
    void latenessIsTold();
    void underWayTogether_data();
    void underWayTogether();
    void whoCameFirstIsNamed();
    void countersTellTheKinds();
    void holesAgeAndAreSettled();
    void openHolesAreNotJudged();
    void whatIsExpectedIsMissing();
    void aLostAnswerStartsTheGraceAnew();
    void numbersBelowZeroAreNeverBooked();
    void everySecondOfManyNumbersIsOneInterval();
    void hostileJumpsStaySmall();
};

void TestFeed::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("holes");

    const auto row = [](const char *name, const char *story, const char *told, const char *received,
                        const char *holes) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(told) << QByteArray(received)
                            << QByteArray(holes);
    };
    row("in order", "1 2 | 3", "1 2 | 3", "1-3", "");
    row("holes and a duplicate", "1 2 4 | 4 7", "1 2 4 | 4again 7", "1-2 4 7", "3 5-6");
    row("late", "1 4 | 2 | 3", "1 4 | 2late | 3late", "1-4", "");
    row("a hole split", "1 7 | 4", "1 7 | 4late", "1 4 7", "2-3 5-6");
    row("unordered body", "1 3 2", "1 3 2late", "1-3", "");
    row("the feed begins lower than thought", "5 | 3 | 1 2", "5 | 3 | 1 2late", "1-3 5", "4");
    row("twice in a body", "1 1 2", "1 1twice 2", "1-2", "");
    row("another record in a body", "1 1'", "1 1conflict!", "1", "");
    row("another record later", "1 2 | 1' | 1", "1 2 | 1conflict! | 1again", "1-2", "");
    row("refused, then accepted", "? 1 2 | 1 2", "1seen 2seen | 1+ 2+", "1-2", "");
    row("a refused attempt fills nothing", "1 4 | ? 2 3 | 2", "1 4 | 2seen 3seen | 2late+", "1-2 4",
        "3");
    row("received, refused, received", "1 | ? 1 | 1 | 1", "1 | 1seen | 1retry+ | 1again", "1", "");
    row("refused twice", "? 1 | ? 1 | 1", "1seen | 1seen+ | 1+", "1", "");
    row("refused for another record", "? 1' | 1", "1seen | 1!", "1", "");
    row("a refused body contradicts", "1 | ? 1' | 1", "1 | 1seen! | 1retry+", "1", "");
    row("two refused bodies contradict", "? 1 | ? 1'", "1seen | 1seen!", "", "");
    row("a replay", "1-3 | @ | 2 3 4 | 3", "1 2 3 | @ | 2replay 3replay 4 | 3again", "1-4", "");
    row("a retry within a replay", "1-3 | @ | ? 2 | 2", "1 2 3 | @ | 2seen | 2retry+", "1-3", "");
    row("its producer may have left", "1 2 | % 1 | 2 3", "1 2 | % 1 | 2retry+ 3", "1-3", "");
    row("may have left, and comes twice", "1 | % 1 | 1 | 1", "1 | % 1 | 1retry+ | 1again", "1", "");
    row("may have left, comes for another record", "1 | % 1 | 1'", "1 | % 1 | 1conflict!", "1", "");
    row("had left, and was lost as well", "1 | 2 | % 2 | ~ 2 | 2", "1 | 2 | % 2 | ~ 2 | 2+", "1-2",
        "");
    row("was refused, so leaving changes nothing", "1 | ? 2 | % 2 | 2", "1 | 2seen | % 2 | 2+",
        "1-2", "");
    row("the last answer was lost", "1-3 | 4 5 | ~ 2 | 4 5", "1 2 3 | 4 5 | ~ 2 | 4+ 5+", "1-5",
        "");
    row("a lost answer lowers the end", "1-3 | 7 8 | ~ 2", "1 2 3 | 7 8 | ~ 2", "1-3", "");
    row("a lost answer raises the beginning", "1 | 5-6 | ~ 1", "1 | 5 6 | ~ 1", "5-6", "");
    row("a lost answer opens a hole", "1 | 2 3 | 4 | ~ 2", "1 | 2 3 | 4 | ~ 2", "1 4", "2-3");
    row("a lost answer widens a hole", "1 | 4 | 6 | ~ 2", "1 | 4 | 6 | ~ 2", "1 6", "2-5");
    row("a lost answer leaves nothing", "4 6 | ~ 1", "4 6 | ~ 1", "", "");
    row("begins anew after that", "4 6 | ~ 1 | 9", "4 6 | ~ 1 | 9", "9", "");
    row("late, lost, late again", "1 3 | 2 | ~ 2 | 2", "1 3 | 2late | ~ 2 | 2late+", "1-3", "");
    row("repeated before its answer was lost", "1 2 | 2 | 3 | ~ 1 | 2",
        "1 2 | 2again | 3 | ~ 1 | 2retry+", "2-3", "");
    row("only a repetition was lost", "1 2 | 2 | ~ 2 | 2", "1 2 | 2again | ~ 2 | 2retry+", "1-2",
        "");
    row("lost with a duplicate inside", "1 | 2 2 | ~ 2 | 2", "1 | 2 2twice | ~ 2 | 2+", "1-2", "");
    row("lost for another record", "1 | 2 | ~ 2 | 2'", "1 | 2 | ~ 2 | 2!", "1-2", "");
    row("a refused exchange cannot be lost", "1 | ? 2 | ~ 2 | 2", "1 | 2seen | ~ 2 | 2+", "1-2",
        "");
    row("both ends of the numbers", "0 9223372036854775807", "0 9223372036854775807",
        "0 9223372036854775807", "1-9223372036854775806");
}

void TestFeed::stories()
{
    QFETCH(QByteArray, story);
    const Story play(story);
    QTEST(play.told, "told");
    QTEST(diagramOf(play.book.received()), "received");
    QTEST(play.holes(), "holes");
    const auto &received = play.book.received();
    QCOMPARE(play.book.receivedCount(), received.count());
    QCOMPARE(play.book.isEmpty(), received.isEmpty());
    QCOMPARE(play.book.first().value, received.first().value_or(0));
    QCOMPARE(play.book.last().value, received.last().value_or(0));
    const NumberRange scope{play.book.first().value, play.book.last().value};
    QCOMPARE(play.book.missingCount(), received.isEmpty() ? 0 : scope.length() - received.count());
}

void TestFeed::gapChanges_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("changes");
    const auto row = [](const char *name, const char *story, const char *changes) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(changes);
    };
    row("nothing", "1 2 | 3", "");
    row("opened", "1 | 4 7", "opened 2-3, opened 5-6");
    row("opened by the very first body", "1 4", "opened 2-3");
    row("opened and filled in one body", "1 | 4 2 3", "");
    row("opened and half filled in one body", "1 | 5 3", "opened 2, opened 4");
    row("filled", "1 3 | 2", "opened 2, filled 2");
    row("filled by two", "1 4 | 2 3", "opened 2-3, filled 2-3");
    row("shortened", "1 4 | 2", "opened 2-3, filled 2, open 3");
    row("split", "1 9 | 5", "opened 2-8, open 2-4, filled 5, open 6-8");
    row("split twice", "1 9 | 7 3", "opened 2-8, open 2, filled 3, open 4-6, filled 7, open 8");
    row("below the first", "9 | 5", "opened 6-8");
    row("refused", "1 4 | ? 2 9", "opened 2-3");
    row("lost at the end", "1 | 4 | ~ 2", "opened 2-3, withdrawn 2-4");
    row("lost in the middle", "1 | 2 | 3 | ~ 2", "opened 2");
    row("lost at the end and in the middle", "1-3 | 4 6 | 5 8 | ~ 2 | ~ 3",
        "opened 5, filled 5, opened 7, opened 6, opened 4, withdrawn 6-8, "
        "withdrawn 4-5");
}

void TestFeed::gapChanges()
{
    QFETCH(QByteArray, story);
    QTEST(textOf(Story(story).changes), "changes");
}

void TestFeed::latenessIsTold()
{
    // 2 to 4 are jumped over by exchange 2, two seconds into the story.
    const Story story("1 | 5 6 | 2 | < 3 | 7 | 4");
    const EventResult &two = story.results.at(3);
    QCOMPARE(two.late, 1000ms);
    QCOMPARE(two.lateEvents, 2u);
    QVERIFY(!two.inWindow);
    const EventResult &three = story.results.at(4);
    QCOMPARE(three.late, 2000ms);
    QVERIFY(three.inWindow);
    const EventResult &four = story.results.at(6);
    QCOMPARE(four.late, 4000ms);
    QCOMPARE(four.lateEvents, 5u);
    QVERIFY2(Story("1 3 2").results.at(2).inWindow, "a body overlaps itself");
}

/// 2 comes in exchange 4, after 3 came in exchange 3 and was answered at 1 s (RCP028-R29).
void TestFeed::underWayTogether_data()
{
    QTest::addColumn<int>("began");
    QTest::addColumn<int>("after");
    QTest::addColumn<bool>("inside");
    QTest::newRow("begun before the answer") << 900 << 1 << true;
    QTest::newRow("begun before the answer, on the same connection") << 1000 << 3 << true;
    QTest::newRow("begun while the answer was being committed") << 1040 << 1 << true;
    QTest::newRow("on a connection that is new") << 1040 << 0 << true;
    QTest::newRow("on the connection that had brought 3") << 1040 << 3 << false;
    QTest::newRow("on one that was done with later things") << 1040 << 4 << false;
    QTest::newRow("at the end of what may be on its way") << 1500 << 1 << true;
    QTest::newRow("beyond it") << 1501 << 1 << false;
}

void TestFeed::underWayTogether()
{
    QFETCH(const int, began);
    QFETCH(const int, after);
    QFETCH(const bool, inside);
    FeedBook book;
    std::vector<EventResult> results;
    const auto arrive = [&](qint64 exchange, qint64 sequence, int beganMs, int answeredMs,
                            qint64 previous) {
        const std::array<protocol::EntityEventView, 1> events{
            protocol::EntityEventView{{sequence}, "Property", "k"}};
        book.apply({.exchange = {exchange},
                    .began = WallTime(std::chrono::milliseconds(beganMs)),
                    .at = WallTime(std::chrono::milliseconds(answeredMs)),
                    .accepted = true,
                    .after = {previous}},
                   events, results);
    };
    arrive(1, 1, 0, 1, 0);
    arrive(3, 3, 900, 1000, 0);
    arrive(4 + after, 2, began, 2000, after);
    QCOMPARE(results.back().state, EventState::Late);
    QCOMPARE(results.back().inWindow, inside);
}

void TestFeed::whoCameFirstIsNamed()
{
    const Story story("1 2 | 3 | 2 | 3' | ? 4 | 4 | 4");
    QCOMPARE(story.results.at(3).firstSeen, ExchangeNumber{1});
    QCOMPARE(story.results.at(4).firstSeen, ExchangeNumber{2});
    QCOMPARE(story.results.at(5).firstSeen, ExchangeNumber{0});
    QCOMPARE(story.results.at(6).firstSeen, ExchangeNumber{5});
    QCOMPARE(story.results.at(7).firstSeen, ExchangeNumber{6});
}

void TestFeed::countersTellTheKinds()
{
    const Story story("1-3 3 6 | 4 | ? 1 | 1 | 2 | 2' | @ | 2 | ? 8 | 7 | ~ 2");
    QCOMPARE(story.book.counters(),
             (FeedCounters{.received = 5,
                           .late = 0,
                           .duplicates = 4,
                           .retried = 1,
                           .replayed = 1,
                           .repeatedInBatch = 1,
                           .conflicts = 1,
                           .seen = 3,
                           .retracted = 1}));
    FeedCounters twice = story.book.counters();
    twice += story.book.counters();
    QCOMPARE(twice,
             (FeedCounters{.received = 10,
                           .late = 0,
                           .duplicates = 8,
                           .retried = 2,
                           .replayed = 2,
                           .repeatedInBatch = 2,
                           .conflicts = 2,
                           .seen = 6,
                           .retracted = 2}));
    QCOMPARE(diagramOf(story.book.duplicates()), QByteArray("1-3"));
    QCOMPARE(diagramOf(story.book.conflicts()), QByteArray("2"));
    QCOMPARE(diagramOf(story.book.seen()), QByteArray("4 8"));
    QCOMPARE(diagramOf(Story("1 4 | 2").book.late()), QByteArray("2"));
}

void TestFeed::holesAgeAndAreSettled()
{
    Story story("1 | 4 | 9"); // 2-3 open at 2 s, 5-8 at 3 s.
    FeedBook &book = story.book;
    std::vector<GapChange> changes;
    book.expire(secondsIn(31), 30s, changes);
    QCOMPARE(textOf(changes), QByteArray());
    book.expire(secondsIn(32), 30s, changes);
    QCOMPARE(textOf(changes), QByteArray("unexplained 2-3"));
    QCOMPARE(book.holes(GapState::Unexplained), (HoleCount{1, 2}));
    QCOMPARE(book.holes(GapState::Open), (HoleCount{1, 4}));

    changes.clear();
    book.settle({3}, {6}, GapState::Hidden, {.text = "absent in two reads"}, changes);
    QCOMPARE(textOf(changes), QByteArray("hidden 3, hidden 5-6"));
    QCOMPARE(changes.back().gap.evidence, QByteArray("absent in two reads"));
    QCOMPARE(book.holes(GapState::Hidden), (HoleCount{2, 3}));
    QCOMPARE(book.holes(GapState::Unexplained), (HoleCount{1, 1}));
    QCOMPARE(book.holes(GapState::Open), (HoleCount{1, 2}));
    QCOMPARE(book.holes(), (HoleCount{4, 6}));

    changes.clear();
    book.expire(secondsIn(60), 30s, changes);
    QCOMPARE(textOf(changes), QByteArray("unexplained 7-8"));
    changes.clear();
    book.expire(secondsIn(600), 30s, changes);
    QCOMPARE(textOf(changes), QByteArray());

    std::vector<EventResult> results;
    changes.clear();
    book.apply({.exchange = {4}, .began = secondsIn(61), .at = secondsIn(61), .accepted = true},
               EventList({{6, 0}, {3, 0}}).views(), results, changes);
    QCOMPARE(textOf(changes),
             QByteArray("unexplained 2, filled 3, hidden 5, filled 6, unexplained 7-8"));
    QCOMPARE(book.holes(GapState::Hidden), (HoleCount{1, 1}));
}

/// A hole that opened while somebody asked is younger than what was found out.
void TestFeed::openHolesAreNotJudged()
{
    Story play("1 3 | 5 | 7");
    std::vector<GapChange> changes;
    play.book.settle({2}, {2}, GapState::Unexplained, {}, changes);
    play.book.settle({6}, {6}, GapState::Unexplained, {}, changes);
    changes.clear();
    play.book.judge({1}, {9}, GapState::Hidden, {.text = "absent", .at = secondsIn(9)}, changes);
    QCOMPARE(play.book.holes(GapState::Hidden).numbers, quint64(2));
    QCOMPARE(play.book.holes(GapState::Open).numbers, quint64(1));
    play.book.forEachGap([](const Gap &gap) {
        QCOMPARE(gap.state == GapState::Open, gap.first.value == 4);
        QCOMPARE(gap.settledAt == secondsIn(9), gap.first.value != 4);
    });
}

void TestFeed::whatIsExpectedIsMissing()
{
    Story play("1 2 | 3");
    std::vector<GapChange> changes;
    play.book.expect({6}, secondsIn(1), changes);
    QCOMPARE(textOf(changes), QByteArray("opened 4-6"));
    play.book.expect({5}, secondsIn(1), changes);
    QCOMPARE(play.book.missingCount(), quint64(3));
    QCOMPARE(play.book.last().value, qint64(6));
    // It comes after all, and its answer is lost; the rest of the feed stays.
    const EventList late({{5, 0}});
    std::vector<EventResult> results;
    play.book.apply({.exchange = {9}, .at = secondsIn(9), .accepted = true}, late.views(), results,
                    changes);
    QCOMPARE(results.front().state, EventState::Late);
    play.book.retract({9}, late.views(), changes);
    QCOMPARE(play.holes(), QByteArray("4-6"));
    QCOMPARE(play.book.missingCount(), quint64(3));
    const EventList all({{1, 0}, {2, 0}});
    play.book.retract({1}, all.views(), changes);
    play.book.retract({2}, EventList({{3, 0}}).views(), changes);
    QVERIFY(play.book.isEmpty());
    QCOMPARE(play.book.missingCount(), quint64(0));
}

void TestFeed::aLostAnswerStartsTheGraceAnew()
{
    Story story("1 9 | 4 | ~ 2");
    std::vector<GapChange> changes;
    story.book.expire(secondsIn(31), 30s, changes);
    QCOMPARE(textOf(changes), QByteArray("unexplained 2-3, unexplained 5-8"));
    changes.clear();
    story.book.expire(secondsIn(32), 30s, changes);
    QCOMPARE(textOf(changes), QByteArray("unexplained 4"));
    QCOMPARE(changes.front().gap.openedBy, ExchangeNumber{2});
}

void TestFeed::numbersBelowZeroAreNeverBooked()
{
    FeedBook book;
    std::vector<EventResult> results;
    std::vector<GapChange> changes;
    const EventList events({{-1, 0}, {std::numeric_limits<qint64>::min(), 0}, {5, 0}});
    book.apply({.exchange = {1}, .accepted = true}, events.views(), results, changes);
    book.apply({.exchange = {2}, .accepted = false}, events.views(), results, changes);
    book.retract({1}, events.views(), changes);
    QCOMPARE(results.at(0).state, EventState::Seen);
    QCOMPARE(results.at(1).state, EventState::Seen);
    QCOMPARE(results.at(2).state, EventState::Received);
    QVERIFY(book.isEmpty());
    QCOMPARE(diagramOf(book.seen()), QByteArray("5"));
}

void TestFeed::everySecondOfManyNumbersIsOneInterval()
{
    constexpr qint64 kEvents = 200'000;
    std::vector<NumberedRecord> records;
    for (qint64 i = 0; i < kEvents; ++i)
        records.push_back({1 + 2 * i, 0});
    FeedBook book;
    std::vector<EventResult> results;
    std::vector<GapChange> changes;
    book.apply({.exchange = {1}, .accepted = true}, EventList(records).views(), results, changes);
    QCOMPARE(changes.size(), size_t(kEvents - 1));
    QCOMPARE(book.holes(), (HoleCount{quint64(kEvents - 1), quint64(kEvents - 1)}));
    QVERIFY2(book.memoryBytes() < 22 * kEvents, qPrintable(QString::number(book.memoryBytes())));
    changes.clear();
    book.expire(secondsIn(60), 30s, changes);
    QCOMPARE(book.holes(GapState::Unexplained).holes, quint64(kEvents - 1));
}

void TestFeed::hostileJumpsStaySmall()
{
    FeedBook book;
    std::vector<EventResult> results;
    std::vector<GapChange> changes;
    constexpr qint64 kExchanges = 20'000;
    quint64 state = 1;
    for (qint64 i = 1; i <= kExchanges; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        changes.clear();
        results.clear();
        book.apply({.exchange = {i}, .at = secondsIn(i), .accepted = true},
                   EventList({{qint64(state >> 1), 0}}).views(), results, changes);
        QVERIFY(changes.size() <= 3);
    }
    QCOMPARE(book.gapCount(), quint64(kExchanges - 1));
    QVERIFY2(book.memoryBytes() < 200 * kExchanges,
             qPrintable(QString::number(book.memoryBytes())));
}

QTEST_GUILESS_MAIN(TestFeed)
#include "tst_feed.moc"
