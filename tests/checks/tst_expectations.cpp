// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/consumercheck.h"
#include "core/checks/expectations.h"
#include "core/checks/selection.h"
#include "tests/support/testcase.h"

#include <QByteArrayList>

using namespace pushbench;
using namespace pushbench::checks;

class TestExpectations final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatNobodyExpectedIsBad();
    void whatIsNoExpectationIsAFault_data();
    void whatIsNoExpectationIsAFault();
    void strangersAreNamed();
    void aSelectionGoesByBeginnings();
};

void TestExpectations::onlyWhatNobodyExpectedIsBad()
{
    const auto read = Expectations::read(R"({"H-405.get": "fail", "J-3.malformed": "pass"})", {});
    QVERIFY(read);
    const Expectations &expectations = read.value();
    QVERIFY(!expectations.isBad({.id = "H-405.get", .status = Status::Fail}));
    QVERIFY(expectations.isBad({.id = "J-3.malformed", .status = Status::Fail}));
    QVERIFY(expectations.isBad({.id = "B-1.scheme-case", .status = Status::Fail}));
    QVERIFY(!expectations.isBad({.id = "B-1.scheme-case", .status = Status::Warn}));
    QVERIFY(expectations.isBetter({.id = "H-405.get", .status = Status::Pass}));
    QVERIFY(!expectations.isBetter({.id = "H-405.get", .status = Status::Skip}));
    QVERIFY(!expectations.isBetter({.id = "B-1.scheme-case", .status = Status::Pass}));
}

void TestExpectations::whatIsNoExpectationIsAFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("word");
    QTest::newRow("no JSON") << QByteArray("{\"a\": ") << QStringLiteral("byte");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("object");
    QTest::newRow("another word") << QByteArray(R"({"H-405.get": "red"})")
                                  << QStringLiteral("H-405.get");
    QTest::newRow("no word") << QByteArray(R"({"H-405.get": 5})") << QStringLiteral("H-405.get");
}

void TestExpectations::whatIsNoExpectationIsAFault()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, word);
    const auto read = Expectations::read(json, QStringLiteral("known.json"));
    QVERIFY(!read);
    QVERIFY2(read.fault().message().contains(word), qPrintable(read.fault().message()));
    QVERIFY(read.fault().message().startsWith(QStringLiteral("known.json")));
}

void TestExpectations::strangersAreNamed()
{
    const auto read = Expectations::read(R"({"H-405.get": "fail", "H-999.none": "fail"})", {});
    const CheckSpec known[] = {{"H-405.get", Level::Must, "", "", ""}};
    QCOMPARE(read->strangers(known), QByteArrayList{"H-999.none"});
}

void TestExpectations::aSelectionGoesByBeginnings()
{
    const Selection selection{.only = {"RCP028", "J-3"}, .skip = {"RCP028-R11"}};
    QVERIFY(selection.takes("RCP028-R2.no-token"));
    QVERIFY(selection.takes("J-3.malformed"));
    QVERIFY(!selection.takes("RCP028-R11.again"));
    QVERIFY(!selection.takes("H-405.get"));
    QVERIFY(Selection().takes("H-405.get"));
}

QTEST_GUILESS_MAIN(TestExpectations)

#include "tst_expectations.moc"
