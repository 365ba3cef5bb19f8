// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/firstrunpage.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/banner.h"
#include "ui/views/copyfield.h"
#include "ui/views/tailtable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// The page of an empty session, with its three doors.
class TestFirstRunPage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void enterOpensTheDemo();
    void testMyConsumer();
    void testMyProducer();
    void urlAndCurlAreThereBeforeItListens();
    void goesAwayWithTheFirstExchange();
    void comesBackWithANewSession();
    void aFaultIsSaidAndMayBeClosed();

private:
    [[nodiscard]] FirstRunPage &page() const
    {
        return *m_fixture->window->findChild<FirstRunPage *>();
    }
    [[nodiscard]] QPushButton *button(const QString &text) const;
    [[nodiscard]] QStringList shown() const;
    void receive(qint64 exchange);

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestFirstRunPage::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(page().isVisible());
}

void TestFirstRunPage::cleanup()
{
    m_fixture.reset();
}

QPushButton *TestFirstRunPage::button(const QString &text) const
{
    for (QPushButton *button : page().findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

QStringList TestFirstRunPage::shown() const
{
    QStringList shown;
    for (const CopyField *field : page().findChildren<CopyField *>())
        shown += field->shown();
    return shown;
}

void TestFirstRunPage::receive(qint64 exchange)
{
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, exchange, 1101, 20);
    traffic.summarise(records);
    Q_EMIT m_fixture->bench.recordsArrived(records);
}

void TestFirstRunPage::enterOpensTheDemo()
{
    QWidget *focus = m_fixture->window->focusWidget();
    QCOMPARE(focus, button(u"Start the demo"_s));
    QTest::keyClick(focus, Qt::Key_Space);
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startDemo"_s});
}

void TestFirstRunPage::testMyConsumer()
{
    auto *url = m_fixture->find<QLineEdit>(u"URL of your consumer"_s);
    auto *token = m_fixture->find<QLineEdit>(u"Token that your consumer expects"_s);
    url->setFocus();
    QTest::keyClicks(url, u"https://example.com/hook"_s);
    QTest::keyClick(url, Qt::Key_Tab);
    QCOMPARE(m_fixture->window->focusWidget(), token);
    QTest::keyClicks(token, u"secret"_s);
    QTest::keyClick(token, Qt::Key_Return);
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startPush"_s});
    QCOMPARE(m_fixture->bench.pushed.target, QUrl(u"https://example.com/hook"_s));
    QCOMPARE(m_fixture->bench.pushed.token, u"secret"_s);
}

void TestFirstRunPage::testMyProducer()
{
    QTest::mouseClick(button(u"Start the consumer"_s), Qt::LeftButton);
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startConsumer"_s});
    ConsumerState state;
    state.listening = true;
    state.endpoints = {
        {.url = QUrl(u"http://127.0.0.1:40123/webhooks"_s), .token = Secret("a-token-for-tests")}};
    Q_EMIT m_fixture->bench.consumerChanged(state);
    QVERIFY(!button(u"Start the consumer"_s)->isVisible());
    QVERIFY(shown().contains(u"http://127.0.0.1:40123/webhooks"_s));
    QVERIFY2(shown().filter(u"a-token-for-tests"_s).isEmpty(), "a token is never on the screen");
    for (CopyField *field : page().findChildren<CopyField *>())
        field->copy();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"a-token-for-tests"_s));
}

void TestFirstRunPage::urlAndCurlAreThereBeforeItListens()
{
    QVERIFY(shown().contains(u"http://127.0.0.1:8028/webhooks"_s));
    QCOMPARE(shown().filter(u"curl "_s).size(), 1);
}

void TestFirstRunPage::goesAwayWithTheFirstExchange()
{
    receive(1);
    QVERIFY(!page().isVisible());
    QVERIFY(m_fixture->window->sessionPage().isVisible());
    QCOMPARE(m_fixture->window->focusWidget(), &m_fixture->window->sessionPage().tabs().events());
}

void TestFirstRunPage::comesBackWithANewSession()
{
    receive(1);
    Q_EMIT m_fixture->bench.sessionReset();
    QVERIFY(page().isVisible());
    QCOMPARE(m_fixture->window->models().events.rowCount(), 0);
}

void TestFirstRunPage::aFaultIsSaidAndMayBeClosed()
{
    Banner &banner = m_fixture->window->banner();
    QVERIFY(!banner.isVisible());
    Q_EMIT m_fixture->bench.failed(
        {FaultKind::Usage, u"127.0.0.1:8028"_s, u"this port is taken; choose another"_s});
    QVERIFY(banner.isVisible());
    QVERIFY(banner.text().contains(u"127.0.0.1:8028"_s));
    QVERIFY(banner.text().contains(u"choose another"_s));
    QTest::mouseClick(banner.findChild<QAbstractButton *>(), Qt::LeftButton);
    QVERIFY(!banner.isVisible());
}

QTEST_MAIN(TestFirstRunPage)
#include "tst_firstrunpage.moc"
