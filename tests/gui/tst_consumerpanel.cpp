// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/consumerpanel.h"
#include "ui/views/card.h"
#include "ui/views/copyfield.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The consumer's dock, driven as a person would, in a whole window.
class TestConsumerPanel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsWithWhatTheFormSays();
    void startBecomesStop();
    void forcedAnswers_data();
    void forcedAnswers();
    void furtherFaultsStandInAMenu();
    void answersNeedAListener();
    void aForcedAnswerIsSaidAndCountsDown();
    void nobodyHasComeYet();
    void aTakenPortIsSaid();
    void urlAndTokenCanBeCopied();

private:
    [[nodiscard]] ConsumerPanel &panel() const { return m_fixture->window->consumerPanel(); }
    [[nodiscard]] Card &card(int index) const { return *panel().findChildren<Card *>().at(index); }
    [[nodiscard]] ConsumerState listening() const;
    void tell(const ConsumerState &state) { Q_EMIT m_fixture->bench.consumerChanged(state); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestConsumerPanel::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestConsumerPanel::cleanup()
{
    m_fixture.reset();
}

ConsumerState TestConsumerPanel::listening() const
{
    ConsumerState state;
    state.listening = true;
    state.url = QUrl(u"http://127.0.0.1:8028/webhooks"_s);
    state.token = Secret("a-token-for-tests");
    return state;
}

void TestConsumerPanel::startsWithWhatTheFormSays()
{
    m_fixture->find<QSpinBox>(u"Port"_s)->setValue(9001);
    m_fixture->find<QLineEdit>(u"Path"_s)->setText(u"/events"_s);
    m_fixture->find<QLineEdit>(u"Expected EntityEventSource"_s)->setText(u"IDX Feed 123"_s);
    panel().startAction->trigger();
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startConsumer"_s});
    QCOMPARE(m_fixture->bench.consumerStarted.host, u"127.0.0.1"_s);
    QCOMPARE(m_fixture->bench.consumerStarted.port, quint16(9001));
    QCOMPARE(m_fixture->bench.consumerStarted.path, u"/events"_s);
    QCOMPARE(m_fixture->bench.consumerStarted.source, u"IDX Feed 123"_s);
}

void TestConsumerPanel::startBecomesStop()
{
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F4);
    tell(listening());
    QVERIFY(panel().startAction->text().startsWith(u"Stop"_s));
    QVERIFY(!m_fixture->window->findChild<QSpinBox *>()->isVisible() || panel().isVisible());
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F4);
    QCOMPARE(m_fixture->bench.calls.join(u' '), u"startConsumer stopConsumer"_s);
    tell({});
    QVERIFY(panel().startAction->text().startsWith(u"Start"_s));
}

void TestConsumerPanel::forcedAnswers_data()
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

void TestConsumerPanel::forcedAnswers()
{
    tell(listening());
    QFETCH(QString, button);
    QTest::mouseClick(m_fixture->find<QToolButton>(button), Qt::LeftButton);
    QCOMPARE(m_fixture->bench.calls.size(), 1);
    QTEST(m_fixture->bench.calls.front(), "call");
}

void TestConsumerPanel::furtherFaultsStandInAMenu()
{
    QVERIFY(!panel().faultMenu->isEnabled());
    tell(listening());
    QVERIFY(panel().faultMenu->isEnabled());
    QCOMPARE(m_fixture->find<QToolButton>(u"More faults"_s)->defaultAction(),
             panel().faultMenu->menuAction());
    for (QAction *action : panel().faultMenu->actions())
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

void TestConsumerPanel::answersNeedAListener()
{
    for (const QAction *action : panel().answerActions)
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    tell(listening());
    for (const QAction *action : panel().answerActions)
        QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    QVERIFY2(!panel().honestAction->isEnabled(), "it is honest already");
}

void TestConsumerPanel::aForcedAnswerIsSaidAndCountsDown()
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

void TestConsumerPanel::nobodyHasComeYet()
{
    tell(listening());
    QCOMPARE(card(0).tone(), Tone::Good);
    QVERIFY(card(0).sentence().contains(u"Nobody has come yet"_s));
    ConsumerState state = listening();
    state.connections = 2;
    state.waiting = 12;
    state.ackP50Ms = 0.9;
    state.ackP99Ms = 4.1;
    tell(state);
    panel().setExchanges(3);
    QVERIFY(card(0).headline().contains(u"queue 12"_s));
    QVERIFY(card(0).sentence().contains(u"0.9 ms"_s));
}

void TestConsumerPanel::aTakenPortIsSaid()
{
    ConsumerState state;
    state.fault = u"127.0.0.1:8028 is in use; choose another port"_s;
    tell(state);
    QCOMPARE(card(0).tone(), Tone::Bad);
    QCOMPARE(card(0).sentence(), state.fault);
}

void TestConsumerPanel::urlAndTokenCanBeCopied()
{
    tell(listening());
    m_fixture->find<QToolButton>(u"Copy URL"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8028/webhooks"_s);
    m_fixture->find<QToolButton>(u"Copy token"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a-token-for-tests"_s);
    m_fixture->find<QToolButton>(u"Copy curl command"_s)->click();
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY(command.contains(u"PUSHBENCH_AUTH_TOKEN=a-token-for-tests"_s));
    QVERIFY(command.contains(u"http://127.0.0.1:8028/webhooks"_s));
    for (const CopyField *field : panel().findChildren<CopyField *>())
        QVERIFY2(!field->shown().contains(u"a-token-for-tests"_s),
                 "a token is never on the screen");
}

QTEST_MAIN(TestConsumerPanel)
#include "tst_consumerpanel.moc"
