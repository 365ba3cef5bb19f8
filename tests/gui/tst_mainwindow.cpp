// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/commandpalette.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/shortcutsheet.h"
#include "ui/views/card.h"
#include "ui/views/inspector.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/tailtable.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QStatusBar>
#include <QTreeWidget>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// What belongs to the window as a whole: arrangement, keys, themes, names.
class TestMainWindow final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void geometryIsKept();
    void settingsAreKeptWithoutTokens();
    void themesCanBeSwitchedAtAnyTime();
    void everyControlHasAName();
    void noShortcutIsTakenTwice();
    void thePaletteRunsWhatIsTyped();
    void theShortcutSheetListsEveryKey();
    void spaceFollowsAndPauses();
    void theChosenFindingIsExplained();
    void theNextGapIsOneKeyAway();
    void enterOpensTheInspector();
    void jumpShowsTheNumberEverywhere();
    void clickInTheStripChoosesTheRows();
    void everythingFitsASmallScreen();

private:
    void play() { playScene(m_fixture->bench, window(), m_fixture->clock.now().wall); }
    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }
    [[nodiscard]] DataTabs &tabs() const { return window().sessionPage().tabs(); }
    [[nodiscard]] QAction *action(const QString &title) const;

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestMainWindow::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestMainWindow::cleanup()
{
    m_fixture.reset();
}

QAction *TestMainWindow::action(const QString &title) const
{
    for (QAction *action : namedActions(window())) {
        if (actionTitle(*action) == title)
            return action;
    }
    QTest::qFail(qPrintable(u"no action "_s + title), __FILE__, __LINE__);
    return nullptr;
}

void TestMainWindow::geometryIsKept()
{
    window().resize(1111, 666);
    QDockWidget *inspector = window().findChild<QDockWidget *>(u"inspector"_s);
    QDockWidget *consumer = window().findChild<QDockWidget *>(u"consumer"_s);
    inspector->close();
    window().addDockWidget(Qt::BottomDockWidgetArea, consumer);
    QVERIFY(window().close());
    m_fixture->open();
    QCOMPARE(window().size(), QSize(1111, 666));
    QVERIFY(!window().findChild<QDockWidget *>(u"inspector"_s)->isVisible());
    consumer = window().findChild<QDockWidget *>(u"consumer"_s);
    QCOMPARE(window().dockWidgetArea(consumer), Qt::BottomDockWidgetArea);
    QTest::keyClick(&window(), Qt::Key_3, Qt::AltModifier);
    QVERIFY(window().findChild<QDockWidget *>(u"inspector"_s)->isVisible());
}

void TestMainWindow::settingsAreKeptWithoutTokens()
{
    m_fixture->find<QLineEdit>(u"Target URL"_s)->setText(u"http://127.0.0.1:9000/hook"_s);
    m_fixture->find<QLineEdit>(u"Bearer token of the target"_s)->setText(u"do-not-keep-this"_s);
    QVERIFY(window().close());
    m_fixture->open();
    QCOMPARE(m_fixture->find<QLineEdit>(u"Target URL"_s)->text(), u"http://127.0.0.1:9000/hook"_s);
    QFile file(m_fixture->folder.filePath(u"settings.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("do-not-keep-this"));
}

void TestMainWindow::themesCanBeSwitchedAtAnyTime()
{
    play();
    action(u"Theme: Dark"_s)->trigger();
    QVERIFY(isDark(window().palette()));
    const QImage dark = window().grab().toImage();
    action(u"Theme: Light"_s)->trigger();
    QVERIFY(!isDark(window().palette()));
    const QImage light = window().grab().toImage();
    const QPoint paper(light.width() / 2, light.height() / 2);
    QVERIFY(light.pixelColor(paper).lightness() > 200);
    QVERIFY(dark.pixelColor(paper).lightness() < 80);
    action(u"Theme: Dark"_s)->trigger();
    QVERIFY(window().close());
    m_fixture->open();
    QVERIFY2(isDark(window().palette()), "the choice is kept");
}

void TestMainWindow::everyControlHasAName()
{
    const auto check = [this] {
        QStringList nameless;
        for (const QWidget *widget : window().findChildren<QWidget *>()) {
            const bool reachable = widget->focusPolicy() & Qt::TabFocus;
            const bool inner = widget->parentWidget() && widget->parentWidget()->focusProxy();
            if (!reachable || inner || !widget->isVisible()
                || widget->objectName().startsWith(u"qt_"))
                continue;
            QAccessibleInterface *face =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            if (face && face->text(QAccessible::Name).isEmpty())
                nameless += QString::fromLatin1(widget->metaObject()->className()) + u" in "
                    + QString::fromLatin1(widget->parentWidget()->metaObject()->className());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", ")));
    };
    check();
    play();
    check();
}

void TestMainWindow::noShortcutIsTakenTwice()
{
    QHash<QString, QString> taken;
    for (const QAction *action : namedActions(window())) {
        const QString keys = action->shortcut().toString();
        if (keys.isEmpty())
            continue;
        QVERIFY2(!taken.contains(keys),
                 qPrintable(keys + u": " + taken.value(keys) + u" and " + actionTitle(*action)));
        taken.insert(keys, actionTitle(*action));
    }
    QVERIFY(taken.size() > 20);
}

void TestMainWindow::thePaletteRunsWhatIsTyped()
{
    QTest::keyClick(&window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto *palette = window().findChild<CommandPalette *>();
    QVERIFY(palette->isVisible());
    auto *line = palette->findChild<QLineEdit *>();
    const auto *list = palette->findChild<QListWidget *>();
    const int all = list->count();
    QVERIFY(all > 15);
    QTest::keyClicks(line, u"demo"_s);
    QCOMPARE(list->count(), 1);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startDemo"_s});

    palette->popUp();
    QTest::keyClicks(line, u"consumer start"_s); // words in any order
    QCOMPARE(list->count(), 1);
    line->clear();
    QCOMPARE(list->count(), all);
    QTest::keyClick(line, Qt::Key_Down);
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClicks(line, u"no such thing"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
    QCOMPARE(m_fixture->bench.calls.size(), 1);
}

void TestMainWindow::theShortcutSheetListsEveryKey()
{
    QTest::keyClick(&window(), Qt::Key_F1);
    auto *sheet = window().findChild<ShortcutSheet *>();
    QVERIFY(sheet && sheet->isVisible());
    const auto *list = sheet->findChild<QTreeWidget *>();
    QStringList keys;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        keys += list->topLevelItem(i)->text(0);
    for (const QAction *action : namedActions(window())) {
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        QVERIFY2(shortcut.isEmpty() || keys.contains(shortcut), qPrintable(actionTitle(*action)));
    }
    QTest::keyClick(sheet, Qt::Key_Escape);
    QVERIFY(!sheet->isVisible());
}

void TestMainWindow::spaceFollowsAndPauses()
{
    play();
    TailTable &events = tabs().events();
    events.setFocus();
    events.setFollowing(true);
    QTest::keyClick(&events, Qt::Key_Space);
    QVERIFY(!events.isFollowing());
    QVERIFY(!tabs().followAction->isChecked());
    QTest::keyClick(&events, Qt::Key_Space);
    QVERIFY(events.isFollowing());
    QCOMPARE(events.verticalScrollBar()->value(), events.verticalScrollBar()->maximum());
    tabs().setCurrentWidget(&tabs().findings());
    QVERIFY2(!tabs().followAction->isEnabled(), "a short list has nothing to follow");
}

void TestMainWindow::theChosenFindingIsExplained()
{
    play();
    ledger::Records records;
    records.findings = {{{3},
                         {.id = "RCP028-R16",
                          .verdict = protocol::Verdict::Warn,
                          .where = "request",
                          .text = u"not one further try"_s}},
                        {{4}, {.id = "V-2", .where = "header:X-A", .text = u"a dialect"_s}}};
    Q_EMIT m_fixture->bench.recordsArrived(records);
    RowView *table = tabs().findings().table();
    const auto *card = tabs().findings().findChild<Card *>();
    const auto said = [card] {
        QString words;
        for (const QLabel *label : card->findChildren<QLabel *>())
            words += label->text() + u'\n';
        return words;
    };
    tabs().setCurrentWidget(&tabs().findings());
    const QAbstractItemModel &model = *table->model();
    QVERIFY2(said().contains(u"V-2"_s), "the newest, while none is chosen");
    table->setCurrentIndex(model.index(model.rowCount() - 2, 0));
    QVERIFY(card->isVisible());
    QCOMPARE(card->tone(), Tone::Warn);
    QVERIFY2(said().contains(u"RCP028-R16, MAY: retries are bounded, and no storm"_s),
             qPrintable(said()));
    QVERIFY2(said().contains(u"Exchange 3, request: not one further try"_s), qPrintable(said()));
}

void TestMainWindow::theNextGapIsOneKeyAway()
{
    play();
    tabs().events().setFocus();
    QTest::keyClick(&tabs().events(), Qt::Key_G);
    QCOMPARE(tabs().currentWidget(), &tabs().gaps());
    const QModelIndex first = tabs().gaps().table()->currentIndex();
    QCOMPARE(Meaning(first.data(MeaningRole).toInt()), Meaning::Lost);
    QTest::keyClick(tabs().gaps().table(), Qt::Key_G);
    QVERIFY(tabs().gaps().table()->currentIndex().row() > first.row());
    const qint64 number = tabs().gaps().table()->currentIndex().data(FirstRole).toLongLong();
    const NumberWindow shown = window().sessionPage().strip().canvas().window();
    QVERIFY2(shown.first() <= number && number <= shown.last(), "the strip goes along");
}

void TestMainWindow::enterOpensTheInspector()
{
    play();
    window().findChild<QDockWidget *>(u"inspector"_s)->close();
    tabs().setCurrentWidget(&tabs().exchanges());
    tabs().exchanges().setFocus();
    QTest::keyClick(&tabs().exchanges(), Qt::Key_End);
    QTest::keyClick(&tabs().exchanges(), Qt::Key_Up);
    QTest::keyClick(&tabs().exchanges(), Qt::Key_Return);
    QVERIFY(window().inspector().isVisible());
    QCOMPARE(window().inspector().shownExchange(), ExchangeNumber{119});
}

void TestMainWindow::jumpShowsTheNumberEverywhere()
{
    play();
    QTest::keyClick(&window(), Qt::Key_G, Qt::ControlModifier);
    auto *jump = m_fixture->find<QLineEdit>(u"Jump to sequence"_s);
    QCOMPARE(window().focusWidget(), jump);
    QTest::keyClicks(jump, u"2222"_s);
    QTest::keyClick(jump, Qt::Key_Return);
    QCOMPARE(tabs().events().currentIndex().data(FirstRole).toLongLong(), 2222);
    const NumberWindow shown = window().sessionPage().strip().canvas().window();
    QVERIFY(shown.first() <= 2222 && 2222 <= shown.last());
    jump->setText(u"9999999"_s);
    QTest::keyClick(jump, Qt::Key_Return);
    QVERIFY(window().findChild<QStatusBar *>()->currentMessage().contains(u"9999999"_s));
}

void TestMainWindow::clickInTheStripChoosesTheRows()
{
    play();
    StripCanvas &canvas = window().sessionPage().strip().canvas();
    canvas.show({1201, 1212});
    QTRY_VERIFY(canvas.describe(1205).startsWith(u"1205:"_s));
    tabs().setCurrentWidget(&tabs().gaps());
    const int width = canvas.width() - 2 * StripCanvas::kMargin;
    const double x = StripCanvas::kMargin + canvas.window().pixelOf(1205, width) + 4;
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, {int(x), 20});
    QCOMPARE(tabs().currentWidget(), &tabs().events());
    QCOMPARE(tabs().events().currentIndex().data(FirstRole).toLongLong(), 1205);
}

void TestMainWindow::everythingFitsASmallScreen()
{
    play();
    window().resize(1280, 720);
    QVERIFY2(window().minimumSizeHint().width() <= 1280,
             qPrintable(QString::number(window().minimumSizeHint().width())));
    QVERIFY2(window().minimumSizeHint().height() <= 720,
             qPrintable(QString::number(window().minimumSizeHint().height())));
    QCOMPARE(window().size(), QSize(1280, 720));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
