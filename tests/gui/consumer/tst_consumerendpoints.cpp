// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/consumer/consumerpanelcase.h"
#include "ui/views/copyfield.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeWidget>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// Endpoints, their security, and what is handed over to whoever is to push to them.
class TestConsumerEndpoints final : public ConsumerPanelCase
{
    Q_OBJECT

private Q_SLOTS:
    void theChosenEndpointIsHandedOver();
    void whatRunsIsShownWhateverTheFormSays();
    void securityAsksForWhatItNeeds();
    void whatToTrustIsTold();
    void endpointsAreAddedEditedAndRemoved();
    void endpointsAndTlsAreRemembered();
    void urlAndTokenCanBeCopied();
};

void TestConsumerEndpoints::theChosenEndpointIsHandedOver()
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

void TestConsumerEndpoints::whatRunsIsShownWhateverTheFormSays()
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

void TestConsumerEndpoints::securityAsksForWhatItNeeds()
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

void TestConsumerEndpoints::whatToTrustIsTold()
{
    ConsumerState state = listening();
    state.fingerprint = "AB:CD";
    state.caFile = u"/tmp/it's.pem"_s;
    tell(state);
    QCOMPARE(copied(u"Copy certificate's fingerprint"_s), u"AB:CD"_s);
    QCOMPARE(copied(u"Copy path of the file to trust"_s), u"/tmp/it's.pem"_s);
    QVERIFY(copied(u"Copy curl command"_s).endsWith(uR"(--cacert '/tmp/it'\''s.pem')"_s));
}

void TestConsumerEndpoints::endpointsAreAddedEditedAndRemoved()
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

void TestConsumerEndpoints::endpointsAndTlsAreRemembered()
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

void TestConsumerEndpoints::urlAndTokenCanBeCopied()
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

QTEST_MAIN(TestConsumerEndpoints)
#include "tst_consumerendpoints.moc"
