// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/json/strictjson.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

constexpr int kDepth = 64;

const char *tokenName(JsonToken token)
{
    switch (token) {
    case JsonToken::BeginObject:
        return "{";
    case JsonToken::EndObject:
        return "}";
    case JsonToken::BeginArray:
        return "[";
    case JsonToken::EndArray:
        return "]";
    case JsonToken::Name:
        return "name ";
    case JsonToken::String:
        return "string ";
    case JsonToken::Number:
        return "number ";
    case JsonToken::True:
        return "true";
    case JsonToken::False:
        return "false";
    case JsonToken::Null:
        return "null";
    case JsonToken::End:
        return "end";
    case JsonToken::More:
        return "more";
    case JsonToken::Malformed:
        return "malformed";
    }
    Q_UNREACHABLE();
}

QByteArray shown(JsonToken token, const JsonReader &reader)
{
    QByteArray text(tokenName(token));
    if (text.endsWith(' '))
        text.append(reader.text());
    return text;
}

/// Every token of a text, the last one End or Malformed.
QByteArrayList tokensOf(QByteArrayView text, JsonExtent extent = JsonExtent::OneValue)
{
    QByteArrayList tokens;
    JsonReader reader(text, kDepth, extent);
    for (;;) {
        const JsonToken token = reader.next();
        tokens.append(shown(token, reader));
        if (token == JsonToken::End || token == JsonToken::Malformed)
            return tokens;
    }
}

QByteArrayList tokensInPieces(const QByteArray &text, qsizetype size)
{
    QByteArrayList tokens;
    JsonReader reader({}, kDepth, JsonExtent::ManyValues);
    QByteArray pending;
    qsizetype fed = 0;
    for (;;) {
        const QByteArray piece = text.mid(fed, size);
        fed += piece.size();
        pending.append(piece);
        reader.resume(pending, fed == text.size());
        JsonToken token = reader.next();
        for (; token != JsonToken::More; token = reader.next()) {
            tokens.append(shown(token, reader));
            if (token == JsonToken::End || token == JsonToken::Malformed)
                return tokens;
        }
        pending.remove(0, reader.consumed());
    }
}

/// Reads up to the mistake.
JsonReader readToFlaw(QByteArrayView text, int depth = kDepth)
{
    JsonReader reader(text, depth);
    JsonToken token = reader.next();
    while (token != JsonToken::End && token != JsonToken::Malformed)
        token = reader.next();
    return reader;
}

} // namespace

class TestStrictJson final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void wellFormedTexts_data();
    void wellFormedTexts();
    void mistakesByName_data();
    void mistakesByName();
    void flawsHaveWords();
    void aMistakeIsFinal();
    void escapesAndLoneSurrogates();
    void pointersFollowTheValue();
    void longNamesAreCutInPointers();
    void depthIsCounted();
    void piecesGiveTheSameTokens_data();
    void piecesGiveTheSameTokens();
};

void TestStrictJson::wellFormedTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tokens");
    const auto row = [](const char *text, const char *tokens) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(tokens);
    };
    row("{}", "{ } end");
    row("[]", "[ ] end");
    row(" [ 1 , -0 , 0.5 , 1e3 , 1E+3 , 12e-3 ] ",
        "[ number 1 number -0 number 0.5 number 1e3 number 1E+3 number 12e-3 ] end");
    row("[true,false,null]", "[ true false null ] end");
    row(R"({"a":{"b":[]},"":1})", "{ name a { name b [ ] } name  number 1 } end");
    row(R"("\"\\\/\b\f\n\r\t\u00Ff")", R"(string \"\\\/\b\f\n\r\t\u00Ff end)");
    row("\"\x7F\"", "string \x7F end");
    row("\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"",
        "string "
        "\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF end");
    row("\xEF\xBB\xBF[]", "[ ] end");
    row("9223372036854775807", "number 9223372036854775807 end");
    row("\t\r\n 0", "number 0 end");
}

void TestStrictJson::wellFormedTexts()
{
    QFETCH(QByteArray, text);
    QTEST(tokensOf(text).join(' '), "tokens");
}

void TestStrictJson::mistakesByName_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<JsonFlaw>("flaw");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<qsizetype>("length");
    const auto row = [](const char *name, const QByteArray &text, JsonFlaw flaw, int offset,
                        int length) {
        QTest::newRow(name) << text << flaw << qsizetype(offset) << qsizetype(length);
    };
    row("nothing", "", JsonFlaw::Empty, 0, 0);
    row("white space only", " \n", JsonFlaw::Empty, 2, 0);
    row("a byte order mark only", "\xEF\xBB\xBF", JsonFlaw::Empty, 3, 0);
    row("XML", "<a/>", JsonFlaw::NotJson, 0, 1);
    row("form data", "a=1&b=2", JsonFlaw::NotJson, 0, 1);
    row("UTF-16 LE with its mark", QByteArray("\xFF\xFE{\0}\0", 6), JsonFlaw::Utf16, 0, 4);
    row("UTF-16 BE with its mark", QByteArray("\xFE\xFF\0{\0}", 6), JsonFlaw::Utf16, 0, 4);
    row("UTF-16 LE without", QByteArray("{\0}\0", 4), JsonFlaw::Utf16, 0, 4);
    row("UTF-32 BE", QByteArray("\0\0\0{", 4), JsonFlaw::Utf16, 0, 4);
    row("Latin-1", "[\"caf\xE9\"]", JsonFlaw::InvalidUtf8, 5, 1);
    row("a continuation byte alone", "[\"\x80\"]", JsonFlaw::InvalidUtf8, 2, 1);
    row("a character cut by the quote", "[\"\xE2\x82\"]", JsonFlaw::InvalidUtf8, 2, 2);
    row("a character cut by the end", "[\"\xE2\x82", JsonFlaw::InvalidUtf8, 2, 2);
    row("overlong in two bytes", "[\"\xC0\xAF\"]", JsonFlaw::OverlongUtf8, 2, 2);
    row("overlong in three bytes", "[\"\xE0\x80\xAF\"]", JsonFlaw::OverlongUtf8, 2, 3);
    row("a surrogate in UTF-8", "[\"\xED\xA0\x80\"]", JsonFlaw::SurrogateUtf8, 2, 3);
    row("beyond Unicode", "[\"\xF4\x90\x80\x80\"]", JsonFlaw::BeyondUnicode, 2, 4);
    row("NaN", "[NaN]", JsonFlaw::NotANumber, 1, 3);
    row("Infinity", "[Infinity]", JsonFlaw::NotANumber, 1, 8);
    row("-Infinity", "[-Infinity]", JsonFlaw::NotANumber, 1, 9);
    row("a line comment", "[1,// x\n2]", JsonFlaw::Comment, 3, 2);
    row("a block comment", "{/**/}", JsonFlaw::Comment, 1, 2);
    row("a comment behind a value", "[1/**/]", JsonFlaw::Comment, 2, 2);
    row("a comma before ]", "[1,]", JsonFlaw::TrailingComma, 3, 1);
    row("a comma before }", R"({"a":1,})", JsonFlaw::TrailingComma, 7, 1);
    row("a leading zero", "[01]", JsonFlaw::LeadingZero, 1, 2);
    row("a leading zero behind minus", "[-01]", JsonFlaw::LeadingZero, 1, 3);
    row("no digits behind the point", "[1.]", JsonFlaw::MalformedNumber, 1, 2);
    row("no digits before the point", "[.5]", JsonFlaw::MalformedNumber, 1, 2);
    row("a plus", "[+1]", JsonFlaw::MalformedNumber, 1, 2);
    row("no exponent", "[1e]", JsonFlaw::MalformedNumber, 1, 2);
    row("no exponent behind its sign", "[1e+]", JsonFlaw::MalformedNumber, 1, 3);
    row("a minus alone", "[-]", JsonFlaw::MalformedNumber, 1, 1);
    row("hexadecimal", "[0x1F]", JsonFlaw::MalformedNumber, 1, 4);
    row("True", "[True]", JsonFlaw::BareWord, 1, 4);
    row("undefined", "[undefined]", JsonFlaw::BareWord, 1, 9);
    row("a word cut short", "[tru", JsonFlaw::BareWord, 1, 3);
    row("a name without quotes", "{a:1}", JsonFlaw::UnquotedName, 1, 1);
    row("single quotes", "['a']", JsonFlaw::SingleQuote, 1, 1);
    row("single quotes round a name", "{'a':1}", JsonFlaw::SingleQuote, 1, 1);
    row("a line break in a string", "[\"a\nb\"]", JsonFlaw::ControlCharacter, 3, 1);
    row("a NUL in a string", QByteArray("[\"a\0\"]", 6), JsonFlaw::ControlCharacter, 3, 1);
    row("the last control character", "[\"a\x1F\"]", JsonFlaw::ControlCharacter, 3, 1);
    row("no such escape", R"(["\x41"])", JsonFlaw::BadEscape, 2, 2);
    row("a short hex escape", R"(["\u12G4"])", JsonFlaw::BadEscape, 2, 6);
    row("an escaped single quote", R"(["\'"])", JsonFlaw::BadEscape, 2, 2);
    row("a no-break space", "[\xC2\xA0]", JsonFlaw::ForeignSpace, 1, 2);
    row("a form feed", "[\f1]", JsonFlaw::ForeignSpace, 1, 1);
    row("a second byte order mark", "\xEF\xBB\xBF\xEF\xBB\xBF[]", JsonFlaw::ForeignSpace, 3, 3);
    row("an open string", R"(["ab)", JsonFlaw::UnclosedString, 1, 3);
    row("an open string behind a backslash", R"(["ab\)", JsonFlaw::UnclosedString, 1, 4);
    row("an open string in a hex escape", R"(["\u12)", JsonFlaw::UnclosedString, 1, 5);
    row("an open object", R"({"a":1)", JsonFlaw::UnclosedObject, 6, 0);
    row("an open object behind a name", R"({"a")", JsonFlaw::UnclosedObject, 4, 0);
    row("an open array", "[[1]", JsonFlaw::UnclosedArray, 4, 0);
    row("no value", R"({"a":})", JsonFlaw::MissingValue, 5, 1);
    row("two commas", "[1,,2]", JsonFlaw::MissingValue, 3, 1);
    row("a comma first", "[,1]", JsonFlaw::MissingValue, 1, 1);
    row("a closing bracket alone", "]", JsonFlaw::MissingValue, 0, 1);
    row("no comma", "[1 2]", JsonFlaw::MissingComma, 3, 1);
    row("no comma between members", R"({"a":1 "b":2})", JsonFlaw::MissingComma, 7, 1);
    row("no colon", R"({"a" 1})", JsonFlaw::MissingColon, 5, 1);
    row("a comma for a colon", R"({"a",1})", JsonFlaw::MissingColon, 4, 1);
    row("a number for a name", "{1:2}", JsonFlaw::MissingName, 1, 1);
    row("a comma for a name", "{,}", JsonFlaw::MissingName, 1, 1);
    row("a brace for a bracket", "[1}", JsonFlaw::WrongBracket, 2, 1);
    row("a bracket for a brace", R"({"a":1])", JsonFlaw::WrongBracket, 6, 1);
    row("two texts", "{} {}", JsonFlaw::TrailingContent, 3, 2);
    row("a bracket too many", "[]]", JsonFlaw::TrailingContent, 2, 1);
    row("an equals sign", R"({"a"=1})", JsonFlaw::MissingColon, 4, 1);
    row("a stray byte", "[1;2]", JsonFlaw::UnexpectedByte, 2, 1);
    row("a control character between tokens", "[1\x01]", JsonFlaw::UnexpectedByte, 2, 1);
}

void TestStrictJson::mistakesByName()
{
    QFETCH(QByteArray, text);
    const JsonReader reader = readToFlaw(text);
    QTEST(reader.flaw(), "flaw");
    QTEST(reader.range().offset, "offset");
    QTEST(reader.range().length, "length");
}

void TestStrictJson::flawsHaveWords()
{
    QSet<QByteArray> texts;
    for (int i = 1; i <= int(JsonFlaw::UnexpectedByte); ++i) {
        const JsonFlawText flaw = describe(JsonFlaw(i));
        QVERIFY(*flaw.id != '\0');
        QVERIFY(QByteArray(flaw.text).endsWith('.'));
        texts.insert(flaw.text);
    }
    QCOMPARE(texts.size(), int(JsonFlaw::UnexpectedByte));
}

void TestStrictJson::aMistakeIsFinal()
{
    JsonReader reader = readToFlaw("[1,]");
    QCOMPARE(reader.next(), JsonToken::Malformed);
    QCOMPARE(reader.flaw(), JsonFlaw::TrailingComma);
}

void TestStrictJson::escapesAndLoneSurrogates()
{
    const auto lone = [](QByteArrayView text) {
        JsonReader reader(text, kDepth);
        return reader.next() == JsonToken::String && reader.escaped() && reader.loneSurrogate();
    };
    QVERIFY(lone(R"("\ud800")"));
    QVERIFY(lone(R"("\udc00")"));
    QVERIFY(lone(R"("\ud800\ud800")"));
    QVERIFY(lone(R"("\ud800\n")"));
    QVERIFY(lone(R"("\udc00\ud800")"));
    QVERIFY(!lone(R"("\ud800\udc00")"));
    QVERIFY(!lone(R"("\uD83D\uDE00")"));
    QVERIFY(!lone(R"("\\ud800")"));
}

void TestStrictJson::pointersFollowTheValue()
{
    JsonReader reader(R"({"a/b":[10,{"~":true}],"\u0063":{}})", kDepth);
    QByteArrayList pointers;
    for (JsonToken token = reader.next(); token != JsonToken::End; token = reader.next())
        pointers.append(shown(token, reader) + " " + reader.pointer());
    QCOMPARE(
        pointers.join('\n'),
        QByteArray("{ \nname a/b /a~1b\n[ /a~1b\nnumber 10 /a~1b/0\n{ /a~1b/1\nname ~ /a~1b/1/~0\n"
                   "true /a~1b/1/~0\n} /a~1b/1\n] /a~1b\nname \\u0063 /c\n{ /c\n} /c\n} "));
}

void TestStrictJson::longNamesAreCutInPointers()
{
    QByteArray pointer;
    appendPointerName(pointer, QByteArray("\xC3\xBC").repeated(1000));
    QVERIFY(pointer.size() < 1100);
    QVERIFY(pointer.endsWith("\xC3\xBC..."));
    pointer.clear();
    appendPointerName(pointer, QByteArray(1023, 'a').append("\xC3\xBC"));
    QCOMPARE(pointer, '/' + QByteArray(1023, 'a') + "...");
}

void TestStrictJson::depthIsCounted()
{
    QCOMPARE(readToFlaw("[[[1]]]", 3).flaw(), JsonFlaw::None);
    const JsonReader reader = readToFlaw("[[[1]]]", 2);
    QCOMPARE(reader.flaw(), JsonFlaw::TooDeep);
    QCOMPARE(reader.range().offset, 2);
    QCOMPARE(reader.depth(), 2);
}

void TestStrictJson::piecesGiveTheSameTokens_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"{\"a\\u00e9\\ud83d\\ude00\" : [1.5e3, true, \"\xE2\x82\xAC\", null]} [] 12 {\"b\":\"\"}",
          "", " \n ", "{\"a\":1", "[1,]", "[tru]", "12 13", "\xEF\xBB\xBF{}", "{\"a\"  \n :1}",
          "[\"\xE2\x82\"]", "[\"\\ud83d", "[\"\\u12", "\"open", "[1}", "-", "[\xC2\xA0]",
          "\xFF\xFE{"})
        QTest::newRow(text) << QByteArray(text);
}

void TestStrictJson::piecesGiveTheSameTokens()
{
    QFETCH(QByteArray, text);
    const QByteArrayList whole = tokensOf(text, JsonExtent::ManyValues);
    for (qsizetype size = 1; size <= text.size() + 1; ++size)
        QCOMPARE(tokensInPieces(text, size).join(' '), whole.join(' '));
}

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
