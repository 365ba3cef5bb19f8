// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/sequencetoken.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

class TestSequenceToken final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void integersHoweverSpelt_data();
    void integersHoweverSpelt();
    void numbersThatAreNone_data();
    void numbersThatAreNone();
};

void TestSequenceToken::integersHoweverSpelt_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<bool>("plain");
    const auto row = [](const QByteArray &text, qint64 value, bool plain) {
        QTest::newRow(text.first(qMin<qsizetype>(text.size(), 40)).constData())
            << text << value << plain;
    };
    constexpr qint64 kLargest = kLastSequence.value;
    row("0", 0, true);
    row("-0", 0, false);
    row("0.000", 0, false);
    row("0e999999999999999999999", 0, false);
    row("1", 1, true);
    row("1101", 1101, true);
    row("1101.0", 1101, false);
    row("1.101e3", 1101, false);
    row("1.101E+3", 1101, false);
    row("110100e-2", 1101, false);
    row("0.0000001101e10", 1101, false);
    row("11010.000e-1", 1101, false);
    row("1e18", 1'000'000'000'000'000'000, false);
    row("9007199254740993", 9'007'199'254'740'993, true);
    row("9007199254740993.0", 9'007'199'254'740'993, false);
    row("9223372036854775807", kLargest, true);
    row("9223372036854775807.000", kLargest, false);
    row("9.223372036854775807e18", kLargest, false);
    row("922337203685477580700e-2", kLargest, false);
    row(QByteArray("0.").append(QByteArray(100, '0')).append("7e101"), 7, false);
    row(QByteArray("7").append(QByteArray(100, '0')).append("e-100"), 7, false);
}

void TestSequenceToken::integersHoweverSpelt()
{
    QFETCH(QByteArray, text);
    const SequenceToken token = readSequence(text);
    QCOMPARE(token.kind, SequenceKind::Whole);
    QTEST(token.value.value, "value");
    QTEST(token.plain, "plain");
}

void TestSequenceToken::numbersThatAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<SequenceKind>("kind");
    const auto row = [](const char *text, SequenceKind kind) {
        QTest::newRow(text) << QByteArray(text) << kind;
    };
    row("1.5", SequenceKind::Fraction);
    row("0.1", SequenceKind::Fraction);
    row("11e-1", SequenceKind::Fraction);
    row("1e-400", SequenceKind::Fraction);
    row("1e-999999999999999999999", SequenceKind::Fraction);
    row("1101.0000000000000000000000001", SequenceKind::Fraction);
    row("9223372036854775807.5", SequenceKind::Fraction);
    row("-1", SequenceKind::Negative);
    row("-0.5", SequenceKind::Negative);
    row("-9223372036854775808", SequenceKind::Negative);
    row("9223372036854775808", SequenceKind::TooLarge);
    row("9223372036854775808.0", SequenceKind::TooLarge);
    row("18446744073709551616", SequenceKind::TooLarge);
    row("18446744073709551617", SequenceKind::TooLarge);
    row("1e19", SequenceKind::TooLarge);
    row("1e400", SequenceKind::TooLarge);
    row("1e999999999999999999999", SequenceKind::TooLarge);
    row("99999999999999999999999999", SequenceKind::TooLarge);
}

void TestSequenceToken::numbersThatAreNone()
{
    QFETCH(QByteArray, text);
    QTEST(readSequence(text).kind, "kind");
}

QTEST_GUILESS_MAIN(TestSequenceToken)
#include "tst_sequencetoken.moc"
