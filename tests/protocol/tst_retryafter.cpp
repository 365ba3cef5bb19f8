// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "core/protocol/retryafter.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;
using namespace std::chrono_literals;

namespace {

WallTime at(QByteArrayView rfc3339)
{
    return datetext::parseRfc3339(rfc3339).value();
}

/// "rfc850 1994-11-06T08:49:37.000Z", "seconds 60" or "refused".
QByteArray shown(const std::optional<RetryAfter> &value)
{
    if (!value)
        return "refused";
    switch (value->form) {
    case RetryAfterForm::Seconds:
        return QByteArray("seconds ").append(QByteArray::number(qint64(value->delay.count())));
    case RetryAfterForm::ImfFixdate:
        return QByteArray("imf ").append(datetext::rfc3339(value->date));
    case RetryAfterForm::Rfc850:
        return QByteArray("rfc850 ").append(datetext::rfc3339(value->date));
    case RetryAfterForm::Asctime:
        return QByteArray("asctime ").append(datetext::rfc3339(value->date));
    }
    Q_UNREACHABLE();
}

} // namespace

class TestRetryAfter final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void twoDigitYears_data();
    void twoDigitYears();
    void waits_data();
    void waits();
    void verdicts();
    void writesEachForm();
    void whatIsWrittenWaitsLongEnough();
};

void TestRetryAfter::values_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *value, const char *expected) {
        QTest::newRow(*value != '\0' ? value : "(empty)")
            << QByteArray(value) << QByteArray(expected);
    };
    row("60", "seconds 60");
    row("0", "seconds 0");
    row("0060", "seconds 60");
    row("2147483647", "seconds 2147483647");
    row("2147483648", "seconds 2147483647");
    row("99999999999999999999999999", "seconds 2147483647");
    row("Sun, 06 Nov 1994 08:49:37 GMT", "imf 1994-11-06T08:49:37.000Z");
    row("Sunday, 06-Nov-94 08:49:37 GMT", "rfc850 1994-11-06T08:49:37.000Z");
    row("Sun Nov  6 08:49:37 1994", "asctime 1994-11-06T08:49:37.000Z");
    row("Wed Nov 16 08:49:37 1994", "asctime 1994-11-16T08:49:37.000Z");
    row("Mon, 06 Nov 1994 08:49:37 GMT", "imf 1994-11-06T08:49:37.000Z");
    row("Sat, 31 Dec 2016 23:59:60 GMT", "imf 2017-01-01T00:00:00.000Z");
    row("Thu, 29 Feb 2024 00:00:00 GMT", "imf 2024-02-29T00:00:00.000Z");
    for (const char *value : {"",
                              " ",
                              "-5",
                              "+5",
                              "2.5",
                              "60s",
                              "soon",
                              "1, 2",
                              "60 ",
                              " 60",
                              "0x10",
                              "1e2",
                              "\xD9\xA1",
                              "sun, 06 nov 1994 08:49:37 gmt",
                              "Sun, 6 Nov 1994 08:49:37 GMT",
                              "Sun, 06 Nov 94 08:49:37 GMT",
                              "Sun, 06 Nov 1994 08:49:37",
                              "Sun, 06 Nov 1994 08:49:37 UTC",
                              "Sun, 06 Nov 1994 08:49:37 +0000",
                              "Sun, 06 Nov 1994 08:49 GMT",
                              "Sun, 06 Nov 1994 08:49:61 GMT",
                              "Sun, 06 Nov 1994 24:00:00 GMT",
                              "Sun, 06 Nov 1994 08:60:00 GMT",
                              "Sun, 31 Feb 1994 08:49:37 GMT",
                              "Wed, 29 Feb 2023 00:00:00 GMT",
                              "Sun, 00 Nov 1994 08:49:37 GMT",
                              "Sunday, 06 Nov 1994 08:49:37 GMT",
                              "Sun, 06-Nov-94 08:49:37 GMT",
                              "Sunday, 06-Nov-1994 08:49:37 GMT",
                              "Sun Nov 6 08:49:37 1994",
                              "Sun Nov 06 08:49:37 94",
                              "Sun Nov  6 08:49:37 1994 GMT",
                              "Sun, 06 Nov 1994 08:49:37 GMT, 5",
                              "1994-11-06T08:49:37Z"})
        row(value, "refused");
}

void TestRetryAfter::values()
{
    QFETCH(QByteArray, value);
    QTEST(shown(parseRetryAfter(value, at("2026-11-24T09:41:12Z"))), "expected");
}

void TestRetryAfter::twoDigitYears_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *value, const char *now,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(now) << QByteArray(expected);
    };
    row("soon", "Tuesday, 24-Nov-26 09:41:15 GMT", "2026-11-24T09:41:12Z",
        "rfc850 2026-11-24T09:41:15.000Z");
    row("fifty years ahead", "Monday, 23-Nov-76 09:41:12 GMT", "2026-11-24T09:41:12Z",
        "rfc850 2076-11-23T09:41:12.000Z");
    row("a year more means the past", "Tuesday, 24-Nov-77 09:41:12 GMT", "2026-11-24T09:41:12Z",
        "rfc850 1977-11-24T09:41:12.000Z");
    row("the last years of a century", "Monday, 01-Jan-05 00:00:00 GMT", "2095-01-01T00:00:00Z",
        "rfc850 2105-01-01T00:00:00.000Z");
    row("a leap day that only one century has", "Tuesday, 29-Feb-00 00:00:00 GMT",
        "2090-01-01T00:00:00Z", "rfc850 2000-02-29T00:00:00.000Z");
}

void TestRetryAfter::twoDigitYears()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, now);
    QTEST(shown(parseRetryAfter(value, at(now))), "expected");
}

void TestRetryAfter::waits_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("seconds") << QByteArray("60") << qint64(60'000);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("a date, rounded up")
        << QByteArray("Tue, 24 Nov 2026 09:41:15 GMT") << qint64(3'000);
    QTest::newRow("within this second")
        << QByteArray("Tue, 24 Nov 2026 09:41:13 GMT") << qint64(1'000);
    QTest::newRow("the second that runs")
        << QByteArray("Tue, 24 Nov 2026 09:41:12 GMT") << qint64(0);
    QTest::newRow("the past") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(0);
    QTest::newRow("farther ahead than fits")
        << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << qint64(2'147'483'647'000);
}

void TestRetryAfter::waits()
{
    QFETCH(QByteArray, value);
    const WallTime now = at("2026-11-24T09:41:12.4Z");
    const std::optional<RetryAfter> retryAfter = parseRetryAfter(value, now);
    QVERIFY(retryAfter);
    QTEST(qint64(retryAfter->waitFrom(now).count()), "milliseconds");
}

void TestRetryAfter::verdicts()
{
    const WallTime now = at("2026-11-24T09:41:12Z");
    const auto ids = [now](QByteArrayView value) {
        QByteArray all;
        for (const Finding &finding : judgeRetryAfter(value, now)) {
            all.append(finding.id)
                .append(' ')
                .append(verdictName(finding.verdict))
                .append(' ')
                .append(finding.where);
        }
        return all;
    };
    QCOMPARE(ids("60"), QByteArray());
    QCOMPARE(ids("Sun, 06 Nov 1994 08:49:37 GMT"), QByteArray());
    QCOMPARE(ids("60s"), QByteArray("H-RA1 fail header:Retry-After"));
    QCOMPARE(ids("Sunday, 06-Nov-94 08:49:37 GMT"), QByteArray("H-RA3 fail header:Retry-After"));
    QCOMPARE(ids("Sun Nov  6 08:49:37 1994"), QByteArray("H-RA3 fail header:Retry-After"));
}

void TestRetryAfter::writesEachForm()
{
    const WallTime now = at("2026-11-24T09:41:12.4Z");
    QCOMPARE(writeRetryAfter(RetryAfterForm::Seconds, 2'500ms, now), QByteArray("3"));
    QCOMPARE(writeRetryAfter(RetryAfterForm::Seconds, -1s, now), QByteArray("0"));
    QCOMPARE(writeRetryAfter(RetryAfterForm::ImfFixdate, 3s, now),
             QByteArray("Tue, 24 Nov 2026 09:41:16 GMT"));
    QCOMPARE(writeRetryAfter(RetryAfterForm::ImfFixdate, 2'600ms, now),
             QByteArray("Tue, 24 Nov 2026 09:41:15 GMT"));
    QCOMPARE(writeRetryAfter(RetryAfterForm::Rfc850, 3s, now),
             QByteArray("Tuesday, 24-Nov-26 09:41:16 GMT"));
    QCOMPARE(writeRetryAfter(RetryAfterForm::Asctime, 3s, now),
             QByteArray("Tue Nov 24 09:41:16 2026"));
}

void TestRetryAfter::whatIsWrittenWaitsLongEnough()
{
    for (const RetryAfterForm form : {RetryAfterForm::Seconds, RetryAfterForm::ImfFixdate,
                                      RetryAfterForm::Rfc850, RetryAfterForm::Asctime}) {
        for (const auto fraction : {0ms, 1ms, 400ms, 999ms}) {
            const WallTime now = at("2026-11-24T09:41:12Z") + fraction;
            for (const auto wait : {0ms, 1ms, 1'000ms, 1'001ms, 59'999ms}) {
                const std::optional<RetryAfter> read =
                    parseRetryAfter(writeRetryAfter(form, wait, now), now);
                QVERIFY(read && read->form == form);
                QVERIFY(read->waitFrom(now) >= wait);
                QVERIFY(read->waitFrom(now) < wait + 2s);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestRetryAfter)
#include "tst_retryafter.moc"
