// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/reader/reader.h"
#include "core/producer/resource/resource.h"
#include "tests/support/testcase.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::odata;
using namespace pushbench::producer;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 30'000;

/// A hosted resource over a real socket, and the reader that reads it.
class Pair
{
public:
    explicit Pair(std::initializer_list<const char *> faults = {}, ReaderConfig reading = {})
        : resource(configOf(faults), clock)
    {
        if (const Result<> started = resource.start(); !started)
            qFatal("%s", qPrintable(started.fault().message()));
        reading.root = resource.url();
        if (reading.token.isEmpty())
            reading.token = Secret("secret");
        reader = std::make_unique<Reader>(reading, clock);
        QObject::connect(reader.get(), &Reader::pageRead, [this](const auto &page) {
            for (const protocol::EntityEventView &event : page->payload.events())
                numbers.push_back(event.sequence.value);
        });
        QObject::connect(reader.get(), &Reader::finished,
                         [this](const WalkEvidence &told) { evidence = told; });
    }

    void publish(qint64 first, qint64 last)
    {
        std::vector<protocol::EntityEvent> events;
        for (qint64 more = 0; more <= last - first; ++more) {
            const qint64 sequence = first + more;
            events.push_back({{sequence}, "Property", "k" + QByteArray::number(sequence), {}});
        }
        resource.publish(events);
    }

    bool walk(const QUrl &first)
    {
        numbers.clear();
        evidence.reset();
        reader->walk(first);
        return QTest::qWaitFor([this] { return evidence.has_value(); }, kPatience);
    }

    SystemClock clock;
    Resource resource;
    std::unique_ptr<Reader> reader;
    std::vector<qint64> numbers;
    std::optional<WalkEvidence> evidence;

private:
    static ResourceConfig configOf(std::initializer_list<const char *> faults)
    {
        ResourceConfig config;
        config.token = Secret("secret");
        config.pageSize = 100;
        for (const char *fault : faults) {
            if (const Result<> added = addResourceFault(config.faults, fault); !added)
                qFatal("%s", qPrintable(added.fault().message()));
        }
        return config;
    }
};

} // namespace

class TestReader final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aRange();
    void theHead();
    void everyExchangeIsTold();
    void exactNumbers();
    void faults_data();
    void faults();
    void waitsAsItIsTold();
    void wrongToken();
    void cancelled();
    void nobodyThere();
    void tooLargeAnAnswer();
    void silence();
};

void TestReader::aRange()
{
    Pair pair({}, {.pageSize = 7});
    pair.publish(1, 200);
    QVERIFY(pair.walk(Reader::rangeUrl(pair.resource.url(), 50, 120)));
    QVERIFY2(pair.evidence->complete, qPrintable(pair.evidence->flaw));
    QVERIFY(pair.evidence->ascending);
    QCOMPARE(pair.numbers.size(), size_t(71));
    QCOMPARE(pair.numbers.front(), 50);
    QCOMPARE(pair.numbers.back(), 120);
    QCOMPARE(pair.evidence->pages, 11);
}

void TestReader::theHead()
{
    Pair pair;
    pair.publish(1, 9);
    QVERIFY(pair.walk(Reader::headUrl(pair.resource.url())));
    QVERIFY(pair.evidence->complete);
    QCOMPARE(pair.numbers, std::vector<qint64>{9});
}

void TestReader::everyExchangeIsTold()
{
    Pair pair({"429:0*1"}, {.pageSize = 50, .walk = {.backoffBase = 1ms}});
    pair.publish(1, 120);
    std::vector<ReadExchange> told;
    QObject::connect(pair.reader.get(), &Reader::exchanged,
                     [&told](const ReadExchange &exchange) { told.push_back(exchange); });
    QVERIFY(pair.walk(Reader::rangeUrl(pair.resource.url(), 1, 120)));
    QVERIFY2(pair.evidence->complete, qPrintable(pair.evidence->flaw));
    QCOMPARE(told.size(), size_t(pair.evidence->pages + pair.evidence->refusals));
    QCOMPARE(told.front().status, 429);
    QCOMPARE(told.at(1).attempt, 2);
    const ReadExchange &page = told.back();
    QCOMPARE(page.status, 200);
    QCOMPARE(page.protocol, "HTTP/1.1");
    QVERIFY(page.requestHead.startsWith("GET /EntityEvent?"));
    QVERIFY(page.requestHead.contains("\r\nAuthorization: Bearer secret\r\n"));
    QVERIFY(page.requestHead.endsWith("\r\n\r\n"));
    QVERIFY(page.responseHead.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(page.responseHead.contains("application/json"));
    QVERIFY(page.body.contains("\"EntityEventSequence\":120"));
    QVERIFY(page.firstByte && *page.firstByte <= page.done);
    QVERIFY(page.trouble.isEmpty());

    // Nobody is there any more.
    told.clear();
    pair.resource.stop();
    pair.reader->walk(Reader::headUrl(pair.resource.url()));
    QTRY_VERIFY(!told.empty());
    QCOMPARE(told.front().status, 0);
    QVERIFY(!told.front().trouble.isEmpty());
    QVERIFY(told.front().responseHead.isEmpty());
}

void TestReader::exactNumbers()
{
    Pair pair;
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    pair.publish(9'007'199'254'740'991, 9'007'199'254'740'995);
    pair.publish(kMost, kMost);
    QVERIFY(pair.walk(Reader::rangeUrl(pair.resource.url(), 9'007'199'254'740'993, kMost)));
    QCOMPARE(pair.numbers,
             (std::vector<qint64>{9'007'199'254'740'993, 9'007'199'254'740'994,
                                  9'007'199'254'740'995, kMost}));
}

void TestReader::faults_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<QString>("flaw");

    const auto row = [](const char *fault, bool complete, const QString &flaw = {}) {
        QTest::newRow(fault) << QByteArray(fault) << complete << flaw;
    };
    row("empty-page", true);
    row("loop-link", false, u"leads back"_s);
    row("string-sequence", false, u"string"_s);
    row("forbid", false, u"403"_s);
    row("expire:1", false, u"401"_s);
    row("429:0*2", true);
    row("503:date:+1", true);
    row("429:86400", false, u"86400 seconds"_s);
}

void TestReader::faults()
{
    QFETCH(const QByteArray, fault);
    QFETCH(const bool, complete);
    QFETCH(const QString, flaw);
    Pair pair({fault.constData()}, {.walk = {.backoffBase = 10ms}});
    pair.publish(1, 250);
    QVERIFY(pair.walk(Reader::rangeUrl(pair.resource.url(), 1, 250)));
    QCOMPARE(pair.evidence->complete, complete);
    QVERIFY2(pair.evidence->flaw.contains(flaw), qPrintable(pair.evidence->flaw));
    if (complete)
        QCOMPARE(pair.numbers.size(), size_t(250));
}

void TestReader::waitsAsItIsTold()
{
    Pair pair({"429:1"}, {.walk = {.backoffBase = 10ms}});
    pair.publish(1, 5);
    const SteadyTime begin = pair.clock.now().steady;
    QVERIFY(pair.walk(Reader::rangeUrl(pair.resource.url(), 1, 5)));
    QVERIFY(pair.evidence->complete);
    QCOMPARE(pair.evidence->refusals, 1);
    QVERIFY(pair.clock.now().steady - begin >= 1s);
}

void TestReader::wrongToken()
{
    Pair pair({}, {.token = Secret("another")});
    QVERIFY(pair.walk(Reader::headUrl(pair.resource.url())));
    QVERIFY(!pair.evidence->complete);
    QVERIFY(pair.evidence->flaw.contains(u"401"_s));
}

void TestReader::cancelled()
{
    Pair pair;
    pair.publish(1, 250);
    int pages = 0;
    connect(pair.reader.get(), &Reader::pageRead, this, [&] {
        if (++pages == 1)
            pair.reader->cancel();
    });
    pair.reader->walk(Reader::rangeUrl(pair.resource.url(), 1, 250));
    QTRY_COMPARE_WITH_TIMEOUT(pages, 1, kPatience);
    // Another walk is not mixed up with it.
    QVERIFY(pair.walk(Reader::headUrl(pair.resource.url())));
    QCOMPARE(pair.numbers, std::vector<qint64>{250});
    QCOMPARE(pages, 2);
}

void TestReader::nobodyThere()
{
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();
    Pair pair({}, {.walk = {.attempts = 2, .backoffBase = 10ms}});
    QVERIFY(pair.walk(QUrl(u"http://127.0.0.1:%1/EntityEvent"_s.arg(port))));
    QVERIFY(!pair.evidence->complete);
    QVERIFY2(pair.evidence->flaw.contains(u"2 times"_s), qPrintable(pair.evidence->flaw));
}

void TestReader::tooLargeAnAnswer()
{
    Pair pair({}, {.mostBytes = 1'000, .walk = {.attempts = 1}});
    pair.publish(1, 100);
    QVERIFY(pair.walk(Reader::rangeUrl(pair.resource.url(), 1, 100)));
    QVERIFY(!pair.evidence->complete);
    QVERIFY(pair.numbers.empty());
}

void TestReader::silence()
{
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    Pair pair({}, {.timeout = 100ms, .walk = {.attempts = 1}});
    QVERIFY(pair.walk(QUrl(u"http://127.0.0.1:%1/EntityEvent"_s.arg(mute.serverPort()))));
    QVERIFY(!pair.evidence->complete);
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
