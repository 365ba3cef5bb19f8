// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"
#include "tests/journal/collector.h"
#include "tests/journal/sample.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QFile>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::journal;

namespace {

/// Puts the fault's text there, empty when all went well.
std::function<void(const Result<> &)> into(Collector<QString> &done)
{
    return
        [&done](const Result<> &moved) { done.box->post(moved ? QString() : moved.fault().text); };
}

} // namespace

/// Saving a session elsewhere while the journal goes on.
class TestJournalSaving final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void savingWhileTrafficRuns();
    void savingWhileSomebodyReads();
    void savingReplaces();
    void savingThatFails_data();
    void savingThatFails();

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

void TestJournalSaving::savingWhileTrafficRuns()
{
    constexpr quint64 kEach = 1'000;
    const SessionFolder folder;
    const QString saved = folder.path(u"saved.pushbench"_s);
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    Collector<Receipt> receipts;
    std::promise<void> moving;
    std::thread sender([&] {
        for (quint64 tag = 1; tag <= 2 * kEach; ++tag) {
            journal->append(sampleExchange(qint64(tag)), receipts.box, tag);
            if (tag == kEach)
                moving.get_future().wait();
        }
    });
    const bool begun = receipts.waitFor(kEach / 4);
    Collector<QString> done;
    journal->moveTo(saved, into(done));
    moving.set_value();
    sender.join();
    QVERIFY(begun);
    QVERIFY(done.waitFor(1));
    QCOMPARE(done.at(0), QString());
    QVERIFY(receipts.waitFor(2 * kEach));
    QVERIFY(journal->close().ok());

    const Replayed read = replayed(saved);
    QCOMPARE(read.fault, QString());
    QCOMPARE(read.exchanges.size(), size_t(2 * kEach));
    for (size_t i = 0; i < read.exchanges.size(); ++i) {
        QCOMPARE(read.exchanges[i].number.value, qint64(i) + 1);
        QCOMPARE(read.exchanges[i].requestBody, sampleExchange(qint64(i) + 1)->requestBody);
    }
    // One run, that moved; and the old file still holds what it held.
    QCOMPARE(SessionReader::open(saved).value().runs().value().size(), size_t(1));
    const Replayed old = replayed(folder.path());
    QCOMPARE(old.fault, QString());
    QVERIFY(old.exchanges.size() >= kEach / 4);
    QCOMPARE(folder.files(), (QStringList{u"s.pushbench"_s, u"saved.pushbench"_s}));
}

/// A reader keeps the log from being folded, so the file alone is not the session.
void TestJournalSaving::savingWhileSomebodyReads()
{
    const SessionFolder folder;
    const QString saved = folder.path(u"saved.pushbench"_s);
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    Result<Database> reading = Database::open(folder.path(), Database::Mode::ReadOnly);
    QVERIFY(reading.ok());
    QVERIFY(reading->execute("BEGIN; SELECT count(*) FROM exchanges").ok());
    journal->append(sampleExchange(1));
    journal->append(sampleExchange(2));
    Collector<QString> done;
    journal->moveTo(saved, into(done));
    QVERIFY(done.waitFor(1));
    QCOMPARE(done.at(0), QString());
    journal->append(sampleExchange(3));
    QVERIFY(journal->close().ok());
    QCOMPARE(orderOf(saved), "1 2 3");
}

void TestJournalSaving::savingReplaces()
{
    const SessionFolder folder;
    const QString saved = folder.path(u"saved.pushbench"_s);
    QCOMPARE(writeSession(saved, 50, false), QString());
    // The log of the file that is replaced must not be taken for one of the new file.
    QVERIFY(QFile::copy(saved, saved + u"-wal"_s));
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    journal->append(sampleExchange(1));
    Collector<QString> done;
    journal->moveTo(saved, into(done));
    QVERIFY(done.waitFor(1));
    QCOMPARE(done.at(0), QString());
    QVERIFY(journal->close().ok());
    QCOMPARE(orderOf(saved), "1");
}

void TestJournalSaving::savingThatFails_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("told");
    QTest::newRow("no such folder") << u"missing/s.pushbench"_s << u"its folder does not exist"_s;
    QTest::newRow("onto itself") << u"s.pushbench"_s << u"the session is in this file already"_s;
    QTest::newRow("onto itself by another way")
        << u"./s.pushbench"_s << u"the session is in this file already"_s;
    QTest::newRow("a folder") << u"."_s << u"this is a folder; name a file in it"_s;
    QTest::newRow("another session that is live")
        << u"live.pushbench"_s << u"another Pushbench (process "_s;
}

void TestJournalSaving::savingThatFails()
{
    QFETCH(QString, name);
    QFETCH(QString, told);
    const SessionFolder folder;
    const std::unique_ptr<Journal> live = open(folder.path(u"live.pushbench"_s));
    QVERIFY(live);
    live->append(sampleExchange(1));
    const std::unique_ptr<Journal> journal = open(folder.path());
    QVERIFY(journal);
    journal->append(sampleExchange(1));
    Collector<QString> done;
    journal->moveTo(folder.path(name), into(done));
    QVERIFY(done.waitFor(1));
    QVERIFY2(done.at(0).startsWith(told), qPrintable(done.at(0)));

    // Nothing else happened.
    Collector<Receipt> receipts;
    journal->append(sampleExchange(2), receipts.box, 7);
    QVERIFY(receipts.waitFor(1));
    QVERIFY(receipts.at(0).recorded);
    QVERIFY(journal->close().ok());
    QCOMPARE(orderOf(folder.path()), "1 2");
    QVERIFY(live->close().ok());
    QCOMPARE(orderOf(folder.path(u"live.pushbench"_s)), "1");
    QCOMPARE(folder.files(), (QStringList{u"live.pushbench"_s, u"s.pushbench"_s}));
}

QTEST_GUILESS_MAIN(TestJournalSaving)
#include "tst_journalsaving.moc"
