// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"
#include "tests/support/testcase.h"
#include "ui/mainwindow.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/filterline.h"
#include "ui/panels/gapremedies.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/producerpanel.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/triageform.h"
#include "ui/views/banner.h"
#include "ui/views/card.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QByteArrayList>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace pushbench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using ledger::GapState;

/// Filtering and asking about gaps, with the real bench behind the window and real sockets.
class TestWindowGaps final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theFilterIsThatOfTheCommandLine();
    void exportsExactlyWhatIsShown();
    void theResourceTellsHiddenFromLost();
    void theMissingAreRecovered();
    void theMissingArePushedAgain();
    void theDemoSettlesItsGaps();
    void aRecordingIsAskedAboutOnDemand();
    void aWrongResourceIsSaid();

private:
    void push(const ui::ProducerSettings &settings);
    [[nodiscard]] ui::ProducerSettings settings() const;
    /// Numbers that never exist, and 1107, which is published and not pushed.
    [[nodiscard]] ui::ProducerSettings withGaps() const;
    [[nodiscard]] ui::SessionModels &models() const { return m_window->models(); }
    [[nodiscard]] ui::DataTabs &tabs() const { return m_window->sessionPage().tabs(); }
    [[nodiscard]] ui::FilterBar &bar() const { return m_window->sessionPage().filter(); }
    void filter(const QString &text) const;
    [[nodiscard]] int shownEvents() const { return tabs().events().model()->rowCount(); }
    /// "lost 1107": what was dropped, when all other gaps are hidden; else all of them.
    [[nodiscard]] QString verdicts() const;
    void askOurs();

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::WindowBench> m_bench;
    std::unique_ptr<ui::MainWindow> m_window;
    ui::ResourceState m_resource;
};

void TestWindowGaps::init()
{
    TestCase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = std::make_unique<app::WindowBench>(m_clock);
    m_resource = {};
    connect(m_bench.get(), &ui::Bench::resourceChanged, this,
            [this](const ui::ResourceState &state) { m_resource = state; });
    m_window = std::make_unique<ui::MainWindow>(
        *m_bench, m_clock, ui::SettingsStore(m_folder->filePath(u"settings.ini"_s)));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_bench->startConsumer({.port = 0, .endpoints = {{.sources = {u"A"_s}}}});
    QTRY_VERIFY(m_window->consumerPanel().state().listening);
}

void TestWindowGaps::cleanup()
{
    m_window.reset();
    m_bench.reset();
}

ui::ProducerSettings TestWindowGaps::settings() const
{
    const ui::OpenEndpoint &endpoint = m_window->consumerPanel().state().endpoints.front();
    return {.target = endpoint.url,
            .token = QString::fromLatin1(endpoint.token.reveal()),
            .source = u"A"_s,
            .events = 100,
            .batch = 10,
            .rate = 0};
}

ui::ProducerSettings TestWindowGaps::withGaps() const
{
    ui::ProducerSettings wrong = settings();
    wrong.holeRate = 0.05;
    wrong.misbehaviours = {u"drop:1107"_s};
    return wrong;
}

void TestWindowGaps::push(const ui::ProducerSettings &settings)
{
    m_bench->startPush(settings);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->producerPanel().state().phase, ui::ProducerPhase::Done,
                              30'000);
    QTRY_VERIFY(models().totals.accepted == models().totals.delivered);
}

void TestWindowGaps::filter(const QString &text) const
{
    bar().line().setText(text);
    QTest::keyClick(&bar().line(), Qt::Key_Return);
}

QString TestWindowGaps::verdicts() const
{
    QStringList words;
    int hidden = 0;
    for (int row = 0; row < models().gaps.rowCount(); ++row) {
        const ledger::Gap &gap = models().gaps.at(row).gap;
        if (gap.state == GapState::Hidden)
            ++hidden;
        else
            words += u"%1 %2"_s.arg(QString::fromLatin1(gapStateName(gap.state).toByteArray()))
                         .arg(gap.first.value);
    }
    return hidden == 0 ? u"none hidden, "_s + words.join(u", ") : words.join(u", ");
}

void TestWindowGaps::askOurs()
{
    m_bench->setTriage({.ask = true,
                        .url = m_resource.url.toString(),
                        .token = QString::fromLatin1(m_resource.token.reveal()),
                        .grace = 0s,
                        .settle = 1s,
                        .deadline = 1s});
}

void TestWindowGaps::theFilterIsThatOfTheCommandLine()
{
    push(settings());
    QTRY_COMPARE(models().events.rowCount(), 100);
    filter(u"seq:1121..1125"_s);
    QTRY_COMPARE(shownEvents(), 5);
    QCOMPARE(bar().said(), u"events: 5"_s);
    QTRY_COMPARE(tabs().exchanges().model()->rowCount(), 2); // sent and received

    // In the bytes of the body, of what was received.
    filter(u"side:consumer EntityEventSource"_s);
    QTRY_COMPARE(tabs().exchanges().model()->rowCount(), 10);
    filter(u"is:late"_s);
    QTRY_COMPARE(bar().said(), u"events: 0"_s);

    // What comes while the filter is there is sifted as well.
    filter(u"is:duplicate"_s);
    ui::ProducerSettings again = settings();
    again.events = 3;
    again.batch = 1;
    push(again);
    QTRY_COMPARE(shownEvents(), 3);
    QCOMPARE(models().events.rowCount(), 103);
    filter(QString());
    QCOMPARE(shownEvents(), 103);

    // A recording as well, while it is being read.
    const QString path = m_folder->filePath(u"a.pushbench"_s);
    m_bench->saveSession(path);
    QTRY_VERIFY(m_window->windowTitle().startsWith(u"a.pushbench"_s));
    filter(u"is:duplicate seq:1102"_s);
    m_bench->openSession(path);
    QTRY_COMPARE(shownEvents(), 1);
    QTRY_COMPARE(models().events.rowCount(), 103);
    QCOMPARE(shownEvents(), 1);
}

void TestWindowGaps::exportsExactlyWhatIsShown()
{
    push(settings());
    QTRY_COMPARE(models().events.rowCount(), 100);
    filter(u"seq:1121..1125"_s);
    QTRY_COMPARE(shownEvents(), 5);
    QSignalSpy exported(m_bench.get(), &ui::Bench::exported);
    const QString path = m_folder->filePath(u"shown.ndjson"_s);
    bar().exportTo(path);
    QTRY_COMPARE(exported.size(), 1);
    QCOMPARE(exported.front().at(1).toLongLong(), 5);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY2(lines.front().contains("1121") && lines.back().contains("1125"),
             lines.front().constData());
    bar().exportTo(m_folder->filePath(u"no/such/folder.csv"_s));
    QTRY_VERIFY(m_window->banner().isVisible());
    QVERIFY(m_window->banner().text().contains(u"folder.csv"_s));
}

void TestWindowGaps::theResourceTellsHiddenFromLost()
{
    m_bench->startResource({});
    QVERIFY(m_resource.listening);
    push(withGaps());
    QTRY_VERIFY(verdicts().contains(u"open 1107"_s));
    askOurs();
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), u"lost 1107"_s, 20'000);
    QVERIFY2(m_window->banner().text().startsWith(u"Lost: 1107."_s),
             qPrintable(m_window->banner().text()));
    QCOMPARE(m_window->consumerPanel().triage().summary(), u"asks "_s + m_resource.url.authority());

    // Stopped, it asks no more; and somebody else may be asked in the middle of it all.
    m_bench->setTriage({});
    m_bench->setTriage({.ask = true,
                        .url = m_resource.url.toString(),
                        .token = u"wrong"_s,
                        .grace = 0s,
                        .settle = 1s,
                        .deadline = 1s});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->consumerPanel().triage().isTroubled(), 20'000);
    askOurs();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->consumerPanel().triage().isTroubled(), 20'000);
}

/// Once the producer is stopped, its resource is that of somebody who cannot push.
void TestWindowGaps::theMissingAreRecovered()
{
    m_bench->startResource({});
    push(withGaps());
    askOurs();
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), u"lost 1107"_s, 20'000);
    ui::GapRemedies &remedies = tabs().gaps().remedies();
    QTRY_VERIFY(remedies.pushAction->isEnabled());
    QVERIFY(!remedies.recoverAction->isEnabled());
    m_bench->stopPush();
    m_bench->startConsumer({.port = 0, .endpoints = {{.sources = {u"A"_s}}}}); // a change to see
    tabs().setCurrentWidget(&tabs().gaps());
    QTRY_VERIFY(remedies.recoverAction->isEnabled());
    QVERIFY(!remedies.pushAction->isEnabled());
    remedies.recoverAction->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(remedies.outcome->headline(), u"Recovered: 1 of 1"_s, 20'000);
    QCOMPARE(verdicts(), u"recovered 1107"_s);

    // It stands among the events, and under a filter as well.
    filter(u"is:recovered"_s);
    QTRY_COMPARE(shownEvents(), 1);
    filter(u"seq:1107"_s);
    QTRY_COMPARE(shownEvents(), 1);
    filter(u"is:late"_s);
    QTRY_COMPARE(shownEvents(), 0);
}

void TestWindowGaps::theMissingArePushedAgain()
{
    m_bench->startResource({});
    push(withGaps());
    askOurs();
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), u"lost 1107"_s, 20'000);
    ui::GapRemedies &remedies = tabs().gaps().remedies();
    QTRY_VERIFY(remedies.pushAction->isEnabled());
    remedies.pushAction->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(remedies.outcome->headline(), u"Pushed again, and arrived: 1 of 1"_s,
                              20'000);
    QTRY_COMPARE(verdicts(), u"filled 1107"_s);
    QTRY_VERIFY(!remedies.pushAction->isEnabled());
}

void TestWindowGaps::theDemoSettlesItsGaps()
{
    const ui::TriageSettings own{.grace = 77s};
    m_bench->setTriage(own);
    m_bench->startDemo();
    const auto count = [this](ui::Meaning meaning) { return models().gaps.count(meaning); };
    QTRY_VERIFY_WITH_TIMEOUT(count(ui::Meaning::Lost) + count(ui::Meaning::Superseded) > 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(count(ui::Meaning::Hidden) > 0, 60'000);
    // Nobody said so for good: neither the next session nor the next start goes on asking.
    QCOMPARE(m_window->consumerPanel().triage().kept(), own);
    m_bench->newSession();
    QCOMPARE(m_window->consumerPanel().triage().summary(), u"nobody is asked"_s);
    QCOMPARE(m_window->consumerPanel().triage().settings(), own);
}

void TestWindowGaps::aRecordingIsAskedAboutOnDemand()
{
    m_bench->setTriage({.grace = 0s});
    m_bench->startResource({});
    push(withGaps());
    QTRY_VERIFY(models().gaps.rowCount() > 1);
    const int holes = models().gaps.rowCount();
    const QString path = m_folder->filePath(u"a.pushbench"_s);
    m_bench->saveSession(path);
    QTRY_VERIFY(m_window->windowTitle().startsWith(u"a.pushbench"_s));
    QSignalSpy opened(m_bench.get(), &ui::Bench::sessionReset);
    m_bench->openSession(path);
    QTRY_COMPARE(opened.count(), 1);
    QTRY_COMPARE(models().gaps.rowCount(), holes);
    QVERIFY(verdicts().startsWith(u"none hidden, "_s));
    askOurs();
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), u"lost 1107"_s, 20'000);
}

void TestWindowGaps::aWrongResourceIsSaid()
{
    m_bench->setTriage({.ask = true, .url = u"ftp://x"_s});
    QVERIFY(m_window->banner().isVisible());
    QVERIFY2(m_window->banner().text().contains(u"http or https"_s),
             qPrintable(m_window->banner().text()));
    QCOMPARE(m_window->consumerPanel().triage().summary(), u"cannot ask"_s);
    m_bench->setTriage({});
    QCOMPARE(m_window->consumerPanel().triage().summary(), u"nobody is asked"_s);
}

QTEST_MAIN(TestWindowGaps)
#include "tst_windowgaps.moc"
