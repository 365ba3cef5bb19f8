// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session.h"
#include "core/journal/headfields.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QMutex>
#include <QTemporaryDir>

using namespace pushbench;
using namespace pushbench::app;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const WallTime kStart = ManualClock().now().wall;

/// Everything that came out of the books, in words: one line for each hold that changed and for
/// each finding, and the sums at last.
class Told
{
public:
    [[nodiscard]] Books::Sink sink()
    {
        return [this](const Facts &facts) { take(facts); };
    }

    [[nodiscard]] QByteArray text() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_holds.join('\n') + "\n--\n" + m_findings.join('\n') + "\n--\n" + m_figures;
    }

private:
    void take(const Facts &facts)
    {
        const QMutexLocker lock(&m_mutex);
        for (const consumer::PolitenessRecord &record : facts.politeness)
            m_holds += describe(record);
        for (const ledger::ExchangeRecord &record : facts.records.exchanges) {
            for (const protocol::Finding &finding : record.findings)
                m_findings += QByteArray::number(record.exchange->number.value) + ' ' + finding.id
                    + ' ' + protocol::verdictName(finding.verdict) + ' ' + finding.text.toUtf8();
        }
        for (const ledger::FindingRecord &record : facts.records.findings)
            m_findings += "late " + QByteArray::number(record.exchange.value) + ' '
                + record.finding.id + ' ' + protocol::verdictName(record.finding.verdict) + ' '
                + record.finding.text.toUtf8();
        if (facts.figures.empty())
            return;
        m_figures.clear();
        for (const consumer::PolitenessFigure &figure : facts.figures)
            m_figures += figure.feed + ": " + QByteArray::number(figure.holds) + " holds, "
                + QByteArray::number(figure.obeyed) + " obeyed, " + QByteArray::number(figure.early)
                + " early, " + QByteArray::number(figure.notReturned) + " not back, "
                + QByteArray::number(figure.waiting) + " waiting\n";
    }

    static QByteArray describe(const consumer::PolitenessRecord &record)
    {
        const auto since = [](const std::optional<WallTime> &time) {
            return time ? QByteArray::number(qint64((*time - kStart).count())) : QByteArray("-");
        };
        return QByteArray::number(record.exchange.value) + " [" + record.feed + "] "
            + consumer::mannerVerdict(record.manner, record.status) + ' ' + record.id + " ra=\""
            + record.retryAfter + "\" sent " + since(record.sent) + " announced "
            + since(record.announced) + " returned " + since(record.returned) + " by "
            + QByteArray::number(record.returnedBy.value) + ' ' + record.text.toUtf8();
    }

    mutable QMutex m_mutex;
    QByteArrayList m_holds;
    QByteArrayList m_findings;
    QByteArray m_figures;
};

/// One exchange of a story; answered 429 or 503, its answer leaves a millisecond after it.
struct Act
{
    std::chrono::milliseconds at{};
    qint64 connection = 1;
    int status = 200;
    QByteArray fields{}; ///< Of the answer.
    bool lost = false;
    std::chrono::milliseconds
        left{};          ///< When the producer ended its side; 0: not before its answer.
    qint64 sequence = 0; ///< 0: that of its place.
};

void play(journal::Journal &journal, const std::vector<Act> &acts)
{
    qint64 number = 0;
    for (const Act &act : acts) {
        ++number;
        auto exchange = std::make_shared<journal::Exchange>();
        exchange->connection = act.connection;
        exchange->protocol = "HTTP/1.1";
        exchange->method = "POST";
        exchange->target = "/webhooks";
        exchange->source = "IDX Feed 123";
        exchange->began = kStart + act.at;
        exchange->timings = {.requestDone = 100us, .done = 200us};
        exchange->requestHead = "POST /webhooks HTTP/1.1\r\nHost: here\r\n"
                                "Content-Type: application/json\r\n"
                                "EntityEventSource: IDX Feed 123\r\n\r\n";
        exchange->requestBody =
            QByteArray("{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\","
                       "\"EntityEventSequence\":")
            + QByteArray::number(act.sequence > 0 ? act.sequence : number)
            + ",\"ResourceName\":\"Property\",\"ResourceRecordKey\":\"a\"}";
        exchange->status = act.status;
        exchange->responseHead =
            "HTTP/1.1 " + QByteArray::number(act.status) + " X\r\n" + act.fields + "\r\n";
        derive(*exchange, {});
        exchange->retryAfter = journal::combinedValue(exchange->responseHead, "Retry-After");
        journal.append(exchange);
        if (act.left > 0ms)
            journal.note({.kind = journal::Note::Kind::PeerLeft,
                          .exchange = {number},
                          .text = QByteArray::number(qint64(act.left.count())) + "000",
                          .about = exchange});
        if (act.lost)
            journal.note({.exchange = {number}, .text = "reset", .about = exchange});
        else if (act.status == 429 || act.status == 503)
            journal.note(
                {.kind = journal::Note::Kind::AnswerSent, .exchange = {number}, .text = "1000"});
    }
}

} // namespace

/// A session tells the same while it is live and when its file is opened again.
class TestSessionFacts final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void liveAndReopenedTellTheSame_data();
    void liveAndReopenedTellTheSame();
    void findingsJoinTheExchangeAndItsTotals();
    void whatWasRefusedIsLateByOurOwnDoing();

private:
    QTemporaryDir m_folder;
};

void TestSessionFacts::liveAndReopenedTellTheSame_data()
{
    QTest::addColumn<std::vector<Act>>("acts");
    QTest::addColumn<std::chrono::seconds>("closedAt");
    QTest::addColumn<QByteArrayList>("says");
    QTest::newRow("obeyed") << std::vector<Act>{{0ms, 1, 429, "Retry-After: 2\r\n"}, {2100ms}} << 5s
                            << QByteArrayList{"pass RCP028-R15", "1 obeyed"};
    QTest::newRow("another worker goes on")
        << std::vector<Act>{{0ms, 1, 429, "Retry-After: 60\r\n"}, {500ms, 2}} << 5s
        << QByteArrayList{"fail RCP028-R13", "2 RCP028-R13 fail", "1 early"};
    QTest::newRow("two values") << std::vector<Act>{
        {0ms, 1, 503, "Retry-After: 1\r\nretry-after: 9\r\n"},
        {500ms}} << 5s << QByteArrayList{"info H-RA7 ra=\"1, 9\""};
    QTest::newRow("the answer never left")
        << std::vector<Act>{{0ms, 1, 429, "Retry-After: 2\r\n", true}, {500ms}} << 5s
        << QByteArrayList{"info", "nobody was told to wait"};
    QTest::newRow("back after ages")
        << std::vector<Act>{{0ms, 1, 429, "Retry-After: 1\r\n"}, {1200s}} << 5s
        << QByteArrayList{"warn RCP028-R15", "not back within 600 s", "1 not back"};
    QTest::newRow("never back") << std::vector<Act>{{0ms, 1, 429, "Retry-After: 1\r\n"}} << 3600s
                                << QByteArrayList{"warn RCP028-R15", "1 not back"};
    QTest::newRow("still waiting") << std::vector<Act>{{0ms, 1, 429, "Retry-After: 60\r\n"}} << 5s
                                   << QByteArrayList{"waiting RCP028-R15", "1 waiting"};
    QTest::newRow("never tried again")
        << std::vector<Act>{{0ms, 1, 500}, {1s, 1, 200}} << 3600s
        << QByteArrayList{
               "late 1 RCP028-R16 warn this was answered 500, and what began with sequence 1 "
               "did not come again within 15 min"};
    QTest::newRow("tried again too late")
        << std::vector<Act>{{0ms, 1, 500}, {1000s, 1, 200, {}, false, 0ms, 1}} << 3600s
        << QByteArrayList{"late 1 RCP028-R16 warn", "late 1 RCP028-R17 info the flow stopped"};
    QTest::newRow("open in the end")
        << std::vector<Act>{{0ms, 1, 500}} << 5s << QByteArrayList{"late 1 RCP028-R16 info"};
    QTest::newRow("gave up and came back")
        << std::vector<Act>{{0ms, 1, 200, {}, false, 1500ms}, {3s, 2, 200, {}, false, 0ms, 1}} << 9s
        << QByteArrayList{
               "2 RCP028-R10 info it gave up waiting for the answer to exchange 1 after 1.5 s"};
}

void TestSessionFacts::liveAndReopenedTellTheSame()
{
    QFETCH(std::vector<Act>, acts);
    QFETCH(std::chrono::seconds, closedAt);
    QFETCH(QByteArrayList, says);
    ManualClock clock;
    clock.advance(closedAt);
    const QString path =
        m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u".pushbench"_s);
    Told live;
    {
        auto session = Session::open({.path = path, .program = "test"}, clock, live.sink());
        QVERIFY(session);
        play(session.value()->journal(), acts);
        QVERIFY(session.value()->close());
    }
    Told again;
    Books books(Books::Detail::Exchanges, again.sink());
    QVERIFY(books.replay(path));
    QCOMPARE(again.text(), live.text());
    for (const QByteArray &words : says)
        QVERIFY2(live.text().contains(words),
                 QByteArray(live.text() + "\nwithout: " + words).constData());
}

void TestSessionFacts::findingsJoinTheExchangeAndItsTotals()
{
    ManualClock clock;
    ledger::Records last;
    protocol::Findings found;
    auto session = Session::open({.path = m_folder.filePath(u"s.pushbench"_s), .program = "test"},
                                 clock, [&](const Facts &facts) {
                                     last = facts.records;
                                     for (const auto &record : facts.records.exchanges)
                                         found.insert(found.end(), record.findings.begin(),
                                                      record.findings.end());
                                 });
    QVERIFY(session);
    play(session.value()->journal(), {{0ms, 1, 429, "Retry-After: 60\r\n"}, {500ms}, {900ms}});
    QVERIFY(session.value()->close());
    const auto isFailure = [](const protocol::Finding &finding) {
        return finding.verdict == protocol::Verdict::Fail;
    };
    const auto isEarly = [](const protocol::Finding &finding) {
        return QByteArrayView(finding.id) == "RCP028-R15";
    };
    QCOMPARE(std::ranges::count_if(found, isEarly), 1);
    QCOMPARE(last.totals.findingsFail, qint64(std::ranges::count_if(found, isFailure)));
}

/// A number that was refused comes again behind later ones, without a word; one that comes late by
/// itself is told of (RCP028-R29).
void TestSessionFacts::whatWasRefusedIsLateByOurOwnDoing()
{
    ManualClock clock;
    Told told;
    auto session = Session::open(
        {.path = m_folder.filePath(u"late.pushbench"_s), .program = "test"}, clock, told.sink());
    QVERIFY(session);
    const auto at = [](std::chrono::milliseconds time, int status, qint64 sequence) {
        return Act{.at = time, .status = status, .sequence = sequence};
    };
    play(session.value()->journal(),
         {at(0ms, 200, 1), at(1s, 500, 2), at(2s, 200, 4), at(3s, 200, 2), at(4s, 200, 3)});
    QVERIFY(session.value()->close());
    QVERIFY2(!told.text().contains("4 RCP028-R29"), told.text().constData());
    QVERIFY2(told.text().contains("5 RCP028-R29 warn"), told.text().constData());
}

QTEST_GUILESS_MAIN(TestSessionFacts)
#include "tst_sessionfacts.moc"
