// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/support/testcase.h"
#include "ui/models/sessionmodels.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

namespace {

using Tester = QAbstractItemModelTester;

/// Every table of a session under Qt's own consistency checks.
struct CheckedModels
{
    SessionModels models;
    Tester feeds{&models.feeds, Tester::FailureReportingMode::QtTest};
    Tester exchanges{&models.exchanges, Tester::FailureReportingMode::QtTest};
    Tester events{&models.events, Tester::FailureReportingMode::QtTest};
    Tester gaps{&models.gaps, Tester::FailureReportingMode::QtTest};
    Tester findings{&models.findings, Tester::FailureReportingMode::QtTest};
};

QString text(const QAbstractItemModel &model, int row, const QString &title)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal).toString() == title)
            return model.index(row, column).data().toString();
    }
    return u"no column "_s + title;
}

QStringList titles(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles += model.headerData(column, Qt::Horizontal).toString();
    return titles;
}

ledger::Records batch(TestTraffic &traffic, qint64 exchange, qint64 first, int count)
{
    ledger::Records records;
    traffic.add(records, exchange, first, count);
    traffic.summarise(records);
    return records;
}

/// An exchange of the producer, with what it became.
ledger::Records produced(qint64 number, int status, const QByteArray &retryAfter)
{
    ledger::Records records;
    ledger::ExchangeRecord record;
    record.exchange = TestTraffic::exchange(
        {.number = number, .status = status, .retryAfter = retryAfter, .side = Side::Producer});
    records.exchanges.push_back(record);
    return records;
}

} // namespace

class TestTableModels final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void columns();
    void oneInsertionForEachDrain();
    void nothingNewTellsNothing();
    void theCellsOfAnEvent();
    void theCellsOfAnExchange();
    void aKnownExchangeChangesInPlace();
    void feedsKeepTheirOrder();
    void findingsAreCountedAndNotListed();
    void lateFindingsJoinTheirClause();
    void clearForgetsEverything();
    void rowsOfNumbers_data();
    void rowsOfNumbers();
    void rowsOfKeepsFeedsApart();
};

void TestTableModels::columns()
{
    const CheckedModels checked;
    QCOMPARE(titles(checked.models.events).join(u"|"),
             u"Time|Sequence|Resource|Record key|Source|Exchange|State|Note"_s);
    QCOMPARE(titles(checked.models.gaps).join(u"|"),
             u"Opened|Numbers|State|Age|Evidence|Missing|Exchange|Source|Note"_s);
    for (const QAbstractItemModel *model :
         {static_cast<const QAbstractItemModel *>(&checked.models.events),
          static_cast<const QAbstractItemModel *>(&checked.models.exchanges),
          static_cast<const QAbstractItemModel *>(&checked.models.gaps),
          static_cast<const QAbstractItemModel *>(&checked.models.findings)}) {
        QVERIFY(!model->headerData(0, Qt::Vertical).isValid());
        QVERIFY(!model->headerData(model->columnCount(), Qt::Horizontal).isValid());
        for (int column = 0; column < model->columnCount(); ++column)
            QVERIFY(model->headerData(column, Qt::Horizontal, WidthRole).toInt() > 0);
    }
}

void TestTableModels::oneInsertionForEachDrain()
{
    CheckedModels checked;
    QSignalSpy events(&checked.models.events, &QAbstractItemModel::rowsInserted);
    QSignalSpy exchanges(&checked.models.exchanges, &QAbstractItemModel::rowsInserted);
    TestTraffic traffic;
    ledger::Records records;
    for (int i = 0; i < 50; ++i)
        traffic.add(records, 1 + i, 1 + qint64(i) * 20, 20);
    traffic.summarise(records);
    checked.models.take(records);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.front().at(1).toInt(), 0);
    QCOMPARE(events.front().at(2).toInt(), 999);
    QCOMPARE(exchanges.size(), 1);
    QCOMPARE(exchanges.front().at(2).toInt(), 49);

    checked.models.take(batch(traffic, 51, 1001, 3));
    QCOMPARE(events.size(), 2);
    QCOMPARE(events.back().at(1).toInt(), 1000);
    QCOMPARE(events.back().at(2).toInt(), 1002);
    QCOMPARE(exchanges.size(), 2);
    QCOMPARE(checked.models.totals.exchanges, 51);
}

void TestTableModels::nothingNewTellsNothing()
{
    CheckedModels checked;
    std::deque<QSignalSpy> spies;
    for (const QAbstractItemModel *model :
         {static_cast<const QAbstractItemModel *>(&checked.models.events),
          static_cast<const QAbstractItemModel *>(&checked.models.exchanges),
          static_cast<const QAbstractItemModel *>(&checked.models.gaps),
          static_cast<const QAbstractItemModel *>(&checked.models.findings),
          static_cast<const QAbstractItemModel *>(&checked.models.feeds)}) {
        spies.emplace_back(model, &QAbstractItemModel::rowsInserted);
        spies.emplace_back(model, &QAbstractItemModel::dataChanged);
        spies.emplace_back(model, &QAbstractItemModel::modelReset);
    }
    checked.models.take({});
    for (const QSignalSpy &spy : spies)
        QCOMPARE(spy.size(), 0);
}

void TestTableModels::theCellsOfAnEvent()
{
    CheckedModels checked;
    TestTraffic traffic;
    ledger::Records records = batch(traffic, 7, 9'223'372'036'854'775'805, 2);
    records.events.back().state = ledger::EventState::Conflict;
    checked.models.take(records);
    const EventTableModel &model = checked.models.events;
    QCOMPARE(text(model, 0, u"Sequence"_s), u"9223372036854775805"_s);
    QCOMPARE(text(model, 0, u"Exchange"_s), u"7"_s);
    QCOMPARE(text(model, 0, u"Source"_s), u"IDX Feed 123"_s);
    QCOMPARE(text(model, 0, u"State"_s), u"received"_s);
    QCOMPARE(text(model, 1, u"State"_s), u"conflict"_s);
    QVERIFY(text(model, 0, u"Record key"_s).startsWith(u"3yd-RESO-"_s));
    const QModelIndex conflict = model.index(1, 0);
    QCOMPARE(Meaning(conflict.data(MeaningRole).toInt()), Meaning::Conflict);
    QCOMPARE(conflict.data(ExchangeRole).toLongLong(), 7);
    QCOMPARE(conflict.data(FirstRole).toLongLong(), 9'223'372'036'854'775'806);
    QVERIFY2(!conflict.data(Qt::ForegroundRole).isValid(), "models speak meaning, not colour");
}

void TestTableModels::theCellsOfAnExchange()
{
    CheckedModels checked;
    TestTraffic traffic;
    checked.models.take(batch(traffic, 7, 1101, 20));
    checked.models.take(produced(8, 429, "60"));
    const ExchangeTableModel &model = checked.models.exchanges;
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 0, u"Status"_s), u"200"_s);
    QCOMPARE(text(model, 0, u"Sequences"_s), u"1101\u20131120"_s);
    QCOMPARE(text(model, 1, u"Status"_s), u"429"_s);
    QCOMPARE(model.rowOf({8}), 1);
    QCOMPARE(model.rowOf({9}), -1);
    QCOMPARE(model.at(1).outcome, journal::Outcome::Held);
}

void TestTableModels::aKnownExchangeChangesInPlace()
{
    CheckedModels checked;
    TestTraffic traffic;
    for (int i = 0; i < 3; ++i)
        checked.models.take(batch(traffic, 1 + i, 1 + qint64(i) * 5, 5));
    QSignalSpy inserted(&checked.models.exchanges, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&checked.models.exchanges, &QAbstractItemModel::dataChanged);
    checked.models.take(produced(2, 503, {}));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.front().at(1).toModelIndex().row(), 1);
    QCOMPARE(text(checked.models.exchanges, 1, u"Status"_s), u"503"_s);
    QCOMPARE(checked.models.exchanges.rowCount(), 3);
}

void TestTableModels::feedsKeepTheirOrder()
{
    CheckedModels checked;
    QSignalSpy inserted(&checked.models.feeds, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&checked.models.feeds, &QAbstractItemModel::dataChanged);
    const auto summary = [](int feed, const QByteArray &label, qint64 last) {
        ledger::FeedSummary made;
        made.feed = {feed};
        made.label = label;
        made.first = {1};
        made.last = {last};
        return made;
    };
    ledger::Records records;
    records.feeds = {summary(0, "IDX Feed 123", 5), summary(1, {}, 9)};
    checked.models.take(records);
    records.feeds = {summary(1, {}, 12)};
    checked.models.take(records);
    QCOMPARE(checked.models.feeds.rowCount(), 2);
    QCOMPARE(checked.models.feeds.rowOf({1}), 1);
    QCOMPARE(checked.models.feeds.rowOf({2}), -1);
    QCOMPARE(checked.models.feeds.at(1).last.value, 12);
    QCOMPARE(checked.models.feeds.label({0}), u"IDX Feed 123"_s);
    QVERIFY2(!checked.models.feeds.label({1}).isEmpty(), "a feed without a label has words");
    QCOMPARE(changed.size(), 1);
}

void TestTableModels::findingsAreCountedAndNotListed()
{
    CheckedModels checked;
    QSignalSpy inserted(&checked.models.findings, &QAbstractItemModel::rowsInserted);
    TestTraffic traffic;
    for (int i = 0; i < 100; ++i) {
        ledger::Records records = batch(traffic, 1 + i, 1 + i, 1);
        records.exchanges.back().findings = {{.id = "RCP028-R28",
                                              .verdict = protocol::Verdict::Warn,
                                              .where = {},
                                              .text = u"came again, %1"_s.arg(i)}};
        checked.models.take(records);
    }
    const FindingTableModel &model = checked.models.findings;
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.at(0).count, 100);
    QCOMPARE(model.at(0).first.value, 1);
    QCOMPARE(model.at(0).last.value, 100);
    QCOMPARE(model.at(0).text, u"came again, 99"_s);
    QCOMPARE(protocol::Verdict(model.index(0, 0).data(VerdictRole).toInt()),
             protocol::Verdict::Warn);
}

/// What only time shows of an exchange is a row like any other, and makes the first one earlier.
void TestTableModels::lateFindingsJoinTheirClause()
{
    CheckedModels checked;
    TestTraffic traffic;
    const protocol::Finding finding{.id = "RCP028-R16",
                                    .verdict = protocol::Verdict::Warn,
                                    .where = "request",
                                    .text = u"not one further try"_s};
    ledger::Records records = batch(traffic, 5, 1, 1);
    records.exchanges.back().findings = {finding};
    checked.models.take(records);
    ledger::Records later;
    later.findings = {{{2}, finding}, {{4}, {.id = "X-1", .where = {}, .text = u"a stranger"_s}}};
    checked.models.take(later);
    const FindingTableModel &model = checked.models.findings;
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.at(0).count, 2);
    QCOMPARE(model.at(0).first.value, 2);
    QCOMPARE(model.at(0).last.value, 5);
    QCOMPARE(text(model, 0, u"Level"_s), u"MAY"_s);
    QCOMPARE(model.at(0).where, u"request"_s);
    QCOMPARE(model.index(0, 1).data(Qt::ToolTipRole).toString(),
             u"RCP028-R16: retries are bounded, and no storm"_s);
    QCOMPARE(model.at(1).first.value, 4);
    QCOMPARE(text(model, 1, u"Level"_s), QString());
    QCOMPARE(model.index(1, 1).data(Qt::ToolTipRole).toString(), u"X-1"_s);
}

void TestTableModels::clearForgetsEverything()
{
    CheckedModels checked;
    TestTraffic traffic;
    checked.models.take(batch(traffic, 1, 1, 40));
    QSignalSpy reset(&checked.models.events, &QAbstractItemModel::modelReset);
    checked.models.clear();
    QCOMPARE(reset.size(), 1);
    QCOMPARE(checked.models.events.rowCount(), 0);
    QCOMPARE(checked.models.exchanges.rowCount(), 0);
    QCOMPARE(checked.models.feeds.rowCount(), 0);
    QCOMPARE(checked.models.totals.exchanges, 0);
    TestTraffic again;
    checked.models.take(batch(again, 1, 1, 2));
    QCOMPARE(checked.models.events.rowCount(), 2);
}

void TestTableModels::rowsOfNumbers_data()
{
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, qint64 first, qint64 last, const char *rows) {
        QTest::newRow(name) << first << last << QString::fromLatin1(rows);
    };
    row("inside one exchange", 22, 24, "11-13");
    row("one number", 25, 25, "14-14");
    row("across neighbours", 20, 21, "9-10 29-29");
    row("a whole exchange", 21, 30, "10-19");
    row("everything", 1, std::numeric_limits<qint64>::max(), "0-29");
    row("in two places", 15, 15, "4-4 24-24");
    row("none", 31, 99, "");
    row("upside down", 24, 22, "");
}

void TestTableModels::rowsOfNumbers()
{
    CheckedModels checked;
    TestTraffic traffic;
    checked.models.take(batch(traffic, 1, 11, 10));
    checked.models.take(batch(traffic, 2, 21, 10));
    checked.models.take(batch(traffic, 3, 11, 10)); // the first ten come again
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    QStringList found;
    for (const auto &[from, to] : checked.models.events.rowsOf({0}, first, last))
        found += u"%1-%2"_s.arg(from).arg(to);
    QTEST(found.join(u' '), "rows");
}

void TestTableModels::rowsOfKeepsFeedsApart()
{
    CheckedModels checked;
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 1, 11, 5, {0});
    traffic.add(records, 2, 11, 5, {1});
    checked.models.take(records);
    using Ranges = std::vector<EventTableModel::RowRange>;
    QCOMPARE(checked.models.events.rowsOf({0}, 1, 99), (Ranges{{0, 4}}));
    QCOMPARE(checked.models.events.rowsOf({1}, 12, 13), (Ranges{{6, 7}}));
    QCOMPARE(checked.models.events.feedOf(4).value, 0);
    QCOMPARE(checked.models.events.feedOf(5).value, 1);
}

QTEST_GUILESS_MAIN(TestTableModels)
#include "tst_tablemodels.moc"
