// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/fakebench.h"
#include "tests/support/testcase.h"
#include "ui/models/sessionmodels.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QToolTip>
#include <QWheelEvent>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLast = 100'000'000;

ledger::FeedSummary summary(int feed, qint64 first, qint64 last)
{
    ledger::FeedSummary made;
    made.feed = {feed};
    made.label = "Feed " + QByteArray::number(feed);
    made.first = {first};
    made.last = {last};
    made.received = quint64(last - first + 1);
    return made;
}

} // namespace

/// The map of a feed with a hundred million numbers, driven as a person would.
class TestSequenceStrip final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksForOneCellAPixel();
    void zoomKeepsTheNumberUnderThePointer();
    void zoomsDownToSingleNumbers();
    void dragPans();
    void keysMoveAndZoom();
    void theWholeFeedGrowsAlong();
    void aZoomedWindowStays();
    void clickTellsTheRange();
    void dragIsNoClick();
    void enterTellsTheRange();
    void hoverSaysWhatIsThere();
    void answersInWordsWithoutAPointer();
    void oneRequestForManyChanges();
    void anotherFeedShowsAnotherMap();
    void cellsOfAnotherFeedAreIgnored();
    void paintsEveryStateDifferently();
    void paintsAtEveryZoom();
    void nothingAcceptedShowsNothing();
    void emptyIsNoTrap();

private:
    void show(std::vector<ledger::FeedSummary> feeds);
    void wheel(double x, int notches);
    [[nodiscard]] StripCanvas &canvas() const { return m_strip->canvas(); }
    [[nodiscard]] double pixel(qint64 number) const;

    std::unique_ptr<FakeBench> m_bench;
    std::unique_ptr<SessionModels> m_models;
    std::unique_ptr<SequenceStrip> m_strip;
};

void TestSequenceStrip::init()
{
    TestCase::init();
    m_bench = std::make_unique<FakeBench>();
    m_models = std::make_unique<SessionModels>();
    m_strip = std::make_unique<SequenceStrip>(*m_bench, *m_models);
    m_strip->resize(820, m_strip->sizeHint().height());
    m_strip->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_strip.get()));
    show({summary(0, 1, kLast)});
    QTRY_VERIFY(m_bench->stripCells > 0);
}

void TestSequenceStrip::cleanup()
{
    m_strip.reset();
    m_models.reset();
    m_bench.reset();
}

void TestSequenceStrip::show(std::vector<ledger::FeedSummary> feeds)
{
    ledger::Records records;
    records.feeds = std::move(feeds);
    m_models->feeds.take(records);
}

void TestSequenceStrip::wheel(double x, int notches)
{
    const QPointF at(x, 20);
    QWheelEvent event(at, canvas().mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas(), &event);
}

double TestSequenceStrip::pixel(qint64 number) const
{
    const int width = canvas().width() - 2 * StripCanvas::kMargin;
    return StripCanvas::kMargin + canvas().window().pixelOf(number, width);
}

void TestSequenceStrip::asksForOneCellAPixel()
{
    QCOMPARE(m_bench->calls, QStringList{u"fetchStrip 1..%1"_s.arg(kLast)});
    QCOMPARE(m_bench->stripCells, canvas().width() - 2 * StripCanvas::kMargin);
    QCOMPARE(canvas().window(), NumberWindow(1, kLast));
}

void TestSequenceStrip::zoomKeepsTheNumberUnderThePointer()
{
    const qint64 number = 70'000'000;
    const double place = pixel(number);
    for (int i = 0; i < 10; ++i)
        wheel(place, 1);
    QVERIFY(canvas().window().size() < quint64(kLast) / 5);
    QVERIFY2(std::abs(pixel(number) - place) < 1.5, qPrintable(QString::number(pixel(number))));
    for (int i = 0; i < 30; ++i)
        wheel(place, -1);
    QCOMPARE(canvas().window(), NumberWindow(1, kLast));
}

void TestSequenceStrip::zoomsDownToSingleNumbers()
{
    for (int i = 0; i < 200; ++i)
        wheel(400, 1);
    QCOMPARE(canvas().window().size(), NumberWindow::kFewestNumbers);
    QCOMPARE(canvas().wantedCells(), int(NumberWindow::kFewestNumbers));
}

void TestSequenceStrip::dragPans()
{
    canvas().show({40'000'000, 40'000'799});
    const qint64 first = canvas().window().first();
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, {400, 20});
    QTest::mouseMove(&canvas(), {300, 20});
    // An offscreen mouse move carries no buttons: send the move of a drag itself.
    QMouseEvent move(QEvent::MouseMove, QPointF(300, 20), canvas().mapToGlobal(QPointF(300, 20)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&canvas(), &move);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, {300, 20});
    QCOMPARE(canvas().window().size(), quint64(800));
    QVERIFY(canvas().window().first() > first + 80);
    QVERIFY(canvas().window().first() < first + 120);
}

void TestSequenceStrip::keysMoveAndZoom()
{
    canvas().show({40'000'000, 40'000'799});
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QCOMPARE(canvas().window(), NumberWindow(40'000'100, 40'000'899));
    QTest::keyClick(&canvas(), Qt::Key_Left);
    QCOMPARE(canvas().window(), NumberWindow(40'000'000, 40'000'799));
    QTest::keyClick(&canvas(), Qt::Key_PageDown);
    QCOMPARE(canvas().window(), NumberWindow(40'000'800, 40'001'599));
    QTest::keyClick(&canvas(), Qt::Key_End);
    QCOMPARE(canvas().window().last(), kLast);
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QCOMPARE(canvas().window().first(), 1);
    QTest::keyClick(&canvas(), Qt::Key_Plus);
    QVERIFY(canvas().window().size() < 800);
    QTest::keyClick(&canvas(), Qt::Key_Minus);
    QTest::keyClick(&canvas(), Qt::Key_0);
    QCOMPARE(canvas().window(), NumberWindow(1, kLast));
}

void TestSequenceStrip::theWholeFeedGrowsAlong()
{
    show({summary(0, 1, kLast + 500)});
    QCOMPARE(canvas().window(), NumberWindow(1, kLast + 500));
}

void TestSequenceStrip::aZoomedWindowStays()
{
    canvas().show({40'000'000, 40'000'799});
    show({summary(0, 1, kLast + 500)});
    QCOMPARE(canvas().window(), NumberWindow(40'000'000, 40'000'799));
}

void TestSequenceStrip::clickTellsTheRange()
{
    canvas().show({101, 120}); // 20 numbers: each cell is one of them
    QTRY_COMPARE(m_bench->stripCells, 20);
    QSignalSpy activated(m_strip.get(), &SequenceStrip::rangeActivated);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, {int(pixel(107)) + 5, 20});
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.front().at(0).value<ledger::FeedNumber>(), ledger::FeedNumber{0});
    QCOMPARE(activated.front().at(1).toLongLong(), 107);
    QCOMPARE(activated.front().at(2).toLongLong(), 107);
    canvas().showWhole();
    QTRY_VERIFY(m_bench->stripCells > 100);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, {400, 20});
    QCOMPARE(activated.size(), 2);
    const qint64 numbers =
        activated.back().at(2).toLongLong() - activated.back().at(1).toLongLong();
    QVERIFY2(numbers > 100'000 && numbers < 150'000, "a pixel's share of the feed");
}

void TestSequenceStrip::dragIsNoClick()
{
    QSignalSpy activated(m_strip.get(), &SequenceStrip::rangeActivated);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, {400, 20});
    QMouseEvent move(QEvent::MouseMove, QPointF(300, 20), canvas().mapToGlobal(QPointF(300, 20)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&canvas(), &move);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, {300, 20});
    QCOMPARE(activated.size(), 0);
}

void TestSequenceStrip::enterTellsTheRange()
{
    canvas().show({101, 120});
    QTRY_COMPARE(m_bench->stripCells, 20);
    QSignalSpy activated(m_strip.get(), &SequenceStrip::rangeActivated);
    canvas().jumpTo(105);
    QTest::keyClick(&canvas(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.front().at(1).toLongLong(), 106);
}

void TestSequenceStrip::hoverSaysWhatIsThere()
{
    m_bench->cellAt = [](qint64 first, qint64) {
        return ledger::StripCell{.states = first == 107 ? ledger::StripLost : ledger::StripReceived,
                                 .density = quint8(first == 107 ? 0 : 255)};
    };
    canvas().show({101, 120});
    QTRY_VERIFY(canvas().describe(107).contains(u"lost"_s));
    QVERIFY(canvas().describe(107).contains(u"107"_s));
    QVERIFY(canvas().describe(108).contains(u"received"_s));
    const QPoint at(int(pixel(107)) + 5, 20);
    QHelpEvent help(QEvent::ToolTip, at, canvas().mapToGlobal(at));
    QCoreApplication::sendEvent(&canvas(), &help);
    QTRY_COMPARE(QToolTip::text(), canvas().describe(107));
    QToolTip::hideText();
}

void TestSequenceStrip::answersInWordsWithoutAPointer()
{
    canvas().show({101, 120});
    QTRY_COMPARE(m_bench->stripCells, 20);
    canvas().jumpTo(105);
    QTest::keyClick(&canvas(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY2(canvas().accessibleDescription().contains(u"106"_s),
             qPrintable(canvas().accessibleDescription()));
}

void TestSequenceStrip::oneRequestForManyChanges()
{
    QCoreApplication::processEvents();
    m_bench->calls.clear();
    for (int i = 0; i < 50; ++i)
        wheel(400, 1);
    QCOMPARE(m_bench->calls.size(), 0);
    QTRY_COMPARE(m_bench->calls.size(), 1);
}

void TestSequenceStrip::anotherFeedShowsAnotherMap()
{
    show({summary(1, 500, 899)});
    auto *chooser = m_strip->findChild<QComboBox *>();
    QCOMPARE(chooser->count(), 2);
    chooser->setCurrentIndex(1);
    QCOMPARE(m_strip->feed(), ledger::FeedNumber{1});
    QCOMPARE(canvas().window(), NumberWindow(500, 899));
    m_strip->jumpTo({0}, 12'345'678);
    QCOMPARE(m_strip->feed(), ledger::FeedNumber{0});
    QVERIFY(canvas().window().first() <= 12'345'678 && canvas().window().last() >= 12'345'678);
    QVERIFY(canvas().window().size() <= 400);
}

void TestSequenceStrip::cellsOfAnotherFeedAreIgnored()
{
    canvas().show({101, 120});
    QTRY_COMPARE(m_bench->stripCells, 20);
    const QString before = canvas().describe(107);
    Q_EMIT m_bench->stripFetched(
        {1}, {101}, {120},
        std::vector<ledger::StripCell>(20, ledger::StripCell{.states = ledger::StripLost}));
    QCOMPARE(canvas().describe(107), before);
}

void TestSequenceStrip::paintsEveryStateDifferently()
{
    QList<QImage> pictures;
    for (const quint16 state :
         {ledger::StripReceived, ledger::StripLate, ledger::StripDuplicate, ledger::StripConflict,
          ledger::StripOpen, ledger::StripHidden, ledger::StripSuperseded, ledger::StripLost}) {
        const bool hole = state >= ledger::StripOpen;
        canvas().setCells(canvas().window(),
                          std::vector<ledger::StripCell>(
                              size_t(canvas().wantedCells()),
                              {.states = quint16(hole ? state : state | ledger::StripReceived),
                               .density = quint8(hole ? 0 : 255)}));
        // In grey, as somebody sees it who cannot tell the colours apart.
        const QImage picture =
            canvas().grab({100, 4, 64, 32}).toImage().convertToFormat(QImage::Format_Grayscale8);
        QVERIFY2(!pictures.contains(picture), qPrintable(QString::number(state)));
        pictures += picture;
    }
}

/// From a hundred million numbers down to a dozen and back, each frame with cells of its own; what
/// it costs does not depend on how many numbers there are, or this would not end.
void TestSequenceStrip::paintsAtEveryZoom()
{
    m_bench->cellAt = [](qint64 first, qint64 last) {
        const quint16 odd = quint16(1u << (first % 8));
        return ledger::StripCell{
            .states = quint16(first % 50 == 0 ? odd : quint16(ledger::StripReceived)),
            .density = quint8(1 + (last % 255))};
    };
    for (int frame = 0; frame < 160; ++frame) {
        wheel(100 + 4 * frame, frame < 80 ? 1 : -1);
        m_bench->stripCells = 0;
        QTRY_VERIFY(m_bench->stripCells > 0);
        QVERIFY(!canvas().grab().isNull());
    }
    QCOMPARE(canvas().window(), NumberWindow(1, kLast));
}

void TestSequenceStrip::nothingAcceptedShowsNothing()
{
    ledger::FeedSummary refused = summary(2, 0, 0);
    refused.received = 0;
    show({refused});
    m_strip->findChild<QComboBox *>()->setCurrentIndex(1);
    QVERIFY(canvas().isEmpty());
    show({summary(2, 7, 90)});
    QVERIFY(!canvas().isEmpty());
    QCOMPARE(canvas().window(), NumberWindow(7, 90));
}

void TestSequenceStrip::emptyIsNoTrap()
{
    m_models->feeds.clear();
    QVERIFY(canvas().isEmpty());
    QVERIFY(!m_strip->feed());
    wheel(400, 1);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, {400, 20});
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Plus, Qt::Key_0, Qt::Key_Return})
        QTest::keyClick(&canvas(), key);
    QVERIFY(!canvas().grab().isNull());
    QVERIFY(!canvas().accessibleDescription().isEmpty());
}

QTEST_MAIN(TestSequenceStrip)
#include "tst_sequencestrip.moc"
