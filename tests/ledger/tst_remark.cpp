// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/filter.h"
#include "core/ledger/remarkindex.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::ledger;
using namespace Qt::StringLiterals;

namespace {

const FeedKey kFeed{.side = Side::Consumer, .name = {.label = "IDX", .path = {}}, .epoch = 2};

Remark ofNumbers(qint64 first, qint64 last, const QByteArray &text, int second = 0)
{
    return {.about = Remark::Numbers{kFeed, {first, last}},
            .marked = text.startsWith('!'),
            .text = text,
            .at = WallTime(std::chrono::seconds(second))};
}

Remark ofExchange(qint64 number, const QByteArray &text)
{
    return {
        .about = ExchangeNumber{number}, .marked = text.startsWith('!'), .text = text, .at = {}};
}

Records knowing(FeedNumber feed)
{
    FeedSummary summary;
    summary.feed = feed;
    summary.side = kFeed.side;
    summary.label = kFeed.name.label;
    summary.epoch = kFeed.epoch;
    Records records;
    records.feeds.push_back(summary);
    return records;
}

QByteArray textOf(const Remark *remark)
{
    return remark ? remark->text : QByteArray("nothing");
}

/// One exchange with these events, of feed 3.
struct Pushed
{
    ExchangeRecord exchange;
    std::vector<EventRecord> events;

    Pushed(qint64 number, const std::vector<qint64> &sequences)
    {
        auto recorded = std::make_shared<journal::Exchange>();
        recorded->number = {number};
        recorded->status = 200;
        exchange.exchange = recorded;
        for (const qint64 sequence : sequences)
            events.push_back(
                {.exchange = {number}, .feed = {3}, .event = {.sequence = {sequence}}});
    }
};

} // namespace

class TestRemark final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void goesThroughASession();
    void isCutBetweenCharacters();
    void whatIsNoRemarkIsRefused_data();
    void whatIsNoRemarkIsRefused();
    void laterOnesReplaceEarlierOnes();
    void isFoundByNumber();
    void waitsForItsFeed();
    void filtersFindIt_data();
    void filtersFindIt();
    void filtersFindGaps();
};

void TestRemark::goesThroughASession()
{
    const Remark numbers{.about = Remark::Numbers{kFeed, {9007199254740993, 9223372036854775807}},
                         .marked = true,
                         .text = "two\nlines \xc3\xa9",
                         .at = WallTime(std::chrono::microseconds(1796108993255843))};
    const journal::Note note = noteOf(numbers);
    QCOMPARE(note.exchange.value, 0);
    QVERIFY(readRemark(note).value() == numbers);
    Remark exchange = numbers;
    exchange.about = ExchangeNumber{118};
    QCOMPARE(noteOf(exchange).exchange.value, 118);
    QVERIFY(readRemark(noteOf(exchange)).value() == exchange);
    QVERIFY(!exchange.isNothing());
    QVERIFY(Remark().isNothing());
}

void TestRemark::isCutBetweenCharacters()
{
    Remark remark = ofExchange(1, QByteArray(Remark::kMostBytes - 1, 'x') + "\xc3\xa9");
    const Result<Remark> read = readRemark(noteOf(remark));
    QCOMPARE(read->text, QByteArray(Remark::kMostBytes - 1, 'x'));
    remark.text = QByteArray(Remark::kMostBytes - 2, 'x') + "\xc3\xa9";
    QCOMPARE(readRemark(noteOf(remark))->text, remark.text);
}

void TestRemark::whatIsNoRemarkIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("no JSON") << QByteArray("!");
    QTest::addRow("no time") << QByteArray(R"({"numbers":"1-2","text":"a"})");
    QTest::addRow("nothing it is about") << QByteArray(R"({"at":"1","text":"a"})");
    QTest::addRow("numbers backwards") << QByteArray(R"({"at":"1","numbers":"5-3","text":"a"})");
    QTest::addRow("two ranges") << QByteArray(R"({"at":"1","numbers":"1-2,5-6","text":"a"})");
}

void TestRemark::whatIsNoRemarkIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!readRemark({.kind = journal::Note::Kind::Remark, .text = text}));
}

void TestRemark::laterOnesReplaceEarlierOnes()
{
    RemarkIndex index;
    index.take(knowing({3}));
    index.put(ofExchange(118, "a"));
    index.put(ofExchange(118, "b"));
    index.put(ofNumbers(5, 9, "c"));
    index.put(ofNumbers(5, 9, "d"));
    QCOMPARE(textOf(index.of(ExchangeNumber{118})), "b");
    QCOMPARE(textOf(index.of(FeedRange{{3}, {7, 7}})), "d");
    QCOMPARE(index.all().size(), size_t(2));
    index.put(ofExchange(118, {}));
    index.put(ofNumbers(5, 9, {}));
    QVERIFY(index.isEmpty());
    QCOMPARE(textOf(index.of(FeedRange{{3}, {7, 7}})), "nothing");
}

void TestRemark::isFoundByNumber()
{
    RemarkIndex index;
    index.take(knowing({3}));
    index.put(ofNumbers(1, 100, "wide", 1));
    index.put(ofNumbers(40, 60, "later", 2));
    index.put(ofNumbers(50, 50, "own", 0));
    const auto at = [&index](qint64 first, qint64 last) {
        return textOf(index.of(FeedRange{{3}, {first, last}}));
    };
    QCOMPARE(at(50, 50), "own");
    QCOMPARE(at(51, 51), "later");
    QCOMPARE(at(39, 39), "wide");
    QCOMPARE(at(39, 45), "later");
    QCOMPARE(at(101, 200), "nothing");
    QCOMPARE(textOf(index.of(FeedRange{{4}, {50, 50}})), "nothing");
}

void TestRemark::waitsForItsFeed()
{
    RemarkIndex index;
    Records records;
    records.remarks.push_back(ofNumbers(7, 7, "early"));
    index.take(records);
    QCOMPARE(textOf(index.of(FeedRange{{3}, {7, 7}})), "nothing");
    index.take(knowing({3}));
    QCOMPARE(textOf(index.of(FeedRange{{3}, {7, 7}})), "early");
}

void TestRemark::filtersFindIt_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("passing");
    // Of exchange 1 with 1 to 3 and exchange 2 with 4 to 6: what is said of 2 and of exchange 2.
    QTest::addRow("marked") << u"is:marked"_s << u"1 2"_s;
    QTest::addRow("not marked") << u"-is:marked"_s << u"1 1 3 2 4 5 6"_s;
    QTest::addRow("a word of it, whatever its case") << u"note:TICKET"_s << u"2 4 5 6"_s;
    QTest::addRow("not that word") << u"-note:ticket"_s << u"1 1 2 3"_s;
    QTest::addRow("both terms") << u"is:marked seq:1"_s << u""_s;
    QTest::addRow("with a term of exchanges") << u"note:ticket status:200"_s << u"2 4 5 6"_s;
    QTest::addRow("with another one") << u"note:ticket status:429"_s << u""_s;
}

void TestRemark::filtersFindIt()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, passing);
    auto remarks = std::make_shared<RemarkIndex>();
    remarks->take(knowing({3}));
    remarks->put(ofNumbers(2, 2, "!seen"));
    remarks->put(ofExchange(2, "see ticket 4711"));
    Result<Filter> parsed = Filter::parse(filter);
    QVERIFY(parsed.ok());
    QVERIFY(parsed->asksForRemarks());
    parsed->lookAt(remarks);
    QStringList passed;
    for (const Pushed &pushed : {Pushed(1, {1, 2, 3}), Pushed(2, {4, 5, 6})}) {
        if (parsed->passes(pushed.exchange, pushed.events))
            passed += QString::number(pushed.exchange.exchange->number.value);
        for (const EventRecord &event : pushed.events) {
            if (parsed->passes(pushed.exchange, event))
                passed += QString::number(event.event.sequence.value);
        }
    }
    QCOMPARE(passed.join(u' '), passing);
}

void TestRemark::filtersFindGaps()
{
    auto remarks = std::make_shared<RemarkIndex>();
    remarks->take(knowing({3}));
    remarks->put(ofNumbers(10, 12, "!asked"));
    Result<Filter> filter = Filter::parse(u"is:marked note:asked"_s, nullptr, Filter::Scope::Gaps);
    QVERIFY(filter.ok());
    filter->lookAt(remarks);
    const auto gap = [](qint64 first, qint64 last) {
        return GapRecord{.feed = {3}, .gap = {.first = {first}, .last = {last}}};
    };
    QVERIFY(filter->passes(gap(10, 12), {}));
    QVERIFY(filter->passes(gap(12, 30), {}));
    QVERIFY(!filter->passes(gap(13, 30), {}));
    QVERIFY(!Filter::parse(u"is:marked"_s)->within(Filter::Scope::Findings).asksForRemarks());
}

QTEST_GUILESS_MAIN(TestRemark)
#include "tst_remark.moc"
