// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/gaps/gapscase.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/notifications.h"
#include "ui/views/banner.h"
#include "ui/views/tailtable.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using ledger::GapState;

/// Gaps as they are shown, explained and told of.
class TestGapsPage final : public GapsCase
{
    Q_OBJECT

private Q_SLOTS:
    void agesTick();
    void everyStateIsExplained();
    void theQueryIsCopied();
    void conditionsAreListed();
    void aLossIsToldOnce();
    void noticesAreChosenAndKept();
};

void TestGapsPage::agesTick()
{
    play({TestTraffic::gap(1104, 1106, GapState::Open),
          TestTraffic::gap(1120, 1120, GapState::Filled)});
    ledger::Records settled;
    settled.gaps = {TestTraffic::gap(1130, 1131, GapState::Hidden)};
    settled.gaps.front().gap.openedAt = m_fixture->clock.now().wall;
    settled.gaps.front().gap.settledAt = m_fixture->clock.now().wall + 62s;
    Q_EMIT bench().recordsArrived(settled);
    m_fixture->clock.advance(75s);
    QTRY_COMPARE(cell(0, u"Age"_s), u"1 min 15 s"_s);
    QCOMPARE(cell(1, u"Age"_s), u"after 1 min 02 s"_s);
    m_fixture->clock.advance(3600s);
    QTRY_COMPARE(cell(0, u"Age"_s), u"1 h 01 min"_s);
    QCOMPARE(cell(1, u"Age"_s), u"after 1 min 02 s"_s);
}

void TestGapsPage::everyStateIsExplained()
{
    std::vector<ledger::GapRecord> gaps;
    for (const GapState state : ledger::kGapStates) {
        if (state == GapState::Filled)
            continue;
        gaps.push_back(TestTraffic::gap(1104 + 10 * qint64(gaps.size()),
                                        1106 + 10 * qint64(gaps.size()), state));
        gaps.back().gap.evidence = "as somebody said";
    }
    play(gaps);
    QSet<QString> said;
    for (int row = 0; row < int(gaps.size()); ++row) {
        choose(row);
        QVERIFY(card().isVisible());
        QVERIFY2(
            card().headline().startsWith(cell(row, u"Numbers"_s) + u": "_s + cell(row, u"State"_s)),
            qPrintable(card().headline()));
        QVERIFY(card().sentence().endsWith(u"Evidence: as somebody said."_s));
        said.insert(card().sentence());
    }
    QCOMPARE(said.size(), qsizetype(gaps.size()));
    QTest::keyClick(page().table(), Qt::Key_E);
    QVERIFY(!card().isVisible());
    QTest::keyClick(page().table(), Qt::Key_E);
    QVERIFY(card().isVisible());
}

void TestGapsPage::theQueryIsCopied()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    Q_EMIT bench().triageChanged({.settings = {.ask = true},
                                  .asking = true,
                                  .root = QUrl(u"http://127.0.0.1:8029/odata"_s)});
    choose(0);
    QTest::keyClick(page().table(), Qt::Key_C);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"http://127.0.0.1:8029/odata/EntityEvent?$filter="
                               "EntityEventSequence%20ge%201104%20and%20EntityEventSequence%20le"
                               "%201106&"_s),
             qPrintable(copied));
}

void TestGapsPage::conditionsAreListed()
{
    play({TestTraffic::gap(1104, 1106, GapState::Unexplained)});
    QVERIFY(!page().conditions()->isVisible());
    ledger::Records records;
    records.conditions = {{.feed = {0},
                           .condition = ledger::FeedCondition::Phantom,
                           .numbers = {{1110, 1112}, {1115, 1115}},
                           .evidence = "pushed, and the resource never had it",
                           .at = TestTraffic::start()}};
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(page().conditions()->isVisible());
    const QAbstractItemModel &model = *page().conditions()->model();
    QStringList cells;
    for (int column = 1; column < model.columnCount(); ++column)
        cells += model.index(0, column).data().toString();
    QCOMPARE(cells.join(u'|'),
             u"phantom|1110\u20131112, 1115|IDX Feed 123|pushed, and the resource never had it"_s);
    Q_EMIT bench().sessionReset();
    QVERIFY(!page().conditions()->isVisible());
}

void TestGapsPage::aLossIsToldOnce()
{
    play({TestTraffic::gap(1104, 1106, GapState::Open)});
    QVERIFY(!window().banner().isVisible());
    ledger::Records records;
    records.gaps = {TestTraffic::gap(1104, 1105, GapState::Lost),
                    TestTraffic::gap(1106, 1106, GapState::Lost)};
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(window().banner().isVisible());
    QVERIFY2(window().banner().text().startsWith(u"Lost: 1104\u20131105, and more gaps: 1."_s),
             qPrintable(window().banner().text()));
    window().banner().hide();
    Q_EMIT bench().producerChanged({.phase = ProducerPhase::Halted, .reason = u"404"_s});
    Q_EMIT bench().producerChanged({.phase = ProducerPhase::Halted, .reason = u"404 still"_s});
    QCOMPARE(window().banner().text(), u"The producer halted: 404."_s);

    // A fault stays where it is.
    Q_EMIT bench().failed({FaultKind::Denied, u"x"_s, u"cannot be written"_s});
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(window().banner().text().contains(u"cannot be written"_s));

    // A recording tells nothing.
    window().banner().hide();
    Q_EMIT bench().sessionChanged({.path = u"a.pushbench"_s, .temporary = false, .live = false});
    Q_EMIT bench().recordsArrived(records);
    QVERIFY(!window().banner().isVisible());
}

void TestGapsPage::noticesAreChosenAndKept()
{
    const auto choices = [this] {
        return window().findChild<Notifications *>()->menu()->actions();
    };
    QCOMPARE(choices().size(), 3);
    choices().at(0)->trigger(); // lost: off
    choices().at(2)->trigger(); // first event: on
    play({TestTraffic::gap(1104, 1106, GapState::Lost)});
    QCOMPARE(window().banner().text(), u"The first event arrived: 1101, in exchange 7."_s);
    Q_EMIT m_fixture->bench.sessionReset(); // Nothing is unsaved.
    QVERIFY(window().close());
    m_fixture->open();
    QVERIFY(!choices().at(0)->isChecked());
    QVERIFY(choices().at(1)->isChecked());
    QVERIFY(choices().at(2)->isChecked());
}

QTEST_MAIN(TestGapsPage)
#include "tst_gapspage.moc"
