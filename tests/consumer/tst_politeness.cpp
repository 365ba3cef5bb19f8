// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/consumer/judgestory.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WallTime kStart{std::chrono::seconds(1'800'000'000)};

} // namespace

class TestPoliteness final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void stories_data();
    void stories();
    void nobodyComesBack();
    void figuresAreKeptPerFeed();
    void memoryIsBounded();
};

void TestPoliteness::stories_data()
{
    QTest::addColumn<QByteArray>("story");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const char *story, const char *told) {
        QTest::newRow(name) << QByteArray(story) << QByteArray(told);
    };
    // The announced instant of `ra=2` at 0 is 2,002: the answer left at 2.
    row("no trouble", "0 a 200 | 5 a 200", "");
    row("obeys seconds", "0 a 429 ra=2 | 2010 a 200", "1 pass RCP028-R15 8");
    row("within the tolerance", "0 a 429 ra=2 | 1010 a 200", "1 pass RCP028-R15 -992");
    row("early", "0 a 429 ra=2 | 500 a 200", "1 fail RCP028-R15 -1502; ! RCP028-R15 fail");
    row("another worker goes on", "0 a 429 ra=5 | 1000 b 200",
        "1 fail RCP028-R13 -4002; ! RCP028-R13 fail");
    row("another worker was under way", "0 a 429 ra=2 | 1 b 200 | 40 b 200 | 2100 b 200",
        "1 pass RCP028-R15 98 inflight 2");
    row("only the first contact counts", "0 a 429 ra=2 | 2100 a 200 | 2101 a 200",
        "1 pass RCP028-R15 98");
    row("early, and told again", "0 a 429 ra=2 | 100 a 429 ra=2 | 2200 a 200",
        "1 fail RCP028-R15 -1902; ! RCP028-R15 fail; 2 pass RCP028-R15 98");
    row("a pool told to wait breaks it once", "0 a 429 ra=3 | 1 b 429 ra=3 | 900 a 200",
        "1 fail RCP028-R15 -2102 inflight 1; 2 fail RCP028-R13 -2103; ! RCP028-R13 fail");
    row("other feeds go on", "0 a 429 ra=9 label=x | 100 b 200 label=y", "");
    row("IMF-fixdate", "0 a 429 ra=imf+3 | 3000 a 200", "1 pass RCP028-R15 0");
    row("ignores dates", "0 a 429 ra=imf+3 | 1000 a 200",
        "1 fail RCP028-R15 -2000; ! RCP028-R15 fail");
    row("RFC 850", "0 a 429 ra=rfc850+3 | 2500 a 200", "1 pass H-RA2 -500");
    row("ignores RFC 850", "0 a 429 ra=rfc850+3 | 100 a 200", "1 fail H-RA2 -2900; ! H-RA2 fail");
    row("asctime", "0 a 429 ra=asctime+3 | 2999 a 200", "1 pass H-RA2 -1");
    row("ignores asctime", "0 a 429 ra=asctime+3 | 9 a 200", "1 fail H-RA2 -2991; ! H-RA2 fail");
    row("zero seconds", "0 a 429 ra=0 | 60 a 200", "1 pass RCP028-R15 58");
    row("a past date asks for nothing", "0 a 429 ra=imf-50 | 30 a 200", "1 pass RCP028-R15 28");
    row("its clock is ahead, by its own Date", "0 a 429 ra=imf+9 | 7000 a 200 date=+2",
        "1 pass H-RA6 -2000");
    row("its clock is not as far ahead as that", "0 a 429 ra=imf+9 | 4000 a 200 date=+2",
        "1 fail RCP028-R15 -5000; ! RCP028-R15 fail");
    row("a clock that is ahead is no excuse with seconds", "0 a 429 ra=9 | 7000 a 200 date=+2",
        "1 fail RCP028-R15 -2002; ! RCP028-R15 fail");
    // In 2027 the year 90 is 1990: 2090 would lie more than 50 years ahead.
    row("two digits of the past century", "0 a 429 ra=Monday,_01-Jan-90_00:00:00_GMT | 30 a 200",
        "1 pass H-RA4 28");
    row("two digits of this century", "0 a 429 ra=Saturday,_01-Jan-00_00:00:00_GMT | 30 a 200",
        "1 pass H-RA2 28");
    row("503 with Retry-After", "0 a 503 ra=2 | 100 a 200", "1 warn H-RA5 -1902; ! H-RA5 warn");
    row("503 obeyed", "0 a 503 ra=2 | 3000 a 200", "1 pass H-RA5 998");
    row("413 for a while", "0 a 413 ra=2 | 3000 a 200", "1 pass H-RA5 998");
    row("413 for good is no hold", "0 a 413 | 3000 a 200", "");
    row("nothing announced", "0 a 429 | 30 a 200", "1 info H-RA1");
    row("illegal value", "0 a 429 ra=soon | 30 a 200", "1 info H-RA1");
    row("two values", "0 a 429 ra=1,_9 | 30 a 200", "1 info H-RA7");
    row("a date holds a comma, too", "0 a 429 ra=Someday,_soon | 30 a 200", "1 info H-RA1");
    row("a redirect for a while", "0 a 307 ra=2 to=/x | 100 a 200",
        "1 warn H-RA5 -1902; ! H-RA5 warn");
    row("a redirect obeyed", "0 a 307 ra=2 to=/x | 2100 a 200", "1 pass H-RA5 98");
    row("negative value", "0 a 429 ra=-5 | 30 a 200", "1 info H-RA1");
    row("leading zeros are digits", "0 a 429 ra=0002 | 2100 a 200", "1 pass RCP028-R15 98");
    row("the answer never left", "0 a 429 ra=9 lost | 30 a 200", "1 info RCP028-R15");
    row("a stranger at the door", "0 a 429 ra=2 | 500 z 401 | 2100 a 200", "1 pass RCP028-R15 98");
    row("its own bad token on the same connection", "0 a 429 ra=2 | 500 a 401 | 2100 a 200",
        "1 fail RCP028-R15 -1502; ! RCP028-R15 fail");

    row("a storm",
        "0 a 500 body=x | 1 a 500 body=x | 2 a 500 body=x | 3 a 500 body=x | 4 a 500 body=x"
        "| 5 a 500 body=x | 6 a 500 body=x | 7 a 500 body=x | 8 a 500 body=x | 9 a 500 body=x"
        "| 10 a 500 body=x | 11 a 500 body=x",
        "! RCP028-R16 warn");
    row("patient repeats are no storm",
        "0 a 500 body=x | 1000 a 500 body=x | 3000 a 500 body=x | 7000 a 500 body=x | 9000 a 500 "
        "body=x"
        "| 11000 a 500 body=x | 12000 a 500 body=x | 13000 a 500 body=x | 14000 a 500 body=x"
        "| 15000 a 500 body=x | 16000 a 500 body=x | 17000 a 500 body=x",
        "");
    row("a refused body again", "0 a 400 body=x | 900 a 400 body=x | 1900 a 200 body=y",
        "! RCP028-R16 warn");
    row("another token is another try", "0 a 401 body=x token=aa | 900 a 200 body=x token=bb", "");

    row("token follows a redirect elsewhere",
        "0 a 307 to=http://there:8028/webhooks | 10 b 200 host=there:8028", "! H-REDIR fail");
    row("elsewhere without the token",
        "0 a 307 to=http://there:8028/webhooks | 10 b 401 host=there:8028 get", "! H-REDIR warn");
    row("same host, same method", "0 a 308 to=/webhooks | 10 a 200", "! H-REDIR info");
    row("POST turned into GET", "0 a 302 to=/webhooks | 10 a 405 get", "! H-REDIR warn");
}

void TestPoliteness::stories()
{
    QFETCH(QByteArray, story);
    QFETCH(QByteArray, told);
    QCOMPARE(JudgeStory().play(story), told);
}

void TestPoliteness::nobodyComesBack()
{
    JudgeStory story;
    QCOMPARE(story.play("0 a 429 ra=2"), "");
    QCOMPARE(story.play("wait 600000"), "");
    QCOMPARE(story.play("wait 603000"), "1 warn RCP028-R15");
    QCOMPARE(story.play("wait 1200000"), "1 warn RCP028-R15");
    QCOMPARE(story.figures().at(0).notReturned, 1);
    QCOMPARE(story.figures().at(0).waiting, 0);

    JudgeStory patient; // A long wait is given twice its length.
    QCOMPARE(patient.play("0 a 429 ra=3600"), "");
    QCOMPARE(patient.play("wait 7200000"), "");
    QCOMPARE(patient.play("wait 10801000"), "1 warn RCP028-R15");
}

void TestPoliteness::figuresAreKeptPerFeed()
{
    JudgeStory story;
    story.play("0 a 429 ra=2 label=x | 2100 a 429 ra=2 label=x | 2200 a 200 label=x"
               "| 2300 b 200 label=y | 2400 c 429 ra=9 label=z");
    const std::vector<PolitenessFigure> figures = story.figures();
    QCOMPARE(figures.size(), size_t(2));
    QCOMPARE(figures.at(0).feed, "x");
    QCOMPARE(figures.at(0).holds, 2);
    QCOMPARE(figures.at(0).obeyed, 1);
    QCOMPARE(figures.at(0).early, 1);
    QCOMPARE(figures.at(0).smallestMargin, -1902ms);
    QCOMPARE(figures.at(1).feed, "z");
    QCOMPARE(figures.at(1).waiting, 1);
}

/// A producer that opens hold after hold and a peer that never repeats a body both stay small.
void TestPoliteness::memoryIsBounded()
{
    ProducerJudge judge;
    JudgeChanges changes;
    for (int i = 0; i < 20'000; ++i) {
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->number = {i + 1};
        exchange->connection = i;
        exchange->status = 429;
        exchange->retryAfter = "9999";
        exchange->began = kStart;
        exchange->requestBody = QByteArray::number(i);
        judge.apply(std::shared_ptr<const journal::Exchange>(exchange), changes);
        changes = {};
    }
    QCOMPARE(judge.figures().at(0).holds, 20'000);
    QVERIFY(judge.figures().at(0).waiting <= 256);
}

QTEST_GUILESS_MAIN(TestPoliteness)
#include "tst_politeness.moc"
