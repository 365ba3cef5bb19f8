// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "ui/views/statepalette.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QSet>

using namespace pushbench;
using namespace pushbench::ui;

/// Both themes can be read, and no state is told by its colour alone.
class TestTheme final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsAsTheFormulaSays();
    void textsCanBeRead_data();
    void textsCanBeRead();
    void statesCanBeRead_data();
    void statesCanBeRead();
    void everyStateHasItsOwnGlyphAndPattern();
    void switchesBackAndForth();
};

void TestTheme::contrastIsAsTheFormulaSays()
{
    QCOMPARE(qRound(contrast(0xff000000, 0xffffffff) * 100), 2100);
    QCOMPARE(qRound(contrast(0xffffffff, 0xffffffff) * 100), 100);
    QCOMPARE(qRound(contrast(0xff767676, 0xffffffff) * 100), 454);
}

void TestTheme::textsCanBeRead_data()
{
    QTest::addColumn<QRgb>("ink");
    QTest::addColumn<QRgb>("paper");
    for (const auto &[name, theme] :
         {std::pair("light", &kLightColors), std::pair("dark", &kDarkColors)}) {
        const auto row = [name = name](const char *what, QRgb ink, QRgb paper) {
            QTest::addRow("%s, %s", name, what) << ink << paper;
        };
        row("text on a panel", theme->text, theme->panel);
        row("text on a selected row", theme->text, theme->selection);
        row("quiet text on a panel", theme->muted, theme->panel);
        row("quiet text on every second row", theme->muted, theme->alternate);
        row("the primary button", theme->accentText, theme->accent);
        row("names in code", theme->accent, theme->panel);
        row("good", theme->good, theme->panel);
        row("warn", theme->warn, theme->panel);
        row("bad", theme->bad, theme->panel);
    }
}

void TestTheme::textsCanBeRead()
{
    QFETCH(QRgb, ink);
    QFETCH(QRgb, paper);
    QVERIFY2(contrast(ink, paper) >= 4.5, qPrintable(QString::number(contrast(ink, paper))));
}

void TestTheme::statesCanBeRead_data()
{
    QTest::addColumn<QRgb>("ink");
    QTest::addColumn<QRgb>("paper");
    for (const StateLook &look : kStateLooks) {
        const int number = int(look.meaning);
        QTest::addRow("light %d", number) << look.lightInk << kLightColors.alternate;
        QTest::addRow("light %d, selected", number) << look.lightInk << kLightColors.selection;
        QTest::addRow("dark %d", number) << look.darkInk << kDarkColors.alternate;
        QTest::addRow("dark %d, selected", number) << look.darkInk << kDarkColors.selection;
    }
}

void TestTheme::statesCanBeRead()
{
    QFETCH(QRgb, ink);
    QFETCH(QRgb, paper);
    const bool selected = QByteArrayView(QTest::currentDataTag()).endsWith("selected");
    QVERIFY2(contrast(ink, paper) >= (selected ? 3.0 : 4.5),
             qPrintable(QString::number(contrast(ink, paper))));
}

void TestTheme::everyStateHasItsOwnGlyphAndPattern()
{
    QSet<char16_t> glyphs;
    for (int i = 0; i < kMeaningCount; ++i) {
        QCOMPARE(kStateLooks[size_t(i)].meaning, Meaning(i));
        glyphs += lookOf(Meaning(i)).glyph;
    }
    QCOMPARE(glyphs.size(), kMeaningCount);
}

void TestTheme::switchesBackAndForth()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY(isDark(QApplication::palette()));
    applyTheme(*qApp, ThemeChoice::Light);
    QVERIFY(!isDark(QApplication::palette()));
    QVERIFY2(!qApp->styleSheet().contains(u'@'), "every colour of the sheet has a value");
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
