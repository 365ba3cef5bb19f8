// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "ui/models/policytablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The script of a reply policy, edited cell by cell.
class TestPolicyTableModel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void retryAfterInEveryNotation_data();
    void retryAfterInEveryNotation();
    void whatCannotBeSentIsRefused_data();
    void whatCannotBeSentIsRefused();
    void theOtherCells();
    void whatIsAsUsualStaysEmpty();
    void rowsComeAndGoAndMove();
    void anUnchangedCellTellsNothing();
    void showIsNoEdit();

private:
    bool set(int row, int column, const QVariant &value)
    {
        return m_model->setData(m_model->index(row, column), value);
    }
    [[nodiscard]] const consumer::Reply &reply() const { return m_model->replies().at(0).reply; }

    std::unique_ptr<PolicyTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestPolicyTableModel::init()
{
    TestCase::init();
    m_tester.reset();
    m_model = std::make_unique<PolicyTableModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->insertBehind(-1);
}

void TestPolicyTableModel::retryAfterInEveryNotation_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *text :
         {"60", "0", "007", "seconds", "date:+3", "date:-60", "rfc850:+3", "asctime:+3", "-5",
          "2.5", "soon", "60s", "1, 60", "Tue, 24 Nov 2026 09:41:39 GMT"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPolicyTableModel::retryAfterInEveryNotation()
{
    QFETCH(QString, typed);
    QVERIFY(set(0, PolicyTableModel::RetryAfter, typed));
    QCOMPARE(reply().retryAfter, consumer::RetryAfterSpec::parse(typed.toLatin1()));
    QCOMPARE(m_model->index(0, PolicyTableModel::RetryAfter).data().toString(), typed);
}

void TestPolicyTableModel::whatCannotBeSentIsRefused_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("says");
    QTest::newRow("no date") << int(PolicyTableModel::RetryAfter) << QVariant(u"date:soon"_s)
                             << u"date:+3"_s;
    QTest::newRow("not ASCII") << int(PolicyTableModel::RetryAfter) << QVariant(u"b\u00E4lder"_s)
                               << u"ASCII"_s;
    QTest::newRow("interim status")
        << int(PolicyTableModel::Status) << QVariant(u"100"_s) << u"200 to 599"_s;
    QTest::newRow("a word for a status")
        << int(PolicyTableModel::Status) << QVariant(u"busy"_s) << u"busy"_s;
}

void TestPolicyTableModel::whatCannotBeSentIsRefused()
{
    QFETCH(int, column);
    QFETCH(QVariant, value);
    QFETCH(QString, says);
    const auto before = m_model->replies();
    QSignalSpy refused(m_model.get(), &PolicyTableModel::refused);
    QSignalSpy edited(m_model.get(), &PolicyTableModel::edited);
    QVERIFY(!set(0, column, value));
    QCOMPARE(m_model->replies(), before);
    QCOMPARE(edited.size(), 0);
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.front().front().toString().contains(says));
}

void TestPolicyTableModel::theOtherCells()
{
    QVERIFY(set(0, PolicyTableModel::Times, 7));
    QVERIFY(set(0, PolicyTableModel::Status, u"503"_s));
    QVERIFY(set(0, PolicyTableModel::Latency, 1500));
    QVERIFY(set(0, PolicyTableModel::Fault, u"wrong-length"_s));
    QVERIFY(set(0, PolicyTableModel::RetryAfter, u""_s));
    QCOMPARE(m_model->replies().at(0).times, 7);
    QCOMPARE(reply().status, 503);
    QCOMPARE(reply().latency, 1500ms);
    QCOMPARE(reply().fault, wire::AnswerFault::WrongLength);
    QVERIFY(!reply().retryAfter);
    // Two quotes send a field with nothing in it, which is not the same.
    QVERIFY(set(0, PolicyTableModel::RetryAfter, u"\"\""_s));
    QVERIFY(reply().retryAfter && reply().retryAfter->literal.isEmpty());
    QCOMPARE(m_model->index(0, PolicyTableModel::RetryAfter).data().toString(), u"\"\""_s);
}

void TestPolicyTableModel::whatIsAsUsualStaysEmpty()
{
    QCOMPARE(m_model->index(0, PolicyTableModel::Latency).data().toString(), QString());
    QCOMPARE(m_model->index(0, PolicyTableModel::Fault).data().toString(), QString());
    QCOMPARE(m_model->index(0, PolicyTableModel::Fault).data(Qt::EditRole).toString(), u"none"_s);
}

void TestPolicyTableModel::rowsComeAndGoAndMove()
{
    QSignalSpy edited(m_model.get(), &PolicyTableModel::edited);
    QCOMPARE(m_model->insertBehind(0), 1);
    QVERIFY(set(1, PolicyTableModel::Status, u"503"_s));
    QCOMPARE(m_model->move(1, -1), 0);
    QCOMPARE(m_model->replies().at(0).reply.status, 503);
    QCOMPARE(m_model->move(0, 1), 1);
    QCOMPARE(m_model->replies().at(1).reply.status, 503);
    QCOMPARE(edited.size(), 4);
    QCOMPARE(m_model->move(1, 1), 1);
    QCOMPARE(m_model->move(0, -1), 0);
    m_model->remove(5);
    QCOMPARE(edited.size(), 4);
    m_model->remove(0);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->replies().at(0).reply.status, 503);
}

void TestPolicyTableModel::anUnchangedCellTellsNothing()
{
    QSignalSpy edited(m_model.get(), &PolicyTableModel::edited);
    QVERIFY(set(0, PolicyTableModel::Status, 429));
    QCOMPARE(edited.size(), 0);
}

void TestPolicyTableModel::showIsNoEdit()
{
    QSignalSpy edited(m_model.get(), &PolicyTableModel::edited);
    m_model->show({{.times = 2, .reply = {.status = 500}}, {}});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(edited.size(), 0);
}

QTEST_GUILESS_MAIN(TestPolicyTableModel)
#include "tst_policytablemodel.moc"
