// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/deliverystory.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestDelivery final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void statuses_data();
    void statuses();
    void everythingIsCounted();
    void whatIsLostIsTold();
    void whyItHaltsIsTold_data();
    void whyItHaltsIsTold();
    void theFeedSaysWhereItStands();
};

void TestDelivery::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const char *story, const char *told) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(told);
    };
    row("nothing to push", "1x0", "done");
    row("one at a time, in order", "1x3 | 1 200 | 2 204 | 3 201",
        ">1 | delivered >2 | delivered >3 | delivered done");
    row("three at a time", "3x5 | 2 200 | 1 200 | 3 200 | 5 200 | 4 200",
        ">1 >2 >3 | delivered >4 | delivered >5 | delivered | delivered | delivered done");
    row("tried again before anything later", "1x2 | 1 failed | +0.001 | 1 200",
        ">1 | failed@0.001 | >1#2 | delivered >2");
    row("back to its place in the feed", "3x4 | 3 failed | 1 failed | +0.001",
        ">1 >2 >3 | failed@0.001 | failed | >1#2 >3#2");
    row("no answer is not no delivery", "1x1 | 1 unknown | +0.001 | 1 200",
        ">1 | unknown@0.001 | >1#2 | delivered done");

    row("held until the very instant", "1x1 | 1 429 60 | +59.999 | +0.001 | 1 200",
        ">1 | held@60 | - | >1#2 | delivered done");
    row("a hold is for all connections", "2x4 | 1 429 60 | 2 200 | +59.999 | +0.001",
        ">1 >2 | held@60 | delivered | - | >1#2 >3");
    row("a later, shorter wait shortens nothing",
        "2x2 | 1 429 60 | +1 | 2 429 5 | +58.999 | +0.001",
        ">1 >2 | held@60 | - | held | - | >1#2 >2#2");
    row("a later, longer wait counts", "2x2 | 1 503 5 | +1 | 2 429 70 | +4 | +65.999 | +0.001",
        ">1 >2 | held@5 | - | held@71 | - | - | >1#2 >2#2");
    row("a failure during a hold ends nothing", "2x2 | 1 429 60 | 2 unknown | +59.999 | +0.001",
        ">1 >2 | held@60 | unknown | - | >1#2 >2#2");
    row("a delivery during a hold ends nothing", "2x3 | 1 429 9 | 2 200 | +8.999 | +0.001",
        ">1 >2 | held@9 | delivered | - | >1#2 >3");
    row("a wait with a 500 counts too", "1x1 | 1 500 9 | +8.999 | +0.001",
        ">1 | failed@9 | - | >1#2");
    row("come back at once", "1x1 | 1 429 0 | +0.001", ">1 | held@0.001 | >1#2");
    row("no wait announced", "1x1 | 1 429 | +0.001", ">1 | held@0.001 | >1#2");
    row("an unreadable wait", "1x1 | 1 429 soon | +0.001", ">1 | held@0.001 | >1#2");

    row("a date", "1x1 | 1 429 date+3 | +2.999 | +0.001", ">1 | held@3 | - | >1#2");
    row("a date is rounded up", "1x1 | +0.3 | 1 429 date+2 | +2.999 | +0.001",
        ">1 | - | held@3.3 | - | >1#2");
    row("a date in the past", "1x1 | 1 429 date-5 | +0.001", ">1 | held@0.001 | >1#2");
    row("a date beyond all times", "1x1 | 1 429 Fri,_31_Dec_9999_23:59:59_GMT | +1000000",
        ">1 | held@2147483647 | -");
    row("seconds beyond all times", "1x1 | 1 429 99999999999999999999 | +1000000",
        ">1 | held@2147483647 | -");
    row("set clocks neither shorten nor prolong a wait",
        "1x1 | 1 429 date+60 | wall+3600 | +59.999 | wall-7200 | +0.001",
        ">1 | held@60 | - | - | - | >1#2");

    row("attempts are bounded", "1x2*3 | 1 503 | +1 | 1 failed | +1 | 1 unknown | +99",
        ">1 | held@0.001 | >1#2 | failed@1.001 | >1#3 | unknown halted | -");
    row("a resume grants as many again", "1x2*2 | 1 503 | +1 | 1 503 | resume | 1 503 | +1 | 1 503",
        ">1 | held@0.001 | >1#2 | held halted | >1#3 | held@1.001 | >1#4 | held halted");
    row("a resume counts for what is under way",
        "2x2*2 | 1 503 | 2 503 | +1 | 1 503 | resume | 2 503 | +1 | 1 200",
        ">1 >2 | held@0.001 | held | >1#2 >2#2 | held halted | >1#3 | held@1.001 | >2#3 | "
        "delivered");
    row("a refused body does not stop the feed", "1x2 | 1 400 | 2 200",
        ">1 | refused >2 | delivered done");
    row("a refused token does, and loses nothing", "2x3 | 1 401 | 2 200 | +99 | resume",
        ">1 >2 | refused halted | delivered | - | >1#2 >3");
    row("it halts once", "3x3 | 1 401 | 2 403 | 3 404",
        ">1 >2 >3 | refused halted | refused | "
        "refused");
    row("a held answer while it is halted", "2x2 | 1 401 | 2 429 60 | resume",
        ">1 >2 | refused halted | held@60 | >1#2 >2#2");

    row("too large: halved, in order, and so are all that follow",
        "1x2/4 | 1 413 | 1 200 | 2 200 | 3 200 | 4 200",
        ">1 | refused >1#2[1-2] | delivered >2[3-4] | delivered >3[5-6] | delivered >4[7-8] | "
        "delivered done");
    row("halved until it fits, with what does not divide",
        "1x1/5 | 1 413 | 1 413 | 1 200 | 3 200 | 2 200 | 4 200 | 5 200",
        ">1 | refused >1#2[1-2] | refused >1#3[1] | delivered >3[2] | delivered >2[3] | "
        "delivered >4[4] | delivered >5[5] | delivered done");
    row("one event that is too large is refused, the others are not",
        "1x1/2 | 1 413 | 1 413 | 2 200", ">1 | refused >1#2[1] | refused >2[2] | delivered done");
    row("too large together halves once", "2x2/4 | 1 413 | 2 413 | 1 200 | 3 200",
        ">1 >2 | refused >1#2[1-2] | refused >3[3-4] | delivered >2#2[5-6] | delivered >4[7-8]");
    row("too large for now is a hold", "1x1/4 | 1 413 9 | +9", ">1 | held@9 | >1#2");

    row("an ignored Retry-After", "1x1 | 1 429 60 ignore | +0.001", ">1 | held@0.001 | >1#2");
    row("early by some milliseconds", "1x1 | 1 429 60 early | +59.749 | +0.001",
        ">1 | held@59.75 | - | >1#2");
    row("no earlier than at once", "1x1 | 1 429 0 early", ">1 | held@0 >1#2");
    row("nothing to be early for", "1x1 | 1 429 early | +0.001", ">1 | held@0.001 | >1#2");
    row("alone: the others go on, with the same batch", "2x3 | 1 429 60 alone | 2 200",
        ">1 >2 | held alone@60 >1#2 | delivered >3");
    row("sent wrong: again at once, and properly",
        "1x2 | 1 400 broken | 1 401 broken | 1 500 broken | 1 unknown broken | 1 200",
        ">1 | refused >1#2 | refused >1#3 | failed >1#4 | unknown >1#5 | delivered >2");
    row("sent wrong is no failure", "1x1*1 | 1 failed broken | 1 500",
        ">1 | failed >1#2 | failed halted");
    row("sent wrong, and a hold is a hold", "1x1 | 1 429 9 broken | +9", ">1 | held@9 | >1#2");
    row("sent wrong, and taken", "1x1 | 1 200 broken", ">1 | delivered done");

    row("a pause, step by step", "2x5 | pause | 1 200 | 2 200 | step | step | 3 200 | resume",
        ">1 >2 | - | delivered | delivered | >3 | >4 | delivered | >5");
    row("steps end with the pause", "1x3 | pause | step | step | resume | 1 200 | pause | 2 200",
        ">1 | - | - | - | - | delivered >2 | - | delivered");
    row("a step waits out a hold", "1x1 | 1 429 9 | pause | step | +8.999 | +0.001",
        ">1 | held@9 | - | - | - | >1#2");
    row("the end of a pause does not end a hold",
        "1x1 | 1 429 60 | pause | resume | +59.999 | "
        "+0.001",
        ">1 | held@60 | - | - | - | >1#2");
    row("a resume ends a hold", "1x1 | 1 429 60 | resume", ">1 | held@60 | >1#2");
}

void TestDelivery::stories()
{
    QFETCH(QByteArray, story);
    QTEST(DeliveryStory(story).told, "told");
}

void TestDelivery::statuses_data()
{
    QTest::addColumn<QByteArray>("without");
    QTest::addColumn<QByteArray>("with");
    const auto rows = [](std::initializer_list<int> statuses, const char *without,
                         const char *with) {
        for (const int status : statuses)
            QTest::addRow("%d", status) << QByteArray(without) << QByteArray(with);
    };
    rows({200, 201, 202, 204, 226, 299}, "delivered >2", "delivered >2");
    rows({429, 503}, "held@0.001", "held@9");
    rows({413}, "refused >2", "held@9");
    rows({408, 425, 500, 502, 504, 507, 599}, "failed@0.001", "failed@9");
    rows({400, 409, 414, 422, 431}, "refused >2", "refused >2");
    rows({301, 302, 304, 307, 308, 401, 403, 404, 405, 406, 410, 415, 418, 426, 451, 501, 505},
         "refused halted", "refused halted");
}

/// What the README promises for each status, without a Retry-After and with one of 9 seconds.
void TestDelivery::statuses()
{
    QFETCH(QByteArray, without);
    QFETCH(QByteArray, with);
    const QByteArray answer = QByteArray("1x2 | 1 ").append(QTest::currentDataTag());
    QCOMPARE(DeliveryStory(answer).told, QByteArray(">1 | ").append(without));
    QCOMPARE(DeliveryStory(answer + " 9").told, QByteArray(">1 | ").append(with));
}

void TestDelivery::everythingIsCounted()
{
    const DeliveryStory story("1x3 | 1 unknown | +1 | 1 unknown | +1 | 1 200 | 2 422 | 3 200");
    const Tally &tally = story.delivery->tally();
    QCOMPARE(tally.offered, 3);
    QCOMPARE(tally.delivered, 2);
    QCOMPARE(tally.refused, 1);
    QCOMPARE(tally.unknownAttempts, 2);
}

void TestDelivery::whatIsLostIsTold()
{
    const DeliveryStory story("1x3/2 | 1 413 | 1 413 | 4 200 | 2 422");
    const Tally &tally = story.delivery->tally();
    QCOMPARE(story.delivery->batchLimit(), size_t(1));
    QCOMPARE(tally.refusedBy, (std::map<int, qint64>{{413, 1}, {422, 1}}));
    QCOMPARE(tally.refused, 2);
    QCOMPARE(story.lost,
             (QStringList{u"413: it is too large for the consumer, even by itself"_s,
                          u"422: the consumer does not take this body"_s}));
}

void TestDelivery::whyItHaltsIsTold_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QString>("reason");
    QTest::newRow("the token") << QByteArray("1x1 | 1 401") << u"401: the consumer does not take"_s;
    QTest::newRow("the address") << QByteArray("1x1 | 1 404") << u"404: the endpoint does not"_s;
    QTest::newRow("a redirect") << QByteArray("1x1 | 1 307") << u"307: redirects are not"_s;
    QTest::newRow("attempts") << QByteArray("1x1*1 | 1 429 60")
                              << u"1 attempts for batch 1 came to nothing; the last: 429, "
                                 "Retry-After: 60"_s;
    QTest::newRow("the first reason stands")
        << QByteArray("2x2 | 1 401 | 2 404") << u"401: the consumer does not take"_s;
}

void TestDelivery::whyItHaltsIsTold()
{
    QFETCH(QByteArray, story);
    QFETCH(QString, reason);
    const DeliveryStory played(story);
    QVERIFY2(played.delivery->haltReason().startsWith(reason),
             qPrintable(played.delivery->haltReason()));
    QCOMPARE(played.delivery->standing(played.now), Standing::Halted);
}

void TestDelivery::theFeedSaysWhereItStands()
{
    const auto standing = [](const char *story) {
        const DeliveryStory played(story);
        return played.delivery->standing(played.now);
    };
    QCOMPARE(standing("1x1"), Standing::Running);
    QCOMPARE(standing("1x1 | 1 429 60"), Standing::Holding);
    QCOMPARE(standing("1x1 | 1 429 60 | +60"), Standing::Running);
    QCOMPARE(standing("1x1 | 1 failed"), Standing::BackingOff);
    QCOMPARE(standing("1x1 | pause"), Standing::Paused);
    QCOMPARE(standing("1x1 | 1 401 | pause"), Standing::Halted);
    QCOMPARE(standing("1x1 | 1 200"), Standing::Done);
    QCOMPARE(standing("1x1 | pause | 1 200"), Standing::Done);

    const DeliveryStory held("2x2 | +1 | 1 429 60 | 2 failed");
    QCOMPARE(held.delivery->wait().reason, u"429, Retry-After: 60"_s);
    QCOMPARE(held.delivery->wait().since.steady, held.now.steady);
    QCOMPARE(held.delivery->wait().until.wall, held.now.wall + 60s);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
