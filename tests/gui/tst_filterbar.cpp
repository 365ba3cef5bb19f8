// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/filterline.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/siftedtables.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// The filter above the tables, in a whole window.
class TestFilterBar final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aChoiceIsPutIn();
    void onlyWhatPassesIsShown();
    void matchesMayComeBeforeTheirRows();
    void anotherWishMakesMatchesStale();
    void whatIsWrongIsSaidAtItsPlace();
    void slashGoesThereAndEscapeBack();
    void anotherSessionIsSiftedToo();
    void savedFiltersAreKept();
    void exportsWhatIsShown();
    void gapsAreFilteredToo();
    void findingsAreFilteredToo();
    void recoveredEventsKeepTheirPlace();

private:
    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }
    [[nodiscard]] FakeBench &bench() const { return m_fixture->bench; }
    [[nodiscard]] DataTabs &tabs() const { return window().sessionPage().tabs(); }
    [[nodiscard]] FilterBar &bar() const { return window().sessionPage().filter(); }
    void play(int exchanges);
    void filter(const QString &text) const;
    [[nodiscard]] QString shown() const;

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<TestTraffic> m_traffic;
    qint64 m_next = 0; ///< Exchange.
};

void TestFilterBar::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
    m_traffic = std::make_unique<TestTraffic>();
    m_next = 1;
}

void TestFilterBar::cleanup()
{
    m_fixture.reset();
}

/// Exchanges 1, 2, … with ten events each, from 1101 on.
void TestFilterBar::play(int exchanges)
{
    ledger::Records records;
    for (int i = 0; i < exchanges; ++i, ++m_next)
        m_traffic->add(records, m_next, 1091 + 10 * m_next, 10);
    m_traffic->summarise(records);
    Q_EMIT bench().recordsArrived(records);
}

void TestFilterBar::filter(const QString &text) const
{
    bar().line().setText(text);
    QTest::keyClick(&bar().line(), Qt::Key_Return);
}

/// "1101 1103": the numbers of the events that are shown.
QString TestFilterBar::shown() const
{
    QStringList numbers;
    const QAbstractItemModel &model = *tabs().events().model();
    for (int row = 0; row < model.rowCount(); ++row)
        numbers += model.index(row, 0).data(FirstRole).toString();
    return numbers.join(u' ');
}

void TestFilterBar::aChoiceIsPutIn()
{
    play(1);
    bar().line().setFocus();
    QTest::keyClicks(&bar().line(), u"status:200 is:l"_s);
    QCOMPARE(bar().line().offered(), QStringList{u"is:late"_s});
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(bar().line().text(), u"status:200 is:late "_s);
}

void TestFilterBar::onlyWhatPassesIsShown()
{
    play(2);
    bench().calls.clear();
    filter(u"seq:1102..1111"_s);
    QCOMPARE(bench().calls.join(u' '), u"setFilter"_s);
    QCOMPARE(shown(), QString());
    QVERIFY(bar().said().contains(u"looking"_s));
    const quint64 wish = bench().filterWish;
    Q_EMIT bench().matched({.wish = wish,
                            .exchanges = {{1}, {2}},
                            .events = {{{1}, 1}, {{1}, 2}, {{2}, 0}},
                            .seen = 2,
                            .done = true});
    QCOMPARE(shown(), u"1102 1103 1111"_s);
    QCOMPARE(bar().said(), u"events: 3"_s);
    // What is chosen in the strip is found among what is shown.
    QVERIFY(tabs().chooseNumbers({0}, 1103, 1111));
    QCOMPARE(tabs().events().selectionModel()->selectedRows().size(), 2);
    QVERIFY(!tabs().chooseNumbers({0}, 1105, 1105));
    tabs().setCurrentWidget(&tabs().exchanges());
    QCOMPARE(bar().said(), u"exchanges: 2"_s);
    tabs().setCurrentWidget(&tabs().events());

    filter(QString());
    QCOMPARE(bench().calls.last(), u"noFilter"_s);
    QCOMPARE(tabs().events().model()->rowCount(), 20);
    QCOMPARE(bar().said(), QString());
}

void TestFilterBar::matchesMayComeBeforeTheirRows()
{
    play(1);
    filter(u"is:received"_s);
    const quint64 wish = bench().filterWish;
    Q_EMIT bench().matched({.wish = wish,
                            .exchanges = {{1}, {2}},
                            .events = {{{1}, 0}, {{2}, 9}},
                            .seen = 2,
                            .done = true});
    QCOMPARE(shown(), u"1101"_s);
    QCOMPARE(tabs().exchanges().model()->rowCount(), 1);
    play(1);
    QCOMPARE(shown(), u"1101 1120"_s);
    QCOMPARE(tabs().exchanges().model()->rowCount(), 2);
}

void TestFilterBar::anotherWishMakesMatchesStale()
{
    play(1);
    filter(u"is:received"_s);
    const quint64 old = bench().filterWish;
    filter(u"is:late"_s);
    QVERIFY(bench().filterWish != old);
    Q_EMIT bench().matched({.wish = old, .events = {{{1}, 0}}, .seen = 1, .done = true});
    QCOMPARE(shown(), QString());
}

void TestFilterBar::whatIsWrongIsSaidAtItsPlace()
{
    play(1);
    bench().calls.clear();
    filter(u"status:200 colour:red is:late"_s);
    QVERIFY(bench().calls.isEmpty());
    auto *fault = m_fixture->find<QLabel>(u"What is wrong with the filter"_s);
    QVERIFY2(fault->text().contains(u"At character 12: \"colour:\" is no term"_s),
             qPrintable(fault->text()));
    QCOMPARE(bar().line().marked().from, 11);
    QCOMPARE(bar().line().marked().length, 10);
    QCOMPARE(bar().line().text(), u"status:200 colour:red is:late"_s);
    filter(u"status:200 is:late"_s);
    QVERIFY(!fault->isVisible());
    QCOMPARE(bar().line().marked().length, 0);
}

void TestFilterBar::slashGoesThereAndEscapeBack()
{
    play(1);
    tabs().events().setFocus();
    QTest::keyClick(&tabs().events(), Qt::Key_Slash);
    QCOMPARE(window().focusWidget(), &bar().line());
    filter(u"is:late"_s);
    QCOMPARE(window().focusWidget(), &tabs().events());
    QTest::keyClick(&tabs().events(), Qt::Key_Slash);
    QTest::keyClick(&bar().line(), Qt::Key_Escape);
    QCOMPARE(bar().line().text(), QString());
    QCOMPARE(tabs().events().model()->rowCount(), 10);
    QTest::keyClick(&bar().line(), Qt::Key_Escape);
    QCOMPARE(window().focusWidget(), &tabs().events());
}

void TestFilterBar::anotherSessionIsSiftedToo()
{
    play(1);
    filter(u"is:late"_s);
    const quint64 old = bench().filterWish;
    bench().calls.clear();
    Q_EMIT bench().sessionReset();
    QCOMPARE(bench().calls.filter(u"setFilter"_s).size(), 1);
    QVERIFY(bench().filterWish != old);
}

void TestFilterBar::savedFiltersAreKept()
{
    play(1);
    auto *menu = m_fixture->find<QToolButton>(u"Saved filters"_s)->menu();
    const auto entry = [menu](const QString &text) {
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return static_cast<QAction *>(nullptr);
    };
    QVERIFY(!entry(u"Save this filter"_s)->isEnabled());
    filter(u"status:429"_s);
    entry(u"Save this filter"_s)->trigger();
    QVERIFY(!entry(u"Save this filter"_s)->isEnabled());
    filter(QString());
    entry(u"status:429"_s)->trigger();
    QCOMPARE(bar().line().text(), u"status:429"_s);
    Q_EMIT m_fixture->bench.sessionReset(); // Nothing is unsaved.
    QVERIFY(window().close());
    m_fixture->open();
    QCOMPARE(bar().saved(), QStringList{u"status:429"_s});
}

void TestFilterBar::exportsWhatIsShown()
{
    play(1);
    filter(u"seq:1103"_s);
    bar().exportTo(u"/somewhere/a.csv"_s);
    QCOMPARE(bench().calls.last(), u"exportFiltered /somewhere/a.csv"_s);
    QCOMPARE(bench().exportWish.format, ExportFormat::Csv);
    QVERIFY(!bench().exportWish.exchanges);
    QVERIFY(!bench().exportWish.filter.isEmpty());
    tabs().setCurrentWidget(&tabs().exchanges());
    bar().exportTo(u"/somewhere/a.har"_s);
    QCOMPARE(bench().exportWish.format, ExportFormat::Har);
    QVERIFY(bench().exportWish.exchanges);
}

void TestFilterBar::gapsAreFilteredToo()
{
    play(1);
    ledger::Records records;
    records.gaps = {TestTraffic::gap(1104, 1106, ledger::GapState::Lost),
                    TestTraffic::gap(1120, 1121, ledger::GapState::Open),
                    TestTraffic::gap(1130, 1139, ledger::GapState::Lost)};
    Q_EMIT bench().recordsArrived(records);
    tabs().setCurrentWidget(&tabs().gaps());
    const QAbstractItemModel &gaps = *tabs().gaps().table()->model();
    const auto numbers = [&gaps] {
        QStringList firsts;
        for (int row = 0; row < gaps.rowCount(); ++row)
            firsts += gaps.index(row, 0).data(FirstRole).toString();
        return firsts.join(u' ');
    };
    filter(u"is:lost seq:1100..1132"_s);
    QCOMPARE(numbers(), u"1104 1130"_s);
    QCOMPARE(bar().said(), u"gaps: 2"_s);

    // A row comes and goes as its state changes, and the actions are about what is shown.
    records.gaps = {TestTraffic::gap(1120, 1121, ledger::GapState::Lost),
                    TestTraffic::gap(1104, 1106, ledger::GapState::Filled)};
    Q_EMIT bench().recordsArrived(records);
    QCOMPARE(numbers(), u"1120 1130"_s);
    tabs().gaps().table()->selectRows({{0, 0}});
    bench().calls.clear();
    Q_EMIT bench().triageChanged({.settings = {.ask = true}, .asking = true});
    tabs().gaps().askAction->trigger();
    QCOMPARE(bench().calls, QStringList{u"askResource 0: 1120..1121"_s});

    // What has no meaning here is said, and hides nothing.
    filter(u"is:lost status:429"_s);
    QCOMPARE(numbers(), u"1120 1130"_s);
    QCOMPARE(bar().said(), u"gaps: 2; without meaning here: status:429"_s);
    tabs().setCurrentWidget(&tabs().events());
    QVERIFY2(bar().said().endsWith(u"without meaning here: is:lost"_s), qPrintable(bar().said()));
    tabs().setCurrentWidget(&tabs().gaps());
    bar().line().clear();
    bar().line().setFocus();
    QTest::keyClicks(&bar().line(), u"is:lo"_s);
    QCOMPARE(bar().line().offered(), (QStringList{u"is:lost"_s, u"is:lost-superseded"_s}));
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    filter(QString());
    QCOMPARE(gaps.rowCount(), 3);
}

void TestFilterBar::findingsAreFilteredToo()
{
    play(1);
    ledger::Records records;
    const auto found = [&records](const char *id, protocol::Verdict verdict, const QString &text) {
        records.findings.push_back(
            {{1}, {.id = id, .verdict = verdict, .where = "body", .text = text}, {}});
    };
    found("RCP028-R6", protocol::Verdict::Fail, u"the first"_s);
    found("RCP028-R6", protocol::Verdict::Warn, u"the second"_s);
    found("RCP027-R10", protocol::Verdict::Fail, u"the third"_s);
    Q_EMIT bench().recordsArrived(records);
    tabs().setCurrentWidget(&tabs().findings());
    const QAbstractItemModel &findings = *tabs().findings().table()->model();
    const int all = findings.rowCount();
    filter(u"id:rcp028-r6 severity:fail first"_s);
    QCOMPARE(findings.rowCount(), 1);
    QCOMPARE(bar().said(), u"findings: 1"_s);
    filter(u"severity:fail -third exchange:1 seq:5"_s);
    QCOMPARE(findings.rowCount(), 1);
    QCOMPARE(bar().said(), u"findings: 1; without meaning here: seq:5"_s);
    filter(u"severity:bad"_s);
    QCOMPARE(bar().line().marked().length, 12);
    filter(QString());
    QCOMPARE(findings.rowCount(), all);
}

/// The exchange that shows a recovered event is an earlier one than those that came before it.
void TestFilterBar::recoveredEventsKeepTheirPlace()
{
    play(2);
    filter(u"seq:1100..1130"_s);
    const quint64 wish = bench().filterWish;
    const Matches::Event recovered{.exchange = {2}, .recovered = {{.feed = {0}, .number = {1125}}}};
    Q_EMIT bench().matched({.wish = wish,
                            .exchanges = {{1}, {2}},
                            .events = {{{1}, 0}, {{2}, 9}},
                            .seen = 2,
                            .done = true});
    Q_EMIT bench().matched({.wish = wish, .events = {recovered}, .seen = 2, .done = true});
    QCOMPARE(shown(), u"1101 1120"_s);
    const protocol::EntityEvent event{.sequence = {1125}, .resourceName = "Media"};
    ledger::Records records;
    records.events = {{.exchange = {1},
                       .feed = {0},
                       .event = {.sequence = event.sequence, .resourceName = event.resourceName},
                       .state = ledger::EventState::Recovered}};
    Q_EMIT bench().recordsArrived(records);
    QCOMPARE(shown(), u"1101 1120 1125"_s);
    play(1); // What comes later is found all the same.
    Q_EMIT bench().matched(
        {.wish = wish, .exchanges = {{3}}, .events = {{{3}, 4}}, .seen = 3, .done = true});
    QCOMPARE(shown(), u"1101 1120 1125 1125"_s);
    QCOMPARE(window().models().events.rowOf({3}), 21);
}

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
