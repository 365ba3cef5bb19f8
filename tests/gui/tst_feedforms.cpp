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
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// Where a push takes its events from, how patient it is, and how the hosted resource speaks.
class TestFeedForms final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aResourceIsReadAndPushed();
    void aWrongResourceIsSaid_data();
    void aWrongResourceIsSaid();
    void theCardSaysWhatIsRead();
    void theAdvancedPartGoesWithThePush();
    void whatCannotBeIsSaid();
    void theResourceSpeaksTls();
    void allButSecretsIsKept();

private:
    template <typename Control>
    [[nodiscard]] Control &control(const QString &name) const
    {
        return *m_fixture->find<Control>(name);
    }
    [[nodiscard]] bool shows(const QString &name) const;
    void read();
    void open(const QString &title) { control<QPushButton>(title).click(); }
    [[nodiscard]] ProducerPanel &panel() const { return m_fixture->window->producerPanel(); }
    [[nodiscard]] QString faultNamed(const QString &name) const;
    [[nodiscard]] QString summaryOf(const QString &title) const;
    [[nodiscard]] const ProducerSettings &pushed();

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestFeedForms::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestFeedForms::cleanup()
{
    m_fixture.reset();
}

bool TestFeedForms::shows(const QString &name) const
{
    const QList<QWidget *> all = panel().findChildren<QWidget *>();
    return std::ranges::any_of(all, [&name](const QWidget *widget) {
        return widget->accessibleName() == name && widget->isVisible();
    });
}

void TestFeedForms::read()
{
    control<QComboBox>(u"Where the events come from"_s).setCurrentIndex(int(EventOrigin::Resource));
}

QString TestFeedForms::faultNamed(const QString &name) const
{
    for (const FaultLabel *label : panel().findChildren<FaultLabel *>()) {
        if (label->accessibleName() == name)
            return label->isHidden() ? QString() : label->text();
    }
    return u"there is no label of that name"_s;
}

QString TestFeedForms::summaryOf(const QString &title) const
{
    return qobject_cast<Section *>(control<QPushButton>(title).parentWidget())->summary();
}

const ProducerSettings &TestFeedForms::pushed()
{
    panel().push();
    return m_fixture->bench.pushed;
}

void TestFeedForms::aResourceIsReadAndPushed()
{
    QVERIFY(!shows(u"Resource to read"_s));
    read();
    QVERIFY(!shows(u"First sequence"_s));
    QTest::keyClicks(&control<QLineEdit>(u"Resource to read"_s), u"https://example.com/odata"_s);
    QTest::keyClicks(&control<QLineEdit>(u"Token of the resource to read"_s), u"read-me"_s);
    control<QLineEdit>(u"CA file of the resource to read"_s).setText(u"/tmp/ca.pem"_s);
    // Beyond what a double holds.
    control<QLineEdit>(u"Only behind this number"_s).setText(u"9007199254740993"_s);
    control<QDoubleSpinBox>(u"Seconds between two looks"_s).setValue(0.5);
    control<QDoubleSpinBox>(u"Seconds for late numbers"_s).setValue(5);
    const ReadingSettings wanted{.root = u"https://example.com/odata"_s,
                                 .token = u"read-me"_s,
                                 .ca = u"/tmp/ca.pem"_s,
                                 .after = 9'007'199'254'740'993,
                                 .poll = 0.5,
                                 .settle = 5};
    QCOMPARE(pushed().origin, EventOrigin::Resource);
    QCOMPARE(pushed().reading, wanted);
    auto &once = control<QCheckBox>(u"End where it ends"_s);
    once.click();
    QVERIFY(!control<QDoubleSpinBox>(u"Seconds between two looks"_s).isEnabled());
    QVERIFY(pushed().reading.once);
}

void TestFeedForms::aWrongResourceIsSaid_data()
{
    QTest::addColumn<QString>("root");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing yet") << QString() << QString();
    QTest::newRow("a good one") << u"http://127.0.0.1:8029/"_s << QString();
    QTest::newRow("no URL") << u"example"_s << u"https://host/odata"_s;
    QTest::newRow("no web") << u"ftp://example.com/"_s << u"https://host/odata"_s;
    QTest::newRow("a secret in it") << u"https://me:secret@example.com/"_s << u"line of its own"_s;
}

void TestFeedForms::aWrongResourceIsSaid()
{
    QFETCH(QString, root);
    QFETCH(QString, says);
    const QString name = u"What is wrong with the feed"_s;
    read();
    control<QLineEdit>(u"Resource to read"_s).setText(root);
    const QString said = faultNamed(name);
    QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), qPrintable(said));
    control<QComboBox>(u"Where the events come from"_s).setCurrentIndex(0);
    QCOMPARE(faultNamed(name), QString());
}

void TestFeedForms::theCardSaysWhatIsRead()
{
    const auto *card = panel().findChild<Card *>();
    QVERIFY(card);
    ProducerState state{.phase = ProducerPhase::Pushing,
                        .reason = u"Reads http://example.com/odata, behind 1,250"_s,
                        .follows = true};
    Q_EMIT m_fixture->bench.producerChanged(state);
    QVERIFY2(card->headline().startsWith(u"Following"_s), qPrintable(card->headline()));
    QVERIFY2(card->sentence().contains(u"behind 1,250."_s), qPrintable(card->sentence()));
    state.follows = false;
    Q_EMIT m_fixture->bench.producerChanged(state);
    QVERIFY2(card->headline().startsWith(u"Pushing"_s), qPrintable(card->headline()));
}

void TestFeedForms::theAdvancedPartGoesWithThePush()
{
    QCOMPARE(pushed().advanced, AdvancedSettings{});
    QCOMPARE(summaryOf(u"Advanced"_s), u"as usual"_s);
    open(u"Advanced"_s);
    control<QDoubleSpinBox>(u"Timeout"_s).setValue(2.5);
    control<QSpinBox>(u"Attempts"_s).setValue(3);
    control<QDoubleSpinBox>(u"First own wait"_s).setValue(0.25);
    control<QDoubleSpinBox>(u"Longest own wait"_s).setValue(8);
    control<QDoubleSpinBox>(u"Seconds of the ramp"_s).setValue(60);
    control<QDoubleSpinBox>(u"Rate to ramp to"_s).setValue(2000);
    control<QSpinBox>(u"Burst"_s).setValue(50);
    control<QLineEdit>(u"Checkpoint file"_s).setText(u"/tmp/feed.checkpoint"_s);
    const AdvancedSettings wanted{.timeout = 2.5,
                                  .maxAttempts = 3,
                                  .backoff = u"0.25:8"_s,
                                  .ramp = u"2000:60"_s,
                                  .burst = 50,
                                  .checkpoint = u"/tmp/feed.checkpoint"_s};
    QCOMPARE(pushed().advanced, wanted);
    QCOMPARE(summaryOf(u"Advanced"_s), u"checkpoint, ramp, burst, own patience"_s);
    panel().show(ProducerSettings{});
    QCOMPARE(pushed().advanced, AdvancedSettings{});
    panel().show(ProducerSettings{.advanced = wanted});
    QCOMPARE(pushed().advanced, wanted);
}

void TestFeedForms::whatCannotBeIsSaid()
{
    const QString name = u"What is wrong with these"_s;
    open(u"Advanced"_s);
    QCOMPARE(faultNamed(name), QString());
    control<QDoubleSpinBox>(u"First own wait"_s).setValue(90);
    QVERIFY2(faultNamed(name).contains(u"shorter"_s), qPrintable(faultNamed(name)));
    control<QDoubleSpinBox>(u"Longest own wait"_s).setValue(90);
    QCOMPARE(faultNamed(name), QString());
    control<QDoubleSpinBox>(u"Seconds of the ramp"_s).setValue(1);
    control<QDoubleSpinBox>(u"Rate to ramp to"_s).setValue(0);
    QVERIFY2(faultNamed(name).contains(u"ramp"_s), qPrintable(faultNamed(name)));
}

void TestFeedForms::theResourceSpeaksTls()
{
    open(u"Resource"_s);
    auto &security = control<QComboBox>(u"Security of the resource"_s);
    QVERIFY(!shows(u"Key file of the resource"_s));
    security.setCurrentIndex(int(TlsChoice::Files));
    control<QLineEdit>(u"Certificate file of the resource"_s).setText(u"/tmp/c.pem"_s);
    control<QLineEdit>(u"Key file of the resource"_s).setText(u"/tmp/c.key"_s);
    control<QPushButton>(u"Host the resource"_s).click();
    QCOMPARE(m_fixture->bench.resourceStarted.tls, TlsChoice::Files);
    QCOMPARE(m_fixture->bench.resourceStarted.certificate, u"/tmp/c.pem"_s);
    QCOMPARE(m_fixture->bench.resourceStarted.key, u"/tmp/c.key"_s);
    security.setCurrentIndex(int(TlsChoice::SelfSigned));
    QVERIFY(!shows(u"Key file of the resource"_s));
    ResourceState state{.listening = true, .url = QUrl(u"https://127.0.0.1:8029/"_s)};
    Q_EMIT m_fixture->bench.resourceChanged(state);
    QVERIFY(!shows(u"Security of the resource"_s));
    QVERIFY(!shows(u"file that clients have to trust"_s));
    state.caFile = u"/tmp/pushbench-ca.pem"_s;
    Q_EMIT m_fixture->bench.resourceChanged(state);
    QCOMPARE(control<QLineEdit>(u"file that clients have to trust"_s).text(), state.caFile);
}

void TestFeedForms::allButSecretsIsKept()
{
    const ReadingSettings reading{.root = u"https://example.com/odata"_s,
                                  .token = u"token-abc"_s,
                                  .ca = u"/tmp/ca.pem"_s,
                                  .after = 7,
                                  .poll = 3,
                                  .once = true,
                                  .settle = 9};
    const AdvancedSettings advanced{.timeout = 2,
                                    .maxAttempts = 4,
                                    .backoff = u"1:2"_s,
                                    .ramp = u"9:8"_s,
                                    .burst = 7,
                                    .checkpoint = u"/tmp/c"_s};
    panel().show(ProducerSettings{
        .origin = EventOrigin::Resource, .reading = reading, .advanced = advanced});
    control<QPushButton>(u"Resource"_s).click();
    control<QComboBox>(u"Security of the resource"_s).setCurrentIndex(int(TlsChoice::SelfSigned));
    m_fixture->window->close();
    QFile file(m_fixture->folder.filePath(u"settings.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("-abc"));
    m_fixture->open();
    const ProducerSettings again = panel().settings();
    ReadingSettings kept = reading;
    kept.token.clear();
    QCOMPARE(again.origin, EventOrigin::Resource);
    QCOMPARE(again.reading, kept);
    QCOMPARE(again.advanced, advanced);
    open(u"Resource"_s);
    QCOMPARE(control<QComboBox>(u"Security of the resource"_s).currentIndex(),
             int(TlsChoice::SelfSigned));
}

QTEST_MAIN(TestFeedForms)
#include "tst_feedforms.moc"
