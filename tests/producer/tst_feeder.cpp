// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/feeder.h"
#include "core/producer/generator.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

#include <deque>

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

namespace {

protocol::EntityEvent eventOf(qint64 sequence)
{
    return {.sequence = {sequence}, .resourceName = "Property", .resourceRecordKey = "K"};
}

std::unique_ptr<EventSource> list(const QList<qint64> &sequences)
{
    std::vector<protocol::EntityEvent> events;
    for (const qint64 sequence : sequences)
        events.push_back(eventOf(sequence));
    return std::make_unique<ListSource>(std::move(events));
}

/// Gives what has come, and says when more has.
class TrickleSource final : public EventSource
{
public:
    Result<std::vector<protocol::EntityEvent>> take(size_t count) override
    {
        std::vector<protocol::EntityEvent> events;
        while (events.size() < count && !m_come.empty()) {
            events.push_back(eventOf(m_come.front()));
            m_come.pop_front();
        }
        return events;
    }
    [[nodiscard]] bool awaitsMore() const noexcept override { return !m_ended; }
    [[nodiscard]] QString name() const override { return u"trickle"_s; }

    void come(std::initializer_list<qint64> sequences)
    {
        m_come.insert(m_come.end(), sequences);
        wake();
    }
    void end()
    {
        m_ended = true;
        wake();
    }

private:
    std::deque<qint64> m_come;
    bool m_ended = false;
};

/// One whose numbers may come late, like a resource that is followed.
class LateSource final : public EventSource
{
public:
    LateSource(QList<qint64> sequences, std::vector<Hole> open)
        : m_come(std::move(sequences))
        , m_open(std::move(open))
    {
    }

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override
    {
        std::vector<protocol::EntityEvent> events;
        while (events.size() < count && !m_come.isEmpty())
            events.push_back(eventOf(m_come.takeFirst()));
        return events;
    }
    [[nodiscard]] QString name() const override { return u"late"_s; }
    [[nodiscard]] bool mayThin() const noexcept override { return true; }
    void goOnBehind(protocol::Sequence sequence, const std::vector<Hole> &holes) override
    {
        behind = sequence;
        given = holes;
    }
    [[nodiscard]] std::vector<Hole> openHoles() const override { return m_open; }

    protocol::Sequence behind{0};
    std::vector<Hole> given;

private:
    QList<qint64> m_come;
    std::vector<Hole> m_open;
};

QByteArray numbers(const Batch &batch)
{
    QByteArrayList list;
    for (const protocol::EntityEvent &event : batch.events)
        list.append(QByteArray::number(event.sequence.value));
    return list.join(' ');
}

QByteArray rest(Feeder &feeder, size_t batch = 100)
{
    QByteArrayList batches;
    while (!feeder.ended()) {
        const Batch next = feeder.next(batch);
        if (!next.events.empty())
            batches.append(numbers(next));
    }
    return batches.join(" | ");
}

} // namespace

/// A source in batches, from where an earlier run left off.
class TestFeeder final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void resumes_data();
    void resumes();
    void anotherFeedIsFoundOut_data();
    void anotherFeedIsFoundOut();
    void whatIsRenumberedGoesOnByTheSourcesNumbers();
    void whatIsWithheldIsSettled();
    void whatWasSettledIsPublishedAgain();
    void awaitsWhatHasNotCome();
    void aFaultComesBehindWhatCameBefore();
    void keepsNothingWithoutACheckpoint();
    void whatCameLateIsRememberedUntilItIsSettled();

private:
    /// Takes the first batches, settles those of them, and gives what a later run takes.
    QByteArray resumed(const QList<qint64> &first, const QList<int> &settled,
                       const QList<qint64> &second, std::vector<Misdeed> misdeeds = {});

    std::optional<Fault> m_fault;
};

QByteArray TestFeeder::resumed(const QList<qint64> &first, const QList<int> &settled,
                               const QList<qint64> &second, std::vector<Misdeed> misdeeds)
{
    m_fault.reset();
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    {
        Feeder feeder(list(first), Planner(misdeeds, 1),
                      Checkpoint::open(path, u"a list"_s).value());
        std::vector<Batch> batches;
        while (!feeder.ended())
            batches.push_back(feeder.next(2));
        for (const int batch : settled)
            feeder.settle(batches[size_t(batch)], false);
        if (!feeder.keepForGood())
            return "not kept";
    }
    Feeder feeder(list(second), Planner(misdeeds, 1), Checkpoint::open(path, u"a list"_s).value());
    const QByteArray taken = rest(feeder);
    m_fault = feeder.takeFault();
    return taken;
}

void TestFeeder::resumes_data()
{
    QTest::addColumn<QList<qint64>>("first");
    QTest::addColumn<QList<int>>("settled");
    QTest::addColumn<QList<qint64>>("second");
    QTest::addColumn<QByteArray>("taken");
    const auto row = [](const char *name, const QList<qint64> &first, const QList<int> &settled,
                        const QList<qint64> &second, const char *taken) {
        QTest::newRow(name) << first << settled << second << QByteArray(taken);
    };
    const QList<qint64> up{11, 12, 14, 15, 17, 18};
    row("nothing was settled", up, {}, up, "11 12 14 15 17 18");
    row("behind the first batch", up, {0}, up, "14 15 17 18");
    row("everything was", up, {0, 1, 2}, up, "");
    row("out of order: what is beyond is not repeated", up, {0, 2}, up, "14 15");
    row("the first one alone was not", up, {1, 2}, up, "11 12");
    row("the feed has grown", up, {0, 1, 2}, {11, 12, 14, 15, 17, 18, 19, 20}, "19 20");
    row("the feed has lost its beginning", up, {0}, {14, 15, 17, 18}, "14 15 17 18");
    row("out of order, and without its beginning", up, {0, 2}, {14, 15, 17, 18, 21}, "14 15 21");
    row("the last settled one has gone", up, {0}, {11, 14, 15, 17, 18}, "14 15 17 18");
    const QList<qint64> jumps{30, 5, 30, 7, 9, 1};
    row("not ascending: by place", jumps, {0, 1}, jumps, "9 1");
    row("not ascending, out of order", jumps, {0, 2}, jumps, "30 7");
    row("not ascending, grown", jumps, {0, 1, 2}, {30, 5, 30, 7, 9, 1, 1}, "1");
}

void TestFeeder::resumes()
{
    QFETCH(QList<qint64>, first);
    QFETCH(QList<int>, settled);
    QFETCH(QList<qint64>, second);
    QTEST(resumed(first, settled, second), "taken");
    QVERIFY2(!m_fault, m_fault ? qPrintable(m_fault->text) : "");
}

void TestFeeder::anotherFeedIsFoundOut_data()
{
    QTest::addColumn<QList<qint64>>("second");
    QTest::newRow("another event at that place") << QList<qint64>{30, 5, 30, 8, 9, 1};
    QTest::newRow("too short") << QList<qint64>{30, 5, 30};
    QTest::newRow("empty") << QList<qint64>{};
}

/// Where the place counts, the last settled event must be what it was.
void TestFeeder::anotherFeedIsFoundOut()
{
    QFETCH(QList<qint64>, second);
    QCOMPARE(resumed({30, 5, 30, 7, 9, 1}, {0, 1}, second), "");
    QVERIFY(m_fault);
    QVERIFY2(m_fault->text.startsWith(u"it belongs to another feed: event 4 was 7 there"_s),
             qPrintable(m_fault->text));
}

void TestFeeder::whatIsRenumberedGoesOnByTheSourcesNumbers()
{
    const std::vector<Misdeed> regress{parseMisdeed("regress:14").value()};
    QCOMPARE(resumed({11, 12, 14, 15, 17, 18}, {0, 1}, {11, 12, 14, 15, 17, 18}, regress), "4 5");
}

void TestFeeder::whatIsWithheldIsSettled()
{
    const std::vector<Misdeed> drop{parseMisdeed("drop:11-14").value()};
    const QList<qint64> all{11, 12, 14, 15, 17, 18};
    QCOMPARE(resumed(all, {}, all, drop), "15 17 18");
    QCOMPARE(resumed(all, {0}, all, drop), "18");
}

void TestFeeder::whatWasSettledIsPublishedAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    const std::vector<Misdeed> misdeeds{parseMisdeed("hide:2").value(),
                                        parseMisdeed("drop:4").value()};
    QByteArrayList told;
    for (int run = 0; run < 2; ++run) {
        Feeder feeder(list({1, 2, 3, 4, 5}), Planner(misdeeds, 1),
                      Checkpoint::open(path, u"a list"_s).value());
        QByteArrayList published;
        feeder.onFates(
            [&published](const Fates &fates) {
                for (const protocol::EntityEvent &event : fates.published)
                    published.append(QByteArray::number(event.sequence.value));
            },
            true);
        const Batch first = feeder.next(2);
        QCOMPARE(numbers(first), run == 0 ? "1 2" : "3 5");
        feeder.settle(first, false);
        static_cast<void>(rest(feeder));
        QVERIFY(feeder.keepForGood().ok());
        told.append(published.join(' '));
    }
    QCOMPARE(told, (QByteArrayList{"1 3 4 5", "1 3 4 5"}));
}

void TestFeeder::awaitsWhatHasNotCome()
{
    auto made = std::make_unique<TrickleSource>();
    TrickleSource *source = made.get();
    Feeder feeder(std::move(made), Planner(), nullptr);
    int woken = 0;
    feeder.onWake([&woken] { ++woken; });
    QCOMPARE(numbers(feeder.next(3)), "");
    QVERIFY(!feeder.ended());
    source->come({1, 2});
    QCOMPARE(woken, 1);
    QCOMPARE(numbers(feeder.next(3)), "1 2"); // It does not wait for a whole batch.
    source->come({3, 4, 5, 6});
    QCOMPARE(numbers(feeder.next(3)), "3 4 5");
    source->end();
    QCOMPARE(numbers(feeder.next(3)), "6");
    QCOMPARE(numbers(feeder.next(3)), "");
    QVERIFY(feeder.ended());
}

void TestFeeder::aFaultComesBehindWhatCameBefore()
{
    Feeder feeder(std::make_unique<Generator>(
                      GeneratorConfig{.events = 5, .first = {protocol::kLastSequence.value - 1}}),
                  Planner(), nullptr);
    QCOMPARE(numbers(feeder.next(2)), "9223372036854775806 9223372036854775807");
    QVERIFY(!feeder.takeFault());
    QCOMPARE(numbers(feeder.next(2)), "");
    QVERIFY(feeder.ended());
    QCOMPARE(feeder.takeFault()->kind, FaultKind::Exhausted);
    QVERIFY(!feeder.takeFault());
}

void TestFeeder::keepsNothingWithoutACheckpoint()
{
    Feeder feeder(list({1, 2}), Planner(), nullptr);
    feeder.settle(feeder.next(1), true);
    QVERIFY(feeder.keepForGood().ok());
    QCOMPARE(settledEvents(feeder.from()), 0);
}

void TestFeeder::whatCameLateIsRememberedUntilItIsSettled()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    const WallTime since{std::chrono::seconds(5)};
    {
        // 3 comes late; 7 to 8 are open, and 21 is above what gets settled.
        const std::vector<Hole> open{{{7}, {8}, since}, {{21}, {21}, since}};
        Feeder feeder(std::make_unique<LateSource>(QList<qint64>{1, 2, 4, 6, 9, 3, 20, 22}, open),
                      Planner(), Checkpoint::open(path, u"late"_s).value());
        std::vector<Batch> batches;
        while (!feeder.ended())
            batches.push_back(feeder.next(1));
        for (size_t settled = 0; settled < 5; ++settled)
            feeder.settle(batches[settled], false);
        QVERIFY(feeder.keepForGood());
    }
    auto source = std::make_unique<LateSource>(QList<qint64>{3, 8, 20, 22}, std::vector<Hole>{});
    const LateSource &told = *source;
    Feeder feeder(std::move(source), Planner(), Checkpoint::open(path, u"late"_s).value());
    QCOMPARE(told.behind.value, 9);
    QCOMPARE(told.given, (std::vector<Hole>{{{3}, {3}, {}}, {{7}, {8}, since}}));
    std::vector<Batch> batches;
    while (!feeder.ended())
        batches.push_back(feeder.next(1));
    QByteArrayList came;
    for (const Batch &batch : batches)
        came.append(numbers(batch));
    QCOMPARE(came.join(' ').trimmed(), "3 8 20 22");
    for (const Batch &batch : batches)
        feeder.settle(batch, false);
    QVERIFY(feeder.keepForGood());
}

QTEST_GUILESS_MAIN(TestFeeder)
#include "tst_feeder.moc"
