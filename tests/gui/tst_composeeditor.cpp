// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "ui/models/examplepayloads.h"
#include "ui/panels/composeeditor.h"
#include "ui/views/card.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// A body that is judged while it is being typed.
class TestComposeEditor final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void verdicts_data();
    void verdicts();
    void typingIsJudgedAtOnce();
    void aBadBodyMayBeSent();
    void examplesAreTheStandardsOwn();

private:
    [[nodiscard]] Card &card() const { return *m_editor->findChild<Card *>(); }

    std::unique_ptr<ComposeEditor> m_editor;
};

void TestComposeEditor::init()
{
    TestCase::init();
    m_editor = std::make_unique<ComposeEditor>();
    m_editor->resize(360, 400);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
}

void TestComposeEditor::verdicts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<QString>("said");
    const QByteArray one = examplePayloads().front().body.toByteArray();
    QTest::newRow("an example") << one << Tone::Good << u"takes this. Events: 1"_s;
    QTest::newRow("no JSON") << QByteArray("{\"a\":") << Tone::Bad << u"refuses this (400)"_s;
    QTest::newRow("nothing") << QByteArray() << Tone::Bad << u"refuses this (400)"_s;
    QTest::newRow("a sequence in quotes")
        << QByteArray(one).replace("1101", "\"1101\"") << Tone::Bad << u"refuses this (400)"_s;
}

void TestComposeEditor::verdicts()
{
    QFETCH(QByteArray, body);
    m_editor->setBody(body);
    QTEST(card().tone(), "tone");
    QFETCH(QString, said);
    QVERIFY2(card().headline().contains(said), qPrintable(card().headline()));
    QCOMPARE(card().sentence().isEmpty(), card().tone() == Tone::Good);
}

void TestComposeEditor::typingIsJudgedAtOnce()
{
    QCOMPARE(card().tone(), Tone::Good);
    auto *text = m_editor->findChild<QPlainTextEdit *>();
    text->setFocus();
    QTest::keyClick(text, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(text, u"oops"_s);
    QCOMPARE(card().tone(), Tone::Bad);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(text, Qt::Key_Backspace);
    QCOMPARE(card().tone(), Tone::Good);
}

void TestComposeEditor::aBadBodyMayBeSent()
{
    QSignalSpy sent(m_editor.get(), &ComposeEditor::sendWanted);
    m_editor->setBody("not even JSON");
    QTest::mouseClick(m_editor->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.front().front().toByteArray(), QByteArray("not even JSON"));
}

void TestComposeEditor::examplesAreTheStandardsOwn()
{
    QSignalSpy source(m_editor.get(), &ComposeEditor::sourceSuggested);
    auto *examples = m_editor->findChild<QComboBox *>();
    QCOMPARE(examples->count(), int(examplePayloads().size()));
    for (int i = 0; i < examples->count(); ++i) {
        examples->setCurrentIndex(i);
        Q_EMIT examples->activated(i);
        QCOMPARE(m_editor->body(), examplePayloads()[size_t(i)].body.toByteArray());
        QVERIFY2(card().tone() != Tone::Bad, qPrintable(card().sentence()));
    }
    QCOMPARE(source.size(), examples->count());
    QVERIFY(!source.back().front().toString().isEmpty());
}

QTEST_MAIN(TestComposeEditor)
#include "tst_composeeditor.moc"
