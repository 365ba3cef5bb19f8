// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"
#include "tests/consumer/consumerbench.h"
#include "tests/consumer/fulldisk.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QElapsedTimer>
#include <QFile>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestConsumer final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerWaitsForTheReceipt();
    void aJournalThatCannotWriteIsNoTwoHundred();
    void refusedEventsAreNotAccepted();
    void theNextAnswersAreForced();
    void answersAreForcedForATime();
    void strangersUseUpNoScript();
    void latencyHoldsAnAnswerBack();
    void expectationsAreRecorded();
    void eachEndpointMayHaveAPolicyOfItsOwn();
    void noTokenReachesTheFile();
    void acknowledgementsAndTheQueueAreMeasured();
};

void TestConsumer::anAnswerWaitsForTheReceipt()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    QVERIFY(bench.started);
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "200");
    QCOMPARE(bench.recorded(), "200");

    bench.stallJournal();
    line.send(pushOf(2) + pushOf(3));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 2);
    // What is sent later over another connection is there, and still no answer is.
    Line other(bench.consumer->url());
    other.send("GET /webhooks HTTP/1.1\r\nHost: bench\r\n\r\n");
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 3);
    QCOMPARE(line.statuses(), "200");
    QCOMPARE(other.statuses(), "");
    bench.resumeJournal();
    QTRY_COMPARE(line.statuses(), "200 200 200");
    QTRY_COMPARE(other.statuses(), "405");
    QCOMPARE(other.field("Allow"), "POST");
    QVERIFY(line.received().endsWith("{\"accepted\":1}"));
    QCOMPARE(bench.recorded(), "200, 200, 200, 405 refused");
}

void TestConsumer::aJournalThatCannotWriteIsNoTwoHundred()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    std::atomic<int> failures = 0;
    bench.journal->onFailure([&failures](const Fault &) { ++failures; });
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "200");
    {
        const FullDisk full;
        line.send(pushOf(2) + pushOf(3, "wrong"));
        QTRY_COMPARE(line.statuses(), "200 503 503");
    }
    QVERIFY(failures > 0);
    QVERIFY(line.received().contains("cannot record what it receives"));
    line.send(pushOf(4));
    QTRY_COMPARE(line.statuses(), "200 503 503 200");
    QTRY_COMPARE(bench.recorded(), "200, 200");
}

void TestConsumer::refusedEventsAreNotAccepted()
{
    const SystemClock clock;
    const Reply once{.status = 429, .retryAfter = RetryAfterSpec::parse("7")};
    ConsumerBench bench(clock, {.policy = {.replies = {{.times = 1, .reply = once}}}});
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429");
    QCOMPARE(line.field("Retry-After"), "7");
    QVERIFY(line.isOpen());
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429 200");
    QCOMPARE(bench.recorded(), "429 refused, 200");
    QCOMPARE(bench.exchanges[0]->payload->events().size(), 1u);
    QCOMPARE(bench.exchanges[0]->retryAfter, "7");
    QVERIFY(!bench.exchanges[0]->requestHead.contains(kToken));
}

void TestConsumer::theNextAnswersAreForced()
{
    const ManualClock clock;
    ConsumerBench bench(clock);
    bench.consumer->forceNext({.status = 429, .retryAfter = RetryAfterSpec::parse("date:+60")}, 2);
    QCOMPARE(bench.consumer->takeVitals().forced.value().times, 2);
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429");
    QCOMPARE(line.field("Retry-After"), "Fri, 15 Jan 2027 08:01:00 GMT");
    bench.consumer->forceNext({.status = 429, .retryAfter = RetryAfterSpec::parse("5")}, 1);
    line.send(pushOf(1) + pushOf(1));
    QTRY_COMPARE(line.statuses(), "429 429 200");
    QVERIFY(line.received().contains("Retry-After: 5\r\n"));
    QVERIFY(!bench.consumer->takeVitals().forced);
}

void TestConsumer::answersAreForcedForATime()
{
    ManualClock clock;
    ConsumerBench bench(clock);
    Line line(bench.consumer->url());
    bench.consumer->forceFor({.status = 429, .retryAfter = RetryAfterSpec::parse("seconds")}, 30s);
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429");
    QCOMPARE(line.field("Retry-After"), "30");
    clock.advance(12'300ms);
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429 429");
    QCOMPARE(line.field("Retry-After"), "18");

    // The date is the end of the refusal, whenever it is asked for.
    bench.consumer->forceFor({.status = 503, .retryAfter = RetryAfterSpec::parse("date:+1")},
                             17'700ms);
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429 429 503");
    QCOMPARE(line.field("Retry-After"), "Fri, 15 Jan 2027 08:00:30 GMT");
    clock.advance(17'699ms);
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429 429 503 503");
    QCOMPARE(line.field("Retry-After"), "Fri, 15 Jan 2027 08:00:30 GMT");
    clock.advance(1ms);
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "429 429 503 503 200");
    bench.consumer->forceFor({.status = 429}, 3600s);
    bench.consumer->clearForced();
    line.send(pushOf(2));
    QTRY_COMPARE(line.statuses(), "429 429 503 503 200 200");
}

void TestConsumer::strangersUseUpNoScript()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.consumer->forceNext({.status = 429}, 1);
    Line line(bench.consumer->url());
    line.send(pushOf(1, "wrong") + pushOf(1, "two words")
              + "GET /webhooks HTTP/1.1\r\nHost: bench\r\n\r\n");
    QTRY_COMPARE(line.statuses(), "401 400 405");
    line.send(pushOf(1) + pushOf(1));
    QTRY_COMPARE(line.statuses(), "401 400 405 429 200");
    // A policy may be changed while traffic runs.
    bench.consumer->setPolicy({.rules = {{.when = {}, .reply = {.status = 503}}}});
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "401 400 405 429 200 503");
}

void TestConsumer::latencyHoldsAnAnswerBack()
{
    const SystemClock clock;
    ConsumerBench bench(clock);
    bench.consumer->forceNext({.status = 200, .latency = 300ms}, 1);
    Line slow(bench.consumer->url());
    const SteadyTime before = clock.now().steady;
    slow.send(pushOf(1));
    QTRY_COMPARE(bench.consumer->takeVitals().waiting, 1);
    Line fast(bench.consumer->url());
    fast.send(pushOf(2));
    QTRY_COMPARE(slow.statuses(), "200");
    QVERIFY(clock.now().steady - before >= 300ms);
    QTRY_COMPARE(fast.statuses(), "200");
    QVERIFY2(bench.consumer->takeVitals().load.acks.p99 >= 299ms,
             "a latency counts as time to answer");
}

void TestConsumer::expectationsAreRecorded()
{
    const SystemClock clock;
    ConsumerBench bench(clock, {.intake = {.endpoints = {{.path = "/in", .sources = {"IDX"}}}}});
    QCOMPARE(bench.consumer->url().path(), u"/in"_s);
    QTRY_VERIFY(bench.recorded().isEmpty() && !bench.notes.empty());
    const journal::Note &note = bench.notes.front();
    QCOMPARE(note.kind, journal::Note::Kind::Consumer);
    QVERIFY(!note.text.contains(kToken));
    QCOMPARE(readExpectations(note.text).endpoints.front().sources,
             (std::vector<QByteArray>{"IDX"}));
}

void TestConsumer::eachEndpointMayHaveAPolicyOfItsOwn()
{
    const SystemClock clock;
    const Policy busy{.rules = {{.when = {}, .reply = {.status = 503}}}};
    ConsumerBench bench(
        clock,
        {.intake = {.endpoints = {{.path = "/webhooks"},
                                  {.path = "/b", .tokens = {Secret("token-of-b")}, .policy = busy},
                                  {.path = "/c", .tokens = {Secret("token-of-c")}}}}});
    QCOMPARE(bench.consumer->urls().size(), 3u);
    QCOMPARE(bench.consumer->urls()[1].path(), u"/b"_s);
    const QByteArray b = pushOf(1, "token-of-b").replace("/webhooks", "/b");
    const QByteArray c = pushOf(1, "token-of-c").replace("/webhooks", "/c");
    Line line(bench.consumer->url());
    line.send(pushOf(1) + b + c);
    QTRY_COMPARE(line.statuses(), "200 503 200");
    // The common one is for all that have none of their own,
    bench.consumer->setPolicy({.rules = {{.when = {}, .reply = {.status = 429}}}});
    bench.consumer->setEndpointPolicy(1, {});
    line.send(pushOf(2) + b + c);
    QTRY_COMPARE(line.statuses(), "200 503 200 429 200 429");
    // and what the person at the bench asks for is for everyone.
    bench.consumer->forceNext({.status = 500}, 2);
    line.send(pushOf(3) + b + c);
    QTRY_COMPARE(line.statuses(), "200 503 200 429 200 429 500 500 429");
}

void TestConsumer::noTokenReachesTheFile()
{
    const SystemClock clock;
    const QByteArray other = "token-of-endpoint-b";
    const QByteArray wrong = "a-token-of-somewhere-else";
    ConsumerBench bench(clock,
                        {.intake = {.endpoints = {{.path = "/webhooks"},
                                                  {.path = "/b", .tokens = {Secret(other)}}}}});
    const auto echoing = [](const QByteArray &offered, const QByteArray &echoed) -> QByteArray {
        const QByteArray body = protocol::writeSingle(
            {.sequence = {1}, .resourceName = "Property", .resourceRecordKey = echoed});
        return "POST /webhooks HTTP/1.1\r\nHost: bench\r\nX-Echo: " + echoed
            + "\r\nContent-Type: application/json\r\nEntityEventSource: " + echoed
            + "\r\nAuthorization: Bearer " + offered
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    };
    Line line(bench.consumer->url());
    line.send(echoing(kToken, kToken) + echoing(kToken, other) + echoing(other, other)
              + echoing(wrong, wrong));
    QTRY_COMPARE(line.statuses(), "200 200 401 401");
    QTRY_COMPARE(bench.recorded(), "200, 200, 401 refused, 401 refused");
    for (const auto &exchange : bench.exchanges) {
        QVERIFY(exchange->payload);
        const QByteArray key = exchange->payload->events().front().resourceRecordKey.toByteArray();
        QVERIFY2(key.startsWith("sha256:"), "what the books are told has none either");
        QVERIFY(exchange->source->startsWith("sha256:"));
    }
    QVERIFY(bench.journal->close().ok());
    QByteArray bytes;
    for (const QString &name : {bench.path, QString(bench.path + u"-wal"_s)}) {
        QFile file(name); // A temporary session leaves its log behind, where it is, too.
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    QVERIFY(bytes.contains("X-Echo: sha256:"));
    for (const QByteArray &token : {QByteArray(kToken), other, wrong})
        QVERIFY2(!bytes.contains(token), token.constData());
}

void TestConsumer::acknowledgementsAndTheQueueAreMeasured()
{
    ManualClock clock;
    ConsumerBench bench(clock);
    Line line(bench.consumer->url());
    line.send(pushOf(1));
    QTRY_COMPARE(line.statuses(), "200");
    QTRY_COMPARE(bench.consumer->load().acks.count, 1);
    bench.stallJournal();
    line.send(pushOf(2) + pushOf(3) + pushOf(4));
    QTRY_COMPARE(bench.consumer->load().queue, 3);
    clock.advance(250ms); // The time that the journal takes counts, too.
    bench.resumeJournal();
    QTRY_COMPARE(bench.consumer->load().acks.count, 4);
    const Load whole = bench.consumer->load();
    QCOMPARE(whole.queue, 0);
    QCOMPARE(whole.queueMost, 3);
    QVERIFY(whole.acks.max == 250ms && whole.acks.p99 == 250ms && whole.acks.median >= 250ms);

    // A look takes what came since the one before it; the whole stays.
    QCOMPARE(bench.consumer->takeVitals().load.acks.count, 4);
    const Load idle = bench.consumer->takeVitals().load;
    QCOMPARE(idle.acks.count, 0);
    QCOMPARE(idle.queueMost, 0);
    QCOMPARE(bench.consumer->load().acks.count, 4);
    QCOMPARE(bench.consumer->load().queueMost, 3);
}

QTEST_GUILESS_MAIN(TestConsumer)
#include "tst_consumer.moc"
