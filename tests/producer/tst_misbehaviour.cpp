// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/misbehave/misbehaviour.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

namespace {

/// "drop 1107,1110-1119", "duplicate 1%", "early 500 ms", "no-token all".
QByteArray shown(const Misdeed &misdeed)
{
    QByteArray text = kindOf(misdeed.kind).name.toByteArray();
    if (misdeed.early.count() > 0)
        return text + ' ' + QByteArray::number(qint64(misdeed.early.count())) + " ms";
    if (misdeed.which.share)
        return text + ' ' + QByteArray::number(*misdeed.which.share * 100) + '%';
    if (misdeed.which.runs.empty())
        return text + " all";
    char separator = ' ';
    for (const Which::Run &run : misdeed.which.runs) {
        text.append(std::exchange(separator, ',')).append(QByteArray::number(run.first.value));
        if (run.last != run.first)
            text.append('-').append(QByteArray::number(run.last.value));
    }
    return text;
}

} // namespace

/// What `--misbehave` takes, and on which events it falls.
class TestMisbehaviour final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void isRead_data();
    void isRead();
    void isRefused_data();
    void isRefused();
    void theTableIsInTheOrderOfTheKinds();
    void runsHoldTheirEnds();
    void aShareIsTheSameWheneverItIsDrawn();
    void runsAreWritten();
};

void TestMisbehaviour::isRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char *text, const char *read) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(read);
    };
    row("drop:1107", "drop 1107");
    row("drop:1107-1119", "drop 1107-1119");
    row("drop:1120,1107,1110-1112", "drop 1107,1110-1112,1120");
    row("hide:5-9,7-20,21", "hide 5-20,21");
    row("hide:1-9,3", "hide 1-9");
    row("duplicate:1%", "duplicate 1%");
    row("duplicate:0.5%", "duplicate 0.5%");
    row("duplicate", "duplicate all");
    row("reorder:9223372036854775807", "reorder 9223372036854775807");
    row("early:500", "early 500 ms");
    row("regress:1200", "regress 1200-9223372036854775807");
    row("huge-sequence", "huge-sequence all");
    row("huge-sequence:7", "huge-sequence 7-9223372036854775807");
    row("no-token:100%", "no-token 100%");
    row("hold-alone", "hold-alone all");
}

void TestMisbehaviour::isRead()
{
    QFETCH(QByteArray, text);
    const Result<Misdeed> misdeed = parseMisdeed(text);
    QVERIFY2(misdeed.ok(), misdeed ? "" : qPrintable(misdeed.fault().text));
    QTEST(shown(misdeed.value()), "read");
}

void TestMisbehaviour::isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *text, const char16_t *why) {
        QTest::newRow(text) << QByteArray(text) << QString::fromUtf16(why);
    };
    row("", u"\"\" is no misbehaviour; write one of drop, hide");
    row("lie", u"\"lie\" is no misbehaviour");
    row("Drop:1", u"\"Drop\" is no misbehaviour");
    row("drop", u"drop has to know which; write drop:1107");
    row("drop:", u"nothing stands behind the colon");
    row("drop:0", u"\"0\" is neither a sequence nor a range");
    row("drop:-5", u"\"-5\" is neither");
    row("drop:1107x", u"\"1107x\" is neither");
    row("drop:1107,,1109", u"\"\" is neither");
    row("drop:9223372036854775808", u"\"9223372036854775808\" is neither");
    row("drop:9-3", u"the range 9-3 ends before it begins");
    row("drop:0%", u"\"0%\" is no rate");
    row("drop:101%", u"\"101%\" is no rate");
    row("drop:x%", u"\"x%\" is no rate");
    row("drop:nan%", u"\"nan%\" is no rate");
    row("early", u"\"\" are no milliseconds; write early:500");
    row("early:0", u"\"0\" are no milliseconds");
    row("early:soon", u"\"soon\" are no milliseconds");
    row("regress", u"\"\" is no sequence; write regress:1200");
    row("regress:1-9", u"\"1-9\" is no sequence");
}

void TestMisbehaviour::isRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const Result<Misdeed> misdeed = parseMisdeed(text);
    QVERIFY(!misdeed);
    QCOMPARE(misdeed.fault().kind, FaultKind::Usage);
    QCOMPARE(misdeed.fault().where, u"--misbehave"_s);
    QVERIFY2(misdeed.fault().text.startsWith(why), qPrintable(misdeed.fault().text));
}

void TestMisbehaviour::theTableIsInTheOrderOfTheKinds()
{
    for (size_t i = 0; i < kMisbehaviours.size(); ++i)
        QCOMPARE(size_t(kMisbehaviours[i].kind), i);
}

void TestMisbehaviour::runsHoldTheirEnds()
{
    const Which which = parseMisdeed("drop:5-7,10,9223372036854775807")->which;
    QByteArray held;
    for (const qint64 n : {1ll, 4ll, 5ll, 6ll, 7ll, 8ll, 9ll, 10ll, 11ll, 9223372036854775806ll,
                           9223372036854775807ll}) {
        if (which.holds({n}, 1, 1))
            held.append(QByteArray::number(n)).append(' ');
    }
    QCOMPARE(held, "5 6 7 10 9223372036854775807 ");
}

void TestMisbehaviour::aShareIsTheSameWheneverItIsDrawn()
{
    constexpr qint64 kDraws = 100'000;
    const Which which{.share = 0.1};
    qint64 held = 0;
    qint64 both = 0;
    qint64 neighbours = 0;
    for (qint64 n = 1; n <= kDraws; ++n) {
        const bool holds = which.holds({n}, 42, 3);
        QCOMPARE(which.holds({n}, 42, 3), holds);
        held += holds;
        both += holds && which.holds({n}, 42, 4);
        neighbours += holds && which.holds({n + 1}, 42, 3);
    }
    // 10,000 are expected, with a deviation of 95; of two independent shares 1,000, with one of 31.
    QVERIFY2(std::abs(held - kDraws / 10) < 600, qPrintable(QString::number(held)));
    QVERIFY2(std::abs(both - kDraws / 100) < 200, qPrintable(QString::number(both)));
    QVERIFY2(std::abs(neighbours - kDraws / 100) < 200, qPrintable(QString::number(neighbours)));
}

void TestMisbehaviour::runsAreWritten()
{
    const std::array<protocol::Sequence, 7> numbers{{{1}, {2}, {3}, {7}, {9}, {10}, {12}}};
    QCOMPARE(writeRuns(numbers), "1-3,7,9-10,12");
    QCOMPARE(writeRuns({}), "");
}

QTEST_GUILESS_MAIN(TestMisbehaviour)
#include "tst_misbehaviour.moc"
