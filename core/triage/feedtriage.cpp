// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What to ask of the resource, and when; spanjudging.cpp and headjudging.cpp say what the answers
// prove.

#include "core/triage/feedtriage.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::triage {
namespace {

using ledger::Gap;
using ledger::GapState;
using ledger::NumberRange;

/// Holes that are no further apart are asked for together: the events between them cost less than
/// another request.
constexpr quint64 kTogether = 1000;

/// Beside a hole, so that something that was received shows whose resource it is.
constexpr qint64 kMargin = 8;

/// Spans of one round; the rest is for the next one.
constexpr size_t kSpansPerRound = 256;

constexpr WallTime::duration kShortestPause = 1s;
constexpr WallTime::duration kLongestPause = 30s;
constexpr WallTime::duration kFirstBackoff = 2s;
constexpr WallTime::duration kLongestBackoff = 10min;

WallTime::duration pause(WallTime::duration wanted)
{
    return std::clamp(wanted, kShortestPause, kLongestPause);
}

} // namespace

std::optional<Question> FeedTriage::next(ledger::FeedBook &book, WallTime now, Verdicts &verdicts)
{
    if (m_question || book.isEmpty())
        return std::nullopt;
    reviewLost(book, now, verdicts);
    if (now < m_blockedUntil && m_wanted.empty())
        return std::nullopt;
    if (!m_spans.empty()) {
        const NumberRange range = m_spans.front();
        m_spans.pop_front();
        m_question = Question{.kind = Question::Kind::Span, .range = range};
        m_reading.emplace(range);
        std::vector<quint64> records;
        for (const Suspect &suspect : m_suspects)
            records.push_back(suspect.record);
        m_reading->follow(records);
        m_reading->keep(m_recoversLost ? std::vector{range} : m_wantedBack);
    } else if (isDue(book, now)) {
        m_question = Question{.kind = Question::Kind::Head};
        m_headRead.reset();
    } else {
        return std::nullopt;
    }
    m_askedAt = now;
    m_lastWhenAsked = book.received().last().value_or(0);
    return m_question;
}

bool FeedTriage::isDue(const ledger::FeedBook &book, WallTime now) const
{
    if (!m_wanted.empty())
        return true;
    if (now < m_nextRound)
        return false;
    return now >= m_nextHead || book.holes(GapState::Unexplained).numbers > 0
        || (book.holes(GapState::Checking).numbers > 0 && now >= m_nextCheck)
        || (!m_suspects.empty() && now >= m_suspectsDue);
}

void FeedTriage::take(const ledger::FeedBook &book,
                      std::span<const protocol::EntityEventView> events)
{
    if (!m_question)
        return;
    if (m_reading) {
        m_reading->take(book, events);
        return;
    }
    for (const protocol::EntityEventView &event : events) {
        m_headRead = std::max(m_headRead.value_or(0), event.sequence.value);
        const quint64 meaning = book.meaningOf(event.sequence).fingerprint;
        if (meaning != 0
            && meaning == ledger::fingerprint(event.resourceName, event.resourceRecordKey))
            ++m_matched;
    }
}

void FeedTriage::answered(ledger::FeedBook &book, const Answer &answer, WallTime now,
                          Verdicts &verdicts)
{
    if (!m_question)
        return;
    const Question question = *std::exchange(m_question, std::nullopt);
    if (!answer.evidence.complete) {
        fail(answer.evidence.flaw, now);
    } else if (const auto count = answer.evidence.count;
               question.kind == Question::Kind::Span && count && *count != answer.evidence.events) {
        // A page without a link looks like the last one, also where the rest was cut off.
        fail(u"its pages hold %1 events, but @odata.count says %2"_s.arg(answer.evidence.events)
                 .arg(*count),
             now);
    } else {
        if (question.kind == Question::Kind::Head) {
            judgeHead(book, answer, now, verdicts);
            plan(book, now);
        } else {
            judgeSpan(book, answer, now, verdicts);
        }
        // A resource that shows its newest event and nothing else is not well.
        if (m_spans.empty() && !m_foreign) {
            m_failures = 0;
            m_trouble.clear();
        }
    }
    m_reading.reset();
}

void FeedTriage::fail(const QString &why, WallTime now)
{
    WallTime::duration wait = kFirstBackoff;
    for (int i = 0; i < m_failures && wait < kLongestBackoff; ++i)
        wait *= 2;
    ++m_failures;
    m_blockedUntil = now + std::min(wait, kLongestBackoff);
    m_spans.clear();
    m_wanted.clear();
    m_wantedBack.clear();
    m_trouble = why;
}

void FeedTriage::ask(NumberRange range, WallTime now, Verdicts &verdicts)
{
    m_wanted.push_back(range);
    verdicts.push_back(verdict(GapState::Unexplained, {range}, "asked for by hand", {}, now));
}

void FeedTriage::recover(NumberRange range)
{
    m_wanted.push_back(range);
    m_wantedBack.push_back(range);
}

/// When a gap is to be asked for; nullopt: never again.
std::optional<WallTime> FeedTriage::dueAt(const Gap &gap) const
{
    switch (gap.state) {
    case GapState::Unexplained:
        return WallTime::min();
    case GapState::Checking: {
        const WallTime again = gap.settledAt + m_times.settle;
        const WallTime deadline = gap.openedAt + m_times.deadline;
        const bool waits =
            m_published.countIn(gap.first.value, gap.last.value) > 0 && deadline > gap.settledAt;
        return waits ? std::min(again, deadline) : again;
    }
    case GapState::Open:
    case GapState::Hidden:
    case GapState::LostSuperseded:
    case GapState::Lost:
    case GapState::Recovered:
    case GapState::Filled:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

/// The spans of a round, after its head was read.
void FeedTriage::plan(const ledger::FeedBook &book, WallTime now)
{
    m_nextHead = now + pause(m_times.grace);
    m_nextRound = now + pause(m_times.settle / 4);
    m_nextCheck = WallTime::max();
    const qint64 head = m_head.value_or(0);
    bool full = false;
    book.forEachGap([&](const Gap &gap) {
        const std::optional<WallTime> due = dueAt(gap);
        if (!due)
            return;
        // What the resource has not reached yet, it cannot speak of.
        const NumberRange range{gap.first.value, std::min(gap.last.value, head)};
        if (*due > now || range.first > range.last || full)
            m_nextCheck = std::min(m_nextCheck, std::max(*due, m_nextRound));
        else
            addSpan(range);
        full = m_spans.size() >= kSpansPerRound;
    });
    // A recording is compared as a whole, once.
    if (m_times.over && !std::exchange(m_compared, true) && head >= book.first().value)
        m_wanted.push_back({book.first().value, book.last().value});
    for (const NumberRange range : std::exchange(m_wanted, {}))
        addSpan({range.first, std::min(range.last, std::max(head, range.first))});
    if (m_beyond && m_beyond->range.last <= head)
        addSpan(m_beyond->range);
    if (!m_suspects.empty() && now >= m_suspectsDue) {
        const auto lowest = std::ranges::min_element(m_suspects, {}, &Suspect::number);
        addSpan({lowest->number, std::max(head, lowest->number)});
    }
    if (m_matched == 0) {
        for (NumberRange &span : m_spans) {
            span.first = std::max(span.first - kMargin, book.first().value);
            span.last = std::max(span.last,
                                 std::min(span.last, std::numeric_limits<qint64>::max() - kMargin)
                                     + kMargin);
        }
    }
}

void FeedTriage::addSpan(NumberRange range)
{
    if (!m_spans.empty()) {
        NumberRange &before = m_spans.back();
        if (range.first >= before.first
            && (range.first <= before.last
                || NumberRange{before.last, range.first}.length() <= kTogether)) {
            before.last = std::max(before.last, range.last);
            return;
        }
    }
    m_spans.push_back(range);
}

bool FeedTriage::isSettled(const ledger::FeedBook &book) const
{
    return book.isEmpty()
        || (m_head && !m_question && m_spans.empty() && m_wanted.empty() && m_suspects.empty()
            && book.holes(GapState::Unexplained).numbers == 0
            && book.holes(GapState::Checking).numbers == 0);
}

ledger::Verdict FeedTriage::verdict(decltype(ledger::Verdict::what) what,
                                    std::vector<NumberRange> numbers, const QByteArray &evidence,
                                    const Answer &answer, WallTime now) const
{
    return {.feed = m_feed,
            .what = what,
            .numbers = std::move(numbers),
            .evidence = evidence,
            .exchanges = answer.exchanges,
            .at = now};
}

} // namespace pushbench::triage
