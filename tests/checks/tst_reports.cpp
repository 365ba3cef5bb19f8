// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/producer/agreement.h"
#include "core/checks/report/permalinks.h"
#include "core/checks/report/report.h"
#include "core/checks/resource/resourcechecks.h"
#include "tests/support/golden.h"
#include "tests/support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace pushbench;
using namespace pushbench::checks;
using namespace std::chrono_literals;

namespace {

constexpr CheckSpec kSpecs[] = {
    {"RCP028-R1.single", Level::Must, "takes an event by POST", "A valid body", "2xx passes"},
    {"RCP028-R2.no-token", Level::Must, "refuses who shows no token", "No token", "401 passes"},
    {"H-405.get", Level::Must, "says that only POST is allowed", "GET", "405 with Allow passes"},
    {"B-2.error-code", Level::Should, "gives the error codes", "No token", "else a warning"},
    {"H-SLOW.dribble", Level::Polite, "does not wait for ever", "A head", "an end passes"},
    {"RCP028-R14.retry-after", Level::Must, "says how long to wait", "Many", "seconds"},
};

/// One of each outcome, and bytes that every format has to escape.
Report sample()
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = {7};
    exchange->method = "POST";
    exchange->target = "/hooks?a=1&b=2";
    exchange->requestHead = "POST /hooks HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                            "sha256:12345678\r\nX-Note: it's <b>\r\n\r\n";
    exchange->requestBody = R"({"a":"<&>'"})";
    exchange->status = 200;
    exchange->responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    exchange->responseBody = "<html>";
    Report report{.target = QStringLiteral("http://127.0.0.1:8028/hooks?a=1&b=2"),
                  .began = WallTime(1'800'000'000s),
                  .duration = 12'345ms,
                  .program = "pushbench-cli 0",
                  .requests = 42};
    const auto add = [&report](size_t spec, Status status, const char *sentence, bool known,
                               std::vector<ExchangeNumber> evidence = {}) {
        report.entries.push_back(
            {kSpecs[spec],
             {.id = kSpecs[spec].id,
              .status = status,
              .sentence = QString::fromUtf8(sentence),
              .assertions = {{QStringLiteral("without <token>"), status, QStringLiteral("401"),
                              QStringLiteral("200 \x01 \"quoted\"")}},
              .evidence = std::move(evidence),
              .duration = 5ms},
             known});
    };
    add(0, Status::Pass, "", false);
    add(1, Status::Fail, "without <token>: expected 401, got 200 & more", false, {{7}});
    add(2, Status::Fail, "405 without Allow", true);
    add(3, Status::Warn, "a challenge without a code", false);
    add(4, Status::Info, "still open", false);
    add(5, Status::Skip, "nothing came that could be judged", false);
    report.exchanges[7] = exchange;
    report.environment = {{QStringLiteral("answered within"), QStringLiteral("5000 ms & \x02")}};
    using namespace ledger;
    FeedStrip strip{.label = QStringLiteral("A<B"), .first = {1}, .last = {12}, .received = 9};
    for (const quint16 states : std::initializer_list<quint16>{
             StripReceived, StripReceived | StripLate, StripReceived | StripDuplicate,
             StripReceived | StripConflict, StripOpen, StripHidden, StripSuperseded, StripLost})
        strip.cells.push_back({states, 255});
    report.strips.push_back(std::move(strip));
    return report;
}

} // namespace

class TestReports final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void text()
    {
        COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/golden/report.txt"),
                       writeText(sample()));
    }
    void json()
    {
        COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/golden/report.json"),
                       writeJson(sample()));
    }
    void junit()
    {
        COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/golden/report.xml"),
                       writeJunit(sample()));
    }
    void html()
    {
        COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/golden/report.html"),
                       writeHtml(sample()));
    }
    void axes();
    void permalinks();
    void everyFormatShowsAProof();
};

void TestReports::axes()
{
    const Report report = sample();
    QCOMPARE(report.verdict(false), Status::Fail);
    QCOMPARE(report.verdict(true), Status::Info);
    QCOMPARE(report.count(Status::Fail), 2);
}

/// Whatever a suite checks has a place where its text stands, unless it is a rule of the bench.
void TestReports::permalinks()
{
    const auto check = [](const CheckSpec &spec) {
        const QByteArray url = permalinkOf(spec.clause());
        const bool ours = QByteArrayList{"RCP028-R28", "RCP028-R29", "RCP027-R21"}.contains(
            spec.clause().toByteArray()); // The last is of RESO's own testing tool.
        QVERIFY2(url.isEmpty() == ours, spec.id.data());
        QVERIFY2(ours || QUrl(QString::fromUtf8(url), QUrl::StrictMode).isValid(), url.data());
    };
    for (const ConsumerCheck &each : consumerChecks())
        check(each.spec);
    for (const ConsumerCheck &each : resourceChecks())
        check(each.spec);
    for (const ProducerCheck &each : producerChecks())
        check(each.spec);
    for (const ProducerCheck &each : agreementChecks())
        check(each.spec);
    QCOMPARE(permalinkOf("H-405"),
             QByteArray("https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6"));
    QVERIFY(permalinkOf("RCP028-R1").endsWith("webhooks-push.md#requirements"));
    QVERIFY(permalinkOf("RCP028-R16").endsWith("#polite-behavior"));
    QVERIFY(permalinkOf("RCP028").isEmpty() && permalinkOf({}).isEmpty());
}

void TestReports::everyFormatShowsAProof()
{
    Report report = sample();
    for (Entry &entry : report.entries)
        entry.proven = Suite::Producer;
    report.proof = Proof{
        .matrices = {{.suite = Suite::Producer,
                      .checks = {"H-405.get", "J-1.encoding"},
                      .rows = {{.mutant = "H-405.get",
                                .fault = "sends <GET>",
                                .status = Status::Fail,
                                .marks = {Mark::Caught, Mark::Explained},
                                .others = {{"J-1.encoding", Status::Warn, {}, "of <that> & this"}}},
                               {.mutant = "J-1.encoding",
                                .fault = "sends Latin-1",
                                .status = Status::Pass,
                                .marks = {Mark::Quiet, Mark::Missed},
                                .unseen = {{"H-405.get", "it should"}}}}}},
        .waits = QStringLiteral("waits are scaled down"),
        .trials = 4,
        .repeated = 1};
    const QByteArray conditions = "4 mocks were checked, 1 of them twice; waits are scaled down";
    const QByteArray rows = "   1  H-405.get                   #+\n"
                            "   2  J-1.encoding                .o\n";

    const QByteArray text = writeText(report);
    QVERIFY2(text.startsWith("Proof of the self-checks by mutants: http"), text.constData());
    QVERIFY(text.contains(conditions) && text.contains(rows));
    QVERIFY(text.contains("takes an event by POST (producer)\n"));

    const QByteArray xml = writeJunit(report);
    QVERIFY2(xml.contains("name=\"pushbench self\""), xml.constData());
    QVERIFY(xml.contains("classname=\"producer.RCP028-R1\""));
    QVERIFY(xml.contains(conditions) && xml.contains(rows));

    const QByteArray html = writeHtml(report);
    QVERIFY2(html.contains("<b>1 of 2 mutants caught</b>beside the diagonal 1 "
                           "complaints with a reason, 0 without"),
             html.constData());
    QVERIFY(html.contains(conditions) && html.contains("of &lt;that&gt; &amp; this"));
    QVERIFY(
        html.contains("<td class=\"explained\" title=\"J-1.encoding of the mutant of H-405.get"));
    QVERIFY(!html.contains("curl"));

    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(writeJson(report), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json[QStringLiteral("suite")].toString(), QStringLiteral("self"));
    const QJsonObject row =
        json[QStringLiteral("proof")][QStringLiteral("matrices")][0][QStringLiteral("mutants")][1]
            .toObject();
    QCOMPARE(row[QStringLiteral("marks")].toArray(),
             (QJsonArray{QStringLiteral("quiet"), QStringLiteral("missed")}));
    QCOMPARE(row[QStringLiteral("unseen")][0][QStringLiteral("check")].toString(),
             QStringLiteral("H-405.get"));
}

QTEST_GUILESS_MAIN(TestReports)

#include "tst_reports.moc"
