// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a complete read of a span proves about a feed's numbers.

#include "core/triage/feedtriage.h"
#include "core/triage/judgingwords.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace pushbench::triage {
namespace {

using ledger::FeedCondition;
using ledger::Gap;
using ledger::GapState;
using ledger::NumberRange;

/// So many numbers that mean something else are no conflicts, when there are more of them than of
/// those that agree: it is another sequence space.
constexpr quint64 kForeign = 8;

} // namespace

/// Ranges of one fate, with the reason that they share. Neighbours become one range, with the
/// received numbers between them.
struct FeedTriage::Judging
{
    enum class Fate : quint8 {
        None,
        AbsentOnce,
        NotSure, ///< Absent twice, but nothing shows whose resource it is.
        Hidden,
        Waiting,
        Lost,
        Superseded,
        Elsewhere,
    };

    struct Kind
    {
        Fate fate = Fate::None;
        QByteArray detail{}; ///< What the evidence of the fate needs to say.

        friend bool operator==(const Kind &, const Kind &) = default;
        friend bool operator<(const Kind &a, const Kind &b)
        {
            return std::tie(a.fate, a.detail) < std::tie(b.fate, b.detail);
        }
    };

    void add(const Kind &kind, NumberRange range)
    {
        std::vector<NumberRange> &ranges = fates[kind];
        if (kind == last && !ranges.empty())
            ranges.back().last = range.last;
        else
            ranges.push_back(range);
        last = kind;
    }
    /// Something lies in between that has another fate, or none.
    void part() { last = {}; }

    const ledger::FeedBook &book;
    ledger::SequenceSet lostNow{}; ///< Lost, superseded or not, by this reading.
    std::map<Kind, std::vector<NumberRange>> fates{};
    Kind last{};
    std::vector<Published> lost{};
};

void FeedTriage::judgeSpan(ledger::FeedBook &book, const Answer &answer, WallTime now,
                           Verdicts &verdicts)
{
    const SpanReading &reading = *m_reading;
    reading.present().forEachRun(
        reading.range().first, reading.range().last,
        [this](NumberRange run) { m_known.insertRange(run.first, run.last); });
    m_head = std::max(m_head.value_or(0), reading.present().last().value_or(0));
    m_matched += reading.matched();
    m_contradicted += reading.contradictedCount();
    if (isForeign(reading, now))
        return;
    judgeContradicted(reading, answer, now, verdicts);

    std::vector<quint64> records;
    for (const Published &event : reading.missing())
        records.push_back(event.record);
    book.watch(records);
    Judging judging{.book = book};
    book.forEachGap({reading.range().first}, {std::min(reading.range().last, *m_head)},
                    [&](const Gap &gap) { judgeGap(gap, now, judging); });
    const QByteArray head = QByteArray::number(*m_head);
    using Fate = Judging::Fate;
    for (auto &[kind, ranges] : judging.fates) {
        QByteArray evidence;
        GapState state = GapState::Checking;
        switch (kind.fate) {
        case Fate::None:
            continue;
        case Fate::AbsentOnce:
            evidence = "not in the resource at " + clockTime(now) + ", whose newest event is "
                + head + "; it is read again before that counts";
            break;
        case Fate::NotSure:
            evidence = "not in the resource, but nothing that was received is there either: it "
                       "may be another feed's";
            break;
        case Fate::Hidden:
            state = GapState::Hidden;
            evidence = "not in the resource in two complete reads, the second at " + clockTime(now)
                + ", and it has moved past it, to " + head
                + ": hidden, no loss (RCP027-R8, RCP027-R9)";
            break;
        case Fate::Waiting:
            evidence =
                "in the resource, not pushed yet; lost when it has not come by " + kind.detail;
            break;
        case Fate::Elsewhere:
            state = GapState::Filled;
            evidence = "pushed in another feed: " + kind.detail;
            break;
        case Fate::Lost:
            state = GapState::Lost;
            evidence = "in the resource, and never pushed; nothing later was pushed for its record";
            break;
        case Fate::Superseded:
            state = GapState::LostSuperseded;
            evidence = kSupersededEvidence;
            break;
        }
        verdicts.push_back(verdict(state, std::move(ranges), evidence, answer, now));
    }
    m_lost.insert(m_lost.end(), judging.lost.begin(), judging.lost.end());
    judgeRecovery(book, reading, judging.lostNow, answer, now, verdicts);
    m_receivedWhenReviewed = book.counters().received;
    if (m_beyond && m_beyond->range.last <= *m_head
        && reading.range().first <= m_beyond->range.first
        && m_beyond->range.last <= reading.range().last)
        m_beyond.reset();
    judgeSuspects(book, reading, answer, now, verdicts);
    findSuspects(book, reading);
}

void FeedTriage::judgeGap(const Gap &gap, WallTime now, Judging &judging)
{
    if (gap.state == GapState::Open || gap.state == GapState::Recovered
        || gap.state == GapState::Filled) {
        judging.part();
        return;
    }
    const ledger::SequenceSet &present = m_reading->present();
    qint64 from = gap.first.value;
    present.forEachRun(gap.first.value, gap.last.value, [&](NumberRange run) {
        if (run.first > from)
            judgeAbsent(gap, {from, run.first - 1}, judging);
        judgePresent(gap, run, now, judging);
        from = run.last == gap.last.value ? run.last : run.last + 1;
    });
    if (!present.contains(gap.last.value))
        judgeAbsent(gap, {from, gap.last.value}, judging);
}

void FeedTriage::judgeAbsent(const Gap &gap, NumberRange hole, Judging &judging)
{
    using Fate = Judging::Fate;
    if (gap.state == GapState::Hidden || gap.state == GapState::Lost
        || gap.state == GapState::LostSuperseded) {
        judging.part();
        return;
    }
    const bool patient =
        gap.state == GapState::Checking && gap.settledAt + m_times.settle <= m_askedAt;
    // What is read for the second time, and what is not, in the order of the numbers.
    qint64 from = hole.first;
    const auto fresh = [&](NumberRange part) { judging.add({Fate::AbsentOnce}, part); };
    m_absent.forEachRun(hole.first, hole.last, [&](NumberRange run) {
        if (run.first > from)
            fresh({from, run.first - 1});
        if (!patient && gap.state == GapState::Checking)
            judging.part();
        else if (!patient)
            fresh(run); // Asked for anew.
        else
            judging.add({m_matched > 0 ? Fate::Hidden : Fate::NotSure}, run);
        from = run.last == hole.last ? run.last : run.last + 1;
    });
    if (!m_absent.contains(hole.last))
        fresh({from, hole.last});
    m_absent.insertRange(hole.first, hole.last);
}

void FeedTriage::judgePresent(const Gap &gap, NumberRange run, WallTime now, Judging &judging)
{
    using Fate = Judging::Fate;
    if (gap.state == GapState::Lost || gap.state == GapState::LostSuperseded) {
        judging.part();
        return;
    }
    const std::vector<Published> &missing = m_reading->missing();
    const WallTime deadline = gap.openedAt + m_times.deadline;
    const bool overdue = m_times.over || deadline <= now;
    auto event = std::ranges::lower_bound(missing, run.first, {}, &Published::number);
    for (; event != missing.end() && event->number <= run.last; ++event) {
        const qint64 n = event->number;
        if (!m_absent.isEmpty())
            m_absent.remove(n);
        m_published.insert(n);
        if (const QByteArray feed = m_elsewhere(n, event->record); !feed.isEmpty()) {
            judging.add({Fate::Elsewhere, feed}, {n, n});
        } else if (const auto later = judging.book.lastOf(event->record);
                   overdue && later && later->value > n) {
            judging.add({Fate::Superseded}, {n, n});
            judging.lostNow.insert(n);
        } else if (overdue) {
            judging.add({Fate::Lost}, {n, n});
            judging.lostNow.insert(n);
            judging.lost.push_back(*event);
        } else {
            judging.add({Fate::Waiting, clockTime(deadline)}, {n, n});
        }
    }
}

bool FeedTriage::isForeign(const SpanReading &reading, WallTime now)
{
    m_foreign = m_contradicted >= kForeign && m_contradicted > m_matched;
    if (m_foreign)
        fail(u"under the same numbers it has other records (%1 of %2, %3 among them): it is "
             "another feed's resource, or its numbers began anew"_s.arg(m_contradicted)
                 .arg(m_contradicted + m_matched)
                 .arg(reading.contradicted().empty() ? 0 : reading.contradicted().front()),
             now);
    return m_foreign;
}

void FeedTriage::judgeContradicted(const SpanReading &reading, const Answer &answer, WallTime now,
                                   Verdicts &verdicts)
{
    std::vector<NumberRange> numbers;
    for (const qint64 n : reading.contradicted()) {
        if (m_toldContradicted.insert(n).fresh)
            numbers.push_back({n, n});
    }
    if (!numbers.empty())
        verdicts.push_back(verdict(FeedCondition::Contradicted, std::move(numbers),
                                   "the resource has it for another record than it was pushed for",
                                   answer, now));
}

} // namespace pushbench::triage
