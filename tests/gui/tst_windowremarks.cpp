// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowbench.h"
#include "core/journal/sessionfile.h"
#include "tests/support/testcase.h"
#include "ui/mainwindow.h"
#include "ui/panels/consumerpanel.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/filterline.h"
#include "ui/panels/remarking.h"
#include "ui/panels/sessionpage.h"
#include "ui/panels/siftedtables.h"
#include "ui/views/banner.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// What people say of a session, from the window into its file and back.
class TestWindowRemarks final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aLiveSessionKeepsThem();
    void aRecordingKeepsThem();
    void whatCannotBeWrittenIsSaid();

private:
    [[nodiscard]] DataTabs &tabs() const { return m_window->sessionPage().tabs(); }
    [[nodiscard]] const ledger::RemarkIndex &remarks() const { return *m_window->models().remarks; }
    void mark(int exchangeRow) const;
    /// A demo's traffic in a file that nobody records into any more.
    void recordSession();
    void reopen() const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<app::WindowBench> m_bench;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindowRemarks::init()
{
    TestCase::init();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"s.pushbench"_s);
    m_bench = std::make_unique<app::WindowBench>(m_clock);
    m_window = std::make_unique<MainWindow>(*m_bench, m_clock,
                                            SettingsStore(m_folder->filePath(u"settings.ini"_s)));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    recordSession();
}

void TestWindowRemarks::cleanup()
{
    m_window.reset();
    m_bench.reset();
    m_folder.reset();
}

void TestWindowRemarks::recordSession()
{
    m_bench->startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->models().exchanges.rowCount() > 10, 20'000);
    m_bench->saveSession(m_path);
    QTRY_VERIFY(QFile::exists(m_path));
    m_bench->stopPush();
    m_bench->stopConsumer();
}

void TestWindowRemarks::mark(int exchangeRow) const
{
    tabs().setCurrentWidget(&tabs().exchanges());
    tabs().exchanges().selectRows({{exchangeRow, exchangeRow}});
    tabs().remarking().markAction->trigger();
}

void TestWindowRemarks::reopen() const
{
    m_bench->openSession(m_path);
    QTRY_VERIFY(m_window->models().exchanges.rowCount() > 10);
}

void TestWindowRemarks::aLiveSessionKeepsThem()
{
    mark(3);
    QTRY_VERIFY(!remarks().isEmpty());
    const ledger::Remark before = remarks().all().front();
    m_bench->newSession();
    QTRY_VERIFY(remarks().isEmpty());
    reopen();
    QTRY_VERIFY(!remarks().isEmpty());
    QVERIFY(remarks().all().front().about == before.about);

    m_window->sessionPage().filter().line().setText(u"is:marked"_s);
    QTRY_COMPARE(tabs().exchanges().model()->rowCount(), 1);
    QTRY_VERIFY(tabs().sifted().isDone());
}

void TestWindowRemarks::aRecordingKeepsThem()
{
    m_bench->newSession();
    reopen();
    mark(2);
    QTRY_VERIFY(!remarks().isEmpty());
    m_window->sessionPage().filter().line().setText(u"is:marked"_s);
    QTRY_COMPARE(tabs().exchanges().model()->rowCount(), 1);
    tabs().exchanges().selectRows({{0, 0}});
    tabs().remarking().markAction->trigger(); // And away again.
    QTRY_VERIFY(remarks().isEmpty());
    QTRY_COMPARE(tabs().exchanges().model()->rowCount(), 0);
    m_window->sessionPage().filter().line().clear();
    QTRY_VERIFY(tabs().exchanges().model()->rowCount() > 10);
    mark(2);
    QTRY_VERIFY(!remarks().isEmpty());

    m_bench->newSession();
    reopen();
    QTRY_COMPARE(remarks().all().size(), size_t(1));
    const Result<journal::SessionReader> file = journal::SessionReader::open(m_path);
    QVERIFY(file.ok());
    QCOMPARE(file->notesOf(journal::Note::Kind::Remark)->size(), size_t(3));
}

void TestWindowRemarks::whatCannotBeWrittenIsSaid()
{
    m_bench->newSession();
    reopen();
    const Result<journal::FileLock> other = journal::FileLock::acquire(m_path);
    QVERIFY(other.ok());
    QSignalSpy failed(m_bench.get(), &Bench::failed);
    mark(2);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().value<Fault>().message().contains(m_path));
    QVERIFY(remarks().isEmpty());
    QVERIFY(m_window->banner().isVisible());
}

QTEST_MAIN(TestWindowRemarks)
#include "tst_windowremarks.moc"
