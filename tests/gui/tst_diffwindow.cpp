// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/models/linediff.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/codeview.h"
#include "ui/views/diffwindow.h"
#include "ui/views/findinglist.h"
#include "ui/views/inspector.h"
#include "ui/views/rowview.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QPlainTextEdit>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

namespace {

/// "a~b c -d +e": same lines as they are, changed ones with a tilde between both.
QString told(const std::vector<DiffLine> &lines)
{
    QStringList words;
    for (const DiffLine &line : lines) {
        switch (line.kind) {
        case DiffLine::Kind::Same:
            words += line.left;
            break;
        case DiffLine::Kind::Changed:
            words += line.left + u'~' + line.right;
            break;
        case DiffLine::Kind::LeftOnly:
            words += u'-' + line.left;
            break;
        case DiffLine::Kind::RightOnly:
            words += u'+' + line.right;
            break;
        }
    }
    return words.join(u' ');
}

} // namespace

/// Two exchanges side by side, and from a finding to its bytes.
class TestDiffWindow final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreCompared_data();
    void linesAreCompared();
    void longTextsAreBounded();
    void twoSelectedExchangesAreCompared();
    void theSameIsSaidToBe();
    void aFindingLeadsToItsBytes();
};

void TestDiffWindow::linesAreCompared_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("lines");
    QTest::newRow("the same") << u"a b"_s << u"a b"_s << u"a b"_s;
    QTest::newRow("changed") << u"a b c"_s << u"a x c"_s << u"a b~x c"_s;
    QTest::newRow("one more") << u"a c"_s << u"a b c"_s << u"a +b c"_s;
    QTest::newRow("one less") << u"a b c"_s << u"a c"_s << u"a -b c"_s;
    QTest::newRow("at the end") << u"a"_s << u"a b c"_s << u"a +b +c"_s;
    QTest::newRow("moved") << u"a b c d"_s << u"b c d a"_s << u"-a b c d +a"_s;
    QTest::newRow("changed and longer") << u"a b z"_s << u"a x y z"_s << u"a b~x +y z"_s;
    QTest::newRow("again and again") << u"a a b"_s << u"a b b"_s << u"a a~b b"_s;
}

void TestDiffWindow::linesAreCompared()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QTEST(told(diffLines(left.split(u' '), right.split(u' '))), "lines");
}

void TestDiffWindow::longTextsAreBounded()
{
    const std::vector<DiffLine> lines =
        diffLines({u"\"Sequence\": 1105,"_s}, {u"\"Sequence\": 1207,"_s});
    QCOMPARE(lines.front().leftDiffers, (TextRange{13, 3}));
    QCOMPARE(lines.front().rightDiffers, (TextRange{13, 3}));

    // A table for these would take 40 GB.
    QStringList left;
    QStringList right;
    for (int i = 0; i < 100'000; ++i) {
        left += u"a%1"_s.arg(i);
        right += u"b%1"_s.arg(i);
    }
    right += u"one more"_s;
    const std::vector<DiffLine> many = diffLines(left, right);
    QCOMPARE(many.size(), 100'001u);
    QCOMPARE(many.front().kind, DiffLine::Kind::Changed);
    QCOMPARE(many.back().kind, DiffLine::Kind::RightOnly);
}

void TestDiffWindow::twoSelectedExchangesAreCompared()
{
    WindowFixture fixture;
    TestTraffic traffic;
    ledger::Records records;
    for (int i = 0; i < 3; ++i)
        traffic.add(records, 7 + i, 1101 + i, 1);
    traffic.summarise(records);
    for (const ledger::ExchangeRecord &record : records.exchanges)
        fixture.bench.exchanges.push_back(record.exchange);
    Q_EMIT fixture.bench.recordsArrived(records);
    DataTabs &tabs = fixture.window->sessionPage().tabs();
    tabs.setCurrentWidget(&tabs.exchanges());
    QVERIFY(!tabs.compareAction->isEnabled());
    tabs.exchanges().selectRows({{0, 0}, {2, 2}});
    tabs.exchanges().setFocus();
    QVERIFY(tabs.compareAction->isEnabled());
    QTest::keyClick(&tabs.exchanges(), Qt::Key_D);
    auto *diff = fixture.window->findChild<DiffWindow *>();
    QVERIFY(diff);
    QCOMPARE(diff->windowTitle(), u"Exchanges 7 and 9"_s);
    QVERIFY2(diff->summary().startsWith(u"Lines that differ: "_s), qPrintable(diff->summary()));
    const auto lineWith = [](const QPlainTextEdit &view, const QString &text) {
        const QStringList lines = view.toPlainText().split(u'\n');
        for (const QString &line : lines) {
            if (line.contains(text))
                return line;
        }
        return QString();
    };
    QVERIFY(lineWith(diff->left(), u"1101"_s).startsWith(u'\u2260'));
    QVERIFY(lineWith(diff->right(), u"1103"_s).startsWith(u'\u2260'));
    QVERIFY(lineWith(diff->right(), u"Host:"_s).startsWith(u' '));
    QVERIFY(!diff->left().extraSelections().isEmpty());
    QCOMPARE(diff->left().blockCount(), diff->right().blockCount());
    diff->goToNext();
    const int first = diff->left().textCursor().blockNumber();
    QVERIFY(first > 0);
    QCOMPARE(diff->right().textCursor().blockNumber(), first);
}

void TestDiffWindow::theSameIsSaidToBe()
{
    FakeBench bench;
    const QByteArray body = "{}";
    bench.exchanges = {TestTraffic::exchange({.number = 1, .body = body}),
                       TestTraffic::exchange({.number = 2, .body = body})};
    auto *diff = new DiffWindow(bench, {1}, {2});
    QCOMPARE(diff->summary(), u"Both are the same."_s);
    delete diff;
}

void TestDiffWindow::aFindingLeadsToItsBytes()
{
    WindowFixture fixture;
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 7, 1101, 3);
    traffic.summarise(records);
    ledger::ExchangeRecord &record = records.exchanges.front();
    const qsizetype at = record.exchange->requestBody.indexOf("1102");
    record.findings = {{.id = "RCP028-R16", .where = "request", .text = u"something else"_s},
                       {.id = "RCP027-R6",
                        .verdict = protocol::Verdict::Fail,
                        .where = "/value/1/EntityEventSequence",
                        .text = u"it came before"_s,
                        .bytes = protocol::ByteRange{at, 4}}};
    fixture.bench.exchanges = {record.exchange};
    fixture.bench.findings = {record.findings};
    Q_EMIT fixture.bench.recordsArrived(records);
    DataTabs &tabs = fixture.window->sessionPage().tabs();
    tabs.setCurrentWidget(&tabs.findings());
    RowView &table = *tabs.findings().table();
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (fixture.window->models().findings.at(row).id == u"RCP027-R6")
            table.setCurrentIndex(table.model()->index(row, 0));
    }
    Inspector &inspector = fixture.window->inspector();
    QCOMPARE(inspector.shownExchange(), ExchangeNumber{7});
    QCOMPARE(inspector.findings().currentRow(), 1);
    const auto marked = inspector.requestView().marked();
    QVERIFY(marked.has_value());
    QCOMPARE(inspector.requestView().toPlainText().mid(marked->position, marked->length),
             u"1102"_s);
}

QTEST_MAIN(TestDiffWindow)
#include "tst_diffwindow.moc"
