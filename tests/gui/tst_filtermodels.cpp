// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "ui/models/filtercompletion.h"
#include "ui/models/filteredrows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStringListModel>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// What a filter is made of, without a window.
class TestFilterModels final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsFollowTheirSource();
    void aSourceMayGoFirst();
    void completion_data();
    void completion();
};

void TestFilterModels::rowsFollowTheirSource()
{
    QStringListModel source;
    const auto append = [&source] {
        const int row = source.rowCount();
        source.insertRows(row, 1);
        source.setData(source.index(row), QString::number(row));
    };
    FilteredRows rows(source);
    const QAbstractItemModelTester check(&rows,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 6; ++i)
        append();
    QCOMPARE(rows.rowCount(), 6);
    rows.begin();
    QCOMPARE(rows.rowCount(), 0);
    QSignalSpy inserted(&rows, &QAbstractItemModel::rowsInserted);
    rows.add({1, 4});
    rows.add({});
    rows.add({5});
    QCOMPARE(inserted.size(), 2);
    append();
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(rows.index(1, 0).data().toString(), u"4"_s);
    QCOMPARE(rows.rowOf(4), 1);
    QCOMPARE(rows.rowOf(3), -1);
    using Ranges = std::vector<FilteredRows::RowRange>;
    QCOMPARE(rows.rangesOf({{0, 4}, {6, 6}}), (Ranges{{0, 1}}));
    QSignalSpy changed(&rows, &QAbstractItemModel::dataChanged);
    source.setData(source.index(3), u"three"_s);
    QCOMPARE(changed.size(), 0);
    source.setData(source.index(4), u"four"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().value<QModelIndex>().row(), 1);
    rows.showAll();
    QCOMPARE(rows.rowCount(), 7);
    QCOMPARE(rows.rangesOf({{0, 4}}), (Ranges{{0, 4}}));
}

void TestFilterModels::aSourceMayGoFirst()
{
    auto source = std::make_unique<QStringListModel>(QStringList{u"a"_s, u"b"_s});
    FilteredRows rows(*source);
    rows.begin();
    rows.add({1});
    source.reset();
    QCOMPARE(rows.rowCount(), 0);
    QCOMPARE(rows.columnCount(), 0);
    QVERIFY(!rows.headerData(0, Qt::Horizontal).isValid());
}

void TestFilterModels::completion_data()
{
    QTest::addColumn<QString>("choices");
    QTest::newRow("re") << u"resource:"_s;
    QTest::newRow("s") << u"seq:, status:, side:, source:"_s;
    QTest::newRow("status:429 is:l") << u"is:late"_s;
    QTest::newRow("-is:rec") << u"-is:received, -is:recovered"_s;
    QTest::newRow("-s") << u"-seq:, -status:, -side:, -source:"_s;
    QTest::newRow("source:i") << u"source:\"IDX Feed 123\""_s;
    QTest::newRow("seq:11") << QString();
    QTest::newRow("is:late") << QString();
    QTest::newRow("is:late ") << QString();
    QTest::newRow("\"a word s") << QString();
}

void TestFilterModels::completion()
{
    const QString text = QString::fromLatin1(QTest::currentDataTag());
    const FilterWord word =
        completeFilter(text, text.size(), {u"IDX Feed 123"_s}, ledger::Filter::Scope::Traffic);
    QTEST(word.choices.join(u", "), "choices");
}

QTEST_GUILESS_MAIN(TestFilterModels)
#include "tst_filtermodels.moc"
