// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/language.h"
#include "ui/models/texts.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/producerpanel.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/section.h"
#include "ui/views/tailtable.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QStatusBar>
#include <QStringBuilder>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

namespace {

/// Is asked last, and so learns which texts nobody could translate.
class Unanswered final : public QTranslator
{
public:
    Unanswered() { QCoreApplication::installTranslator(this); }

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *text, const char *,
                                    int) const override
    {
        // Qt's own texts come from a package that need not be there.
        if (*context != 'Q')
            m_texts.insert(QString(QLatin1StringView(context) % u": " % QString::fromUtf8(text)));
        return {};
    }
    [[nodiscard]] QStringList texts() const { return {m_texts.begin(), m_texts.end()}; }

private:
    mutable QSet<QString> m_texts;
};

QStringList titlesOf(const QList<QAction *> &actions)
{
    QStringList titles;
    for (const QAction *action : actions) {
        if (!action->isSeparator())
            titles += action->text();
    }
    return titles;
}

/// Letters that two entries of the menu, or of one below it, would both answer to.
QStringList clashesIn(const QList<QAction *> &actions, const QString &where)
{
    QStringList clashes;
    QSet<QChar> taken;
    for (const QAction *action : actions) {
        const qsizetype at = action->text().indexOf(u'&');
        if (at >= 0 && at + 1 < action->text().size()) {
            const QChar letter = action->text().at(at + 1).toLower();
            if (taken.contains(letter))
                clashes += QString(where % u": " % letter % u" in " % action->text());
            taken.insert(letter);
        }
        if (action->menu())
            clashes += clashesIn(action->menu()->actions(), action->text());
    }
    return clashes;
}

/// What a person cannot read to its end: words on a button or beside a field that have no room.
QStringList cutOffIn(const QWidget &window)
{
    QStringList cut;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        // The eye in a secret's line shows no words.
        if (text.isEmpty() || !widget->isVisible() || (label && label->wordWrap())
            || qobject_cast<const QLineEdit *>(widget->parent()))
            continue;
        if (widget->width() < widget->sizeHint().width())
            cut += QString(text % u" has " % QString::number(widget->width()) % u" of "
                           % QString::number(widget->sizeHint().width()));
    }
    for (const QHeaderView *header : window.findChildren<QHeaderView *>()) {
        for (int i = 0; header->isVisible() && header->model() && i < header->count(); ++i) {
            const QString title = header->model()->headerData(i, Qt::Horizontal).toString();
            if (header->orientation() == Qt::Horizontal && !header->isSectionHidden(i)
                && header->sectionSize(i) < header->fontMetrics().horizontalAdvance(title))
                cut += title;
        }
    }
    return cut;
}

} // namespace

/// The window in the languages that it speaks.
class TestLanguage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void frenchIsInMenusAndPanels();
    void everyTextIsTranslated();
    void numbersAndTimesFollowTheLanguage_data();
    void numbersAndTimesFollowTheLanguage();
    void pluralsAreRight_data();
    void pluralsAreRight();
    void shortcutsAreUnique_data();
    void shortcutsAreUnique();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void aChoiceIsKeptForTheNextStart();

private:
    static void addLanguages()
    {
        QTest::addColumn<LanguageChoice>("choice");
        QTest::newRow("English") << LanguageChoice::English;
        QTest::newRow("French") << LanguageChoice::French;
    }
};

void TestLanguage::frenchIsInMenusAndPanels()
{
    const Language french(LanguageChoice::French);
    WindowFixture fixture;
    MainWindow &window = *fixture.window;
    QCOMPARE(titlesOf(window.menuBar()->actions()).join(u' '),
             u"&Fichier &Affichage &Producteur &Consommateur &Trous C&ontrôles Aid&e"_s);
    QCOMPARE(titlesOf(window.menuBar()->actions().front()->menu()->actions()).join(u' '),
             u"&Nouvelle &Ouvrir… &Enregistrer… E&xporter ce qui est affiché… &Quitter"_s);
    QCOMPARE(window.findChild<QDockWidget *>(u"consumer"_s)->windowTitle(), u"Consommateur"_s);
    QCOMPARE(window.producerPanel().pushAction->text(), u"Pousser"_s);
    QVERIFY(fixture.find<QWidget>(u"Adresse d’écoute"_s));
    QVERIFY(fixture.find<QWidget>(u"URL cible"_s));
    playScene(fixture.bench, window, fixture.clock.now().wall);
    const DataTabs &tabs = window.sessionPage().tabs();
    QVERIFY2(tabs.tabText(0).startsWith(u"Événements"), qPrintable(tabs.tabText(0)));
    const QAbstractItemModel &events = window.models().events;
    QCOMPARE(events.headerData(0, Qt::Horizontal).toString(), u"Heure"_s);
}

void TestLanguage::everyTextIsTranslated()
{
    const Unanswered unanswered;
    QCOMPARE(QCoreApplication::translate("Nobody", "knows this"), u"knows this"_s);
    QCOMPARE(unanswered.texts(), QStringList(u"Nobody: knows this"_s));
    const Language french(LanguageChoice::French);
    WindowFixture fixture;
    MainWindow &window = *fixture.window;
    playScene(fixture.bench, window, fixture.clock.now().wall);
    playProducerScene(fixture.bench, window, fixture.clock.now().wall);
    for (Section *part : window.findChildren<Section *>())
        part->setOpen(true);
    DataTabs &tabs = window.sessionPage().tabs();
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setCurrentIndex(i);
        window.grab();
    }
    QCOMPARE(unanswered.texts().join(u'\n'), u"Nobody: knows this"_s);
}

void TestLanguage::numbersAndTimesFollowTheLanguage_data()
{
    QTest::addColumn<LanguageChoice>("choice");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("bytes");
    QTest::addColumn<QString>("seconds");
    QTest::addColumn<QChar>("point");
    QTest::addColumn<QString>("shown");
    QTest::newRow("English") << LanguageChoice::English << u"4,310"_s << u"4.2 MB"_s << u"1.25 s"_s
                             << QChar(u'.') << u"exchanges: 4,310"_s;
    QTest::newRow("French") << LanguageChoice::French << u"4\u202F310"_s << u"4,2 Mo"_s
                            << u"1,25 s"_s << QChar(u',') << u"échanges\u00A0: 4\u202F310"_s;
}

void TestLanguage::numbersAndTimesFollowTheLanguage()
{
    QFETCH(LanguageChoice, choice);
    const Language language(choice);
    QTEST(grouped(qint64(4310)), "number");
    QTEST(byteCount(4'200'000).replace(u'\u00A0', u' '), "bytes");
    QTEST(milliseconds(std::chrono::milliseconds(1250)), "seconds");
    const QString time = timeOfDay(WallTime(std::chrono::milliseconds(1034)));
    QCOMPARE(time.size(), 12);
    QTEST(time.at(8), "point");
    QCOMPARE(numberRange(2722, 2799), u"2722–2799"_s); // names, not amounts

    WindowFixture fixture;
    ledger::Records records;
    records.totals.exchanges = 4310;
    Q_EMIT fixture.bench.recordsArrived(records);
    QFETCH(QString, shown);
    QStringList texts;
    for (const QLabel *label : fixture.window->statusBar()->findChildren<QLabel *>())
        texts += label->text();
    QVERIFY2(texts.contains(shown), qPrintable(texts.join(u'|')));
}

void TestLanguage::pluralsAreRight_data()
{
    QTest::addColumn<LanguageChoice>("choice");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("text");
    using enum LanguageChoice;
    QTest::newRow("English, 1") << English << 1 << u"1 rule of the file comes first."_s;
    QTest::newRow("English, 2") << English << 2 << u"2 rules of the file come first."_s;
    QTest::newRow("English, 0") << English << 0 << u"0 rules of the file come first."_s;
    QTest::newRow("French, 1") << French << 1 << u"1 règle du fichier passe d’abord."_s;
    QTest::newRow("French, 2") << French << 2 << u"2 règles du fichier passent d’abord."_s;
}

void TestLanguage::pluralsAreRight()
{
    QFETCH(LanguageChoice, choice);
    QFETCH(int, count);
    const Language language(choice);
    QTEST(QCoreApplication::translate("pushbench::ui::PolicyEditor",
                                      "%n rule(s) of the file come first.", nullptr, count),
          "text");
}

void TestLanguage::shortcutsAreUnique_data()
{
    addLanguages();
}

void TestLanguage::shortcutsAreUnique()
{
    QFETCH(LanguageChoice, choice);
    const Language language(choice);
    const WindowFixture fixture;
    QCOMPARE(clashesIn(fixture.window->menuBar()->actions(), u"menus"_s).join(u'\n'), QString());
}

void TestLanguage::nothingIsCutOff_data()
{
    QTest::addColumn<LanguageChoice>("choice");
    QTest::addColumn<QSize>("size");
    for (const auto &[name, choice] : {std::pair("English", LanguageChoice::English),
                                       std::pair("French", LanguageChoice::French)}) {
        QTest::addRow("%s, 1280x720", name) << choice << QSize(1280, 720);
        QTest::addRow("%s, 1440x900", name) << choice << QSize(1440, 900);
    }
}

void TestLanguage::nothingIsCutOff()
{
    QFETCH(LanguageChoice, choice);
    QFETCH(QSize, size);
    const Language language(choice);
    WindowFixture fixture;
    MainWindow &window = *fixture.window;
    window.resize(size);
    QCoreApplication::processEvents();
    QCOMPARE(window.size(), size); // The window needs no more room than there is.
    QCOMPARE(cutOffIn(window).join(u'\n'), QString());
    playScene(fixture.bench, window, fixture.clock.now().wall);
    QCoreApplication::processEvents();
    QCOMPARE(window.size(), size);
    DataTabs &tabs = window.sessionPage().tabs();
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setCurrentIndex(i);
        QCoreApplication::processEvents();
        QCOMPARE(cutOffIn(window).join(u'\n'), QString());
    }
}

void TestLanguage::aChoiceIsKeptForTheNextStart()
{
    WindowFixture fixture;
    QCOMPARE(int(fixture.store().load().language), int(LanguageChoice::System));
    const auto entry = [&fixture](const QString &title) -> QAction * {
        for (QAction *action : fixture.window->findChildren<QAction *>()) {
            if (action->text() == title)
                return action;
        }
        return nullptr;
    };
    QVERIFY(entry(u"&Français"_s));
    QVERIFY(!entry(u"&Français"_s)->isChecked());
    entry(u"&Français"_s)->trigger();
    QVERIFY(fixture.window->statusBar()->currentMessage().contains(u"started again"_s));
    fixture.window->close();
    QCOMPARE(int(fixture.store().load().language), int(LanguageChoice::French));
    const Language language(fixture.store().load().language);
    fixture.open();
    QVERIFY(entry(u"&Français"_s)->isChecked());
    QVERIFY(entry(u"&Quitter"_s));
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
