// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumercheck.h"
#include "core/checks/producer/agreement.h"
#include "core/checks/profile/profilefile.h"
#include "core/protocol/payload/payload.h"
#include "core/wire/http1/http1parser.h"
#include "tests/support/testcase.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace pushbench;
using namespace pushbench::checks;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<Profile> read(const QByteArray &json)
{
    return readProfile(json, u"p.json"_s, [](const QString &text) -> Result<Secret> {
        if (text == u"@missing"_s)
            return Fault{FaultKind::Denied, u"secret"_s, u"no such file"_s};
        return Secret(text.toUtf8());
    });
}

Profile profile(const QByteArray &json)
{
    const Result<Profile> result = read(json);
    if (!result)
        qFatal("%s", qPrintable(result.fault().message()));
    return result.value();
}

template <typename Checks>
const auto &find(const Checks &checks, QByteArrayView id)
{
    for (const auto &check : checks) {
        if (check.spec.id == id)
            return check;
    }
    qFatal("no check %s", id.data());
}

std::vector<Probe> probesOf(QByteArrayView id, const Profile &agreed)
{
    EventMaker events(1'000'000, agreed.forms);
    ProbeContext context{.events = events, .token = "token", .url = {}, .profile = agreed};
    return find(consumerChecks(), id).probes(context);
}

Seen answered(const QByteArray &statusLine, std::chrono::milliseconds latency = 1ms)
{
    wire::ResponseParser parser{wire::Limits()};
    parser.begin();
    const QByteArray bytes = "HTTP/1.1 " + statusLine + "\r\nContent-Length: 0\r\n\r\n";
    qsizetype at = 0;
    for (wire::Parsed parsed; parsed.event != wire::Parsed::Event::Complete; at += parsed.consumed)
        parsed = parser.advance(QByteArrayView(bytes).sliced(at));
    Seen seen{.what = u"it"_s, .connected = true, .latency = latency};
    seen.answers.push_back(parser.take());
    return seen;
}

Status verdict(QByteArrayView id, const std::vector<Seen> &answers, const Profile &agreed)
{
    Judging judging(agreed);
    find(consumerChecks(), id).judge(answers, judging);
    return worst(judging.take());
}

journal::Exchange exchange(const QByteArray &head, const QByteArray &body = "{}")
{
    journal::Exchange result{.number = {4}};
    result.requestHead = "POST / HTTP/1.1\r\n" + head + "\r\n";
    result.payload = std::make_shared<const protocol::Payload>(protocol::parsePayload(body));
    return result;
}

} // namespace

class TestProfile final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void isReadWhole();
    void faultsNameTheMember_data();
    void faultsNameTheMember();
    void theSchemaKnowsWhatTheReaderKnows();
    void secretsAreStatedByFingerprint();
    void probesKeepToTheForm();
    void consumersAreJudgedByIt();
    void producersAreJudgedByIt();
    void earlinessIsAgreedOn();
    void resumeCallsDecide();
};

void TestProfile::isReadWhole()
{
    const Profile all = profile(R"({"name":"An MLS","labels":["A","B"],
        "headers":{"X-Tenant":"42","X-Key":{"secret":"hush-hush"}},"form":"batch",
        "extensions":{"EventTypes":["Update"]},
        "thresholds":{"answerMs":100,"perEventMs":0.5,"bodyBytes":2000,"requestsPerSecond":7,
            "timeoutMs":900,"stepMs":700,"earlyMs":0,"requestsUntilBack":3},
        "resume":{"url":"https://mls.example/resume","method":"PUT","headers":{"Authorization":
            {"secret":"Bearer go-on-please"}},"body":{"feed":1},"haltStatus":403,"withinMs":800}})");
    QCOMPARE(all.labels, (std::vector<QByteArray>{"A", "B"}));
    QCOMPARE(all.fields.size(), size_t(2));
    QCOMPARE(all.fields[0].reveal(), QByteArray("hush-hush")); // In the order of their names.
    QVERIFY(all.fields[0].shown().startsWith("sha256:"));
    QCOMPARE(all.fields[1].shown(), QByteArray("42"));
    QCOMPARE(all.forms, Forms::BatchOnly);
    QCOMPARE(all.extensions.at("EventTypes"), QByteArray(R"(["Update"])"));
    QCOMPARE(all.thresholds.answer, 100ms);
    QCOMPARE(all.thresholds.perEvent, 0.5);
    QCOMPARE(all.thresholds.body, std::optional<qint64>(2000));
    QCOMPARE(all.thresholds.perSecond, std::optional<double>(7));
    QCOMPARE(all.thresholds.timeout, std::optional(900ms));
    QCOMPARE(all.thresholds.step, std::optional(700ms));
    QCOMPARE(all.thresholds.early, 0ms);
    QCOMPARE(all.thresholds.storm, 3);
    QCOMPARE(all.resume->method, QByteArray("PUT"));
    QCOMPARE(all.resume->body, QByteArray(R"({"feed":1})"));
    QCOMPARE(all.resume->haltStatus, std::optional<int>(403));
    QCOMPARE(all.resume->within, 800ms);
    QCOMPARE(all.secrets().size(), size_t(2));
    QVERIFY(!profile("{}").resume);
}

void TestProfile::faultsNameTheMember_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *json, const char *complaint) {
        QTest::addRow("%s", json) << QByteArray(json) << QString::fromUtf8(complaint);
    };
    row("[]", "a profile is a JSON object");
    row("{\n\"name\": }", "line 2 is not JSON");
    row(R"({"form":"any","form":"any"})", "stands twice");
    row(R"({"lables":[]})", "/lables is not known here; known are name, labels");
    row(R"({"a/b~":1})", "/a~1b~0 is not known");
    row(R"({"labels":"A"})", "/labels must be a list");
    row(R"({"labels":["A",""]})", "/labels/1 must be a text of 1 to 255");
    row(R"({"labels":["a\nb"]})", "/labels/0 must be");
    row(R"({"headers":{"X A":"1"}})", "/headers/X A is no field name");
    row(R"({"headers":{"X-A":1}})", "/headers/X-A must be a text");
    row(R"({"headers":{"X-A":"a\r\nb"}})", "/headers/X-A must be a text");
    row(R"({"headers":{"authorization":"Bearer x"}})", "/headers/authorization is for the bench");
    row(R"({"headers":{"X-A":{"secert":"1"}}})", "/headers/X-A/secert is not known here");
    row(R"({"headers":{"X-A":{"secret":"@missing"}}})", "/headers/X-A/secret");
    row(R"({"headers":{"X-A":{"secret":"a\nb"}}})", "/headers/X-A/secret must be");
    row(R"({"form":"both"})", "/form must be \"single\"");
    row(R"({"form":7})", "/form must be a text");
    row(R"({"extensions":{"ResourceName":1}})", "/extensions/ResourceName is a member");
    row(R"({"thresholds":{"answerMs":0}})", "/thresholds/answerMs must be a whole number from 1");
    row(R"({"thresholds":{"answerMs":1.5}})", "/thresholds/answerMs must be a whole number");
    row(R"({"thresholds":{"answer":1}})", "/thresholds/answer is not known here");
    row(R"({"thresholds":{"requestsPerSecond":"9"}})",
        "/thresholds/requestsPerSecond must be a number from 0.1 to 1000");
    row(R"({"resume":{"url":"ftp://x/"}})", "/resume/url must be the http or https URL");
    row(R"({"resume":{}})", "/resume/url must be");
    row(R"({"resume":{"url":"http://x/","method":"P T"}})", "/resume/method is no method");
    row(R"({"resume":{"url":"http://x/","haltStatus":200}})",
        "/resume/haltStatus must be a whole number from 400");
}

void TestProfile::faultsNameTheMember()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, complaint);
    const Result<Profile> result = read(json);
    QVERIFY(!result);
    const QString message = result.fault().message();
    QVERIFY2(message.startsWith(u"p.json: "_s) && message.contains(complaint), qPrintable(message));
}

void TestProfile::theSchemaKnowsWhatTheReaderKnows()
{
    QFile file(QStringLiteral(PUSHBENCH_SOURCE_DIR "/resources/profile.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const auto known = [](const QByteArray &json) {
        const QString text = read(json).fault().text;
        const QStringList names = text.section(u"known are "_s, 1).split(u", "_s);
        return QSet<QString>(names.begin(), names.end());
    };
    const auto described = [](const QJsonObject &object) {
        const QStringList names = object[u"properties"_s].toObject().keys();
        return QSet<QString>(names.begin(), names.end());
    };
    QCOMPARE(described(root), known(R"({"?":1})"));
    const QJsonObject properties = root[u"properties"_s].toObject();
    QCOMPARE(described(properties[u"thresholds"_s].toObject()), known(R"({"thresholds":{"?":1}})"));
    QCOMPARE(described(properties[u"resume"_s].toObject()), known(R"({"resume":{"?":1}})"));
}

void TestProfile::secretsAreStatedByFingerprint()
{
    const Profile agreed = profile(R"({"headers":{"X-Key":{"secret":"hush-hush"}},"resume":
        {"url":"http://x.example/r?key=hush","headers":{"X-Go":{"secret":"on-and-on"}}}})");
    for (const Suite suite : {Suite::Consumer, Suite::Producer, Suite::Resource}) {
        QString all;
        for (const auto &[name, value] : statements(agreed, suite))
            all += name + value;
        QVERIFY(all.contains(u"X-Key: sha256:"_s));
        QVERIFY(!all.contains(u"hush"_s) && !all.contains(u"on-and-on"_s));
        QCOMPARE(all.contains(u"resume call"_s), suite == Suite::Producer);
    }
}

void TestProfile::probesKeepToTheForm()
{
    // What is to be accepted has the form that was agreed on, whatever a check is about.
    for (const auto &[form, wanted] :
         {std::pair(R"({"form":"single"})", protocol::PayloadForm::Single),
          std::pair(R"({"form":"batch"})", protocol::PayloadForm::Multi)}) {
        for (const char *id :
             {"RCP028-R9.answer", "RCP028-R11.cut-body", "RCP028-R11.again", "RCP028-R22.labels",
              "RCP028-R19.ladder", "J-6.unicode", "J-4.large-integers", "RCP025-R7.further-members",
              "H-413.large", "H-CT.charset", "H-TE.chunked", "RCP028-R2.no-token"}) {
            for (const Probe &probe : probesOf(id, profile(form))) {
                const protocol::Payload payload = protocol::parsePayload(probe.body);
                QVERIFY2(payload.accepted(), id);
                QVERIFY2(payload.form() == wanted, id);
            }
        }
    }
    QCOMPARE(protocol::parsePayload(
                 probesOf("RCP028-R1.single", profile(R"({"form":"batch"})")).front().body)
                 .form(),
             protocol::PayloadForm::Single); // It is about the form.
}

void TestProfile::consumersAreJudgedByIt()
{
    const std::vector<Seen> refused{answered("400 Bad Request")};
    QCOMPARE(verdict("RCP028-R1.single", refused, {}), Status::Fail);
    QCOMPARE(verdict("RCP028-R1.single", refused, profile(R"({"form":"batch"})")), Status::Warn);
    QCOMPARE(verdict("RCP028-R8.multi", refused, profile(R"({"form":"batch"})")), Status::Fail);
    QCOMPARE(verdict("RCP028-R8.multi", refused, profile(R"({"form":"single"})")), Status::Warn);

    const std::vector<Seen> slow{answered("200 OK", 300ms)};
    QCOMPARE(verdict("RCP028-R19.ladder", slow, {}), Status::Pass);
    QCOMPARE(verdict("RCP028-R19.ladder", slow, profile(R"({"thresholds":{"answerMs":200}})")),
             Status::Warn);
    const std::vector<Seen> rising{answered("200 OK", 0ms), answered("200 OK", 3000ms)};
    QCOMPARE(verdict("RCP028-R19.ladder", rising, {}), Status::Pass);
    QCOMPARE(verdict("RCP028-R19.ladder", rising, profile(R"({"thresholds":{"perEventMs":1}})")),
             Status::Warn);

    const Profile body = profile(R"({"thresholds":{"bodyBytes":3000}})");
    QCOMPARE(probesOf("H-413.large", body).front().body.size(), qsizetype(3000));
    QCOMPARE(verdict("H-413.large", {answered("413 Content Too Large")}, {}), Status::Pass);
    QCOMPARE(verdict("H-413.large", {answered("413 Content Too Large")}, body), Status::Fail);

    const Profile agreed = profile(R"({"labels":["L"],"extensions":{"Sold":[1]}})");
    QCOMPARE(probesOf("RCP028-R22.labels", agreed).front().label, QByteArray("L"));
    QVERIFY(probesOf("RCP025-R7.further-members", agreed).front().body.contains("\"Sold\":[1]"));
    for (const char *id : {"RCP028-R22.labels", "RCP025-R7.further-members"}) {
        QCOMPARE(verdict(id, refused, {}), Status::Warn);
        QCOMPARE(verdict(id, refused, agreed), Status::Fail);
    }
}

void TestProfile::producersAreJudgedByIt()
{
    ProducerSeen seen{.exchanges = 2, .withEvents = 2};
    seen.profile = profile(R"({"form":"batch","extensions":{"Sold":1},
        "headers":{"X-Tenant":"42","X-Key":{"secret":"hush-hush"},"X-SourceRe-Name":"n"}})");
    const QByteArray key = Secret("hush-hush").fingerprint();
    compare(seen,
            exchange("X-Tenant: 42\r\nx-key: " + key + "\r\nX-SourceRe-Name: n\r\n",
                     R"({"value":[]})"));
    QVERIFY(seen.fields.empty() && seen.forms.empty());
    QCOMPARE(judge(find(producerChecks(), "RCP028-R5.credential"), seen).status, Status::Pass);
    QCOMPARE(judge(find(producerChecks(), "RCP025-R4.form"), seen).status, Status::Pass);

    const QByteArray single = R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent",
        "EntityEventSequence":1,"ResourceName":"Property","ResourceRecordKey":"1"})";
    compare(seen, exchange("X-Tenant: 43\r\nX-SourceRe-Name: n\r\n", single));
    QCOMPARE(seen.fields.size(), size_t(2));
    const Outcome fields = judge(find(producerChecks(), "RCP028-R5.credential"), seen);
    QCOMPARE(fields.status, Status::Warn);
    QCOMPARE(fields.evidence.front().value, 4);
    QCOMPARE(judge(find(producerChecks(), "RCP025-R4.form"), seen).status, Status::Warn);

    const auto remark = [&seen](const char *id, const char *where) {
        seen.findings.push_back({.exchange = {4},
                                 .finding = {.id = id,
                                             .verdict = protocol::Verdict::Info,
                                             .where = where,
                                             .text = u"a stranger"_s,
                                             .bytes = {}}});
    };
    const ProducerCheck &extensions = find(agreementChecks(), "RCP027-R19.extensions");
    remark("RCP027-R19", "/value/0/Sold");
    remark("V-2", "header:X-SourceRe-Name");
    QCOMPARE(judge(extensions, seen).status, Status::Pass);
    remark("RCP027-R19", "/value/0/Sould");
    QCOMPARE(judge(extensions, seen).status, Status::Info);
}

void TestProfile::earlinessIsAgreedOn()
{
    const ProducerCheck &check = find(producerChecks(), "RCP028-R15.seconds");
    const auto status = [&check](std::chrono::milliseconds margin, const char *json) {
        ProducerSeen seen{.profile = profile(json), .exchanges = 2, .withEvents = 2};
        seen.phases[check.phase] = {.exercised = true, .answered = {5}, .returned = {6}};
        seen.holds[{5}] = {.exchange = {5},
                           .status = 429,
                           .margin = margin,
                           .manner = margin >= -1000ms ? consumer::Manner::Obeyed
                                                       : consumer::Manner::Early};
        return judge(check, seen).status;
    };
    QCOMPARE(status(-400ms, "{}"), Status::Pass);
    QCOMPARE(status(-400ms, R"({"thresholds":{"earlyMs":100}})"), Status::Fail);
    QCOMPARE(status(-1400ms, "{}"), Status::Fail);
    QCOMPARE(status(-1400ms, R"({"thresholds":{"earlyMs":2000}})"), Status::Pass);
}

void TestProfile::resumeCallsDecide()
{
    const ProducerCheck &check = find(agreementChecks(), "RCP028-R18.resume");
    const auto status = [&check](std::vector<ResumeSeen> calls) {
        ProducerSeen seen{.profile = profile(R"({"resume":{"url":"http://x/","withinMs":500}})"),
                          .exchanges = 2,
                          .withEvents = 2};
        seen.resumes = std::move(calls);
        return judge(check, seen).status;
    };
    QCOMPARE(status({}), Status::Skip);
    QCOMPARE(status({{.status = 200, .halted = true, .returned = {9}, .until = 400ms}}),
             Status::Pass);
    QCOMPARE(status({{.status = 200, .halted = false, .returned = {9}, .until = 400ms}}),
             Status::Info);
    QCOMPARE(status({{.status = 200, .halted = true, .returned = {9}, .until = 600ms}}),
             Status::Fail);
    QCOMPARE(status({{.status = 200, .halted = true}}), Status::Fail);
    QCOMPARE(status({{.status = 404, .halted = true}}), Status::Fail);
    QCOMPARE(status({{.trouble = u"refused"_s}}), Status::Fail);
    QCOMPARE(judge(check, ProducerSeen{.exchanges = 2}).status, Status::Skip);
}

QTEST_GUILESS_MAIN(TestProfile)

#include "tst_profile.moc"
