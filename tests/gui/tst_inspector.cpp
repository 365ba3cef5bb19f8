// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payloadwriter.h"
#include "tests/gui/fakebench.h"
#include "tests/gui/testtraffic.h"
#include "tests/support/testcase.h"
#include "ui/models/exchangepages.h"
#include "ui/views/codeview.h"
#include "ui/views/findinglist.h"
#include "ui/views/inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

namespace {

QByteArray bodyOf(qint64 first, int count)
{
    std::vector<protocol::EntityEvent> events;
    for (qint64 number = first; number < first + count; ++number)
        events.push_back({.sequence = {number},
                          .resourceName = "Property",
                          .resourceRecordKey = "key-" + QByteArray::number(number),
                          .resourceRecordUrl = {}});
    return protocol::writeMulti(events);
}

QString markedText(const CodeView &view)
{
    const std::optional<TextRange> marked = view.marked();
    return marked ? view.toPlainText().mid(marked->position, marked->length) : QString();
}

} // namespace

/// One exchange in full, fetched from a bench that holds two.
class TestInspector final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatToDoWhileEmpty();
    void laysTheBodyOut();
    void rawIsByteForByte();
    void headersInWireOrderAndCase();
    void aFindingMarksItsBytes();
    void aFindingOfTheBooksLeadsToItsEvent();
    void theChosenEventIsMarked();
    void anEventFarInALongBodyIsShown();
    void theSameExchangeIsNotFetchedTwice();
    void aLateAnswerIsDropped();
    void aMissingExchangeIsSaid();
    void copiesWithoutTheToken();
    void hostileBytesAreShown();

private:
    void add(const TestTraffic::Request &request, const protocol::Findings &findings = {});
    [[nodiscard]] QTabWidget &tabs() const { return *m_inspector->findChild<QTabWidget *>(); }
    [[nodiscard]] CodeView &page(const QString &title) const;

    std::unique_ptr<FakeBench> m_bench;
    std::unique_ptr<Inspector> m_inspector;
};

void TestInspector::init()
{
    TestCase::init();
    m_bench = std::make_unique<FakeBench>();
    m_inspector = std::make_unique<Inspector>(*m_bench);
    m_inspector->resize(420, 700);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
}

void TestInspector::cleanup()
{
    m_inspector.reset();
    m_bench.reset();
}

void TestInspector::add(const TestTraffic::Request &request, const protocol::Findings &findings)
{
    m_bench->exchanges.push_back(TestTraffic::exchange(request));
    m_bench->findings.push_back(findings);
}

/// The page with that title, brought to the front.
CodeView &TestInspector::page(const QString &title) const
{
    for (int i = 0; i < tabs().count(); ++i) {
        if (tabs().tabText(i) == title)
            tabs().setCurrentIndex(i);
    }
    return *qobject_cast<CodeView *>(tabs().currentWidget());
}

void TestInspector::saysWhatToDoWhileEmpty()
{
    QVERIFY(!tabs().isVisible());
    const QList<QLabel *> labels = m_inspector->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"Choose an event"_s);
    }));
}

void TestInspector::laysTheBodyOut()
{
    add({.number = 7, .body = R"({"b":1,"a":[1101.0,"x"]})"});
    m_inspector->inspect({7});
    QCOMPARE(m_inspector->shownExchange(), ExchangeNumber{7});
    const QString text = page(u"Request"_s).toPlainText();
    QVERIFY2(text.contains(u"{\n  \"b\": 1,\n  \"a\": [\n    1101.0,\n    \"x\"\n  ]\n}"_s),
             qPrintable(text));
    QVERIFY(text.startsWith(u"POST /webhooks HTTP/1.1"_s));
    QVERIFY(page(u"Response"_s).toPlainText().startsWith(u"HTTP/1.1 200 OK"_s));
}

void TestInspector::rawIsByteForByte()
{
    add({.number = 7, .body = R"({"b":1,   "a":2})"});
    m_inspector->inspect({7});
    QVERIFY(page(u"Raw"_s).toPlainText().contains(uR"({"b":1,   "a":2})"_s));
}

void TestInspector::headersInWireOrderAndCase()
{
    add({.number = 7, .body = "{}"});
    m_inspector->inspect({7});
    const auto *tree = m_inspector->findChild<QTreeWidget *>();
    const QTreeWidgetItem *request = tree->topLevelItem(0);
    QStringList names;
    for (int i = 0; i < request->childCount(); ++i)
        names += request->child(i)->text(0);
    QCOMPARE(names.join(u' '),
             u"Host Content-Type Authorization EntityEventSource Content-Length"_s);
    QCOMPARE(request->child(3)->text(1), u"IDX Feed 123"_s);
}

void TestInspector::aFindingMarksItsBytes()
{
    const QByteArray body = bodyOf(1101, 5);
    const qsizetype at = body.indexOf("1103");
    add({.number = 7, .body = body},
        {{.id = "RCP027-R6",
          .verdict = protocol::Verdict::Fail,
          .where = "/value/2/EntityEventSequence",
          .text = u"1103 came before for another record."_s,
          .bytes = protocol::ByteRange{at, 4}}});
    m_inspector->inspect({7});
    auto *list = m_inspector->findChild<FindingList *>();
    QCOMPARE(list->count(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(0)).center());
    QCOMPARE(markedText(page(u"Request"_s)), u"1103"_s);
}

void TestInspector::aFindingOfTheBooksLeadsToItsEvent()
{
    const auto place = [](const QByteArray &where) {
        const auto exchange = TestTraffic::exchange({.number = 7, .body = bodyOf(1101, 3)});
        const auto found = placeOf(*exchange, {.id = "RCP027-R6", .where = where, .text = {}});
        return found ? exchange->requestBody.mid(found->bytes.offset, found->bytes.length)
                     : QByteArray();
    };
    QCOMPARE(place("/value/2/EntityEventSequence"), "key-1103"_ba);
    QCOMPARE(place("/value/3/EntityEventSequence"), QByteArray());
    QCOMPARE(place("/value/x/EntityEventSequence"), QByteArray());
    QCOMPARE(place("/EntityEventSequence"), "key-1101"_ba);
    QCOMPARE(place("header:Nowhere"), QByteArray());
}

void TestInspector::theChosenEventIsMarked()
{
    add({.number = 7, .body = bodyOf(1101, 5)});
    m_inspector->inspect({7}, protocol::Sequence{1104});
    QVERIFY2(markedText(m_inspector->requestView()).contains(u"1104"_s),
             qPrintable(markedText(m_inspector->requestView())));
    m_inspector->inspect({7}, protocol::Sequence{1102});
    QVERIFY(markedText(m_inspector->requestView()).contains(u"1102"_s));
}

void TestInspector::anEventFarInALongBodyIsShown()
{
    add({.number = 7, .body = bodyOf(1'000'000, 40'000)});
    m_inspector->inspect({7}, protocol::Sequence{1'035'000});
    QVERIFY(markedText(m_inspector->requestView()).contains(u"1035000"_s));
    QVERIFY2(m_inspector->requestView().toPlainText().size() < 300'000,
             "a long body costs no more than a page");
}

void TestInspector::theSameExchangeIsNotFetchedTwice()
{
    add({.number = 7, .body = bodyOf(1, 3)});
    m_inspector->inspect({7});
    m_inspector->inspect({7}, protocol::Sequence{2});
    QCOMPARE(m_bench->calls, QStringList{u"fetchExchange 7"_s});
}

void TestInspector::aLateAnswerIsDropped()
{
    m_bench->silent = true;
    const auto seven = TestTraffic::exchange({.number = 7, .body = bodyOf(1, 3)});
    const auto eight = TestTraffic::exchange({.number = 8, .body = bodyOf(4, 3)});
    m_inspector->inspect({7});
    m_inspector->inspect({8});
    Q_EMIT m_bench->exchangeFetched(eight, {});
    Q_EMIT m_bench->exchangeFetched(seven, {});
    QCOMPARE(m_inspector->shownExchange(), ExchangeNumber{8});
}

void TestInspector::aMissingExchangeIsSaid()
{
    m_inspector->inspect({99});
    QCOMPARE(m_inspector->shownExchange(), ExchangeNumber{});
    const QList<QLabel *> labels = m_inspector->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"no such exchange"_s);
    }));
}

void TestInspector::copiesWithoutTheToken()
{
    add({.number = 7, .body = bodyOf(1, 1)});
    m_inspector->inspect({7});
    for (QPushButton *button : m_inspector->findChildren<QPushButton *>()) {
        if (button->text() == u"Copy as curl"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith(u"curl "_s), qPrintable(command));
    QVERIFY(command.contains(u"$PUSHBENCH_AUTH_TOKEN"_s));
    QVERIFY2(!command.contains(u"sha256"_s), "a fingerprint is no token");
    m_inspector->copyBody();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), bodyOf(1, 1));
}

void TestInspector::hostileBytesAreShown()
{
    add({.number = 7, .body = QByteArray("\xff\xfe{\0\x1b[31m", 9)});
    m_inspector->inspect({7});
    QVERIFY(page(u"Request"_s).toPlainText().contains(u"\\xFF"_s, Qt::CaseInsensitive));
    add({.number = 8, .body = QByteArray(200'000, '[')});
    m_inspector->inspect({8});
    QCOMPARE(m_inspector->shownExchange(), ExchangeNumber{8});
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
