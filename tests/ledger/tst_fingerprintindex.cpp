// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/fingerprintindex.h"
#include "tests/support/testcase.h"

#include <bit>
#include <random>
#include <unordered_map>
#include <unordered_set>

using namespace pushbench;
using namespace pushbench::ledger;

class TestFingerprintIndex final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theBorderBetweenNameAndKeyCounts();
    void everyByteOfEveryLengthCounts();
    void similarRecordsHaveDifferentFingerprints();
    void theFirstArrivalStays();
    void agreesWithAMap_data();
    void agreesWithAMap();
    void exchangesBeyond32BitsAreUnknown();
    void memoryPerNumber_data();
    void memoryPerNumber();
};

void TestFingerprintIndex::theBorderBetweenNameAndKeyCounts()
{
    QVERIFY(fingerprint("a", "bc") != fingerprint("ab", "c"));
    QVERIFY(fingerprint("", "abc") != fingerprint("abc", ""));
    QVERIFY(fingerprint("Property", "1") != fingerprint("1", "Property"));
    QVERIFY(fingerprint("", "") != 0);
    QCOMPARE(fingerprint("Property", "1"), fingerprint("Property", "1"));
}

void TestFingerprintIndex::everyByteOfEveryLengthCounts()
{
    for (qsizetype length = 0; length <= 70; ++length) {
        QByteArray key(length, 'x');
        const quint64 whole = fingerprint("Media", key);
        for (qsizetype i = 0; i < length; ++i) {
            key[i] = 'y';
            const int changed = std::popcount(whole ^ fingerprint("Media", key));
            QVERIFY2(changed >= 8, qPrintable(QStringLiteral("%1 of %2").arg(i).arg(length)));
            key[i] = 'x';
        }
        QVERIFY(whole != fingerprint("Media", QByteArray(length + 1, 'x')));
    }
}

void TestFingerprintIndex::similarRecordsHaveDifferentFingerprints()
{
    // A 64-bit value of good quality repeats among 400,000 once in 230 million such tests, and one
    // half of it about 19 times: far from either says that the mixing is broken.
    std::unordered_set<quint64> whole;
    std::unordered_set<quint32> lower;
    std::unordered_set<quint32> upper;
    constexpr int kKeys = 200'000;
    for (const char *name : {"Property", "Media"}) {
        for (int key = 0; key < kKeys; ++key) {
            const quint64 print = fingerprint(name, QByteArray::number(key));
            whole.insert(print);
            lower.insert(static_cast<quint32>(print));
            upper.insert(static_cast<quint32>(print >> 32));
        }
    }
    QCOMPARE(whole.size(), size_t{2 * kKeys});
    QVERIFY(lower.size() > 2 * kKeys - 60);
    QVERIFY(upper.size() > 2 * kKeys - 60);
}

void TestFingerprintIndex::theFirstArrivalStays()
{
    FingerprintIndex index;
    QCOMPARE(index.find(7), FirstArrival());
    QCOMPARE(index.insertOrFind(7, {11, {1}}), FirstArrival());
    QCOMPARE(index.insertOrFind(7, {12, {2}}), (FirstArrival{11, {1}}));
    QCOMPARE(index.find(7), (FirstArrival{11, {1}}));
    index.replace(7, {13, {3}});
    QCOMPARE(index.find(7), (FirstArrival{13, {3}}));
    QCOMPARE(index.find(8), FirstArrival());
}

void TestFingerprintIndex::agreesWithAMap_data()
{
    QTest::addColumn<quint64>("span");
    QTest::addColumn<int>("batch");
    QTest::addColumn<bool>("ordered");
    QTest::newRow("in order, batches of 100") << quint64{0} << 100 << true;
    QTest::newRow("in order, one by one") << quint64{0} << 1 << true;
    QTest::newRow("random, dense") << quint64{60'000} << 100 << false;
    QTest::newRow("random, dense, one by one") << quint64{60'000} << 1 << false;
    QTest::newRow("random, some in each block") << quint64{2'000'000} << 20 << false;
    QTest::newRow("random, anywhere") << (quint64{1} << 63) << 20 << false;
}

void TestFingerprintIndex::agreesWithAMap()
{
    QFETCH(quint64, span);
    QFETCH(int, batch);
    QFETCH(bool, ordered);
    FingerprintIndex index;
    std::unordered_map<qint64, FirstArrival> map;
    std::mt19937_64 random(27);
    qint64 last = 0;
    for (int i = 0; i < 60'000; ++i) {
        last = ordered ? last + 1 + static_cast<qint64>(random() % 20 == 0)
                       : static_cast<qint64>(random() % span);
        const FirstArrival arrival{random() | 1, {1 + i / batch}};
        const auto [it, fresh] = map.try_emplace(last, arrival);
        QCOMPARE(index.insertOrFind(last, arrival), fresh ? FirstArrival() : it->second);
        if (random() % 50 == 0) {
            it->second = {random() | 1, {1 + static_cast<qint64>(random() % 1000)}};
            index.replace(last, it->second);
        }
    }
    for (const auto &[n, arrival] : map) {
        QCOMPARE(index.find(n), arrival);
        if (n > 0 && !map.contains(n - 1))
            QCOMPARE(index.find(n - 1), FirstArrival());
    }
}

void TestFingerprintIndex::exchangesBeyond32BitsAreUnknown()
{
    FingerprintIndex index;
    index.insertOrFind(1, {11, {qint64{1} << 32}});
    QCOMPARE(index.find(1), (FirstArrival{11, {0}}));
    index.insertOrFind(2, {11, {(qint64{1} << 32) - 1}});
    QCOMPARE(index.find(2), (FirstArrival{11, {(qint64{1} << 32) - 1}}));
}

void TestFingerprintIndex::memoryPerNumber_data()
{
    QTest::addColumn<qint64>("stride");
    QTest::addColumn<int>("batch");
    QTest::addColumn<double>("bytes");
    QTest::newRow("in order, batches of 100") << 1ll << 100 << 8.7;
    QTest::newRow("in order, one by one") << 1ll << 1 << 12.6;
    QTest::newRow("every second") << 2ll << 100 << 17.0;
    QTest::newRow("one in three blocks") << 768ll << 100 << 46.0;
    QTest::newRow("two in a block") << 128ll << 100 << 64.0;
    QTest::newRow("just enough for a dense block") << 3ll << 100 << 26.0;
}

void TestFingerprintIndex::memoryPerNumber()
{
    QFETCH(qint64, stride);
    QFETCH(int, batch);
    QFETCH(double, bytes);
    FingerprintIndex index;
    constexpr int kNumbers = 100'000;
    for (int i = 0; i < kNumbers; ++i)
        index.insertOrFind(1 + i * stride, {1, {1 + i / batch}});
    const double each = static_cast<double>(index.memoryBytes()) / kNumbers;
    QVERIFY2(each <= bytes, qPrintable(QString::number(each)));
}

QTEST_GUILESS_MAIN(TestFingerprintIndex)
#include "tst_fingerprintindex.moc"
