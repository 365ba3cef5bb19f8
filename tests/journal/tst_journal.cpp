// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"
#include "tests/journal/collector.h"
#include "tests/journal/sample.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QFileInfo>

#include <thread>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::journal;

class TestJournal final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aReceiptMeansCommitted();
    void severalSenders();
    void notesStandWhereTheyCame();
    void whatWasIntendedIsKnownOfItsExchange();
    void closingEndsTheRun();
    void closingTwice();
    void aSessionThatNobodyElseReadsIsWrittenOnce();
    void destructionKeepsEverything();
    void aTemporarySessionStaysInItsLog();
    void reopeningGoesOn();

private:
    [[nodiscard]] std::unique_ptr<Journal> open(const QString &path,
                                                Durability durability = Durability::PowerLoss)
    {
        Result<std::unique_ptr<Journal>> journal =
            Journal::open(path, testRun(), durability, m_clock);
        return journal ? std::move(journal).value() : nullptr;
    }

    ManualClock m_clock;
};

void TestJournal::aReceiptMeansCommitted()
{
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path(), Durability::PowerLoss);
    QVERIFY(journal);
    // Looks at the file from the thread that gives the receipt, at the moment it does.
    std::atomic<qint64> there = 0;
    Collector<Receipt> receipts([&] {
        const Result<SessionReader> reader = SessionReader::open(folder.path());
        there = reader ? reader.value().exchangeCount().value() : 0;
    });
    for (quint64 tag = 1; tag <= 50; ++tag) {
        journal->append(sampleExchange(qint64(tag)), receipts.box, tag);
        QVERIFY(receipts.waitFor(tag));
        QCOMPARE(there.load(), qint64(tag));
    }
    for (quint64 tag = 1; tag <= 50; ++tag) {
        QCOMPARE(receipts.at(tag - 1).tag, tag);
        QVERIFY(receipts.at(tag - 1).recorded);
    }
}

void TestJournal::severalSenders()
{
    constexpr quint64 kSenders = 4;
    constexpr quint64 kEach = 2'000;
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    Collector<Committed> committed;
    journal->subscribe(committed.box);
    std::vector<Collector<Receipt>> receipts(kSenders);
    std::vector<std::thread> senders;
    for (quint64 sender = 0; sender < kSenders; ++sender) {
        senders.emplace_back([&journal, &box = receipts[sender].box, sender] {
            for (quint64 tag = 1; tag <= kEach; ++tag) {
                const auto exchange = sampleExchange(qint64(tag));
                exchange->connection = qint64(sender);
                if (tag % 3 == 0)
                    journal->append({{exchange, box, tag}});
                else
                    journal->append(exchange, box, tag);
            }
        });
    }
    for (std::thread &sender : senders)
        sender.join();
    for (Collector<Receipt> &received : receipts) {
        QVERIFY(received.waitFor(kEach));
        for (quint64 tag = 1; tag <= kEach; ++tag) {
            QCOMPARE(received.at(tag - 1).tag, tag);
            QVERIFY(received.at(tag - 1).recorded);
        }
    }
    QVERIFY(committed.waitFor(kSenders * kEach));
    QVERIFY(journal->close().ok());

    // What subscribers saw is what the file says, in the same order.
    const Replayed read = replayed(folder.path());
    QCOMPARE(read.exchanges.size(), size_t(kSenders * kEach));
    std::array<qint64, kSenders> count{};
    for (size_t i = 0; i < read.exchanges.size(); ++i) {
        const auto &live = *std::get<std::shared_ptr<const Exchange>>(committed.at(i));
        QCOMPARE(read.exchanges[i].number.value, qint64(i) + 1);
        QCOMPARE(live.number, read.exchanges[i].number);
        QCOMPARE(live.requestBody, read.exchanges[i].requestBody);
        const qint64 sequence = ++count.at(size_t(live.connection));
        QCOMPARE(live.requestBody, sampleExchange(sequence)->requestBody);
    }
}

void TestJournal::notesStandWhereTheyCame()
{
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    Collector<Committed> committed;
    journal->subscribe(committed.box);
    journal->note({.kind = Note::Kind::Consumer, .text = "{}"});
    journal->append(sampleExchange(1));
    journal->append({{sampleExchange(2)}, {Note{.exchange = {1}, .text = "reset"}}});
    journal->append(sampleExchange(3));
    QVERIFY(journal->close().ok());
    QVERIFY(committed.waitFor(5));
    QVERIFY(std::holds_alternative<Note>(committed.at(0)));
    QVERIFY(std::holds_alternative<Note>(committed.at(3)));
    QCOMPARE(orderOf(folder.path()), "note 1 2 note 3");
}

void TestJournal::whatWasIntendedIsKnownOfItsExchange()
{
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    Collector<Committed> committed;
    Collector<Receipt> receipts;
    journal->subscribe(committed.box);
    const auto intended = [](const char *text) {
        return Note{.kind = Note::Kind::Intended, .text = text};
    };
    journal->append(sampleExchange(1));
    journal->appendSoon(sampleExchange(2), receipts.box, 7, intended("abort-body,duplicate"));
    journal->note({.kind = Note::Kind::Withheld, .text = "drop:3"});
    journal->appendSoon(sampleExchange(4), {}, 0);
    journal->appendSoon(sampleExchange(5), {}, 0, intended("no-token"));
    QVERIFY(journal->close().ok());
    QVERIFY(receipts.waitFor(1));
    QCOMPARE(receipts.at(0).tag, quint64(7));
    QVERIFY(committed.waitFor(7));
    QCOMPARE(std::get<Note>(committed.at(2)).exchange, ExchangeNumber{2});

    const Replayed read = replayed(folder.path());
    QCOMPARE(read.order, "1 2 note note 3 4 note");
    QByteArrayList known;
    const Result<SessionReader> reader = SessionReader::open(folder.path());
    for (const Exchange &exchange : read.exchanges) {
        known.append(exchange.intended);
        QCOMPARE(reader->exchange(exchange.number).value()->intended, exchange.intended);
    }
    QCOMPARE(known, (QByteArrayList{"", "abort-body,duplicate", "", "no-token"}));
    QCOMPARE(read.notes.at(1).text, "drop:3");
}

void TestJournal::closingEndsTheRun()
{
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    for (int i = 1; i <= 100; ++i)
        journal->append(sampleExchange(i));
    m_clock.advance(std::chrono::seconds(5));
    QVERIFY(journal->close().ok());
    const Result<SessionReader> reader = SessionReader::open(folder.path());
    QVERIFY(reader.ok());
    QCOMPARE(reader.value().exchangeCount().value(), 100);
    QCOMPARE(reader.value().runs().value().at(0).ended, m_clock.now().wall);
}

void TestJournal::closingTwice()
{
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    QVERIFY(journal->close().ok());
    QVERIFY(journal->close().ok());
}

/// Nothing of it is written twice; it can be read all the same.
void TestJournal::aTemporarySessionStaysInItsLog()
{
    constexpr int kMany = 500; // 50 MB; the log of a kept session is folded at 32 MiB
    const SessionFolder folder;
    const auto size = [&folder](const QString &suffix) {
        return QFileInfo(folder.path() + suffix).size();
    };
    {
        const std::unique_ptr<Journal> journal = open(folder.path(), Durability::Process);
        QVERIFY(journal);
        for (int i = 1; i <= kMany; ++i) {
            const std::shared_ptr<Exchange> exchange = sampleExchange(i);
            exchange->responseBody = QByteArray(100'000, 'x');
            journal->append(exchange);
        }
    }
    QVERIFY2(size(u"-wal"_s) > kMany * 100'000, qPrintable(QString::number(size(u"-wal"_s))));
    QVERIFY2(size({}) < 1'000'000, qPrintable(QString::number(size({}))));
    QCOMPARE(SessionReader::open(folder.path()).value().exchangeCount().value(), kMany);
}

void TestJournal::aSessionThatNobodyElseReadsIsWrittenOnce()
{
    constexpr int kMany = 20;
    const SessionFolder folder;
    {
        const std::unique_ptr<Journal> journal = open(folder.path(), Durability::Run);
        QVERIFY(journal);
        Collector<Receipt> receipts;
        for (int i = 1; i <= kMany; ++i) {
            const std::shared_ptr<Exchange> exchange = sampleExchange(i);
            exchange->responseBody = QByteArray(100'000, 'x');
            journal->append(exchange, receipts.box);
        }
        QVERIFY(receipts.waitFor(kMany));
        // Recorded means: in the file, with nothing beside it that holds it too.
        QCOMPARE(folder.files(), (QStringList{u"s.pushbench"_s, u"s.pushbench-lock"_s}));
        QVERIFY(QFileInfo(folder.path()).size() > kMany * 100'000);
    }
    QCOMPARE(SessionReader::open(folder.path()).value().exchangeCount().value(), kMany);
}

void TestJournal::destructionKeepsEverything()
{
    const SessionFolder folder;
    {
        const std::unique_ptr<Journal> journal = open(folder.path());
        QVERIFY(journal);
        for (int i = 1; i <= 3; ++i)
            journal->append(sampleExchange(i));
    }
    QCOMPARE(orderOf(folder.path()), "1 2 3");
    QCOMPARE(folder.files(), QStringList{u"s.pushbench"_s});
}

void TestJournal::reopeningGoesOn()
{
    const SessionFolder folder;
    for (int i = 1; i <= 3; ++i) {
        const std::unique_ptr<Journal> journal = open(folder.path());
        QVERIFY(journal);
        const auto exchange = sampleExchange(i);
        journal->append(exchange);
        QVERIFY(journal->close().ok());
        QCOMPARE(exchange->number.value, i);
    }
    QCOMPARE(orderOf(folder.path()), "1 2 3");
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
