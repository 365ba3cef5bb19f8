// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/checkcommand.h"
#include "ui/panels/checkform.h"
#include "ui/panels/checkspanel.h"
#include "ui/views/card.h"
#include "ui/views/checkdetail.h"
#include "ui/views/checktree.h"
#include "ui/views/inspector.h"
#include "ui/views/section.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using checks::Level;
using checks::Status;
using checks::Suite;

const std::vector<checks::CheckSpec> kSpecs{
    {"RCP028-R2.no-token", Level::Must, "refuses a request without a token", "no token", "401"},
    {"RCP028-R2.case", Level::Must, "takes the scheme in any case", "bearer", "2xx"},
    {"H-405.get", Level::Should, "says which methods it takes", "GET", "405 with Allow"},
};
const QString kTarget = u"http://127.0.0.1:9000/hook"_s;

checks::Entry judged(size_t spec, Status status)
{
    return {kSpecs[spec],
            {.id = kSpecs[spec].id,
             .status = status,
             .sentence = u"<got> 200"_s,
             .assertions = {{u"the status"_s, status, u"401"_s, u"<got> 200"_s}},
             .evidence = {{7}, {8}}}};
}

} // namespace

/// The dock of the checks over a bench that runs none.
class TestChecksPanel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theDockComesBackAsItWasLeft();
    void whatIsEmptyIsOurOwnConsumer();
    void aForeignTargetNeverGetsOurToken();
    void ourConsumersPortIsExplained();
    void rowsTurnAndAreFiltered();
    void waitingCountsDown();
    void theEvidenceIsShown();
    void theNextRunSaysWhatIsNew();
    void reportsAreSavedByTheirEnding();
    void theCommandLine_data();
    void theCommandLine();
    void faultsAreSaid();
    void wrongFilesKeepARunFromBeginning();
    void whatWasExpectedIsTold();
    void theBenchItselfIsProven();

private:
    [[nodiscard]] FakeBench &bench() const { return m_fixture->bench; }
    [[nodiscard]] FakeChecks &checking() const { return m_fixture->bench.checking; }
    [[nodiscard]] ChecksPanel &panel() const { return m_fixture->window->checksPanel(); }
    void listen() const;
    /// A run from its beginning to its end.
    void play(Status first, Status second, Status third) const;
    void begin(Suite suite = Suite::Consumer) const;

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestChecksPanel::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->window->findChild<QDockWidget *>(u"checks"_s)->show();
}

void TestChecksPanel::cleanup()
{
    m_fixture.reset();
}

void TestChecksPanel::listen() const
{
    ConsumerState state;
    state.listening = true;
    state.endpoints = {
        {.url = QUrl(u"http://127.0.0.1:8028/webhooks"_s), .token = Secret("own-token")}};
    Q_EMIT bench().consumerChanged(state);
}

void TestChecksPanel::begin(Suite suite) const
{
    panel().runAction->trigger();
    Q_EMIT checking().began({.suite = suite,
                             .target = kTarget,
                             .token = Secret("made-token"),
                             .nextToken = Secret("next-token"),
                             .checks = kSpecs});
}

void TestChecksPanel::play(Status first, Status second, Status third) const
{
    begin();
    Q_EMIT checking().judged({judged(0, first)});
    Q_EMIT checking().judged({judged(1, second)});
    Q_EMIT checking().judged({judged(2, third)});
    Q_EMIT checking().ended({.requests = 3, .duration = 1500ms});
}

void TestChecksPanel::theDockComesBackAsItWasLeft()
{
    const auto dock = [this] { return m_fixture->window->findChild<QDockWidget *>(u"checks"_s); };
    QVERIFY(m_fixture->window->close());
    m_fixture->open();
    QVERIFY(dock()->isVisible());
    QTest::keyClick(m_fixture->window.get(), Qt::Key_4, Qt::AltModifier);
    QVERIFY(!dock()->isVisible());
    QVERIFY(m_fixture->window->close());
    m_fixture->open();
    QVERIFY(!dock()->isVisible());
    QTest::keyClick(m_fixture->window.get(), Qt::Key_R, Qt::ControlModifier);
    QVERIFY2(dock()->isVisible(), "a run wants to be seen");
}

void TestChecksPanel::whatIsEmptyIsOurOwnConsumer()
{
    listen();
    panel().runAction->trigger();
    QCOMPARE(checking().calls, QStringList{u"start"_s});
    QCOMPARE(checking().started.url, u"http://127.0.0.1:8028/webhooks"_s);
    QCOMPARE(checking().started.token, u"own-token"_s);
    panel().runAction->trigger();
    QCOMPARE(checking().calls.size(), 1); // it runs
    panel().cancelAction->trigger();
    QCOMPARE(checking().calls.back(), u"cancel"_s);
}

void TestChecksPanel::aForeignTargetNeverGetsOurToken()
{
    listen();
    m_fixture->find<QLineEdit>(u"URL of what is checked"_s)->setText(kTarget);
    QTest::keyClick(m_fixture->find<QLineEdit>(u"URL of what is checked"_s), Qt::Key_Return);
    QCOMPARE(checking().started.url, kTarget);
    QCOMPARE(checking().started.token, QString());
    QCOMPARE(checking().started.ca, QString());
}

void TestChecksPanel::ourConsumersPortIsExplained()
{
    listen();
    auto *suite = m_fixture->find<QComboBox>(u"What is checked"_s);
    suite->setCurrentText(u"My producer"_s);
    auto *port = m_fixture->find<QSpinBox>(u"Port that the checks listen on"_s);
    QCOMPARE(port->value(), 8029);
    port->setValue(8028);
    panel().runAction->trigger();
    QVERIFY(checking().calls.isEmpty());
    QCOMPARE(panel().card().tone(), Tone::Bad);
    QVERIFY2(panel().card().sentence().contains(u"8029"_s), qPrintable(panel().card().sentence()));
    port->setValue(8029);
    panel().runAction->trigger();
    QCOMPARE(checking().started.suite, Suite::Producer);
    QCOMPARE(checking().started.port, quint16(8029));
}

void TestChecksPanel::rowsTurnAndAreFiltered()
{
    begin();
    const QAbstractItemModel &shown = *panel().tree().model();
    QCOMPARE(panel().model().count(CheckMark::Running), 1);
    QCOMPARE(shown.rowCount(), 2);
    Q_EMIT checking().judged({judged(0, Status::Fail)});
    Q_EMIT checking().judged({judged(1, Status::Pass)});
    QVERIFY2(panel().card().headline().endsWith(u"2 of 3"_s),
             qPrintable(panel().card().headline()));
    auto *failed = m_fixture->find<QToolButton>(u"Only fail"_s);
    QCOMPARE(failed->text(), u"\u2718 1 fail"_s);
    failed->click();
    QCOMPARE(shown.rowCount(), 1);
    QVERIFY(panel().tree().isExpanded(shown.index(0, 0)));
    failed->click();
    QCOMPARE(shown.rowCount(), 2);
    m_fixture->find<QLineEdit>(u"Words in the checks"_s)->setText(u"any case"_s);
    QCOMPARE(shown.rowCount(), 1);
    QVERIFY2(panel().tree().isExpanded(shown.index(0, 0)), "what comes back is open");
    Q_EMIT checking().judged({judged(2, Status::Pass)});
    Q_EMIT checking().ended({.requests = 3, .duration = 1s});
    QVERIFY2(panel().card().headline().startsWith(u"1 check"_s),
             qPrintable(panel().card().headline()));
    QCOMPARE(panel().card().tone(), Tone::Bad);
}

void TestChecksPanel::waitingCountsDown()
{
    begin(Suite::Producer);
    const auto wait = [this](int step) {
        Q_EMIT checking().waiting({.what = u"429 with Retry-After: 3; push on"_s,
                                   .step = step,
                                   .steps = 12,
                                   .until = m_fixture->clock.now().wall + 30s});
    };
    panel().tick(m_fixture->clock.now().wall);
    wait(2);
    QCOMPARE(panel().card().headline(), u"WAITING 00:30 \u00B7 step 2 of 12"_s);
    QCOMPARE(panel().card().sentence(), u"429 with Retry-After: 3; push on"_s);
    m_fixture->clock.advance(12s);
    panel().tick(m_fixture->clock.now().wall);
    QCOMPARE(panel().card().headline(), u"WAITING 00:18 \u00B7 step 2 of 12"_s);
    QCOMPARE(panel().model().count(CheckMark::Running), 0);

    // Whoever has no producer at hand takes this window's.
    m_fixture->find<QPushButton>(u"Push with ours"_s)->click();
    QCOMPARE(bench().calls.back(), u"startPush"_s);
    QCOMPARE(bench().pushed.target, QUrl(kTarget));
    QCOMPARE(bench().pushed.token, u"made-token"_s);
    QCOMPARE(bench().pushed.signIn.nextToken, u"next-token"_s);
    Q_EMIT checking().ended({.cancelled = true});
    QVERIFY2(panel().card().headline().startsWith(u"Broken off"_s),
             qPrintable(panel().card().headline()));
}

void TestChecksPanel::theEvidenceIsShown()
{
    play(Status::Fail, Status::Pass, Status::Pass);
    CheckTree &tree = panel().tree();
    tree.setCurrentIndex(tree.model()->index(0, 0, tree.model()->index(0, 0)));
    QVERIFY2(panel().detail().text().contains(u"&lt;got&gt; 200"_s), "texts are no HTML");
    QVERIFY(panel().detail().text().contains(u"href='8'"_s));
    tree.setFocus();
    QTest::keyClick(&tree, Qt::Key_Return);
    QCOMPARE(checking().calls.back(), u"fetchEvidence 7"_s);
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = {7};
    exchange->method = "POST";
    exchange->requestHead = "POST /hook HTTP/1.1\r\nHost: a\r\n\r\n";
    const Inspector &inspector = m_fixture->window->inspector();
    Q_EMIT bench().exchangeFetched(exchange, {});
    QCOMPARE(inspector.shownExchange().value, 0); // the session's 7 is another one
    Q_EMIT checking().evidenceFetched(exchange, {});
    QCOMPARE(inspector.shownExchange().value, 7);
    QVERIFY(m_fixture->window->findChild<QDockWidget *>(u"inspector"_s)->isVisible());
    // And back: the number alone says nothing.
    bench().silent = true;
    m_fixture->window->inspector().inspect({7});
    QCOMPARE(bench().calls.back(), u"fetchExchange 7"_s);
    // A clause stands for the first of its checks that has any.
    tree.setCurrentIndex(tree.model()->index(0, 0));
    panel().evidenceAction->trigger();
    QCOMPARE(checking().calls.back(), u"fetchEvidence 7"_s);
}

void TestChecksPanel::theNextRunSaysWhatIsNew()
{
    play(Status::Pass, Status::Fail, Status::Warn);
    QVERIFY(panel().card().sentence().contains(u"not checked here before"_s));
    QVERIFY(m_fixture->window->close());
    m_fixture->open();
    play(Status::Fail, Status::Pass, Status::Warn);
    QVERIFY2(panel().card().sentence().endsWith(u": 1 newly failing, 1 mended."_s),
             qPrintable(panel().card().sentence()));
    auto *changed = m_fixture->find<QToolButton>(u"Only what changed since the last run"_s);
    changed->click();
    QCOMPARE(panel().tree().model()->rowCount(), 1);
    play(Status::Fail, Status::Pass, Status::Warn);
    QVERIFY(panel().card().sentence().endsWith(u"nothing changed."_s));
    QCOMPARE(panel().tree().model()->rowCount(), 2); // a run begins with everything in sight
}

void TestChecksPanel::reportsAreSavedByTheirEnding()
{
    QVERIFY(!panel().reportAction->isEnabled());
    play(Status::Pass, Status::Pass, Status::Pass);
    panel().reportAction->trigger();
    auto *dialog = m_fixture->window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->defaultSuffix(), u"html"_s);
    dialog->selectNameFilter(u"JUnit XML (*.xml)"_s);
    Q_EMIT dialog->filterSelected(u"JUnit XML (*.xml)"_s);
    QCOMPARE(dialog->defaultSuffix(), u"xml"_s);
    Q_EMIT dialog->fileSelected(u"/tmp/report.xml"_s);
    dialog->close();
    QCOMPARE(checking().calls.back(), u"saveReport /tmp/report.xml"_s);
    Q_EMIT checking().reportSaved(u"/tmp/report.xml"_s);
    QCOMPARE(panel().card().sentence(), u"/tmp/report.xml"_s);
    Q_EMIT checking().failed({FaultKind::Denied, u"/tmp/report.xml"_s, u"no room"_s});
    QCOMPARE(panel().card().tone(), Tone::Bad);
}

void TestChecksPanel::theCommandLine_data()
{
    QTest::addColumn<CheckSettings>("settings");
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("a consumer")
        << CheckSettings{.url = kTarget,
                         .token = u"it's"_s,
                         .only = u"H-405, RCP028-R2"_s,
                         .strict = true}
        << QByteArray("export PUSHBENCH_AUTH_TOKEN='it'\\''s'\npushbench-cli check consumer --url "
                      "http://127.0.0.1:9000/hook --only H-405 --only RCP028-R2 --strict");
    QTest::newRow("a consumer over TLS")
        << CheckSettings{.url = u"https://a.example/x"_s,
                         .token = u"@my token"_s,
                         .ca = u"ca.pem"_s,
                         .insecure = true,
                         .consent = true}
        << QByteArray("pushbench-cli check consumer --url https://a.example/x --ca ca.pem "
                      "--insecure --consent --auth-token '@my token'");
    QTest::newRow("a producer")
        << CheckSettings{.suite = Suite::Producer,
                         .source = u"IDX 7"_s,
                         .patience = 2.5,
                         .skip = u"H-"_s}
        << QByteArray("pushbench-cli check producer --listen 127.0.0.1:8029 --path /webhooks "
                      "--source 'IDX 7' --patience 2.5 --skip H-");
    QTest::newRow("a consumer with all that there is")
        << CheckSettings{.url = kTarget,
                         .profile = u"my profile.json"_s,
                         .expect = u"$known.json"_s,
                         .headers = {u"X-Api-Key: it's"_s, u"X-Tenant: 42"_s},
                         .rate = 2.5,
                         .mostRequests = 300}
        << QByteArray("pushbench-cli check consumer --url http://127.0.0.1:9000/hook --header "
                      "'X-Api-Key: it'\\''s' --header 'X-Tenant: 42' --rate 2.5 --max-requests 300 "
                      "--profile 'my profile.json' --expect '$known.json'");
    QTest::newRow("a producer with a next token")
        << CheckSettings{.suite = Suite::Producer,
                         .nextToken = u"b c"_s,
                         .slow = 1,
                         .tooSlow = 3.5,
                         .profile = u"p.json"_s}
        << QByteArray("export PUSHBENCH_NEXT_TOKEN='b c'\npushbench-cli check producer --listen "
                      "127.0.0.1:8029 --path /webhooks --slow 1 --too-slow 3.5 --next-token "
                      "\"$PUSHBENCH_NEXT_TOKEN\" --profile p.json");
    QTest::newRow("the bench itself")
        << CheckSettings{.self = true,
                         .token = u"t"_s,
                         .only = u"H-"_s,
                         .strict = true,
                         .profile = u"p.json"_s,
                         .expect = u"e.json"_s}
        << QByteArray("pushbench-cli check self --only H- --expect e.json");
    QTest::newRow("a resource without a token")
        << CheckSettings{.suite = Suite::Resource,
                         .url = u"http://a.example/odata/"_s,
                         .ca = u"ca.pem"_s}
        << QByteArray("pushbench-cli check resource --url http://a.example/odata/");
}

void TestChecksPanel::theCommandLine()
{
    QFETCH(const CheckSettings, settings);
    QFETCH(const QByteArray, command);
    QCOMPARE(checkCommandWithToken(settings), command);
}

void TestChecksPanel::faultsAreSaid()
{
    panel().runAction->trigger();
    Q_EMIT checking().ended({.fault = Fault{FaultKind::Usage, u"URL"_s, u"there is none"_s}});
    QCOMPARE(panel().card().tone(), Tone::Bad);
    QCOMPARE(panel().card().sentence(), u"URL: there is none"_s);
    QVERIFY(panel().runAction->isEnabled());
}

void TestChecksPanel::wrongFilesKeepARunFromBeginning()
{
    m_fixture->find<QToolButton>(u"Options of the checks"_s)->click();
    panel().form().findChild<Section *>()->setOpen(true);
    auto *profile = m_fixture->find<QLineEdit>(u"Profile file"_s);
    QVERIFY(profile->isVisible());
    profile->setText(u"bad.json"_s);
    QTRY_COMPARE(checking().looked.profile, u"bad.json"_s);
    Q_EMIT checking().examined({.profile = u"bad.json: /lables is not known here"_s});
    auto *fault = m_fixture->find<QLabel>(u"What is wrong with the profile"_s);
    QVERIFY(fault && fault->text().endsWith(u"/lables is not known here"_s));
    QVERIFY(!panel().form().runButton()->isEnabled() && !panel().runAction->isEnabled());
    Q_EMIT panel().form().submitted();
    QVERIFY(!checking().calls.contains(u"start"_s));
    // It is mended elsewhere, and looked at again.
    checking().looked = {};
    QTRY_COMPARE(checking().looked.profile, u"bad.json"_s);
    Q_EMIT checking().examined({.unknown = u"RCP028-R99.x"_s});
    QVERIFY(!fault->isVisible());
    QVERIFY(panel().form().runButton()->isEnabled() && panel().runAction->isEnabled());
    panel().runAction->trigger();
    QCOMPARE(checking().started.profile, u"bad.json"_s);
}

void TestChecksPanel::whatWasExpectedIsTold()
{
    begin();
    checks::Entry known = judged(0, Status::Fail);
    known.expected = true;
    checks::Entry mended = judged(1, Status::Pass);
    mended.better = true;
    Q_EMIT checking().judged({known, mended, judged(2, Status::Pass)});
    Q_EMIT checking().ended({.requests = 3});
    QVERIFY2(panel().card().headline().startsWith(u"1 failed as expected, no other"_s),
             qPrintable(panel().card().headline()));
    QVERIFY2(panel().card().sentence().contains(u"does not: RCP028-R2.case."_s),
             qPrintable(panel().card().sentence()));
    QCOMPARE(panel().card().tone(), Tone::Warn);
    const QModelIndex row = panel().model().indexOf(kSpecs[0].id);
    QCOMPARE(row.siblingAtColumn(CheckTreeModel::Verdict).data().toString(), u"fail, expected"_s);
    begin();
    Q_EMIT checking().judged({known, judged(2, Status::Fail)});
    Q_EMIT checking().ended({});
    QVERIFY(panel().card().headline().startsWith(u"1 check failed"_s));
}

void TestChecksPanel::theBenchItselfIsProven()
{
    auto *what = m_fixture->find<QComboBox>(u"What is checked"_s);
    what->setCurrentIndex(what->count() - 1);
    QVERIFY(panel().settings().self);
    for (const QLineEdit *line : panel().findChildren<QLineEdit *>())
        QVERIFY(line->accessibleName() != u"Token for the checks"_s || !line->isVisible());
    panel().runAction->trigger();
    QVERIFY(checking().started.self);
    // Two suites look at one thing by one id.
    std::vector<checks::CheckSpec> specs = kSpecs;
    specs.push_back(kSpecs.front());
    specs.back().title = "the same, of another suite";
    Q_EMIT checking().began({.proof = true, .target = u"the built-in mocks"_s, .checks = specs});
    for (size_t i = 0; i < specs.size(); ++i) {
        checks::Entry entry{specs[i], {.id = specs[i].id, .status = Status::Pass}};
        entry.proven = i == 3 ? Suite::Resource : Suite::Consumer;
        Q_EMIT checking().judged({entry});
    }
    QCOMPARE(panel().model().judgedCount(), 4);
    Q_EMIT checking().ended({.conditions = u"178 mocks were checked"_s});
    QVERIFY2(panel().card().headline().startsWith(u"Every check caught its mutant"_s),
             qPrintable(panel().card().headline()));
    QCOMPARE(panel().card().sentence(), u"178 mocks were checked"_s);
    QVERIFY(!panel().history().contains("mocks"));
}

QTEST_MAIN(TestChecksPanel)
#include "tst_checkspanel.moc"
