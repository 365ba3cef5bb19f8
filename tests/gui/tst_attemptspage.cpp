// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/attemptspage.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/batchwaterfall.h"
#include "ui/views/tailtable.h"

#include <QLabel>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// The tab of our producer's attempts, in a whole window.
class TestAttemptsPage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestTellsItsStory();
    void aChosenRowTellsItsOwn();
    void aSessionWithoutAPushSaysSo();
};

void TestAttemptsPage::theNewestTellsItsStory()
{
    WindowFixture fixture;
    playProducerScene(fixture.bench, *fixture.window, fixture.clock.now().wall);
    auto *story = fixture.find<BatchWaterfall>(u"Attempts of the batch"_s);
    QVERIFY(story);
    const QStringList lines = story->accessibleDescription().split(u'\n');
    QCOMPARE(lines.size(), 7); // four tries, and three waits between them
    QVERIFY2(lines[0].startsWith(u"1 \u00B7 429: connect "_s), qPrintable(lines[0]));
    QVERIFY2(lines[1].startsWith(u"waited "_s), qPrintable(lines[1]));
    QVERIFY2(lines[2].startsWith(u"2 \u00B7 unknown"_s), qPrintable(lines[2]));
    // It paints all of it, in little room too.
    story->resize(120, story->height());
    QVERIFY(!story->grab().isNull());
}

void TestAttemptsPage::aChosenRowTellsItsOwn()
{
    WindowFixture fixture;
    playProducerScene(fixture.bench, *fixture.window, fixture.clock.now().wall);
    AttemptsPage &page = fixture.window->sessionPage().tabs().attempts();
    page.table()->selectRows({{2, 2}});
    auto *story = fixture.find<BatchWaterfall>(u"Attempts of the batch"_s);
    QCOMPARE(story->accessibleDescription().count(u'\n'), 0);
    // The inspector shows the exchange of the chosen attempt.
    QVERIFY(fixture.bench.calls.contains(u"fetchExchange 202"_s));
}

void TestAttemptsPage::aSessionWithoutAPushSaysSo()
{
    WindowFixture fixture;
    playScene(fixture.bench, *fixture.window, fixture.clock.now().wall);
    DataTabs &tabs = fixture.window->sessionPage().tabs();
    tabs.setCurrentWidget(&tabs.attempts());
    bool said = false;
    for (const QLabel *label : tabs.attempts().findChildren<QLabel *>())
        said = said
            || (label->isVisible() && label->text().startsWith(u"Our producer sent nothing"_s));
    QVERIFY(said);
}

QTEST_MAIN(TestAttemptsPage)
#include "tst_attemptspage.moc"
