// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/fastpayload.h"
#include "core/protocol/payload/payloadlayout.h"
#include "core/protocol/payload/strictpayload.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kMulti =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","value":[)"
    R"({"EntityEventSequence":1101,"ResourceName":"Property","ResourceRecordKey":"a"},)"
    R"({"EntityEventSequence":1102,"ResourceName":"Media","ResourceRecordKey":"b"},)"
    R"({"EntityEventSequence":1103,"ResourceName":"Media","ResourceRecordKey":"c"}]})";

constexpr QByteArrayView kSingle =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent",)"
    R"("EntityEventSequence":1101,"ResourceName":"Property","ResourceRecordKey":"a"})";

QByteArray shown(const Payload &payload)
{
    QByteArray text = payload.accepted() ? "accepted:" : "refused:";
    for (const EntityEventView &event : payload.events()) {
        text += ' ' + QByteArray::number(event.sequence.value) + '/' + event.resourceName + '/'
            + event.resourceRecordKey;
        if (!event.resourceRecordUrl.isEmpty())
            text += '/' + event.resourceRecordUrl;
    }
    for (const Finding &finding : payload.findings())
        text += QByteArray(" ") + finding.id;
    return text;
}

QByteArray strictly(const QByteArray &body)
{
    PayloadBuilder builder(body, {});
    readStrictly(builder);
    return shown(builder.take());
}

} // namespace

class TestPayloadLayout final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void bodiesAfterAPlainOne_data();
    void bodiesAfterAPlainOne();
    void keysOfEveryLength();
    void everyCutOfABody();
    void readsTheNextBody();
    void doesNotLearnWhatIsNotAlike();
    void doesNotLearnWhatIsWide();
    void feedsTakeTurns();
};

/// Each is read after kMulti and kSingle have been, and as if they had not.
void TestPayloadLayout::bodiesAfterAPlainOne_data()
{
    QTest::addColumn<QByteArray>("replaced");
    QTest::addColumn<QByteArray>("by");
    const auto row = [](const char *name, QByteArray replaced, QByteArray by) {
        QTest::newRow(name) << std::move(replaced) << std::move(by);
    };
    row("the same once more", "", "");
    row("another number", "1101", "17");
    row("the largest plain number", "1103", "9007199254740991");
    row("one that doubles round", "1103", "9007199254740993");
    row("the largest number", "1103", "9223372036854775807");
    row("one beyond", "1103", "9223372036854775808");
    row("twenty digits", "1103", "11031103110311031103");
    row("zero", "1101", "0");
    row("a leading zero", "1101", "01101");
    row("negative", "1101", "-1101");
    row("a fraction", "1101", "1101.0");
    row("an exponent", "1101", "1101e0");
    row("a number in quotes", "1101", "\"1101\"");
    row("no number at all", "1101", "");
    row("a space before the number", "1101", " 1101");
    row("a descending number", "1102", "1100");
    row("a repeated number", "1102", "1101");
    row("an empty name", "Property", "");
    row("a name in lower case", "Property", "property");
    row("a name of 255", "Property", QByteArray(255, 'N'));
    row("a name of 256", "Property", QByteArray(256, 'N'));
    row("an empty key", "\"a\"", "\"\"");
    row("a key of 255", "\"a\"", '"' + QByteArray(255, 'k') + '"');
    row("a key of 256", "\"a\"", '"' + QByteArray(256, 'k') + '"');
    row("a key as number", "\"a\"", "235021");
    row("a key as null", "\"a\"", "null");
    row("an escape", "\"a\"", "\"a\\u0062\"");
    row("an escaped quote", "\"a\"", "\"a\\\"b\"");
    row("a control character", "\"a\"", "\"a\tb\"");
    row("DEL, which JSON allows", "\"a\"", "\"a\x7f\"");
    row("UTF-8", "\"a\"", "\"\xc3\xa9\xf0\x9f\x8f\xa0\"");
    row("broken UTF-8", "\"a\"", "\"\xc3\"");
    row("a surrogate in UTF-8", "\"a\"", "\"\xed\xa0\x80\"");
    row("a key that looks like JSON", "\"a\"", "\"},{:[]\"");
    row("a member more", "\"a\"", "\"a\",\"X\":1");
    row("a URL more", "\"a\"", "\"a\",\"ResourceRecordUrl\":\"https://mls.example/1\"");
    row("a member twice", "\"a\"", "\"a\",\"ResourceRecordKey\":\"a\"");
    row("a member less", ",\"ResourceRecordKey\":\"a\"", "");
    row("a legacy name", "EntityEventSequence\":1101", "EntityEventSequenceNumeric\":1101");
    row("other white space", "\"a\"", "\"a\" ");
    row("another context", "metadata:2.0", "metadata:1.7");
    row("a byte order mark", "{\"@reso", "\xef\xbb\xbf{\"@reso");
    row("a trailing comma", "}", ",}");
    row("something behind it", "\"a\"}", "\"a\"}]} x");
}

void TestPayloadLayout::bodiesAfterAPlainOne()
{
    QFETCH(const QByteArray, replaced);
    QFETCH(const QByteArray, by);
    for (const QByteArrayView known : {kMulti, kSingle}) {
        QCOMPARE(shown(parsePayload(known.toByteArray())).left(9), "accepted:");
        QByteArray body = known.toByteArray();
        if (const qsizetype at = body.indexOf(replaced); !replaced.isEmpty() && at >= 0)
            body.replace(at, replaced.size(), by);
        QCOMPARE(shown(parsePayload(body)), strictly(body));
        // And what came in between has not spoilt the layout.
        QCOMPARE(shown(parsePayload(known.toByteArray())), strictly(known.toByteArray()));
    }
}

/// Texts are looked at several bytes at a time; what is odd may stand at every place of them.
void TestPayloadLayout::keysOfEveryLength()
{
    for (const qsizetype length : {1, 2, 7, 8, 9, 15, 16, 17, 31, 254, 255, 256, 257}) {
        const QByteArray key(length, 'k');
        for (const QByteArray &odd :
             {"k"_ba, "\x1f"_ba, "\x01"_ba, " "_ba, "!"_ba, "#"_ba, "\xc3\xa9"_ba, "\xff"_ba,
              "\x7f"_ba, "\\\\"_ba, "\\\""_ba, "\""_ba}) {
            for (const qsizetype at : {qsizetype(0), qsizetype(1), length / 2, length - 1}) {
                static_cast<void>(parsePayload(kSingle.toByteArray()));
                QByteArray spoilt = key;
                spoilt.replace(std::min(at, length - 1), 1, odd);
                QByteArray body = kSingle.toByteArray();
                body.replace(body.lastIndexOf('a'), 1, spoilt);
                QCOMPARE(shown(parsePayload(body)), strictly(body));
            }
        }
    }
}

void TestPayloadLayout::everyCutOfABody()
{
    for (const QByteArrayView known : {kMulti, kSingle}) {
        for (qsizetype length = 0; length < known.size(); ++length) {
            static_cast<void>(parsePayload(known.toByteArray()));
            const QByteArray cut = known.first(length).toByteArray();
            QCOMPARE(shown(parsePayload(cut)), strictly(cut));
        }
    }
}

void TestPayloadLayout::readsTheNextBody()
{
    const PayloadLayout::Places places{{kSingle.indexOf("1101"), 4},
                                       {kSingle.indexOf("Property"), 8},
                                       {kSingle.lastIndexOf('a'), 1}};
    const std::optional<PayloadLayout> layout =
        PayloadLayout::learn(kSingle, PayloadForm::Single, {places, std::nullopt, places});
    QVERIFY(layout);
    QVERIFY(layout->opens(kSingle));
    QVERIFY(!layout->opens(kMulti));
    QByteArray next = kSingle.toByteArray();
    next.replace("1101", "9007199254740991").replace("\"a\"", "\"another key\"");
    PayloadBuilder builder(next, {});
    builder.padBody(kPayloadPadding);
    QVERIFY(layout->read(builder));
    QCOMPARE(shown(builder.take()), strictly(next));
    PayloadBuilder other(kMulti.toByteArray(), {});
    other.padBody(kPayloadPadding);
    QVERIFY(!layout->read(other));
}

void TestPayloadLayout::doesNotLearnWhatIsNotAlike()
{
    // The second event names its key first. By the layout of the first it would be read as a name.
    constexpr QByteArrayView body =
        R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","value":[)"
        R"({"ResourceName":"n1","ResourceRecordKey":"k1","EntityEventSequence":1},)"
        R"({"ResourceRecordKey":"k2","ResourceName":"n2","EntityEventSequence":2}]})";
    const PayloadLayout::Places first{
        {body.indexOf("1}"), 1}, {body.indexOf("n1"), 2}, {body.indexOf("k1"), 2}};
    const PayloadLayout::Places second{
        {body.indexOf("2}"), 1}, {body.indexOf("n2"), 2}, {body.indexOf("k2"), 2}};
    QVERIFY(!PayloadLayout::learn(body, PayloadForm::Multi, {first, second, second}));
    QVERIFY(PayloadLayout::learn(body, PayloadForm::Multi, {first, std::nullopt, first}));

    static_cast<void>(parsePayload(body.toByteArray()));
    QByteArray twice = body.toByteArray();
    twice.replace("\"ResourceName\":\"n2\"", "\"ResourceRecordKey\":\"n2\"");
    QCOMPARE(shown(parsePayload(twice)), strictly(twice));
}

void TestPayloadLayout::doesNotLearnWhatIsWide()
{
    QByteArray body = kSingle.toByteArray();
    body.insert(1, QByteArray(2000, ' '));
    const PayloadLayout::Places places{
        {body.indexOf("1101"), 4}, {body.indexOf("Property"), 8}, {body.lastIndexOf('a'), 1}};
    QVERIFY(!PayloadLayout::learn(body, PayloadForm::Single, {places, std::nullopt, places}));
    QCOMPARE(shown(parsePayload(body)), strictly(body));
}

/// More layouts than are remembered, each met again and again.
void TestPayloadLayout::feedsTakeTurns()
{
    for (int round = 0; round < 3; ++round) {
        for (int feed = 0; feed < 20; ++feed) {
            QByteArray body = kMulti.toByteArray();
            body.replace(":[", QByteArray(':' + QByteArray(feed, ' ') + '['));
            QCOMPARE(shown(parsePayload(body)), strictly(body));
        }
    }
}

QTEST_GUILESS_MAIN(TestPayloadLayout)
#include "tst_payloadlayout.moc"
