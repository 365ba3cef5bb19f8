// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/triage/triageworld.h"

#include <random>
#include <set>

using namespace pushbench;
using namespace pushbench::triage;
using namespace std::chrono_literals;

namespace {

constexpr TriageTimes kTimes{.grace = 5s, .settle = 7s, .deadline = 40s};

/// A feed whose truth is known: what exists, what is published when, what is pushed when, and what
/// is compacted away. Two seeds give two of them.
class Truth
{
public:
    explicit Truth(unsigned seed)
        : m_random(seed)
    {
        const int numbers = between(20, 120);
        qint64 at = 0; // The second in which a number is committed and, mostly, pushed.
        for (qint64 n = 1; n <= numbers; ++n) {
            at += between(0, 2);
            Event event{.record = QByteArray::number(between(1, numbers / 2)),
                        .published = at + (one(10) ? between(1, 6) : 0)};
            if (!one(8)) { // Else the number never exists.
                if (!one(10) || n == 1)
                    event.pushed = at + (one(8) ? between(1, 30) : 0);
                else
                    dropped.insert(n);
                m_events[n] = event;
            }
        }
        end = at + 200;
        // Compaction takes an event away when a later one of its record is published.
        for (auto &[n, event] : m_events) {
            for (auto later = m_events.upper_bound(n); later != m_events.end(); ++later) {
                if (later->second.record == event.record && one(3)) {
                    event.hidden =
                        std::max(later->second.published, event.published) + between(0, 30);
                    break;
                }
            }
        }
    }

    void step(TriageWorld &world, qint64 second)
    {
        std::map<qint64, QByteArray> body;
        for (const auto &[n, event] : m_events) {
            if (event.published == second)
                world.resource()[n] = event.record;
            if (event.hidden == second)
                world.resource().erase(n);
            if (event.pushed == second)
                body[n] = event.record;
        }
        world.failFor(second < end - 120 && one(4));
        if (!body.empty())
            world.push(body);
        world.advanceTo(second + 1);
    }

    /// Was ever shown by the resource, and is not hidden in the end.
    [[nodiscard]] bool isShownInTheEnd(qint64 n) const
    {
        const auto at = m_events.find(n);
        return at != m_events.end() && at->second.hidden < 0;
    }

    std::set<qint64> dropped;
    qint64 end = 0;

private:
    struct Event
    {
        QByteArray record{};
        qint64 published = 0;
        qint64 pushed = -1;
        qint64 hidden = -1;
    };

    int between(int low, int high)
    {
        return std::uniform_int_distribution<int>(low, high)(m_random);
    }
    bool one(int of) { return between(1, of) == 1; }

    std::mt19937 m_random;
    std::map<qint64, Event> m_events;
};

} // namespace

/// Triage against an oracle that knows what really happened.
class TestTriageOracle final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void neverCriesWolfAndMissesNothing();
};

void TestTriageOracle::neverCriesWolfAndMissesNothing()
{
    constexpr unsigned kRuns = 1000;
    qint64 losses = 0;
    qint64 hidden = 0;
    for (unsigned seed = 1; seed <= kRuns; ++seed) {
        Truth truth(seed);
        TriageWorld world(kTimes);
        for (qint64 second = 0; second < truth.end; ++second)
            truth.step(world, second);

        const QByteArray run = "seed " + QByteArray::number(seed) + ": " + world.gaps();
        for (const ledger::GapRecord &told : world.told()) {
            const ledger::GapState state = told.gap.state;
            if (state != ledger::GapState::Lost && state != ledger::GapState::LostSuperseded)
                continue;
            for (qint64 n = told.gap.first.value; n <= told.gap.last.value; ++n)
                QVERIFY2(truth.dropped.contains(n), run.constData());
        }
        world.book().forEachGap([&](const ledger::Gap &gap) {
            for (qint64 n = gap.first.value; n <= gap.last.value; ++n) {
                const bool lost = gap.state == ledger::GapState::Lost
                    || gap.state == ledger::GapState::LostSuperseded;
                // Whoever can still be read in the end was missed if it is not lost.
                if (truth.dropped.contains(n) && truth.isShownInTheEnd(n))
                    QVERIFY2(lost, run.constData());
                QVERIFY2(lost || gap.state == ledger::GapState::Hidden, run.constData());
                ++(lost ? losses : hidden);
            }
        });
        QCOMPARE(world.replayed(), world.gaps());
    }
    // Neither side of the question was empty.
    QVERIFY2(losses > 1000 && hidden > 1000,
             qPrintable(QStringLiteral("%1 lost, %2 hidden").arg(losses).arg(hidden)));
}

QTEST_GUILESS_MAIN(TestTriageOracle)

#include "tst_triageoracle.moc"
