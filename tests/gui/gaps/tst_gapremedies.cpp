// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/gaps/gapscase.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/gapremedies.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/triageform.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using ledger::GapState;

/// What can be done about gaps: ask, recover, push again.
class TestGapRemedies final : public GapsCase
{
    Q_OBJECT

private Q_SLOTS:
    void asksAboutTheChosenGaps();
    void whatDoesNotApplySaysWhy();
    void recoversWhatIsChosen();
    void pushesAllThatIsMissing();
    void aResourceInTroubleRecoversNothing();
    void withoutAResourceOneIsAskedFor();
    void theFormIsInForceAtOnce();
    void ourOwnResourceIsOneClickAway();
    void troubleIsSaid();
};

void TestGapRemedies::asksAboutTheChosenGaps()
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

void TestGapRemedies::whatDoesNotApplySaysWhy()
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

void TestGapRemedies::recoversWhatIsChosen()
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
    QCOMPARE(stateOf(u"1104"_s), u"recovered"_s);
    QCOMPARE(stateOf(u"1105"_s), u"recovered"_s);
    QCOMPARE(stateOf(u"1106"_s), u"filled"_s);
    QCOMPARE(stateOf(u"1110"_s), u"lost"_s);
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

void TestGapRemedies::pushesAllThatIsMissing()
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

void TestGapRemedies::aResourceInTroubleRecoversNothing()
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

void TestGapRemedies::withoutAResourceOneIsAskedFor()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    choose(0);
    page().askAction->trigger();
    auto *url = m_fixture->find<QLineEdit>(u"Resource to ask"_s);
    QCOMPARE(window().focusWidget(), url);
    QTRY_VERIFY2(!url->visibleRegion().isEmpty(), "it comes into view");
    QVERIFY(!bench().calls.join(u' ').contains(u"askResource"_s));
}

void TestGapRemedies::theFormIsInForceAtOnce()
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

void TestGapRemedies::ourOwnResourceIsOneClickAway()
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

void TestGapRemedies::troubleIsSaid()
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

QTEST_MAIN(TestGapRemedies)
#include "tst_gapremedies.moc"
