// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/answerqueue.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::wire;

namespace {

Cookie cookie(int number)
{
    return std::make_shared<const int>(number);
}

Answer answer(const char *bytes, Cookie cookie = {}, bool close = false)
{
    return {.response = {.status = 200, .head = QByteArray(bytes), .body = {}, .close = close},
            .cookie = std::move(cookie)};
}

/// At a time that is of no importance.
bool ends(AnswerQueue &queue)
{
    return queue.collect({}) != AnswerQueue::Then::GoOn;
}

/// "1 out, 2 lost"
QByteArray settled(AnswerQueue &queue)
{
    QByteArray text;
    while (const auto one = queue.takeSettled()) {
        const int number = *std::static_pointer_cast<const int>(one->cookie);
        text.append(text.isEmpty() ? "" : ", ").append(QByteArray::number(number));
        text.append(one->fate == AnswerFate::HandedOver ? " out" : " lost");
    }
    return text;
}

} // namespace

class TestAnswerQueue final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfRequests();
    void eachRequestTakesOneAnswer();
    void settlesWhenTheLastByteIsOut();
    void aClosingAnswerEndsTheQueue();
    void losesAll();
    void interimBytesBelongToNobody();
    void answersWithoutACookieAreNotTold();
    void keepsOnlyWhatHasNotLeft();
    void dripsInTime();
    void aFaultIsTheLastAnswer_data();
    void aFaultIsTheLastAnswer();
};

void TestAnswerQueue::keepsTheOrderOfRequests()
{
    AnswerQueue queue;
    QVERIFY(queue.isQuiet());
    for (quint64 i = 0; i < 3; ++i) {
        QCOMPARE(queue.nextOrdinal(), i);
        queue.expect();
    }
    QVERIFY(queue.answer(2, answer("c", cookie(3))));
    QVERIFY(queue.answer(1, answer("b", cookie(2))));
    QVERIFY(!queue.hasTurn());
    QVERIFY(!ends(queue));
    QVERIFY(queue.unsent().isEmpty());
    QVERIFY(queue.answer(0, answer("a", cookie(1))));
    QVERIFY(queue.hasTurn());
    QVERIFY(!ends(queue));
    QCOMPARE(queue.unsent(), QByteArrayView("abc"));
    QCOMPARE(queue.waiting(), size_t(0));
    QVERIFY(!queue.isQuiet());
    queue.sent(3);
    QCOMPARE(settled(queue), "1 out, 2 out, 3 out");
    QVERIFY(queue.isQuiet());
}

void TestAnswerQueue::eachRequestTakesOneAnswer()
{
    AnswerQueue queue;
    QVERIFY(!queue.answer(0, answer("early", cookie(1))));
    queue.expect();
    QVERIFY(queue.awaits(0));
    QVERIFY(queue.answer(0, answer("a", cookie(2))));
    QVERIFY(!queue.awaits(0));
    QVERIFY(!queue.answer(0, answer("again", cookie(3))));
    QVERIFY(!ends(queue));
    QVERIFY(!queue.answer(0, answer("again", cookie(4))));
    QCOMPARE(queue.unsent(), QByteArrayView("a"));
}

void TestAnswerQueue::settlesWhenTheLastByteIsOut()
{
    AnswerQueue queue;
    queue.expect();
    queue.expect();
    QVERIFY(queue.answer(0, answer("abc", cookie(1))));
    QVERIFY(queue.answer(1, answer("de", cookie(2))));
    QVERIFY(!ends(queue));
    queue.sent(2);
    QCOMPARE(settled(queue), "");
    QCOMPARE(queue.unsent(), QByteArrayView("cde"));
    queue.sent(2);
    QCOMPARE(settled(queue), "1 out");
    queue.sent(1);
    QCOMPARE(settled(queue), "2 out");
}

void TestAnswerQueue::aClosingAnswerEndsTheQueue()
{
    AnswerQueue queue;
    for (int i = 0; i < 3; ++i)
        queue.expect();
    QVERIFY(queue.answer(1, answer("b", cookie(2))));
    QVERIFY(queue.answer(0, answer("a", cookie(1), true)));
    QVERIFY(ends(queue));
    QCOMPARE(queue.unsent(), QByteArrayView("a"));
    QVERIFY(!queue.awaits(2));
    queue.sent(1);
    QCOMPARE(settled(queue), "2 lost, 1 out");
    QVERIFY(queue.isQuiet());
}

void TestAnswerQueue::losesAll()
{
    AnswerQueue queue;
    for (int i = 0; i < 3; ++i)
        queue.expect();
    QVERIFY(queue.answer(0, answer("abc", cookie(1))));
    QVERIFY(!ends(queue));
    QVERIFY(queue.answer(2, answer("c", cookie(3))));
    queue.sent(1);
    queue.loseAll();
    QCOMPARE(settled(queue), "1 lost, 3 lost");
    QVERIFY(queue.isQuiet());
    QVERIFY(!queue.awaits(1));
}

void TestAnswerQueue::interimBytesBelongToNobody()
{
    AnswerQueue queue;
    queue.append("100");
    queue.expect();
    QVERIFY(queue.answer(0, answer("200", cookie(1))));
    QVERIFY(!ends(queue));
    QCOMPARE(queue.unsent(), QByteArrayView("100200"));
    queue.sent(5);
    QCOMPARE(settled(queue), "");
    queue.sent(1);
    QCOMPARE(settled(queue), "1 out");
}

void TestAnswerQueue::answersWithoutACookieAreNotTold()
{
    AnswerQueue queue;
    queue.expect();
    queue.expect();
    QVERIFY(queue.answer(0, answer("a")));
    QVERIFY(queue.answer(1, answer("b")));
    QVERIFY(!ends(queue));
    queue.sent(1);
    queue.loseAll();
    QVERIFY(!queue.takeSettled());
}

/// A peer that reads steadily and always leaves something unread must not make the queue grow.
void TestAnswerQueue::keepsOnlyWhatHasNotLeft()
{
    AnswerQueue queue;
    const QByteArray body(10'000, 'x');
    queue.append("!");
    for (int i = 0; i < 1'000; ++i) {
        queue.append(body);
        queue.sent(body.size());
        QCOMPARE(queue.unsent().size(), 1);
        QVERIFY(queue.capacity() < 500'000);
    }
    queue.append(QByteArray(1'000'000, 'x'));
    queue.sent(1'000'001);
    QVERIFY(queue.capacity() < 500'000);
}

void TestAnswerQueue::dripsInTime()
{
    using namespace std::chrono_literals;
    AnswerQueue queue;
    queue.expect();
    queue.expect();
    Answer drips = answer("abc", cookie(1));
    drips.response.body = "de";
    drips.fault = AnswerFault::Drip;
    drips.pace = {.bytes = 2, .every = 10ms};
    QVERIFY(queue.answer(0, std::move(drips)));
    QVERIFY(queue.answer(1, answer("next", cookie(2))));
    const SteadyTime start{1h};
    QVERIFY(!queue.due() || *queue.due() <= start);
    const auto collectAt = [&](SteadyTime now) {
        [[maybe_unused]] const AnswerQueue::Then then = queue.collect(now);
        return queue.unsent().toByteArray();
    };
    QCOMPARE(collectAt(start), "ab");
    QVERIFY(queue.due() == start + 10ms);
    QCOMPARE(collectAt(start + 9ms), "ab");
    QCOMPARE(collectAt(start + 10ms), "abcd"); // From the head on into the body.
    QVERIFY(!queue.isQuiet());
    QCOMPARE(collectAt(start + 25ms), "abcdenext");
    QVERIFY(!queue.due());
    queue.sent(5);
    QCOMPARE(settled(queue), "1 out");
    queue.sent(4);
    QCOMPARE(settled(queue), "2 out");
    QVERIFY(queue.isQuiet());
}

void TestAnswerQueue::aFaultIsTheLastAnswer_data()
{
    QTest::addColumn<AnswerFault>("fault");
    QTest::addColumn<AnswerQueue::Then>("then");
    QTest::addColumn<QByteArray>("leaves");
    QTest::addColumn<QByteArray>("told");
    using Then = AnswerQueue::Then;
    const QByteArray head = "H\r\nContent-Length: 4\r\n\r\n";
    const auto row = [](AnswerFault fault, Then then, const QByteArray &leaves,
                        const char *told = "2 lost, 3 lost, 1 out") {
        QTest::newRow(answerFaultName(fault).data()) << fault << then << leaves << QByteArray(told);
    };
    row(AnswerFault::Reset, Then::Reset, "");
    row(AnswerFault::ResetDuring, Then::Reset, head.first((head.size() + 4) / 2));
    row(AnswerFault::ResetAfter, Then::Reset, head + "body");
    row(AnswerFault::Close, Then::Close, "");
    row(AnswerFault::Truncate, Then::Close, head + "bo");
    row(AnswerFault::WrongLength, Then::Close, "H\r\nContent-Length: 20\r\n\r\nbody",
        "3 lost, 1 out, 2 out");
    row(AnswerFault::Never, Then::Silence, "");
    row(AnswerFault::StreamReset, Then::Reset, "");
    row(AnswerFault::GoAway, Then::Close, "");
}

void TestAnswerQueue::aFaultIsTheLastAnswer()
{
    QFETCH(AnswerFault, fault);
    QFETCH(AnswerQueue::Then, then);
    QFETCH(QByteArray, leaves);
    QFETCH(QByteArray, told);
    AnswerQueue queue;
    for (int i = 0; i < 3; ++i)
        queue.expect();
    QVERIFY(queue.answer(0, answer("first", cookie(1))));
    QVERIFY(queue.answer(
        1,
        {.response = {.status = 200, .head = "H\r\nContent-Length: 4\r\n\r\n", .body = "body"},
         .cookie = cookie(2),
         .fault = fault}));
    QVERIFY(queue.answer(2, answer("behind", cookie(3))));
    QVERIFY(queue.collect({}) == then);
    QCOMPARE(queue.unsent().toByteArray(), "first" + leaves);
    queue.sent(5);
    queue.sent(leaves.size());
    // What never leaves is told at once, and what was before it when it is out.
    QCOMPARE(settled(queue), told);
    QVERIFY(queue.isQuiet());
}

QTEST_GUILESS_MAIN(TestAnswerQueue)
#include "tst_answerqueue.moc"
