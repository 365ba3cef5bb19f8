// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/fastpayload.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/protocol/payloadsamples.h"
#include "tests/support/golden.h"
#include "tests/support/testcase.h"

#include <QDir>
#include <QFile>

#include <random>

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

/// What was expected, and what came, on a line of their own.
QByteArray valuesOf(const Finding &finding)
{
    if (finding.expected.isEmpty())
        return {};
    return "\n        expected " + finding.expected.toUtf8()
        + (finding.actual.isEmpty() ? QByteArray() : ", came " + finding.actual.toUtf8());
}

/// What stands at the bytes that a finding names, so that a reader of the golden file can judge
/// them.
QByteArray shownBytes(const Payload &payload, const Finding &finding)
{
    constexpr qsizetype kShown = 40;
    QByteArray bytes =
        payload.body().mid(finding.bytes->offset, qMin(finding.bytes->length, kShown));
    for (char &c : bytes) {
        if (c < ' ' || c == '\x7F')
            c = '.';
    }
    return " |" + bytes + (finding.bytes->length > kShown ? "...|" : "|");
}

} // namespace

class TestPayload final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void plainBodies_data();
    void plainBodies();
    void verdicts_data();
    void verdicts();
    void findingsOfTheWholeCorpus();
    void sequencesAreExact_data();
    void sequencesAreExact();
    void lengthsCountCharacters_data();
    void lengthsCountCharacters();
};

void TestPayload::plainBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("the standard's single example")
        << QByteArray(kSingleExample) << QByteArray("single accepted: 1101 Showing 235021");
    QTest::newRow("the standard's multi example")
        << QByteArray(kMultiExample)
        << QByteArray("multi accepted: 1101 Property 235021; 1111 Media ABC123");
    QTest::newRow("members in another order")
        << QByteArray(R"({"ResourceRecordKey":"k","ResourceName":"Media","EntityEventSequence":5,)"
                      R"("@reso.context":"urn:reso:metadata:2.1:resource:EntityEvent"})")
        << QByteArray("single accepted: 5 Media k");
    QTest::newRow("an upper-case URN")
        << QByteArray(R"({"@reso.context":"URN:RESO:metadata:2.0:resource:entityevent","value":[)")
               .append(eventText("7"))
               .append("]}")
        << QByteArray("multi accepted: 7 Property 235021");
    QTest::newRow("escapes") << inContext(
        membersOf(eventText("7", "\"M\\u0065dia\"", R"("a\"b\\c\/\u00e9\ud83d\ude00")")))
                             << QByteArray(
                                    "single accepted: 7 Media a\"b\\c/\xC3\xA9\xF0\x9F\x98\x80");
    QTest::newRow("a URL") << inValue(eventText(
        "7", "\"Media\"", "\"k\"", R"j(,"ResourceRecordUrl":"https://example.com/Media('k')")j"))
                           << QByteArray(
                                  "multi accepted: 7 Media k https://example.com/Media('k')");
    QTest::newRow("a custom resource") << inValue(eventText("7", "\"x_Lockers\""))
                                       << QByteArray("multi accepted: 7 x_Lockers 235021");
    QTest::newRow("the same sequence twice")
        << inValue(eventText("7") + ',' + eventText("7"))
        << QByteArray("multi accepted: 7 Property 235021; 7 Property 235021");
    QTest::newRow("white space everywhere") << QByteArray(
        " \t\r\n{ \"@reso.context\"\n:\t\"urn:reso:metadata:2.0:resource:entityevent\" ,\r\n"
        "\"value\" : [ \n{ \"EntityEventSequence\" : 7 \t, \"ResourceName\" : \"Media\" , "
        "\"ResourceRecordKey\" : \" k \" } ] \n } \n ")
                                            << QByteArray("multi accepted: 7 Media  k ");
}

void TestPayload::plainBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    Payload fast;
    QVERIFY(readOnFastRoad(body, fast));
    QCOMPARE(diagramOfEvents(fast), expected);
    const Payload strict = readOnStrictRoad(body);
    QCOMPARE(diagramOfEvents(strict), expected);
    QVERIFY(strict.findings().empty());
    QCOMPARE(diagramOfEvents(parsePayload(body)), expected);
}

void TestPayload::verdicts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QByteArrayList>("findings");
    const auto row = [](const char *name, const QByteArray &body, const char *events,
                        const QByteArrayList &findings) {
        QTest::newRow(name) << body << QByteArray(events) << findings;
    };
    const auto of = [](const QByteArray &sequence) { return inValue(eventText(sequence)); };
    // 71 bytes stand before the first event of inValue(), 23 more before its sequence.
    row("sequence as string", of("\"1101\""),
        "multi refused:", {"RCP027-R3 fail /value/0/EntityEventSequence @94+6"});
    row("sequence with a fraction", of("1.5"),
        "multi refused:", {"RCP027-R3 fail /value/0/EntityEventSequence @94+3"});
    row("sequence 1101.0", of("1101.0"), "multi accepted: 1101 Property 235021",
        {"RCP027-R3 warn /value/0/EntityEventSequence @94+6"});
    row("sequence 1.101e3", of("1.101e3"), "multi accepted: 1101 Property 235021",
        {"RCP027-R3 warn /value/0/EntityEventSequence @94+7"});
    row("sequence zero", of("0"), "multi accepted: 0 Property 235021",
        {"RCP027-R3 warn /value/0/EntityEventSequence @94+1"});
    row("sequence minus zero", of("-0"), "multi accepted: 0 Property 235021",
        {"RCP027-R3 warn /value/0/EntityEventSequence @94+2"});
    row("sequence negative", of("-1"),
        "multi refused:", {"RCP027-R3 fail /value/0/EntityEventSequence @94+2"});
    row("sequence above int64", of("9223372036854775808"),
        "multi refused:", {"RCP027-R3 fail /value/0/EntityEventSequence @94+19"});
    row("sequence above 2^53-1", of("9007199254740992"),
        "multi accepted: 9007199254740992 Property 235021",
        {"J-4 info /value/0/EntityEventSequence @94+16"});
    row("sequence null", of("null"),
        "multi refused:", {"RCP027-R2 fail /value/0/EntityEventSequence @94+4"});
    row("sequence true", of("true"),
        "multi refused:", {"RCP027-R3 fail /value/0/EntityEventSequence @94+4"});
    row("sequence missing", inValue(R"({"ResourceName":"Media","ResourceRecordKey":"1"})"),
        "multi refused:", {"RCP027-R2 fail /value/0/EntityEventSequence @71+48"});
    row("key as number", inValue(eventText("7", "\"Media\"", "235021")),
        "multi refused:", {"RCP027-R5 fail /value/0/ResourceRecordKey @139+6"});
    row("key empty", inValue(eventText("7", "\"Media\"", "\"\"")),
        "multi refused:", {"RCP027-R2 fail /value/0/ResourceRecordKey @139+2"});
    row("key null", inValue(eventText("7", "\"Media\"", "null")),
        "multi refused:", {"RCP027-R2 fail /value/0/ResourceRecordKey @139+4"});
    row("name as array", inValue(eventText("7", "[\"Media\"]")),
        "multi refused:", {"RCP027-R4 fail /value/0/ResourceName @111+9"});
    row("name in lower case", inValue(eventText("7", "\"property\"")),
        "multi accepted: 7 property 235021", {"RCP027-R4 warn /value/0/ResourceName @111+10"});
    row("second event bad, first one whole", inValue(eventText("7") + ',' + eventText("8", "null")),
        "multi refused: 7 Property 235021", {"RCP027-R2 fail /value/1/ResourceName @192+4"});
    row("legacy names",
        inContext(
            R"("EntityEventSequenceNumeric":1,"ResourceName":"Media","ResourceRecordKeyNumeric":1)"),
        "single refused:",
        {"RCP025-R8 fail /EntityEventSequenceNumeric @62+28",
         "RCP025-R8 fail /ResourceRecordKeyNumeric @116+26"});
    row("legacy name beside the right one",
        inContext(R"("ResourceRecordKeyNumeric":1,)" + membersOf(eventText("7"))),
        "single accepted: 7 Property 235021", {"RCP025-R8 warn /ResourceRecordKeyNumeric @62+26"});
    row("near misses",
        inContext(R"("entityEventSequence":1,"ResourceNames":"Media","resource_record_key":"1")"),
        "single refused:",
        {"RCP025-R8 fail /entityEventSequence @62+21", "RCP025-R8 fail /ResourceNames @86+15",
         "RCP025-R8 fail /resource_record_key @110+21"});
    row("context missing", eventText("7"), "single refused: 7 Property 235021",
        {"RCP025-R1 fail /@reso.context @0+80"});
    row("context misspelt", R"({"@Reso.Context":"x",)" + eventText("7").sliced(1),
        "single refused: 7 Property 235021", {"RCP025-R1 fail /@reso.context @1+15"});
    row("context a number", R"({"@reso.context":2.0,)" + eventText("7").sliced(1),
        "single refused: 7 Property 235021", {"RCP025-R1 fail /@reso.context @17+3"});
    row("context of another resource",
        R"({"@reso.context":"urn:reso:metadata:2.0:resource:property",)" + eventText("7").sliced(1),
        "single refused: 7 Property 235021", {"RCP025-R2 fail /@reso.context @17+41"});
    row("value and an event's members",
        inContext(R"("EntityEventSequence":5,"value":[)" + eventText("7") + ']'),
        "multi accepted: 7 Property 235021", {"RCP025-R4 warn /EntityEventSequence @84+1"});
    row("value an object", inContext(R"("value":{})"),
        "multi refused:", {"RCP025-R4 fail /value @70+2"});
    row("value null", inContext(R"("value":null)"),
        "multi refused:", {"RCP025-R4 fail /value @70+4"});
    row("value empty", inValue(""), "multi accepted:", {"RCP025-R5 info /value @70+2"});
    row("value misspelt", inContext(R"("Values":[)" + eventText("7") + ']'),
        "none refused:", {"RCP025-R4 fail /value @62+8"});
    row("elements that are no objects", inValue("1," + eventText("7") + R"(,"x")"),
        "multi refused: 7 Property 235021",
        {"RCP025-R4 fail /value/0 @71+1", "RCP025-R4 fail /value/2 @154+3"});
    row("no event at all", inContext(R"("x":1)"),
        "none refused:", {"RCP028-R4 fail /value @0+68", "RCP027-R19 info /x @62+3"});
    row("a bare array", '[' + eventText("7") + ']',
        "none refused:", {"RCP025-R1 fail (body) @0+82"});
    row("a scalar", R"("x")", "none refused:", {"RCP025-R1 fail (body) @0+3"});
    row("descending", inValue(eventText("9") + ',' + eventText("8")),
        "multi accepted: 9 Property 235021; 8 Property 235021",
        {"RCP027-R7 warn /value/1/EntityEventSequence @175+1"});
    row("a field twice",
        inValue(eventText("9", "\"Media\"", "\"1\"", R"(,"ResourceName":"Office")")),
        "multi refused:", {"J-2 fail /value/0/ResourceName @143+14"});
    row("a field twice, once escaped",
        inValue(eventText("9", "\"Media\"", "\"1\"", R"(,"Resource\u004eame":"Office")")),
        "multi refused:", {"J-2 fail /value/0/ResourceName @143+19"});
    row("value twice", inContext(R"("value":[],"value":[1])"),
        "multi refused:", {"RCP025-R5 info /value @70+2", "J-2 fail /value @73+7"});
    row("a vendor's member twice", inValue(eventText("9", "\"Media\"", "\"1\"", R"(,"x":1,"x":2)")),
        "multi accepted: 9 Media 1",
        {"RCP027-R19 info /value/0/x @143+3", "J-2 warn /value/0/x @149+3"});
    row("a name twice deep inside",
        inContext(R"("x":{"a/b":{"ResourceName":1,"ResourceName":2}},)"
                  + membersOf(eventText("9"))),
        "single accepted: 9 Property 235021",
        {"RCP027-R19 info /x @62+3", "J-2 warn /x/a~1b/ResourceName @91+14"});
    row("vendor extensions",
        inContext(
            membersOf(eventText("9"))
            + R"(,"Data":{},"EventTypes":[],"EntityEventKey":"1","@odata.id":"x","FeedTypes":[])"),
        "single accepted: 9 Property 235021",
        {"V-1 info /Data @141+6", "V-3 info /EventTypes @151+12",
         "V-4 info /EntityEventKey @167+16", "RCP025-R10 info /@odata.id @188+11",
         "DD21-F5 info /FeedTypes @204+11"});
    row("FeedTypes null", inContext(membersOf(eventText("9")) + R"(,"FeedTypes":null)"),
        "single accepted: 9 Property 235021", {"DD21-F5 warn /FeedTypes @141+11"});
    row("a stranger in every event is told once",
        inValue(eventText("1", "\"Media\"", "\"1\"", ",\"x\":1") + ','
                + eventText("2", "\"Media\"", "\"1\"", ",\"x\":1")),
        "multi accepted: 1 Media 1; 2 Media 1", {"RCP027-R19 info /value/0/x @143+3"});
    row("lone surrogate", inValue(eventText("9", "\"Media\"", R"("\udc00x")")),
        "multi accepted: 9 Media \xEF\xBF\xBDx", {"J-6 warn /value/0/ResourceRecordKey @139+9"});
    row("URL a number", inValue(eventText("9", "\"Media\"", "\"1\"", ",\"ResourceRecordUrl\":1")),
        "multi refused:", {"DD20-F4 fail /value/0/ResourceRecordUrl @163+1"});
    row("URL null", inValue(eventText("9", "\"Media\"", "\"1\"", ",\"ResourceRecordUrl\":null")),
        "multi accepted: 9 Media 1", {});
    row("URL a script",
        inValue(eventText("9", "\"Media\"", "\"1\"", R"(,"ResourceRecordUrl":"javascript:x")")),
        "multi accepted: 9 Media 1 javascript:x",
        {"RCP027-R20 warn /value/0/ResourceRecordUrl @163+14"});
    row("a byte order mark", "\xEF\xBB\xBF" + inValue(eventText("9")),
        "multi accepted: 9 Property 235021", {"J-1 warn (body) @0+3"});
}

void TestPayload::verdicts()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, findings);
    const Payload payload = parsePayload(body);
    QTEST(diagramOfEvents(payload), "events");
    QByteArrayList found;
    for (const Finding &finding : payload.findings())
        found.append(diagram(finding));
    QCOMPARE(found.join('\n'), findings.join('\n'));
    Payload fast;
    QCOMPARE(readOnFastRoad(body, fast), findings.isEmpty() && !body.contains("null"));
}

/// Every file of the fuzzers' corpus with all that is said about it: one place to read the
/// sentences.
void TestPayload::findingsOfTheWholeCorpus()
{
    const QDir corpus(QStringLiteral(PUSHBENCH_SOURCE_DIR "/tests/fuzz/corpus/fuzz_payload"));
    const QStringList names = corpus.entryList(QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 40);
    QByteArray report;
    for (const QString &name : names) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Payload payload = parsePayload(file.readAll());
        report.append(name.toUtf8() + ": " + diagramOfEvents(payload) + '\n');
        for (const Finding &finding : payload.findings())
            report.append("    " + diagram(finding) + shownBytes(payload, finding) + "\n        "
                          + finding.text.toUtf8() + valuesOf(finding) + '\n');
    }
    COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/golden/payload-findings.txt"), report);
}

void TestPayload::sequencesAreExact_data()
{
    QTest::addColumn<qint64>("sequence");
    constexpr qint64 kTwo53 = qint64(1) << 53;
    for (const qint64 sequence :
         {qint64(1), qint64(9), qint64(10), kTwo53 - 1, kTwo53, kTwo53 + 1,
          qint64(999'999'999'999'999'999), kLastSequence.value - 1, kLastSequence.value})
        QTest::newRow(QByteArray::number(sequence).constData()) << sequence;
}

void TestPayload::sequencesAreExact()
{
    QFETCH(qint64, sequence);
    const std::vector<EntityEvent> events{
        {.sequence = Sequence{sequence}, .resourceName = "Media", .resourceRecordKey = "1"}};
    QVERIFY(owned(parsePayload(writeSingle(events.front()))) == events);
    QVERIFY(owned(parsePayload(writeMulti(events))) == events);
    QVERIFY(owned(readOnStrictRoad(writeMulti(events))) == events);
}

void TestPayload::lengthsCountCharacters_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("finding");
    const QByteArray grin("\xF0\x9F\x98\x80");
    QTest::newRow("255 letters") << QByteArray("key") << QByteArray(255, 'k') << QByteArray();
    QTest::newRow("256 letters") << QByteArray("key") << QByteArray(256, 'k')
                                 << QByteArray("RCP025-R9 warn");
    QTest::newRow("255 umlauts") << QByteArray("key") << QByteArray("\xC3\xBC").repeated(255)
                                 << QByteArray();
    QTest::newRow("127 astral characters")
        << QByteArray("key") << grin.repeated(127) << QByteArray();
    QTest::newRow("128 astral characters")
        << QByteArray("key") << grin.repeated(128) << QByteArray("DD20-F3 warn");
    QTest::newRow("256 astral characters")
        << QByteArray("key") << grin.repeated(256) << QByteArray("RCP025-R9 warn");
    QTest::newRow("a name of 256")
        << QByteArray("name") << QByteArray(256, 'n') << QByteArray("RCP025-R9 warn");
    QTest::newRow("a name of 128 astral characters")
        << QByteArray("name") << grin.repeated(128) << QByteArray("DD20-F2 warn");
    QTest::newRow("a URL of 8000") << QByteArray("url") << QByteArray(8000, 'u') << QByteArray();
    QTest::newRow("a URL of 8001")
        << QByteArray("url") << QByteArray(8001, 'u') << QByteArray("RCP025-R9 warn");
}

void TestPayload::lengthsCountCharacters()
{
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, finding);
    EntityEvent one{.sequence = Sequence{1}, .resourceName = "Media", .resourceRecordKey = "1"};
    (member == "name"      ? one.resourceName
         : member == "key" ? one.resourceRecordKey
                           : one.resourceRecordUrl) = text;
    const Payload payload = parsePayload(writeSingle(one));
    QVERIFY(payload.accepted());
    QCOMPARE(payload.findings().size(), size_t(finding.isEmpty() ? 0 : 1));
    if (!finding.isEmpty())
        QVERIFY2(diagram(payload.findings().front()).startsWith(finding),
                 diagram(payload.findings().front()).constData());
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
