// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/inbox.h"
#include "tests/support/testcase.h"

#include <atomic>
#include <thread>

using namespace pushbench;

class TestInbox final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstWakesOnce()
    {
        int wakes = 0;
        Inbox<int> inbox([&wakes] { ++wakes; });
        inbox.post(1);
        inbox.post(2);
        inbox.postAll({3, 4});
        QCOMPARE(wakes, 1);
        QCOMPARE(inbox.drain(), (std::vector{1, 2, 3, 4}));
        QVERIFY(inbox.drain().empty());
        inbox.postAll({});
        QCOMPARE(wakes, 1);
        inbox.postAll({5});
        QCOMPARE(wakes, 2);
    }

    void nobodyIsWokenWhoHasClosed()
    {
        int wakes = 0;
        Inbox<int> inbox([&wakes] { ++wakes; });
        inbox.post(1);
        inbox.close();
        inbox.post(2);
        inbox.postAll({3, 4});
        QCOMPARE(wakes, 1);
        QVERIFY(inbox.drain().empty());
        inbox.close();
    }

    void nothingIsLostBetweenThreads()
    {
        constexpr int kThreads = 4;
        constexpr int kEach = 20'000;
        std::atomic<int> wakes = 0;
        Inbox<int> inbox([&wakes] { wakes.fetch_add(1); });
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&inbox, t] {
                for (int i = 0; i < kEach; ++i)
                    inbox.post(t * kEach + i);
            });

        std::vector<int> last(kThreads, -1);
        int seen = 0;
        while (seen < kThreads * kEach) {
            for (const int item : inbox.drain()) {
                int &previous = last[size_t(item / kEach)];
                QVERIFY2(item % kEach == previous + 1, "items of one thread arrive in order");
                previous = item % kEach;
                ++seen;
            }
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(inbox.drain().empty());
        QVERIFY(wakes.load() <= seen);
    }
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
