// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/gapremedies.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/notifications.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/triageform.h"
#include "ui/views/banner.h"
#include "ui/views/card.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using ledger::GapState;

/// Gaps and what can be done about them, in a whole window.
class TestGapsPage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void agesTick();
    void asksAboutTheChosenGaps();
    void whatDoesNotApplySaysWhy();
    void recoversWhatIsChosen();
    void pushesAllThatIsMissing();
    void aResourceInTroubleRecoversNothing();
    void withoutAResourceOneIsAskedFor();
    void theFormIsInForceAtOnce();
    void ourOwnResourceIsOneClickAway();
    void troubleIsSaid();
    void everyStateIsExplained();
    void theQueryIsCopied();
    void conditionsAreListed();
    void aLossIsToldOnce();
    void noticesAreChosenAndKept();

private:
    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }
    [[nodiscard]] FakeBench &bench() const { return m_fixture->bench; }
    [[nodiscard]] GapsPage &page() const { return window().sessionPage().tabs().gaps(); }
    [[nodiscard]] Card &card() const { return *page().findChild<Card *>(u"explanation"_s); }
    [[nodiscard]] TriageForm &form() const { return window().consumerPanel().triage(); }
    [[nodiscard]] QString cell(int row, const QString &title) const;
    void play(std::vector<ledger::GapRecord> gaps) const;
    void choose(int row) const
    {
        page().table()->selectRows({{row, row}});
        page().table()->setFocus();
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestGapsPage::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestGapsPage::cleanup()
{
    m_fixture.reset();
}

QString TestGapsPage::cell(int row, const QString &title) const
{
    const GapTableModel &model = window().models().gaps;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (model.headerData(column, Qt::Horizontal).toString() == title)
            return model.index(row, column).data().toString();
    }
    return u"no column "_s + title;
}

void TestGapsPage::play(std::vector<ledger::GapRecord> gaps) const
{
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 7, 1101, 50);
    traffic.summarise(records);
    for (ledger::GapRecord &gap : gaps)
        gap.gap.openedAt = m_fixture->clock.now().wall;
    records.gaps = std::move(gaps);
    Q_EMIT bench().recordsArrived(records);
    window().sessionPage().tabs().setCurrentWidget(&page());
}

void TestGapsPage::agesTick()
{
    play({TestTraffic::gap(1104, 1106, GapState::Open),
          TestTraffic::gap(1120, 1120, GapState::Filled)});
    ledger::Records settled;
    settled.gaps = {TestTraffic::gap(1130, 1131, GapState::Hidden)};
    settled.gaps.front().gap.openedAt = m_fixture->clock.now().wall;
    settled.gaps.front().gap.settledAt = m_fixture->clock.now().wall + 62s;
    Q_EMIT bench().recordsArrived(settled);
    m_fixture->clock.advance(75s);
    QTRY_COMPARE(cell(0, u"Age"_s), u"1 min 15 s"_s);
    QCOMPARE(cell(1, u"Age"_s), u"after 1 min 02 s"_s);
    m_fixture->clock.advance(3600s);
    QTRY_COMPARE(cell(0, u"Age"_s), u"1 h 01 min"_s);
    QCOMPARE(cell(1, u"Age"_s), u"after 1 min 02 s"_s);
}

void TestGapsPage::asksAboutTheChosenGaps()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained),
          TestTraffic::gap(1110, 1110, GapState::Lost),
          TestTraffic::gap(1120, 1121, GapState::Open)});
    QVERIFY2(!page().askAction->isEnabled(), "nothing is chosen");
    Q_EMIT bench().triageChanged({.settings = {.ask = true}, .asking = true});
    page().table()->selectRows({{0, 1}});
    page().table()->setFocus();
    bench().calls.clear();
    QTest::keyClick(page().table(), Qt::Key_A);
    QCOMPARE(bench().calls,
             (QStringList{u"askResource 0: 1104..1106"_s, u"askResource 0: 1110..1110"_s}));

    // What has arrived is no question any more.
    ledger::Records filled;
    filled.gaps = {TestTraffic::gap(1120, 1121, GapState::Filled)};
    Q_EMIT bench().recordsArrived(filled);
    choose(2);
    QVERIFY(!page().askAction->isEnabled());
}

void TestGapsPage::whatDoesNotApplySaysWhy()
{
    const auto &[recover, push] =
        std::pair(page().remedies().recoverAction, page().remedies().pushAction);
    QVERIFY(!recover->isEnabled() && !push->isEnabled());
    QVERIFY2(push->toolTip().contains(u"nothing of it is missing"_s), qPrintable(push->toolTip()));
    play({TestTraffic::gap(1104, 1106, GapState::Lost),
          TestTraffic::gap(1120, 1121, GapState::Hidden)});
    QTRY_VERIFY2(push->toolTip().contains(u"start the producer"_s), qPrintable(push->toolTip()));
    QVERIFY2(recover->toolTip().contains(u"no resource is asked"_s),
             qPrintable(recover->toolTip()));
    const auto *button = m_fixture->find<QToolButton>(recover->text());
    QCOMPARE(button->accessibleDescription(), recover->toolTip());

    bench().recovering = Hindrance::Ours;
    bench().pushing = Hindrance::None;
    Q_EMIT bench().producerChanged({.phase = ProducerPhase::Done});
    QTRY_VERIFY(push->isEnabled());
    QVERIFY(!recover->isEnabled());
    QVERIFY2(recover->toolTip().contains(u"has them: push"_s), qPrintable(recover->toolTip()));

    choose(1); // What is hidden is not missing.
    QTRY_VERIFY(!push->isEnabled());
    QVERIFY2(push->toolTip().contains(u"nothing of it is missing"_s), qPrintable(push->toolTip()));
}

void TestGapsPage::recoversWhatIsChosen()
{
    bench().recovering = Hindrance::None;
    play({TestTraffic::gap(1104, 1106, GapState::Lost),
          TestTraffic::gap(1110, 1110, GapState::Lost),
          TestTraffic::gap(1120, 1121, GapState::Open)});
    Q_EMIT bench().triageChanged({.settings = {.ask = true}, .asking = true});
    page().table()->selectRows({{0, 1}});
    page().table()->setFocus();
    QTRY_VERIFY(page().remedies().recoverAction->isEnabled());
    bench().calls.clear();
    QTest::keyClick(page().table(), Qt::Key_R, Qt::ShiftModifier);
    QCOMPARE(bench().calls, QStringList{u"recover 0: 1104..1106, 0: 1110..1110"_s});
    const Card &outcome = *page().remedies().outcome;
    QVERIFY(outcome.isVisible());
    Q_EMIT bench().triageChanged({.settings = {.ask = true}, .asking = true, .recovering = true});
    QCOMPARE(outcome.headline(), u"Recovering: 0 of 4"_s);

    ledger::Records recovered;
    recovered.gaps = {TestTraffic::gap(1104, 1105, GapState::Recovered),
                      TestTraffic::gap(1104, 1104, GapState::Recovered), // told again
                      TestTraffic::gap(1120, 1121, GapState::Recovered), // not of these
                      TestTraffic::gap(1106, 1106, GapState::Filled)};
    Q_EMIT bench().recordsArrived(recovered);
    QCOMPARE(outcome.headline(), u"Recovering: 2 of 4"_s);
    QStringList states;
    for (int row = 0; row < window().models().gaps.rowCount(); ++row)
        states += cell(row, u"State"_s);
    QVERIFY2(states.contains(u"recovered"_s), qPrintable(states.join(u' ')));
    Q_EMIT bench().triageChanged({.settings = {.ask = true}, .asking = true});
    QCOMPARE(outcome.headline(), u"Recovered: 2 of 4"_s);
    QVERIFY2(outcome.sentence().contains(u"Arrived by push meanwhile: 1."_s),
             qPrintable(outcome.sentence()));
    QVERIFY2(outcome.sentence().contains(u"Not recovered: 1. The resource does not show"_s),
             qPrintable(outcome.sentence()));
    QCOMPARE(outcome.tone(), Tone::Warn);
    Q_EMIT bench().sessionReset();
    QVERIFY(!outcome.isVisible());
}

void TestGapsPage::pushesAllThatIsMissing()
{
    bench().pushing = Hindrance::None;
    play({TestTraffic::gap(1104, 1106, GapState::Lost),
          TestTraffic::gap(1110, 1110, GapState::Hidden),
          TestTraffic::gap(1120, 1121, GapState::Open)});
    QTRY_VERIFY(page().remedies().pushAction->isEnabled());
    page().table()->clearSelection();
    window().sessionPage().tabs().setCurrentIndex(0);
    bench().calls.clear();
    page().remedies().pushAction->trigger(); // as the command palette does
    QCOMPARE(bench().calls, QStringList{u"pushMissing 0: 1104..1106, 0: 1120..1121"_s});
    QCOMPARE(window().sessionPage().tabs().currentWidget(), &page());
    Q_EMIT bench().missingPushed(4);
    const Card &outcome = *page().remedies().outcome;
    QVERIFY2(outcome.sentence().contains(u"Numbers that it never had: 1."_s),
             qPrintable(outcome.sentence()));
    Q_EMIT bench().producerChanged(
        {.phase = ProducerPhase::Holding, .reason = u"429, Retry-After 60"_s, .waiting = 4});
    QVERIFY2(outcome.sentence().contains(u"429, Retry-After 60"_s), qPrintable(outcome.sentence()));
    QCOMPARE(outcome.tone(), Tone::Neutral);
    ledger::Records filled;
    filled.gaps = {TestTraffic::gap(1104, 1106, GapState::Filled),
                   TestTraffic::gap(1120, 1121, GapState::Filled)};
    Q_EMIT bench().recordsArrived(filled);
    QCOMPARE(outcome.headline(), u"Pushed again, and arrived: 5 of 5"_s);
    QCOMPARE(outcome.tone(), Tone::Good);
}

void TestGapsPage::aResourceInTroubleRecoversNothing()
{
    bench().recovering = Hindrance::None;
    play({TestTraffic::gap(1104, 1106, GapState::Lost)});
    QTRY_VERIFY(page().remedies().recoverAction->isEnabled());
    page().remedies().recoverAction->trigger();
    TriageState state{.settings = {.ask = true}, .asking = true};
    state.troubles[{0}] = u"it answers 500"_s;
    Q_EMIT bench().triageChanged(state);
    const Card &outcome = *page().remedies().outcome;
    QCOMPARE(outcome.headline(), u"Recovered: 0 of 3"_s);
    QVERIFY2(outcome.sentence().contains(u"Not recovered: 3."_s)
                 && outcome.sentence().contains(u"it answers 500"_s),
             qPrintable(outcome.sentence()));
}

void TestGapsPage::withoutAResourceOneIsAskedFor()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    choose(0);
    page().askAction->trigger();
    auto *url = m_fixture->find<QLineEdit>(u"Resource to ask"_s);
    QCOMPARE(window().focusWidget(), url);
    QTRY_VERIFY2(!url->visibleRegion().isEmpty(), "it comes into view");
    QVERIFY(!bench().calls.join(u' ').contains(u"askResource"_s));
}

void TestGapsPage::theFormIsInForceAtOnce()
{
    window().consumerPanel().showTriage();
    auto *url = m_fixture->find<QLineEdit>(u"Resource to ask"_s);
    QTest::keyClicks(url, u"http://127.0.0.1:8029/odata"_s);
    m_fixture->find<QLineEdit>(u"Token of the resource to ask"_s)->setText(u"secret"_s);
    QTest::mouseClick(m_fixture->find<QPushButton>(u"Ask about gaps"_s), Qt::LeftButton);
    QCOMPARE(bench().triage,
             (TriageSettings{
                 .ask = true, .url = u"http://127.0.0.1:8029/odata"_s, .token = u"secret"_s}));
    Q_EMIT bench().triageChanged({.settings = bench().triage,
                                  .asking = true,
                                  .root = QUrl(u"http://127.0.0.1:8029/odata"_s)});
    QCOMPARE(form().summary(), u"asks 127.0.0.1:8029"_s);
    bench().calls.clear();
    auto *grace = m_fixture->find<QSpinBox>(u"Grace"_s);
    grace->setFocus();
    grace->setValue(5);
    m_fixture->find<QSpinBox>(u"Settle"_s)->setFocus();
    QCOMPARE(bench().calls, QStringList{u"setTriage"_s});
    QCOMPARE(bench().triage.grace, 5s);
    QVERIFY(bench().triage.ask);
    m_fixture->find<QSpinBox>(u"Deadline"_s)->setFocus();
    QCOMPARE(bench().calls, QStringList{u"setTriage"_s}); // Nothing was changed in there.

    // Kept for the next run, but for the token.
    Q_EMIT m_fixture->bench.sessionReset(); // Nothing is unsaved.
    QVERIFY(window().close());
    m_fixture->open();
    const TriageSettings kept = window().consumerPanel().triage().settings();
    QCOMPARE(kept, (TriageSettings{.url = u"http://127.0.0.1:8029/odata"_s, .grace = 5s}));
}

void TestGapsPage::ourOwnResourceIsOneClickAway()
{
    window().consumerPanel().showTriage();
    auto *ours = form().findChildren<QPushButton *>().at(1);
    QVERIFY(!ours->isVisible());
    ResourceState resource;
    resource.listening = true;
    resource.url = QUrl(u"http://127.0.0.1:4711/"_s);
    resource.token = Secret("made-up");
    Q_EMIT bench().resourceChanged(resource);
    QVERIFY(ours->isVisible());
    ours->click();
    QCOMPARE(
        bench().triage,
        (TriageSettings{.ask = true, .url = u"http://127.0.0.1:4711/"_s, .token = u"made-up"_s}));
}

void TestGapsPage::troubleIsSaid()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    choose(0);
    window().consumerPanel().showTriage();
    Q_EMIT bench().triageChanged({.settings = {.ask = true},
                                  .asking = true,
                                  .troubles = {{ledger::FeedNumber{0}, u"it answers 401"_s}}});
    QVERIFY(form().isTroubled());
    QCOMPARE(form().findChild<Card *>()->sentence(), u"it answers 401"_s);
    QVERIFY2(card().sentence().contains(u"it answers 401"_s), qPrintable(card().sentence()));
    Q_EMIT bench().triageChanged({.fault = u"Resource to ask: no URL is given"_s});
    QCOMPARE(form().findChild<Card *>()->tone(), Tone::Bad);
}

void TestGapsPage::everyStateIsExplained()
{
    std::vector<ledger::GapRecord> gaps;
    for (const GapState state : ledger::kGapStates) {
        if (state == GapState::Filled)
            continue;
        gaps.push_back(TestTraffic::gap(1104 + 10 * qint64(gaps.size()),
                                        1106 + 10 * qint64(gaps.size()), state));
        gaps.back().gap.evidence = "as somebody said";
    }
    play(gaps);
    QSet<QString> said;
    for (int row = 0; row < int(gaps.size()); ++row) {
        choose(row);
        QVERIFY(card().isVisible());
        QVERIFY2(
            card().headline().startsWith(cell(row, u"Numbers"_s) + u": "_s + cell(row, u"State"_s)),
            qPrintable(card().headline()));
        QVERIFY(card().sentence().endsWith(u"Evidence: as somebody said."_s));
        said.insert(card().sentence());
    }
    QCOMPARE(said.size(), qsizetype(gaps.size()));
    QTest::keyClick(page().table(), Qt::Key_E);
    QVERIFY(!card().isVisible());
    QTest::keyClick(page().table(), Qt::Key_E);
    QVERIFY(card().isVisible());
}

void TestGapsPage::theQueryIsCopied()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    Q_EMIT bench().triageChanged({.settings = {.ask = true},
                                  .asking = true,
                                  .root = QUrl(u"http://127.0.0.1:8029/odata"_s)});
    choose(0);
    QTest::keyClick(page().table(), Qt::Key_C);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"http://127.0.0.1:8029/odata/EntityEvent?$filter="
                               "EntityEventSequence%20ge%201104%20and%20EntityEventSequence%20le"
                               "%201106&"_s),
             qPrintable(copied));
}

void TestGapsPage::conditionsAreListed()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    QVERIFY(!page().conditions()->isVisible());
    ledger::Records records;
    records.conditions = {{.feed = {0},
                           .condition = ledger::FeedCondition::Phantom,
                           .numbers = {{1110, 1112}, {1115, 1115}},
                           .evidence = "pushed, and the resource never had it",
                           .at = TestTraffic::start()}};
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(page().conditions()->isVisible());
    const QAbstractItemModel &model = *page().conditions()->model();
    QStringList cells;
    for (int column = 1; column < model.columnCount(); ++column)
        cells += model.index(0, column).data().toString();
    QCOMPARE(cells.join(u'|'),
             u"phantom|1110\u20131112, 1115|IDX Feed 123|pushed, and the resource never had it"_s);
    Q_EMIT bench().sessionReset();
    QVERIFY(!page().conditions()->isVisible());
}

void TestGapsPage::aLossIsToldOnce()
{
    play({TestTraffic::gap(1104, 1106, GapState::Open)});
    QVERIFY(!window().banner().isVisible());
    ledger::Records records;
    records.gaps = {TestTraffic::gap(1104, 1105, GapState::Lost),
                    TestTraffic::gap(1106, 1106, GapState::Lost)};
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(window().banner().isVisible());
    QVERIFY2(window().banner().text().startsWith(u"Lost: 1104\u20131105, and more gaps: 1."_s),
             qPrintable(window().banner().text()));
    window().banner().hide();
    Q_EMIT bench().producerChanged({.phase = ProducerPhase::Halted, .reason = u"404"_s});
    Q_EMIT bench().producerChanged({.phase = ProducerPhase::Halted, .reason = u"404 still"_s});
    QCOMPARE(window().banner().text(), u"The producer halted: 404."_s);

    // A fault stays where it is.
    Q_EMIT bench().failed({FaultKind::Denied, u"x"_s, u"cannot be written"_s});
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(window().banner().text().contains(u"cannot be written"_s));

    // A recording tells nothing.
    window().banner().hide();
    Q_EMIT bench().sessionChanged({.path = u"a.pushbench"_s, .temporary = false, .live = false});
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(!window().banner().isVisible());
}

void TestGapsPage::noticesAreChosenAndKept()
{
    const auto choices = [this] {
        return window().findChild<Notifications *>()->menu()->actions();
    };
    QCOMPARE(choices().size(), 3);
    choices().at(0)->trigger(); // lost: off
    choices().at(2)->trigger(); // first event: on
    play({TestTraffic::gap(1104, 1106, GapState::Lost)});
    QCOMPARE(window().banner().text(), u"The first event arrived: 1101, in exchange 7."_s);
    Q_EMIT m_fixture->bench.sessionReset(); // Nothing is unsaved.
    QVERIFY(window().close());
    m_fixture->open();
    QVERIFY(!choices().at(0)->isChecked());
    QVERIFY(choices().at(1)->isChecked());
    QVERIFY(choices().at(2)->isChecked());
}

QTEST_MAIN(TestGapsPage)
#include "tst_gapspage.moc"
