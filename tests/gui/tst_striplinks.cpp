// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/tailtable.h"

#include <QHeaderView>
#include <QImage>
#include <QPixmap>

using namespace pushbench;
using namespace pushbench::ui;
using namespace Qt::StringLiterals;

/// The strip and the tables lead to each other, and the strip says when and why.
class TestStripLinks final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void selectedRowsShowInTheStrip();
    void whatIsSelectedComesIntoView();
    void gapsAndExchangesShowToo();
    void theSelectionIsPainted();
    void hoverTellsTimesAndEvidence();
    void timesStandBelowTheNumbers();
    void columnsAreKept();

private:
    using Ranges = std::vector<std::pair<qint64, qint64>>;

    [[nodiscard]] MainWindow &window() const { return *m_fixture->window; }
    [[nodiscard]] DataTabs &tabs() const { return window().sessionPage().tabs(); }
    [[nodiscard]] StripCanvas &canvas() const { return window().sessionPage().strip().canvas(); }
    void play();

    std::unique_ptr<WindowFixture> m_fixture;
};

void TestStripLinks::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
    play();
}

void TestStripLinks::cleanup()
{
    m_fixture.reset();
}

/// 1101 to 1300 in twenty exchanges, with a hole behind.
void TestStripLinks::play()
{
    TestTraffic traffic;
    ledger::Records records;
    for (int i = 0; i < 20; ++i)
        traffic.add(records, 1 + i, 1101 + 10 * i, 10);
    traffic.add(records, 21, 1311, 10);
    records.gaps = {TestTraffic::gap(1301, 1310, ledger::GapState::Unexplained)};
    records.gaps.front().gap.openedAt = m_fixture->clock.now().wall;
    records.gaps.front().gap.evidence = "nobody knows";
    traffic.summarise(records);
    for (const ledger::ExchangeRecord &record : records.exchanges)
        m_fixture->bench.exchanges.push_back(record.exchange);
    Q_EMIT m_fixture->bench.recordsArrived(records);
    QTRY_VERIFY(!canvas().times().empty());
}

void TestStripLinks::selectedRowsShowInTheStrip()
{
    tabs().events().selectRows({{4, 9}, {20, 20}});
    QCOMPARE(canvas().selected(), (Ranges{{1105, 1110}, {1121, 1121}}));
    tabs().events().clearSelection();
    QCOMPARE(canvas().selected(), Ranges());
}

void TestStripLinks::whatIsSelectedComesIntoView()
{
    const NumberWindow whole = canvas().window();
    tabs().events().selectRows({{4, 9}});
    QCOMPARE(canvas().window(), whole); // It was in view.
    canvas().show({1201, 1220});
    tabs().events().selectRows({{100, 100}});
    QCOMPARE(canvas().window(), NumberWindow(1201, 1220));
    tabs().events().selectRows({{4, 9}});
    QCOMPARE(canvas().window().size(), 20u);
    QVERIFY(canvas().window().first() <= 1105 && 1105 <= canvas().window().last());
}

void TestStripLinks::gapsAndExchangesShowToo()
{
    tabs().setCurrentWidget(&tabs().gaps());
    tabs().gaps().table()->selectRows({{0, 0}});
    QCOMPARE(canvas().selected(), (Ranges{{1301, 1310}}));
    tabs().setCurrentWidget(&tabs().exchanges());
    tabs().exchanges().selectRows({{1, 2}});
    QCOMPARE(canvas().selected(), (Ranges{{1111, 1130}}));
}

void TestStripLinks::theSelectionIsPainted()
{
    QTRY_VERIFY(canvas().describe(1105).startsWith(u"1105"_s));
    tabs().events().clearSelection();
    const QImage before = canvas().grab().toImage();
    tabs().events().selectRows({{104, 119}});
    const QImage after = canvas().grab().toImage();
    const int width = canvas().width() - 2 * StripCanvas::kMargin;
    const int x = StripCanvas::kMargin + int(canvas().window().pixelOf(1210, width));
    const double scale = before.devicePixelRatio();
    QVERIFY(before.pixel(int(x * scale), 1) != after.pixel(int(x * scale), 1));
}

void TestStripLinks::hoverTellsTimesAndEvidence()
{
    canvas().show({1295, 1314});
    QTRY_VERIFY(canvas().describe(1305).startsWith(u"1305:"_s));
    const QStringList hole = canvas().describe(1305).split(u'\n');
    QCOMPARE(hole.last(), u"1301\u20131310: unexplained, 0 s; nobody knows"_s);
    const QStringList event = canvas().describe(1299).split(u'\n');
    QCOMPARE(event.size(), 2);
    QVERIFY2(event.last().startsWith(u"reached at "_s), qPrintable(event.last()));
}

void TestStripLinks::timesStandBelowTheNumbers()
{
    QCOMPARE(canvas().times().front().number, 1101);
    QVERIFY(canvas().times().size() >= 2);
    const QString far = canvas().times().front().text;
    canvas().show({1151, 1162});
    QTRY_COMPARE(canvas().times().front().number, 1151);
    QVERIFY(canvas().times().front().text.size() > far.size()); // Close up, with milliseconds.
}

void TestStripLinks::columnsAreKept()
{
    QHeaderView *header = tabs().events().header();
    header->moveSection(0, 3);
    header->setSectionHidden(4, true);
    header->resizeSection(1, 133);
    Q_EMIT m_fixture->bench.sessionReset(); // Nothing is unsaved.
    QVERIFY(window().close());
    m_fixture->open();
    play();
    header = tabs().events().header();
    QCOMPARE(header->visualIndex(0), 3);
    QVERIFY(header->isSectionHidden(4));
    QCOMPARE(header->sectionSize(1), 133);
    window().resize(1300, 800);
    QCOMPARE(header->sectionSize(1), 133);

    // Nobody touched this one: it still fits itself to the window.
    QVERIFY(window().sessionPage().tabs().exchanges().columns().isEmpty());
}

QTEST_MAIN(TestStripLinks)
#include "tst_striplinks.moc"
