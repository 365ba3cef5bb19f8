// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/ratelimit.h"
#include "tests/support/testcase.h"

#include <random>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;

class TestRateLimit final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void theLongRunKeepsTheRate();
    void aWaitThatIsObeyedIsLetIn_data();
    void aWaitThatIsObeyedIsLetIn();
};

/// A story is "AT EVENTS" steps; what is told is "in", or the wait in milliseconds.
void TestRateLimit::stories_data()
{
    QTest::addColumn<bool>("requests");
    QTest::addColumn<double>("amount");
    QTest::addColumn<int>("window");
    QTest::addColumn<double>("burst");
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");

    QTest::newRow("a window's worth at once")
        << false << 10. << 1000 << 0. << QByteArray("0 10 | 0 1 | 100 1 | 100 1")
        << QByteArray("in 100 in 100");
    QTest::newRow("burst on top") << false << 10. << 1000 << 30. << QByteArray("0 30 | 0 5 | 500 5")
                                  << QByteArray("in 500 in");
    QTest::newRow("silence fills no more than the burst")
        << false << 10. << 1000 << 20. << QByteArray("0 1 | 60000 20 | 60000 1")
        << QByteArray("in in 100");
    QTest::newRow("larger than the bucket: in when it is full, then a debt")
        << false << 10. << 1000 << 0. << QByteArray("0 50 | 0 1 | 4000 1 | 4100 1")
        << QByteArray("in 4100 100 in");
    QTest::newRow("refusals cost nothing")
        << false << 10. << 1000 << 0. << QByteArray("0 10 | 0 10 | 0 10 | 1000 10")
        << QByteArray("in 1000 1000 in");
    QTest::newRow("requests count once")
        << true << 2. << 1000 << 0. << QByteArray("0 1000 | 0 1000 | 0 1 | 500 1")
        << QByteArray("in in 500 in");
    QTest::newRow("slower than one a second")
        << true << 1. << 60'000 << 0. << QByteArray("0 1 | 1 1 | 60000 1")
        << QByteArray("in 59999 in");
}

void TestRateLimit::stories()
{
    QFETCH(bool, requests);
    QFETCH(double, amount);
    QFETCH(int, window);
    QFETCH(double, burst);
    QFETCH(QByteArray, story);
    QFETCH(QByteArray, told);
    RateLimiter limiter({.unit = requests ? RateLimit::Unit::Requests : RateLimit::Unit::Events,
                         .amount = amount,
                         .window = std::chrono::milliseconds(window),
                         .burst = burst});
    QByteArrayList answers;
    for (const QByteArray &step : story.split('|')) {
        const QByteArrayList words = step.simplified().split(' ');
        const SteadyTime now{std::chrono::milliseconds(words.at(0).toInt())};
        const auto wait = limiter.take(words.at(1).toLongLong(), now);
        answers += wait ? QByteArray::number(qint64(wait->count())) : QByteArray("in");
    }
    QCOMPARE(answers.join(' '), told);
}

/// Whoever asks every millisecond is let in at the rate, neither more nor less.
void TestRateLimit::theLongRunKeepsTheRate()
{
    RateLimiter limiter({.amount = 500, .window = 1s, .burst = 1});
    int in = 0;
    for (int at = 0; at < 60'000; ++at)
        in += limiter.take(1, SteadyTime(std::chrono::milliseconds(at))) ? 0 : 1;
    QVERIFY2(in >= 29'990 && in <= 30'001, qPrintable(QString::number(in)));
}

void TestRateLimit::aWaitThatIsObeyedIsLetIn_data()
{
    QTest::addColumn<bool>("requests");
    QTest::addColumn<double>("burst");
    QTest::newRow("events") << false << 0.;
    QTest::newRow("events, small burst") << false << 10.;
    QTest::newRow("requests") << true << 0.;
}

/// Under a load that never waits, each refusal names the very millisecond: whoever comes then, and
/// nobody in between, is let in, and a millisecond earlier is refused.
void TestRateLimit::aWaitThatIsObeyedIsLetIn()
{
    QFETCH(bool, requests);
    QFETCH(double, burst);
    RateLimiter limiter({.unit = requests ? RateLimit::Unit::Requests : RateLimit::Unit::Events,
                         .amount = 500,
                         .burst = burst});
    std::mt19937 random(20'260'101);
    SteadyTime now{};
    int refused = 0;
    for (int i = 0; i < 50'000; ++i) {
        now += std::chrono::microseconds(random() % 200);
        const qint64 events = 1 + qint64(random() % 20);
        const auto wait = limiter.take(events, now);
        if (!wait)
            continue;
        ++refused;
        QVERIFY(*wait > 0ms);
        RateLimiter obeyed = limiter;
        QVERIFY(!obeyed.take(events, now + *wait));
        RateLimiter early = limiter;
        QVERIFY(early.take(events, now + *wait - 1ms));
    }
    QVERIFY(refused > 10'000);
}

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
