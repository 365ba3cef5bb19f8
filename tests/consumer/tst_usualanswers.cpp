// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/usualanswers.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr WallTime kNoon{std::chrono::sys_days(std::chrono::year(2026) / 12 / 1) + 12h};

Judgement taken(int events)
{
    std::vector<protocol::EntityEvent> batch;
    for (int i = 1; i <= events; ++i)
        batch.push_back({.sequence = {i}, .resourceName = "Media", .resourceRecordKey = "k"});
    return {.payload = std::make_shared<const protocol::Payload>(
                protocol::parsePayload(protocol::writeMulti(batch)))};
}

} // namespace

class TestUsualAnswers final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void areTheBytesOfTheirOwn();
    void areRenderedOnce();
    void onlySuitWhatIsTaken();
};

/// One after the other they differ in one thing each; none may be answered as the one before.
void TestUsualAnswers::areTheBytesOfTheirOwn()
{
    struct Step
    {
        const char *what;
        int events;
        wire::AnswerTraits traits;
        WallTime now;
    };
    const Step steps[]{
        {"the first", 1, {}, kNoon},
        {"the same", 1, {}, kNoon + 900ms},
        {"another second", 1, {}, kNoon + 1000ms},
        {"more events", 2, {}, kNoon + 1000ms},
        {"the last on its connection", 2, {.keepAlive = false}, kNoon + 1000ms},
        {"of HTTP/1.0", 2, {.version = wire::kHttp10}, kNoon + 1000ms},
        {"of HTTP/2", 2, {.version = wire::kHttp2}, kNoon + 1000ms},
        {"the clock was set back", 2, {.version = wire::kHttp2}, kNoon - 1h},
    };
    UsualAnswers answers;
    for (const Step &step : steps) {
        const Judgement judgement = taken(step.events);
        const wire::RenderedResponse &got = answers.render(judgement, step.traits, step.now);
        const wire::RenderedResponse own =
            wire::renderResponse(answerFor(judgement), step.traits, step.now);
        QCOMPARE(got.head, own.head);
        QCOMPARE(got.body, own.body);
        QVERIFY2(got.status == own.status && got.close == own.close, step.what);
    }
}

void TestUsualAnswers::areRenderedOnce()
{
    UsualAnswers answers;
    const QByteArray head = answers.render(taken(3), {}, kNoon).head;
    QVERIFY(answers.render(taken(3), {}, kNoon + 999ms).head.isSharedWith(head));
}

void TestUsualAnswers::onlySuitWhatIsTaken()
{
    QVERIFY(UsualAnswers::suit(taken(1)));
    Judgement refused = taken(1);
    refused.status = 400;
    QVERIFY(!UsualAnswers::suit(refused));
    Judgement withField = taken(1);
    withField.fields = {{"Allow"_ba, "POST"_ba}};
    QVERIFY(!UsualAnswers::suit(withField));
    QVERIFY(!UsualAnswers::suit({}));
}

QTEST_GUILESS_MAIN(TestUsualAnswers)
#include "tst_usualanswers.moc"
