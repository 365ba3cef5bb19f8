// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/path.h"
#include "core/odata/query/query.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::odata;

namespace {

/// What a query came to, in words; "414 …" for one that has a flaw.
QByteArray wordsOf(const Read<Query> &read)
{
    if (!read)
        return QByteArray::number(statusOf(read.flaw().kind)) + ' ' + read.flaw().target;
    const Query &query = read.value();
    QByteArrayList words;
    if (query.filter)
        words.append("filter " + QByteArray::number(query.filter->range().first));
    if (query.orderBy.field != Field::Sequence || query.orderBy.descending)
        words.append("by " + nameOf(query.orderBy.field).toByteArray()
                     + (query.orderBy.descending ? " desc" : ""));
    if (query.top)
        words.append("top " + QByteArray::number(*query.top));
    if (query.skip > 0)
        words.append("skip " + QByteArray::number(query.skip));
    if (query.count)
        words.append("count");
    for (const Field field : query.select.fields)
        words.append("select " + nameOf(field).toByteArray());
    if (query.format)
        words.append("format " + *query.format);
    if (query.skipToken)
        words.append("behind " + QByteArray::number(query.skipToken->sequence));
    if (query.plus)
        words.append("plus");
    return words.isEmpty() ? "nothing" : words.join(", ");
}

QByteArray keyField(QByteArrayView resource)
{
    return resource == "EntityEvent" ? "EntityEventSequence"
        : resource == "Property"     ? "ListingKey"
                                     : "";
}

} // namespace

class TestQuery final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void options_data();
    void options();
    void optionsOf401_data();
    void optionsOf401();
    void places_data();
    void places();
    void whatALinkRepeats();
    void length();
    void tokens_data();
    void tokens();
    void keys_data();
    void keys();
};

void TestQuery::options_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &query, const char *expected) {
        QTest::newRow(name) << query << QByteArray(expected);
    };
    row("nothing", "", "nothing");
    row("empty pieces", "&&", "nothing");
    row("a filter, its blanks percent-encoded", "$filter=EntityEventSequence%20gt%205", "filter 6");
    row("tabs", "$filter=EntityEventSequence%09gt%095", "filter 6");
    row("plus signs for blanks", "$filter=EntityEventSequence+gt+5", "filter 6, plus");
    row("a name that is percent-encoded", "%24filter=EntityEventSequence%20gt%205", "filter 6");
    row("all letters percent-encoded", "%24%66ilter=%45ntityEventSequence%20gt%205", "filter 6");
    row("lower-case digits", "$filter=ResourceRecordKey%20eq%20'%c3%a4'",
        "filter -9223372036854775808");
    row("a plus sign that is meant", "$filter=ResourceRecordKey%20eq%20'a%2Bb'",
        "filter -9223372036854775808");
    row("an ampersand in a text", "$filter=ResourceRecordKey%20eq%20'a%26b'&$top=1",
        "filter -9223372036854775808, top 1");
    row("an equals sign in a text", "$filter=ResourceRecordKey%20eq%20'a=b'",
        "filter -9223372036854775808");
    row("a filter with a flaw", "$filter=Bogus%20gt%205", "400 $filter");
    row("an empty filter", "$filter=", "400 $filter");
    row("a filter without a value", "$filter", "400 $filter");
    row("too deep a filter", "$filter=" + QByteArray("(").repeated(200), "413 $filter");
    row("an unknown function", "$filter=soundex(ResourceName)%20eq%20'x'", "501 $filter");
    row("half a percent", "$filter=EntityEventSequence%2", "400 $filter");
    row("a percent of letters", "$filter=%zz", "400 $filter");
    row("bytes that are no UTF-8", "$filter=%FF", "400 $filter");
    row("a broken name", "%2gfilter=1", "400 ");
    row("orderby", "$orderby=EntityEventSequence", "nothing");
    row("orderby asc", "$orderby=EntityEventSequence%20asc", "nothing");
    row("orderby desc", "$orderby=EntityEventSequence%20%20desc%20", "by EntityEventSequence desc");
    row("orderby a text", "$orderby=ResourceName", "by ResourceName");
    row("orderby an unknown field", "$orderby=Bogus", "400 $orderby");
    row("orderby in lower case", "$orderby=entityeventsequence", "400 $orderby");
    row("orderby sideways", "$orderby=EntityEventSequence%20sideways", "400 $orderby");
    row("orderby two fields", "$orderby=ResourceName,EntityEventSequence", "501 $orderby");
    row("orderby nothing", "$orderby=", "400 $orderby");
    row("top", "$top=5", "top 5");
    row("top 0", "$top=0", "top 0");
    row("top of the largest", "$top=9223372036854775807", "top 9223372036854775807");
    row("top beyond int64", "$top=9223372036854775808", "400 $top");
    row("top below 0", "$top=-1", "400 $top");
    row("top of no number", "$top=five", "400 $top");
    row("top with a fraction", "$top=1.5", "400 $top");
    row("top with blanks", "$top=%205", "400 $top");
    row("top without a value", "$top=", "400 $top");
    row("skip", "$skip=5", "skip 5");
    row("skip 0", "$skip=0", "nothing");
    row("skip to the cap", "$skip=100000", "skip 100000");
    row("skip beyond the cap", "$skip=100001", "400 $skip");
    row("skip below 0", "$skip=-5", "400 $skip");
    row("count", "$count=true", "count");
    row("no count", "$count=false", "nothing");
    row("count of nobody", "$count=yes", "400 $count");
    row("count in upper case", "$count=TRUE", "400 $count");
    row("select", "$select=EntityEventSequence,%20ResourceName",
        "select EntityEventSequence, select ResourceName");
    row("select all", "$select=*", "nothing");
    row("select all and one", "$select=*,ResourceName", "nothing");
    row("select twice the same", "$select=ResourceName,ResourceName", "select ResourceName");
    row("select an unknown field", "$select=Bogus", "400 $select");
    row("select a field of 2.1", "$select=FeedTypes", "400 $select");
    row("select nothing", "$select=", "400 $select");
    row("format", "$format=application/json;odata.metadata=none",
        "format application/json;odata.metadata=none");
    row("skiptoken", "$skiptoken=1101", "behind 1101");
    row("skiptoken of nobody", "$skiptoken=abc", "400 $skiptoken");
    row("twice the same", "$top=1&$top=2", "400 $top");
    row("twice the same, once in disguise", "$top=1&%24top=2", "400 $top");
    row("expand", "$expand=Media", "501 $expand");
    row("search", "$search=x", "501 $search");
    row("apply", "$apply=aggregate(x)", "501 $apply");
    row("compute", "$compute=x", "501 $compute");
    row("an option of nobody", "$bogus=1", "400 $bogus");
    row("the case of a name counts", "$Filter=true", "400 $Filter");
    row("a custom option", "access=1&debug", "nothing");
    row("without a dollar it is a custom option", "filter=rubbish&top=five", "nothing");
    row("a custom option may be broken", "custom=%zz", "nothing");
}

void TestQuery::options()
{
    QFETCH(const QByteArray, query);
    QTEST(wordsOf(parseQuery(query)), "expected");
}

void TestQuery::optionsOf401_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *query, const char *expected) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(expected);
    };
    row("without a dollar", "filter=EntityEventSequence%20gt%205&top=3", "filter 6, top 3");
    row("in another case", "$Filter=EntityEventSequence%20GT%205&$TOP=3", "filter 6, top 3");
    row("with and without", "$top=3&top=4", "400 $top");
    row("what is not done", "expand=x", "501 $expand");
    row("a custom option", "custom=x", "nothing");
    row("an option of nobody", "$custom=x", "400 $custom");
}

void TestQuery::optionsOf401()
{
    QFETCH(const QByteArray, query);
    QTEST(wordsOf(parseQuery(query, {.version = Version::V401})), "expected");
}

void TestQuery::places_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, QueryPlace place, const char *query,
                        const char *expected) {
        QTest::newRow(name) << int(place) << QByteArray(query) << QByteArray(expected);
    };
    row("an entity's select", QueryPlace::Entity, "$select=ResourceName", "select ResourceName");
    row("an entity's format", QueryPlace::Entity, "$format=json", "format json");
    row("an entity's filter", QueryPlace::Entity, "$filter=true", "400 $filter");
    row("an entity's top", QueryPlace::Entity, "$top=1", "400 $top");
    row("a count's filter", QueryPlace::Count, "$filter=EntityEventSequence%20gt%205", "filter 6");
    row("metadata's format", QueryPlace::Other, "$format=xml", "format xml");
    row("metadata's filter", QueryPlace::Other, "$filter=true", "400 $filter");
    row("a record's select is not ours", QueryPlace::Record, "$select=ListingKey&$format=json",
        "format json");
    row("a record's option of nobody", QueryPlace::Record, "$bogus=1", "400 $bogus");
    row("a record's expand", QueryPlace::Record, "$expand=Media", "501 $expand");
}

void TestQuery::places()
{
    QFETCH(const int, place);
    QFETCH(const QByteArray, query);
    QTEST(wordsOf(parseQuery(query, {.place = QueryPlace(place)})), "expected");
}

void TestQuery::whatALinkRepeats()
{
    const Read<Query> read =
        parseQuery("%24filter=EntityEventSequence+gt+5&$top=10&$skip=2&$count=true&own=1"
                   "&$select=*&$orderby=ResourceName&$format=json&$skiptoken=7");
    QVERIFY(read.ok());
    QCOMPARE(read.value().repeated,
             "%24filter=EntityEventSequence+gt+5&$count=true&$select=*&$orderby=ResourceName"
             "&$format=json");
}

void TestQuery::length()
{
    const auto asked = [](int keys) {
        QByteArray list = "$filter=EntityEventSequence%20in%20(1";
        for (int i = 0; i < keys; ++i)
            list.append(",1");
        return list.append(')');
    };
    QCOMPARE(wordsOf(parseQuery(asked(4'000))), "filter 1");
    QCOMPARE(wordsOf(parseQuery(asked(5'000))), "414 ");
    QCOMPARE(wordsOf(parseQuery(QByteArray("own=" + QByteArray(9'000, 'x')))), "414 ");
    // A link's token must never make its own link too long.
    const QByteArray longest = asked((8 * 1024 - 40) / 2);
    QCOMPARE(wordsOf(parseQuery(longest)), "filter 1");
    const SkipToken token{.sequence = 5, .text = QByteArray(255, 'x'), .top = 10};
    QCOMPARE(wordsOf(parseQuery(QByteArray(longest + "&$skiptoken=" + writeSkipToken(token)))),
             "filter 1, behind 5");
}

void TestQuery::tokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("sound");

    const auto row = [](const char *name, const char *text, bool sound) {
        QTest::newRow(name) << QByteArray(text) << sound;
    };
    row("a number", "1101", true);
    row("the largest", "9223372036854775807", true);
    row("0", "0", true);
    row("below 0", "-1", true);
    row("the rest of top", "1101.t4000", true);
    row("a text", "1101.kw6Qg8J-PoA", true);
    row("an empty text", "1101.k", true);
    row("a pause", "1101.t5.p", true);
    row("everything", "1101.t5.kYQ.p", true);
    row("nothing", "", false);
    row("letters", "abc", false);
    row("zeros in front", "01101", false);
    row("a plus sign", "+1101", false);
    row("beyond int64", "9223372036854775808", false);
    row("a dot at the end", "1101.", false);
    row("top 0", "1101.t0", false);
    row("top below 0", "1101.t-1", false);
    row("top twice", "1101.t1.t2", false);
    row("another order", "1101.p.t5", false);
    row("no base64url", "1101.kw6Qg8J+PoA", false);
    row("a part of nobody", "1101.x", false);
}

void TestQuery::tokens()
{
    QFETCH(const QByteArray, text);
    const Read<SkipToken> read = parseSkipToken(text);
    QTEST(read.ok(), "sound");
    if (read)
        QCOMPARE(writeSkipToken(read.value()), text);
}

void TestQuery::keys_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *path, const char *expected) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(expected);
    };
    row("a number", "/EntityEvent(1101)", "EntityEvent 1101");
    row("by name", "/EntityEvent(EntityEventSequence=1101)", "EntityEvent 1101");
    row("by another name", "/EntityEvent(Sequence=1101)", "400");
    row("percent-encoded", "/EntityEvent%28EntityEventSequence%3D1101%29", "EntityEvent 1101");
    row("beyond 2^53", "/EntityEvent(9007199254740993)", "EntityEvent 9007199254740993");
    row("beyond int64", "/EntityEvent(9223372036854775808)", "400");
    row("below 0", "/EntityEvent(-1)", "EntityEvent -1");
    row("a text", "/EntityEvent('1101')", "EntityEvent '1101'");
    row("letters", "/EntityEvent(abc)", "400");
    row("nothing", "/EntityEvent()", "400");
    row("two keys", "/EntityEvent(1,2)", "400");
    row("a fraction", "/EntityEvent(1.5)", "400");
    row("a text by name", "/Property(ListingKey='3yd-1')", "Property '3yd-1'");
    row("a doubled quote", "/Media('O''Hara')", "Media 'O'Hara'");
    row("a doubled quote, percent-encoded", "/Media('O%27%27Hara')", "Media 'O'Hara'");
    row("a quote that is not doubled", "/Media('O'Hara')", "400");
    row("no closing quote", "/Media('O)", "400");
    row("slash, percent, plus, hash", "/Media('a%2Fb%25c+d%23e')", "Media 'a/b%c+d#e'");
    row("an equals sign in a key", "/Media('a=b')", "Media 'a=b'");
    row("parentheses in a key", "/Media('(a)')", "Media '(a)'");
    row("letters of far away", "/Media('%C3%A4')", "Media '\xC3\xA4'");
    row("bytes that are no UTF-8", "/Media('%FF')", "400");
    row("half a percent", "/Media('%2')", "400");
    row("more behind it", "/Media('a')x", "400");
    row("an empty text", "/Media('')", "Media ''");
}

void TestQuery::keys()
{
    QFETCH(const QByteArray, path);
    const Read<KeyPath> read = parseKeyPath(path, keyField);
    QByteArray words = read ? read.value().resource : "400";
    if (read && read.value().number)
        words.append(' ').append(QByteArray::number(*read.value().number));
    if (read && read.value().text)
        words.append(" '").append(*read.value().text).append('\'');
    QTEST(words, "expected");
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
