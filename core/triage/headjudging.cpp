// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the newest event of a resource proves about a feed.

#include "core/triage/feedtriage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::triage {
namespace {

using ledger::FeedCondition;
using ledger::NumberRange;

QByteArray seconds(std::chrono::microseconds duration)
{
    return QByteArray::number(double(duration.count()) / 1e6, 'g', 6);
}

} // namespace

void FeedTriage::judgeHead(const ledger::FeedBook &book, const Answer &answer, WallTime now,
                           Verdicts &verdicts)
{
    const qint64 head = m_headRead.value_or(0);
    if (m_head && head < *m_head) {
        verdicts.push_back(verdict(FeedCondition::Regression, {},
                                   "the newest event of the resource was "
                                       + QByteArray::number(*m_head) + " before and is "
                                       + QByteArray::number(head)
                                       + " now: numbers only grow, unless it was restored or reset",
                                   answer, now));
        m_milestones.clear();
    }
    m_head = head;
    if (m_milestones.empty() || head > m_milestones.back().head)
        m_milestones.push_back({head, m_askedAt});
    judgeBeyond(book, answer, now, verdicts);
    judgeLag(book, answer, now, verdicts);
}

/// Received before the resource showed it: a matter of moments, or a phantom (RCP028-R6).
void FeedTriage::judgeBeyond(const ledger::FeedBook &book, const Answer &answer, WallTime now,
                             Verdicts &verdicts)
{
    if (m_beyond && m_beyond->range.last <= *m_head)
        return; // It has caught up; what it holds is read next.
    const qint64 known = std::max(*m_head, m_toldBeyond);
    if (known >= m_lastWhenAsked) {
        if (!m_beyond)
            return;
    } else if (!m_beyond) {
        const NumberRange above{std::max(known + 1, book.first().value), m_lastWhenAsked};
        m_beyond = Beyond{above, now};
        m_toldBeyond = above.last;
        verdicts.push_back(verdict(FeedCondition::BeyondHead, {above},
                                   "pushed before the resource shows it, whose newest event is "
                                       + QByteArray::number(*m_head),
                                   answer, now));
        return;
    }
    if (now - m_beyond->since < m_times.settle)
        return;
    const NumberRange overdue{std::max(m_beyond->range.first, *m_head + 1), m_beyond->range.last};
    verdicts.push_back(verdict(FeedCondition::Phantom, {overdue},
                               "pushed, and the resource did not show it within "
                                   + seconds(m_times.settle) + " s; its newest event is "
                                   + QByteArray::number(*m_head),
                               answer, now));
    m_beyond.reset();
}

/// What is published above everything received is under way, until the feed has been silent for
/// so long that it must be missed. A feed that comes, however slowly, is never missed.
void FeedTriage::judgeLag(const ledger::FeedBook &book, const Answer &answer, WallTime now,
                          Verdicts &verdicts)
{
    while (!m_milestones.empty() && m_milestones.front().head <= book.last().value)
        m_milestones.pop_front();
    if (m_times.over || m_milestones.empty() || now - book.latest() < m_times.deadline)
        return;
    std::optional<Milestone> overdue;
    while (!m_milestones.empty() && now - m_milestones.front().at >= m_times.deadline) {
        overdue = m_milestones.front();
        m_milestones.pop_front();
    }
    if (overdue) {
        verdicts.push_back(verdict(ledger::Verdict::Expected{{overdue->head}, overdue->at}, {},
                                   "published up to " + QByteArray::number(overdue->head)
                                       + ", and nothing was pushed for " + seconds(m_times.deadline)
                                       + " s",
                                   answer, now));
    }
}

} // namespace pushbench::triage
