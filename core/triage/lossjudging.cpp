// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of numbers that were received and are not there, and of events that are lost.

#include "core/triage/feedtriage.h"
#include "core/triage/judgingwords.h"

#include <algorithm>

namespace pushbench::triage {
namespace {

using ledger::FeedCondition;
using ledger::GapState;
using ledger::NumberRange;

constexpr size_t kMostSuspects = 1000;

/// Events of one verdict that takes some over.
constexpr size_t kRecoveredAtOnce = 1000;

/// Reading from a suspect to the head is to prove that nothing later came for its record; further
/// than that nobody looks.
constexpr qint64 kFarthestSuspect = 1'000'000;

} // namespace

/// Received numbers that are not there. Most were hidden behind a later event of their record,
/// which was received as well; what is left is looked at once more.
void FeedTriage::findSuspects(ledger::FeedBook &book, const SpanReading &reading)
{
    std::vector<Suspect> absent;
    const NumberRange range{std::max(reading.range().first, *m_head - kFarthestSuspect),
                            std::min({reading.range().last, *m_head, m_lastWhenAsked})};
    if (range.first > range.last || m_matched == 0 || !m_suspects.empty())
        return;
    const ledger::SequenceSet &present = reading.present();
    std::optional<qint64> n = book.received().atOrAbove(range.first);
    while (n && *n <= range.last && absent.size() < kMostSuspects) {
        if (const auto run = present.runFrom(*n); run && run->first == *n) {
            n = run->last >= range.last ? std::nullopt : book.received().atOrAbove(run->last + 1);
            continue;
        }
        if (!m_toldAbsent.contains(*n))
            absent.push_back({*n, book.meaningOf({*n}).fingerprint});
        n = *n == range.last ? std::nullopt : book.received().atOrAbove(*n + 1);
    }
    std::vector<quint64> records;
    for (const Suspect &suspect : absent)
        records.push_back(suspect.record);
    book.watch(records);
    for (const Suspect &suspect : absent) {
        const auto last = book.lastOf(suspect.record);
        if (!last || last->value <= suspect.number)
            m_suspects.push_back(suspect);
    }
    m_suspectsDue = m_askedAt + m_times.settle;
}

/// A read from the lowest of them to the head says whether something later hides them.
void FeedTriage::judgeSuspects(ledger::FeedBook &book, const SpanReading &reading,
                               const Answer &answer, WallTime now, Verdicts &verdicts)
{
    if (m_suspects.empty() || m_askedAt < m_suspectsDue || reading.range().last < *m_head
        || reading.range().first > std::ranges::min(m_suspects, {}, &Suspect::number).number)
        return;
    std::vector<NumberRange> phantoms;
    std::vector<NumberRange> violations;
    for (const Suspect &suspect : std::exchange(m_suspects, {})) {
        const auto later = book.lastOf(suspect.record);
        if (reading.present().contains(suspect.number)
            || reading.lastOf(suspect.record) > suspect.number
            || (later && later->value > suspect.number))
            continue;
        m_toldAbsent.insert(suspect.number);
        auto &list = m_known.contains(suspect.number) ? violations : phantoms;
        list.push_back({suspect.number, suspect.number});
    }
    if (!phantoms.empty())
        verdicts.push_back(verdict(FeedCondition::Phantom, std::move(phantoms),
                                   "pushed, and the resource has neither it nor anything later for "
                                   "its record",
                                   answer, now));
    if (!violations.empty())
        verdicts.push_back(verdict(FeedCondition::HideViolation, std::move(violations),
                                   "the resource had it and hides it now, with nothing later for "
                                   "its record",
                                   answer, now));
}

bool FeedTriage::isWantedBack(qint64 number) const
{
    return std::ranges::any_of(m_wantedBack, [number](NumberRange range) {
        return range.first <= number && number <= range.last;
    });
}

/// What somebody wants back, and what is lost when all of that is to be: it is in the resource, and
/// the page that it stands on is all the evidence that it needs.
void FeedTriage::judgeRecovery(const ledger::FeedBook &book, const SpanReading &reading,
                               const ledger::SequenceSet &lostNow, const Answer &answer,
                               WallTime now, Verdicts &verdicts)
{
    ledger::SequenceSet taken;
    ledger::Verdict recovered =
        verdict(GapState::Recovered, {},
                "nobody pushed it; taken over from the resource at " + clockTime(now), answer, now);
    const auto tell = [&] {
        if (!recovered.events.empty())
            verdicts.push_back(recovered);
        recovered.numbers.clear();
        recovered.events.clear();
    };
    for (const protocol::EntityEvent &event : reading.kept()) {
        const qint64 n = event.sequence.value;
        const bool lost = m_recoversLost && lostNow.contains(n);
        if (!(lost || isWantedBack(n)) || n < book.first().value || n > book.last().value
            || book.recovered().contains(n) || !taken.insert(n).fresh)
            continue;
        if (!recovered.numbers.empty() && recovered.numbers.back().last + 1 == n)
            recovered.numbers.back().last = n;
        else
            recovered.numbers.push_back({n, n});
        recovered.events.push_back(event);
        if (recovered.events.size() >= kRecoveredAtOnce)
            tell();
    }
    tell();
    std::erase_if(m_lost, [&](const Published &lost) { return taken.contains(lost.number); });
    std::erase_if(m_wantedBack, [&](NumberRange range) {
        return reading.range().first <= range.first
            && std::min(range.last, std::max(*m_head, range.first)) <= reading.range().last;
    });
    // There was more than can be kept at a time.
    if (reading.keptUntil())
        recover({*reading.keptUntil(), reading.range().last});
}

/// A lost event whose record was pushed again later is superseded: its final state is known.
void FeedTriage::reviewLost(ledger::FeedBook &book, WallTime now, Verdicts &verdicts)
{
    if (m_lost.empty() || book.counters().received == m_receivedWhenReviewed)
        return;
    m_receivedWhenReviewed = book.counters().received;
    std::vector<quint64> records;
    for (const Published &lost : m_lost)
        records.push_back(lost.record);
    book.watch(records);
    std::vector<NumberRange> superseded;
    std::erase_if(m_lost, [&](const Published &lost) {
        if (book.meaningOf({lost.number}).fingerprint != 0)
            return true;
        const auto later = book.lastOf(lost.record);
        if (!later || later->value <= lost.number)
            return false;
        superseded.push_back({lost.number, lost.number});
        return true;
    });
    if (!superseded.empty())
        verdicts.push_back(
            verdict(GapState::LostSuperseded, std::move(superseded), kSupersededEvidence, {}, now));
}

} // namespace pushbench::triage
