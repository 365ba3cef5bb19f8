// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/intake.h"
#include "core/journal/redactor.h"
#include "core/wire/http1/http1parser.h"
#include "core/wire/http1/http1writer.h"
#include "tests/support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *kToken = "Tok-3n_.~+/x==";
constexpr const char *kEvent =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":1101,"ResourceName":"Showing","ResourceRecordKey":"235021"})";

IntakeConfig expectations()
{
    return {.endpoints = {{.path = "/webhooks", .tokens = {Secret(kToken)}}}};
}

/// A request with the usual head, but for the lines that are given: a line replaces the usual one
/// of its name, and "Name" alone leaves it out.
QByteArray requestText(const QByteArray &line, const QByteArrayList &changes,
                       const QByteArray &body)
{
    QByteArrayList fields{"Host: bench", "Content-Type: application/json",
                          QByteArray("Authorization: Bearer ") + kToken};
    for (const QByteArray &change : changes) {
        const QByteArray name = change.split(':').front();
        const QByteArray start = name + QByteArray(":");
        fields.removeIf([&start](const QByteArray &field) { return field.startsWith(start); });
    }
    for (const QByteArray &change : changes)
        if (change.contains(':'))
            fields.append(change);
    fields.append("Content-Length: " + QByteArray::number(body.size()));
    return line + " HTTP/1.1\r\n" + fields.join("\r\n") + "\r\n\r\n" + body;
}

wire::Request parsed(const QByteArray &text)
{
    wire::RequestParser parser(wire::Limits{});
    QByteArrayView rest = text;
    wire::Parsed step;
    do {
        step = parser.advance(rest);
        rest = rest.sliced(step.consumed);
    } while (step.event == wire::Parsed::Event::Head);
    return step.event == wire::Parsed::Event::Complete ? parser.take() : wire::Request();
}

/// The exchange as the engine records it.
journal::Exchange recorded(const wire::Request &request, int status)
{
    const journal::Redactor redactor{Secret(kToken)};
    journal::Exchange exchange;
    exchange.status = status;
    exchange.requestHead = redactor.head(request.head.raw());
    exchange.requestBody = redactor.body(request.body);
    return exchange;
}

/// "RCP028-R5 fail, H-CT warn", those of the payload behind the others.
QByteArray findingsOf(const Judgement &judgement)
{
    QByteArrayList words;
    const auto add = [&words](const protocol::Findings &findings) {
        for (const protocol::Finding &finding : findings)
            words.append(QByteArray(finding.id) + ' ' + protocol::verdictName(finding.verdict));
    };
    add(judgement.findings);
    if (judgement.payload)
        add(judgement.payload->findings());
    return words.join(", ");
}

QByteArray fieldsOf(const Judgement &judgement)
{
    QByteArrayList lines;
    for (const wire::Field &field : judgement.fields)
        lines.append(field.name + ": " + field.value);
    return lines.join('\n');
}

} // namespace

class TestIntake final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void labels_data();
    void labels();
    void acceptedAnswersCountTheEvents();
    void refusalsCarryTheFindings();
    void aReplayReadsWhatTheGateLetThrough_data();
    void aReplayReadsWhatTheGateLetThrough();
    void whatTheGateRefusedIsNotJudged();
    void expectationsSurviveTheSessionFile_data();
    void expectationsSurviveTheSessionFile();
    void unreadableExpectationsAreTheUsual();
};

void TestIntake::answers_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArrayList>("changes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("findings");
    QTest::addColumn<QByteArray>("fields");
    const auto row = [](const char *name, const QByteArray &line, const QByteArrayList &changes,
                        const QByteArray &body, int status, const char *findings,
                        const QByteArray &fields = {}) {
        QTest::newRow(name) << line << changes << body << status << QByteArray(findings) << fields;
    };
    const QByteArray post = "POST /webhooks";
    row("an event", post, {}, kEvent, 200, "");
    row("an event over an absolute target", "POST http://bench/webhooks", {}, kEvent, 200, "");
    row("a query is left alone", "POST /webhooks?feed=1", {}, kEvent, 200, "");

    const QByteArray plain = "WWW-Authenticate: Bearer realm=\"pushbench\"";
    const QByteArray wrong =
        plain + ", error=\"invalid_token\", error_description=\"the token is not the agreed one\"";
    const QByteArray malformed = plain
        + ", error=\"invalid_request\", error_description=\"one Authorization field with one "
          "bearer "
          "token is expected\"";
    const char *credential = "RCP028-R5 fail";
    row("no token", post, {"Authorization"}, kEvent, 401, credential, plain);
    row("another scheme", post, {"Authorization: Basic dTpw"}, kEvent, 401, credential, plain);
    row("a bare token", post, {QByteArray("Authorization: ") + kToken}, kEvent, 401, credential,
        plain);
    row("a wrong token", post, {"Authorization: Bearer wrong"}, kEvent, 401, credential, wrong);
    row("half a token", post, {"Authorization: Bearer Tok-3n_.~+/x="}, kEvent, 401, credential,
        wrong);
    row("the token's fingerprint", post, {"Authorization: Bearer " + Secret::fingerprintOf(kToken)},
        kEvent, 400, "B-5 fail", malformed);
    row("no token behind the scheme", post, {"Authorization: Bearer"}, kEvent, 400, credential,
        malformed);
    row("two blanks", post, {QByteArray("Authorization: Bearer  ") + kToken}, kEvent, 400,
        "B-5 warn", malformed);
    row("two tokens in one field", post, {QByteArray("Authorization: Bearer ") + kToken + " x"},
        kEvent, 400, "B-5 fail", malformed);
    row("two fields", post,
        {QByteArray("Authorization: Bearer ") + kToken, QByteArray("Authorization: Bearer x")},
        kEvent, 400, "B-3 fail", malformed);
    for (const char *scheme : {"bearer", "BEARER"})
        row(scheme, post, {QByteArray("Authorization: ") + scheme + ' ' + kToken}, kEvent, 200, "");
    row("a token in the URL alone", QByteArray("POST /webhooks?a=1&access_token=") + kToken,
        {"Authorization"}, kEvent, 401, "RCP028-R5 fail, B-3 warn", plain);
    row("a token in the URL as well", QByteArray("POST /webhooks?access_token=") + kToken, {},
        kEvent, 200, "B-3 fail");

    row("another path", "POST /webhook", {}, kEvent, 404, "");
    row("a longer path", "POST /webhooks/", {}, kEvent, 404, "");
    row("a stranger at another path learns no more", "GET /", {"Authorization"}, {}, 404, "");
    for (const char *method : {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "post"})
        row(method, QByteArray(method) + " /webhooks", {"Authorization"}, {}, 405, "RCP028-R3 fail",
            "Allow: POST");

    const QByteArray accept = "Accept: application/json";
    row("no media type", post, {"Content-Type"}, kEvent, 415, "RCP028-R7 fail", accept);
    row("text", post, {"Content-Type: text/plain"}, kEvent, 415, "RCP028-R7 fail", accept);
    row("no media type at all", post, {"Content-Type: json"}, kEvent, 415, "H-CT fail", accept);
    row("Latin-1", post, {"Content-Type: application/json; charset=iso-8859-1"}, kEvent, 415,
        "H-CT fail", accept);
    row("UTF-8", post, {"Content-Type: application/json;charset=\"UTF-8\""}, kEvent, 200, "");
    row("a relative of JSON", post, {"Content-Type: application/ld+json"}, kEvent, 200,
        "RCP028-R7 warn");
    row("compressed", post, {"Content-Encoding: gzip"}, kEvent, 415, "H-415 fail",
        "Accept-Encoding: identity");
    row("coded as itself", post, {"Content-Encoding: Identity"}, kEvent, 200, "");
    row("the token goes before the media type", post,
        {"Authorization: Bearer wrong", "Content-Type: text/plain"}, kEvent, 401,
        "RCP028-R5 fail, RCP028-R7 fail", wrong);

    row("an empty body", post, {}, {}, 400, "RCP028-R4 fail");
    row("no JSON", post, {}, "hello", 400, "J-3 fail");
    row("nothing in it", post, {}, "{}", 400, "RCP025-R1 fail, RCP028-R4 fail");
    row("all faults at once", post, {"Authorization: Bearer wrong"}, "{", 401,
        "RCP028-R5 fail, J-3 fail", wrong);
}

/// Live and on replay alike.
void TestIntake::answers()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArrayList, changes);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const wire::Request request = parsed(requestText(line, changes, body));
    QVERIFY(!request.head.raw().isEmpty());
    const Judgement live = judge(request, expectations());
    QCOMPARE(live.status, status);
    QTEST(findingsOf(live), "findings");
    QTEST(fieldsOf(live), "fields");
    QCOMPARE(live.message.isEmpty(), status == 200);
    QCOMPARE(live.payload != nullptr,
             status != 404 && status != 405 && status != 415
                 && !findingsOf(live).contains("RCP028-R7 fail"));

    const IntakeConfig remembered = readExpectations(writeExpectations(expectations()));
    const Judgement replayed = judgeRecorded(recorded(request, live.status), remembered);
    QCOMPARE(replayed.status, status);
    QCOMPARE(findingsOf(replayed), findingsOf(live));
    QCOMPARE(fieldsOf(replayed), fieldsOf(live));
    QCOMPARE(replayed.authorized, live.authorized);
    QCOMPARE(replayed.source, live.source);
    QCOMPARE(replayed.payload != nullptr, live.payload != nullptr);
    if (live.payload)
        QCOMPARE(replayed.payload->events().size(), live.payload->events().size());
}

void TestIntake::labels_data()
{
    QTest::addColumn<QByteArrayList>("fields");
    QTest::addColumn<bool>("agreed");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("findings");
    const auto row = [](const char *name, const QByteArrayList &fields, bool agreed,
                        const QByteArray &source, const char *findings) {
        QTest::newRow(name) << fields << agreed << source << QByteArray(findings);
    };
    const QByteArray name = "EntityEventSource: ";
    row("none", {}, false, {}, "");
    row("any", {name + "IDX Feed 123"}, false, "IDX Feed 123", "");
    row("in lower case, as HTTP/2 writes it", {"entityeventsource: IDX"}, true, "IDX", "");
    row("missing", {}, true, {}, "RCP028-R20 warn");
    row("another", {name + "VOW"}, true, "VOW", "RCP028-R20 fail");
    row("in another case", {name + "idx"}, true, "idx", "RCP028-R20 fail");
    row("two", {name + "IDX", name + "VOW"}, true, "IDX", "RCP028-R20 warn");
    row("empty", {"EntityEventSource:"}, false, "", "RCP028-R21 warn");
    row("255 characters", {name + QByteArray(255, 'x')}, false, QByteArray(255, 'x'), "");
    row("256 characters", {name + QByteArray(256, 'x')}, false, QByteArray(256, 'x'),
        "RCP028-R21 fail");
    row("255 characters of two bytes", {name + QByteArray("\xc3\xa4").repeated(255)}, false,
        QByteArray("\xc3\xa4").repeated(255), "RCP028-R21 warn");
    row("255 characters of two UTF-16 units", {name + QByteArray("\xf0\x9f\x8f\xa0").repeated(255)},
        false, QByteArray("\xf0\x9f\x8f\xa0").repeated(255), "RCP028-R21 warn");
    row("256 characters of two bytes", {name + QByteArray("\xc3\xa4").repeated(256)}, false,
        QByteArray("\xc3\xa4").repeated(256), "RCP028-R21 fail");
    row("a tab inside", {name + "IDX\tFeed"}, false, "IDX\tFeed", "RCP028-R21 fail");
}

void TestIntake::labels()
{
    QFETCH(QByteArrayList, fields);
    QFETCH(bool, agreed);
    QFETCH(QByteArray, source);
    IntakeConfig config = expectations();
    if (agreed)
        config.endpoints.front().sources = {"IDX", "IDX 2"};
    const wire::Request request = parsed(requestText("POST /webhooks", fields, kEvent));
    const Judgement judgement = judge(request, config);
    QCOMPARE(judgement.status, 200);
    QTEST(findingsOf(judgement), "findings");
    QCOMPARE(judgement.source.has_value(), !fields.isEmpty());
    QCOMPARE(judgement.source.value_or(QByteArray()), source);
    const IntakeConfig remembered = readExpectations(writeExpectations(config));
    QCOMPARE(findingsOf(judgeRecorded(recorded(request, 200), remembered)), findingsOf(judgement));
}

void TestIntake::acceptedAnswersCountTheEvents()
{
    const auto body = [](const QByteArray &text) {
        return answerFor(judge(parsed(requestText("POST /webhooks", {}, text)), expectations()))
            .body;
    };
    QCOMPARE(body(kEvent), "{\"accepted\":1}");
    QCOMPARE(
        body(
            R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","value":[{"EntityEventSequence":1,"ResourceName":"A","ResourceRecordKey":"1"},{"EntityEventSequence":2,"ResourceName":"A","ResourceRecordKey":"2"}]})"),
        "{\"accepted\":2}");
}

void TestIntake::refusalsCarryTheFindings()
{
    const Judgement judgement =
        judge(parsed(requestText("POST /webhooks", {"Authorization: Bearer wrong"}, "{\"a\":")),
              expectations());
    const wire::Response response = answerFor(judgement);
    QCOMPARE(response.status, 401);
    QVERIFY(response.fields.back()
            == (wire::Field{.name = "Content-Type", .value = "application/json"}));
    const QJsonObject error =
        QJsonDocument::fromJson(response.body).object().value(u"error"_s).toObject();
    QCOMPARE(error.value(u"code"_s).toString(), u"401"_s);
    QCOMPARE(error.value(u"message"_s).toString(), u"the bearer token is missing or wrong"_s);
    const QJsonArray details = error.value(u"details"_s).toArray();
    QCOMPARE(details.size(), 2);
    QCOMPARE(details.at(0).toObject().value(u"id"_s).toString(), u"RCP028-R5"_s);
    QCOMPARE(details.at(0).toObject().value(u"where"_s).toString(), u"header:Authorization"_s);
    QVERIFY(!response.body.contains(kToken));
}

void TestIntake::aReplayReadsWhatTheGateLetThrough_data()
{
    QTest::addColumn<QByteArrayList>("fields");
    QTest::addColumn<qsizetype>("padding");
    QTest::addColumn<QByteArray>("token");
    // A fingerprint is longer than a short token, and pushes a full head over the usual limit.
    QTest::newRow("a head at its limit") << QByteArrayList{"X: " + QByteArray(65'536 - 120, 'x')}
                                         << qsizetype(0) << QByteArray("abc");
    // As after `--max-body`.
    QTest::newRow("a body over the usual limit")
        << QByteArrayList() << qsizetype(17 * 1024 * 1024) << QByteArray("abc");
}

void TestIntake::aReplayReadsWhatTheGateLetThrough()
{
    QFETCH(QByteArrayList, fields);
    QFETCH(qsizetype, padding);
    QFETCH(QByteArray, token);
    QByteArrayList changes = fields;
    changes.append("Authorization: Bearer " + token);
    const QByteArray body = QByteArray(kEvent) + QByteArray(padding, ' ');
    const QByteArray text = requestText("POST /webhooks", changes, body);
    const journal::Redactor redactor{Secret(token)};
    journal::Exchange exchange;
    exchange.status = 200;
    exchange.requestHead = redactor.head(QByteArrayView(text).first(text.size() - body.size()));
    exchange.requestBody = body;
    const Judgement judgement =
        judgeRecorded(exchange, {.endpoints = {{.tokens = {Secret(token)}}}});
    QCOMPARE(findingsOf(judgement), "");
    QVERIFY(judgement.payload);
    QCOMPARE(judgement.payload->events().size(), 1u);
    QVERIFY(judgement.authorized);
}

void TestIntake::whatTheGateRefusedIsNotJudged()
{
    journal::Exchange exchange = recorded(parsed(requestText("POST /webhooks", {}, kEvent)), 431);
    exchange.outcome = journal::Outcome::Failed;
    Judgement judgement = judgeRecorded(exchange, expectations());
    QCOMPARE(judgement.status, 431);
    QVERIFY(!judgement.payload && judgement.findings.empty());

    exchange.outcome = journal::Outcome::Answered;
    exchange.requestHead = "POST /web";
    judgement = judgeRecorded(exchange, expectations());
    QCOMPARE(judgement.status, 431);
    QVERIFY(!judgement.payload && judgement.findings.empty());
}

void TestIntake::expectationsSurviveTheSessionFile_data()
{
    QTest::addColumn<std::vector<Endpoint>>("endpoints");
    const Endpoint first{
        .path = "/w\xc3\xa4", .tokens = {Secret(kToken)}, .sources = {"IDX \"1\"", "\xc3\x96"}};
    const Endpoint second{.path = "/hooks/b", .tokens = {Secret("Tok-3n_b"), Secret("Tok-3n_c")}};
    QTest::newRow("one endpoint") << std::vector{first};
    QTest::newRow("several endpoints") << std::vector{first, second};
    QTest::newRow("one endpoint with two tokens") << std::vector{second};
}

void TestIntake::expectationsSurviveTheSessionFile()
{
    QFETCH(std::vector<Endpoint>, endpoints);
    const IntakeConfig config{.endpoints = endpoints};
    const QByteArray json = writeExpectations(config);
    QVERIFY(!json.contains(kToken));
    const IntakeConfig read = readExpectations(json);
    QCOMPARE(read.endpoints.size(), endpoints.size());
    for (size_t i = 0; i < endpoints.size(); ++i) {
        QCOMPARE(read.endpoints[i].path, endpoints[i].path);
        QCOMPARE(read.endpoints[i].sources, endpoints[i].sources);
        QCOMPARE(read.endpoints[i].tokens.size(), endpoints[i].tokens.size());
        for (size_t t = 0; t < endpoints[i].tokens.size(); ++t) {
            QCOMPARE(read.endpoints[i].tokens[t].fingerprint(),
                     endpoints[i].tokens[t].fingerprint());
            QVERIFY(!read.endpoints[i].tokens[t].matches(endpoints[i].tokens[t].reveal()));
        }
    }
}

void TestIntake::unreadableExpectationsAreTheUsual()
{
    const IntakeConfig nothing = readExpectations("no JSON");
    QCOMPARE(nothing.endpoints.size(), 1u);
    QCOMPARE(nothing.endpoints.front().path, Endpoint().path);
    QVERIFY(nothing.endpoints.front().sources.empty());
}

QTEST_GUILESS_MAIN(TestIntake)
#include "tst_intake.moc"
