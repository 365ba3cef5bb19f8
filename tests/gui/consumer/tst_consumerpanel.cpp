// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/consumer/consumerpanelcase.h"

#include <QAction>
#include <QLineEdit>
#include <QSpinBox>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// Starting and stopping, and what the cards say of a run.
class TestConsumerPanel final : public ConsumerPanelCase
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithWhatTheFormSays();
    void startBecomesStop();
    void aTakenPortIsSaid();
    void nobodyHasComeYet();
};

void TestConsumerPanel::startsWithWhatTheFormSays()
{
    m_fixture->find<QSpinBox>(u"Port"_s)->setValue(9001);
    m_fixture->find<QLineEdit>(u"Path"_s)->setText(u"/events"_s);
    m_fixture->find<QLineEdit>(u"Expected EntityEventSource"_s)
        ->setText(uR"(IDX Feed 123, VOW\, East)"_s);
    m_fixture->find<QLineEdit>(u"Token to accept"_s)->setText(u"agreed"_s);
    panel().startAction->trigger();
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startConsumer"_s});
    QCOMPARE(m_fixture->bench.consumerStarted.host, u"127.0.0.1"_s);
    QCOMPARE(m_fixture->bench.consumerStarted.port, quint16(9001));
    const std::vector<EndpointSettings> &endpoints = m_fixture->bench.consumerStarted.endpoints;
    QCOMPARE(endpoints.size(), 1u);
    QCOMPARE(endpoints.front().path, u"/events"_s);
    QCOMPARE(endpoints.front().sources, (QStringList{u"IDX Feed 123"_s, u"VOW, East"_s}));
    QCOMPARE(endpoints.front().token, u"agreed"_s);
    QCOMPARE(m_fixture->bench.consumerStarted.tls, TlsChoice::None);
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

void TestConsumerPanel::aTakenPortIsSaid()
{
    ConsumerState state;
    state.fault = u"127.0.0.1:8028 is in use; choose another port"_s;
    tell(state);
    QCOMPARE(card(0).tone(), Tone::Bad);
    QCOMPARE(card(0).sentence(), state.fault);
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
    state.ackMaxMs = 17.3;
    state.queueMost = 40;
    tell(state);
    panel().setExchanges(3);
    QVERIFY(card(0).headline().contains(u"queue 12"_s));
    QCOMPARE(
        card(0).sentence(),
        u"Answers leave in 0.9 ms (p50), 4.1 ms (p99), 17.3 ms (max). Journal queue at most 40. "
        "Connections: 2."_s);
}

QTEST_MAIN(TestConsumerPanel)
#include "tst_consumerpanel.moc"
