// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/endpoint.h"
#include "core/consumer/judge/producerjudge.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;

namespace {

constexpr WallTime kStart(std::chrono::seconds(1'800'000'000));

std::shared_ptr<const journal::Exchange> exchange(qint64 number, const QByteArray &target,
                                                  const QByteArray &source, int status)
{
    auto made = std::make_shared<journal::Exchange>();
    made->number = {number};
    made->connection = number;
    made->target = target;
    if (!source.isEmpty())
        made->source = source;
    made->began = kStart + number * 1s;
    made->timings.done = 1ms;
    made->status = status;
    if (status == 429)
        made->retryAfter = "60";
    return made;
}

} // namespace

/// Which requests count as the one that was told to wait, where there are several endpoints.
class TestEndpointManners final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whoWasToldToWait_data();
    void whoWasToldToWait();
};

void TestEndpointManners::whoWasToldToWait_data()
{
    QTest::addColumn<bool>("several");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("early");
    QTest::newRow("the same endpoint") << true << QByteArray() << QByteArray("/a") << 1;
    QTest::newRow("another endpoint without a label is another producer")
        << true << QByteArray() << QByteArray("/b") << 0;
    QTest::newRow("one label is one feed, at whichever endpoint")
        << true << QByteArray("IDX") << QByteArray("/b") << 1;
    QTest::newRow("a path that is no endpoint tells nobody apart")
        << false << QByteArray() << QByteArray("/b") << 1;
}

void TestEndpointManners::whoWasToldToWait()
{
    QFETCH(bool, several);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, target);
    IntakeConfig config{.endpoints = {{.path = "/a"}}};
    if (several)
        config.endpoints.push_back({.path = "/b"});
    ProducerJudge judge;
    JudgeChanges changes;
    judge.apply(
        journal::Note{.kind = journal::Note::Kind::Consumer, .text = writeExpectations(config)},
        changes);
    judge.apply(exchange(1, "/a", source, 429), changes);
    judge.apply(
        journal::Note{.kind = journal::Note::Kind::AnswerSent, .exchange = {1}, .text = "1000"},
        changes);
    judge.apply(exchange(2, target, source, 200), changes);
    int early = 0;
    for (const PolitenessFigure &figure : judge.figures())
        early += figure.early;
    QTEST(early, "early");
    const PolitenessFigure told = judge.figures().front();
    QCOMPARE(told.feed, source);
    QCOMPARE(told.path, several && source.isEmpty() ? QByteArray("/a") : QByteArray());
}

QTEST_GUILESS_MAIN(TestEndpointManners)
#include "tst_endpointmanners.moc"
