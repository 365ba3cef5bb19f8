// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What triage and time say of holes, as the books take it.

#include "core/ledger/bookkeeper.h"

using namespace Qt::StringLiterals;

namespace pushbench::ledger {
namespace {

/// A verdict on a thousand pushes is told by its first ones and a count.
constexpr size_t kFindingsPerVerdict = 10;

/// What a condition says about the producer, with its clause.
struct ConditionClause
{
    const char *id = "";
    protocol::Verdict verdict = protocol::Verdict::Info;
};

std::optional<ConditionClause> clauseOf(FeedCondition condition)
{
    switch (condition) {
    case FeedCondition::OutOfScope:
    case FeedCondition::Lag:
    case FeedCondition::HiddenAfterPush:
    case FeedCondition::Sparse:
    case FeedCondition::ReceiverDown:
        return std::nullopt;
    case FeedCondition::BeyondHead:
        return ConditionClause{"RCP028-R6", protocol::Verdict::Info};
    case FeedCondition::Phantom:
        return ConditionClause{"RCP028-R6", protocol::Verdict::Warn};
    case FeedCondition::Contradicted:
        return ConditionClause{"RCP027-R10", protocol::Verdict::Fail};
    case FeedCondition::HideViolation:
        return ConditionClause{"RCP027-R8", protocol::Verdict::Warn};
    case FeedCondition::Regression:
        return ConditionClause{"RCP027-R6", protocol::Verdict::Warn};
    case FeedCondition::EpochBreak:
        return ConditionClause{"RCP027-R6", protocol::Verdict::Fail};
    }
    Q_UNREACHABLE();
}

} // namespace

void Bookkeeper::apply(const Verdict &verdict, Records &records)
{
    const FeedNumber feed = m_books.open(verdict.feed);
    FeedBook &book = m_books.book(feed);
    m_changes.clear();
    // Whoever judged it had waited until it was old enough.
    book.expire(verdict.at, graceOf(feed), m_changes);
    const Evidence evidence{verdict.evidence, verdict.at, verdict.exchanges};
    const auto *state = std::get_if<GapState>(&verdict.what);
    if (state && *state == GapState::Recovered) {
        applyRecovery(feed, verdict, records);
    } else if (state) {
        for (const NumberRange range : verdict.numbers) {
            // Whoever asks by hand does not wait until a hole is old enough.
            if (*state == GapState::Unexplained)
                book.settle({range.first}, {range.last}, *state, evidence, m_changes);
            else
                book.judge({range.first}, {range.last}, *state, evidence, m_changes);
        }
    } else if (const auto *expected = std::get_if<Verdict::Expected>(&verdict.what)) {
        const protocol::Sequence beyond = book.last();
        book.expect(expected->last, expected->published, m_changes);
        if (book.last() > beyond)
            book.settle(next(beyond), book.last(), GapState::Unexplained, evidence, m_changes);
    } else {
        applyCondition(feed, verdict, records);
    }
    tellGaps(feed, verdict.at, records);
}

/// Its events are in the books now, as if somebody had pushed them; only that nobody did.
void Bookkeeper::applyRecovery(FeedNumber feed, const Verdict &verdict, Records &records)
{
    const Evidence evidence{verdict.evidence, verdict.at, verdict.exchanges};
    const auto events = std::make_shared<const std::vector<protocol::EntityEvent>>(verdict.events);
    const std::vector<size_t> taken = m_books.book(feed).recover(*events, evidence, m_changes);
    if (m_detail != Detail::Events || taken.empty())
        return;
    const ExchangeNumber shownBy =
        verdict.exchanges.isEmpty() ? ExchangeNumber() : verdict.exchanges.front();
    for (const size_t i : taken) {
        const protocol::EntityEvent &event = (*events)[i];
        records.events.push_back({.exchange = shownBy,
                                  .feed = feed,
                                  .at = verdict.at,
                                  .event = {.sequence = event.sequence,
                                            .resourceName = event.resourceName,
                                            .resourceRecordKey = event.resourceRecordKey,
                                            .resourceRecordUrl = event.resourceRecordUrl},
                                  .state = EventState::Recovered});
    }
    records.recovered.push_back(events);
}

/// Tells of it, and of what it says about those who pushed the numbers.
void Bookkeeper::applyCondition(FeedNumber feed, const Verdict &verdict, Records &records)
{
    const FeedCondition condition = std::get<FeedCondition>(verdict.what);
    records.conditions.push_back(
        {feed, condition, verdict.numbers, verdict.evidence, verdict.at, verdict.exchanges});
    const std::optional<ConditionClause> clause = clauseOf(condition);
    if (!clause)
        return;
    const auto finding = [&](ExchangeNumber about, const QString &what) {
        return FindingRecord{about,
                             {.id = clause->id,
                              .verdict = clause->verdict,
                              .where = {},
                              .text = what + QString::fromUtf8(verdict.evidence)},
                             verdict.at};
    };
    std::vector<FindingRecord> findings;
    const FeedBook &book = m_books.book(feed);
    quint64 concerned = 0;
    for (const NumberRange range : verdict.numbers) {
        concerned += book.received().countIn(range.first, range.last);
        std::optional<qint64> n = book.received().atOrAbove(range.first);
        while (n && *n <= range.last && findings.size() < kFindingsPerVerdict) {
            findings.push_back(finding(book.meaningOf({*n}).exchange, u"%1: "_s.arg(*n)));
            n = *n == range.last ? std::nullopt : book.received().atOrAbove(*n + 1);
        }
    }
    if (verdict.numbers.empty() && !verdict.exchanges.empty())
        findings.push_back(finding(verdict.exchanges.front(), {}));
    if (concerned > findings.size())
        findings.back().finding.text +=
            u" So it is with %1 more numbers."_s.arg(concerned - findings.size());
    add(std::move(findings), records);
    // The pushes said so first.
    if (condition == FeedCondition::Regression && verdict.numbers.empty()
        && m_books.watch(feed).confirm() && !m_books.isFrozen(feed))
        beginEpoch(feed, verdict.at, verdict.exchanges, records);
}

void Bookkeeper::expire(WallTime now, Records &records)
{
    for (int feed = 0; feed < m_books.count(); ++feed) {
        if (m_books.book({feed}).holes(GapState::Open).numbers == 0)
            continue; // It is asked for every exchange.
        m_changes.clear();
        m_books.book({feed}).expire(now, graceOf({feed}), m_changes);
        if (!m_changes.empty())
            tellGaps({feed}, now, records);
    }
}

} // namespace pushbench::ledger
