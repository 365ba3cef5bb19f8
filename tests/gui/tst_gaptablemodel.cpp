// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/support/testcase.h"
#include "ui/models/feedlistmodel.h"
#include "ui/models/gaptablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;
using ledger::GapState;

namespace {

ledger::Records gaps(std::vector<ledger::GapRecord> changed)
{
    ledger::Records records;
    records.gaps = std::move(changed);
    return records;
}

/// "5-9 open, 12 lost": the rows of the table from top to bottom.
QString rowsOf(const GapTableModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const ledger::Gap &gap = model.at(row).gap;
        const QString numbers = gap.first == gap.last
            ? QString::number(gap.first.value)
            : u"%1-%2"_s.arg(gap.first.value).arg(gap.last.value);
        rows += numbers + u' ' + QString::fromUtf8(gapStateName(gap.state).toByteArray());
    }
    return rows.join(u", ");
}

} // namespace

class TestGapTableModel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void signalsTellExactlyWhatChanged();
    void countsFollowTheStates();
    void nextUnsettledGoesRound();
    void feedsDoNotMix();
    void evidenceIsShown();
};

void TestGapTableModel::stories_data()
{
    QTest::addColumn<QList<ledger::GapRecord>>("steps");
    QTest::addColumn<QString>("rows");
    const auto gap = [](qint64 first, qint64 last, GapState state) {
        return TestTraffic::gap(first, last, state);
    };
    using Steps = QList<ledger::GapRecord>;
    QTest::newRow("opens") << Steps{gap(5, 9, GapState::Open)} << u"5-9 open"_s;
    QTest::newRow("ages") << Steps{gap(5, 9, GapState::Open), gap(5, 9, GapState::Unexplained)}
                          << u"5-9 unexplained"_s;
    QTest::newRow("arrives whole")
        << Steps{gap(5, 9, GapState::Open), gap(5, 9, GapState::Filled)} << u"5-9 filled"_s;
    QTest::newRow("arrives at its start")
        << Steps{gap(5, 9, GapState::Open), gap(5, 6, GapState::Filled)} << u"7-9 open"_s;
    QTest::newRow("arrives at its end")
        << Steps{gap(5, 9, GapState::Open), gap(9, 9, GapState::Filled)} << u"5-8 open"_s;
    QTest::newRow("arrives in the middle")
        << Steps{gap(5, 9, GapState::Open), gap(7, 7, GapState::Filled)} << u"5-6 open, 8-9 open"_s;
    QTest::newRow("a part is settled")
        << Steps{gap(5, 9, GapState::Open), gap(7, 8, GapState::Hidden)}
        << u"5-6 open, 9 open, 7-8 hidden"_s;
    QTest::newRow("comes back after it was filled")
        << Steps{gap(5, 9, GapState::Open), gap(5, 9, GapState::Filled), gap(5, 9, GapState::Open)}
        << u"5-9 filled, 5-9 open"_s;
    QTest::newRow("what was never open is filled")
        << Steps{gap(5, 9, GapState::Filled)} << QString();
}

void TestGapTableModel::stories()
{
    QFETCH(QList<ledger::GapRecord>, steps);
    FeedListModel feeds;
    const ledger::RemarkIndex remarks;
    // The same story must come out whether the changes come one by one or in one drain.
    GapTableModel single(feeds, remarks);
    const QAbstractItemModelTester checkSingle(
        &single, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const ledger::GapRecord &step : steps)
        single.take(gaps({step}));
    QTEST(rowsOf(single), "rows");
    GapTableModel batched(feeds, remarks);
    const QAbstractItemModelTester checkBatched(
        &batched, QAbstractItemModelTester::FailureReportingMode::QtTest);
    batched.take(gaps({steps.cbegin(), steps.cend()}));
    QTEST(rowsOf(batched), "rows");
}

void TestGapTableModel::signalsTellExactlyWhatChanged()
{
    FeedListModel feeds;
    const ledger::RemarkIndex remarks;
    GapTableModel model(feeds, remarks);
    const QAbstractItemModelTester check(&model,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    std::vector<ledger::GapRecord> many;
    for (int i = 0; i < 200; ++i)
        many.push_back(TestTraffic::gap(10 * i + 1, 10 * i + 2, GapState::Open));
    model.take(gaps(many));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 0);
    model.take(gaps(
        {TestTraffic::gap(51, 52, GapState::Lost), TestTraffic::gap(91, 92, GapState::Hidden)}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().at(0).toModelIndex().row(), 5);
    QCOMPARE(changed.front().at(1).toModelIndex().row(), 9);
}

void TestGapTableModel::countsFollowTheStates()
{
    FeedListModel feeds;
    const ledger::RemarkIndex remarks;
    GapTableModel model(feeds, remarks);
    model.take(gaps({TestTraffic::gap(5, 9, GapState::Open),
                     TestTraffic::gap(20, 29, GapState::Unexplained),
                     TestTraffic::gap(40, 40, GapState::Lost)}));
    QCOMPARE(model.count(Meaning::Open), 2);
    QCOMPARE(model.count(Meaning::Lost), 1);
    model.take(gaps(
        {TestTraffic::gap(5, 9, GapState::Hidden), TestTraffic::gap(24, 24, GapState::Filled)}));
    QCOMPARE(model.count(Meaning::Open), 2); // 20-23 and 25-29
    QCOMPARE(model.count(Meaning::Hidden), 1);
    model.clear();
    QCOMPARE(model.count(Meaning::Open), 0);
    QCOMPARE(model.rowCount(), 0);
}

void TestGapTableModel::nextUnsettledGoesRound()
{
    FeedListModel feeds;
    const ledger::RemarkIndex remarks;
    GapTableModel model(feeds, remarks);
    QCOMPARE(model.nextUnsettled(-1), -1);
    model.take(gaps(
        {TestTraffic::gap(5, 9, GapState::Open), TestTraffic::gap(20, 29, GapState::Hidden),
         TestTraffic::gap(40, 40, GapState::Lost), TestTraffic::gap(50, 50, GapState::Hidden)}));
    QCOMPARE(model.nextUnsettled(-1), 0);
    QCOMPARE(model.nextUnsettled(0), 2);
    QCOMPARE(model.nextUnsettled(2), 0);
    model.take(gaps(
        {TestTraffic::gap(5, 9, GapState::Filled), TestTraffic::gap(40, 40, GapState::Recovered)}));
    QCOMPARE(model.nextUnsettled(0), -1);
}

void TestGapTableModel::feedsDoNotMix()
{
    FeedListModel feeds;
    const ledger::RemarkIndex remarks;
    GapTableModel model(feeds, remarks);
    model.take(gaps({TestTraffic::gap(5, 9, GapState::Open, {0}),
                     TestTraffic::gap(5, 9, GapState::Open, {1})}));
    model.take(gaps({TestTraffic::gap(5, 9, GapState::Lost, {1})}));
    QCOMPARE(rowsOf(model), u"5-9 open, 5-9 lost"_s);
    QCOMPARE(model.index(1, 0).data(FeedRole).toInt(), 1);
}

void TestGapTableModel::evidenceIsShown()
{
    FeedListModel feeds;
    const ledger::RemarkIndex remarks;
    GapTableModel model(feeds, remarks);
    ledger::GapRecord gap = TestTraffic::gap(5, 9, GapState::Lost);
    gap.gap.evidence = "the resource publishes 7";
    model.take(gaps({gap}));
    QCOMPARE(model.index(0, 4).data().toString(), u"the resource publishes 7"_s);
    QCOMPARE(model.index(0, 1).data().toString(), u"5\u20139"_s);
    QCOMPARE(model.index(0, 0).data(LastRole).toLongLong(), 9);
}

QTEST_GUILESS_MAIN(TestGapTableModel)
#include "tst_gaptablemodel.moc"
