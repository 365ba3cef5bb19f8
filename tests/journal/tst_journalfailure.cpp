// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"
#include "tests/journal/collector.h"
#include "tests/journal/sample.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <csignal>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::journal;

namespace {

/// Larger than a page, so that it needs room of its own.
std::shared_ptr<Exchange> largeExchange(qint64 sequence)
{
    auto exchange = sampleExchange(sequence);
    exchange->responseBody = QByteArray(200'000, 'x');
    return exchange;
}

} // namespace

class TestJournalFailure final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFullDisk_data();
    void aFullDisk();
    void theDiskRecovers_data();
    void theDiskRecovers();
    void anotherProgramKeepsTheFile();
    void savingToAFullDisk();
    void nothingIsTakenAfterTheEnd();

private:
    /// As if the disk were full: no file grows beyond that. The process's own limit.
    static void limitFiles(rlim_t bytes);

    static void durabilities();
    std::unique_ptr<Journal> open(const QString &path, Durability = Durability::PowerLoss);
    bool append(Journal &journal, const std::shared_ptr<Exchange> &exchange);

    ManualClock m_clock;
    std::unique_ptr<Collector<QString>> m_failures;
    rlimit m_usual{};
};

void TestJournalFailure::init()
{
    TestCase::init();
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &m_usual), 0);
    // Otherwise the signal would end the process, where write() can tell.
    std::signal(SIGXFSZ, SIG_IGN);
    m_failures = std::make_unique<Collector<QString>>();
}

void TestJournalFailure::cleanup()
{
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &m_usual), 0);
}

void TestJournalFailure::limitFiles(rlim_t bytes)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

std::unique_ptr<Journal> TestJournalFailure::open(const QString &path, Durability durability)
{
    Result<std::unique_ptr<Journal>> journal = Journal::open(path, testRun(), durability, m_clock);
    if (!journal)
        return nullptr;
    journal.value()->onFailure([failures = m_failures.get()](const Fault &fault) {
        failures->box->post(fault.message());
    });
    return std::move(journal).value();
}

void TestJournalFailure::durabilities()
{
    QTest::addColumn<Durability>("durability");
    QTest::newRow("kept whatever happens") << Durability::PowerLoss;
    QTest::newRow("kept when we die") << Durability::Process;
    QTest::newRow("kept for this run") << Durability::Run;
}

/// Whether the receipt says that it was recorded.
bool TestJournalFailure::append(Journal &journal, const std::shared_ptr<Exchange> &exchange)
{
    Collector<Receipt> receipts;
    journal.append(exchange, receipts.box, 5);
    return receipts.waitFor(1) && receipts.at(0).tag == 5 && receipts.at(0).recorded;
}

void TestJournalFailure::aFullDisk_data()
{
    durabilities();
}

void TestJournalFailure::aFullDisk()
{
    QFETCH(const Durability, durability);
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path(), durability);
    QVERIFY(journal);
    Collector<Committed> committed;
    journal->subscribe(committed.box);
    QVERIFY(append(*journal, sampleExchange(1)));
    limitFiles(300'000);
    int recorded = 1;
    for (qint64 sequence = 2; sequence <= 10; ++sequence)
        recorded += append(*journal, largeExchange(sequence)) ? 1 : 0;
    QVERIFY(recorded < 4);
    QVERIFY(m_failures->waitFor(size_t(10 - recorded)));
    const QString told = m_failures->at(0);
    QVERIFY2(told.startsWith(folder.path() + u": the disk"_s), qPrintable(told));

    const Result<> closed = journal->close();
    QVERIFY(!closed.ok());
    QCOMPARE(closed.fault().where, folder.path());
    limitFiles(m_usual.rlim_cur);
    QByteArray expected = "1";
    for (int number = 2; number <= recorded; ++number)
        expected.append(' ').append(QByteArray::number(number));
    QCOMPARE(orderOf(folder.path()), expected);
    QVERIFY(committed.waitFor(size_t(recorded)));
    // And the next run goes on in it.
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(orderOf(folder.path()), QByteArray(expected + ' ' + QByteArray::number(recorded + 1)));
}

void TestJournalFailure::theDiskRecovers_data()
{
    durabilities();
}

/// Numbers have no holes: what was not recorded never had one.
void TestJournalFailure::theDiskRecovers()
{
    QFETCH(const Durability, durability);
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path(), durability);
    QVERIFY(journal);
    QVERIFY(append(*journal, sampleExchange(1)));
    limitFiles(100'000);
    const auto lost = largeExchange(2);
    QVERIFY(!append(*journal, lost));
    QCOMPARE(lost->number, ExchangeNumber{});
    limitFiles(m_usual.rlim_cur);
    const auto kept = sampleExchange(3);
    QVERIFY(append(*journal, kept));
    QCOMPARE(kept->number, ExchangeNumber{2});
    // Something is missing all the same, and whoever closes it hears of that.
    QVERIFY(!journal->close().ok());
    QCOMPARE(orderOf(folder.path()), "1 2");
    QVERIFY(SessionReader::open(folder.path()).value().runs().value().at(0).ended);
}

void TestJournalFailure::anotherProgramKeepsTheFile()
{
    const SessionFolder folder;
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    {
        Result<Database> other = Database::open(folder.path(), Database::Mode::ReadWrite);
        QVERIFY(other.ok());
        QVERIFY(other->execute("BEGIN IMMEDIATE").ok());
        QVERIFY(!append(*journal, sampleExchange(1)));
        QVERIFY(m_failures->waitFor(1));
        const QString told = m_failures->at(0);
        QVERIFY2(told.startsWith(folder.path() + u": another program holds the file; close it"_s),
                 qPrintable(told));
    }
    QVERIFY(append(*journal, sampleExchange(2)));
    QVERIFY(!journal->close().ok());
    QCOMPARE(orderOf(folder.path()), "1");
}

void TestJournalFailure::savingToAFullDisk()
{
    const SessionFolder folder;
    const QString saved = folder.path(u"saved.pushbench"_s);
    QCOMPARE(writeSession(saved, 3), QString());
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    for (qint64 sequence = 1; sequence <= 5; ++sequence)
        QVERIFY(append(*journal, largeExchange(sequence)));
    limitFiles(500'000);
    Collector<QString> done;
    journal->moveTo(saved, [&done](const Result<> &moved) {
        done.box->post(moved ? QString() : moved.fault().message());
    });
    QVERIFY(done.waitFor(1));
    limitFiles(m_usual.rlim_cur);
    QVERIFY2(done.at(0).contains(u"the disk"_s), qPrintable(done.at(0)));
    // What stood there before is still there, and the session goes on where it was.
    QCOMPARE(orderOf(saved), "1 2 3");
    QVERIFY(append(*journal, sampleExchange(6)));
    QVERIFY(journal->close().ok());
    QCOMPARE(orderOf(folder.path()), "1 2 3 4 5 6");
    QCOMPARE(folder.files(), (QStringList{u"s.pushbench"_s, u"saved.pushbench"_s}));
}

/// An engine may still have something to tell while the session ends.
void TestJournalFailure::nothingIsTakenAfterTheEnd()
{
    for (int round = 0; round < 10; ++round) {
        const SessionFolder folder;
        const std::unique_ptr<Journal> journal = open(folder.path());
        QVERIFY(journal);
        std::atomic<bool> closed = false;
        std::thread late([&] {
            while (!closed)
                journal->note({.exchange = {1}, .text = "reset"});
        });
        const Result<> ended = journal->close();
        closed = true;
        late.join();
        QVERIFY(ended.ok());
        QCOMPARE(replayed(folder.path()).fault, QString());
    }
}

QTEST_GUILESS_MAIN(TestJournalFailure)
#include "tst_journalfailure.moc"
