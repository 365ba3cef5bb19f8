// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/mediatype.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

class TestMediaType final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void takesValuesApart_data();
    void takesValuesApart();
    void verdicts_data();
    void verdicts();
    void aMissingFieldIsRefused();
};

void TestMediaType::takesValuesApart_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *value, const char *expected) {
        QTest::newRow(*value != '\0' ? value : "(empty)")
            << QByteArray(value) << QByteArray(expected);
    };
    row("application/json", "application/json");
    row("Application/JSON;Charset=\"UTF-8\"", "application/json [charset=UTF-8]");
    row("application/json; charset=utf-8", "application/json [charset=utf-8]");
    row("application/json \t;\t charset=utf-8 ", "application/json [charset=utf-8]");
    row("application/json;", "application/json");
    row("application/json; ;", "application/json");
    row("a/b;c=d;c=e", "a/b [c=d] [c=e]");
    row("a/b;c=\"d\\\"e\\\\;f\"", "a/b [c=d\"e\\;f]");
    row("a/b;c=\"\"", "a/b [c=]");
    row("application/vnd.reso+json;v=1", "application/vnd.reso+json [v=1]");
    for (const char *value : {"",
                              "application",
                              "application/",
                              "/json",
                              "application /json",
                              "application/ json",
                              "a/b c",
                              "a/b;c",
                              "a/b;c=",
                              "a/b;=d",
                              "a/b;c =d",
                              "a/b;c= d",
                              "a/b;c=\"d",
                              "a/b;c=\"d\\",
                              "a/b;c=\"d\"e",
                              "a/b;c=d e",
                              "a/b,c/d",
                              " a/b",
                              "a/b;c=\"\x01\"",
                              "a/b;c=d;;e",
                              "a\xC3\xBC/b"})
        row(value, "refused");
}

void TestMediaType::takesValuesApart()
{
    QFETCH(QByteArray, value);
    QByteArray shown = "refused";
    if (const std::optional<MediaType> mediaType = parseMediaType(value)) {
        shown = mediaType->type;
        shown.append('/').append(mediaType->subtype);
        for (const auto &[name, text] : mediaType->parameters)
            shown.append(" [").append(name).append('=').append(text).append(']');
    }
    QTEST(shown, "expected");
}

void TestMediaType::verdicts_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *value, bool accepted, const char *expected) {
        QTest::newRow(value) << QByteArray(value) << accepted << QByteArray(expected);
    };
    row("application/json", true, "");
    row("APPLICATION/JSON; charset=UTF-8", true, "");
    row("application/json; charset=\"utf-8\"", true, "");
    row("application/json; odata.metadata=minimal", true, "");
    row("application/json; charset=utf8", true, "H-CT warn");
    row("application/json; charset=iso-8859-1", false, "H-CT fail");
    row("application/json; charset=utf-8; charset=utf-16", false, "H-CT fail");
    row("text/json", true, "RCP028-R7 warn");
    row("application/problem+json", true, "RCP028-R7 warn");
    row("text/problem+json", false, "RCP028-R7 fail");
    row("application/+json", false, "RCP028-R7 fail");
    row("application/jsonx", false, "RCP028-R7 fail");
    row("text/plain", false, "RCP028-R7 fail");
    row("application/x-www-form-urlencoded", false, "RCP028-R7 fail");
    row("json", false, "H-CT fail");
}

void TestMediaType::verdicts()
{
    QFETCH(QByteArray, value);
    const MediaTypeCheck check = checkMediaType(value);
    QTEST(check.accepted, "accepted");
    QByteArrayList found;
    for (const Finding &finding : check.findings) {
        QCOMPARE(finding.where, QByteArray("header:Content-Type"));
        found.append(QByteArray(finding.id).append(' ').append(verdictName(finding.verdict)));
    }
    QTEST(found.join("; "), "expected");
}

void TestMediaType::aMissingFieldIsRefused()
{
    const MediaTypeCheck check = checkMediaType(std::nullopt);
    QVERIFY(!check.accepted);
    QCOMPARE(check.findings.size(), size_t(1));
    QCOMPARE(QByteArray(check.findings.front().id), QByteArray("RCP028-R7"));
    QCOMPARE(check.findings.front().verdict, Verdict::Fail);
}

QTEST_GUILESS_MAIN(TestMediaType)
#include "tst_mediatype.moc"
