// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/producer/producercheck.h"
#include "core/checks/report/permalinks.h"
#include "core/protocol/clause.h"
#include "tests/support/testcase.h"

#include <QSet>

using namespace pushbench;
using namespace pushbench::checks;
using namespace std::chrono_literals;

namespace {

const ProducerCheck &find(QByteArrayView id)
{
    const auto checks = producerChecks();
    const auto at = std::ranges::find_if(
        checks, [id](const ProducerCheck &check) { return check.spec.id == id; });
    if (at == checks.end())
        qFatal("no check %s", id.data());
    return *at;
}

ProducerSeen traffic()
{
    return {.phases = {}, .holds = {}, .findings = {}, .exchanges = 10, .withEvents = 9};
}

/// A hold in a phase, and how it was taken.
ProducerSeen hold(QByteArrayView phase, consumer::Manner manner, int status, int meanwhile = 0)
{
    ProducerSeen seen = traffic();
    seen.phases[phase] = {.exercised = true, .answered = {5}, .returned = {6}};
    seen.holds[{5}] = {.exchange = {5},
                       .status = status,
                       .retryAfter = "3",
                       .announced = WallTime(1s),
                       .returnedBy = {6},
                       .margin = manner == consumer::Manner::Early ? -1400ms : 400ms,
                       .meanwhile = meanwhile,
                       .manner = manner};
    return seen;
}

} // namespace

class TestProducerChecks final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theCatalogueIsWhole();
    void nothingSeenIsNoPass();
    void findingsDecide();
    void holdsDecide();
    void whatComesBackDecides();
    void lateAnswersDecide_data();
    void lateAnswersDecide();
    void aRefusedTokenDecides();
    void phasesAreMadeByTheirTimes();
};

void TestProducerChecks::theCatalogueIsWhole()
{
    QVERIFY(producerChecks().size() >= 30);
    QSet<QByteArray> ids;
    QSet<QByteArray> phases;
    for (const Phase &phase : producerPhases())
        phases.insert(phase.name.toByteArray());
    for (const ProducerCheck &check : producerChecks()) {
        const QByteArray id = check.spec.id.toByteArray();
        QVERIFY2(!ids.contains(id), id.constData());
        ids.insert(id);
        QVERIFY2(protocol::findClause(check.spec.clause())
                     || !permalinkOf(check.spec.clause()).isEmpty(),
                 id.constData());
        QVERIFY2(check.phase.isEmpty() || phases.contains(check.phase.toByteArray()),
                 id.constData());
    }
    const std::vector<Phase> all = producerPhases();
    QVERIFY(all.front().healthy && all.at(all.size() - 2).healthy && all.back().rotates);
}

void TestProducerChecks::nothingSeenIsNoPass()
{
    for (const ProducerCheck &check : producerChecks())
        QVERIFY2(judge(check, {}).status == Status::Skip, check.spec.id.data());
}

void TestProducerChecks::findingsDecide()
{
    const ProducerCheck &check = find("RCP027-R3.sequence");
    ProducerSeen seen = traffic();
    QCOMPARE(judge(check, seen).status, Status::Pass);
    seen.findings.push_back(
        {{3},
         {.id = "RCP027-R5", .verdict = protocol::Verdict::Fail, .where = {}, .text = {}},
         {}});
    QCOMPARE(judge(check, seen).status, Status::Pass);
    seen.findings.push_back(
        {{4},
         {.id = "RCP027-R3", .verdict = protocol::Verdict::Warn, .where = {}, .text = {}},
         {}});
    QCOMPARE(judge(check, seen).status, Status::Warn);
    seen.findings.push_back(
        {{5},
         {.id = "RCP027-R3", .verdict = protocol::Verdict::Fail, .where = {}, .text = {}},
         {}});
    const Outcome outcome = judge(check, seen);
    QCOMPARE(outcome.status, Status::Fail);
    QVERIFY(outcome.evidence == (std::vector<ExchangeNumber>{{4}, {5}}));
    const ProducerCheck &name = find("DD20-F2.name-length");
    const ProducerCheck &key = find("DD20-F3.key-length");
    seen.findings.push_back({{6},
                             {.id = "RCP025-R9",
                              .verdict = protocol::Verdict::Warn,
                              .where = "/value/0/ResourceRecordKey",
                              .text = {}},
                             {}});
    QCOMPARE(judge(name, seen).status, Status::Pass);
    QCOMPARE(judge(key, seen).status, Status::Warn);
    seen = {.phases = {}, .holds = {}, .findings = {}, .exchanges = 4};
    QCOMPARE(judge(check, seen).status, Status::Skip);
    QCOMPARE(judge(find("RCP028-R4.events"), seen).status, Status::Fail);
}

void TestProducerChecks::holdsDecide()
{
    using consumer::Manner;
    const ProducerCheck &seconds = find("RCP028-R15.seconds");
    QCOMPARE(judge(seconds, hold("hold-seconds", Manner::Obeyed, 429)).status, Status::Pass);
    QCOMPARE(judge(seconds, hold("hold-seconds", Manner::Early, 429)).status, Status::Fail);
    QVERIFY(judge(seconds, hold("hold-seconds", Manner::Early, 429))
                .sentence.contains(QStringLiteral("400 ms before")));
    QCOMPARE(judge(seconds, hold("hold-seconds", Manner::NotReturned, 429)).status, Status::Warn);
    QCOMPARE(judge(seconds, hold("hold-seconds", Manner::Waiting, 429)).status,
             Status::Inconclusive);
    QCOMPARE(judge(seconds, hold("hold-imf", Manner::Early, 429)).status, Status::Skip);
    const ProducerCheck &unavailable = find("H-RA5.unavailable");
    QCOMPARE(judge(unavailable, hold("unavailable", Manner::Early, 503)).status, Status::Warn);
    const ProducerCheck &all = find("RCP028-R13.all");
    QCOMPARE(judge(all, hold("hold-seconds", Manner::Obeyed, 429, 0)).status, Status::Pass);
    QCOMPARE(judge(all, hold("hold-seconds", Manner::Early, 429, 2)).status, Status::Fail);
    QCOMPARE(judge(all, hold("unavailable", Manner::Early, 503, 2)).status, Status::Skip);
}

void TestProducerChecks::whatComesBackDecides()
{
    const ProducerCheck &error = find("RCP028-R16.error");
    ProducerSeen seen = traffic();
    QCOMPARE(judge(error, seen).status, Status::Skip);
    PhaseSeen &phase = seen.phases["error"];
    phase = {.exercised = true, .answered = {5}};
    QCOMPARE(judge(error, seen).status, Status::Warn);
    phase.returned = {7};
    QCOMPARE(judge(error, seen).status, Status::Warn);
    phase.sameBody = true;
    QCOMPARE(judge(error, seen).status, Status::Pass);
    phase.between = 500;
    QCOMPARE(judge(error, seen).status, Status::Warn);
    seen.phases["refused"] = phase;
    QCOMPARE(judge(find("RCP028-R16.refused"), seen).status, Status::Info);
}

void TestProducerChecks::lateAnswersDecide_data()
{
    QTest::addColumn<PhaseSeen>("slow");
    QTest::addColumn<int>("departure");
    QTest::addColumn<Status>("once");
    QTest::addColumn<Status>("bears");
    QTest::addColumn<Status>("comesBack");
    const PhaseSeen waited{.exercised = true, .answered = {5}, .took = 5000ms};
    PhaseSeen seen = waited;
    QTest::newRow("it waits") << seen << 0 << Status::Pass << Status::Pass << Status::Pass;
    seen.copies = {{{6}, 800ms}};
    QTest::newRow("and sends it beside that")
        << seen << 0 << Status::Warn << Status::Pass << Status::Pass;
    seen.left = true;
    seen.returned = {6};
    QTest::newRow("it sends it again, and gives up then")
        << seen << 2000 << Status::Warn << Status::Warn << Status::Pass;
    QTest::newRow("it gives up, and sends it again then")
        << seen << 790 << Status::Pass << Status::Warn << Status::Pass;
    seen.copies.clear();
    QTest::newRow("it comes again after all that")
        << seen << 790 << Status::Pass << Status::Warn << Status::Pass;
    seen.returned = {};
    QTest::newRow("it gives up for good")
        << seen << 790 << Status::Pass << Status::Warn << Status::Warn;
    QTest::newRow("nothing was answered late")
        << PhaseSeen{} << 0 << Status::Skip << Status::Skip << Status::Skip;
}

void TestProducerChecks::lateAnswersDecide()
{
    QFETCH(PhaseSeen, slow);
    QFETCH(int, departure);
    ProducerSeen seen = traffic();
    seen.phases["slow"] = slow;
    if (departure > 0)
        seen.departures[{5}] = std::chrono::milliseconds(departure);
    QTEST(judge(find("H-POST.once"), seen).status, "once");
    QTEST(judge(find("RCP028-R10.slow"), seen).status, "bears");
    seen.phases.clear();
    seen.phases["too-slow"] = slow;
    QTEST(judge(find("H-POST.once"), seen).status, "once");
    QTEST(judge(find("RCP028-R10.too-slow"), seen).status, "comesBack");
}

void TestProducerChecks::aRefusedTokenDecides()
{
    const ProducerCheck &next = find("RCP028-R23.next-token");
    const ProducerCheck &storm = find("RCP028-R23.storm");
    ProducerSeen seen = traffic();
    PhaseSeen &phase = seen.phases["rotation"];
    phase = {.exercised = true, .answered = {5}, .between = 20};
    QCOMPARE(judge(storm, seen).status, Status::Pass);
    QCOMPARE(judge(next, seen).status, Status::Skip);
    QVERIFY(judge(next, seen).sentence.contains(QStringLiteral("--next-token")));
    seen.nextToken = true;
    QCOMPARE(judge(next, seen).status, Status::Warn);
    ++phase.between;
    QCOMPARE(judge(storm, seen).status, Status::Warn);
    phase.returned = {30};
    QCOMPARE(judge(next, seen).status, Status::Pass);
    QCOMPARE(judge(storm, seen).status, Status::Warn);
    phase.returned = phase.answered; // Nothing was refused.
    QCOMPARE(judge(next, seen).status, Status::Pass);
    QCOMPARE(judge(storm, seen).status, Status::Skip);
}

void TestProducerChecks::phasesAreMadeByTheirTimes()
{
    const auto find = [](const std::vector<Phase> &phases, QByteArrayView name) {
        return std::ranges::find(phases, name, &Phase::name);
    };
    std::vector<Phase> phases = producerPhases({.slow = 1500ms, .tooSlow = 9s});
    QCOMPARE(find(phases, "slow")->reply.latency, 1500ms);
    QVERIFY(find(phases, "slow")->doing.contains("1.5 s"));
    QCOMPARE(find(phases, "too-slow")->reply.latency, 9s);
    QVERIFY(find(phases, "resume") == phases.end());
    QVERIFY(find(phases, "rotation")->doing.contains("or stop"));
    const ResumeCall call;
    phases = producerPhases({.nextToken = true}, &call);
    QVERIFY(find(phases, "resume") < find(phases, "well-again"));
    QVERIFY(find(phases, "rotation")->doing.contains("next one"));
}

QTEST_GUILESS_MAIN(TestProducerChecks)

#include "tst_producerchecks.moc"
