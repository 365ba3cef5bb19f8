// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/eventfile.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

constexpr const char *kFirst =
    R"({"EntityEventSequence":1,"ResourceName":"Media","ResourceRecordKey":"a"})";
constexpr const char *kSecond =
    R"({"EntityEventSequence":2,"ResourceName":"Office","ResourceRecordKey":"b"})";

/// "1 Media a; 2 Office b", then the fault, if any.
QByteArray read(QByteArrayView file, qsizetype pieceSize)
{
    EventFileReader reader(QStringLiteral("f"));
    std::vector<EntityEvent> events;
    Result<> result;
    for (qsizetype at = 0; at < file.size() && result; at += pieceSize)
        result = reader.feed(file.sliced(at, qMin(pieceSize, file.size() - at)), events);
    if (result)
        result = reader.finish(events);
    QByteArrayList shown;
    for (const EntityEvent &event : events) {
        QByteArray one = QByteArray::number(event.sequence.value);
        for (const QByteArray &text :
             {event.resourceName, event.resourceRecordKey, event.resourceRecordUrl}) {
            if (!text.isEmpty())
                one.append(' ').append(text);
        }
        shown.append(one);
    }
    if (reader.skippedRecords() > 0)
        shown.append(QByteArray::number(reader.skippedRecords()).append(" skipped"));
    if (!result)
        shown.append(result.fault().message().toUtf8());
    return shown.join("; ");
}

} // namespace

class TestEventFile final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void files_data();
    void files();
    void eventsComeAsTheyEnd();
    void aFaultIsFinal();
    void whatIsWrittenComesBack();
    void memoryIsBounded();
    void longTextsInSmallPieces();
};

void TestEventFile::files_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &file, const char *expected) {
        QTest::newRow(name) << file << QByteArray(expected);
    };
    const QByteArray first(kFirst);
    const QByteArray second(kSecond);
    const QByteArray context(R"("@reso.context":"urn:reso:metadata:2.0:resource:entityevent")");
    row("nothing", "", "");
    row("blank lines", "\n \r\n\n", "");
    row("one a line", first + '\n' + second + '\n', "1 Media a; 2 Office b");
    row("no line break at the end", first + '\n' + second, "1 Media a; 2 Office b");
    row("blank lines between", first + "\r\n\r\n" + second + "\n\n", "1 Media a; 2 Office b");
    row("a byte order mark", "\xEF\xBB\xBF" + first, "1 Media a");
    row("side by side", first + second, "1 Media a; 2 Office b");
    row("our records",
        R"({"type":"event","time":"2026-11-24T09:41:12.034Z","exchange":7,"sequence":1101,"resourceName":"Property","resourceRecordKey":"k","state":"received"})",
        "1101 Property k");
    row("records of other types are passed over",
        R"({"type":"listening","url":"u"})"
        "\n"
        R"({"type":"event","sequence":1,"resourceName":"A","resourceRecordKey":"k"})"
        "\n"
        R"({"type":"gap","first":2,"sequence":5,"x":{"type":"event"}})",
        "1 A k; 2 skipped");
    row("a type of a vendor's beside the Data Dictionary's names",
        first.chopped(1) + R"(,"type":"update"})", "1 Media a");
    row("a URL", first.chopped(1) + R"(,"ResourceRecordUrl":"u"})", "1 Media a u");
    row("a URL of null", first.chopped(1) + R"(,"resourceRecordUrl":null})", "1 Media a");
    row("members that mean nothing",
        first.chopped(1) + R"(,"Data":{"value":[{"sequence":3}],"a":[[],{}]},"n":null})",
        "1 Media a");
    row("a single-valued payload", '{' + context + ',' + first.sliced(1), "1 Media a");
    row("a multi-valued payload",
        '{' + context + ",\n\"value\": [" + first + ",\n" + second + "]}\n",
        "1 Media a; 2 Office b");
    row("the context behind the value", "{\"value\":[" + first + "]," + context + '}', "1 Media a");
    row("no event in a payload", '{' + context + ",\"value\":[]}", "");
    row("payloads one behind the other",
        "{\"value\":[" + first + "]}{\"value\":[" + second + "]}\n" + first,
        "1 Media a; 2 Office b; 1 Media a");
    row("the largest sequence",
        R"({"sequence":9223372036854775807,"resourceName":"A","resourceRecordKey":"k"})",
        "9223372036854775807 A k");
    row("escapes",
        R"({"sequence":1,"resourceName":"A","resourceRecordKey":"\u00fc\"\ud83d\ude00"})",
        "1 A \xC3\xBC\"\xF0\x9F\x98\x80");

    row("a key that is missing, in line 3",
        first + "\n\n" + R"({"EntityEventSequence":1,"ResourceName":"x"})",
        "1 Media a; f:3: the object that ends here has no ResourceRecordKey; every event needs "
        "it.");
    row("a key that is a number", R"({"sequence":1,"resourceName":"x","resourceRecordKey":5})",
        "f:1: \"resourceRecordKey\" is a number; write it as a string, in double quotes.");
    row("a key that is empty", R"({"sequence":1,"resourceName":"x","resourceRecordKey":""})",
        "f:1: \"resourceRecordKey\" is empty; every event needs a value.");
    row("a sequence that is a string", "{\n\"EntityEventSequence\":\"1\"}",
        "f:2: \"EntityEventSequence\" is a string; write it as a bare integer, such as 1101.");
    row("a sequence with a fraction", R"({"sequence":1.0})",
        "f:1: \"sequence\" is \"1.0\"; write an integer from 1 to 9223372036854775807.");
    row("a sequence above int64", R"({"sequence":9223372036854775808})",
        "f:1: \"sequence\" is \"9223372036854775808\"; write an integer from 1 to "
        "9223372036854775807.");
    row("both spellings", R"({"sequence":1,"EntityEventSequence":1})",
        "f:1: \"EntityEventSequence\" stands twice in one object; keep one of them.");
    row("an array", '[' + first + ']',
        "f:1: an array stands where an object with an event belongs; write one event a line, or "
        "RESO Common Format payloads.");
    row("a value that is no array", R"({"value":{}})",
        "f:1: \"value\" is an object; it is an array of events.");
    row("an element that is no event", R"({"value":[1]})",
        "f:1: \"value\" holds a number; each element is an object with an event's members.");
    row("malformed in line 2", first + "\n{\"EntityEventSequence\":1,}\n",
        "1 Media a; f:2: A comma stands before the closing bracket; remove it.");
    row("cut short", first + "\n" + second.chopped(2),
        "1 Media a; f:2: The text ends inside a string; it was cut short, or a closing quote is "
        "missing.");
    row("UTF-16", QByteArray("{\0\"\0", 4),
        "f:1: The text is encoded in UTF-16 or UTF-32; encode it in UTF-8.");
}

void TestEventFile::files()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, expected);
    for (const qsizetype size :
         {file.size() + 1, qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(17)})
        QCOMPARE(read(file, size), expected);
}

void TestEventFile::eventsComeAsTheyEnd()
{
    EventFileReader reader(QStringLiteral("f"));
    std::vector<EntityEvent> events;
    const QByteArray file = QByteArray("{\"value\":[").append(kFirst).append(',').append(kSecond);
    QVERIFY(reader.feed(QByteArrayView(file).chopped(1), events).ok());
    QCOMPARE(events.size(), size_t(1));
    QVERIFY(reader.feed("}", events).ok());
    QCOMPARE(events.size(), size_t(2));
    QVERIFY(!reader.finish(events).ok());
}

void TestEventFile::aFaultIsFinal()
{
    EventFileReader reader(QStringLiteral("f"));
    std::vector<EntityEvent> events;
    const Result<> first = reader.feed(QByteArray(kFirst).append("\n[1]"), events);
    QVERIFY(!first.ok());
    QCOMPARE(first.fault().kind, FaultKind::Malformed);
    QCOMPARE(first.fault().where, QStringLiteral("f:2"));
    QCOMPARE(events.size(), size_t(1));
    QVERIFY(reader.feed(kSecond, events).fault() == first.fault());
    QVERIFY(reader.finish(events).fault() == first.fault());
    QCOMPARE(events.size(), size_t(1));
}

void TestEventFile::whatIsWrittenComesBack()
{
    std::vector<EntityEvent> written;
    QByteArray lines;
    QByteArray payloads;
    for (int i = 0; i < 1000; ++i) {
        written.push_back({.sequence = Sequence{kLastSequence.value - 1000 + i},
                           .resourceName = "Property",
                           .resourceRecordKey = QByteArray("k\"\n").append(QByteArray::number(i)),
                           .resourceRecordUrl = i % 3 == 0 ? QByteArray("u") : QByteArray()});
        lines.append(writeEvent(written.back())).append('\n');
        payloads.append(writeSingle(written.back()));
    }
    for (const QByteArray &file : {lines, payloads, writeMulti(written)}) {
        EventFileReader reader(QStringLiteral("f"));
        std::vector<EntityEvent> events;
        for (qsizetype at = 0; at < file.size(); at += 1000)
            QVERIFY(reader.feed(file.mid(at, 1000), events).ok());
        QVERIFY(reader.finish(events).ok());
        QVERIFY(events == written);
    }
}

void TestEventFile::memoryIsBounded()
{
    EventFileReader reader(QStringLiteral("f"));
    std::vector<EntityEvent> events;
    const QByteArray piece(1024 * 1024, 'x');
    Result<> result = reader.feed("\n{\"Data\":\"", events);
    int pieces = 0;
    for (; result && pieces < 64; ++pieces)
        result = reader.feed(piece, events);
    QVERIFY(!result.ok());
    QCOMPARE(pieces, 16);
    QCOMPARE(result.fault().kind, FaultKind::Exhausted);
    QCOMPARE(result.fault().where, QStringLiteral("f:2"));
}

void TestEventFile::longTextsInSmallPieces()
{
    QByteArray file = "{\"Data\":\"";
    file.append(QByteArray(8 * 1024 * 1024, 'x'))
        .append("\",")
        .append(QByteArrayView(kFirst).sliced(1));
    QCOMPARE(read(file, 100), QByteArray("1 Media a"));
}

QTEST_GUILESS_MAIN(TestEventFile)
#include "tst_eventfile.moc"
