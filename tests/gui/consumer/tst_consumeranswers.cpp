// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/consumer/consumerpanelcase.h"
#include "ui/panels/nextanswer.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What the next answer is to be, at one click.
class TestConsumerAnswers final : public ConsumerPanelCase
{
    Q_OBJECT

private Q_SLOTS:
    void forcedAnswers_data();
    void forcedAnswers();
    void furtherFaultsStandInAMenu();
    void answersNeedAListener();
    void aForcedAnswerIsSaidAndCountsDown();
    void everyFormOfRetryAfterStandsInAMenu();
};

void TestConsumerAnswers::forcedAnswers_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("call");
    QTest::newRow("429 next")
        << u"429 next"_s << u"forceAnswer 429 x1 for 0 s, Retry-After seconds 2, latency 0 ms"_s;
    QTest::newRow("429 date") << u"429 date"_s
                              << u"forceAnswer 429 x1 for 0 s, Retry-After date 3, latency 0 ms"_s;
    QTest::newRow("429 for a while")
        << u"429 for 30 s"_s
        << u"forceAnswer 429 x1 for 30 s, Retry-After seconds 30, latency 0 ms"_s;
    QTest::newRow("503") << u"503 next"_s
                         << u"forceAnswer 503 x1 for 0 s, Retry-After none 2, latency 0 ms"_s;
    QTest::newRow("reset") << u"Reset"_s
                           << u"forceAnswer 200 x1 for 0 s, Retry-After none 2, latency 0 ms, "
                              "fault reset"_s;
    QTest::newRow("slow") << u"Slow 5 s"_s
                          << u"forceAnswer 200 x1 for 0 s, Retry-After none 2, latency 5000 ms"_s;
}

void TestConsumerAnswers::forcedAnswers()
{
    tell(listening());
    QFETCH(QString, button);
    QTest::mouseClick(m_fixture->find<QToolButton>(button), Qt::LeftButton);
    QCOMPARE(m_fixture->bench.calls.size(), 1);
    QTEST(m_fixture->bench.calls.front(), "call");
}

void TestConsumerAnswers::furtherFaultsStandInAMenu()
{
    QVERIFY(!panel().nextAnswer().faultMenu->isEnabled());
    tell(listening());
    QVERIFY(panel().nextAnswer().faultMenu->isEnabled());
    QCOMPARE(m_fixture->find<QToolButton>(u"More faults"_s)->defaultAction(),
             panel().nextAnswer().faultMenu->menuAction());
    for (QAction *action : panel().nextAnswer().faultMenu->actions())
        action->trigger();
    QStringList faults;
    for (const QString &call : m_fixture->bench.calls)
        faults += call.section(u"fault "_s, 1);
    faults.sort();
    // With Reset, which has a button of its own, that is every fault there is.
    QStringList known;
    for (const wire::AnswerFaultName &each : wire::kAnswerFaultNames)
        known += QString::fromLatin1(each.name.toByteArray());
    known.removeAll(u"none"_s);
    known.removeAll(u"reset"_s);
    known.sort();
    QCOMPARE(faults, known);
}

void TestConsumerAnswers::answersNeedAListener()
{
    for (const QAction *action : panel().nextAnswer().actions)
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    tell(listening());
    for (const QAction *action : panel().nextAnswer().actions)
        QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    QVERIFY2(!panel().nextAnswer().honestAction->isEnabled(), "it is honest already");
}

void TestConsumerAnswers::aForcedAnswerIsSaidAndCountsDown()
{
    ConsumerState state = listening();
    state.forcedAnswer = u"429, Retry-After 30"_s;
    state.forcedUntil = m_fixture->clock.now().wall + 27s;
    tell(state);
    panel().tick(m_fixture->clock.now().wall);
    QVERIFY(card(1).isVisible());
    QCOMPARE(card(1).headline(), u"Not honest for 00:27"_s);
    QVERIFY(card(1).sentence().contains(u"429, Retry-After 30"_s));
    m_fixture->clock.advance(7s);
    QTRY_COMPARE(card(1).headline(), u"Not honest for 00:20"_s);
    QTest::mouseClick(m_fixture->find<QToolButton>(u"Honest again"_s), Qt::LeftButton);
    QCOMPARE(m_fixture->bench.calls.last(), u"answerHonestly"_s);
    tell(listening());
    QVERIFY(!card(1).isVisible());
}

void TestConsumerAnswers::everyFormOfRetryAfterStandsInAMenu()
{
    QMenu *menu = panel().nextAnswer().retryMenu;
    QVERIFY(!menu->isEnabled());
    tell(listening());
    QVERIFY(menu->isEnabled());
    for (QAction *action : menu->actions())
        action->trigger();
    QStringList told;
    for (const QString &call : m_fixture->bench.calls)
        told += call.section(u' ', 1, 1) + u' '
            + call.section(u"Retry-After "_s, 1).section(u", latency"_s, 0, 0);
    for (const QString &form :
         {u"429 seconds 60"_s, u"429 seconds 0"_s, u"429 date 10"_s, u"429 rfc850 10"_s,
          u"429 asctime 10"_s, u"429 date -60"_s, u"429 none 2"_s, u"429 text 86400 2"_s,
          u"429 text soon 2"_s, u"429 text 60s 2"_s, u"429 text -5 2"_s, u"503 seconds 10"_s,
          u"413 seconds 10"_s})
        QVERIFY2(told.contains(form), qPrintable(form + u" in "_s + told.join(u"; "_s)));
    QVERIFY(!told.filter(u"rfc850 1893"_s).isEmpty()); // Sixty years: H-RA4.
}

QTEST_MAIN(TestConsumerAnswers)
#include "tst_consumeranswers.moc"
