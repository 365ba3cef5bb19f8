// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/consumer/judgestory.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;

/// What only many exchanges together show of a producer, apart from its manners when it is told to
/// wait.
class TestProducerJudge final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void sentencesSayWhatCameAndWhat_data();
    void sentencesSayWhatCameAndWhat();
    void memoryIsBounded();
};

void TestProducerJudge::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const char *story, const char *told) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(told);
    };

    // RCP028-R10: an answer that is too long in coming.
    row("R10: gives up, comes back", "0 a 200 seq=5 fault=never left=1500 | 3000 b 200 seq=5",
        "! RCP028-R10 info");
    row("R10: gives up on an answer that was under way",
        "0 a 200 seq=5 left=1500 | 3000 b 200 seq=5", "! RCP028-R10 info");
    row("R10: comes back, and is refused",
        "0 a 200 seq=5 left=1500 | 3000 b 500 seq=5 | 4000 b 200 seq=5",
        "! RCP028-R10 info; ! RCP028-R16 info");
    row("R10: gives up again and again",
        "0 a 200 seq=5 fault=never left=1500 | 3000 b 200 seq=5 fault=never left=1500 | 9000 b 200 "
        "seq=5",
        "! RCP028-R10 info; ! RCP028-R10 info");
    row("R10: comes back in other company", "0 a 200 seq=5-6 left=1500 | 3000 b 200 seq=1-9",
        "! RCP028-R10 info");
    row("R10: came back before it was answered",
        "1500 b 200 seq=5 | 0 a 200 seq=5 takes=3000 "
        "fault=the_producer_left_before_it_was_answered",
        "! RCP028-R10 info");
    row("R10: comes back for other events only",
        "0 a 200 seq=5 left=1500 | 3000 b 200 seq=6 | wait 899000", "");
    row("R10: never comes back", "0 a 200 seq=5 left=1500 | 3000 b 200 seq=6 | wait 900000",
        "!1 RCP028-R10 warn");
    row("R10: had not come back in the end", "0 a 200 seq=5 left=1500 | end", "!1 RCP028-R10 info");
    row("R10: ends its side behind the request", "0 a 200 seq=5 left=150 | wait 999999 | end", "");
    row("R10: waits for ever so long", "0 a 200 seq=5 takes=30000 | 40000 a 200 seq=6",
        "!1 RCP028-R10 info");
    row("R10: waits no longer than before",
        "0 a 200 seq=5 takes=30000 | 40000 a 200 seq=6 takes=30000 | end", "!1 RCP028-R10 info");
    row("R10: waits some seconds", "0 a 200 seq=5 takes=9000 | 40000 a 200 seq=6 | end", "");
    row("R10: breaks off within a request", "0 a 0 broken fault=cut", "! RCP028-R10 info");
    row("R10: we break off", "0 a 0 broken fault=the_server_stopped", "");
    row("R10: a door that is tried, no more", "0 a 0 broken fault=cut method=", "");

    // RCP028-R16: failures are repeated, within bounds.
    row("R16: repeats until it is taken", "0 a 500 seq=5 | 1000 a 503 seq=5 | 3000 a 200 seq=5",
        "2 info H-RA1; ! RCP028-R16 info");
    row("R16: repeats after a close", "0 a 0 seq=5 fault=close | 1000 b 200 seq=5",
        "! RCP028-R16 info");
    row("R16: repeats after a lost answer", "0 a 200 seq=5 lost | 1000 b 200 seq=5",
        "! RCP028-R16 info");
    row("R16: repeats in parts", "0 a 500 seq=1-9 | 1000 b 200 seq=1-4 | 1100 b 200 seq=5-9",
        "! RCP028-R16 info");
    row("R16: a \"slow down\" is no failure", "0 a 429 seq=5 ra=1 | 1100 a 200 seq=5",
        "1 pass RCP028-R15 98");
    row("R16: not one further try", "0 a 500 seq=5 | 1000 a 200 seq=6 | wait 900000",
        "!1 RCP028-R16 warn");
    row("R16: told to wait, not one further try",
        "0 a 429 seq=5 ra=1 | 1100 a 200 seq=6 | wait 910000",
        "1 pass RCP028-R15 98; !1 RCP028-R16 warn");
    row("R16: told to wait for long",
        "0 a 429 seq=5 ra=3600 | 1000 b 200 seq=6 label=x | wait 4000000", "");
    row("R16: gives up after some",
        "0 a 500 seq=5 | 1000 a 500 seq=5 | 1500 a 200 seq=6 | wait 901000", "!2 RCP028-R16 info");
    row("R16: a refusal for good needs no repetition",
        "0 a 422 seq=5 | 1000 a 200 seq=6 | wait 999999 | end", "");
    row("R16: had not come again in the end", "0 a 500 seq=5 | 1 b 500 seq=8 | end",
        "!1 RCP028-R16 info");

    // RCP028-R17: the flow may stop after that many.
    row("R17: stops", "0 a 500 seq=5 | 1000 a 500 seq=5 | wait 901000",
        "!2 RCP028-R16 info; !2 RCP028-R17 info");
    row("R17: goes on by itself", "0 a 500 seq=5 | 70000 a 200 seq=5",
        "! RCP028-R16 info; ! RCP028-R17 info");
    row("R17: a backoff is no stop", "0 a 500 seq=5 | 59000 a 200 seq=5", "! RCP028-R16 info");
    row("R17: silence without a failure is none", "0 a 200 seq=5 | 999999 a 200 seq=6", "");
    row("R17: silence that was asked for is none", "0 a 503 seq=5 ra=90 | 91000 a 200 seq=5",
        "1 pass H-RA5 998; ! RCP028-R16 info");

    // RCP028-R23: the token is refused from now on.
    row("R23: goes on with another one",
        "0 a 200 seq=1 token=aa | 10 a 401 seq=2 token=aa | 900 a 200 seq=2 token=bb",
        "! RCP028-R23 info");
    row("R23: goes on with the same one",
        "0 a 200 seq=1 token=aa | 10 a 401 seq=2 token=aa | 900 a 200 seq=3 token=aa",
        "! RCP028-R23 info");
    row("R23: stops", "0 a 200 seq=1 token=aa | 10 a 401 seq=2 token=aa | wait 910000",
        "!2 RCP028-R23 info");
    row("R23: had not gone on in the end", "0 a 200 seq=1 token=aa | 10 a 401 seq=2 token=aa | end",
        "!2 RCP028-R23 info");
    row("R23: a token that never was good",
        "0 a 401 seq=1 token=aa | 900 a 200 seq=1 token=bb | end", "");
    row("R23: a stranger beside it",
        "0 a 200 seq=1 token=aa | 10 b 401 seq=2 token=cc | 900 a 200 seq=2 token=aa | end", "");

    // RCP028-R27, B-3, B-4, V-2, H-FRAME: how events travel.
    row("R27: HTTP/2, told once", "0 a 200 proto=HTTP/2 tls | 10 b 200 proto=HTTP/2 tls",
        "! RCP028-R27 info");
    row("R27: HTTP/1.1", "0 a 200", "");
    row("B-4: in the clear, told once", "0 a 200 peer=10.0.0.7:5000 | 10 b 200 peer=10.0.0.7:5001",
        "! B-4 fail");
    row("B-4: over TLS", "0 a 200 peer=10.0.0.7:5000 tls", "");
    row("B-4: TLS that ended in front of us",
        "0 a 200 peer=10.0.0.7:5000 field=X-Forwarded-Proto:https", "");
    row("B-4: plain in front of us, too", "0 a 200 peer=10.0.0.7:5000 field=X-Forwarded-Proto:http",
        "! B-4 fail");
    row("B-4: in the clear to a proxy on this machine",
        "0 a 200 peer=127.0.0.1:5000 field=Forwarded:for=203.0.113.7;proto=http", "! B-4 fail");
    row("B-4: over TLS to a proxy on this machine",
        "0 a 200 peer=127.0.0.1:5000 field=Forwarded:for=203.0.113.7;proto=https", "");
    row("B-4: a proxy and its client on this machine",
        "0 a 200 peer=127.0.0.1:5000 field=Forwarded:for=127.0.0.1;proto=http", "");
    row("B-4: a proxy that does not tell its client's name",
        "0 a 200 peer=127.0.0.1:5000 field=Forwarded:for=unknown;proto=http", "");
    row("B-4: on one machine", "0 a 200 peer=[::1]:5000", "");
    row("B-4: no token", "0 a 401 peer=10.0.0.7:5000 token=none", "");
    row("B-3: a token in a form", "0 a 415 token=none body=a=b&access_token=x", "! B-3 warn");
    row("B-3: a token in a form and in the head", "0 a 415 body=access_token=x", "! B-3 fail");
    row("B-3: a form without one", "0 a 415 body=my_access_token=x", "");
    row("V-2: SourceRE hub, told once",
        "0 a 200 field=x-sourcere-publisher-name:MLS | 10 b 200 field=X-SourceRe-Hmac-Timestamp:1",
        "! V-2 info");
    row("V-2: a field of somebody else", "0 a 200 field=X-SourceReach:1", "");
    row("H-FRAME: refused at the gate", "0 a 400 broken fault=two_lengths", "! H-FRAME fail");
    row("H-FRAME: noise at the door", "0 a 400 broken fault=noise method=", "! H-FRAME info");
    row("H-FRAME: we have enough", "0 a 503 broken fault=too_many", "");
    row("H-SLOW", "0 a 408 broken fault=slow", "! H-SLOW warn");
    row("H-413", "0 a 413 broken fault=large", "! H-413 warn");

    // RCP027-R4, R11: what events are about.
    row("R4: a name of its own, told once",
        "0 a 200 seq=5 name=Parcel | 10 a 200 seq=6 | 20 a 200 seq=7 name=Parcel",
        "! RCP027-R4 warn");
    row("R4: a feed each", "0 a 200 seq=5 name=Parcel | 10 a 200 seq=5 name=Parcel label=x",
        "! RCP027-R4 warn; ! RCP027-R4 warn");
    row("R4: the dictionary's names", "0 a 200 seq=5 name=Media | 1 a 200 seq=6 name=OUID", "");
    row("R4: another case has its finding already", "0 a 200 seq=5 name=property", "");
    row("R11: begins with a child, told once",
        "0 a 200 seq=1 name=Media | 1 a 200 seq=1 name=Media", "! RCP027-R11 warn");
    row("R11: begins with a parent", "0 a 200 seq=1 | 1 a 200 seq=2 name=Media", "");
    row("R11: begins somewhere", "0 a 200 seq=2 name=Media", "");
}

void TestProducerJudge::stories()
{
    QFETCH(QByteArray, story);
    QFETCH(QByteArray, told);
    QCOMPARE(JudgeStory().play(story), told);
}

void TestProducerJudge::sentencesSayWhatCameAndWhat_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const char *story, const char *sentence) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(sentence);
    };
    row("gives up", "0 a 200 seq=5 left=1501 | 3000 b 200 seq=5",
        "it gave up waiting for the answer to exchange 1 after 1.5 s, and came back 3.0 s after "
        "that "
        "request had begun");
    row("repeats", "0 a 500 seq=5 | 1000 a 502 seq=5 | 4000 a 200 seq=5",
        "accepted after 2 failures, 4.0 s after the first one (exchange 1); the last one was "
        "answered "
        "502; pauses of 1.0 s to 3.0 s");
    row("repeats once", "0 a 500 seq=5 | 1000 a 200 seq=5",
        "accepted after 1 failure, 1.0 s after the first one (exchange 1); the last one was "
        "answered "
        "500; pauses of 1.0 s to 1.0 s");
    row("another token",
        "0 a 200 token=aa | 10 a 401 token=aa | 20 a 401 token=aa body=y | 1010 a 200 token=bb",
        "the token was refused in exchange 2; after 1 more try with it, 1.0 s later, it went on "
        "with "
        "another one");
}

void TestProducerJudge::sentencesSayWhatCameAndWhat()
{
    QFETCH(QByteArray, story);
    QFETCH(QByteArray, sentence);
    JudgeStory play;
    play.play(story);
    QCOMPARE(play.sentences(), sentence);
}

/// A peer that makes up labels, connections, names and numbers, and is never heard, stays small: at
/// the end only as much is told as was kept.
void TestProducerJudge::memoryIsBounded()
{
    ProducerJudge judge;
    JudgeChanges changes;
    for (int i = 0; i < 20'000; ++i) {
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->number = {i + 1};
        exchange->connection = i;
        exchange->status = 500;
        exchange->source = "feed " + QByteArray::number(i);
        exchange->requestBody = "{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\","
                                "\"EntityEventSequence\":"
            + QByteArray::number(i + 1)
            + ",\"ResourceName\":\"Property\",\"ResourceRecordKey\":\"a\"}";
        exchange->payload = std::make_shared<const protocol::Payload>(
            protocol::parsePayload(exchange->requestBody));
        judge.apply(std::shared_ptr<const journal::Exchange>(exchange), changes);
    }
    QVERIFY(changes.later.empty());
    judge.conclude(changes);
    QCOMPARE(changes.later.size(), ProducerJudge::kMostFeeds);
}

QTEST_GUILESS_MAIN(TestProducerJudge)
#include "tst_producerjudge.moc"
