// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"
#include "tests/support/testcase.h"
#include "ui/checkbench.h"
#include "ui/mainwindow.h"
#include "ui/panels/checkform.h"
#include "ui/panels/checkspanel.h"
#include "ui/panels/checkstatus.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/producerpanel.h"
#include "ui/views/card.h"
#include "ui/views/checktree.h"
#include "ui/views/codeview.h"
#include "ui/views/inspector.h"

#include <QAction>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace pushbench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The window runs real suites over real sockets: against its own consumer, and by its own
/// producer.
class TestWindowChecks final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ourConsumerIsCheckedAndShown();
    void aDefectIsNewAndThenMended();
    void aRunIsBrokenOff();
    void ourProducerIsLed();
    void profilesExpectationsAndLimitsHold();
    void wrongFilesAreNamed_data();
    void wrongFilesAreNamed();
    void aRunOfTheBenchItself();
    void whatCannotRunSaysWhy_data();
    void whatCannotRunSaysWhy();

private:
    [[nodiscard]] ui::ChecksPanel &panel() const { return m_window->checksPanel(); }
    void listen() const;
    [[nodiscard]] QString write(const char *name, const QByteArray &content) const;
    void run(const ui::CheckSettings &settings) const;
    void finish() const { QTRY_VERIFY_WITH_TIMEOUT(!panel().isRunning(), 60'000); }
    [[nodiscard]] checks::Status statusOf(QByteArrayView id) const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::WindowBench> m_bench;
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestWindowChecks::init()
{
    TestCase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = std::make_unique<app::WindowBench>(m_clock);
    m_window = std::make_unique<ui::MainWindow>(
        *m_bench, m_clock, ui::SettingsStore(m_folder->filePath(u"settings.ini"_s)));
    m_window->resize(1280, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestWindowChecks::cleanup()
{
    m_window.reset();
    m_bench.reset();
    m_folder.reset();
}

void TestWindowChecks::listen() const
{
    m_bench->startConsumer({.port = 0});
    QVERIFY(m_window->consumerPanel().state().listening);
}

QString TestWindowChecks::write(const char *name, const QByteArray &content) const
{
    const QString path = m_folder->filePath(QString::fromUtf8(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
        qFatal("%s cannot be written", name);
    return path;
}

void TestWindowChecks::run(const ui::CheckSettings &settings) const
{
    panel().form().show(settings);
    panel().runAction->trigger();
}

checks::Status TestWindowChecks::statusOf(QByteArrayView id) const
{
    return panel().model().entryAt(panel().model().indexOf(id))->outcome.status;
}

void TestWindowChecks::ourConsumerIsCheckedAndShown()
{
    listen();
    run({.only = u"RCP028-R2. RCP028-R8."_s});
    finish();
    QVERIFY2(panel().card().headline().startsWith(u"No check failed"_s),
             qPrintable(panel().card().headline() + panel().card().sentence()));
    const int total = panel().model().total();
    QVERIFY(total > 4);
    QCOMPARE(panel().model().judgedCount(), total);

    // The evidence is what went over the wire, and not an exchange of the window's session.
    ui::CheckTree &tree = panel().tree();
    tree.setCurrentIndex(tree.model()->index(0, 0, tree.model()->index(1, 0)));
    panel().evidenceAction->trigger();
    const ui::Inspector &inspector = m_window->inspector();
    QTRY_VERIFY_WITH_TIMEOUT(inspector.shownExchange().value > 0, 20'000);
    QVERIFY2(inspector.requestView().toPlainText().contains(u"check-"_s),
             qPrintable(inspector.requestView().toPlainText()));

    QSignalSpy saved(&m_bench->checks(), &ui::CheckBench::reportSaved);
    for (const QString &ending : {u"html"_s, u"json"_s, u"xml"_s, u"txt"_s}) {
        m_bench->checks().saveReport(m_folder->filePath(u"report."_s + ending));
        QVERIFY(saved.wait(20'000));
    }
    QFile json(m_folder->filePath(u"report.json"_s));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(json.readAll()).object();
    QCOMPARE(report[u"checks"].toArray().size(), total);
    QFile html(m_folder->filePath(u"report.html"_s));
    QVERIFY(html.open(QIODevice::ReadOnly));
    const QByteArray page = html.readAll();
    QVERIFY2(page.contains("check-"), "with the bytes of the evidence");
    QVERIFY(!page.contains(m_window->consumerPanel().state().endpoints.front().token.reveal()));
    QSignalSpy failed(&m_bench->checks(), &ui::CheckBench::failed);
    m_bench->checks().saveReport(m_folder->filePath(u"no/such/folder.html"_s));
    QVERIFY(failed.wait(20'000));
}

void TestWindowChecks::aDefectIsNewAndThenMended()
{
    listen();
    const ui::CheckSettings settings{.only = u"RCP028-R1.single"_s};
    run(settings);
    finish();
    QCOMPARE(panel().model().count(ui::CheckMark::Pass), 1);
    m_bench->forceAnswer({.status = 500, .times = 1000, .retryAfter = ui::RetryAfterChoice::None});
    run(settings);
    finish();
    QCOMPARE(panel().model().count(ui::CheckChange::Failed), 1);
    QVERIFY2(panel().card().sentence().endsWith(u"1 newly failing."_s),
             qPrintable(panel().card().sentence()));
    m_bench->answerHonestly();
    run(settings);
    finish();
    QCOMPARE(panel().model().count(ui::CheckChange::Mended), 1);
}

void TestWindowChecks::aRunIsBrokenOff()
{
    listen();
    run({});
    QTRY_VERIFY_WITH_TIMEOUT(panel().model().judgedCount() > 2, 30'000);
    panel().cancelAction->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!panel().isRunning(), 5'000);
    QVERIFY2(panel().card().headline().startsWith(u"Broken off"_s),
             qPrintable(panel().card().headline()));
    QVERIFY(panel().model().count(ui::CheckMark::Inconclusive) > 20);
    // What came to nothing is nothing to compare with.
    QVERIFY(!panel().history().contains("inconclusive"));
    // The window goes away in the middle of a run.
    run({});
    QTRY_VERIFY_WITH_TIMEOUT(panel().model().judgedCount() > 0, 30'000);
}

void TestWindowChecks::ourProducerIsLed()
{
    run({.suite = checks::Suite::Producer, .port = 0, .patience = 20});
    QTRY_VERIFY_WITH_TIMEOUT(panel().card().headline().startsWith(u"WAITING"_s), 20'000);
    QVERIFY2(panel().card().headline().endsWith(u"step 1 of 15"_s),
             qPrintable(panel().card().headline()));
    QVERIFY2(panel().card().sentence().contains(u"push some events"_s),
             qPrintable(panel().card().sentence()));
    auto *push = panel().findChild<ui::CheckStatus *>()->findChild<QPushButton *>();
    QVERIFY(push && push->isVisible());
    push->click();
    // The first step is done by two requests, and is judged while the run goes on.
    QTRY_VERIFY_WITH_TIMEOUT(panel().model().judgedCount() > 10, 30'000);
    QVERIFY(panel().isRunning());
    QCOMPARE(statusOf("RCP028-R5.credential"), checks::Status::Pass);
    QTRY_VERIFY_WITH_TIMEOUT(panel().card().headline().contains(u"step 3 of"_s), 30'000);
    QCOMPARE(statusOf("RCP028-R15.seconds"), checks::Status::Pass);
    m_bench->stopPush();
    panel().cancelAction->trigger();
    finish();
    QCOMPARE(statusOf("RCP028-R16.refused"), checks::Status::Skip);
    QVERIFY(panel().card().headline().startsWith(u"Broken off"_s));
}

void TestWindowChecks::profilesExpectationsAndLimitsHold()
{
    const QString profile = write("profile.json", R"({"labels": ["IDX"]})");
    const QString expect =
        write("expect.json", R"({"RCP028-R1.single": "fail", "RCP028-R8.list": "fail"})");
    listen();
    m_bench->forceAnswer({.status = 500, .times = 1000, .retryAfter = ui::RetryAfterChoice::None});
    const ui::CheckSettings settings{.only = u"RCP028-R1.single"_s,
                                     .profile = profile,
                                     .expect = expect,
                                     .headers = {u"X-Tenant: 42"_s}};
    run(settings);
    finish();
    QVERIFY2(panel().card().headline().startsWith(u"1 failed as expected"_s),
             qPrintable(panel().card().headline() + panel().card().sentence()));
    QSignalSpy fetched(&m_bench->checks(), &ui::CheckBench::evidenceFetched);
    m_bench->checks().fetchEvidence(
        panel().model().entryAt(panel().model().index(0, 0))->outcome.evidence.front());
    QVERIFY(fetched.wait(20'000));
    const auto exchange = fetched.front().front().value<std::shared_ptr<const journal::Exchange>>();
    QVERIFY2(exchange->requestHead.contains("X-Tenant: 42"), exchange->requestHead.constData());
    QVERIFY2(exchange->requestHead.contains("EntityEventSource: IDX"),
             exchange->requestHead.constData());
    m_bench->answerHonestly();
    run(settings);
    finish();
    QVERIFY2(panel().card().sentence().startsWith(u"Expected to fail, and does not: RCP028-R1."_s),
             qPrintable(panel().card().sentence()));
    run({.only = u"RCP028-R1. RCP028-R2."_s, .mostRequests = 2});
    finish();
    QVERIFY(panel().model().count(ui::CheckMark::Inconclusive) > 0);
    QCOMPARE(statusOf("RCP028-R1.single"), checks::Status::Pass);
}

void TestWindowChecks::wrongFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QByteArray>("expect");
    QTest::addColumn<QStringList>("headers");
    QTest::addColumn<QString>("words");
    QTest::newRow("a profile with a slip") << QByteArray(R"({"lables": []})") << QByteArray()
                                           << QStringList() << u"/lables is not known here"_s;
    QTest::newRow("expectations that are none")
        << QByteArray() << QByteArray(R"({"H-405.get": "wrong"})") << QStringList()
        << u"its outcome must be one of"_s;
    QTest::newRow("no field") << QByteArray() << QByteArray() << QStringList{u"X Tenant: 42"_s}
                              << u"write 'Name: value'"_s;
}

void TestWindowChecks::wrongFilesAreNamed()
{
    QFETCH(const QByteArray, profile);
    QFETCH(const QByteArray, expect);
    QFETCH(const QStringList, headers);
    QFETCH(const QString, words);
    ui::CheckSettings settings{.url = u"http://127.0.0.1:9/"_s, .token = u"t"_s};
    settings.profile = profile.isEmpty() ? QString() : write("profile.json", profile);
    settings.expect = expect.isEmpty() ? QString() : write("expect.json", expect);
    settings.headers = headers;
    panel().form().show(settings);
    QTRY_VERIFY(!panel().runAction->isEnabled());
    QVERIFY2(panel().form().hint().contains(words), qPrintable(panel().form().hint()));
    // Whoever mends the file goes on.
    if (!profile.isEmpty())
        static_cast<void>(write("profile.json", "{}"));
    if (!expect.isEmpty())
        static_cast<void>(write("expect.json", "{}"));
    if (!headers.isEmpty())
        panel().form().show({.url = u"http://127.0.0.1:9/"_s, .token = u"t"_s});
    QTRY_VERIFY(panel().runAction->isEnabled());
}

void TestWindowChecks::aRunOfTheBenchItself()
{
    run({.self = true, .only = u"CORE-1. CORE-5."_s});
    finish();
    QVERIFY2(panel().card().headline().startsWith(u"Every check caught its mutant"_s),
             qPrintable(panel().card().headline() + panel().card().sentence()));
    QVERIFY2(panel().card().sentence().contains(u"scaled down"_s),
             qPrintable(panel().card().sentence()));
    QSignalSpy saved(&m_bench->checks(), &ui::CheckBench::reportSaved);
    m_bench->checks().saveReport(m_folder->filePath(u"proof.txt"_s));
    QVERIFY(saved.wait(20'000));
    QFile report(m_folder->filePath(u"proof.txt"_s));
    QVERIFY(report.open(QIODevice::ReadOnly));
    QVERIFY(report.readAll().contains("Matrix of the resource suite"));
}

void TestWindowChecks::whatCannotRunSaysWhy_data()
{
    QTest::addColumn<ui::CheckSettings>("settings");
    QTest::addColumn<QString>("words");
    QTest::newRow("no URL") << ui::CheckSettings{} << u"start the consumer of this window"_s;
    QTest::newRow("no token") << ui::CheckSettings{.url = u"http://127.0.0.1:9/"_s}
                              << u"behind a token"_s;
    QTest::newRow("no such URL") << ui::CheckSettings{.url = u"ftp://a/"_s, .token = u"t"_s}
                                 << u"no http or https URL"_s;
    QTest::newRow("no check left")
        << ui::CheckSettings{.url = u"http://127.0.0.1:9/"_s, .token = u"t"_s, .only = u"RCP-1"_s}
        << u"no check is left"_s;
    QTest::newRow("no such file") << ui::CheckSettings{.url = u"http://127.0.0.1:9/"_s,
                                                       .token = u"@/no/such"_s}
                                  << u"/no/such"_s;
    QTest::newRow("no address") << ui::CheckSettings{.suite = checks::Suite::Producer,
                                                     .host = u"nowhere"_s}
                                << u"no address to listen on"_s;
    QTest::newRow("a taken port") << ui::CheckSettings{.suite = checks::Suite::Producer, .port = 1}
                                  << u"TAKEN"_s;
    QTest::newRow("a resource without a root")
        << ui::CheckSettings{.suite = checks::Suite::Resource} << u"service root"_s;
}

void TestWindowChecks::whatCannotRunSaysWhy()
{
    QFETCH(ui::CheckSettings, settings);
    QFETCH(QString, words);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    if (words == u"TAKEN"_s) {
        settings.port = other.serverPort();
        words = QString::number(other.serverPort());
    }
    run(settings);
    finish();
    QCOMPARE(panel().card().tone(), ui::Tone::Bad);
    QVERIFY2(panel().card().sentence().contains(words), qPrintable(panel().card().sentence()));
    QVERIFY(panel().runAction->isEnabled());
}

QTEST_MAIN(TestWindowChecks)
#include "tst_windowchecks.moc"
