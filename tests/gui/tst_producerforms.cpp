// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/forms.h"
#include "ui/panels/producerpanel.h"
#include "ui/views/card.h"
#include "ui/views/copyfield.h"
#include "ui/views/section.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The parts of the producer's dock that fold away, driven as a person would.
class TestProducerForms final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void partsFoldByTheKeyboard();
    void everyControlHasAName();
    void focusFollowsTheEye();
    void theConnectionGoesWithThePush();
    void anyCertificateIsAWarning();
    void aWrongConnectionIsSaid_data();
    void aWrongConnectionIsSaid();
    void tokensFromAnEndpoint();
    void resourcesAreJudgedWhileTyped();
    void whatIsToGoWrongIsTicked();
    void severalOfOneKindBecomeAList();
    void theResourceIsTurnedOnAndOff();
    void theResourceSaysWhatItWasAsked();
    void secretsAndWrongsAreNotKept();

private:
    void type(const QString &name, const QString &text);
    Section &open(const QString &title);
    [[nodiscard]] ProducerPanel &panel() const { return m_fixture->window->producerPanel(); }
    [[nodiscard]] QString focusJumps() const;
    [[nodiscard]] QString faultNamed(const QString &name) const;
    [[nodiscard]] const ProducerSettings &pushed();

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestProducerForms::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestProducerForms::cleanup()
{
    m_fixture.reset();
}

void TestProducerForms::type(const QString &name, const QString &text)
{
    auto *line = m_fixture->find<QLineEdit>(name);
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

Section &TestProducerForms::open(const QString &title)
{
    auto *heading = m_fixture->find<QPushButton>(title);
    heading->click();
    return *qobject_cast<Section *>(heading->parentWidget());
}

/// What a form says is wrong; empty while it says nothing.
QString TestProducerForms::faultNamed(const QString &name) const
{
    for (const FaultLabel *label : panel().findChildren<FaultLabel *>()) {
        if (label->accessibleName() == name)
            return label->isHidden() ? QString() : label->text();
    }
    return u"there is no label of that name"_s;
}

const ProducerSettings &TestProducerForms::pushed()
{
    panel().push();
    return m_fixture->bench.pushed;
}

void TestProducerForms::partsFoldByTheKeyboard()
{
    auto *heading = m_fixture->find<QPushButton>(u"Connection"_s);
    heading->setFocus();
    QTest::keyClick(heading, Qt::Key_Space);
    QVERIFY(m_fixture->find<QLineEdit>(u"CA file"_s));
    QTest::keyClick(heading, Qt::Key_Space);
    for (const QLineEdit *line : panel().findChildren<QLineEdit *>())
        QVERIFY(line->accessibleName() != u"CA file"_s || !line->isVisible());
    QCOMPARE(heading->accessibleDescription(), u"HTTP/1.1"_s);
}

void TestProducerForms::everyControlHasAName()
{
    for (Section *part : panel().findChildren<Section *>())
        part->setOpen(true);
    QStringList nameless;
    for (const QWidget *widget : panel().findChildren<QWidget *>()) {
        const bool inside = widget->objectName().startsWith(u"qt_"_s);
        if (!inside && widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0
            && widget->accessibleName().isEmpty() && !qobject_cast<const QTabBar *>(widget))
            nameless += QString::fromLatin1(widget->metaObject()->className());
    }
    QCOMPARE(nameless, QStringList());
}

void TestProducerForms::focusFollowsTheEye()
{
    for (Section *part : panel().findChildren<Section *>())
        part->setOpen(true);
    QTRY_VERIFY2(focusJumps().isEmpty(), qPrintable(focusJumps())); // once it is laid out
}

/// Where the Tab key goes upwards in the panel; empty when it never does.
QString TestProducerForms::focusJumps() const
{
    QStringList jumps;
    const QWidget *before = nullptr;
    int highest = 0;
    const QWidget *first = m_fixture->find<QToolButton>(u"Push"_s);
    const QWidget *widget = first;
    do {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0) {
            const int y = widget->mapTo(&panel(), QPoint(0, widget->height() / 2)).y();
            // Half a line up or down is still the same line.
            if (before && y < highest - 12)
                jumps += before->accessibleName() + u" > "_s + widget->accessibleName();
            highest = y;
            before = widget;
        }
        widget = widget->nextInFocusChain();
    } while (widget != first && panel().isAncestorOf(widget));
    if (before->accessibleName() != u"Host the resource"_s)
        jumps += u"it ends at "_s + before->accessibleName();
    return jumps.join(u"; "_s);
}

void TestProducerForms::theConnectionGoesWithThePush()
{
    const Section &part = open(u"Connection"_s);
    m_fixture->find<QComboBox>(u"HTTP version"_s)->setCurrentIndex(1);
    type(u"CA file"_s, u"/tmp/ca.pem"_s);
    type(u"Client certificate file"_s, u"/tmp/client.pem"_s);
    type(u"Client key file"_s, u"/tmp/client.key"_s);
    type(u"Proxy"_s, u"http://127.0.0.1:3128"_s);
    m_fixture->find<QPlainTextEdit>(u"Further header fields"_s)
        ->setPlainText(u"X-Trace: 7\n\n X-Other: a: b \n"_s);
    QCOMPARE(pushed().connection,
             (ConnectionSettings{.http2 = true,
                                 .ca = u"/tmp/ca.pem"_s,
                                 .certificate = u"/tmp/client.pem"_s,
                                 .key = u"/tmp/client.key"_s,
                                 .proxy = u"http://127.0.0.1:3128"_s,
                                 .headers = {u"X-Trace: 7"_s, u"X-Other: a: b"_s}}));
    QCOMPARE(part.summary(), u"HTTP/2, own CA, certificate, proxy, headers: 2"_s);
    QCOMPARE(faultNamed(u"What is wrong with the connection"_s), QString());
}

void TestProducerForms::anyCertificateIsAWarning()
{
    const auto loud = [this] {
        for (const Card *card : panel().findChildren<Card *>()) {
            if (card->isVisible() && card->headline() == u"NO CERTIFICATE IS VERIFIED"_s)
                return card->tone() == Tone::Bad;
        }
        return false;
    };
    type(u"Target URL"_s, u"https://consumer.example.com/webhooks"_s);
    const Section &part = open(u"Connection"_s);
    QVERIFY(!loud());
    m_fixture->find<QCheckBox>(u"Take any certificate"_s)->click();
    QVERIFY(loud());
    QVERIFY(pushed().connection.insecure);
    // Folded away, it still says so; and where there is no TLS, there is nothing to warn of.
    m_fixture->find<QPushButton>(u"Connection"_s)->click();
    QVERIFY(part.summary().startsWith(u"not verified!"_s));
    QVERIFY(loud());
    type(u"Target URL"_s, u"http://127.0.0.1:9000/webhooks"_s);
    QVERIFY(!loud());
}

void TestProducerForms::aWrongConnectionIsSaid_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("a certificate without its key")
        << u"Client certificate file"_s << u"/tmp/client.pem"_s << u"give both files"_s;
    QTest::newRow("a proxy of no kind") << u"Proxy"_s << u"ftp://127.0.0.1:21"_s << u"socks5"_s;
    QTest::newRow("no field") << u"Further header fields"_s << u"X-Trace 7"_s
                              << u"write Name: value"_s;
}

void TestProducerForms::aWrongConnectionIsSaid()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, says);
    open(u"Connection"_s);
    const QString name = u"What is wrong with the connection"_s;
    QCOMPARE(faultNamed(name), QString());
    if (field == u"Further header fields"_s)
        m_fixture->find<QPlainTextEdit>(field)->setPlainText(text);
    else
        type(field, text);
    QVERIFY2(faultNamed(name).contains(says), qPrintable(faultNamed(name)));
}

void TestProducerForms::tokensFromAnEndpoint()
{
    const Section &part = open(u"Sign-in"_s);
    QCOMPARE(part.summary(), u"no token"_s);
    type(u"Bearer token of the target"_s, u"first"_s);
    QCOMPARE(part.summary(), u"the token above"_s);
    const QString next = u"Next bearer token of the target"_s;
    type(next, u"second"_s);
    QCOMPARE(part.summary(), u"the token above, then another"_s);
    QCOMPARE(pushed().signIn.nextToken, u"second"_s);
    QCOMPARE(m_fixture->find<QLineEdit>(next)->echoMode(), QLineEdit::Password);
    m_fixture->find<QLineEdit>(next)->clear();
    type(u"Token URL"_s, u"https://example.com/token"_s);
    const QString name = u"What is wrong with the sign-in"_s;
    QVERIFY2(faultNamed(name).contains(u"client"_s), qPrintable(faultNamed(name)));
    type(u"Client ID"_s, u"me"_s);
    type(u"Client secret"_s, u"s3cret"_s);
    type(u"Scope"_s, u"push"_s);
    QCOMPARE(faultNamed(name), QString());
    QCOMPARE(part.summary(), u"OAuth 2, client credentials"_s);
    QVERIFY(!m_fixture->find<QLineEdit>(u"Bearer token of the target"_s)->isEnabled());
    QCOMPARE(pushed().signIn,
             (SignInSettings{{}, u"https://example.com/token"_s, u"me"_s, u"s3cret"_s, u"push"_s}));
    QCOMPARE(m_fixture->find<QLineEdit>(u"Client secret"_s)->echoMode(), QLineEdit::Password);
}

void TestProducerForms::resourcesAreJudgedWhileTyped()
{
    const QString name = u"What is wrong with the feed"_s;
    type(u"Resources"_s, u"Property=60, Media=many"_s);
    QVERIFY2(faultNamed(name).contains(u"a weight is a number"_s), qPrintable(faultNamed(name)));
    type(u"Resources"_s, u"Property=60, Media=30"_s);
    QCOMPARE(faultNamed(name), QString());
    QCOMPARE(pushed().resources, u"Property=60,Media=30"_s);
}

void TestProducerForms::whatIsToGoWrongIsTicked()
{
    const Section &part = open(u"Misbehaviour"_s);
    QCOMPARE(part.summary(), u"none"_s);
    auto *list = m_fixture->find<QTreeWidget>(u"Misbehaviours"_s);
    const QString name = u"What is wrong with the misbehaviours"_s;
    const auto item = [list](const QString &kind) {
        return list->findItems(kind, Qt::MatchExactly).value(0);
    };
    list->setFocus();
    list->setCurrentItem(item(u"no-token"_s));
    QTest::keyClick(list, Qt::Key_Space);
    // Enter writes for which, which ticks it, too.
    list->setCurrentItem(item(u"duplicate"_s));
    QTest::keyClick(list, Qt::Key_Return);
    auto *editor = list->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, u"1107, 1110-1119"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(item(u"duplicate"_s)->text(1), u"1107, 1110-1119"_s);
    QCOMPARE(pushed().misbehaviours, (QStringList{u"duplicate:1107,1110-1119"_s, u"no-token"_s}));
    QCOMPARE(part.summary(), u"kinds: 2"_s);
    QCOMPARE(faultNamed(name), QString());

    item(u"drop"_s)->setCheckState(0, Qt::Checked);
    QVERIFY2(faultNamed(name).contains(u"drop has to know which"_s), qPrintable(faultNamed(name)));
    item(u"drop"_s)->setCheckState(0, Qt::Unchecked);
    QCOMPARE(faultNamed(name), QString());
}

void TestProducerForms::severalOfOneKindBecomeAList()
{
    panel().show(
        ProducerSettings{.misbehaviours = {u"drop:1107"_s, u"drop:1110"_s, u"early:500"_s}});
    QCOMPARE(pushed().misbehaviours, (QStringList{u"drop:1107,1110"_s, u"early:500"_s}));
}

void TestProducerForms::theResourceIsTurnedOnAndOff()
{
    const Section &part = open(u"Resource"_s);
    QCOMPARE(part.summary(), u"off"_s);
    type(u"Token of the resource"_s, u"my-own-token"_s);
    m_fixture->find<QPushButton>(u"Host the resource"_s)->click();
    QCOMPARE(m_fixture->bench.calls, QStringList{u"startResource"_s});
    QCOMPARE(m_fixture->bench.resourceStarted.host, u"127.0.0.1"_s);
    QCOMPARE(m_fixture->bench.resourceStarted.token, u"my-own-token"_s);

    Q_EMIT m_fixture->bench.resourceChanged({.listening = true,
                                             .url = QUrl(u"http://127.0.0.1:8029/"_s),
                                             .resumeUrl = QUrl(u"http://127.0.0.1:8029/resume"_s),
                                             .token = Secret("my-own-token")});
    QCOMPARE(part.summary(), u"127.0.0.1:8029, 0 events"_s);
    // The token is copied, and never shown.
    QCOMPARE(m_fixture->find<QLineEdit>(u"resource token"_s)->text(),
             QString::fromLatin1(Secret("my-own-token").fingerprint()));
    m_fixture->find<QToolButton>(u"Copy resource token"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"my-own-token"_s);
    m_fixture->find<QToolButton>(u"Copy resume URL"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:8029/resume"_s);
    m_fixture->find<QPushButton>(u"Stop the resource"_s)->click();
    QCOMPARE(m_fixture->bench.calls.back(), u"stopResource"_s);

    Q_EMIT m_fixture->bench.resourceChanged({.fault = u"port 8029 is taken"_s});
    QCOMPARE(part.summary(), u"does not listen"_s);
}

void TestProducerForms::theResourceSaysWhatItWasAsked()
{
    open(u"Resource"_s);
    ResourceState state{.listening = true, .url = QUrl(u"http://127.0.0.1:8029/"_s)};
    const WallTime now = m_fixture->clock.now().wall;
    state.asked = {{now, "GET", "/$metadata", 200}, {now + 1s, "GET", "/Property('1')", 404}};
    Q_EMIT m_fixture->bench.resourceChanged(state);
    const auto *list = m_fixture->find<QTreeWidget>(u"What the resource was asked"_s);
    QCOMPARE(list->topLevelItemCount(), 2);
    QCOMPARE(list->topLevelItem(0)->text(1), u"404"_s); // the newest on top
    QCOMPARE(list->topLevelItem(0)->text(2), u"GET /Property('1')"_s);
    QCOMPARE(list->topLevelItem(1)->text(2), u"GET /$metadata"_s);
}

/// Nothing that is secret goes into the settings' file, and nobody goes on doing wrong by accident.
void TestProducerForms::secretsAndWrongsAreNotKept()
{
    panel().show(ProducerSettings{.target = QUrl(u"https://consumer.example.com/w"_s),
                                  .token = u"token-abc"_s,
                                  .session = u"/tmp/s.pushbench"_s,
                                  .resources = u"Property=60"_s,
                                  .connection = {.http2 = true,
                                                 .ca = u"/tmp/ca.pem"_s,
                                                 .insecure = true,
                                                 .proxy = u"http://user:proxy-abc@127.0.0.1:1"_s,
                                                 .headers = {u"X-Key: header-abc"_s}},
                                  .signIn = {u"next-abc"_s, u"https://example.com/token"_s, u"me"_s,
                                             u"secret-abc"_s, u"push"_s},
                                  .misbehaviours = {u"no-token"_s}});
    m_fixture->window->close();
    QFile file(m_fixture->folder.filePath(u"settings.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(!text.contains("-abc"), text.constData());
    m_fixture->open();
    const ProducerSettings again = panel().settings();
    QCOMPARE(again.connection, (ConnectionSettings{.http2 = true, .ca = u"/tmp/ca.pem"_s}));
    QCOMPARE(again.signIn,
             (SignInSettings{{}, u"https://example.com/token"_s, u"me"_s, {}, u"push"_s}));
    QCOMPARE(again.misbehaviours, QStringList());
    QCOMPARE(again.session, u"/tmp/s.pushbench"_s);
    QCOMPARE(again.resources, u"Property=60"_s);
}

QTEST_MAIN(TestProducerForms)
#include "tst_producerforms.moc"
