// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/factflow.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <thread>

using namespace pushbench;
using namespace pushbench::app;
using namespace std::chrono_literals;

namespace {

Facts factsOf(size_t events, const char *mark = "")
{
    Facts facts;
    facts.records.events.resize(events);
    facts.withheld.emplace_back(mark);
    return facts;
}

} // namespace

/// What a window takes of a session at a time.
class TestFactFlow final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneWakeForWhatWaits();
    void asMuchAsTheTimeAllows();
    void aReaderWaitsForTheWindow();
    void nobodyWaitsForAWindowThatIsGone();

private:
    /// Takes for `each` at a time; gives the marks of what was taken.
    QByteArray deliver(FactFlow &flow, std::chrono::milliseconds time,
                       std::chrono::milliseconds each)
    {
        QByteArray marks;
        const bool more = flow.deliver(m_clock, time, [&](const Facts &facts) {
            marks += facts.withheld.front();
            m_clock.advance(each);
        });
        return marks + (more ? "+" : "");
    }

    ManualClock m_clock;
};

void TestFactFlow::oneWakeForWhatWaits()
{
    int wakes = 0;
    FactFlow flow([&wakes] { ++wakes; });
    QCOMPARE(deliver(flow, 10ms, 1ms), "");
    flow.post(factsOf(1, "a"));
    flow.post(factsOf(1, "b"));
    QCOMPARE(wakes, 1);
    QCOMPARE(deliver(flow, 10ms, 1ms), "ab");
    flow.post(factsOf(1, "c"));
    QCOMPARE(wakes, 2);
}

void TestFactFlow::asMuchAsTheTimeAllows()
{
    FactFlow flow([] {});
    for (const char *mark : {"a", "b", "c", "d", "e"})
        flow.post(factsOf(1, mark));
    QCOMPARE(deliver(flow, 10ms, 4ms), "abc+");
    flow.post(factsOf(1, "f"));
    QCOMPARE(deliver(flow, 10ms, 20ms), "d+"); // One at least, or it would never end.
    QCOMPARE(deliver(flow, 10ms, 1ms), "ef");
}

void TestFactFlow::aReaderWaitsForTheWindow()
{
    FactFlow flow([] {});
    std::atomic<int> read = 0;
    std::thread reader([&] {
        for (int i = 0; i < 4; ++i) {
            flow.post(factsOf(60'000, "x"));
            ++read;
            flow.waitForRoom();
        }
    });
    QTRY_COMPARE(read.load(), 2);
    QTest::qWait(50);
    QCOMPARE(read.load(), 2); // 120,000 events wait: too many.
    QCOMPARE(deliver(flow, 0ms, 1ms), "x+");
    QTRY_COMPARE(read.load(), 3);
    QCOMPARE(deliver(flow, 10ms, 1ms), "xx");
    reader.join();
    QCOMPARE(deliver(flow, 10ms, 1ms), "x");
}

void TestFactFlow::nobodyWaitsForAWindowThatIsGone()
{
    FactFlow flow([] {});
    flow.post(factsOf(200'000));
    std::thread reader([&] { flow.waitForRoom(); });
    flow.giveUp();
    reader.join();
    flow.waitForRoom();
}

QTEST_GUILESS_MAIN(TestFactFlow)
#include "tst_factflow.moc"
