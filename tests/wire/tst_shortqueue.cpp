// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/shortqueue.h"
#include "tests/support/testcase.h"

#include <deque>
#include <memory>
#include <random>

using namespace pushbench;
using namespace pushbench::wire;

class TestShortQueue final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void behavesAsADeque();
    void staysShortWhenItNeverRunsEmpty();
    void letsGoOfWhatWasTaken();
    void holdsWhatCannotBeCopied();
};

void TestShortQueue::behavesAsADeque()
{
    std::mt19937 random(28); // NOLINT: the same run each time
    ShortQueue<int> queue;
    std::deque<int> model;
    for (int i = 0; i < 20'000; ++i) {
        // Long runs of one kind make it both grow and run empty.
        const bool pushes = (i / 300) % 2 == 0 ? random() % 3 != 0 : random() % 3 == 0;
        if (pushes || model.empty()) {
            queue.push(i);
            model.push_back(i);
        } else {
            QCOMPARE(queue.take(), model.front());
            model.pop_front();
        }
        QCOMPARE(queue.size(), model.size());
        QCOMPARE(queue.empty(), model.empty());
        if (!model.empty()) {
            QCOMPARE(queue.front(), model.front());
            const size_t at = random() % model.size();
            QCOMPARE(queue[at], model[at]);
            QCOMPARE(std::as_const(queue)[at], model[at]);
        }
        if (i % 5'000 == 4'999) {
            queue.clear();
            model.clear();
        }
    }
}

void TestShortQueue::staysShortWhenItNeverRunsEmpty()
{
    ShortQueue<int> queue;
    for (int i = 0; i < 3; ++i)
        queue.push(i);
    const int *lowest = &queue.front();
    const int *highest = lowest;
    for (int i = 3; i < 10'000; ++i) {
        queue.push(i);
        QCOMPARE(queue.take(), i - 3);
        if (i == 20)
            lowest = highest = &queue.front(); // By now it has the memory that it needs.
        if (i > 20) {
            lowest = qMin(lowest, &std::as_const(queue)[0]);
            highest = qMax(highest, &std::as_const(queue)[0]);
        }
    }
    QVERIFY(highest - lowest < 32);
}

void TestShortQueue::letsGoOfWhatWasTaken()
{
    ShortQueue<std::shared_ptr<int>> queue;
    const auto item = std::make_shared<int>(1);
    queue.push(item);
    queue.push(item);
    queue.push(item);
    QCOMPARE(item.use_count(), 4);
    static_cast<void>(queue.take());
    QCOMPARE(item.use_count(), 3);
    queue.clear();
    QCOMPARE(item.use_count(), 1);
    QVERIFY(queue.empty());
}

void TestShortQueue::holdsWhatCannotBeCopied()
{
    ShortQueue<std::unique_ptr<int>> queue;
    for (int i = 0; i < 100; ++i)
        queue.push(std::make_unique<int>(i));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(*queue.take(), i);
    QVERIFY(queue.empty());
}

QTEST_GUILESS_MAIN(TestShortQueue)
#include "tst_shortqueue.moc"
