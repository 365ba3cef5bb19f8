// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"
#include "core/wire/http1/http1parser.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// "429", "429/60" or "200~1500": a status, a Retry-After, a latency in milliseconds.
Reply replyOf(const QByteArray &text)
{
    Reply reply;
    const QByteArrayList latency = text.split('~');
    const qsizetype slash = latency.front().indexOf('/');
    reply.status = latency.front().left(3).toInt();
    if (slash > 0)
        reply.retryAfter = RetryAfterSpec::parse(latency.front().sliced(slash + 1));
    if (latency.size() > 1)
        reply.latency = std::chrono::milliseconds(latency[1].toInt());
    return reply;
}

/// Plays requests against a policy and tells what each was answered. The words of a story:
///   Media.7           a request with that event, without a label
///   IDX:Media.7,A.8   a request of feed IDX with two events
///   +2.5              time passes, in seconds
///   next:429/60*2     the person at the bench refuses the next two requests
///   for:503/date:+9*30   … everything for 30 seconds
///   clear             … takes both back
class Bench
{
public:
    explicit Bench(const Policy &policy)
        : m_state(policy)
    {
    }

    QByteArray play(const QByteArray &story, double random)
    {
        QByteArrayList told;
        for (const QByteArray &word : story.split(' ')) {
            if (word.startsWith('+'))
                m_clock.advance(std::chrono::duration<double>(word.mid(1).toDouble()));
            else if (word == "clear")
                m_state.clearForced();
            else if (word.startsWith("next:"))
                m_state.forceNext(replyOf(word.mid(5).split('*')[0]), word.split('*')[1].toInt());
            else if (word.startsWith("for:"))
                m_state.forceUntil(replyOf(word.mid(4).split('*')[0]),
                                   m_clock.now().steady
                                       + std::chrono::seconds(word.split('*')[1].toInt()));
            else
                told.append(request(word, random));
        }
        return told.join(' ');
    }

    [[nodiscard]] std::optional<PolicyState::Forced> forced() const
    {
        return m_state.forced(m_clock.now().steady);
    }

private:
    QByteArray request(const QByteArray &word, double random)
    {
        const qsizetype colon = word.indexOf(':');
        const QByteArray source = word.left(colon);
        const QByteArrayList names = word.mid(colon + 1).split(',');
        std::vector<protocol::EntityEventView> events;
        for (const QByteArray &name : names) {
            const qsizetype dot = name.indexOf('.');
            events.push_back({.sequence = {name.mid(dot + 1).toLongLong()},
                              .resourceName = QByteArrayView(name).first(dot)});
        }
        RequestFacts facts{.events = events, .body = word};
        if (colon >= 0)
            facts.source = source;
        const Decision decision = m_state.decide(facts, m_clock.now(), random);
        QByteArray told = "ok";
        if (decision.reply) {
            told = QByteArray::number(decision.reply->status);
            if (decision.reply->retryAfter)
                told.append('/').append(
                    decision.reply->retryAfter->render(m_clock.now().wall, decision.left));
            if (decision.reply->fault != wire::AnswerFault::None)
                told.append('!').append(wire::answerFaultName(decision.reply->fault));
        }
        if (decision.latency > 0ms)
            told.append('~').append(QByteArray::number(qint64(decision.latency.count())));
        return told;
    }

    ManualClock m_clock;
    PolicyState m_state;
};

} // namespace

class TestPolicy final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void jitter_data();
    void jitter();
    void whatIsForcedIsTold();
    void retryAfterForms_data();
    void retryAfterForms();
    void datesAreRoundedUp();
    void aRuleOnAHeader();
    void anotherPolicyKeepsWhatIsForced();
    void attemptsOfManyBodiesStaySmall();
};

void TestPolicy::stories_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const char *policy, const char *story, const char *told) {
        QTest::newRow(name) << QByteArray(policy) << QByteArray(story) << QByteArray(told);
    };
    const char *none = "{}";
    row("no policy", none, "A.1 A.2", "ok ok");

    const char *script = R"({"replies":[{"times":2,"status":429,"retryAfter":"60"},
                             {"status":503},{"times":1,"latencyMs":1500}],"then":"accept"})";
    row("a script is worked off once", script, "A.1 A.1 A.1 A.1 A.1 A.1",
        "429/60 429/60 503 200~1500 ok ok");

    const char *source = R"({"rules":[{"when":{"source":"IDX"},"reply":{"status":503}}]})";
    row("a rule on the label", source, "IDX:A.1 VOW:A.1 A.1 idx:A.1", "503 ok ok ok");
    const char *resource = R"({"rules":[{"when":{"resource":"Media"},"reply":{"status":500}}]})";
    row("a rule on any event's resource", resource, "A.1 A.1,Media.2 media.1", "ok 500 ok");
    const char *count = R"({"rules":[{"when":{"count":[2,3]},"reply":{"status":413}}]})";
    row("a rule on the size of the batch", count, "A.1 A.1,A.2 A.1,A.2,A.3 A.1,A.2,A.3,A.4",
        "ok 413 413 ok");
    const char *attempt = R"({"rules":[{"when":{"attempt":[1,2]},"reply":{"status":500}}]})";
    row("a rule on the attempt", attempt, "A.1 A.2 A.1 A.1 A.2 A.2 A.3",
        "500 500 500 ok 500 ok 500");
    const char *faults = R"({"replies":[{"fault":"reset"},{"fault":"drip","drip":{"bytes":1}}]})";
    row("a script of faults", faults, "A.1 A.2 A.3", "200!reset 200!drip ok");
    const char *limit = R"({"rateLimit":{"events":2,"perSeconds":10}})";
    row("a rate limit says how long to wait", limit, "A.1 A.2 A.3 +4 A.3 +1 A.3 A.4",
        "ok ok 429/5 429/1 ok 429/5");
    const char *date = R"({"rateLimit":{"requests":1,"perSeconds":10,"retryAfter":"date:+0"}})";
    row("or until when", date, "A.1,A.2 A.3", "ok 429/Fri, 15 Jan 2027 08:00:10 GMT");
    const char *scriptFirst =
        R"({"replies":[{"status":503}],"rateLimit":{"requests":1,"perSeconds":10}})";
    row("the script goes before the limit", scriptFirst, "A.1 A.2 A.3", "503 ok 429/10");
    const char *sequence = R"({"rules":[{"when":{"sequence":[10,12]},"reply":{"status":409}}]})";
    row("a rule on numbers, ends included", sequence, "A.9 A.10 A.12 A.13 A.1,A.11",
        "ok 409 409 ok 409");
    const char *highest = R"({"rules":[{"when":{"sequence":[9223372036854775806,
                              9223372036854775807]},"reply":{"status":409}}]})";
    row("numbers are exact", highest,
        "A.9223372036854775805 A.9223372036854775806 A.9223372036854775807", "ok 409 409");
    const char *both = R"({"rules":[{"when":{"source":"IDX","resource":"Media","sequence":[5,5]},
                           "reply":{"status":503}}]})";
    row("all that is set must hold, and of one event", both,
        "IDX:Media.5 IDX:Media.4,A.5 Media.5 IDX:A.5", "503 ok ok ok");
    const char *always = R"({"rules":[{"when":{},"reply":{"status":503}},
                             {"when":{},"reply":{"status":500}}]})";
    row("the first rule that fits decides, always", always, "A.1 A.1 A.1", "503 503 503");
    const char *ruleAndScript = R"({"rules":[{"when":{"resource":"Media"},"reply":{"status":503}}],
                                    "replies":[{"status":429}]})";
    row("a rule leaves the script alone", ruleAndScript, "Media.1 A.1 A.1", "503 429 ok");

    row("the next two", none, "next:429/60*2 A.1 A.1 A.1", "429/60 429/60 ok");
    row("forced goes before the script", script, "next:400*1 A.1 A.1", "400 429/60");
    row("the last wish counts", none, "next:429*5 A.1 next:503*1 A.1 A.1", "429 503 ok");
    row("for a time, and what is left of it", none,
        "for:429/seconds*30 A.1 +10 A.1 +19.5 A.1 +0.499 A.1 +0.001 A.1",
        "429/30 429/20 429/1 429/1 ok");
    row("the next ones before the time", none, "for:503*30 next:429*1 A.1 A.1 +30 A.1",
        "429 503 ok");
    row("taken back", none, "for:503*30 next:429*9 A.1 clear A.1", "429 ok");
    row("a slow answer is no refusal", none, "next:200~700*1 A.1 A.1", "200~700 ok");
    row("a script waits while something is forced", script, "for:500*5 A.1 A.1 +5 A.1",
        "500 500 429/60");

    const char *slow = R"({"latency":{"ms":20},"replies":[{"latencyMs":100}]})";
    row("latency is of every answer", slow, "A.1 A.1 next:429*1 A.1", "200~120 ok~20 429~20");
}

void TestPolicy::stories()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, story);
    const Result<Policy> read = parsePolicy(policy, u"row"_s);
    QVERIFY2(read, qPrintable(read ? QString() : read.fault().message()));
    QTEST(Bench(read.value()).play(story, 0.5), "told");
}

void TestPolicy::jitter_data()
{
    QTest::addColumn<double>("random");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("the least") << 0.0 << QByteArray("ok~20");
    QTest::newRow("the middle") << 0.5 << QByteArray("ok~25");
    QTest::newRow("the most") << std::nextafter(1.0, 0.0) << QByteArray("ok~30");
}

void TestPolicy::jitter()
{
    QFETCH(double, random);
    QTEST(Bench(Policy{.latency = 20ms, .jitter = 10ms}).play("A.1", random), "told");
    QCOMPARE(Bench(Policy{.latency = 20ms}).play("A.1", random), "ok~20");
}

void TestPolicy::whatIsForcedIsTold()
{
    Bench bench{Policy{}};
    QVERIFY(!bench.forced());
    QCOMPARE(bench.play("next:429*2 A.1", 0), "429");
    QCOMPARE(bench.forced().value().times, 1);
    QCOMPARE(bench.play("for:503*30 A.1", 0), "429");
    QCOMPARE(bench.forced().value().reply.status, 503);
    QCOMPARE(bench.forced().value().times, 0);
    QCOMPARE(bench.play("+30 A.1", 0), "ok");
    QVERIFY(!bench.forced());
}

void TestPolicy::retryAfterForms_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("sentWithTimeLeft");
    const auto row = [](const char *spec, const char *sent, const char *withTimeLeft) {
        QTest::newRow(spec) << QByteArray(spec) << QByteArray(sent) << QByteArray(withTimeLeft);
    };
    // It is Friday, 15 January 2027, 08:00:00; where time is left, it is 9.2 seconds.
    row("60", "60", "60");
    row("soon", "soon", "soon");
    row("-5", "-5", "-5");
    row("Fri, 15 Jan 2027 08:00:00 GMT", "Fri, 15 Jan 2027 08:00:00 GMT",
        "Fri, 15 Jan 2027 08:00:00 GMT");
    row("seconds", "0", "10");
    row("date:+3", "Fri, 15 Jan 2027 08:00:03 GMT", "Fri, 15 Jan 2027 08:00:10 GMT");
    row("date:+0", "Fri, 15 Jan 2027 08:00:00 GMT", "Fri, 15 Jan 2027 08:00:10 GMT");
    row("date:-28800", "Fri, 15 Jan 2027 00:00:00 GMT", "Fri, 15 Jan 2027 08:00:10 GMT");
    row("rfc850:+57600", "Saturday, 16-Jan-27 00:00:00 GMT", "Friday, 15-Jan-27 08:00:10 GMT");
    row("rfc850:-1", "Friday, 15-Jan-27 07:59:59 GMT", "Friday, 15-Jan-27 08:00:10 GMT");
    row("asctime:+3", "Fri Jan 15 08:00:03 2027", "Fri Jan 15 08:00:10 2027");
    row("asctime:+1555200", "Tue Feb  2 08:00:00 2027", "Fri Jan 15 08:00:10 2027");
    for (const char *literal : {"date:3", "date:", "date:+", "date:+3x", "date:+99999999999",
                                "date:+-3", "rfc850", "Seconds", "date:+ 3"})
        row(literal, literal, literal);
}

void TestPolicy::retryAfterForms()
{
    QFETCH(QByteArray, spec);
    const RetryAfterSpec parsed = RetryAfterSpec::parse(spec);
    const WallTime now = ManualClock().now().wall;
    QTEST(parsed.render(now, 0ms), "sent");
    QTEST(parsed.render(now, 9'200ms), "sentWithTimeLeft");
}

void TestPolicy::datesAreRoundedUp()
{
    const WallTime now = ManualClock().now().wall + 300ms;
    const RetryAfterSpec date = RetryAfterSpec::parse("date:+3");
    QCOMPARE(date.render(now, 0ms), "Fri, 15 Jan 2027 08:00:04 GMT");
    // The refusal ends at 08:00:10 exactly; rounding twice would tell :11.
    QCOMPARE(date.render(now, 9'700ms), "Fri, 15 Jan 2027 08:00:10 GMT");
    QCOMPARE(RetryAfterSpec::parse("seconds").render(now, 9'001ms), "10");
}

void TestPolicy::aRuleOnAHeader()
{
    const Policy policy{
        .rules = {{.when = {.header = HeaderCondition{"X-Feed", "a"}}, .reply = {.status = 409}},
                  {.when = {.header = HeaderCondition{"Expect", {}}}, .reply = {.status = 417}}}};
    PolicyState state(policy);
    wire::RequestParser parser{wire::Limits{}};
    const auto statusFor = [&](const char *fields) {
        const QByteArray head = QByteArray("POST / HTTP/1.1\r\nHost: h\r\n") + fields + "\r\n";
        const wire::Parsed parsed = parser.advance(head);
        Q_ASSERT(parsed.event == wire::Parsed::Event::Complete);
        const wire::Request request = parser.take();
        const Decision decision = state.decide({.head = &request.head}, Moment(), 0);
        return decision.reply ? decision.reply->status : 200;
    };
    QCOMPARE(statusFor("x-feed: a\r\n"), 409);
    QCOMPARE(statusFor("X-Feed: b\r\nX-Feed: a\r\n"), 409);
    QCOMPARE(statusFor("X-Feed: A\r\n"), 200);
    QCOMPARE(statusFor("expect: 100-continue\r\n"), 417);
    QCOMPARE(statusFor(""), 200);
}

void TestPolicy::anotherPolicyKeepsWhatIsForced()
{
    PolicyState state(Policy{.replies = {{.times = 5, .reply = {.status = 503}}}});
    QCOMPARE(state.decide({}, Moment(), 0).reply->status, 503);
    state.forceNext({.status = 429}, 1);
    state.setPolicy(Policy{.replies = {{.reply = {.status = 500}}}});
    QCOMPARE(state.decide({}, Moment(), 0).reply->status, 429);
    QCOMPARE(state.decide({}, Moment(), 0).reply->status, 500);
    QVERIFY(!state.decide({}, Moment(), 0).reply);
}

/// Counting stops nowhere, and forgets the oldest bodies.
void TestPolicy::attemptsOfManyBodiesStaySmall()
{
    PolicyState state(Policy{.rules = {{.when = {.attempt = {{2, 2}}}, .reply = {.status = 409}}}});
    const auto isSecond = [&state](int body) {
        const QByteArray text = QByteArray::number(body);
        return state.decide({.body = text}, Moment(), 0).reply.has_value();
    };
    for (int body = 0; body < 200'000; ++body)
        QVERIFY(!isSecond(body));
    QVERIFY(isSecond(199'999));
    QVERIFY(!isSecond(0)); // Forgotten.
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
