// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/misbehave/body.h"
#include "core/protocol/payload/payload.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::vector<Misdeed> misdeeds(const QByteArray &asked)
{
    std::vector<Misdeed> list;
    if (asked.isEmpty())
        return list;
    for (const QByteArray &one : asked.split(' '))
        list.push_back(parseMisdeed(one).value());
    return list;
}

protocol::EntityEvent eventOf(qint64 sequence)
{
    return {.sequence = {sequence}, .resourceName = "Property", .resourceRecordKey = "K"};
}

QByteArray listed(const std::vector<protocol::EntityEvent> &events)
{
    QByteArrayList numbers;
    for (const protocol::EntityEvent &event : events)
        numbers.append(QByteArray::number(event.sequence.value)
                       + (event.resourceRecordKey == "K" ? "" : "!"));
    return numbers.join(' ');
}

/// A feed of numbers through a planner, batched.
struct Played
{
    Played(const QByteArray &asked, qint64 events, size_t batch)
        : planner(misdeeds(asked), 42)
    {
        QByteArrayList all;
        qint64 position = 0;
        while (position < events || planner.ready() > 0) {
            while (planner.ready() < batch && position < events) {
                planner.feed(eventOf(position + 1), position, fates);
                ++position;
            }
            if (position == events)
                planner.flush();
            batches.push_back(planner.take(batch));
            all.append(listed(batches.back().events));
        }
        pushed = all.join(" | ");
    }

    [[nodiscard]] QByteArray withheld() const
    {
        QByteArrayList list;
        for (const Withheld &one : fates.withheld)
            list.append("drop " + QByteArray::number(one.sequence.value) + '@'
                        + QByteArray::number(one.trait.position));
        return list.join(", ");
    }

    Planner planner;
    Fates fates{.tellsPublished = true};
    std::vector<Batch> batches;
    QByteArray pushed;
};

} // namespace

/// What goes wrong on purpose, before anything is sent.
class TestPlanner final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void feeds_data();
    void feeds();
    void hugeNumbersKeepTheirLimit();
    void copiesHaveNoPosition();
    void requests_data();
    void requests();
    void aShareOfRequestsIsDrawnByTheirFirstEvents();
    void bodies_data();
    void bodies();
    void whatIsMadeByHandStaysAsItIs();
};

void TestPlanner::feeds_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<int>("batch");
    QTest::addColumn<QByteArray>("pushed");
    QTest::addColumn<QByteArray>("published");
    QTest::addColumn<QByteArray>("withheld");
    const auto row = [](const char *name, const char *asked, int batch, const char *pushed,
                        const char *published, const char *withheld) {
        QTest::newRow(name) << QByteArray(asked) << batch << QByteArray(pushed)
                            << QByteArray(published) << QByteArray(withheld);
    };
    const char *all = "1 2 3 4 5 6";
    row("nothing wrong", "", 4, "1 2 3 4 | 5 6", all, "");
    row("dropped: published and not pushed", "drop:2,4-5", 2, "1 3 | 6", all,
        "drop 2@1, drop 4@3, drop 5@4");
    row("hidden: pushed and not published", "hide:2 drop:3", 2, "1 2 | 4 5 | 6", "1 3 4 5 6",
        "drop 3@2");
    row("hidden and dropped: neither", "drop:2 hide:2", 9, "1 3 4 5 6", "1 3 4 5 6", "drop 2@1");
    row("everything is dropped", "drop:100%", 9, "", all,
        "drop 1@0, drop 2@1, drop 3@2, drop 4@3, drop 5@4, drop 6@5");
    row("duplicates come with the next request", "duplicate:2,6", 2, "1 2 | 2 3 | 4 5 | 6 | 6", all,
        "");
    row("all twice, one by one", "duplicate", 1, "1 | 1 | 2 | 2 | 3 | 3 | 4 | 4 | 5 | 5 | 6 | 6",
        all, "");
    row("a conflict is another record", "conflict:3", 2, "1 2 | 3 4 | 3! 5 | 6", all, "");
    row("a duplicate and a conflict", "conflict:3 duplicate:3", 9, "1 2 3 4 5 6 | 3 3!", all, "");
    row("one lets the next pass", "reorder:2", 1, "1 | 3 | 2 | 4 | 5 | 6", all, "");
    row("the last has nobody to let pass", "reorder:6", 2, "1 2 | 3 4 | 5 6", all, "");
    row("all of them: pairs", "reorder", 1, "2 | 1 | 4 | 3 | 6 | 5", all, "");
    row("behind the next that is pushed", "reorder:2 drop:3", 6, "1 4 2 5 6", all, "drop 3@2");
    row("numbers begin again", "regress:4", 6, "1 2 3 1 2 3", "1 2 3 1 2 3", "");
    row("numbers beyond doubles", "huge-sequence:6", 6, "1 2 3 4 5 9007199254740998",
        "1 2 3 4 5 9007199254740998", "");
    row("which is told by the source's numbers", "regress:4 drop:5", 6, "1 2 3 1 3", "1 2 3 1 2 3",
        "drop 2@4");
}

void TestPlanner::feeds()
{
    QFETCH(QByteArray, asked);
    QFETCH(int, batch);
    const Played played(asked, 6, size_t(batch));
    QTEST(played.pushed, "pushed");
    QTEST(listed(played.fates.published), "published");
    QTEST(played.withheld(), "withheld");
}

void TestPlanner::hugeNumbersKeepTheirLimit()
{
    Planner planner(misdeeds("huge-sequence"));
    Fates fates;
    planner.feed(eventOf(protocol::kLastSequence.value - (1ll << 53)), 0, fates);
    planner.feed(eventOf(protocol::kLastSequence.value - 1), 1, fates);
    QCOMPARE(listed(planner.take(2).events), "9223372036854775807 9223372036854775806");
}

void TestPlanner::copiesHaveNoPosition()
{
    const Played played("duplicate:2 conflict:1", 3, 3);
    QCOMPARE(played.pushed, "1 2 3 | 1! 2");
    QByteArrayList positions;
    for (const Batch &batch : played.batches) {
        for (const Trait &trait : batch.traits)
            positions.append(QByteArray::number(trait.position) + namesOf(trait.misdeeds));
    }
    QCOMPARE(positions.join(' '), "0 1 2 -1conflict -1duplicate");
    QCOMPARE(eventCount(played.batches[0]), 3);
    QCOMPARE(eventCount(played.batches[1]), 0);
}

void TestPlanner::requests_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    const auto row = [](const char *name, const char *asked, const char *first,
                        const char *second) {
        QTest::newRow(name) << QByteArray(asked) << QByteArray(first) << QByteArray(second);
    };
    row("nothing wrong", "", "", "");
    row("wrong once, then properly", "no-token wrong-context", "wrong-context,no-token, broken",
        "");
    row("any event of the batch counts", "abort-body:3", "abort-body, fault 2, broken", "");
    row("no event of the batch", "abort-body:7", "", "");
    row("the gravest fault", "slow-body abort-head", "abort-head,slow-body, fault 1, broken", "");
    row("shorter than it says", "wrong-length", "wrong-length, fault 5, broken", "");
    row("how it is written", "string-sequence:1", "string-sequence, broken", "");
    row("what was done to events stays", "regress:1 no-token", "regress,no-token, broken",
        "regress");
    row("a hold is ignored whenever it comes", "ignore-retry-after", "holds ignore-retry-after",
        "holds ignore-retry-after");
    row("early", "early:250", "holds early, 250 ms", "holds early, 250 ms");
    row("alone", "hold-alone:2", "holds hold-alone", "holds hold-alone");
}

void TestPlanner::requests()
{
    QFETCH(QByteArray, asked);
    const auto shown = [](const RequestPlan &plan) {
        QByteArrayList list;
        if (plan.misdeeds != 0)
            list.append(namesOf(plan.misdeeds));
        if (plan.fault != wire::RequestFault::None)
            list.append("fault " + QByteArray::number(int(plan.fault)));
        if (plan.manner.broken)
            list.append("broken");
        if (plan.ofHolds != 0)
            list.append("holds " + namesOf(plan.ofHolds));
        if (plan.manner.early > 0ms)
            list.append(QByteArray::number(qint64(plan.manner.early.count())) + " ms");
        return list.join(", ");
    };
    const Played played(asked, 3, 3);
    const Batch &batch = played.batches.front();
    QTEST(shown(played.planner.request(batch, 1)), "first");
    QTEST(shown(played.planner.request(batch, 2)), "second");
    QCOMPARE(played.planner.request(batch, 1).manner.ignoresRetryAfter,
             asked == "ignore-retry-after");
    QCOMPARE(played.planner.request(batch, 1).manner.alone, asked == "hold-alone:2");
}

void TestPlanner::aShareOfRequestsIsDrawnByTheirFirstEvents()
{
    const Played played("no-token:10% string-sequence:10%", 100'000, 100);
    qint64 bare = 0;
    qint64 crooked = 0;
    for (const Batch &batch : played.batches) {
        const RequestPlan plan = played.planner.request(batch, 1);
        bare += plan.does(Misbehaviour::NoToken);
        crooked += plan.does(Misbehaviour::StringSequence);
    }
    QVERIFY2(bare > 50 && bare < 150, qPrintable(QString::number(bare)));
    QVERIFY2(crooked > 990, "one event in ten, so nearly every batch has one");
}

void TestPlanner::bodies_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<int>("events");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const char *asked, int events, const QByteArray &body) {
        QTest::newRow(name)
            << QByteArray(asked) << events
            << QByteArray("{\"@reso.context\":\"urn:reso:metadata:2.0:resource:").append(body);
    };
    row("proper", "", 1,
        R"(entityevent","EntityEventSequence":1,"ResourceName":"Property","ResourceRecordKey":"K"})");
    row("early drafts' names", "legacy-names", 1,
        R"(entityevent","EntityEventSequenceNumeric":1,"ResourceName":"Property","ResourceRecordKeyNumeric":"K"})");
    row("a string", "string-sequence", 1,
        R"(entityevent","EntityEventSequence":"1","ResourceName":"Property","ResourceRecordKey":"K"})");
    row("a fraction", "float-sequence", 1,
        R"(entityevent","EntityEventSequence":1.0,"ResourceName":"Property","ResourceRecordKey":"K"})");
    row("another resource's context", "wrong-context", 1,
        R"(property","EntityEventSequence":1,"ResourceName":"Property","ResourceRecordKey":"K"})");
    row("only the events that it is for", "string-sequence:2", 3,
        R"(entityevent","value":[{"EntityEventSequence":1,"ResourceName":"Property","ResourceRecordKey":"K"},)"
        R"({"EntityEventSequence":"2","ResourceName":"Property","ResourceRecordKey":"K"},)"
        R"({"EntityEventSequence":3,"ResourceName":"Property","ResourceRecordKey":"K"}]})");
}

void TestPlanner::bodies()
{
    QFETCH(QByteArray, asked);
    QFETCH(int, events);
    const Played played(asked, events, size_t(events));
    const Batch &batch = played.batches.front();
    QTEST(writeBody(batch, false, played.planner.request(batch, 1)), "body");
    // The next attempt is proper.
    const QByteArray again = writeBody(batch, false, played.planner.request(batch, 2));
    const protocol::Payload payload = protocol::parsePayload(again);
    QCOMPARE(payload.events().size(), size_t(events));
    QVERIFY(payload.findings().empty());
}

void TestPlanner::whatIsMadeByHandStaysAsItIs()
{
    Batch batch{.events = {eventOf(1)}, .body = "[1]"};
    const Planner planner(misdeeds("no-token string-sequence"));
    QCOMPARE(planner.request(batch, 1).misdeeds, 0u);
    QCOMPARE(writeBody(batch, false, planner.request(batch, 1)), "[1]");
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
