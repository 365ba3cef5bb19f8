// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// New, open, save, and the one question before something unsaved is thrown away.
class TestSessionActions final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEmptySessionIsNoLoss();
    void closingAsksOnce();
    void cancelKeepsTheWindow();
    void savingWaitsForTheFile();
    void savingGivenUpKeepsTheWindow();
    void aSavedSessionIsNoLoss();
    void openAndSaveNameTheFile();
    void theTitleNamesTheSession();

private:
    void receive();
    void answer(QMessageBox::StandardButton button);
    void choose(const QString &file);
    template <typename Dialog>
    [[nodiscard]] Dialog *dialog() const;
    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestSessionActions::init()
{
    TestCase::init();
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_fixture = std::make_unique<WindowFixture>();
}

void TestSessionActions::cleanup()
{
    m_fixture.reset();
}

void TestSessionActions::receive()
{
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 1, 1101, 20);
    traffic.summarise(records);
    Q_EMIT m_fixture->bench.recordsArrived(records);
}

template <typename Dialog>
Dialog *TestSessionActions::dialog() const
{
    for (Dialog *dialog : window().findChildren<Dialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void TestSessionActions::answer(QMessageBox::StandardButton button)
{
    auto *box = dialog<QMessageBox>();
    QVERIFY(box);
    QTest::mouseClick(box->button(button), Qt::LeftButton);
}

void TestSessionActions::choose(const QString &file)
{
    auto *files = dialog<QFileDialog>();
    QVERIFY(files);
    files->setDirectory(m_fixture->folder.path());
    files->selectFile(file);
    static_cast<QDialog *>(files)->accept();
}

void TestSessionActions::anEmptySessionIsNoLoss()
{
    QVERIFY(window().close());
}

void TestSessionActions::closingAsksOnce()
{
    receive();
    QVERIFY(!window().close());
    QVERIFY(window().isVisible());
    QVERIFY(dialog<QMessageBox>()->informativeText().contains(u"1"_s));
    answer(QMessageBox::Discard);
    QTRY_VERIFY(!window().isVisible());
    QVERIFY2(!dialog<QMessageBox>(), "one question is enough");
}

void TestSessionActions::cancelKeepsTheWindow()
{
    receive();
    QVERIFY(!window().close());
    answer(QMessageBox::Cancel);
    QVERIFY(window().isVisible());
    QVERIFY(!dialog<QMessageBox>());
    QVERIFY(!window().close());
    QVERIFY2(dialog<QMessageBox>(), "it asks again, another time");
}

void TestSessionActions::savingWaitsForTheFile()
{
    receive();
    QVERIFY(!window().close());
    answer(QMessageBox::Save);
    choose(u"mine.pushbench"_s);
    const QString path = m_fixture->folder.filePath(u"mine.pushbench"_s);
    QCOMPARE(m_fixture->bench.calls, QStringList{u"saveSession "_s + path});
    QVERIFY2(window().isVisible(), "the file is not written yet");
    Q_EMIT m_fixture->bench.sessionChanged(
        {.path = path, .temporary = false, .live = true, .fault = {}});
    QTRY_VERIFY(!window().isVisible());
}

void TestSessionActions::savingGivenUpKeepsTheWindow()
{
    receive();
    QVERIFY(!window().close());
    answer(QMessageBox::Save);
    dialog<QFileDialog>()->reject();
    Q_EMIT m_fixture->bench.sessionChanged(
        {.path = u"/later.pushbench"_s, .temporary = false, .live = true, .fault = {}});
    QVERIFY(window().isVisible());
}

void TestSessionActions::aSavedSessionIsNoLoss()
{
    receive();
    Q_EMIT m_fixture->bench.sessionChanged(
        {.path = u"/home/ada/load.pushbench"_s, .temporary = false, .live = true, .fault = {}});
    QVERIFY(window().close());
}

void TestSessionActions::openAndSaveNameTheFile()
{
    const QString path = m_fixture->folder.filePath(u"there.pushbench"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QTest::keyClick(&window(), Qt::Key_O, Qt::ControlModifier);
    choose(u"there.pushbench"_s);
    QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
    choose(u"fresh"_s);
    QTest::keyClick(&window(), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(m_fixture->bench.calls,
             (QStringList{u"openSession "_s + path,
                          u"saveSession "_s + m_fixture->folder.filePath(u"fresh.pushbench"_s),
                          u"newSession"_s}));
}

void TestSessionActions::theTitleNamesTheSession()
{
    QVERIFY(window().windowTitle().startsWith(u"New session"_s));
    Q_EMIT m_fixture->bench.sessionChanged(
        {.path = u"/home/ada/load.pushbench"_s, .temporary = false, .live = true, .fault = {}});
    QVERIFY(window().windowTitle().startsWith(u"load.pushbench"_s));
}

QTEST_MAIN(TestSessionActions)
#include "tst_sessionactions.moc"
