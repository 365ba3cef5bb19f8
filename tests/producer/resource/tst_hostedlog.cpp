// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/hostedlog.h"
#include "tests/support/testcase.h"

#include <map>
#include <random>
#include <set>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::producer;

namespace {

constexpr WallTime kNow{std::chrono::seconds(1'800'000'000)};

protocol::EntityEvent eventOf(qint64 sequence, const QByteArray &key = "k")
{
    return {{sequence}, "Property", key, {}};
}

/// The visible numbers, "1 2 4".
QByteArray numbers(const HostedLog &log)
{
    QByteArrayList list;
    for (qsizetype row = 0; row < log.size(); ++row) {
        if (log.isVisible(row))
            list.append(QByteArray::number(log.at(row).sequence.value));
    }
    return list.join(' ');
}

} // namespace

class TestHostedLog final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void orders_data();
    void orders();
    void whatCameFirstStays();
    void rows();
    void texts();
    void records();
    void againstAModel_data();
    void againstAModel();
    void manyRecords();
    void theIndexIsMadeInParts();
};

void TestHostedLog::orders_data()
{
    QTest::addColumn<QList<int>>("arrivals");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("none") << QList<int>{} << QByteArray();
    QTest::newRow("in order") << QList<int>{1, 2, 5} << QByteArray("1 2 5");
    QTest::newRow("backwards") << QList<int>{5, 2, 1} << QByteArray("1 2 5");
    QTest::newRow("one late") << QList<int>{1, 3, 2, 4} << QByteArray("1 2 3 4");
    QTest::newRow("one late, and more behind") << QList<int>{2, 1, 3, 4} << QByteArray("1 2 3 4");
    QTest::newRow("twice in a row") << QList<int>{1, 1, 2, 2} << QByteArray("1 2");
    QTest::newRow("twice, once late") << QList<int>{1, 2, 1, 3, 2} << QByteArray("1 2 3");
    QTest::newRow("late twice") << QList<int>{5, 1, 1, 1, 6} << QByteArray("1 5 6");
}

void TestHostedLog::orders()
{
    QFETCH(const QList<int>, arrivals);
    HostedLog atOnce;
    HostedLog askedBetween;
    for (const int sequence : arrivals) {
        atOnce.append(eventOf(sequence), kNow);
        askedBetween.append(eventOf(sequence), kNow);
        askedBetween.settle(kNow);
    }
    atOnce.settle(kNow);
    QTEST(numbers(atOnce), "expected");
    QTEST(numbers(askedBetween), "expected");
}

void TestHostedLog::whatCameFirstStays()
{
    HostedLog log;
    for (const auto &[sequence, key] : {std::pair{2, "first"},
                                        {1, "first"},
                                        {2, "second"},
                                        {1, "second"},
                                        {3, "first"},
                                        {3, "second"}})
        log.append(eventOf(sequence, key), kNow);
    log.settle(kNow);
    QCOMPARE(numbers(log), "1 2 3");
    for (qsizetype row = 0; row < 3; ++row)
        QCOMPARE(log.at(row).resourceRecordKey, "first");

    HostedLog rising; // In which nothing is ever merged.
    for (const char *key : {"first", "second"})
        rising.append(eventOf(1, key), kNow);
    rising.settle(kNow);
    QCOMPARE(numbers(rising), "1");
    QCOMPARE(rising.at(0).resourceRecordKey, "first");
}

void TestHostedLog::rows()
{
    HostedLog log;
    QCOMPARE(log.rowFrom(1), 0);
    for (const qint64 sequence : {10, 20, 30})
        log.append(eventOf(sequence), kNow);
    QCOMPARE(log.rowFrom(std::numeric_limits<qint64>::min()), 0);
    QCOMPARE(log.rowFrom(10), 0);
    QCOMPARE(log.rowFrom(11), 1);
    QCOMPARE(log.rowFrom(30), 2);
    QCOMPARE(log.rowFrom(31), 3);
    QCOMPARE(log.rowFrom(std::numeric_limits<qint64>::max()), 3);
}

void TestHostedLog::texts()
{
    HostedLog log;
    log.append({{2}, "Media", "b", "http://h/2"}, kNow);
    log.append({{1}, "Property", "a", {}}, kNow);
    log.append({{3}, "Widget", "c", "http://h/3"}, kNow);
    log.settle(kNow);
    QCOMPARE(log.at(0).resourceRecordUrl, "");
    QCOMPARE(log.at(1).resourceName, "Media");
    QCOMPARE(log.at(1).resourceRecordUrl, "http://h/2");
    QCOMPARE(log.at(2).resourceRecordUrl, "http://h/3");
    QCOMPARE(log.resourceNames(), (std::vector<QByteArray>{"Media", "Property", "Widget"}));
}

void TestHostedLog::records()
{
    HostedLog log;
    log.append(eventOf(1, "a"), kNow);
    log.append(eventOf(2, "b"), kNow + std::chrono::seconds(1));
    QCOMPARE(log.recordChanged("Property", "a"), kNow);
    QVERIFY(!log.recordChanged("Media", "a"));
    QVERIFY(!log.recordChanged("Property", "c"));
    log.append(eventOf(3, "a"), kNow + std::chrono::seconds(2)); // The index is there by now.
    QCOMPARE(log.recordChanged("Property", "a"), kNow + std::chrono::seconds(2));
    log.append(eventOf(9, "b"), kNow + std::chrono::seconds(3));
    log.append(eventOf(5, "b"), kNow + std::chrono::seconds(4)); // Older, though it came later.
    log.settle(kNow);
    QCOMPARE(log.recordChanged("Property", "b"), kNow + std::chrono::seconds(3));
}

void TestHostedLog::againstAModel_data()
{
    QTest::addColumn<int>("compacted");

    QTest::newRow("compaction from the start") << 0;
    QTest::newRow("compaction on the way") << 20;
    QTest::newRow("compaction at the end") << 40;
}

void TestHostedLog::againstAModel()
{
    QFETCH(const int, compacted);
    std::mt19937 random(28);
    const auto below = [&random](quint32 limit) { return int(random() % limit); };
    for (int round = 0; round < 200; ++round) {
        HostedLog log;
        std::map<qint64, QByteArray> model;
        std::map<qint64, WallTime> pending;
        WallTime now = kNow;
        for (int i = 0; i < 40; ++i) {
            if (i == compacted)
                log.setCompaction(true);
            const qint64 sequence = below(4) == 0 ? 1 + below(60) : 1 + i * 2;
            const QByteArray key(1, char('a' + below(6)));
            const bool highest = model.empty() || sequence > model.rbegin()->first;
            if (below(5) == 0) {
                log.appendLate(eventOf(sequence, key), now, now + std::chrono::seconds(3));
                if (highest)
                    pending[sequence] = now + std::chrono::seconds(3);
            } else {
                log.append(eventOf(sequence, key), now);
            }
            model.try_emplace(sequence, key);
            now += std::chrono::seconds(below(3));
            if (below(3) == 0)
                log.settle(now);
        }
        log.setCompaction(true);
        log.settle(now);
        QByteArrayList expected;
        for (const auto &[sequence, key] : model) {
            const auto isPending = [&](qint64 n) {
                return pending.contains(n) && pending.at(n) > now;
            };
            bool superseded = false;
            for (const auto &[later, other] : model)
                superseded = superseded || (later > sequence && other == key && !isPending(later));
            if (!superseded && !isPending(sequence))
                expected.append(QByteArray::number(sequence));
        }
        QCOMPARE(numbers(log), expected.join(' '));
    }
}

void TestHostedLog::manyRecords()
{
    HostedLog log;
    log.setCompaction(true);
    for (qint64 sequence = 1; sequence <= 200'000; ++sequence)
        log.append(eventOf(sequence, QByteArray::number(sequence % 70'000)), kNow);
    log.settle(kNow);
    qsizetype visible = 0;
    for (qsizetype row = 0; row < log.size(); ++row)
        visible += log.isVisible(row) ? 1 : 0;
    QCOMPARE(visible, 70'000);
    QVERIFY(!log.isVisible(0));
    QVERIFY(log.isVisible(log.size() - 1));
    QVERIFY(log.memoryBytes() < size_t(200'000 * 60));
}

/// What comes meanwhile, in whatever order, is as good as what was there before.
void TestHostedLog::theIndexIsMadeInParts()
{
    HostedLog log;
    std::map<QByteArray, qint64> newest;
    const auto key = [](qint64 sequence) { return QByteArray::number(sequence * 7919 % 9'973); };
    const auto add = [&](qint64 sequence) {
        log.append(eventOf(sequence, key(sequence)), kNow + std::chrono::seconds(sequence));
        qint64 &known = newest[key(sequence)];
        known = std::max(known, sequence);
    };
    for (qint64 i = 1; i <= 50'000; ++i)
        add(i * 2);
    QVERIFY(!log.isIndexing());
    int parts = 1;
    qint64 next = 100'002;
    for (; !log.indexSome(); ++parts) {
        QVERIFY(log.isIndexing());
        add(next);
        add(next - 1); // Late.
        add(next + 2);
        log.append(eventOf(next, "somebody else"), kNow); // That number is taken.
        if (parts % 2 == 0)
            log.settle(kNow);
        next += 4;
    }
    QVERIFY2(parts > 3, QByteArray::number(parts).constData());
    add(next); // When it is whole, too.
    add(next - 3);
    log.settle(kNow);
    QVERIFY(!log.isIndexing());
    for (const auto &[name, sequence] : newest)
        QCOMPARE(log.recordChanged("Property", name), kNow + std::chrono::seconds(sequence));
    QVERIFY(!log.recordChanged("Property", "somebody else"));
    log.setCompaction(true);
    qsizetype visible = 0;
    for (qsizetype row = 0; row < log.size(); ++row)
        visible += log.isVisible(row) ? 1 : 0;
    QCOMPARE(visible, qsizetype(newest.size()));
}

QTEST_GUILESS_MAIN(TestHostedLog)
#include "tst_hostedlog.moc"
