// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/support/testcase.h"
#include "ui/models/sessionmodels.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Tester = QAbstractItemModelTester;

QString text(const QAbstractItemModel &model, int row, const QString &title)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal).toString() == title)
            return model.index(row, column).data().toString();
    }
    return u"no column "_s + title;
}

consumer::PolitenessRecord hold(qint64 exchange, const QByteArray &retryAfter = "2")
{
    consumer::PolitenessRecord record;
    record.feed = "IDX Feed 123";
    record.exchange = {exchange};
    record.retryAfter = retryAfter;
    record.sent = TestTraffic::start();
    record.announced = record.sent + 2s;
    return record;
}

consumer::PolitenessRecord settled(qint64 exchange, consumer::Manner manner,
                                   std::chrono::milliseconds margin, int status = 429)
{
    consumer::PolitenessRecord record = hold(exchange);
    record.status = status;
    record.manner = manner;
    record.margin = margin;
    record.returned = *record.announced + margin;
    record.returnedBy = {exchange + 1};
    record.sameConnection = manner != consumer::Manner::Early;
    record.text = u"what happened"_s;
    return record;
}

} // namespace

/// The tables about who waits when told to wait.
class TestMannersModels final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theCellsOfAHold();
    void conducts_data();
    void conducts();
    void aKnownHoldChangesInPlace();
    void oneStepMayOpenAndSettle();
    void figuresOfEachFeed();
    void firstAndLatestEvidenceOfAFinding();
};

void TestMannersModels::theCellsOfAHold()
{
    PolitenessTableModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    model.take({hold(5), settled(7, consumer::Manner::Early, -1502ms)});
    QCOMPARE(text(model, 0, u"Exchange"_s), u"5"_s);
    QCOMPARE(text(model, 0, u"Source"_s), u"IDX Feed 123"_s);
    QCOMPARE(text(model, 0, u"Retry-After"_s), u"2"_s);
    QCOMPARE(text(model, 0, u"Returned"_s), QString());
    QCOMPARE(text(model, 0, u"Margin"_s), QString());
    QCOMPARE(text(model, 0, u"Connection"_s), QString());
    QCOMPARE(text(model, 0, u"Verdict"_s), u"waiting"_s);
    QCOMPARE(model.index(0, 0).data(ExchangeRole).toLongLong(), 5);
    QCOMPARE(text(model, 1, u"Margin"_s), u"\u22121,502 ms"_s);
    QCOMPARE(text(model, 1, u"Connection"_s), u"other"_s);
    QCOMPARE(text(model, 1, u"Verdict"_s), u"fail"_s);
    QCOMPARE(text(model, 1, u"What happened"_s), u"what happened"_s);
    QVERIFY(text(model, 1, u"Returned"_s) < text(model, 1, u"Announced"_s));
    // Who came back too early is the evidence.
    QCOMPARE(model.index(1, 0).data(ExchangeRole).toLongLong(), 8);
}

void TestMannersModels::conducts_data()
{
    QTest::addColumn<consumer::Manner>("manner");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("waiting") << consumer::Manner::Waiting << 429 << u"waiting"_s;
    QTest::newRow("obeyed") << consumer::Manner::Obeyed << 429 << u"pass"_s;
    QTest::newRow("early on 429") << consumer::Manner::Early << 429 << u"fail"_s;
    QTest::newRow("early on 503") << consumer::Manner::Early << 503 << u"warn"_s;
    QTest::newRow("not back") << consumer::Manner::NotReturned << 429 << u"warn"_s;
    QTest::newRow("unjudged") << consumer::Manner::Unjudged << 429 << u"info"_s;
}

void TestMannersModels::conducts()
{
    QFETCH(consumer::Manner, manner);
    QFETCH(int, status);
    QFETCH(QString, word);
    const consumer::PolitenessRecord record = settled(1, manner, 0ms, status);
    QCOMPARE(conductWord(conductOf(record)), word);
    // The window and the command line say the same.
    QCOMPARE(word.toLatin1(), consumer::mannerVerdict(manner, status).toByteArray());
}

void TestMannersModels::aKnownHoldChangesInPlace()
{
    PolitenessTableModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take({hold(1), hold(2), hold(3)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.count(Conduct::Waiting), 3);
    model.take({settled(2, consumer::Manner::Obeyed, 98ms)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    QCOMPARE(text(model, 1, u"Margin"_s), u"+98 ms"_s);
    QCOMPARE(model.count(Conduct::Waiting), 2);
    QCOMPARE(model.count(Conduct::Pass), 1);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.count(Conduct::Pass), 0);
}

void TestMannersModels::oneStepMayOpenAndSettle()
{
    PolitenessTableModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.take({hold(1), settled(1, consumer::Manner::Early, -1500ms)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.count(Conduct::Waiting), 0);
    QCOMPARE(model.count(Conduct::Fail), 1);
}

void TestMannersModels::figuresOfEachFeed()
{
    FeedMannersModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.show({{.feed = "b", .holds = 1, .waiting = 1}});
    model.show({{.feed = "b", .holds = 1, .early = 1, .smallestMargin = -1502ms}});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(text(model, 0, u"Early"_s), u"1"_s);
    QCOMPARE(text(model, 0, u"Smallest margin"_s), u"\u22121,502 ms"_s);
    model.show({{.feed = "", .holds = 3}, {.feed = "b", .holds = 1}});
    QCOMPARE(reset.size(), 2);
    QCOMPARE(text(model, 0, u"Feed"_s), u"(no source)"_s);
    QCOMPARE(text(model, 1, u"Holds"_s), u"1"_s);
}

void TestMannersModels::firstAndLatestEvidenceOfAFinding()
{
    FindingTableModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    TestTraffic traffic;
    for (const qint64 number : {3, 9}) {
        ledger::Records records;
        traffic.add(records, number, number, 1);
        records.exchanges.back().findings = {
            {.id = "RCP028-R15", .verdict = protocol::Verdict::Fail, .where = {}, .text = {}}};
        model.take(records);
    }
    for (int column = 0; column < model.columnCount(); ++column) {
        const bool first = model.headerData(column, Qt::Horizontal).toString() == u"First"_s;
        QCOMPARE(model.index(0, column).data(ExchangeRole).toLongLong(), first ? 3 : 9);
    }
}

QTEST_GUILESS_MAIN(TestMannersModels)
#include "tst_mannersmodels.moc"
