// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/producerpanel.h"
#include "ui/views/card.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The producer's dock, driven as a person would, in a whole window.
class TestProducerPanel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pushSendsWhatTheFormSays();
    void aFileInsteadOfGeneratedEvents();
    void keysDriveThePush();
    void actionsFollowThePhase_data();
    void actionsFollowThePhase();
    void theCardSaysWhy_data();
    void theCardSaysWhy();
    void theHoldCountsDown();
    void oneRequestByHand();
    void theTokenIsHidden();

private:
    void type(const QString &name, const QString &text);
    [[nodiscard]] ProducerPanel &panel() const { return m_fixture->window->producerPanel(); }
    [[nodiscard]] Card &card() const { return *panel().findChild<Card *>(); }
    void tell(const ProducerState &state) { Q_EMIT m_fixture->bench.producerChanged(state); }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestProducerPanel::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestProducerPanel::cleanup()
{
    m_fixture.reset();
}

void TestProducerPanel::type(const QString &name, const QString &text)
{
    auto *line = m_fixture->find<QLineEdit>(name);
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

void TestProducerPanel::pushSendsWhatTheFormSays()
{
    type(u"Target URL"_s, u"http://127.0.0.1:9000/webhooks"_s);
    type(u"Bearer token of the target"_s, u"secret"_s);
    type(u"EntityEventSource"_s, u"IDX Feed 123"_s);
    type(u"Number of events"_s, u"5000000000"_s);
    type(u"First sequence"_s, u"9223372036854770000"_s);
    m_fixture->find<QSpinBox>(u"Batch"_s)->setValue(250);
    m_fixture->find<QSpinBox>(u"Rate"_s)->setValue(2000);
    m_fixture->find<QSpinBox>(u"Requests in flight"_s)->setValue(4);
    QTest::mouseClick(m_fixture->find<QToolButton>(u"Push"_s), Qt::LeftButton);
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startPush"_s});
    const ProducerSettings &pushed = m_fixture->bench.pushed;
    QCOMPARE(pushed.target, QUrl(u"http://127.0.0.1:9000/webhooks"_s));
    QCOMPARE(pushed.token, u"secret"_s);
    QCOMPARE(pushed.source, u"IDX Feed 123"_s);
    QCOMPARE(pushed.events, 5'000'000'000);
    QCOMPARE(pushed.firstSequence, 9'223'372'036'854'770'000);
    QCOMPARE(pushed.batch, 250);
    QCOMPARE(pushed.rate, 2000.0);
    QCOMPARE(pushed.inFlight, 4);
    QCOMPARE(pushed.origin, EventOrigin::Generated);
}

void TestProducerPanel::aFileInsteadOfGeneratedEvents()
{
    auto *origin = m_fixture->find<QComboBox>(u"Where the events come from"_s);
    origin->setCurrentIndex(1);
    type(u"File of events"_s, u"/tmp/events.ndjson"_s);
    panel().push();
    QCOMPARE(m_fixture->bench.pushed.origin, EventOrigin::File);
    QCOMPARE(m_fixture->bench.pushed.file, u"/tmp/events.ndjson"_s);
    origin->setCurrentIndex(2);
    type(u"Recorded session"_s, u"/tmp/monday.pushbench"_s);
    panel().push();
    QCOMPARE(m_fixture->bench.pushed.origin, EventOrigin::Session);
    QCOMPARE(m_fixture->bench.pushed.session, u"/tmp/monday.pushbench"_s);
    origin->setCurrentIndex(0);
    panel().push();
    QCOMPARE(m_fixture->bench.pushed.origin, EventOrigin::Generated);
}

void TestProducerPanel::keysDriveThePush()
{
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F5);
    tell({.phase = ProducerPhase::Pushing, .reason = {}});
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F6);
    tell({.phase = ProducerPhase::Paused, .reason = {}});
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F8);
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F7);
    tell({.phase = ProducerPhase::Pushing, .reason = {}});
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F5); // one push at a time
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F9);
    QCOMPARE(m_fixture->bench.calls.join(u' '),
             u"startPush holdPush stepPush resumePush stopPush"_s);
}

void TestProducerPanel::actionsFollowThePhase_data()
{
    QTest::addColumn<ProducerPhase>("phase");
    QTest::addColumn<QString>("enabled");
    QTest::newRow("idle") << ProducerPhase::Idle << u"push"_s;
    QTest::newRow("pushing") << ProducerPhase::Pushing << u"hold stop"_s;
    QTest::newRow("holding") << ProducerPhase::Holding << u"hold stop"_s;
    QTest::newRow("backing off") << ProducerPhase::BackingOff << u"hold stop"_s;
    QTest::newRow("paused") << ProducerPhase::Paused << u"resume step stop"_s;
    QTest::newRow("halted") << ProducerPhase::Halted << u"push resume stop"_s;
    QTest::newRow("done") << ProducerPhase::Done << u"push"_s;
}

void TestProducerPanel::actionsFollowThePhase()
{
    QFETCH(ProducerPhase, phase);
    tell({.phase = phase, .reason = {}});
    QStringList enabled;
    const std::pair<const char *, QAction *> actions[]{{"push", panel().pushAction},
                                                       {"hold", panel().holdAction},
                                                       {"resume", panel().resumeAction},
                                                       {"step", panel().stepAction},
                                                       {"stop", panel().stopAction}};
    for (const auto &[name, action] : actions) {
        if (action->isEnabled())
            enabled += QString::fromLatin1(name);
    }
    QTEST(enabled.join(u' '), "enabled");
}

void TestProducerPanel::theCardSaysWhy_data()
{
    QTest::addColumn<ProducerPhase>("phase");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("idle") << ProducerPhase::Idle << QString() << Tone::Neutral << u"Idle"_s
                          << u"Nothing is being pushed."_s;
    QTest::newRow("pushing") << ProducerPhase::Pushing << QString() << Tone::Good
                             << u"Pushing, 1,962 events/s"_s
                             << u"Pushing to the target. 4,310 events wait."_s;
    QTest::newRow("halted") << ProducerPhase::Halted << u"401 from exchange 12"_s << Tone::Bad
                            << u"Halted"_s << u"401 from exchange 12. 4,310 events wait."_s;
    QTest::newRow("paused") << ProducerPhase::Paused << QString() << Tone::Warn << u"Paused"_s
                            << u"Held by you. Resume goes on, Step lets one request go. 4,310 "
                               "events wait."_s;
    QTest::newRow("done") << ProducerPhase::Done << QString() << Tone::Good
                          << u"Done, 1,620 delivered"_s << u"Everything was delivered."_s;
}

void TestProducerPanel::theCardSaysWhy()
{
    QLocale::setDefault(QLocale::English);
    QFETCH(ProducerPhase, phase);
    QFETCH(QString, reason);
    const bool rests = phase == ProducerPhase::Idle || phase == ProducerPhase::Done;
    tell({.phase = phase,
          .reason = reason,
          .waiting = rests ? 0 : 4310,
          .delivered = 1620,
          .perSecond = 1962.4});
    QTEST(card().tone(), "tone");
    QTEST(card().headline(), "headline");
    QTEST(card().sentence(), "sentence");
}

void TestProducerPanel::theHoldCountsDown()
{
    tell({.phase = ProducerPhase::Holding,
          .reason = u"429, Retry-After: 60 from exchange 118"_s,
          .until = m_fixture->clock.now().wall + 42s,
          .whole = 60s,
          .waiting = 12});
    panel().tick(m_fixture->clock.now().wall);
    QCOMPARE(card().headline(), u"Holding 00:42 of 01:00"_s);
    QCOMPARE(card().sentence(), u"429, Retry-After: 60 from exchange 118. 12 events wait."_s);
    m_fixture->clock.advance(2s);
    QTRY_COMPARE(card().headline(), u"Holding 00:40 of 01:00"_s); // by the window's own tick
    m_fixture->clock.advance(1h);
    QTRY_COMPARE(card().headline(), u"Holding 00:00 of 01:00"_s);
}

void TestProducerPanel::oneRequestByHand()
{
    type(u"Target URL"_s, u"http://127.0.0.1:9000/webhooks"_s);
    auto *tabs = panel().findChild<QTabBar *>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QTest::mouseClick(m_fixture->find<QPushButton>(u"Send this body"_s), Qt::LeftButton);
    QCOMPARE(m_fixture->bench.calls, QStringList{u"sendBody"_s});
    QVERIFY(m_fixture->bench.sentBody.contains("EntityEventSequence"));
    QCOMPARE(m_fixture->bench.pushed.target, QUrl(u"http://127.0.0.1:9000/webhooks"_s));
}

void TestProducerPanel::theTokenIsHidden()
{
    auto *token = m_fixture->find<QLineEdit>(u"Bearer token of the target"_s);
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    token->actions().front()->trigger();
    QCOMPARE(token->echoMode(), QLineEdit::Normal);
}

QTEST_MAIN(TestProducerPanel)
#include "tst_producerpanel.moc"
