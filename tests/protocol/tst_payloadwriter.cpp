// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/payload.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

class TestPayloadWriter final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void shapes();
    void strings_data();
    void strings();
    void everyCharacterComesBack();
    void everyByteAtEveryPlace();
};

void TestPayloadWriter::shapes()
{
    const std::vector<EntityEvent> events{
        {.sequence = Sequence{1101}, .resourceName = "Property", .resourceRecordKey = "235021"},
        {.sequence = kLastSequence,
         .resourceName = "Media",
         .resourceRecordKey = "A",
         .resourceRecordUrl = "Media('A')"}};
    QCOMPARE(
        writeSingle(events[0]),
        QByteArray(
            R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":1101,)"
            R"("ResourceName":"Property","ResourceRecordKey":"235021"})"));
    QCOMPARE(
        writeMulti(events, "c"),
        QByteArray(
            R"j({"@reso.context":"c","value":[{"EntityEventSequence":1101,"ResourceName":"Property",)j"
            R"j("ResourceRecordKey":"235021"},{"EntityEventSequence":9223372036854775807,)j"
            R"j("ResourceName":"Media","ResourceRecordKey":"A","ResourceRecordUrl":"Media('A')"}]})j"));
    QCOMPARE(writeMulti({}, "c"), QByteArray(R"({"@reso.context":"c","value":[]})"));
    QCOMPARE(
        writeEvent(events[0]),
        QByteArray(
            R"({"EntityEventSequence":1101,"ResourceName":"Property","ResourceRecordKey":"235021"})"));
}

void TestPayloadWriter::strings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &text, const char *json) {
        QTest::newRow(name) << text << QByteArray(json);
    };
    row("empty", "", R"("")");
    row("plain", "a/b", R"("a/b")");
    row("quote and backslash", R"(a"b\)", R"("a\"b\\")");
    row("control characters", QByteArray("\0\n\r\t\x1F\x7F", 6), "\"\\u0000\\n\\r\\t\\u001f\x7F\"");
    row("beyond ASCII", "\xC3\xBC\xF0\x9F\x98\x80", "\"\xC3\xBC\xF0\x9F\x98\x80\"");
    row("Latin-1", "caf\xE9!", "\"caf\xEF\xBF\xBD!\"");
    row("a cut character", "\xE2\x82", "\"\xEF\xBF\xBD\"");
    row("a surrogate", "\xED\xA0\x80", "\"\xEF\xBF\xBD\"");
}

void TestPayloadWriter::strings()
{
    QFETCH(QByteArray, text);
    QByteArray json;
    appendJsonString(json, text);
    QTEST(json, "json");
}

void TestPayloadWriter::everyCharacterComesBack()
{
    EntityEvent event{.sequence = Sequence{1}, .resourceName = "Media"};
    for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x300 ? 1 : 0x3FD) {
        if (isSurrogate(code))
            continue;
        event.resourceRecordKey = "k";
        appendUtf8(event.resourceRecordKey, code);
        const Payload payload = parsePayload(writeSingle(event));
        QVERIFY(payload.accepted());
        QVERIFY(payload.events().front().toEvent() == event);
    }
}

/// Plain texts take a road of their own, eight bytes at a time.
void TestPayloadWriter::everyByteAtEveryPlace()
{
    for (qsizetype length = 1; length <= 18; ++length) {
        for (qsizetype place = 0; place < length; ++place) {
            for (int byte = 0; byte < 256; ++byte) {
                QByteArray key(length, 'x');
                key[place] = char(byte);
                QByteArray quoted;
                appendJsonString(quoted, key);
                const QByteArray written = writeEvent(
                    {.sequence = Sequence{1}, .resourceName = "M", .resourceRecordKey = key});
                QCOMPARE(written,
                         R"({"EntityEventSequence":1,"ResourceName":"M","ResourceRecordKey":)"
                             + quoted + '}');
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestPayloadWriter)
#include "tst_payloadwriter.moc"
