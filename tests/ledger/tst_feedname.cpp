// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/bookkeeper.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::ledger;
using namespace Qt::StringLiterals;

/// Which requests make one sequence space: two doors to one feed, or two feeds.
class TestFeedName final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void feedsByLabelAndEndpoint_data();
    void feedsByLabelAndEndpoint();
};

void TestFeedName::feedsByLabelAndEndpoint_data()
{
    QTest::addColumn<QByteArrayList>("pushes"); // "target label sequence key"
    QTest::addColumn<QByteArrayList>("feeds");  // "label path: received, open gaps"
    QTest::addColumn<qint64>("conflicts");
    QTest::newRow("one label at two endpoints is one feed")
        << QByteArrayList{"/a IDX 1 k1", "/b IDX 2 k2", "/a IDX 3 k3"}
        << QByteArrayList{"IDX : 3, 0"} << qint64(0);
    QTest::newRow("and knows a contradiction wherever it comes")
        << QByteArrayList{"/a IDX 1 k1", "/b IDX 1 other"} << QByteArrayList{"IDX : 1, 0"}
        << qint64(1);
    QTest::newRow("two labels at one endpoint are two feeds")
        << QByteArrayList{"/a IDX 1 k1", "/a VOW 1 other"}
        << QByteArrayList{"IDX : 1, 0", "VOW : 1, 0"} << qint64(0);
    QTest::newRow("without a label the endpoint tells producers apart")
        << QByteArrayList{"/a - 1 k1", "/b - 1 other", "/a - 4 k4"}
        << QByteArrayList{" /a: 2, 1", " /b: 1, 0"} << qint64(0);
    QTest::newRow("a query and a host make no other endpoint")
        << QByteArrayList{"/a - 1 k1", "/a?x=1 - 2 k2", "http://h/a - 3 k3"}
        << QByteArrayList{" /a: 3, 0"} << qint64(0);
    QTest::newRow("a label and none are two feeds")
        << QByteArrayList{"/a IDX 1 k1", "/a - 1 other"}
        << QByteArrayList{"IDX : 1, 0", " /a: 1, 0"} << qint64(0);
}

void TestFeedName::feedsByLabelAndEndpoint()
{
    QFETCH(QByteArrayList, pushes);
    Bookkeeper keeper(Bookkeeper::Detail::Exchanges);
    Records records;
    qint64 number = 0;
    for (const QByteArray &push : pushes) {
        const QByteArrayList words = push.split(' ');
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->number = {++number};
        exchange->target = words[0];
        if (words[1] != "-")
            exchange->source = words[1];
        exchange->status = 200;
        exchange->payload = std::make_shared<const protocol::Payload>(
            protocol::parsePayload(protocol::writeSingle({.sequence = {words[2].toLongLong()},
                                                          .resourceName = "Property",
                                                          .resourceRecordKey = words[3]})));
        keeper.apply(std::shared_ptr<const journal::Exchange>(exchange), records);
    }
    keeper.summarise(records);
    QByteArrayList feeds;
    for (const FeedSummary &feed : records.feeds)
        feeds.append(feed.label + ' ' + feed.path + ": "
                     + QByteArray::number(qulonglong(feed.received)) + ", "
                     + QByteArray::number(feed.openGaps));
    QTEST(feeds, "feeds");
    QTEST(records.totals.conflicts, "conflicts");
}

QTEST_GUILESS_MAIN(TestFeedName)
#include "tst_feedname.moc"
