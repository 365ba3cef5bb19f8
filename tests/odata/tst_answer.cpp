// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/answer/entitymodel.h"
#include "core/odata/answer/metadata.h"
#include "core/odata/answer/negotiation.h"
#include "core/odata/answer/writer.h"
#include "tests/support/golden.h"
#include "tests/support/testcase.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::odata;

namespace {

std::optional<QByteArrayView> fieldOf(const QByteArray &value)
{
    return value.isNull() ? std::nullopt : std::optional<QByteArrayView>(value);
}

} // namespace

class TestAnswer final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void versions_data();
    void versions();
    void formats_data();
    void formats();
    void pageSizes_data();
    void pageSizes();
    void members_data();
    void members();
    void contexts();
    void errors();
    void serviceDocuments();
    void metadata_data();
    void metadata();
    void keyFields_data();
    void keyFields();
};

void TestAnswer::versions_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("most");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &version, const QByteArray &most,
                        const char *expected) {
        QTest::newRow(name) << version << most << QByteArray(expected);
    };
    row("nothing is asked for", {}, {}, "4.0");
    row("4.0", "4.0", {}, "4.0");
    row("4.01", "4.01", {}, "4.01");
    row("3.0", "3.0", {}, "400 OData-Version");
    row("9.9", "9.9", {}, "400 OData-Version");
    row("4", "4", {}, "400 OData-Version");
    row("no version at all", "new", {}, "400 OData-Version");
    row("at the most 4.0", {}, "4.0", "4.0");
    row("at the most 4.01", {}, "4.01", "4.01");
    row("at the most 4.01, written in 4.0", "4.0", "4.01", "4.01");
    row("at the most 4.0, written in 4.01", "4.01", "4.0", "4.0");
    row("at the most what is to come", {}, "9.9", "4.01");
    row("at the most 3.0", {}, "3.0", "400 OData-MaxVersion");
    row("at the most nonsense", {}, "4.x", "400 OData-MaxVersion");
    row("at the most a large number", {}, "99999.0", "400 OData-MaxVersion");
}

void TestAnswer::versions()
{
    QFETCH(const QByteArray, version);
    QFETCH(const QByteArray, most);
    const Read<Version> read = negotiateVersion(fieldOf(version), fieldOf(most));
    QTEST(QByteArray(read ? nameOf(read.value()).toByteArray()
                          : QByteArray::number(statusOf(read.flaw().kind)) + ' '
                             + read.flaw().target),
          "expected");
}

void TestAnswer::formats_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<bool>("metadata");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &accept, const QByteArray &format,
                        bool metadata, const char *expected) {
        QTest::newRow(name) << accept << format << metadata << QByteArray(expected);
    };
    const char *json = "application/json;odata.metadata=minimal";
    const char *xml = "application/xml;charset=utf-8";
    row("nothing", {}, {}, false, json);
    row("anything", "*/*", {}, false, json);
    row("json", "application/json", {}, false, json);
    row("JSON", "Application/JSON", {}, false, json);
    row("json with blanks", "application/json ; charset=utf-8", {}, false, json);
    row("a browser", "text/html,application/xhtml+xml,*/*;q=0.8", {}, false, json);
    row("no metadata", "application/json;odata.metadata=none", {}, false,
        "application/json;odata.metadata=none");
    row("no metadata, as 4.01 writes it", "application/json;metadata=none", {}, false,
        "application/json;odata.metadata=none");
    row("full metadata is more than there is", "application/json;odata.metadata=full", {}, false,
        json);
    row("for readers of doubles", "application/json;IEEE754Compatible=true", {}, false,
        "application/json;odata.metadata=minimal;IEEE754Compatible=true");
    row("not for readers of doubles", "application/json;IEEE754Compatible=false", {}, false, json);
    row("the heavier one", "application/json;q=0.5,application/json;odata.metadata=none;q=0.9", {},
        false, "application/json;odata.metadata=none");
    row("weight 0 is a refusal", "application/json;q=0", {}, false, "406 Accept");
    row("text only", "text/plain", {}, false, "406 Accept");
    row("xml of entities", "application/xml", {}, false, "406 Accept");
    row("nonsense", "not a type", {}, false, "406 Accept");
    row("a short format", {}, "json", false, json);
    row("a format overrides", "text/plain", "json", false, json);
    row("a whole format", {}, "application/json;IEEE754Compatible=true", false,
        "application/json;odata.metadata=minimal;IEEE754Compatible=true");
    row("a format of nobody", {}, "atom", false, "400 $format");
    row("a format that is not written", {}, "application/atom+xml", false, "406 $format");
    row("xml by format", {}, "xml", false, "406 $format");
    row("metadata is xml", {}, {}, true, xml);
    row("metadata of anything is xml", "*/*", {}, true, xml);
    row("metadata by xml", "application/xml", {}, true, xml);
    row("metadata by json", "application/json", {}, true, json);
    row("metadata by a short format", {}, "xml", true, xml);
    row("metadata by a whole format", {}, "application/xml", true, xml);
    row("metadata by a format of json", {}, "json", true, json);
}

void TestAnswer::formats()
{
    QFETCH(const QByteArray, accept);
    QFETCH(const QByteArray, format);
    QFETCH(const bool, metadata);
    std::vector<QByteArrayView> values;
    if (!accept.isNull())
        values.emplace_back(accept);
    constexpr std::array kOnlyJson{Format::Kind::Json};
    constexpr std::array kBoth{Format::Kind::Xml, Format::Kind::Json};
    const std::span<const Format::Kind> offered =
        metadata ? std::span<const Format::Kind>(kBoth) : std::span<const Format::Kind>(kOnlyJson);
    const Read<Format> read =
        negotiateFormat(values, format.isNull() ? std::nullopt : std::optional(format), offered);
    QTEST(QByteArray(read ? contentTypeOf(read.value())
                          : QByteArray::number(statusOf(read.flaw().kind)) + ' '
                             + read.flaw().target),
          "expected");
}

void TestAnswer::pageSizes_data()
{
    QTest::addColumn<QByteArray>("prefer");
    QTest::addColumn<qint64>("expected");

    QTest::newRow("nothing") << QByteArray() << qint64(0);
    QTest::newRow("as 4.0 writes it") << QByteArray("odata.maxpagesize=5") << qint64(5);
    QTest::newRow("as 4.01 writes it") << QByteArray("maxpagesize=5") << qint64(5);
    QTest::newRow("among others") << QByteArray("return=minimal, odata.maxpagesize=7;x=1, wait=10")
                                  << qint64(7);
    QTest::newRow("in another case") << QByteArray("OData.MaxPageSize=5") << qint64(5);
    QTest::newRow("in quotes") << QByteArray("maxpagesize=\"5\"") << qint64(5);
    QTest::newRow("with blanks") << QByteArray(" maxpagesize = 5 ") << qint64(5);
    QTest::newRow("the first of two") << QByteArray("maxpagesize=5,maxpagesize=6") << qint64(5);
    QTest::newRow("0") << QByteArray("maxpagesize=0") << qint64(0);
    QTest::newRow("below 0") << QByteArray("maxpagesize=-5") << qint64(0);
    QTest::newRow("letters") << QByteArray("maxpagesize=five") << qint64(0);
    QTest::newRow("no value") << QByteArray("maxpagesize") << qint64(0);
    QTest::newRow("beyond int64") << QByteArray("maxpagesize=9223372036854775808") << qint64(0);
}

void TestAnswer::pageSizes()
{
    QFETCH(const QByteArray, prefer);
    const std::vector<QByteArrayView> values{prefer};
    QTEST(preferredPageSize(values).value_or(0), "expected");
}

void TestAnswer::members_data()
{
    QTest::addColumn<QByteArray>("select");
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("newer");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *select, IntegerForm form, bool newer,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(select) << int(form) << newer << QByteArray(expected);
    };
    row("all", "*", IntegerForm::Number, false,
        R"("EntityEventSequence":9007199254740993,"ResourceName":"Media","ResourceRecordKey":"a\"ä","ResourceRecordUrl":null)");
    row("all of 2.1", "*", IntegerForm::Number, true,
        R"("EntityEventSequence":9007199254740993,"ResourceName":"Media","ResourceRecordKey":"a\"ä","ResourceRecordUrl":null,"FeedTypes":[])");
    row("some, as they were asked for", "ResourceName,EntityEventSequence", IntegerForm::Number,
        false, R"("ResourceName":"Media","EntityEventSequence":9007199254740993)");
    row("as a text", "EntityEventSequence", IntegerForm::Text, false,
        R"("EntityEventSequence":"9007199254740993")");
    row("as a double has it", "EntityEventSequence", IntegerForm::Rounded, false,
        R"("EntityEventSequence":9007199254740992)");
}

void TestAnswer::members()
{
    QFETCH(const QByteArray, select);
    QFETCH(const int, form);
    QFETCH(const bool, newer);
    const Read<Query> query = parseQuery(QByteArray("$select=" + select));
    QVERIFY(query.ok());
    QByteArray json;
    appendMembers(json, {{9'007'199'254'740'993}, "Media", "a\"\xC3\xA4", {}},
                  {.select = query.value().select,
                   .integers = IntegerForm(form),
                   .dictionary = newer ? DataDictionary::V21 : DataDictionary::V20});
    QTEST(json, "expected");
}

void TestAnswer::contexts()
{
    const Selection two{{Field::Sequence, Field::ResourceName}};
    QCOMPARE(contextUrl("http://h/", {}, false), "http://h/$metadata#EntityEvent");
    QCOMPARE(contextUrl("http://h/", {}, true), "http://h/$metadata#EntityEvent/$entity");
    QCOMPARE(contextUrl("http://h/", two, false),
             "http://h/$metadata#EntityEvent(EntityEventSequence,ResourceName)");
    QCOMPARE(contextUrl("http://h/", two, true),
             "http://h/$metadata#EntityEvent(EntityEventSequence,ResourceName)/$entity");
}

void TestAnswer::errors()
{
    QCOMPARE(errorBody(404, "no \"such\" thing"),
             R"({"error":{"code":"404","message":"no \"such\" thing","details":[]}})");
    const Flaw flaw{FlawKind::UnknownField, "$filter", "what", 4};
    const QByteArray expected =
        R"*({"error":{"code":"400","message":"what (at position 5)","target":"$filter","details":[]}})*";
    QCOMPARE(errorBody(flaw), expected);
}

void TestAnswer::serviceDocuments()
{
    const std::vector<QByteArray> resources{"Property"};
    QCOMPARE(serviceDocument(resources, true),
             R"({"@odata.context":"$metadata","value":[)"
             R"({"name":"EntityEvent","kind":"EntitySet","url":"EntityEvent"},)"
             R"({"name":"Property","kind":"EntitySet","url":"Property"}]})");
    QVERIFY(serviceDocument({}, false).startsWith(R"({"value":[)"));
}

void TestAnswer::metadata_data()
{
    QTest::addColumn<DataDictionary>("version");
    QTest::addColumn<QString>("name");

    QTest::newRow("Data Dictionary 2.0, XML") << DataDictionary::V20 << u"metadata-2.0.xml"_s;
    QTest::newRow("Data Dictionary 2.1, XML") << DataDictionary::V21 << u"metadata-2.1.xml"_s;
    QTest::newRow("Data Dictionary 2.0, JSON") << DataDictionary::V20 << u"metadata-2.0.json"_s;
    QTest::newRow("Data Dictionary 2.1, JSON") << DataDictionary::V21 << u"metadata-2.1.json"_s;
}

void TestAnswer::metadata()
{
    QFETCH(const DataDictionary, version);
    QFETCH(const QString, name);
    const std::vector<QByteArray> resources{"Property", "Media"};
    QByteArray text;
    if (name.endsWith(u".xml")) {
        text = writeMetadataXml(resources, version);
        QXmlStreamReader reader(text);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    } else {
        text = writeMetadataJson(resources, version);
        QJsonParseError error{};
        const QJsonDocument document = QJsonDocument::fromJson(text, &error);
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        QVERIFY(document.object().contains(u"org.reso.metadata"_s));
    }
    COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/golden/") + name, text);
}

void TestAnswer::keyFields_data()
{
    QTest::addColumn<QByteArray>("resource");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("possible");

    const auto row = [](const char *resource, const char *field, bool possible) {
        QTest::newRow(resource) << QByteArray(resource) << QByteArray(field) << possible;
    };
    row("EntityEvent", "EntityEventSequence", true);
    row("Property", "ListingKey", true);
    row("Media", "MediaKey", true);
    row("PropertyRooms", "RoomKey", true);
    row("Widget_2", "Widget_2Key", true);
    row("two words", "two wordsKey", false);
    row("2nd", "2ndKey", false);
    row("<script>", "<script>Key", false);
    row("", "Key", false);
}

void TestAnswer::keyFields()
{
    QFETCH(const QByteArray, resource);
    QTEST(keyFieldOf(resource), "field");
    QTEST(isEntityName(resource), "possible");
}

QTEST_GUILESS_MAIN(TestAnswer)
#include "tst_answer.moc"
