// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"
#include "core/journal/sessionfile.h"
#include "tests/support/testcase.h"
#include "ui/mainwindow.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/nextanswer.h"
#include "ui/panels/producerpanel.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/banner.h"
#include "ui/views/card.h"
#include "ui/views/codeview.h"
#include "ui/views/findinglist.h"
#include "ui/views/inspector.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStatusBar>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace pushbench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Every cell of a table, a line for each row.
QStringList rowsOf(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells += model.index(row, column).data().toString();
        rows += cells.join(u'|');
    }
    return rows;
}

} // namespace

/// The whole program without its main(): the window, the bench behind it, and real sockets between
/// its two halves.
class TestWindowBench final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void demoFromDoorToFile();
    void severalEndpointsOverTls();
    void pushToOurOwnConsumer();
    void aPolicyIsJudgedAndKept();
    void aTakenPortIsSaid();
    void aWrongFileCostsNothing();
    void anOpenedSessionIsForReading();

private:
    template <typename Widget>
    [[nodiscard]] Widget *named(const QString &name) const;
    [[nodiscard]] ui::Card &producerCard() const
    {
        return *m_window->producerPanel().findChild<ui::Card *>();
    }
    [[nodiscard]] ui::SessionModels &models() const { return m_window->models(); }
    /// Waits until the journal has told the window everything that was recorded.
    void settle() const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::WindowBench> m_bench;
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestWindowBench::init()
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

void TestWindowBench::cleanup()
{
    m_window.reset();
    m_bench.reset();
    m_folder.reset();
}

template <typename Widget>
Widget *TestWindowBench::named(const QString &name) const
{
    for (Widget *widget : m_window->findChildren<Widget *>()) {
        if (widget->accessibleName() == name && widget->isVisible())
            return widget;
    }
    QTest::qFail(qPrintable(u"no control named "_s + name), __FILE__, __LINE__);
    return nullptr;
}

void TestWindowBench::settle() const
{
    // Both halves record each exchange; when the sums agree for both, nothing is under way.
    QTRY_VERIFY(models().totals.accepted == models().totals.delivered);
}

void TestWindowBench::demoFromDoorToFile()
{
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Space); // the first door has the focus
    QTRY_VERIFY_WITH_TIMEOUT(models().events.rowCount() > 200, 20'000);
    QVERIFY(m_window->sessionPage().isVisible());
    QVERIFY(m_window->consumerPanel().state().listening);
    QVERIFY2(producerCard().headline().startsWith(u"Pushing"_s),
             qPrintable(producerCard().headline()));

    // A 429 by hand: the producer holds, and its card counts down.
    m_window->consumerPanel().nextAnswer().actions.front()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(producerCard().headline().startsWith(u"Holding 00:0"_s), 20'000);
    QVERIFY2(producerCard().sentence().startsWith(u"429"_s), qPrintable(producerCard().sentence()));
    const QString atFirst = producerCard().headline();
    QTRY_VERIFY(producerCard().headline() != atFirst);
    QTRY_VERIFY_WITH_TIMEOUT(producerCard().headline().startsWith(u"Pushing"_s), 20'000);

    // Numbers that never come are a gap, and listed once though both halves record them.
    QTRY_VERIFY_WITH_TIMEOUT(models().gaps.rowCount() > 0, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(models().exchanges.rowCount() > 40, 20'000);
    m_window->producerPanel().stopAction->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->producerPanel().state().phase, ui::ProducerPhase::Idle,
                              20'000);
    m_window->consumerPanel().startAction->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->consumerPanel().state().listening, 20'000);
    const QString path = m_folder->filePath(u"demo.pushbench"_s);
    m_bench->saveSession(path);
    QTRY_VERIFY(m_window->windowTitle().startsWith(u"demo.pushbench"_s));
    // Nothing is under way: what the file holds is what the window comes to show.
    const Result<journal::SessionReader> file = journal::SessionReader::open(path);
    QVERIFY(file);
    QTRY_COMPARE(qint64(models().exchanges.rowCount()), file.value().exchangeCount().value());
    m_window->sessionPage().tabs().nextGapAction->trigger();
    const ui::TailTable &gaps = *m_window->sessionPage().tabs().gaps().table();
    QCOMPARE(m_window->sessionPage().tabs().currentWidget(),
             &m_window->sessionPage().tabs().gaps());
    const qint64 missing = gaps.currentIndex().data(ui::FirstRole).toLongLong();
    QTRY_VERIFY2(m_window->sessionPage().strip().canvas().describe(missing).contains(u"open"_s),
                 qPrintable(m_window->sessionPage().strip().canvas().describe(missing)));

    // Saved, and opened again: the same rows.
    const QStringList events = rowsOf(models().events);
    const QStringList exchanges = rowsOf(models().exchanges);
    const QStringList findings = rowsOf(models().findings);
    const int holes = models().gaps.rowCount();
    QVERIFY(events.filter(u"|late"_s).size() + events.filter(u"|not accepted"_s).size() > 0);
    m_bench->newSession();
    QCOMPARE(models().events.rowCount(), 0);
    m_bench->openSession(path);
    QTRY_COMPARE_WITH_TIMEOUT(models().exchanges.rowCount(), int(exchanges.size()), 20'000);
    QTRY_COMPARE(models().events.rowCount(), int(events.size()));
    QCOMPARE(rowsOf(models().exchanges), exchanges);
    QCOMPARE(rowsOf(models().events), events);
    QCOMPARE(rowsOf(models().findings), findings);
    QCOMPARE(models().gaps.rowCount(), holes);

    // What was on the wire comes from the file.
    m_window->sessionPage().tabs().chooseNumbers({0}, 1105, 1105);
    QTRY_VERIFY(m_window->inspector().shownExchange().value > 0);
    QVERIFY(m_window->inspector().requestView().toPlainText().contains(u"1105"_s));
}

/// Two endpoints over TLS, as the panel starts them: certificate told, files to trust there, wrong
/// files said in words.
void TestWindowBench::severalEndpointsOverTls()
{
    ui::ConsumerSettings settings;
    settings.port = 0;
    settings.endpoints = {{.path = u"/a"_s, .token = u"token-of-endpoint-a"_s, .sources = {u"A"_s}},
                          {.path = u"/b"_s}};
    settings.tls = ui::TlsChoice::Files;
    QSignalSpy failed(m_bench.get(), &ui::Bench::failed);
    m_bench->startConsumer(settings);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().value<Fault>().text.contains(u"choose both"_s));
    settings.certificate = settings.key = m_folder->filePath(u"none.pem"_s);
    m_bench->startConsumer(settings);
    QCOMPARE(failed.size(), 2);
    QVERIFY(failed.back().front().value<Fault>().message().contains(u"none.pem"_s));
    QVERIFY(!m_window->consumerPanel().state().listening);

    settings.tls = ui::TlsChoice::SelfSigned;
    m_bench->startConsumer(settings);
    const ui::ConsumerState &state = m_window->consumerPanel().state();
    QTRY_VERIFY(state.listening);
    QCOMPARE(state.endpoints.size(), 2u);
    QCOMPARE(state.endpoints[0].url.scheme(), u"https"_s);
    QCOMPARE(state.endpoints[1].url.path(), u"/b"_s);
    QVERIFY(!state.endpoints[1].token.isEmpty());
    QVERIFY(!state.fingerprint.isEmpty());
    const QString authority = state.caFile;
    QVERIFY(QFile::exists(authority));

    // Whoever trusts that file may push, with the token of that very endpoint.
    QSslSocket socket;
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates(QSslCertificate::fromPath(authority));
    socket.setSslConfiguration(trust);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, quint16(state.endpoints[0].url.port()));
    QTRY_VERIFY(socket.isEncrypted());
    socket.write("POST /b HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: "
                 "Bearer token-of-endpoint-a\r\nContent-Length: 2\r\n\r\n{}");
    QTRY_VERIFY(socket.bytesAvailable() > 0);
    QVERIFY(socket.readAll().contains("The bearer token is the one of /a"));
    QTRY_COMPARE(models().exchanges.rowCount(), 1);
    QTRY_VERIFY(state.ackMaxMs > 0 && state.queueMost == 1);
    m_bench->stopConsumer();
    QTRY_VERIFY(!state.listening);
    QVERIFY2(!QFile::exists(authority), "it goes with the certificate");
}

void TestWindowBench::pushToOurOwnConsumer()
{
    named<QSpinBox>(u"Port"_s)->setValue(0);
    QTest::keyClick(m_window.get(), Qt::Key_F4);
    QTRY_VERIFY(m_window->consumerPanel().state().listening);
    const ui::ConsumerState consumer = m_window->consumerPanel().state();
    m_window->producerPanel().aimAt(
        {.target = consumer.endpoints.front().url.toString(),
         .token = QString::fromLatin1(consumer.endpoints.front().token.reveal())});
    named<QLineEdit>(u"Number of events"_s)->setText(u"300"_s);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(producerCard().headline(), u"Done, 300 delivered"_s, 30'000);
    settle();
    QTRY_COMPARE(models().events.rowCount(), 300);
    QCOMPARE(models().exchanges.rowCount(), 6); // three requests, seen from both ends

    // One request by hand, which a consumer refuses.
    ui::ProducerSettings settings = m_window->producerPanel().settings();
    m_bench->sendBody(settings, "no JSON");
    QTRY_COMPARE(models().exchanges.rowCount(), 8);
    QCOMPARE(models().exchanges.at(7).status, qint16(400));
    QVERIFY2(!m_window->banner().isVisible(), qPrintable(m_window->banner().text()));

    // A number that came before, for another record: only the books can know.
    m_bench->sendBody(settings,
                      R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent",)"
                      R"("EntityEventSequence":1101,"ResourceName":"Property",)"
                      R"("ResourceRecordKey":"another"})");
    QTRY_COMPARE(models().exchanges.rowCount(), 10);
    const ExchangeNumber received{models().exchanges.at(8).number};
    const auto clauses = [this] {
        QStringList found;
        const auto *list = m_window->inspector().findChild<ui::FindingList *>();
        for (int row = 0; row < list->count(); ++row)
            found += list->item(row)->data(Qt::AccessibleTextRole).toString();
        return found.join(u'\n');
    };
    m_window->inspector().inspect(received);
    QTRY_COMPARE(m_window->inspector().shownExchange(), received);
    QVERIFY2(clauses().contains(u"RCP027-R6"_s), qPrintable(clauses()));
    const QString path = m_folder->filePath(u"conflict.pushbench"_s);
    m_bench->saveSession(path);
    QTRY_VERIFY(m_window->windowTitle().startsWith(u"conflict.pushbench"_s));
    m_bench->openSession(path);
    QTRY_COMPARE(models().exchanges.rowCount(), 10);
    m_window->inspector().inspect(received);
    QTRY_COMPARE(m_window->inspector().shownExchange(), received);
    QVERIFY2(clauses().contains(u"RCP027-R6"_s), qPrintable(clauses()));
}

/// A policy of the table, over real sockets, judged, saved, loaded, and read again with its
/// session.
void TestWindowBench::aPolicyIsJudgedAndKept()
{
    consumer::Policy policy;
    policy.replies = {
        {.times = 1, .reply = {.status = 429, .retryAfter = consumer::RetryAfterSpec::parse("1")}},
        {.times = 1,
         .reply = {.status = 429, .retryAfter = consumer::RetryAfterSpec::parse("date:+1")}}};
    m_bench->setPolicy(policy); // before it listens
    named<QSpinBox>(u"Port"_s)->setValue(0);
    m_window->consumerPanel().start();
    QTRY_VERIFY(m_window->consumerPanel().state().listening);
    const ui::ConsumerState &consumer = m_window->consumerPanel().state();
    m_window->producerPanel().aimAt(
        {.target = consumer.endpoints.front().url.toString(),
         .token = QString::fromLatin1(consumer.endpoints.front().token.reveal())});
    m_window->producerPanel().push();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->models().politeness.count(ui::Conduct::Pass), 2, 30'000);
    QCOMPARE(models().politeness.rowCount(), 2);
    QCOMPARE(models().manners.rowCount(), 1);
    m_window->producerPanel().stopAction->trigger();

    const QString path = m_folder->filePath(u"kept.json"_s);
    QSignalSpy loaded(m_bench.get(), &ui::Bench::policyLoaded);
    QSignalSpy refused(m_bench.get(), &ui::Bench::policyRefused);
    m_bench->savePolicy(path, policy);
    m_bench->loadPolicy(path);
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(loaded.front().front().value<consumer::Policy>(), policy);
    m_bench->loadPolicy(m_folder->filePath(u"none.json"_s));
    m_bench->savePolicy(m_folder->filePath(u"no/such/folder.json"_s), policy);
    QFile wrong(m_folder->filePath(u"wrong.json"_s));
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write("{\n\"replies\": [{\"status\": 99}]}");
    wrong.close();
    m_bench->loadPolicy(wrong.fileName());
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(refused.size(), 3);
    QVERIFY(refused.back().front().value<Fault>().message().contains(u"line 2"_s));
}

void TestWindowBench::aTakenPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    named<QSpinBox>(u"Port"_s)->setValue(other.serverPort());
    m_window->consumerPanel().start();
    QTRY_VERIFY(m_window->banner().isVisible());
    QVERIFY2(m_window->banner().text().contains(QString::number(other.serverPort())),
             qPrintable(m_window->banner().text()));
    QVERIFY(!m_window->consumerPanel().state().listening);
}

void TestWindowBench::aWrongFileCostsNothing()
{
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(models().events.rowCount() > 50, 20'000);
    const QString path = m_folder->filePath(u"no-session.pushbench"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is a letter to my aunt, which happens to be a little longer");
    file.close();
    m_bench->openSession(path);
    QVERIFY(m_window->banner().isVisible());
    QVERIFY(m_window->banner().text().contains(path));
    QVERIFY(models().events.rowCount() > 50);
    QVERIFY(m_window->consumerPanel().state().listening);
    m_window->producerPanel().stopAction->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->producerPanel().state().phase, ui::ProducerPhase::Idle,
                              20'000);
}

void TestWindowBench::anOpenedSessionIsForReading()
{
    const QString path = m_folder->filePath(u"empty.pushbench"_s);
    m_bench->saveSession(path);
    QTRY_VERIFY(m_window->windowTitle().startsWith(u"empty.pushbench"_s));
    m_bench->newSession();
    m_bench->openSession(path);
    m_window->consumerPanel().start();
    QVERIFY(m_window->banner().isVisible());
    QVERIFY2(m_window->banner().text().contains(u"open for reading"_s),
             qPrintable(m_window->banner().text()));
}

QTEST_MAIN(TestWindowBench)
#include "tst_windowbench.moc"
