// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/books.h"
#include "core/base/datetext.h"
#include "tests/app/randomtraffic.h"
#include "tests/support/manualclock.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

using namespace pushbench;
using namespace pushbench::app;
using namespace Qt::StringLiterals;

namespace {

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

/// Everything that comes out of books, in words and in its order; each kind by itself, because
/// batches part them differently.
class Told
{
public:
    [[nodiscard]] Books::Sink sink()
    {
        return [this](const Facts &facts) { take(facts); };
    }
    [[nodiscard]] int exchanges() const noexcept { return m_exchanges; }

    /// With what the books hold in the end.
    [[nodiscard]] QByteArray text(const Books &books) const
    {
        ledger::Records all;
        books.keeper().summariseAll(all);
        QByteArray state;
        for (const ledger::FeedSummary &feed : all.feeds) {
            state += "feed " + feed.label + " at " + feed.path + ' ' + number(feed.first.value)
                + ' ' + number(feed.last.value) + " received " + number(qint64(feed.received))
                + " missing " + number(qint64(feed.missing)) + '\n';
            books.keeper().books().book(feed.feed).forEachGap([&state](const ledger::Gap &gap) {
                state += "gap " + number(gap.first.value) + '-' + number(gap.last.value) + ' '
                    + ledger::gapStateName(gap.state) + ' ' + gap.evidence + " opened "
                    + datetext::rfc3339(gap.openedAt) + " by " + number(gap.openedBy.value) + '\n';
            });
        }
        const ledger::Totals &t = all.totals;
        for (const qint64 sum :
             {t.exchanges, t.events, t.accepted, t.delivered, t.unknown, t.failed, t.duplicates,
              t.late, t.conflicts, t.findingsInfo, t.findingsWarn, t.findingsFail, t.requestBytes})
            state += number(sum) + ' ';
        return m_events.join('\n') + "\n--\n" + m_findings.join('\n') + "\n--\n" + m_late.join('\n')
            + "\n--\n" + m_holds.join('\n') + "\n--\n" + m_intended.join('\n') + "\n--\n"
            + m_conditions.join('\n') + "\n--\n" + m_withheld.join('\n') + "\n--\n" + state + '\n';
    }

private:
    void take(const Facts &facts)
    {
        for (const ledger::ExchangeRecord &record : facts.records.exchanges) {
            ++m_exchanges;
            m_intended += "exchange " + number(record.exchange->number.value) + ' '
                + record.exchange->intended;
            for (const protocol::Finding &finding : record.findings)
                m_findings += number(record.exchange->number.value) + ' ' + words(finding);
        }
        for (const ledger::EventRecord &event : facts.records.events)
            m_events += number(event.exchange.value) + ' ' + number(event.event.sequence.value)
                + ' ' + event.event.resourceRecordKey + ' ' + number(qint64(event.state)) + " in "
                + number(event.feed.value) + " at " + datetext::rfc3339(event.at);
        for (const ledger::FindingRecord &finding : facts.records.findings)
            m_late += number(finding.exchange.value) + ' ' + words(finding.finding);
        for (const ledger::ConditionRecord &condition : facts.records.conditions)
            m_conditions += "condition " + ledger::feedConditionName(condition.condition) + ' '
                + ledger::rangesText(condition.numbers);
        m_withheld += QByteArrayList(facts.withheld.begin(), facts.withheld.end());
        for (const consumer::PolitenessRecord &hold : facts.politeness)
            m_holds += number(hold.exchange.value) + ' ' + hold.feed + ' ' + hold.id + ' '
                + consumer::mannerVerdict(hold.manner, hold.status) + ' ' + hold.text.toUtf8();
    }

    static QByteArray words(const protocol::Finding &finding)
    {
        return finding.id + (' ' + protocol::verdictName(finding.verdict).toByteArray() + ' ')
            + finding.where + ' ' + finding.text.toUtf8();
    }

    int m_exchanges = 0;
    QByteArrayList m_events;
    QByteArrayList m_findings;
    QByteArrayList m_late;
    QByteArrayList m_holds;
    // Each kind by itself: how many come at a time is no matter.
    QByteArrayList m_intended;
    QByteArrayList m_conditions;
    QByteArrayList m_withheld;
};

} // namespace

/// Whatever happens in a session, and in however many runs: the books that were kept while it went
/// on say what they say when its file is read again.
class TestSessionProperties final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void liveBooksAreReplayedBooks_data();
    void liveBooksAreReplayedBooks();
};

void TestSessionProperties::liveBooksAreReplayedBooks_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("runs");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u in %u runs", seed, 1 + seed % 4) << seed << int(1 + seed % 4);
}

void TestSessionProperties::liveBooksAreReplayedBooks()
{
    QFETCH(const quint32, seed);
    QFETCH(const int, runs);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.pushbench"_s);
    ManualClock clock;
    RandomTraffic traffic(seed);
    Told live;
    Books books(Books::Detail::Events, live.sink());
    ExchangeNumber last{};
    for (int run = 0; run < runs; ++run) {
        auto journal = journal::Journal::open(path, {.began = clock.now().wall, .program = "test"},
                                              journal::Durability::Process, clock);
        QVERIFY(journal.ok());
        journal.value()->subscribe(books.inbox());
        WallTime now = clock.now().wall;
        const int steps = 40 + int(seed % 7) * 20;
        traffic.play(*journal.value(), last, steps, now);
        last = {last.value + steps};
        clock.advance(now - clock.now().wall);
        QVERIFY(journal.value()->close().ok());
        // Some of it comes to the books while the session goes on, as it does with a window.
        QTRY_COMPARE(live.exchanges(), int(last.value));
        books.age(clock.now().wall);
        clock.advance(std::chrono::seconds(seed % 5 * 100));
    }
    const Result<journal::SessionReader> reader = journal::SessionReader::open(path);
    QVERIFY(reader.ok());
    books.finish(reader->runs()->back().ended.value());

    Told again;
    Books replayed(Books::Detail::Events, again.sink());
    QVERIFY(replayed.replay(path).ok());
    books.age(clock.now().wall);
    replayed.age(clock.now().wall);
    QCOMPARE(again.exchanges(), int(last.value));
    const QByteArray before = live.text(books);
    const QByteArray after = again.text(replayed);
    if (before != after) {
        const QByteArrayList was = before.split('\n');
        const QByteArrayList is = after.split('\n');
        for (qsizetype i = 0; i < qMin(was.size(), is.size()); ++i) {
            if (was[i] != is[i])
                QFAIL(QByteArray("line " + number(i) + "\nlive:     " + was[i]
                                 + "\nreplayed: " + is[i])
                          .constData());
        }
    }
    QCOMPARE(after.size(), before.size());
}

QTEST_GUILESS_MAIN(TestSessionProperties)
#include "tst_sessionproperties.moc"
