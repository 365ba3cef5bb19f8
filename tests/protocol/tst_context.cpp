// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/context.h"
#include "tests/protocol/diagram.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

class TestContext final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void takesUrnsApart();
    void verdicts_data();
    void verdicts();
};

void TestContext::takesUrnsApart()
{
    const std::optional<Context> context =
        parseContext("URN:Reso:metadata:2.1.3:resource:EntityEvent:a:b");
    QVERIFY(context);
    QCOMPARE(context->major, 2);
    QCOMPARE(context->minor, 1);
    QCOMPARE(context->resource, QByteArray("EntityEvent"));
    QCOMPARE(context->rest, QByteArray("a:b"));
}

void TestContext::verdicts_data()
{
    QTest::addColumn<QByteArray>("urn");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *urn, const char *expected) {
        QTest::newRow(urn) << QByteArray(urn) << QByteArray(expected);
    };
    row("urn:reso:metadata:2.0:resource:entityevent", "");
    row("urn:reso:metadata:2.1:resource:entityevent", "");
    row("urn:reso:metadata:2.0.1:resource:entityevent", "");
    row("URN:RESO:metadata:2.0:resource:EntityEvent", "");
    row("urn:reso:metadata:2.0:resource:entityevent:x", "RCP025-R2 info /c");
    row("urn:reso:metadata:2.2:resource:entityevent", "RCP025-R3 warn /c");
    row("urn:reso:metadata:3.0:resource:entityevent", "RCP025-R3 warn /c");
    row("urn:reso:metadata:99999999999999999999.0:resource:entityevent", "RCP025-R3 warn /c");
    row("urn:reso:metadata:1.7:resource:entityevent", "RCP028-R26 fail /c");
    row("urn:reso:metadata:2.0:resource:property", "RCP025-R2 fail /c");
    row("urn:reso:metadata:1.7:resource:property:x",
        "RCP025-R2 fail /c; RCP028-R26 fail /c; RCP025-R2 info /c");
    for (const char *urn : {"",
                            "urn",
                            "urn:reso:metadata:2.0:entityevent",
                            "urn:reso:metadata::resource:entityevent",
                            "urn:reso:metadata:2:resource:entityevent",
                            "urn:reso:metadata:v2.0:resource:entityevent",
                            "urn:reso:metadata:2.:resource:entityevent",
                            "urn:reso:metadata:2.0.:resource:entityevent",
                            "urn:reso:metadata:2.0.1.1:resource:entityevent",
                            "urn:reso:metadata:2.0:resource:",
                            "urn:reso:metadata:2.0:resource",
                            "urn:reso:metadata:2.0:resource:entityevent ",
                            " urn:reso:metadata:2.0:resource:entityevent",
                            "urn:reso:metadata:2.0:resource:entityevent:",
                            "urn:reso:metadata:2.0:resource:entityevent::x",
                            "urn:reso:Metadata:2.0:resource:entityevent",
                            "urn:reso:metadata:2.0:Resource:entityevent",
                            "urn:oasis:metadata:2.0:resource:entityevent",
                            "uri:reso:metadata:2.0:resource:entityevent",
                            "urn:reso:metadata:2.0:resource:entity\xC3\xA9vent",
                            "urn:reso:metadata:-2.0:resource:entityevent"})
        row(urn, "RCP025-R2 fail /c");
}

void TestContext::verdicts()
{
    QFETCH(QByteArray, urn);
    QByteArrayList found;
    for (const Finding &finding : judgeContext(urn, "/c")) {
        QVERIFY(!finding.bytes);
        QVERIFY(!finding.text.isEmpty());
        found.append(diagram(finding));
    }
    QTEST(found.join("; "), "expected");
}

QTEST_GUILESS_MAIN(TestContext)
#include "tst_context.moc"
