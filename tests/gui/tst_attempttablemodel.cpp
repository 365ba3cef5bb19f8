// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/support/testcase.h"
#include "ui/models/attempttablemodel.h"
#include "ui/models/meaning.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Try
{
    qint64 number;
    qint64 delivery;
    int attempt;
    int status = 200;
    Side side = Side::Producer;
};

ledger::Records recordsOf(std::initializer_list<Try> tries)
{
    ledger::Records records;
    for (const Try &one : tries) {
        const auto made =
            TestTraffic::exchange({.number = one.number, .status = one.status, .side = one.side});
        made->delivery = one.delivery;
        made->attempt = one.attempt;
        if (one.status == 0)
            made->outcome = journal::Outcome::Unknown;
        records.exchanges.push_back({.exchange = made,
                                     .findings = {},
                                     .events = 10,
                                     .first = protocol::Sequence{1101},
                                     .last = protocol::Sequence{1110}});
    }
    return records;
}

enum Column { Time, Exchange, Batch, Number, Outcome, Status, Waited, FirstByte, InAll };

} // namespace

class TestAttemptTableModel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatWeSentIsARow();
    void triesOfOneBatchBelongTogether();
    void anotherPushBeginsItsOwnBatches();
    void theStationsAreStretches();
    void theStoryIsToldFromAnyTry();
    void clearedItBeginsAnew();

private:
    [[nodiscard]] static QString cell(const AttemptTableModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
};

void TestAttemptTableModel::onlyWhatWeSentIsARow()
{
    AttemptTableModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.take(recordsOf({{1, 1, 1}, {2, 1, 1, 200, Side::Consumer}, {3, 2, 1}}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 2);
    model.take(recordsOf({{3, 2, 1}})); // told again, with findings: the same attempt
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 0).data(ExchangeRole).toLongLong(), 3);
}

void TestAttemptTableModel::triesOfOneBatchBelongTogether()
{
    AttemptTableModel model;
    const QAbstractItemModelTester tester(&model);
    // Two batches in flight at once; the second try of the first comes in a later drain.
    model.take(recordsOf({{1, 1, 1, 429}, {2, 2, 1, 0}, {3, 2, 2}}));
    model.take(recordsOf({{9, 1, 2}}));
    QStringList batches;
    for (int row = 0; row < model.rowCount(); ++row)
        batches += cell(model, row, Batch) + u'.' + cell(model, row, Number);
    QCOMPARE(batches.join(u' '), u"1.1 2.1 2.2 1.2"_s);
    QCOMPARE(cell(model, 0, Outcome), u"held"_s);
    QCOMPARE(cell(model, 1, Outcome), u"unknown"_s);
    QCOMPARE(cell(model, 1, Status), u"none"_s);
    QCOMPARE(model.index(0, Outcome).data(VerdictRole).toInt(), int(protocol::Verdict::Warn));
    QVERIFY(!model.index(3, Outcome).data(VerdictRole).isValid());
    // 8 exchanges at 417 ms, less the 8.7 ms that the first took.
    QVERIFY(cell(model, 0, Waited).isEmpty());
    QCOMPARE(model.waited(model.at(3)), std::optional(8 * 417'000us - 8'700us));
}

void TestAttemptTableModel::anotherPushBeginsItsOwnBatches()
{
    AttemptTableModel model;
    model.take(recordsOf({{1, 1, 1, 429}, {2, 1, 1}, {3, 1, 1}}));
    QCOMPARE(cell(model, 2, Batch), u"3"_s);
    QCOMPARE(model.attemptsOf(1).size(), size_t(1));
}

void TestAttemptTableModel::theStationsAreStretches()
{
    AttemptTableModel model;
    model.take(recordsOf({{1, 1, 1}}));
    QCOMPARE(cell(model, 0, FirstByte), u"6.80 ms"_s);
    QCOMPARE(cell(model, 0, InAll), u"8.70 ms"_s);
}

void TestAttemptTableModel::theStoryIsToldFromAnyTry()
{
    AttemptTableModel model;
    model.take(recordsOf({{1, 1, 1, 429}, {2, 1, 2, 429}}));
    QVERIFY2(model.storyOf(0).endsWith(u"not delivered yet, tries: 2"_s),
             qPrintable(model.storyOf(0)));
    model.take(recordsOf({{3, 1, 3}}));
    for (int row = 0; row < 3; ++row) {
        QVERIFY2(
            model.storyOf(row).startsWith(u"Batch 1, 1101\u20131110: delivered at try 3, after "_s),
            qPrintable(model.storyOf(row)));
        QCOMPARE(model.attemptsOf(row).size(), size_t(3));
    }
    const std::vector<AttemptTiming> attempts = model.attemptsOf(1);
    QCOMPARE(attempts[0].answer, u"429"_s);
    QVERIFY(!attempts[0].waited);
    QCOMPARE(attempts[2].waited, std::optional(417'000us - 8'700us));
    QCOMPARE(attempts[2].bars.size(), size_t(4));
}

void TestAttemptTableModel::clearedItBeginsAnew()
{
    AttemptTableModel model;
    const QAbstractItemModelTester tester(&model);
    model.take(recordsOf({{5, 1, 1, 429}}));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.take(recordsOf({{1, 1, 2}})); // of a file that begins in the middle
    QCOMPARE(cell(model, 0, Batch), u"1"_s);
    QVERIFY(cell(model, 0, Waited).isEmpty());
}

QTEST_GUILESS_MAIN(TestAttemptTableModel)
#include "tst_attempttablemodel.moc"
