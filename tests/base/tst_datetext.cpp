// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace std::chrono_literals;

class TestDatetext final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void notationsOfOneInstant_data();
    void notationsOfOneInstant();
    void rfc3339ReadsBackWhatItWrites();
    void malformedRfc3339IsRefused_data();
    void malformedRfc3339IsRefused();
};

void TestDatetext::notationsOfOneInstant_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QByteArray>("rfc3339");
    QTest::addColumn<QByteArray>("imfFixdate");
    QTest::addColumn<QByteArray>("rfc850");
    QTest::addColumn<QByteArray>("asctime");

    QTest::newRow("the example of RFC 9110, and 5 ms")
        << 784'111'777'005ll << QByteArray("1994-11-06T08:49:37.005Z")
        << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT")
        << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << QByteArray("Sun Nov  6 08:49:37 1994");
    QTest::newRow("leap day") << 1'709'210'096'789ll << QByteArray("2024-02-29T12:34:56.789Z")
                              << QByteArray("Thu, 29 Feb 2024 12:34:56 GMT")
                              << QByteArray("Thursday, 29-Feb-24 12:34:56 GMT")
                              << QByteArray("Thu Feb 29 12:34:56 2024");
    QTest::newRow("before 1970") << -1ll << QByteArray("1969-12-31T23:59:59.999Z")
                                 << QByteArray("Wed, 31 Dec 1969 23:59:59 GMT")
                                 << QByteArray("Wednesday, 31-Dec-69 23:59:59 GMT")
                                 << QByteArray("Wed Dec 31 23:59:59 1969");
}

void TestDatetext::notationsOfOneInstant()
{
    QFETCH(qint64, milliseconds);
    const WallTime time{std::chrono::milliseconds(milliseconds)};
    QTEST(datetext::rfc3339(time), "rfc3339");
    QTEST(datetext::imfFixdate(time), "imfFixdate");
    QTEST(datetext::rfc850(time), "rfc850");
    QTEST(datetext::asctime(time), "asctime");
}

void TestDatetext::rfc3339ReadsBackWhatItWrites()
{
    const WallTime time{1'795'483'272'034ms};
    QCOMPARE(datetext::parseRfc3339(datetext::rfc3339(time)), time);
    QCOMPARE(datetext::parseRfc3339("1970-01-01T00:00:01Z"), WallTime{1s});
    QCOMPARE(datetext::parseRfc3339("1970-01-01T00:00:01.0000015Z"), WallTime{1s + 1us});
}

void TestDatetext::malformedRfc3339IsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "2026-11-24", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                             "2026-01-01T24:00:00Z", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z",
                             "2026-01-01T00:00:00.x1Z", "2026-01-01T00:00:00+01:00"})
        QTest::newRow(text) << QByteArray(text);
}

void TestDatetext::malformedRfc3339IsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!datetext::parseRfc3339(text));
}

QTEST_GUILESS_MAIN(TestDatetext)
#include "tst_datetext.moc"
