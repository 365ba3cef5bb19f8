// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ledger/diagram.h"
#include "tests/ledger/feedmodel.h"
#include "tests/support/testcase.h"

#include <random>

using namespace pushbench;
using namespace pushbench::ledger;
using namespace std::chrono_literals;

namespace {

using Holes = std::map<qint64, FeedModel::Missing>;

/// A list of gaps that knows them from their changes only, number by number.
void follow(Holes &holes, const std::vector<GapChange> &changes)
{
    for (const auto &[kind, gap] : changes) {
        holes.erase(holes.lower_bound(gap.first.value), holes.upper_bound(gap.last.value));
        if (kind == GapChange::Kind::Filled || kind == GapChange::Kind::Withdrawn)
            continue;
        for (qint64 n = gap.first.value; n <= gap.last.value; ++n)
            holes[n] = {gap.state, gap.openedAt, gap.openedBy.value, gap.evidence};
    }
}

Holes holesOf(const FeedBook &book)
{
    Holes holes;
    book.forEachGap([&holes](const Gap &gap) { follow(holes, {{GapChange::Kind::Opened, gap}}); });
    return holes;
}

QByteArray textOf(const Holes &holes)
{
    QByteArray text;
    for (const auto &[n, hole] : holes) {
        text.append(QByteArray::number(n))
            .append(' ')
            .append(gapStateName(hole.state).toByteArray());
        text.append(' ').append(QByteArray::number(hole.openedBy)).append('@');
        text.append(QByteArray::number(qint64(hole.openedAt.time_since_epoch().count())));
        text.append(' ').append(hole.evidence).append('\n');
    }
    return text;
}

QByteArray textOf(const EventResult &result)
{
    return wordFor(result)
        .append(" first ")
        .append(QByteArray::number(result.firstSeen.value))
        .append(" late ")
        .append(QByteArray::number(qint64(result.late.count())))
        .append(result.inWindow ? " inside" : "");
}

} // namespace

class TestFeedModel final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void randomTrafficAgreesWithTheModel_data();
    void randomTrafficAgreesWithTheModel();

private:
    std::vector<NumberedRecord> randomBody();
    void applyBody();
    void compare();
    int below(int bound) { return static_cast<int>(m_random() % static_cast<quint64>(bound)); }

    std::mt19937_64 m_random;
    FeedModel m_model;
    FeedBook m_book;    ///< One apply() per exchange.
    FeedBook m_chunked; ///< The same traffic, in pieces of any size.
    Holes m_followed;
    std::vector<GapChange> m_changes;
    std::vector<std::vector<NumberedRecord>> m_bodies;
    qint64 m_head = 1000;
    int m_spread = 0;
};

void TestFeedModel::randomTrafficAgreesWithTheModel_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("spread");
    for (int seed = 1; seed <= 4; ++seed) {
        QTest::addRow("mostly in order, seed %d", seed) << seed << 3;
        QTest::addRow("far out of order, seed %d", seed) << seed << 30;
    }
}

void TestFeedModel::randomTrafficAgreesWithTheModel()
{
    QFETCH(int, seed);
    QFETCH(int, spread);
    m_random.seed(static_cast<quint32>(seed));
    m_spread = spread;
    m_model = {};
    m_book = {};
    m_chunked = {};
    m_followed.clear();
    m_bodies.clear();
    m_head = 1000;
    for (int step = 0; step < 500; ++step) {
        m_changes.clear();
        std::vector<GapChange> ignored;
        const auto exchanges = static_cast<int>(m_bodies.size());
        switch (below(12)) {
        case 0:
            if (exchanges > 0) {
                const int exchange = exchanges - below(std::min(exchanges, 8));
                const auto &body = m_bodies[size_t(exchange - 1)];
                m_model.retract(exchange, body);
                m_book.retract({exchange}, EventList(body).views(), m_changes);
                m_chunked.retract({exchange}, EventList(body).views(), ignored);
            }
            break;
        case 1: {
            const WallTime now = secondsIn(exchanges + below(60));
            m_model.expire(now, 30s);
            m_book.expire(now, 30s, m_changes);
            m_chunked.expire(now, 30s, ignored);
            break;
        }
        case 2: {
            const qint64 first = m_head - below(150);
            const qint64 last = first + below(60);
            const auto state = below(2) == 0 ? GapState::Hidden : GapState::Checking;
            const QByteArray evidence = "read " + QByteArray::number(below(3));
            m_model.settle(first, last, state, evidence);
            m_book.settle({first}, {last}, state, {.text = evidence}, m_changes);
            m_chunked.settle({first}, {last}, state, {.text = evidence}, ignored);
            break;
        }
        case 3:
            if (below(10) == 0) {
                m_model.expectReplay();
                m_book.expectReplay();
                m_chunked.expectReplay();
            }
            break;
        default:
            applyBody();
        }
        follow(m_followed, m_changes);
        compare();
        if (QTest::currentTestFailed())
            return;
    }
}

/// Near the head, jumping ahead or falling back; now and then a number twice or for another record.
std::vector<NumberedRecord> TestFeedModel::randomBody()
{
    std::vector<NumberedRecord> body;
    for (int left = 1 + below(6); left > 0; --left) {
        qint64 number = m_head + 1;
        if (below(5) == 0)
            number = std::max<qint64>(1, m_head - below(2 * m_spread));
        else if (below(4) == 0)
            number += below(m_spread);
        m_head = std::max(m_head, number);
        body.push_back({number, below(20) == 0 ? 1 : 0});
        if (below(20) == 0)
            body.push_back(body.back());
    }
    return body;
}

void TestFeedModel::applyBody()
{
    m_bodies.push_back(randomBody());
    const std::vector<NumberedRecord> &body = m_bodies.back();
    const auto exchange = static_cast<qint64>(m_bodies.size());
    const Arrival arrival{.exchange = {exchange},
                          .began = secondsIn(exchange - below(5)),
                          .at = secondsIn(exchange),
                          .accepted = below(4) != 0};
    const EventList events(body);
    std::vector<EventResult> whole;
    m_book.apply(arrival, events.views(), whole, m_changes);

    std::vector<EventResult> pieces;
    std::vector<GapChange> ignored;
    const std::span all(events.views());
    for (size_t at = 0; at < all.size();) {
        const size_t length = std::min(all.size() - at, size_t(1 + below(4)));
        m_chunked.apply(arrival, all.subspan(at, length), pieces, ignored);
        at += length;
    }
    QCOMPARE(pieces, whole);
    QCOMPARE(whole.size(), body.size());
    for (size_t i = 0; i < body.size(); ++i)
        QCOMPARE(textOf(whole[i]), textOf(m_model.apply(arrival, body[i])));
}

void TestFeedModel::compare()
{
    for (const Holes &holes : {holesOf(m_book), holesOf(m_chunked), m_followed}) {
        if (holes != m_model.missing)
            QCOMPARE(textOf(holes), textOf(m_model.missing));
    }
    QCOMPARE(m_book.counters(), m_model.counters);
    QCOMPARE(m_chunked.counters(), m_model.counters);

    std::map<GapState, HoleCount> counts;
    m_book.forEachGap([&counts](const Gap &gap) {
        ++counts[gap.state].holes;
        counts[gap.state].numbers += NumberRange{gap.first.value, gap.last.value}.length();
    });
    for (const GapState state : kGapStates)
        QCOMPARE(m_book.holes(state), counts[state]);

    QByteArray received;
    QByteArray seen;
    for (const auto &[n, first] : m_model.received)
        received.append(QByteArray::number(n)).append(' ');
    for (const qint64 n : m_model.seen)
        seen.append(QByteArray::number(n)).append(' ');
    QCOMPARE(diagramOf(m_book.received()), diagramOf(setOf(received)));
    QCOMPARE(diagramOf(m_book.seen()), diagramOf(setOf(seen)));
}

QTEST_GUILESS_MAIN(TestFeedModel)
#include "tst_feedmodel.moc"
