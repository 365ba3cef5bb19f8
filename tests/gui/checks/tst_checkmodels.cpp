// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "ui/models/checkfilter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using checks::Entry;
using checks::Level;
using checks::Status;
using checks::Suite;
using Tester = QAbstractItemModelTester;

const std::vector<checks::CheckSpec> kSpecs{
    {"RCP028-R2.no-token", Level::Must, "refuses a request without a token", "none", "401"},
    {"RCP028-R2.wrong-token", Level::Must, "refuses a wrong token", "a wrong one", "401"},
    {"H-405.get", Level::Should, "says which methods it takes", "GET", "405 with Allow"},
};

Entry judged(size_t spec, Status status, const QString &sentence = {})
{
    return {kSpecs[spec],
            {.id = kSpecs[spec].id, .status = status, .sentence = sentence, .duration = 12ms}};
}

/// "clause=verdict [check=verdict/last, …]", or "clause=verdict/last" for a single check.
QStringList treeOf(const QAbstractItemModel &model)
{
    const auto cell = [&model](int row, int column, const QModelIndex &parent = {}) {
        return model.index(row, column, parent).data().toString();
    };
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex clause = model.index(row, 0);
        if (model.rowCount(clause) == 0) {
            lines += cell(row, CheckTreeModel::Check).section(u' ', 0, 0) + u'='
                + cell(row, CheckTreeModel::Verdict) + u'/' + cell(row, CheckTreeModel::Last);
            continue;
        }
        QStringList checks;
        for (int check = 0; check < model.rowCount(clause); ++check)
            checks += cell(check, CheckTreeModel::Check, clause).section(u' ', -1) + u'='
                + cell(check, CheckTreeModel::Verdict, clause) + u'/'
                + cell(check, CheckTreeModel::Last, clause);
        lines += cell(row, CheckTreeModel::Check).section(u' ', 0, 0) + u'='
            + cell(row, CheckTreeModel::Verdict) + u" ["_s + checks.join(u", "_s) + u']';
    }
    return lines;
}

} // namespace

/// The checks as a tree, its filter, and the last run that it is compared with.
class TestCheckModels final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsTurnOneAfterTheOther();
    void aProducersChecksTurnInAnyOrder();
    void changes_data();
    void changes();
    void theLastRunStandsBesideThisOne();
    void theFilterKeepsClausesOfWhatItShows();
    void historySurvivesAFile();
    void historyKeepsNoSecret();
    void historyIsBounded();
};

void TestCheckModels::rowsTurnOneAfterTheOther()
{
    CheckTreeModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    model.begin(kSpecs, nullptr, true);
    QCOMPARE(treeOf(model),
             (QStringList{u"RCP028-R2=running [token=running/, token=/]"_s, u"H-405=/"_s}));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take({judged(0, Status::Pass)});
    QCOMPARE(changed.size(),
             6); // the row, the one before it that ran and the next, each with its clause
    QCOMPARE(treeOf(model).front(), u"RCP028-R2=running [token=pass/, token=running/]"_s);
    model.take({judged(1, Status::Fail, u"expected 401, got 200"_s)});
    QCOMPARE(treeOf(model),
             (QStringList{u"RCP028-R2=fail [token=pass/, token=fail/]"_s, u"H-405=running/"_s}));
    model.end();
    QCOMPARE(treeOf(model).back(), u"H-405=/"_s);
    QCOMPARE(model.judgedCount(), 2);
    QCOMPARE(model.count(CheckMark::Fail), 1);
    const QModelIndex failed = model.indexOf(QByteArrayView("RCP028-R2.wrong-token"));
    QCOMPARE(failed.siblingAtColumn(CheckTreeModel::Says).data().toString(),
             u"expected 401, got 200"_s);
    QCOMPARE(failed.data(Qt::AccessibleTextRole).toString(), u"refuses a wrong token, fail"_s);
}

void TestCheckModels::aProducersChecksTurnInAnyOrder()
{
    CheckTreeModel model;
    const Tester tester(&model, Tester::FailureReportingMode::QtTest);
    model.begin(kSpecs, nullptr, false);
    QCOMPARE(model.count(CheckMark::Running), 0);
    model.take({judged(2, Status::Pass)});
    model.take({judged(2, Status::Warn), judged(0, Status::Skip)}); // the latest holds
    QCOMPARE(treeOf(model),
             (QStringList{u"RCP028-R2=skipped [token=skipped/, token=/]"_s, u"H-405=warn/"_s}));
}

void TestCheckModels::changes_data()
{
    QTest::addColumn<int>("last");
    QTest::addColumn<int>("now");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, Status last, Status now, const QString &word) {
        QTest::newRow(name) << int(last) << int(now) << word;
    };
    row("as before", Status::Warn, Status::Warn, {});
    row("breaks", Status::Pass, Status::Fail, u"newly failing"_s);
    row("was not seen, and fails", Status::Skip, Status::Fail, u"newly failing"_s);
    row("mended", Status::Fail, Status::Pass, u"mended"_s);
    row("half mended", Status::Fail, Status::Warn, u"better"_s);
    row("worse", Status::Pass, Status::Warn, u"worse"_s);
    row("better", Status::Warn, Status::Info, u"better"_s);
    row("not seen any more", Status::Fail, Status::Skip, {});
    row("nothing can be said", Status::Pass, Status::Inconclusive, {});
}

void TestCheckModels::changes()
{
    QFETCH(const int, last);
    QFETCH(const int, now);
    QFETCH(const QString, word);
    QCOMPARE(changeWord(changeOf(Status(now), Status(last))), word);
}

void TestCheckModels::theLastRunStandsBesideThisOne()
{
    CheckHistory history;
    history.remember(Suite::Consumer, u"http://127.0.0.1:9000/hook"_s, {},
                     {judged(0, Status::Pass), judged(2, Status::Fail)});
    CheckTreeModel model;
    model.begin(kSpecs, history.of(Suite::Consumer, u"http://127.0.0.1:9000/hook"_s), true);
    QCOMPARE(treeOf(model).front(), u"RCP028-R2=running [token=running/pass, token=/]"_s);
    model.take({judged(0, Status::Fail), judged(1, Status::Pass), judged(2, Status::Pass)});
    QCOMPARE(treeOf(model),
             (QStringList{u"RCP028-R2=fail [token=fail/newly failing, was pass, token=pass/]"_s,
                          u"H-405=pass/mended, was fail"_s}));
    QCOMPARE(model.count(CheckChange::Failed), 1);
    QCOMPARE(model.count(CheckChange::Mended), 1);
    QVERIFY(!history.of(Suite::Resource, u"http://127.0.0.1:9000/hook"_s));
    QVERIFY(!history.of(Suite::Consumer, u"http://127.0.0.1:9001/hook"_s));
}

void TestCheckModels::theFilterKeepsClausesOfWhatItShows()
{
    CheckTreeModel model;
    CheckFilter filter(model);
    const Tester tester(&filter, Tester::FailureReportingMode::QtTest);
    model.begin(kSpecs, nullptr, true);
    QCOMPARE(filter.shownChecks(), 3);
    filter.setMarks({CheckMark::Fail, CheckMark::Warn});
    QCOMPARE(filter.shownChecks(), 0);
    QCOMPARE(filter.rowCount(), 0);
    model.take({judged(0, Status::Pass), judged(1, Status::Fail, u"got 200"_s)});
    QCOMPARE(treeOf(filter), QStringList{u"RCP028-R2=fail [token=fail/]"_s});
    filter.setText(u"GOT wrong"_s);
    QCOMPARE(filter.shownChecks(), 1);
    filter.setText(u"405"_s);
    QCOMPARE(filter.shownChecks(), 0);
    filter.setMarks({});
    QCOMPARE(filter.shownChecks(), 1);
    filter.setText({});
    filter.setOnlyChanged(true);
    QCOMPARE(filter.shownChecks(), 0);
}

void TestCheckModels::historySurvivesAFile()
{
    CheckHistory history;
    const WallTime then(1'800'000'000'123'456us);
    history.remember(Suite::Producer, u"http://127.0.0.1:8029/webhooks"_s, then,
                     {judged(0, Status::Pass), judged(1, Status::Inconclusive)});
    const CheckHistory read = CheckHistory::read(history.bytes());
    const PastRun *run = read.of(Suite::Producer, u"http://127.0.0.1:40001/other"_s);
    QVERIFY2(run, "whatever port a producer is listened for on, it is the producer");
    QCOMPARE(run->ended, then);
    QCOMPARE(run->statuses, (std::map<QByteArray, Status>{{"RCP028-R2.no-token", Status::Pass}}));
    QCOMPARE(CheckHistory::read("no JSON").bytes(), QByteArray("[]"));
    QCOMPARE(CheckHistory::read(R"([{"suite":"nothing"},7,{"suite":"consumer","target":"t",)"
                                R"("checks":{"a.b":"splendid"}}])")
                 .of(Suite::Consumer, u"t"_s)
                 ->statuses.size(),
             size_t(0));
}

void TestCheckModels::historyKeepsNoSecret()
{
    CheckHistory history;
    history.remember(Suite::Consumer, u"http://ada:pass-word@127.0.0.1/hook?key=secret"_s, {},
                     {judged(0, Status::Pass)});
    QVERIFY(!history.bytes().contains("pass-word"));
    QVERIFY(!history.bytes().contains("secret"));
    QVERIFY(history.of(Suite::Consumer, u"http://127.0.0.1/hook"_s));
}

void TestCheckModels::historyIsBounded()
{
    CheckHistory history;
    for (int port = 9000; port < 9000 + 2 * int(CheckHistory::kMost); ++port)
        history.remember(Suite::Consumer, u"http://127.0.0.1:%1/"_s.arg(port), {},
                         {judged(0, Status::Pass)});
    QVERIFY(!history.of(Suite::Consumer, u"http://127.0.0.1:9000/"_s));
    QVERIFY(history.of(Suite::Consumer, u"http://127.0.0.1:9023/"_s));
    // A run of some checks leaves the others as they were.
    history.remember(Suite::Consumer, u"http://127.0.0.1:9023/"_s, {}, {judged(1, Status::Fail)});
    QCOMPARE(history.of(Suite::Consumer, u"http://127.0.0.1:9023/"_s)->statuses.size(), size_t(2));
}

QTEST_GUILESS_MAIN(TestCheckModels)
#include "tst_checkmodels.moc"
