// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumercheck.h"
#include "core/protocol/payload/payload.h"
#include "core/wire/http1/http1parser.h"
#include "tests/support/testcase.h"

#include <QSet>

using namespace pushbench;
using namespace pushbench::checks;

namespace {

/// An answer as it comes from the wire.
Seen answered(const QByteArray &head, const QByteArray &body = "{}")
{
    wire::ResponseParser parser((wire::Limits()));
    parser.begin();
    const QByteArray bytes = "HTTP/1.1 " + head
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    qsizetype at = 0;
    wire::Parsed parsed;
    while (parsed.event != wire::Parsed::Event::Complete) {
        parsed = parser.advance(QByteArrayView(bytes).sliced(at));
        at += parsed.consumed;
        if (parsed.event == wire::Parsed::Event::NeedMore
            || parsed.event == wire::Parsed::Event::Refused)
            qFatal("no answer: %s", bytes.constData());
    }
    Seen seen{.what = QStringLiteral("an answer"), .connected = true};
    seen.answers.push_back(parser.take());
    return seen;
}

Seen silent()
{
    return {.what = QStringLiteral("nothing"),
            .connected = true,
            .trouble = QStringLiteral("no answer within 10 s")};
}

const ConsumerCheck *find(QByteArrayView id)
{
    const auto checks = consumerChecks();
    const auto at = std::ranges::find_if(
        checks, [id](const ConsumerCheck &check) { return check.spec.id == id; });
    return at == checks.end() ? nullptr : &*at;
}

} // namespace

class TestConsumerChecks final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theCatalogueIsWhole();
    void everyBodyOfAValidProbeIsAPayload();
    void silenceNeverPasses();
    void verdicts_data();
    void verdicts();
};

void TestConsumerChecks::theCatalogueIsWhole()
{
    QVERIFY(consumerChecks().size() >= 35);
    QSet<QByteArray> ids;
    EventMaker events(1'000'000);
    ProbeContext context{.events = events,
                         .token = "token",
                         .url = QUrl(QStringLiteral("http://consumer.example/hooks")),
                         .consents = true};
    for (const ConsumerCheck &check : consumerChecks()) {
        const QByteArray id = check.spec.id.toByteArray();
        QVERIFY2(!ids.contains(id), id.constData());
        ids.insert(id);
        QVERIFY2(id.indexOf('.') > 0, id.constData());
        QVERIFY2(!check.spec.title.isEmpty() && !check.spec.stimulus.isEmpty()
                     && !check.spec.expectation.isEmpty(),
                 id.constData());
        QVERIFY2(!check.probes(context).empty(), id.constData());
    }
}

/// What has to be accepted must be right by our own judge, or we would blame others for it.
void TestConsumerChecks::everyBodyOfAValidProbeIsAPayload()
{
    EventMaker events(1'000'000);
    ProbeContext context{.events = events, .token = "token", .url = {}, .consents = false};
    for (const char *id :
         {"RCP028-R1.single", "RCP028-R8.multi", "RCP025-R6.one-element", "RCP025-R5.empty",
          "RCP028-R9.answer", "RCP028-R11.cut-body", "RCP028-R11.again", "RCP028-R22.labels",
          "RCP028-R19.ladder", "RCP025-R7.further-members", "J-6.unicode", "J-4.large-integers",
          "H-413.large", "H-CT.charset", "H-TE.crumbs", "H-PERS.pipelined"}) {
        for (const Probe &probe : find(id)->probes(context))
            QVERIFY2(!protocol::hasFailure(protocol::parsePayload(probe.body).findings()), id);
    }
    for (const Probe &probe : find("J-3.malformed")->probes(context))
        QVERIFY2(protocol::hasFailure(protocol::parsePayload(probe.body).findings()),
                 qPrintable(probe.what));
}

void TestConsumerChecks::silenceNeverPasses()
{
    EventMaker events(1'000'000);
    ProbeContext context{.events = events, .token = "token", .url = {}, .consents = true};
    for (const ConsumerCheck &check : consumerChecks()) {
        const std::vector<Seen> seen(check.probes(context).size(), silent());
        Judging judging;
        check.judge(seen, judging);
        const Status status = worst(judging.take());
        QVERIFY2(status != Status::Pass, check.spec.id.data());
    }
}

void TestConsumerChecks::verdicts_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("status");
    const auto row = [](const char *id, const char *answer, const char *status) {
        QTest::addRow("%s: %s", id, answer)
            << QByteArray(id) << QByteArray(answer) << QByteArray(status);
    };
    row("RCP028-R1.single", "200 OK", "pass");
    row("RCP028-R1.single", "202 Accepted", "pass");
    row("RCP028-R1.single", "404 Not Found", "fail");
    row("RCP028-R1.single", "302 Found", "fail");
    row("RCP025-R5.empty", "400 Bad Request", "warn");
    row("RCP025-R5.empty", "500 Internal Server Error", "fail");
    row("RCP028-R2.no-token", "401 Unauthorized", "pass");
    row("RCP028-R2.no-token", "403 Forbidden", "warn");
    row("RCP028-R2.no-token", "200 OK", "fail");
    row("RCP028-R2.no-token", "500 Internal Server Error", "fail");
    row("RCP028-R9.answer", "204 No Content\r\nContent-Type: application/json", "info");
    row("RCP028-R9.answer", "200 OK\r\nContent-Type: text/html", "warn");
    row("RCP028-R9.answer", "200 OK\r\nContent-Type: application/json; charset=utf-8", "pass");
    row("RCP028-R22.label-256", "400 Bad Request", "pass");
    row("RCP028-R22.label-255", "400 Bad Request", "warn");
    row("H-405.get", "405 Method Not Allowed\r\nAllow: GET, post", "pass");
    row("H-405.get", "405 Method Not Allowed", "fail");
    row("H-405.get", "404 Not Found", "warn");
    row("H-415.types", "415 Unsupported Media Type", "pass");
    row("H-415.types", "400 Bad Request", "pass");
    row("H-415.types", "200 OK", "warn");
    row("J-3.malformed", "200 OK", "fail");
    row("J-3.malformed", "422 Unprocessable Content", "pass");
    row("H-TE.chunked", "411 Length Required", "warn");
    row("H-FRAME.two-lengths", "200 OK", "fail");
    row("H-FRAME.unknown-coding", "501 Not Implemented", "pass");
    row("H-413.large", "413 Content Too Large", "pass");
    row("H-413.large", "400 Bad Request", "warn");
    row("RCP028-R12.burst", "429 Too Many Requests", "info");
    row("RCP028-R12.burst", "503 Service Unavailable", "fail");
    row("RCP028-R14.retry-after", "429 Too Many Requests\r\nRetry-After: 60", "pass");
    row("RCP028-R14.retry-after", "429 Too Many Requests\r\nRetry-After: 60s", "fail");
    row("RCP028-R14.retry-after", "429 Too Many Requests", "info");
    row("RCP028-R14.retry-after",
        "503 Service Unavailable\r\nRetry-After: Sunday, 06-Nov-94 08:49:37 GMT", "warn");
    row("RCP028-R14.retry-after",
        "503 Service Unavailable\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT", "pass");
    row("RCP028-R14.retry-after", "429 Too Many Requests\r\nRetry-After: 1\r\nRetry-After: 2",
        "warn");
    row("RCP028-R14.retry-after", "200 OK", "skip");
    row("H-DATE.date", "200 OK", "info");
    row("B-1.scheme-case", "401 Unauthorized", "warn");
    row("H-401.challenge", "401 Unauthorized", "fail");
    row("H-401.challenge", "401 Unauthorized\r\nWWW-Authenticate: Bearer", "pass");
    row("H-401.challenge", "403 Forbidden", "skip");
}

void TestConsumerChecks::verdicts()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, answer);
    const ConsumerCheck *check = find(id);
    QVERIFY(check);
    EventMaker events(1'000'000);
    ProbeContext context{.events = events, .token = "token", .url = {}, .consents = true};
    const bool empty = answer.startsWith("204");
    const std::vector<Seen> seen(check->probes(context).size(),
                                 answered(answer, empty ? QByteArray() : QByteArray("{}")));
    Judging judging;
    check->judge(seen, judging);
    QTEST(statusName(worst(judging.take())).toByteArray(), "status");
}

QTEST_GUILESS_MAIN(TestConsumerChecks)

#include "tst_consumerchecks.moc"
