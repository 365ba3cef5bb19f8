// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumercheck.h"
#include "core/checks/producer/producercheck.h"
#include "core/checks/proof/proof.h"
#include "core/checks/report/report.h"
#include "core/checks/resource/resourcechecks.h"
#include "tests/support/testcase.h"

#include <QSet>

using namespace pushbench;
using namespace pushbench::checks;

namespace {

/// What one mock is told by each check, in a letter: Pass, Info, Warn, Fail, Skip or ? for
/// Inconclusive.
Outcomes outcomesOf(const std::vector<CheckSpec> &checks, QByteArrayView letters)
{
    Outcomes outcomes;
    for (size_t i = 0; i < checks.size(); ++i) {
        const char letter = letters.at(qsizetype(i));
        const Status status = letter == 'P' ? Status::Pass
            : letter == 'I'                 ? Status::Info
            : letter == 'W'                 ? Status::Warn
            : letter == 'F'                 ? Status::Fail
            : letter == 'S'                 ? Status::Skip
                                            : Status::Inconclusive;
        outcomes[checks[i].id] = {.id = checks[i].id, .status = status};
    }
    return outcomes;
}

const std::vector<CheckSpec> &specs()
{
    static const std::vector<CheckSpec> all{{"X-1.a", Level::Must, "a", "s", "e"},
                                            {"X-2.b", Level::Must, "b", "s", "e"},
                                            {"X-3.c", Level::Must, "c", "s", "e"}};
    return all;
}

const std::vector<Mutant> &mutants()
{
    static const std::vector<Mutant> all{{"X-1.a", "does a wrong", {{"X-2.b", "b hangs on a"}}},
                                         {"X-2.b", "does b wrong"},
                                         {"X-3.c", "does c wrong"}};
    return all;
}

/// Everything as it should be.
Trials good()
{
    return {.suite = Suite::Resource,
            .checks = specs(),
            .mutants = mutants(),
            .ours = outcomesOf(specs(), "PPP"),
            .right = outcomesOf(specs(), "PPS"),
            .wrong = {{"X-1.a", outcomesOf(specs(), "FWP")},
                      {"X-2.b", outcomesOf(specs(), "PFS")},
                      {"X-3.c", outcomesOf(specs(), "PPI")}}};
}

QByteArray signsOf(const Matrix &matrix)
{
    QByteArray signs;
    for (const MatrixRow &row : matrix.rows) {
        for (const Mark mark : row.marks)
            signs += markSign(mark);
        signs += ' ';
    }
    return signs.trimmed();
}

QByteArray statusesOf(const Trials &trials)
{
    QByteArrayList words;
    for (const Outcome &proof : prove(trials, matrixOf(trials)))
        words += statusName(proof.status).toByteArray();
    return words.join(' ');
}

std::vector<CheckSpec> catalogueOf(Suite suite)
{
    std::vector<CheckSpec> list;
    if (suite == Suite::Producer) {
        for (const ProducerCheck &check : producerChecks())
            list.push_back(check.spec);
        return list;
    }
    for (const ConsumerCheck &check :
         suite == Suite::Consumer ? consumerChecks() : resourceChecks())
        list.push_back(check.spec);
    return list;
}

} // namespace

class TestProof final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyCheckHasItsMutant_data();
    void everyCheckHasItsMutant();
    void allIsWell();
    void whatIsWrong_data();
    void whatIsWrong();
    void aCheckWithoutAMutantFails();
    void aCheckThatDidNotRunProvesNothing();
    void aRemarkOfTheRightOneIsNoCatch();
    void doubtsAreNamed();
    void theMatrixAsText();
};

void TestProof::everyCheckHasItsMutant_data()
{
    QTest::addColumn<int>("suite");
    for (const Suite suite : {Suite::Consumer, Suite::Producer, Suite::Resource})
        QTest::newRow(suiteName(suite).data()) << int(suite);
}

/// One each, in the same order; reasons name other checks of the suite, and are sentences.
void TestProof::everyCheckHasItsMutant()
{
    QFETCH(int, suite);
    const std::vector<CheckSpec> checks = catalogueOf(Suite(suite));
    QByteArrayList expected;
    QSet<QByteArray> ids;
    for (const CheckSpec &spec : checks) {
        expected += spec.id.toByteArray();
        ids.insert(spec.id.toByteArray());
    }
    QByteArrayList actual;
    for (const Mutant &mutant : mutantsOf(Suite(suite))) {
        actual += mutant.check.toByteArray();
        QVERIFY2(!mutant.fault.isEmpty(), mutant.check.data());
        for (const Consequence &also : mutant.also) {
            QVERIFY2(ids.contains(also.check.toByteArray()), also.check.data());
            QVERIFY2(also.check != mutant.check, also.check.data());
            QVERIFY2(also.why.size() > 10, also.check.data());
        }
    }
    QCOMPARE(actual, expected);
}

void TestProof::allIsWell()
{
    const Trials trials = good();
    const Matrix matrix = matrixOf(trials);
    QCOMPARE(signsOf(matrix), "#+. .#. ..#");
    QCOMPARE(statusesOf(trials), "pass pass pass");
    QVERIFY(doubtful(matrix).empty());
    QCOMPARE(matrix.count(Mark::Caught), 3);
    QCOMPARE(matrix.rows.front().others.front().why, QByteArrayView("b hangs on a"));
    QCOMPARE(prove(trials, matrix).front().sentence,
             QStringLiteral("caught a resource that does a wrong: fail"));
}

void TestProof::whatIsWrong_data()
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("letters");
    QTest::addColumn<QByteArray>("statuses");
    const auto row = [](const char *name, const char *who, const char *letters,
                        const char *statuses) {
        QTest::newRow(name) << QByteArray(who) << QByteArray(letters) << QByteArray(statuses);
    };
    row("our own mock fails", "ours", "PFP", "pass fail pass");
    row("our own mock is warned", "ours", "WPP", "fail pass pass");
    row("a remark on our own is none", "ours", "PIP", "pass pass pass");
    row("the right mock fails", "right", "FPP", "fail pass pass");
    row("a mutant passes", "X-2.b", "PPP", "pass fail pass");
    row("a mutant is skipped", "X-2.b", "PSP", "pass fail pass");
    row("nothing can be said of a mutant", "X-2.b", "P?P", "pass inconclusive pass");
    row("another check complains without a reason", "X-2.b", "PFF", "pass fail pass");
    row("a reason without a complaint is told", "X-1.a", "FPP", "info pass pass");
}

void TestProof::whatIsWrong()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, letters);
    Trials trials = good();
    const Outcomes outcomes = outcomesOf(specs(), letters);
    if (who == "ours")
        trials.ours = outcomes;
    else if (who == "right")
        trials.right = outcomes;
    else
        trials.wrong[std::ranges::find(mutants(), who, &Mutant::check)->check] = outcomes;
    QTEST(statusesOf(trials), "statuses");
}

void TestProof::aCheckWithoutAMutantFails()
{
    Trials trials = good();
    trials.mutants = trials.mutants.first(2);
    trials.wrong.erase("X-3.c");
    QCOMPARE(statusesOf(trials), "pass pass fail");
    const Outcome last = prove(trials, matrixOf(trials)).back();
    QCOMPARE(
        last.sentence,
        QStringLiteral("a mutant: expected one that is wrong in just that, got there is none"));
}

void TestProof::aCheckThatDidNotRunProvesNothing()
{
    Trials trials = good();
    trials.wrong.erase("X-3.c");
    QCOMPARE(statusesOf(trials), "pass pass inconclusive");
    trials = good();
    trials.right.clear();
    QCOMPARE(statusesOf(trials), "inconclusive inconclusive inconclusive");
}

void TestProof::aRemarkOfTheRightOneIsNoCatch()
{
    Trials trials = good();
    trials.right = outcomesOf(specs(), "PPI");
    QCOMPARE(statusesOf(trials), "pass pass fail");
}

void TestProof::doubtsAreNamed()
{
    Trials trials = good();
    trials.wrong["X-2.b"] = outcomesOf(specs(), "PPP");
    QCOMPARE(doubtful(matrixOf(trials)), std::vector<QByteArrayView>{"X-2.b"});
    trials = good();
    trials.wrong["X-3.c"] = outcomesOf(specs(), "FPI");
    QCOMPARE(doubtful(matrixOf(trials)), std::vector<QByteArrayView>{"X-3.c"});
}

void TestProof::theMatrixAsText()
{
    Trials trials = good();
    trials.wrong["X-3.c"] = outcomesOf(specs(), "PWI");
    QCOMPARE(writeMatrix(matrixOf(trials)),
             "Matrix of the resource suite: a row for each mutant, a column for each check, in the "
             "same order.\n"
             "# caught, + complains too and has a reason, . silent, ! complains without reason\n"
             "                                  123\n"
             "   1  X-1.a                       #+.\n"
             "   2  X-2.b                       .#.\n"
             "   3  X-3.c                       .!#\n"
             "Beside the diagonal:\n"
             "  X-1.a: does a wrong\n"
             "    X-2.b (warn)\n"
             "      because b hangs on a\n"
             "  X-3.c: does c wrong\n"
             "    X-2.b (warn: )\n"
             "      no reason is known\n");
}

QTEST_GUILESS_MAIN(TestProof)

#include "tst_proof.moc"
