// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/nextanswer.h"
#include "ui/views/card.h"
#include "ui/views/copyfield.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

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
    void everyFormOfRetryAfterStandsInAMenu();
    void endpointsAreAddedEditedAndRemoved();
    void endpointsAndTlsAreRemembered();
    void theChosenEndpointIsHandedOver();
    void whatRunsIsShownWhateverTheFormSays();
    void securityAsksForWhatItNeeds();
    void whatToTrustIsTold();

private:
    [[nodiscard]] ConsumerPanel &panel() const { return m_fixture->window->consumerPanel(); }
    [[nodiscard]] Card &card(int index) const { return *panel().findChildren<Card *>().at(index); }
    [[nodiscard]] ConsumerState listening() const;
    /// What the panel's own button of that name copies; the first page has some of the same name.
    [[nodiscard]] QString copied(const QString &button) const;
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
    state.endpoints = {
        {.url = QUrl(u"http://127.0.0.1:8028/webhooks"_s), .token = Secret("a-token-for-tests")}};
    return state;
}

QString TestConsumerPanel::copied(const QString &button) const
{
    QGuiApplication::clipboard()->clear();
    for (QAbstractButton *each : panel().findChildren<QAbstractButton *>()) {
        if (each->accessibleName() == button && each->isVisible())
            each->click();
    }
    return QGuiApplication::clipboard()->text();
}

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

void TestConsumerPanel::answersNeedAListener()
{
    for (const QAction *action : panel().nextAnswer().actions)
        QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
    tell(listening());
    for (const QAction *action : panel().nextAnswer().actions)
        QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    QVERIFY2(!panel().nextAnswer().honestAction->isEnabled(), "it is honest already");
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

void TestConsumerPanel::everyFormOfRetryAfterStandsInAMenu()
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

void TestConsumerPanel::endpointsAreAddedEditedAndRemoved()
{
    const auto paths = [this] {
        QStringList all;
        for (const EndpointSettings &endpoint : panel().settings().endpoints)
            all += endpoint.path + (endpoint.sources.isEmpty() ? u""_s : u"="_s)
                + endpoint.sources.join(u'|');
        return all.join(u' ');
    };
    auto *list = panel().findChild<QTreeWidget *>();
    QVERIFY2(!list->isVisible(), "one endpoint needs no list");
    QTest::mouseClick(m_fixture->find<QToolButton>(u"Add an endpoint"_s), Qt::LeftButton);
    QVERIFY(list->isVisible());
    QCOMPARE(paths(), u"/webhooks /webhooks/2"_s);
    auto *path = m_fixture->find<QLineEdit>(u"Path"_s);
    QVERIFY(path->hasFocus());
    QTest::keyClicks(path, u"/hooks/b"_s); // The proposal is selected.
    m_fixture->find<QLineEdit>(u"Expected EntityEventSource"_s)->setText(u"B1, B2"_s);
    QCOMPARE(paths(), u"/webhooks /hooks/b=B1|B2"_s);
    QCOMPARE(list->topLevelItem(1)->text(0), u"/hooks/b"_s);
    QCOMPARE(list->topLevelItem(1)->text(1), u"B1, B2"_s);

    list->setCurrentItem(list->topLevelItem(0));
    QCOMPARE(path->text(), u"/webhooks"_s);
    path->setText(u"/hooks/a"_s);
    QCOMPARE(paths(), u"/hooks/a /hooks/b=B1|B2"_s);
    QTest::mouseClick(m_fixture->find<QToolButton>(u"Remove this endpoint"_s), Qt::LeftButton);
    QCOMPARE(paths(), u"/hooks/b=B1|B2"_s);
    QCOMPARE(path->text(), u"/hooks/b"_s);
    QVERIFY(!list->isVisible());
    panel().startAction->trigger();
    QCOMPARE(m_fixture->bench.consumerStarted.endpoints.size(), 1u);
}

void TestConsumerPanel::endpointsAndTlsAreRemembered()
{
    ConsumerSettings settings;
    settings.endpoints = {
        {.path = u"/a"_s, .token = u"never-kept"_s, .sources = {u"A, B"_s, u"C"_s}},
        {.path = u"/b"_s}};
    settings.tls = TlsChoice::Files;
    settings.certificate = u"/tmp/c.pem"_s;
    settings.key = u"/tmp/k.pem"_s;
    settings.clientCa = u"/tmp/ca.pem"_s;
    panel().show(settings);
    QVERIFY(m_fixture->window->close());
    m_fixture->open();
    const ConsumerSettings again = panel().settings();
    QCOMPARE(again.endpoints.size(), 2u);
    QCOMPARE(again.endpoints[0].path, u"/a"_s);
    QCOMPARE(again.endpoints[0].sources, settings.endpoints[0].sources);
    QCOMPARE(again.endpoints[1].path, u"/b"_s);
    QCOMPARE(again.tls, TlsChoice::Files);
    QCOMPARE(again.certificate, settings.certificate);
    QCOMPARE(again.key, settings.key);
    QCOMPARE(again.clientCa, settings.clientCa);
    QVERIFY2(again.endpoints[0].token.isEmpty(), "a token is never saved");
}

void TestConsumerPanel::theChosenEndpointIsHandedOver()
{
    ConsumerState state = listening();
    state.endpoints.push_back({.url = QUrl(u"http://127.0.0.1:8028/hooks/b"_s),
                               .token = Secret("another-token"),
                               .sources = {u"It's B"_s}});
    tell(state);
    auto *list = panel().findChild<QTreeWidget *>();
    QVERIFY(list->isVisible());
    QCOMPARE(list->topLevelItemCount(), 2);
    list->setCurrentItem(list->topLevelItem(1));
    tell(state); // It reports several times a second, and the choice stays.
    QCOMPARE(copied(u"Copy URL"_s), u"http://127.0.0.1:8028/hooks/b"_s);
    QCOMPARE(copied(u"Copy token"_s), u"another-token"_s);
    const QString command = copied(u"Copy curl command"_s);
    QVERIFY(command.contains(u"PUSHBENCH_AUTH_TOKEN=another-token"_s));
    QVERIFY2(command.contains(uR"(-H 'EntityEventSource: It'\''s B')"_s), qPrintable(command));
}

void TestConsumerPanel::whatRunsIsShownWhateverTheFormSays()
{
    ConsumerSettings settings;
    settings.endpoints = {{.path = u"/a"_s}, {.path = u"/b"_s}, {.path = u"/c"_s}};
    panel().show(settings);
    auto *list = panel().findChild<QTreeWidget *>();
    list->setCurrentItem(list->topLevelItem(2));
    tell(listening()); // The demo has settings of its own.
    QVERIFY(!list->isVisible());
    QCOMPARE(copied(u"Copy URL"_s), u"http://127.0.0.1:8028/webhooks"_s);
    tell({});
    QVERIFY(list->isVisible());
    QCOMPARE(panel().settings().endpoints.size(), 3u);
}

void TestConsumerPanel::securityAsksForWhatItNeeds()
{
    const auto visible = [this] {
        QStringList names;
        for (const QLineEdit *line : panel().findChildren<QLineEdit *>()) {
            if (line->isVisible() && line->accessibleName().endsWith(u" file"_s))
                names += line->accessibleName();
        }
        return names.join(u", "_s);
    };
    auto *security = m_fixture->find<QComboBox>(u"Security"_s);
    QCOMPARE(visible(), u""_s);
    security->setCurrentIndex(int(TlsChoice::SelfSigned));
    QCOMPARE(visible(), u"Client CA file"_s);
    security->setCurrentIndex(int(TlsChoice::Files));
    QCOMPARE(visible(), u"Certificate file, Key file, Client CA file"_s);
    m_fixture->find<QLineEdit>(u"Certificate file"_s)->setText(u"/c.pem"_s);
    m_fixture->find<QLineEdit>(u"Key file"_s)->setText(u"/k.pem"_s);
    panel().startAction->trigger();
    QCOMPARE(m_fixture->bench.consumerStarted.tls, TlsChoice::Files);
    QCOMPARE(m_fixture->bench.consumerStarted.certificate, u"/c.pem"_s);
    QCOMPARE(m_fixture->bench.consumerStarted.key, u"/k.pem"_s);
}

void TestConsumerPanel::whatToTrustIsTold()
{
    ConsumerState state = listening();
    state.fingerprint = "AB:CD";
    state.caFile = u"/tmp/it's.pem"_s;
    tell(state);
    QCOMPARE(copied(u"Copy certificate's fingerprint"_s), u"AB:CD"_s);
    QCOMPARE(copied(u"Copy path of the file to trust"_s), u"/tmp/it's.pem"_s);
    QVERIFY(copied(u"Copy curl command"_s).endsWith(uR"(--cacert '/tmp/it'\''s.pem')"_s));
}

QTEST_MAIN(TestConsumerPanel)
#include "tst_consumerpanel.moc"
