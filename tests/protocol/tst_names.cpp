// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/membernames.h"
#include "core/protocol/payload/members.h"
#include "core/protocol/resourcenames.h"
#include "core/protocol/uri.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

/// The small tables that a payload's words are looked up in.
class TestNames final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void members_data();
    void members();
    void resourceNamesByCase_data();
    void resourceNamesByCase();
    void recentNames();
    void urls_data();
    void urls();
    void repeatedNames_data();
    void repeatedNames();
    void objectsDoNotMix();
};

void TestNames::members_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<MemberKind>("kind");
    QTest::addColumn<int>("field");
    const auto row = [](const char *name, MemberKind kind, int field = -1) {
        QTest::newRow(name) << QByteArray(name) << kind << field;
    };
    row("EntityEventSequence", MemberKind::Field, 0);
    row("ResourceName", MemberKind::Field, 1);
    row("ResourceRecordKey", MemberKind::Field, 2);
    row("ResourceRecordUrl", MemberKind::Field, 3);
    row("EntityEventSequenceNumeric", MemberKind::LegacyField, 0);
    row("ResourceRecordKeyNumeric", MemberKind::LegacyField, 2);
    row("ResourceRecordURL", MemberKind::LegacyField, 3);
    row("EntityEventsequence", MemberKind::NearField, 0);
    row("entity_event_sequence", MemberKind::NearField, 0);
    row("EntityEventSequences", MemberKind::NearField, 0);
    row("Resource Name", MemberKind::NearField, 1);
    row("resourceRecordKeys", MemberKind::NearField, 2);
    row("RESOURCERECORDURL", MemberKind::NearField, 3);
    row("@reso.context", MemberKind::Context);
    row("@RESO.context", MemberKind::NearContext);
    row("reso.context", MemberKind::NearContext);
    row("value", MemberKind::Value);
    row("Value", MemberKind::NearValue);
    row("values", MemberKind::NearValue);
    row("@odata.count", MemberKind::Annotation);
    row("FeedTypes", MemberKind::FeedTypes);
    row("Data", MemberKind::Vendor);
    row("EventTypes", MemberKind::Vendor);
    row("RequestItemId", MemberKind::Vendor);
    row("ResourceKey", MemberKind::Unknown);
    row("", MemberKind::Unknown);
    row("s", MemberKind::Unknown);
    row("ResourceNameResourceNameResourceNameResourceName", MemberKind::Unknown);
}

void TestNames::members()
{
    QFETCH(QByteArray, name);
    QFETCH(int, field);
    const Member member = recogniseMember(name);
    QTEST(member.kind, "kind");
    if (field >= 0)
        QCOMPARE(int(member.field), field);
    QCOMPARE(*member.id != '\0', member.kind == MemberKind::Vendor);
}

void TestNames::resourceNamesByCase_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("known");
    const auto row = [](const char *name, const char *known) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(known);
    };
    row("Property", "");
    row("property", "Property");
    row("PROPERTY", "Property");
    row("OUID", "");
    row("Ouid", "OUID");
    row("openhouse", "OpenHouse");
    row("internetTrackingSummary", "InternetTrackingSummary");
    row("transactionmanagement", "TransactionManagement");
    row("Showing", "");
    row("showing", "Showing");
    row("Properties", "");
    row("x_Lockers", "");
    row("", "");
    row("m", "");
    row("medi\xC3\xA4", "");
}

void TestNames::resourceNamesByCase()
{
    QFETCH(QByteArray, name);
    QTEST(misspeltResourceName(name).toByteArray(), "known");
}

void TestNames::recentNames()
{
    RecentNames names;
    QVERIFY(!names.holds({}));
    QVERIFY(!names.holds("Media"));
    names.add("Media");
    names.add("Property");
    QVERIFY(names.holds(QByteArray("Media")));
    QVERIFY(names.holds("Property"));
    QVERIFY(!names.holds({}));
    // They share a place with one of the two.
    QVERIFY(!names.holds("Meaia"));
    QVERIFY(!names.holds("media"));
    for (int i = 0; i < 1000; ++i)
        names.add("Media");
    QVERIFY(names.holds("Media"));
}

void TestNames::urls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("valid");
    for (const char *url : {"https://example.com/Property('1')", "HTTP://example.com",
                            "https://[::1]:8080/a?b#c", "Property('1')", "/a/b", "//host/a", "?q",
                            "#f", "a%20b", "./a:b", "a?b:c", "https://user@host/"})
        QTest::newRow(url) << QByteArray(url) << true;
    for (const char *url : {"", "javascript:alert(1)", "ftp://example.com", "https:", "https://",
                            "https:///a", "http:a", "a b", "a\"b", "a<b", "a%2", "a%zz", "%",
                            "a#b#c", "caf\xC3\xA9", "a\\b", "mailto:a@b", ":a", "a\nb"})
        QTest::newRow(qPrintable(QStringLiteral("not ") + QString::fromUtf8(url)))
            << QByteArray(url) << false;
}

void TestNames::urls()
{
    QFETCH(QByteArray, url);
    QTEST(isResourceUrl(url), "valid");
}

void TestNames::repeatedNames_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QByteArray>("repeated");
    QTest::newRow("none") << QByteArray("a b c") << QByteArray();
    QTest::newRow("one") << QByteArray("a b a") << QByteArray("a@4");
    QTest::newRow("one of three") << QByteArray("a a a") << QByteArray("a@2 a@4");
    QTest::newRow("case matters") << QByteArray("a A") << QByteArray();
    QTest::newRow("an escape is the same name")
        << QByteArray("ab \\u0061b") << QByteArray("\\u0061b@3");
    QByteArray many;
    for (int i = 0; i < 40; ++i)
        many.append('n').append(QByteArray::number(i)).append(' ');
    QTest::newRow("many") << many + "x" << QByteArray();
    QTest::newRow("two of many, in the order of the body")
        << many + "n7 y \\u006e3" << QByteArray("n7@150 \\u006e3@155");
}

void TestNames::repeatedNames()
{
    QFETCH(QByteArray, names);
    MemberNames seen;
    seen.open();
    qsizetype offset = 0;
    for (const QByteArray &name : names.split(' ')) {
        seen.add({QByteArrayView(names).sliced(offset, name.size()),
                  {offset, name.size()},
                  name.contains('\\')});
        offset += name.size() + 1;
    }
    QByteArrayList repeated;
    for (const MemberNames::Name &name : seen.close())
        repeated.append(name.text.toByteArray() + '@' + QByteArray::number(name.bytes.offset));
    QTEST(repeated.join(' '), "repeated");
}

void TestNames::objectsDoNotMix()
{
    MemberNames seen;
    seen.open();
    seen.add({"a", {0, 1}});
    seen.open();
    seen.add({"a", {2, 1}});
    QVERIFY(seen.close().empty());
    seen.add({"b", {4, 1}});
    QVERIFY(seen.close().empty());
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
