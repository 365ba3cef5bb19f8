// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/bytebudget.h"
#include "tests/support/testcase.h"

#include <vector>

using namespace pushbench;
using namespace pushbench::wire;

class TestByteBudget final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void counts();
    void aSingleOneMayBeLargerThanAll();
    void holdsGrowMoveAndEnd();
    void wakesOncePerWait();
    void wakesFromAnotherThread();
    void noReleaseIsMissed();
    void nobodyIsWokenAfterClose();
};

void TestByteBudget::counts()
{
    ByteBudget budget(100, [] {});
    QVERIFY(budget.hasRoom(100));
    budget.add(60);
    QCOMPARE(budget.used(), 60);
    QVERIFY(budget.hasRoom(40));
    QVERIFY(!budget.hasRoom(41));
    budget.release(20);
    QVERIFY(budget.hasRoom(60));
}

void TestByteBudget::aSingleOneMayBeLargerThanAll()
{
    ByteBudget budget(100, [] {});
    QVERIFY(budget.hasRoom(1'000));
    budget.add(1);
    QVERIFY(!budget.hasRoom(1'000));
}

void TestByteBudget::holdsGrowMoveAndEnd()
{
    const auto budget = std::make_shared<ByteBudget>(100, [] {});
    ByteHold empty;
    QCOMPARE(empty.bytes(), 0);
    {
        ByteHold hold(budget, 10);
        hold.growTo(30);
        hold.growTo(20); // Never shrinks.
        QCOMPARE(budget->used(), 30);
        ByteHold moved(std::move(hold));
        QCOMPARE(moved.bytes(), 30);
        QCOMPARE(budget->used(), 30);
        empty = std::move(moved);
        QCOMPARE(budget->used(), 30);
    }
    QCOMPARE(budget->used(), 30);
    empty = ByteHold(budget, 5);
    QCOMPARE(budget->used(), 5);
    empty = {};
    QCOMPARE(budget->used(), 0);
}

void TestByteBudget::wakesOncePerWait()
{
    int woken = 0;
    ByteBudget budget(100, [&] { ++woken; });
    budget.add(100);
    budget.release(10);
    QCOMPARE(woken, 0); // Nobody waited.
    budget.wait();
    budget.release(10);
    budget.release(10);
    QCOMPARE(woken, 1);
    budget.wait();
    budget.release(10);
    QCOMPARE(woken, 2);
}

void TestByteBudget::wakesFromAnotherThread()
{
    std::atomic<std::thread::id> wakingThread;
    const auto budget =
        std::make_shared<ByteBudget>(100, [&] { wakingThread = std::this_thread::get_id(); });
    auto hold = std::make_unique<ByteHold>(budget, 200);
    budget->wait();
    std::thread other([&] { hold.reset(); });
    const std::thread::id otherId = other.get_id();
    other.join();
    QVERIFY(wakingThread.load() == otherId);
    QVERIFY(budget->hasRoom(100));
}

/// However a wait and a release fall together: either the wait sees the room, or it is woken.
void TestByteBudget::noReleaseIsMissed()
{
    for (int i = 0; i < 2'000; ++i) {
        std::atomic<int> woken = 0;
        ByteBudget budget(100, [&] { ++woken; });
        budget.add(100);
        std::atomic<bool> go = false;
        std::thread other([&] {
            while (!go) { }
            budget.release(100);
        });
        go = true;
        budget.wait();
        const bool sawRoom = budget.hasRoom(1);
        other.join();
        QVERIFY(sawRoom || woken == 1);
    }
}

/// What wake() uses may go as soon as close() has returned, whatever other threads let go.
void TestByteBudget::nobodyIsWokenAfterClose()
{
    for (int i = 0; i < 500; ++i) {
        auto owner = std::make_unique<std::atomic<bool>>(true);
        std::atomic<int> tooLate = 0;
        const auto budget = std::make_shared<ByteBudget>(100, [&tooLate, alive = owner.get()] {
            if (!*alive)
                ++tooLate;
        });
        std::vector<std::thread> others;
        for (int thread = 0; thread < 2; ++thread) {
            others.emplace_back([hold = ByteHold(budget, 100), budget]() mutable {
                budget->wait();
                hold = {};
            });
        }
        budget->close();
        *owner = false;
        for (std::thread &other : others)
            other.join();
        QCOMPARE(tooLate, 0);
        QCOMPARE(budget->used(), 0);
    }
}

QTEST_GUILESS_MAIN(TestByteBudget)
#include "tst_bytebudget.moc"
