// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/politenesspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/card.h"
#include "ui/views/tailtable.h"

#include <QAction>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// The politeness tab in a whole window.
class TestPolitenessPage final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theTabCountsWhatWentWrong();
    void figuresAppearWithTheFirstHold();
    void theChosenHoldIsExplainedAndInspected();
    void theNewestIsFollowedUntilOneMovesUp();
    void aNewSessionForgetsThem();

private:
    [[nodiscard]] DataTabs &tabs() const { return m_fixture->window->sessionPage().tabs(); }
    [[nodiscard]] PolitenessPage &page() const { return tabs().politeness(); }
    [[nodiscard]] Card &card() const { return *page().findChild<Card *>(); }
    void play()
    {
        playScene(m_fixture->bench, *m_fixture->window, m_fixture->clock.now().wall);
        tabs().setCurrentWidget(&page());
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestPolitenessPage::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void TestPolitenessPage::cleanup()
{
    m_fixture.reset();
}

void TestPolitenessPage::theTabCountsWhatWentWrong()
{
    QCOMPARE(tabs().tabText(tabs().indexOf(&page())), u"Politeness"_s);
    play();
    QCOMPARE(tabs().tabText(tabs().indexOf(&page())), u"Politeness  2"_s);
}

void TestPolitenessPage::figuresAppearWithTheFirstHold()
{
    QVERIFY(page().figures()->isHidden());
    play();
    QVERIFY(page().figures()->isVisible());
    QCOMPARE(page().figures()->model()->rowCount(), 2);
    QTRY_COMPARE(page().figures()->rowsPerPage(), 2); // neither less nor empty room
    QCOMPARE(page().holds()->model()->rowCount(), 6);
}

void TestPolitenessPage::theChosenHoldIsExplainedAndInspected()
{
    play();
    QVERIFY2(card().headline().startsWith(u"Exchange 118"_s), "nothing chosen: the newest");
    page().holds()->selectRows({{2, 2}});
    QCOMPARE(card().headline(), u"Exchange 61, RCP028-R13: fail"_s);
    QCOMPARE(card().tone(), Tone::Bad);
    QVERIFY(card().sentence().contains(u"28502 ms"_s));
    QCOMPARE(m_fixture->bench.calls.last(), u"fetchExchange 62"_s);
}

void TestPolitenessPage::theNewestIsFollowedUntilOneMovesUp()
{
    play();
    QVERIFY(tabs().followAction->isEnabled());
    QVERIFY(tabs().followAction->isChecked());
    page().holds()->selectRows({{0, 0}});
    QVERIFY(!tabs().followAction->isChecked());
    tabs().followAction->trigger();
    QVERIFY(page().holds()->isFollowing());
}

void TestPolitenessPage::aNewSessionForgetsThem()
{
    play();
    Q_EMIT m_fixture->bench.sessionReset();
    QCOMPARE(page().holds()->model()->rowCount(), 0);
    QVERIFY(page().figures()->isHidden());
    QVERIFY(card().isHidden());
    QCOMPARE(tabs().tabText(tabs().indexOf(&page())), u"Politeness"_s);
}

QTEST_MAIN(TestPolitenessPage)
#include "tst_politenesspage.moc"
