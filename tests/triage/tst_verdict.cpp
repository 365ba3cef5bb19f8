// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/verdict.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::ledger;

class TestVerdict final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void whatCannotBeReadIsAFault_data();
    void whatCannotBeReadIsAFault();
    void rangesComeBack();
};

void TestVerdict::comesBackAsItWas_data()
{
    QTest::addColumn<Verdict>("verdict");
    const WallTime at(std::chrono::microseconds(1'800'000'000'123'456));
    const FeedKey labelled{.side = Side::Consumer, .name = {.label = "MLS \"Nord\" é", .path = {}}};
    const FeedKey pathed{.side = Side::Producer, .name = {.label = {}, .path = "/webhooks"}};
    QTest::newRow("a state") << Verdict{
        .feed = labelled,
        .what = GapState::LostSuperseded,
        .numbers = {{9'007'199'254'740'993, 9'223'372'036'854'775'807}},
        .evidence = "in the resource",
        .exchanges = {{12}, {13}},
        .at = at};
    QTest::newRow("a condition") << Verdict{.feed = pathed,
                                            .what = FeedCondition::HideViolation,
                                            .numbers = {{0, 0}, {5, 7}},
                                            .evidence = "hidden\nsince",
                                            .exchanges = {},
                                            .at = at};
    QTest::newRow("of a whole feed") << Verdict{.feed = pathed,
                                                .what = FeedCondition::Regression,
                                                .numbers = {},
                                                .evidence = {},
                                                .exchanges = {},
                                                .at = at};
    QTest::newRow("expected") << Verdict{.feed = labelled,
                                         .what = Verdict::Expected{{1200}, at},
                                         .numbers = {},
                                         .evidence = "published",
                                         .exchanges = {},
                                         .at = at};
}

void TestVerdict::comesBackAsItWas()
{
    QFETCH(Verdict, verdict);
    const Result<Verdict> read = readVerdict(writeVerdict(verdict));
    QVERIFY2(read, qPrintable(read ? QString() : read.fault().message()));
    QCOMPARE(read.value(), verdict);
}

void TestVerdict::whatCannotBeReadIsAFault_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no time") << QByteArray(R"({"state":"lost"})");
    QTest::newRow("a state of the future") << QByteArray(R"({"at":"1","state":"misplaced"})");
    QTest::newRow("a range that goes down")
        << QByteArray(R"({"at":"1","state":"lost","numbers":"5-3"})");
    QTest::newRow("a negative number") << QByteArray(R"({"at":"1","state":"lost","numbers":"-3"})");
    QTest::newRow("no numbers at all")
        << QByteArray(R"({"at":"1","state":"lost","numbers":"1,x"})");
    QTest::newRow("expects nothing") << QByteArray(R"({"at":"1","expected":"0"})");
}

void TestVerdict::whatCannotBeReadIsAFault()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readVerdict(text));
}

void TestVerdict::rangesComeBack()
{
    const std::vector<NumberRange> ranges{
        {1, 1}, {3, 5}, {9'223'372'036'854'775'807, 9'223'372'036'854'775'807}};
    QCOMPARE(rangesText(ranges), QByteArray("1,3-5,9223372036854775807"));
    QVERIFY(rangesFrom(rangesText(ranges)) == ranges);
    QVERIFY(rangesFrom("")->empty());
    QVERIFY(!rangesFrom("1,,2"));
}

QTEST_GUILESS_MAIN(TestVerdict)

#include "tst_verdict.moc"
