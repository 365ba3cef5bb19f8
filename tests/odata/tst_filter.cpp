// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/filter/filter.h"
#include "tests/support/testcase.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::odata;

namespace {

constexpr qint64 kBig = 9'007'199'254'740'993; // 2^53 + 1: no double holds it.
constexpr qint64 kMost = std::numeric_limits<qint64>::max();

/// What the filters below are asked of, by name.
struct Sample
{
    const char *name;
    protocol::EntityEventView event;
};

constexpr std::array<Sample, 6> kSamples{{
    {"a", {{1101}, "Property", "3yd-1", {}}},
    {"b", {{1102}, "Media", "O'Hara", "http://h/Media('O''Hara')"}},
    {"c", {{1103}, "Property", "\xC3\xA4\xF0\x9F\x8F\xA0", {}}},
    {"d", {{kBig - 1}, "Member", "", {}}},
    {"e", {{kBig}, "Member", "100% (or), not", {}}},
    {"f", {{kMost}, "Office", "Z", {}}},
}};

/// The samples that a filter holds for, "a b".
QByteArray matchesOf(const Filter &filter)
{
    QByteArray names;
    for (const Sample &sample : kSamples) {
        if (filter.matches(sample.event))
            names.append(names.isEmpty() ? "" : " ").append(sample.name);
    }
    return names;
}

const char *kindName(FlawKind kind)
{
    switch (kind) {
    case FlawKind::Syntax:
        return "syntax";
    case FlawKind::UnknownField:
        return "unknown field";
    case FlawKind::TypeMismatch:
        return "type";
    case FlawKind::OutOfRange:
        return "range";
    case FlawKind::Unsupported:
        return "unsupported";
    case FlawKind::TooComplex:
        return "too complex";
    case FlawKind::UnknownOption:
    case FlawKind::Version:
    case FlawKind::NotAcceptable:
    case FlawKind::TooLong:
        break;
    }
    return "?";
}

QByteArray repeated(const char *text, int times)
{
    return QByteArray(text).repeated(times);
}

} // namespace

class TestFilter final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void flaws_data();
    void flaws();
    void ranges_data();
    void ranges();
    void caseOfOperators();
    void aLongListIsLookedUp();
    void aLongChainIsNotDeep();
};

void TestFilter::matches_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &filter, const char *expected) {
        QTest::newRow(name) << filter << QByteArray(expected);
    };
    row("eq", "EntityEventSequence eq 1101", "a");
    row("ne", "EntityEventSequence ne 1101", "b c d e f");
    row("gt", "EntityEventSequence gt 1102", "c d e f");
    row("ge", "EntityEventSequence ge 1102", "b c d e f");
    row("lt", "EntityEventSequence lt 1102", "a");
    row("le", "EntityEventSequence le 1102", "a b");
    row("ge 0 starts at the first", "EntityEventSequence ge 0", "a b c d e f");
    row("the literal on the left", "1102 lt EntityEventSequence", "c d e f");
    row("a number that no double holds", "EntityEventSequence eq 9007199254740993", "e");
    row("above the one below it", "EntityEventSequence gt 9007199254740992", "e f");
    row("above it", "EntityEventSequence gt 9007199254740993", "f");
    row("above the largest", "EntityEventSequence gt 9223372036854775807", "");
    row("the largest", "EntityEventSequence ge 9223372036854775807", "f");
    row("below the smallest", "EntityEventSequence lt -9223372036854775808", "");
    row("a negative number", "EntityEventSequence gt -1", "a b c d e f");
    row("zeros in front", "EntityEventSequence eq 0001101", "a");
    row("a text", "ResourceName eq 'Property'", "a c");
    row("the case of a text counts", "ResourceName eq 'property'", "");
    row("texts are ordered by code points", "ResourceRecordKey gt 'a'", "c");
    row("an empty text", "ResourceRecordKey eq ''", "d");
    row("a doubled quote", "ResourceRecordKey eq 'O''Hara'", "b");
    row("a text that looks like a filter", "ResourceRecordKey eq '100% (or), not'", "e");
    row("letters of far away", "ResourceRecordKey eq '\xC3\xA4\xF0\x9F\x8F\xA0'", "c");
    row("two fields", "ResourceName ne ResourceRecordKey", "a b c d e f");
    row("null", "ResourceRecordUrl eq null", "a c d e f");
    row("not null", "ResourceRecordUrl ne null", "b");
    row("null on the left", "null eq ResourceRecordUrl", "a c d e f");
    row("null is not above", "ResourceRecordUrl gt ''", "b");
    row("null is not below either", "ResourceRecordUrl lt 'x'", "b");
    row("null is not equal to a text", "ResourceRecordUrl ne 'x'", "a b c d e f");
    row("nothing is known of null", "contains(ResourceRecordUrl,'h')", "b");
    row("nor of its contrary", "not contains(ResourceRecordUrl,'x')", "b");
    row("null and false", "not (contains(ResourceRecordUrl,'h') and false)", "a b c d e f");
    row("null or true", "contains(ResourceRecordUrl,'h') or true", "a b c d e f");
    row("and before or", "EntityEventSequence eq 1101 or EntityEventSequence eq 1102 and false",
        "a");
    row("parentheses before and",
        "(EntityEventSequence eq 1101 or EntityEventSequence eq 1102) and false", "");
    row("not before and", "not (EntityEventSequence eq 1101) and true", "b c d e f");
    row("not before eq", "not false eq true", "a b c d e f");
    row("gt before eq", "EntityEventSequence gt 1102 eq false", "a b");
    row("twice not", "not not (EntityEventSequence eq 1101)", "a");
    row("not and its parenthesis", "not(EntityEventSequence eq 1101)", "b c d e f");
    row("as RESO writes it", "not (EntityEventSequence le -1)", "a b c d e f");
    row("parentheses in parentheses", "((((EntityEventSequence) eq ((1101)))))", "a");
    row("in numbers", "EntityEventSequence in (1101,5, 9007199254740993 )", "a e");
    row("in texts", "ResourceName in ('Media','Office')", "b f");
    row("in null", "ResourceRecordUrl in (null,'x')", "a c d e f");
    row("not in", "not (ResourceName in ('Property'))", "b d e f");
    row("startswith", "startswith(ResourceRecordKey,'3yd')", "a");
    row("endswith", "endswith( ResourceRecordKey , 'Hara' )", "b");
    row("contains", "contains(ResourceRecordKey,'''')", "b");
    row("contains nothing", "contains(ResourceRecordKey,'')", "a b c d e f");
    row("a function as operand", "startswith(ResourceName,'M') eq true", "b d e");
    row("true", "true", "a b c d e f");
    row("false", "false", "");
    row("tabs and many blanks", "\tEntityEventSequence  \t eq\t1101  ", "a");
    row("no blank at a parenthesis", "(EntityEventSequence eq 1101)or(EntityEventSequence eq 1102)",
        "a b");
}

void TestFilter::matches()
{
    QFETCH(const QByteArray, filter);
    const Read<Filter> read = Filter::parse(filter);
    QVERIFY2(read.ok(), read ? "" : read.flaw().message.constData());
    QTEST(matchesOf(read.value()), "expected");
}

void TestFilter::flaws_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("at");

    const auto row = [](const char *name, const QByteArray &filter, const char *kind, int at) {
        QTest::newRow(name) << filter << QByteArray(kind) << at;
    };
    row("nothing", "", "syntax", 0);
    row("blanks", " \t", "syntax", 0);
    row("a field alone", "EntityEventSequence", "type", 0);
    row("a number alone", "1101", "type", 0);
    row("no right side", "EntityEventSequence gt", "syntax", 22);
    row("no left side", "gt 5", "unknown field", 0);
    row("no operator", "EntityEventSequence 5", "syntax", 20);
    row("an operator of nobody", "EntityEventSequence after 5", "syntax", 20);
    row("an operator in upper case", "EntityEventSequence GT 5", "syntax", 20);
    row("a sign of mathematics", "EntityEventSequence > 5", "syntax", 20);
    row("a field in lower case", "entityeventsequence gt 1", "unknown field", 0);
    row("a field of legacy", "EntityEventSequenceNumeric gt 1", "unknown field", 0);
    row("a path", "Property/ListingKey eq 'x'", "unknown field", 0);
    row("FeedTypes is a collection", "FeedTypes eq 'x'", "unknown field", 0);
    row("a number and a text", "EntityEventSequence eq 'a'", "type", 20);
    row("a text and a number", "ResourceName eq 5", "type", 13);
    row("a number and a condition", "EntityEventSequence eq true", "type", 20);
    row("null is not ordered", "ResourceRecordUrl gt null", "type", 18);
    row("conditions are not ordered", "true gt false", "type", 5);
    row("a chain of comparisons", "1 lt EntityEventSequence lt 5", "type", 25);
    row("not of a number", "not EntityEventSequence le -1", "type", 0);
    row("and of a number", "EntityEventSequence and true", "type", 0);
    row("or of a text", "true or 'x'", "type", 0);
    row("above int64", "EntityEventSequence gt 9223372036854775808", "range", 23);
    row("below int64", "EntityEventSequence gt -9223372036854775809", "range", 23);
    row("a number of a thousand digits", "EntityEventSequence gt " + repeated("9", 1000), "range",
        23);
    row("a fraction", "EntityEventSequence gt 1.5", "syntax", 23);
    row("an exponent", "EntityEventSequence gt 1e3", "syntax", 23);
    row("a plus sign", "EntityEventSequence gt +5", "syntax", 23);
    row("two minus signs", "EntityEventSequence gt --5", "syntax", 23);
    row("a minus sign alone", "EntityEventSequence gt -", "syntax", 23);
    row("double quotes", "ResourceName eq \"Property\"", "syntax", 16);
    row("a text without an end", "ResourceName eq 'Property", "syntax", 16);
    row("a doubled quote at the end", "ResourceName eq 'Property''", "syntax", 16);
    row("a parenthesis too few", "(EntityEventSequence gt 5", "syntax", 25);
    row("a parenthesis too many", "EntityEventSequence gt 5)", "syntax", 24);
    row("empty parentheses", "()", "syntax", 1);
    row("an empty list", "EntityEventSequence in ()", "syntax", 24);
    row("a list without parentheses", "EntityEventSequence in 5", "syntax", 23);
    row("a list with a trailing comma", "EntityEventSequence in (5,)", "syntax", 26);
    row("a list without an end", "EntityEventSequence in (5", "syntax", 25);
    row("a list of another type", "EntityEventSequence in (5,'6')", "type", 26);
    row("a number too large in a list", "EntityEventSequence in (9223372036854775808)", "range",
        24);
    row("a condition in a list", "true in (true)", "type", 5);
    row("a function of nobody", "soundex(ResourceName) eq 'x'", "unsupported", 0);
    row("a function of OData that is not done", "length(ResourceName) gt 3", "unsupported", 0);
    row("arithmetic", "EntityEventSequence add 1 gt 5", "unsupported", 20);
    row("a flag", "ResourceName has 'x'", "unsupported", 13);
    row("a function with one argument", "contains(ResourceName)", "syntax", 21);
    row("a function with three arguments", "contains(ResourceName,'a','b')", "syntax", 25);
    row("a function of a number", "contains(EntityEventSequence,'1')", "type", 9);
    row("a function without parentheses", "contains ResourceName", "syntax", 9);
    row("a semicolon", "EntityEventSequence gt 5; drop", "syntax", 23);
    row("100 parentheses", repeated("(", 100) + "true" + repeated(")", 100), "", 0);
    row("101 parentheses", repeated("(", 101) + "true" + repeated(")", 101), "too complex", 100);
    row("100,000 parentheses", repeated("(", 100'000), "too complex", 100);
    row("100,000 nots", repeated("not ", 100'000), "too complex", 400);
    row("a tall tree of comparisons", "true" + repeated(" eq true", 200), "too complex", 797);
    row("many parts", "true" + repeated(" or true", 3'000), "too complex", 16'000);
}

void TestFilter::flaws()
{
    QFETCH(const QByteArray, filter);
    QFETCH(const QByteArray, kind);
    QFETCH(const int, at);
    const Read<Filter> read = Filter::parse(filter);
    QCOMPARE(QByteArray(read ? "" : kindName(read.flaw().kind)), kind);
    if (read)
        return;
    QCOMPARE(read.flaw().at, at);
    QVERIFY(!read.flaw().message.isEmpty());
    QVERIFY2(read.flaw().message.size() < 250, read.flaw().message.constData());
}

void TestFilter::ranges_data()
{
    QTest::addColumn<QByteArray>("filter");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const char *filter, const char *expected) {
        QTest::newRow(name) << QByteArray(filter) << QByteArray(expected);
    };
    row("gt", "EntityEventSequence gt 5", "6.. whole");
    row("ge", "EntityEventSequence ge 5", "5.. whole");
    row("lt", "EntityEventSequence lt 5", "..4 whole");
    row("le", "EntityEventSequence le 5", "..5 whole");
    row("eq", "EntityEventSequence eq 5", "5..5 whole");
    row("ne", "EntityEventSequence ne 5", "..");
    row("mirrored", "5 lt EntityEventSequence", "6.. whole");
    row("both ends", "EntityEventSequence ge 5 and EntityEventSequence le 9", "5..9 whole");
    row("three", "EntityEventSequence ge 5 and EntityEventSequence le 9 and true", "5..9 whole");
    row("ends that do not meet", "EntityEventSequence gt 9 and EntityEventSequence lt 5",
        "nowhere whole");
    row("above the largest", "EntityEventSequence gt 9223372036854775807", "nowhere whole");
    row("below the smallest", "EntityEventSequence lt -9223372036854775808", "nowhere whole");
    row("and something else", "EntityEventSequence gt 5 and ResourceName eq 'x'", "6..");
    row("two ranges", "EntityEventSequence eq 5 or EntityEventSequence eq 9", "5..9");
    row("a range or nowhere", "EntityEventSequence eq 5 or false", "5..5");
    row("a range or anything", "EntityEventSequence eq 5 or ResourceName eq 'x'", "..");
    row("in", "EntityEventSequence in (9,5,7)", "5..9");
    row("not", "not (EntityEventSequence gt 5)", "..");
    row("a text", "ResourceName eq 'x'", "..");
    row("true", "true", ".. whole");
    row("false", "false", "nowhere whole");
    row("two literals", "1 eq 2", "..");
}

void TestFilter::ranges()
{
    QFETCH(const QByteArray, filter);
    const Read<Filter> read = Filter::parse(filter);
    QVERIFY(read.ok());
    const SequenceRange range = read->range();
    QByteArray text = "nowhere";
    if (!range.isEmpty()) {
        text = range.first == std::numeric_limits<qint64>::min() ? ""
                                                                 : QByteArray::number(range.first);
        text.append("..").append(range.last == kMost ? "" : QByteArray::number(range.last));
    }
    QTEST(QByteArray(text + (read->isRange() ? " whole" : "")), "expected");
    // A range must never hide what the filter holds for.
    for (const Sample &sample : kSamples) {
        const qint64 sequence = sample.event.sequence.value;
        const bool inside = sequence >= range.first && sequence <= range.last;
        QVERIFY(inside || !read->matches(sample.event));
        QVERIFY(!inside || !read->isRange() || read->matches(sample.event));
    }
}

void TestFilter::caseOfOperators()
{
    const QByteArray text =
        "NOT (EntityEventSequence GT 1101) Or CONTAINS(ResourceRecordKey,'O') AND TRUE";
    QVERIFY(!Filter::parse(text).ok());
    const Read<Filter> read = Filter::parse(text, {.caseBlind = true});
    QVERIFY(read.ok());
    QCOMPARE(matchesOf(read.value()), "a b");
    // Names of fields keep theirs (CORE-19).
    QVERIFY(!Filter::parse("entityEventSequence gt 5", {.caseBlind = true}).ok());
}

void TestFilter::aLongListIsLookedUp()
{
    QByteArray text = "EntityEventSequence in (9007199254740993";
    for (int i = 0; i < 3'000; ++i)
        text.append(',').append(QByteArray::number(5'000'000 - i * 7));
    const Read<Filter> read = Filter::parse(text.append(')'));
    QVERIFY(read.ok());
    QCOMPARE(matchesOf(read.value()), "e");
    QCOMPARE(read->expression().size(), size_t(2));
}

void TestFilter::aLongChainIsNotDeep()
{
    const QByteArray text =
        "EntityEventSequence eq 1101" + repeated(" or EntityEventSequence eq 5", 300);
    const Read<Filter> read = Filter::parse(text);
    QVERIFY(read.ok());
    QCOMPARE(matchesOf(read.value()), "a");
    QVERIFY(read->expression().back().depth <= 4);
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
