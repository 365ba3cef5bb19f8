// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/hugemodel.h"
#include "tests/support/testcase.h"
#include "ui/views/tailtable.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace pushbench;
using namespace pushbench::ui;

/// A table that follows its newest row until somebody wants to look at an older one.
class TestTailTable final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheNewest();
    void movingUpPauses_data();
    void movingUpPauses();
    void comingBackToTheEndFollowsAgain();
    void aChosenRowStaysUnderTheEye();
    void theNewestRowMayBeChosenWhileFollowing();
    void resizingDoesNotPause();
    void aNewSessionFollows();

private:
    [[nodiscard]] bool atEnd() const;

    HugeModel m_model{1000};
    std::unique_ptr<TailTable> m_table;
};

void TestTailTable::init()
{
    TestCase::init();
    m_table = std::make_unique<TailTable>();
    m_table->setModel(&m_model);
    m_table->resize(600, 400);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    m_table->setFocus();
    QVERIFY(m_table->isFollowing());
}

bool TestTailTable::atEnd() const
{
    return m_table->verticalScrollBar()->value() == m_table->verticalScrollBar()->maximum();
}

void TestTailTable::followsTheNewest()
{
    QSignalSpy changed(m_table.get(), &TailTable::followingChanged);
    for (int i = 0; i < 20; ++i) {
        m_model.grow(77);
        QVERIFY(atEnd());
    }
    QCOMPARE(changed.size(), 0);
}

void TestTailTable::movingUpPauses_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("wheel") << 0;
    QTest::newRow("scroll bar") << 1;
    QTest::newRow("page up") << 2;
    QTest::newRow("click on an older row") << 3;
}

void TestTailTable::movingUpPauses()
{
    QFETCH(int, way);
    QSignalSpy changed(m_table.get(), &TailTable::followingChanged);
    const QPoint middle = m_table->viewport()->rect().center();
    if (way == 0) {
        QWheelEvent up(middle, m_table->viewport()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
                       Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_table->viewport(), &up);
    } else if (way == 1) {
        m_table->verticalScrollBar()->setValue(10);
    } else if (way == 2) {
        m_table->setCurrentIndex(m_model.index(m_model.rowCount() - 1, 0));
        QTest::keyClick(m_table.get(), Qt::Key_PageUp);
    } else {
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, {50, 5});
    }
    QVERIFY(!m_table->isFollowing());
    QCOMPARE(changed.size(), 1);
    const int place = m_table->verticalScrollBar()->value();
    m_model.grow(500);
    QCOMPARE(m_table->verticalScrollBar()->value(), place);
    QCOMPARE(changed.size(), 1);
}

void TestTailTable::comingBackToTheEndFollowsAgain()
{
    m_table->verticalScrollBar()->setValue(10);
    QVERIFY(!m_table->isFollowing());
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum());
    QVERIFY(m_table->isFollowing());
    m_table->verticalScrollBar()->setValue(10);
    m_table->setFollowing(true);
    QVERIFY(atEnd());
}

void TestTailTable::aChosenRowStaysUnderTheEye()
{
    m_table->selectRows({{5, 7}});
    QVERIFY(!m_table->isFollowing());
    m_model.grow(100);
    QVERIFY(m_table->viewport()->rect().contains(m_table->visualRect(m_model.index(5, 0))));
}

void TestTailTable::theNewestRowMayBeChosenWhileFollowing()
{
    QTest::keyClick(m_table.get(), Qt::Key_End);
    QCOMPARE(m_table->currentIndex().row(), m_model.rowCount() - 1);
    QVERIFY(m_table->isFollowing());
}

void TestTailTable::resizingDoesNotPause()
{
    QSignalSpy changed(m_table.get(), &TailTable::followingChanged);
    m_table->resize(600, 200);
    m_table->resize(600, 700);
    QCOMPARE(changed.size(), 0);
    QVERIFY(atEnd());
}

void TestTailTable::aNewSessionFollows()
{
    m_table->verticalScrollBar()->setValue(10);
    m_model.empty();
    QVERIFY(m_table->isFollowing());
    m_model.grow(1000);
    QVERIFY(atEnd());
}

QTEST_MAIN(TestTailTable)
#include "tst_tailtable.moc"
