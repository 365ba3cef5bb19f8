// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payloadwriter.h"
#include "tests/protocol/payloadsamples.h"
#include "tests/support/testcase.h"

#include <random>

using namespace pushbench;
using namespace pushbench::protocol;

/// What holds for every body, whichever of the two roads it takes.
class TestPayloadRoads final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void truncationIsNeverAccepted();
    void mutationsNeverPartTheRoads();
    void findingsKeepToTheirLimit();
    void worseFindingsTakeTheRoom();
    void depthIsLimited();
    void viewsOutliveTheBody();
    void foreignMemoryIsCopiedBeforeItIsPadded();
    void largeBodiesTakeTheFastRoad();
};

void TestPayloadRoads::truncationIsNeverAccepted()
{
    for (const char *example : {kSingleExample, kMultiExample}) {
        const QByteArray body(example);
        for (qsizetype length = 0; length < body.size(); ++length) {
            const Payload payload = parsePayload(body.first(length));
            QVERIFY2(!payload.accepted(), qPrintable(QString::number(length)));
            QVERIFY(hasFailure(payload.findings()));
        }
        QVERIFY(parsePayload(body).accepted());
    }
}

void TestPayloadRoads::mutationsNeverPartTheRoads()
{
    constexpr int kMutations = 20'000;
    constexpr std::uint_fast32_t kSeed = 28;
    std::mt19937 random(kSeed);
    const auto pick = [&random](qsizetype below) {
        return qsizetype(random() % std::uint_fast32_t(below));
    };
    const QByteArrayList bodies{
        kSingleExample, kMultiExample, inValue(eventText("7", "\"M\\u0065dia\"")),
        inValue(eventText("7", "\"Media\"", "\"k\"", R"(,"ResourceRecordUrl":"a/b")"))};
    constexpr QByteArrayView kLetters = "\"\\{}[],:0159.-eE nultrfaskR \n\x80\xC3\xED\x01";
    int plain = 0;
    for (int i = 0; i < kMutations; ++i) {
        QByteArray body = bodies.at(pick(bodies.size()));
        for (qsizetype edits = pick(4) == 0 ? 2 : 1; edits > 0; --edits) {
            const qsizetype at = pick(body.size());
            switch (pick(3)) {
            case 0:
                body[at] = kLetters[pick(kLetters.size())];
                break;
            case 1:
                body.insert(at, kLetters[pick(kLetters.size())]);
                break;
            case 2:
                body.remove(at, 1);
                break;
            }
        }
        const Payload strict = readOnStrictRoad(body);
        Payload fast;
        if (!readOnFastRoad(body, fast))
            continue;
        ++plain;
        QVERIFY2(strict.findings().empty(), body.constData());
        QCOMPARE(diagramOfEvents(fast), diagramOfEvents(strict));
    }
    // The property says nothing if the fast road hardly ever succeeds.
    QVERIFY2(plain > kMutations / 25, qPrintable(QString::number(plain)));
}

void TestPayloadRoads::findingsKeepToTheirLimit()
{
    const Payload payload = parsePayload(inValue(QByteArray("1,").repeated(150).append('1')));
    QCOMPARE(payload.findings().size(), size_t(100));
    QCOMPARE(payload.suppressedFindings(), 51);
    QVERIFY(!payload.accepted());
    const Payload none = parsePayload(inValue("1"), {.findings = 0});
    QVERIFY(none.findings().empty());
    QCOMPARE(none.suppressedFindings(), 1);
    QVERIFY(!none.accepted());
}

void TestPayloadRoads::worseFindingsTakeTheRoom()
{
    const QByteArray body = inValue(eventText("1", "\"Media\"", "\"1\"", ",\"x\":1,\"y\":2") + ','
                                    + eventText("2", "\"media\"") + ',' + eventText("3", "null"));
    QCOMPARE(parsePayload(body).findings().size(), size_t(4));
    const Payload terse = parsePayload(body, {.findings = 2});
    QCOMPARE(terse.findings().size(), size_t(2));
    QCOMPARE(terse.findings()[0].verdict, Verdict::Warn);
    QCOMPARE(terse.findings()[1].verdict, Verdict::Fail);
    QCOMPARE(terse.suppressedFindings(), 2);
    const Payload single = parsePayload(body, {.findings = 1});
    QCOMPARE(single.findings().size(), size_t(1));
    QCOMPARE(single.findings().front().verdict, Verdict::Fail);
    QCOMPARE(single.suppressedFindings(), 3);
}

void TestPayloadRoads::depthIsLimited()
{
    const auto nested = [](int depth) {
        // The payload's own object is one level.
        const QByteArray data = QByteArray(depth - 1, '[').append(QByteArray(depth - 1, ']'));
        return inContext(membersOf(eventText("1")) + ",\"Data\":" + data);
    };
    QVERIFY(parsePayload(nested(512)).accepted());
    const Payload deep = parsePayload(nested(513));
    QVERIFY(!deep.accepted());
    QCOMPARE(QByteArray(deep.findings().back().id), QByteArray("J-5"));
    QVERIFY(!parsePayload(QByteArray(1'000'000, '[')).accepted());
    QVERIFY(!parsePayload(kMultiExample, {.depth = 2}).accepted());
    QVERIFY(parsePayload(kMultiExample, {.depth = 3}).accepted());
}

void TestPayloadRoads::viewsOutliveTheBody()
{
    Payload copy;
    {
        const QByteArray body =
            inValue(eventText("7", "\"Media\"", "\"a\\u0062c\"") + ',' + eventText("8"));
        Payload payload = parsePayload(QByteArray(body.constData(), body.size()));
        copy = payload;
        payload = {};
    }
    const Payload moved = std::move(copy);
    QCOMPARE(diagramOfEvents(moved), QByteArray("multi accepted: 7 Media abc; 8 Property 235021"));
}

void TestPayloadRoads::foreignMemoryIsCopiedBeforeItIsPadded()
{
    Payload payload;
    {
        std::vector<char> memory(kMultiExample, kMultiExample + qstrlen(kMultiExample));
        payload = parsePayload(QByteArray::fromRawData(memory.data(), qsizetype(memory.size())));
        std::fill(memory.begin(), memory.end(), 'x');
    }
    QCOMPARE(diagramOfEvents(payload),
             QByteArray("multi accepted: 1101 Property 235021; 1111 Media ABC123"));
}

void TestPayloadRoads::largeBodiesTakeTheFastRoad()
{
    std::vector<EntityEvent> events;
    for (int i = 1; i <= 30'000; ++i)
        events.push_back({.sequence = Sequence{i},
                          .resourceName = "Property",
                          .resourceRecordKey = QByteArray::number(i)});
    const QByteArray body = writeMulti(events);
    QVERIFY(body.size() > 2 * 1024 * 1024);
    Payload fast;
    QVERIFY(readOnFastRoad(body, fast));
    QVERIFY(owned(fast) == events);
    QVERIFY(owned(readOnStrictRoad(body)) == events);
}

QTEST_GUILESS_MAIN(TestPayloadRoads)
#include "tst_payloadroads.moc"
