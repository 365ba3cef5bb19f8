// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/hugemodel.h"
#include "tests/support/testcase.h"
#include "ui/views/rowview.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRows = 100'000'000;

/// "3-5 9": the selected rows.
QString selected(const RowView &view)
{
    QStringList parts;
    for (const QItemSelectionRange &range : view.selectionModel()->selection()) {
        parts += range.top() == range.bottom() ? QString::number(range.top())
                                               : u"%1-%2"_s.arg(range.top()).arg(range.bottom());
    }
    return parts.join(u' ');
}

} // namespace

class TestRowView final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void paintsOnlyWhatIsSeen();
    void keysReachBothEnds();
    void pagesMoveByWhatIsSeen();
    void clicksSelectWholeRows();
    void everythingSelectedStaysOneRange();
    void selectRowsBringsThemIntoView();
    void scrollToMovesNoMoreThanNeeded();
    void farRowsHaveNoPlace();
    void columnsCanBeHidden();
    void aDraggedEdgeStays();
    void growsWithoutMoving();
    void anEmptyTableIsNoTrap();
    void doubleClickAndEnterOpen();
    void aScreenReaderHearsTheRow();

private:
    void click(int row, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<HugeModel> m_model;
    std::unique_ptr<RowView> m_view;
};

void TestRowView::init()
{
    TestCase::init();
    m_model = std::make_unique<HugeModel>(kRows);
    m_view = std::make_unique<RowView>();
    m_view->setModel(m_model.get());
    m_view->resize(600, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setFocus();
}

void TestRowView::cleanup()
{
    m_view.reset();
    m_model.reset();
}

void TestRowView::click(int row, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, modifiers,
                      m_view->visualRect(m_model->index(row, 1)).center());
}

void TestRowView::paintsOnlyWhatIsSeen()
{
    m_model->textsMade = 0;
    m_view->verticalScrollBar()->setValue(kRows / 2);
    const QImage picture = m_view->viewport()->grab().toImage();
    QVERIFY(!picture.isNull());
    const qint64 seen = (m_view->rowsPerPage() + 2) * m_model->columnCount();
    QVERIFY2(m_model->textsMade > 0, "something was painted");
    QVERIFY2(m_model->textsMade <= 3 * seen, qPrintable(QString::number(m_model->textsMade)));
}

void TestRowView::keysReachBothEnds()
{
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentIndex().row(), kRows - 1);
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentIndex().row(), kRows - 2);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentIndex().row(), 0);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentIndex().row(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected(*m_view), u"0-1"_s);
}

void TestRowView::pagesMoveByWhatIsSeen()
{
    m_view->setCurrentIndex(m_model->index(1000, 0));
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QCOMPARE(m_view->currentIndex().row(), 1000 + m_view->rowsPerPage());
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->currentIndex().row(), 1000);
}

void TestRowView::clicksSelectWholeRows()
{
    click(3);
    QCOMPARE(selected(*m_view), u"3"_s);
    QVERIFY(m_view->selectionModel()->isRowSelected(3));
    click(6, Qt::ShiftModifier);
    QCOMPARE(selected(*m_view), u"3-6"_s);
    click(9, Qt::ControlModifier);
    QCOMPARE(selected(*m_view), u"3-6 9"_s);
    click(1);
    QCOMPARE(selected(*m_view), u"1"_s);
}

void TestRowView::everythingSelectedStaysOneRange()
{
    m_view->selectAll();
    QCOMPARE(m_view->selectionModel()->selection().size(), 1);
    QCOMPARE(selected(*m_view), u"0-%1"_s.arg(kRows - 1));
    QVERIFY(!m_view->viewport()->grab().isNull());
}

void TestRowView::selectRowsBringsThemIntoView()
{
    m_view->selectRows({{50'000'000, 50'000'004}, {70'000'000, 70'000'000}});
    QCOMPARE(selected(*m_view), u"50000000-50000004 70000000"_s);
    QCOMPARE(m_view->currentIndex().row(), 50'000'000);
    const QRect place = m_view->visualRect(m_view->currentIndex());
    QVERIFY(m_view->viewport()->rect().contains(place));
    QCOMPARE(m_view->indexAt(place.center()), m_view->currentIndex());
}

void TestRowView::scrollToMovesNoMoreThanNeeded()
{
    m_view->scrollTo(m_model->index(500, 0), QAbstractItemView::PositionAtTop);
    QCOMPARE(m_view->verticalScrollBar()->value(), 500);
    m_view->scrollTo(m_model->index(501, 0));
    QCOMPARE(m_view->verticalScrollBar()->value(), 500);
    m_view->scrollTo(m_model->index(500 + m_view->rowsPerPage(), 0));
    QCOMPARE(m_view->verticalScrollBar()->value(), 501);
    m_view->scrollTo(m_model->index(90, 0));
    QCOMPARE(m_view->verticalScrollBar()->value(), 90);
}

void TestRowView::farRowsHaveNoPlace()
{
    QVERIFY(m_view->visualRect(m_model->index(kRows - 1, 0)).isEmpty());
    QVERIFY(m_view->visualRect({}).isEmpty());
    QVERIFY(!m_view->indexAt({5, -5}).isValid());
}

void TestRowView::columnsCanBeHidden()
{
    QHeaderView *header = m_view->header();
    QCOMPARE(header->count(), 4);
    header->setSectionHidden(1, true);
    QVERIFY(m_view->visualRect(m_model->index(0, 1)).isEmpty());
    m_model->textsMade = 0;
    header->moveSection(3, 0);
    QVERIFY(m_view->visualRect(m_model->index(0, 3)).left()
            < m_view->visualRect(m_model->index(0, 0)).left());
    QVERIFY(!m_view->viewport()->grab().isNull());
}

void TestRowView::aDraggedEdgeStays()
{
    m_view->header()->resizeSection(0, 333);
    m_view->resize(800, 500);
    QCOMPARE(m_view->header()->sectionSize(0), 333);
}

void TestRowView::growsWithoutMoving()
{
    m_view->verticalScrollBar()->setValue(4321);
    const int maximum = m_view->verticalScrollBar()->maximum();
    m_model->grow(1000);
    QCOMPARE(m_view->verticalScrollBar()->value(), 4321);
    QCOMPARE(m_view->verticalScrollBar()->maximum(), maximum + 1000);
}

void TestRowView::anEmptyTableIsNoTrap()
{
    m_model->empty();
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_End, Qt::Key_PageUp, Qt::Key_Return})
        QTest::keyClick(m_view.get(), key);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {20, 20});
    QVERIFY(!m_view->currentIndex().isValid());
    QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
}

void TestRowView::doubleClickAndEnterOpen()
{
    QSignalSpy activated(m_view.get(), &QAbstractItemView::activated);
    click(2);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {},
                       m_view->visualRect(m_model->index(2, 1)).center());
    QCOMPARE(activated.size(), 2);
    QCOMPARE(activated.back().front().toModelIndex().row(), 2);
}

void TestRowView::aScreenReaderHearsTheRow()
{
    click(4);
    QCOMPARE(m_view->accessibleDescription(), u"4/0, 4/1, 4/2, 4/3"_s);
}

QTEST_MAIN(TestRowView)
#include "tst_rowview.moc"
