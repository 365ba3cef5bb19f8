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
    book.expire(verdict.at, m_grace, m_changes);
    if (const auto *state = std::get_if<GapState>(&verdict.what)) {
        for (const NumberRange range : verdict.numbers) {
            // Whoever asks by hand does not wait until a hole is old enough.
            if (*state == GapState::Unexplained)
                book.settle({range.first}, {range.last}, *state, verdict.evidence, m_changes,
                            verdict.at);
            else
                book.judge({range.first}, {range.last}, *state, verdict.evidence, verdict.at,
                           m_changes);
        }
    } else if (const auto *expected = std::get_if<Verdict::Expected>(&verdict.what)) {
        const protocol::Sequence beyond = book.last();
        book.expect(expected->last, expected->published, m_changes);
        if (book.last() > beyond)
            book.settle(next(beyond), book.last(), GapState::Unexplained, verdict.evidence,
                        m_changes, verdict.at);
    } else {
        applyCondition(feed, verdict, records);
    }
    tellGaps(feed, verdict.at, records);
}

/// Tells of it, and of what it says about those who pushed the numbers.
void Bookkeeper::applyCondition(FeedNumber feed, const Verdict &verdict, Records &records)
{
    const FeedCondition condition = std::get<FeedCondition>(verdict.what);
    records.conditions.push_back({feed, condition, verdict.numbers, verdict.evidence, verdict.at});
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
}

void Bookkeeper::expire(WallTime now, Records &records)
{
    for (int feed = 0; feed < m_books.count(); ++feed) {
        m_changes.clear();
        m_books.book({feed}).expire(now, m_grace, m_changes);
        if (!m_changes.empty())
            tellGaps({feed}, now, records);
    }
}

} // namespace pushbench::ledger
