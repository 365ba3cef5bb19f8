// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/support/testcase.h"
#include "ui/models/sessionmodels.h"
#include "ui/panels/statusline.h"

#include <QLabel>
#include <QStringBuilder>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestStatusLine final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void idle();
    void ratesAreOfTheLastSeconds();
    void gapsByTheirStates();
    void bothHalvesCountOnce();
    void aHoldCountsDown();
    void theSessionIsNamed();
    void aJournalThatCannotWriteIsSaid();

private:
    [[nodiscard]] QString text() const;

    std::unique_ptr<StatusLine> m_line;
    SessionModels m_models;
};

void TestStatusLine::init()
{
    TestCase::init();
    QLocale::setDefault(QLocale::English);
    m_models.clear();
    m_line = std::make_unique<StatusLine>();
    m_line->show();
}

/// Everything that can be read, from left to right.
QString TestStatusLine::text() const
{
    QStringList parts;
    for (const QLabel *label : m_line->findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            parts += label->text();
    }
    return parts.join(u" | ");
}

void TestStatusLine::idle()
{
    m_line->tick(TestTraffic::start());
    QCOMPARE(text(), u"0 events/s | no exchanges | no open gaps"_s);
}

void TestStatusLine::ratesAreOfTheLastSeconds()
{
    TestTraffic traffic;
    WallTime now = TestTraffic::start();
    m_line->tick(now);
    for (int i = 0; i < 8; ++i) {
        ledger::Records records;
        traffic.add(records, 1 + i, 1 + 500 * i, 500);
        m_models.take(records);
        m_line->setModels(m_models);
        now += 250ms;
        m_line->tick(now);
    }
    QVERIFY2(text().startsWith(u"2,000 events/s | exchanges: 8"_s), qPrintable(text()));
    m_line->tick(now + 1h);
    m_line->tick(now + 1h + 250ms);
    m_line->tick(now + 1h + 500ms);
    QVERIFY2(text().startsWith(u"0 events/s"_s), qPrintable(text()));
}

void TestStatusLine::gapsByTheirStates()
{
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 1, 1, 5);
    records.gaps = {TestTraffic::gap(10, 11, ledger::GapState::Open),
                    TestTraffic::gap(20, 21, ledger::GapState::Hidden),
                    TestTraffic::gap(30, 31, ledger::GapState::Hidden),
                    TestTraffic::gap(40, 41, ledger::GapState::Lost)};
    m_models.take(records);
    m_line->setModels(m_models);
    QVERIFY2(text().endsWith(u"gaps: 1 open \u00B7 2 hidden | 1 lost"_s), qPrintable(text()));
    m_line->restart();
    QCOMPARE(text(), u"0 events/s | no exchanges | no open gaps"_s);
}

void TestStatusLine::bothHalvesCountOnce()
{
    TestTraffic traffic;
    ledger::Records records;
    traffic.add(records, 1, 1, 5, {0});
    traffic.add(records, 2, 1, 5, {1});
    traffic.summarise(records, {0});
    traffic.summarise(records, {1});
    records.feeds.back().side = Side::Producer;
    records.exchanges.back().exchange =
        TestTraffic::exchange({.number = 2, .side = Side::Producer});
    for (ledger::ExchangeRecord &record : records.exchanges)
        record.findings = {{.id = "RCP027-R7",
                            .verdict = protocol::Verdict::Warn,
                            .where = {},
                            .text = u"out of order"_s}};
    records.gaps = {TestTraffic::gap(3, 3, ledger::GapState::Open, {0}),
                    TestTraffic::gap(3, 3, ledger::GapState::Open, {1})};
    m_models.take(records);
    QCOMPARE(m_models.events.rowCount(), 5);
    QCOMPARE(m_models.gaps.count(Meaning::Open), 1);
    QCOMPARE(m_models.findings.unpleasant(), 1);
    QCOMPARE(m_models.exchanges.rowCount(), 2);
}

void TestStatusLine::aHoldCountsDown()
{
    const WallTime now = TestTraffic::start();
    m_line->tick(now);
    m_line->setProducer({.phase = ProducerPhase::Holding,
                         .target = {},
                         .reason = u"429, Retry-After: 60"_s,
                         .until = now + 42s,
                         .whole = 60s});
    QVERIFY2(text().endsWith(u"held 00:42 (429, Retry-After: 60)"_s), qPrintable(text()));
    m_line->tick(now + 40s);
    QVERIFY(text().endsWith(u"held 00:02 (429, Retry-After: 60)"_s));
    m_line->setProducer({.phase = ProducerPhase::BackingOff,
                         .target = {},
                         .reason = u"connection refused"_s,
                         .until = now + 43s,
                         .whole = 3s});
    QVERIFY2(text().endsWith(u"trying again in 00:03 (connection refused)"_s), qPrintable(text()));
    m_line->setProducer({.phase = ProducerPhase::Pushing, .target = {}, .reason = {}});
    QVERIFY(!text().contains(u"held"_s));
}

void TestStatusLine::theSessionIsNamed()
{
    m_line->setSession({.path = u"/tmp/x"_s, .bytesOnDisk = 4'200'000, .fault = {}});
    QVERIFY2(text().endsWith(u"not saved \u00B7 4.2 MB on disk"_s), qPrintable(text()));
    m_line->setSession({.path = u"/home/ada/load.pushbench"_s,
                        .temporary = false,
                        .bytesOnDisk = 312,
                        .fault = {}});
    QVERIFY2(text().contains(u"load.pushbench \u00B7 312 bytes on disk"_s), qPrintable(text()));
}

void TestStatusLine::aJournalThatCannotWriteIsSaid()
{
    m_line->setSession({.path = {}, .fault = u"/disk: no space left; free some"_s});
    QVERIFY(text().endsWith(u"/disk: no space left; free some"_s));
}

QTEST_MAIN(TestStatusLine)
#include "tst_statusline.moc"
