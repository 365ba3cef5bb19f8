// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/attemptspage.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/filterline.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/notedialog.h"
#include "ui/panels/remarking.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/siftedtables.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QCheckBox>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// Marks and notes on the rows of the tables, in a whole window.
class TestRemarking final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void marksGoOnAndOff();
    void aNumberOfAnEventAndAnExchange();
    void aGapIsMarkedAsAWhole();
    void aNoteIsWrittenInADialog();
    void tooLongANoteIsNotKept();
    void ofManyRowsOnlyAThousand();
    void nothingChosenNothingToDo();
    void whatIsMarkedIsFiltered();
    void aFilterLooksAgainWhenSomethingIsSaid();
    void anotherSessionHasNone();

private:
    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }
    [[nodiscard]] FakeBench &bench() const { return m_fixture->bench; }
    [[nodiscard]] DataTabs &tabs() const { return window().sessionPage().tabs(); }
    [[nodiscard]] Remarking &remarking() const { return tabs().remarking(); }
    void choose(TailTable &table, int row) const;
    /// As the bench does when it is recorded.
    void record() const;
    [[nodiscard]] static QString noteAt(const TailTable &table, int row);

    std::unique_ptr<WindowFixture> m_fixture;
};

/// 1101 to 1120 in two exchanges, and a hole from 1121 to 1130 behind.
void TestRemarking::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 1, 1101, 10);
    traffic.add(records, 2, 1111, 10);
    records.gaps = {TestTraffic::gap(1121, 1130, ledger::GapState::Unexplained)};
    traffic.summarise(records);
    Q_EMIT bench().recordsArrived(records);
    QCOMPARE(tabs().events().model()->rowCount(), 20);
}

void TestRemarking::cleanup()
{
    m_fixture.reset();
}

void TestRemarking::choose(TailTable &table, int row) const
{
    QWidget *page = &table;
    while (tabs().indexOf(page) < 0)
        page = page->parentWidget();
    tabs().setCurrentWidget(page);
    table.setFocus();
    table.setCurrentIndex(table.model()->index(row, 0));
    table.selectionModel()->select(table.model()->index(row, 0),
                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void TestRemarking::record() const
{
    ledger::Records records;
    records.remarks = bench().remarked;
    records.totals = window().models().totals;
    Q_EMIT bench().recordsArrived(records);
}

QString TestRemarking::noteAt(const TailTable &table, int row)
{
    const QAbstractItemModel &model = *table.model();
    return model.index(row, model.columnCount() - 1).data().toString();
}

void TestRemarking::marksGoOnAndOff()
{
    choose(tabs().events(), 4);
    QVERIFY(!remarking().markAction->isChecked());
    QTest::keyClick(&tabs().events(), Qt::Key_M);
    QCOMPARE(bench().remarked.size(), size_t(1));
    record();
    QCOMPARE(noteAt(tabs().events(), 4), u"\u2691"_s);
    QCOMPARE(noteAt(tabs().events(), 3), QString());
    choose(tabs().events(), 3);
    QVERIFY(!remarking().markAction->isChecked());
    choose(tabs().events(), 4);
    QVERIFY(remarking().markAction->isChecked());
    QTest::keyClick(&tabs().events(), Qt::Key_M);
    QVERIFY(bench().remarked.front().isNothing());
    record();
    QCOMPARE(noteAt(tabs().events(), 4), QString());
}

void TestRemarking::aNumberOfAnEventAndAnExchange()
{
    choose(tabs().events(), 4);
    remarking().markAction->trigger();
    const auto numbers = std::get<ledger::Remark::Numbers>(bench().remarked.front().about);
    QCOMPARE(numbers.range.first, 1105);
    QCOMPARE(numbers.range.last, 1105);
    const ledger::FeedSummary &feed = window().models().feeds.at(0);
    QCOMPARE(numbers.feed.name.label, feed.label);
    QCOMPARE(numbers.feed.side, feed.side);
    choose(tabs().exchanges(), 1);
    remarking().markAction->trigger();
    QCOMPARE(std::get<ExchangeNumber>(bench().remarked.front().about).value, 2);
    record();
    QCOMPARE(noteAt(tabs().exchanges(), 1), u"\u2691"_s);
    QCOMPARE(noteAt(tabs().events(), 10), u"\u2691"_s); // one that it brought
    QCOMPARE(noteAt(tabs().events(), 9), QString());
}

void TestRemarking::aGapIsMarkedAsAWhole()
{
    choose(*tabs().gaps().table(), 0);
    QTest::keyClick(tabs().gaps().table(), Qt::Key_M);
    const auto numbers = std::get<ledger::Remark::Numbers>(bench().remarked.front().about);
    QCOMPARE(numbers.range.first, 1121);
    QCOMPARE(numbers.range.last, 1130);
    record();
    // What is left of the hole when a part of it arrives is still marked, and can be freed of it.
    ledger::Records part;
    part.gaps = {TestTraffic::gap(1121, 1125, ledger::GapState::Filled)};
    part.totals = window().models().totals;
    Q_EMIT bench().recordsArrived(part);
    for (int row = 0; row < tabs().gaps().table()->model()->rowCount(); ++row)
        QCOMPARE(noteAt(*tabs().gaps().table(), row), u"\u2691"_s);
    choose(*tabs().gaps().table(), 0);
    remarking().markAction->trigger();
    record();
    QVERIFY(window().models().remarks->isEmpty());
}

void TestRemarking::aNoteIsWrittenInADialog()
{
    choose(tabs().exchanges(), 0);
    QTest::keyClick(&tabs().exchanges(), Qt::Key_N);
    auto *dialog = window().findChild<NoteDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *text = dialog->findChild<QPlainTextEdit *>();
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClicks(text, u"see ticket 4711"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, u"settled"_s);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(bench().remarked.front().text, "see ticket 4711\nsettled");
    QVERIFY(!bench().remarked.front().marked);
    record();
    QCOMPARE(noteAt(tabs().exchanges(), 0), u"see ticket 4711"_s);

    // It is there the next time; Escape changes nothing.
    bench().remarked.clear();
    QTRY_VERIFY(!window().findChild<NoteDialog *>());
    remarking().noteAction->trigger();
    dialog = window().findChild<NoteDialog *>();
    QCOMPARE(dialog->findChild<QPlainTextEdit *>()->toPlainText(), u"see ticket 4711\nsettled"_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(bench().remarked.empty());

    // A mark alone takes no text away.
    remarking().markAction->trigger();
    record();
    QCOMPARE(noteAt(tabs().exchanges(), 0), u"\u2691 see ticket 4711"_s);
}

void TestRemarking::tooLongANoteIsNotKept()
{
    choose(tabs().exchanges(), 0);
    remarking().noteAction->trigger();
    auto *dialog = window().findChild<NoteDialog *>();
    auto *text = dialog->findChild<QPlainTextEdit *>();
    QTRY_VERIFY(text->hasFocus());
    text->setPlainText(QString(ledger::Remark::kMostBytes + 1, u'x'));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(dialog->isVisible());
    QVERIFY(bench().remarked.empty());
    text->setPlainText(QString(ledger::Remark::kMostBytes, u'x'));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench().remarked.front().text.size(), ledger::Remark::kMostBytes);
}

void TestRemarking::ofManyRowsOnlyAThousand()
{
    ledger::Records records;
    TestTraffic traffic;
    traffic.add(records, 3, 2001, 2000);
    traffic.summarise(records);
    Q_EMIT bench().recordsArrived(records);
    tabs().setCurrentWidget(&tabs().events());
    tabs().events().selectAll();
    remarking().markAction->trigger();
    QCOMPARE(bench().remarked.size(), size_t(Remarking::kMostRows));
}

void TestRemarking::nothingChosenNothingToDo()
{
    tabs().setCurrentWidget(&tabs().events());
    tabs().events().clearSelection();
    QVERIFY(!remarking().markAction->isEnabled());
    QVERIFY(!remarking().noteAction->isEnabled());
    tabs().setCurrentWidget(&tabs().attempts());
    QVERIFY(!remarking().markAction->isEnabled());
}

void TestRemarking::whatIsMarkedIsFiltered()
{
    choose(*tabs().gaps().table(), 0);
    remarking().showAction->trigger();
    FilterLine &line = window().sessionPage().filter().line();
    QCOMPARE(line.text(), u"is:marked"_s);
    QTRY_COMPARE(tabs().gaps().table()->model()->rowCount(), 0);
    QCOMPARE(bench().calls.last(), u"setFilter"_s);
    line.setText(u"-is:marked"_s);
    QTRY_COMPARE(tabs().gaps().table()->model()->rowCount(), 1);
}

void TestRemarking::aFilterLooksAgainWhenSomethingIsSaid()
{
    choose(*tabs().gaps().table(), 0);
    remarking().markAction->trigger();
    window().sessionPage().filter().line().setText(u"is:marked"_s);
    QTRY_COMPARE(tabs().gaps().table()->model()->rowCount(), 0);
    const quint64 wish = bench().filterWish;
    record();
    QTRY_COMPARE(tabs().gaps().table()->model()->rowCount(), 1);
    QTRY_VERIFY(bench().filterWish > wish);
}

void TestRemarking::anotherSessionHasNone()
{
    choose(tabs().exchanges(), 0);
    remarking().markAction->trigger();
    record();
    QVERIFY(!window().models().remarks->isEmpty());
    Q_EMIT bench().sessionReset();
    QVERIFY(window().models().remarks->isEmpty());
}

QTEST_MAIN(TestRemarking)
#include "tst_remarking.moc"
