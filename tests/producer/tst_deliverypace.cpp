// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/delivery.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <map>

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Seconds = std::chrono::duration<double>;

/// Fills the queue with batches of that many events, without an end.
void fill(Delivery &delivery, int events)
{
    while (delivery.wantsBatch())
        delivery.offer({.events = std::vector<protocol::EntityEvent>(size_t(events))});
}

/// The feed's own waits, in seconds, when everything always fails.
std::vector<double> ownWaits(DeliveryConfig config, int rounds)
{
    config.maxAttempts = 1'000'000;
    Delivery delivery(config);
    ManualClock clock;
    std::vector<double> waits;
    for (int round = 0; round < rounds; ++round) {
        fill(delivery, 1);
        std::vector<Attempt> wave;
        while (std::optional<Attempt> attempt = delivery.next(clock.now()))
            wave.push_back(std::move(*attempt));
        for (const Attempt &attempt : wave)
            delivery.answered(attempt.id, 503, std::nullopt, clock.now());
        const auto wait = delivery.wait().until.steady - clock.now().steady;
        waits.push_back(Seconds(wait).count());
        clock.advance(wait);
    }
    return waits;
}

} // namespace

class TestDeliveryPace final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void waitsDoubleUpToTheLongest_data();
    void waitsDoubleUpToTheLongest();
    void aDeliveryStartsTheWaitsAnew();
    void seedsReplay();
    void theRateIsKeptOverTime_data();
    void theRateIsKeptOverTime();
    void theRateIsNeverExceeded();
    void theRateRamps();
    void burstsKeepTheRate();
    void nothingIsCaughtUpAfterAHold();
    void theAlarmIsSetForTheVeryInstant();
    void theQueueStaysShort();
};

void TestDeliveryPace::waitsDoubleUpToTheLongest_data()
{
    QTest::addColumn<int>("inFlight");
    QTest::newRow("one connection") << 1;
    QTest::newRow("eight that fail together are told once") << 8;
}

/// 1, 2, 4, 8, 8 seconds; the jitter adds up to a quarter and takes nothing away.
void TestDeliveryPace::waitsDoubleUpToTheLongest()
{
    QFETCH(int, inFlight);
    int above = 0;
    for (quint64 seed = 1; seed <= 50; ++seed) {
        const std::vector<double> waits = ownWaits(
            {.inFlight = inFlight, .backoffBase = 1'000ms, .backoffMax = 8'000ms, .seed = seed},
            60);
        for (size_t i = 0; i < waits.size(); ++i) {
            const double base = std::min(8.0, double(1 << std::min<size_t>(i, 10)));
            QVERIFY2(waits[i] >= base && waits[i] <= base * 1.25,
                     qPrintable(u"seed %1, wait %2 is %3"_s.arg(seed).arg(i).arg(waits[i])));
            above += waits[i] > base * 1.05 ? 1 : 0;
        }
    }
    QVERIFY2(above > 1'000, "the jitter is no jitter");
}

void TestDeliveryPace::aDeliveryStartsTheWaitsAnew()
{
    Delivery delivery({.maxAttempts = 100, .backoffBase = 1'000ms, .backoffMax = 60'000ms});
    ManualClock clock;
    const auto fail = [&] {
        fill(delivery, 1);
        const Attempt attempt = delivery.next(clock.now()).value();
        delivery.answered(attempt.id, 500, std::nullopt, clock.now());
        const auto wait = delivery.wait().until.steady - clock.now().steady;
        clock.advance(wait);
        return Seconds(wait).count();
    };
    QVERIFY(fail() < 2);
    QVERIFY(fail() >= 2);
    QVERIFY(fail() >= 4);
    const Attempt attempt = delivery.next(clock.now()).value();
    delivery.answered(attempt.id, 200, std::nullopt, clock.now());
    QVERIFY(fail() < 2);
}

void TestDeliveryPace::seedsReplay()
{
    const DeliveryConfig config{.inFlight = 2, .seed = 7};
    QCOMPARE(ownWaits(config, 20), ownWaits(config, 20));
    DeliveryConfig other = config;
    other.seed = 8;
    QVERIFY(ownWaits(config, 20) != ownWaits(other, 20));
}

void TestDeliveryPace::theRateIsKeptOverTime_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("batch");
    QTest::newRow("slow singles") << 0.5 << 1;
    QTest::newRow("singles") << 50.0 << 1;
    QTest::newRow("fast singles") << 3'000.0 << 1;
    QTest::newRow("batches") << 500.0 << 100;
    QTest::newRow("batches of more than a second") << 10.0 << 45;
}

/// Timers are late, now and then by 40 ms; over minutes the rate must not drift for that.
void TestDeliveryPace::theRateIsKeptOverTime()
{
    QFETCH(double, rate);
    QFETCH(int, batch);
    Delivery delivery({.inFlight = 1'000, .eventsPerSecond = rate});
    ManualClock clock;
    const SteadyTime began = clock.now().steady;
    std::mt19937 random(1);
    qint64 events = 0;
    while (clock.now().steady - began < 300s) {
        fill(delivery, batch);
        while (const std::optional<Attempt> attempt = delivery.next(clock.now())) {
            events += int(attempt->batch->events.size());
            delivery.answered(attempt->id, 200, std::nullopt, clock.now());
            fill(delivery, batch);
        }
        clock.advance(delivery.wakeAt(clock.now()) - clock.now().steady
                      + std::chrono::milliseconds(random() % 41));
    }
    const double elapsed = Seconds(clock.now().steady - began).count();
    const double wanted = rate * elapsed;
    const double slack = rate * 0.15 + batch;
    QVERIFY2(std::abs(double(events) - wanted) <= slack,
             qPrintable(u"%1 events instead of %2"_s.arg(events).arg(wanted)));
}

/// From 10 to 110 events a second in ten seconds: 600 in that time, and 110 in each that follows.
void TestDeliveryPace::theRateRamps()
{
    Delivery delivery({.inFlight = 1'000, .eventsPerSecond = 10, .rampTo = 110, .ramp = 10'000ms});
    ManualClock clock;
    const SteadyTime began = clock.now().steady;
    std::vector<int> perSecond(15);
    while (clock.now().steady - began < 15s) {
        fill(delivery, 1);
        while (const std::optional<Attempt> attempt = delivery.next(clock.now())) {
            ++perSecond[size_t((clock.now().steady - began) / 1s)];
            delivery.answered(attempt->id, 200, std::nullopt, clock.now());
            fill(delivery, 1);
        }
        clock.advance(delivery.wakeAt(clock.now()) - clock.now().steady);
    }
    for (size_t second = 0; second < perSecond.size(); ++second) {
        const double wanted = second < 10 ? 15 + 10 * double(second) : 110;
        QVERIFY2(std::abs(perSecond[second] - wanted) < 5 + wanted * 0.05,
                 qPrintable(QString::number(perSecond[second])));
    }
}

/// 50 at once, and that again every second, is 50 a second.
void TestDeliveryPace::burstsKeepTheRate()
{
    Delivery delivery({.inFlight = 1'000, .eventsPerSecond = 50, .burst = 50});
    ManualClock clock;
    const SteadyTime began = clock.now().steady;
    std::map<qint64, int> at; // By milliseconds.
    while (clock.now().steady - began < 10s) {
        fill(delivery, 5);
        while (const std::optional<Attempt> attempt = delivery.next(clock.now())) {
            at[(clock.now().steady - began) / 1ms] += int(attempt->batch->events.size());
            delivery.answered(attempt->id, 200, std::nullopt, clock.now());
            fill(delivery, 5);
        }
        clock.advance(delivery.wakeAt(clock.now()) - clock.now().steady);
    }
    QCOMPARE(at.size(), size_t(11)); // The tenth of a second that may be saved up comes first.
    for (const auto &[when, events] : at)
        QCOMPARE(events, 50);
    QVERIFY(at.rbegin()->first >= 9'000);
}

void TestDeliveryPace::theRateIsNeverExceeded()
{
    constexpr double kRate = 100;
    Delivery delivery({.inFlight = 1'000, .eventsPerSecond = kRate});
    ManualClock clock;
    std::mt19937 random(2);
    std::vector<SteadyTime> starts;
    for (int turn = 0; turn < 2'000; ++turn) {
        fill(delivery, 1);
        while (const std::optional<Attempt> attempt = delivery.next(clock.now())) {
            starts.push_back(clock.now().steady);
            delivery.answered(attempt->id, 200, std::nullopt, clock.now());
            fill(delivery, 1);
        }
        clock.advance(std::chrono::milliseconds(random() % 300));
    }
    // In no stretch of time more than the rate and what a tenth of a second may save up.
    for (size_t window : {1u, 10u, 100u, 1'000u}) {
        for (size_t i = 0; i + window < starts.size(); ++i) {
            const double allowed = kRate * (Seconds(starts[i + window] - starts[i]).count() + 0.1);
            QVERIFY2(double(window) <= allowed + 1.001,
                     qPrintable(u"%1 after start %2"_s.arg(window).arg(i)));
        }
    }
}

void TestDeliveryPace::nothingIsCaughtUpAfterAHold()
{
    Delivery delivery({.inFlight = 1'000, .eventsPerSecond = 10});
    ManualClock clock;
    fill(delivery, 1);
    const Attempt first = delivery.next(clock.now()).value();
    delivery.answered(first.id, 429, QByteArrayView("60"), clock.now());
    clock.advance(60s);
    int burst = 0;
    while (delivery.next(clock.now()))
        ++burst;
    QVERIFY2(burst >= 1 && burst <= 2, qPrintable(QString::number(burst)));
}

void TestDeliveryPace::theAlarmIsSetForTheVeryInstant()
{
    Delivery delivery({.backoffBase = 1ms, .backoffMax = 1ms});
    ManualClock clock;
    QCOMPARE(delivery.wakeAt(clock.now()), SteadyTime::max());
    fill(delivery, 1);
    QCOMPARE(delivery.wakeAt(clock.now()), clock.now().steady);
    const Attempt attempt = delivery.next(clock.now()).value();
    QCOMPARE(delivery.wakeAt(clock.now()), SteadyTime::max());
    delivery.answered(attempt.id, 429, QByteArrayView("60"), clock.now());
    QCOMPARE(delivery.wakeAt(clock.now()), clock.now().steady + 60s);
    delivery.pause();
    QCOMPARE(delivery.wakeAt(clock.now()), SteadyTime::max());
    delivery.step();
    QCOMPARE(delivery.wakeAt(clock.now()), clock.now().steady + 60s);
}

/// A million events behind a hold wait in their source, not in memory.
void TestDeliveryPace::theQueueStaysShort()
{
    constexpr int kInFlight = 8;
    Delivery delivery({.inFlight = kInFlight, .maxAttempts = 1'000'000});
    ManualClock clock;
    for (int round = 0; round < 1'000; ++round) {
        fill(delivery, 1);
        std::vector<AttemptId> flying;
        while (const std::optional<Attempt> attempt = delivery.next(clock.now())) {
            flying.push_back(attempt->id);
            fill(delivery, 1);
        }
        for (const AttemptId id : flying)
            delivery.answered(id, 503, std::nullopt, clock.now());
        clock.advance(120s);
        QVERIFY(delivery.tally().offered <= 2 * kInFlight);
    }
}

QTEST_GUILESS_MAIN(TestDeliveryPace)
#include "tst_deliverypace.moc"
