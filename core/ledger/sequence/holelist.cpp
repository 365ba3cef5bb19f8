// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/sequence/holelist.h"

namespace pushbench::ledger {

void HoleList::open(NumberRange hole, const Opening &opening)
{
    noteAge(hole, opening.at);
    const HoleCount count{1, hole.length()};
    if (!m_spans.isEmpty()) {
        const Spans::Position back = m_spans.previous(m_spans.end());
        const Span &span = m_spans.at(back);
        if (span.last < hole.first && span.state == GapState::Open && span.opening.by == opening.by
            && span.opening.at == opening.at) {
            m_spans.update(back, [&](Span &grown) {
                grown.last = hole.last;
                grown.missing += count.numbers;
            });
            add(GapState::Open, count);
            return;
        }
    }
    insert({.first = hole.first, .last = hole.last, .opening = opening, .missing = count.numbers},
           count);
}

void HoleList::reopen(NumberRange numbers, const Opening &opening, const SequenceSet &received)
{
    cut(numbers, received);
    noteAge(numbers, opening.at);
    insert({.first = numbers.first,
            .last = numbers.last,
            .opening = opening,
            .missing = numbers.length()},
           {1, numbers.length()});
}

Opening HoleList::fill(qint64 n, bool below, bool above)
{
    const Spans::Position at = m_spans.atOrBelow(static_cast<quint64>(n));
    const Span span = m_spans.at(at);
    Q_ASSERT(span.first <= n && n <= span.last);
    const bool wallBelow = below || n == span.first;
    const bool wallAbove = above || n == span.last;
    HoleCount &count = m_counts[static_cast<size_t>(span.state)];
    --count.numbers;
    count.holes += quint64{1} - quint64{wallBelow} - quint64{wallAbove};
    if (span.missing == 1)
        m_spans.erase(at);
    else
        m_spans.update(at, [](Span &edited) { --edited.missing; });
    return span.opening;
}

void HoleList::discard(NumberRange range, const SequenceSet &received)
{
    cut(range, received);
}

void HoleList::settle(NumberRange range, GapState state, const Evidence &evidence,
                      const SequenceSet &received)
{
    const quint32 index = evidenceIndex(evidence);
    for (Span &span : cut(range, received)) {
        span.state = state;
        span.evidence = index;
        insert(span, countOf(span, received));
    }
}

std::vector<NumberRange> HoleList::expire(WallTime now, std::chrono::microseconds grace,
                                          const SequenceSet &received)
{
    std::vector<NumberRange> expired;
    for (; !m_ages.empty() && now - m_ages.front().at >= grace; m_ages.pop_front()) {
        const Age age = m_ages.front();
        for (auto at = firstOverlapping(age.range); overlaps(at, age.range);
             at = m_spans.next(at)) {
            const Span &span = m_spans.at(at);
            if (span.state != GapState::Open || span.opening.at != age.at)
                continue;
            const HoleCount count = countOf(span, received);
            subtract(GapState::Open, count);
            add(GapState::Unexplained, count);
            expired.push_back({span.first, span.last});
            m_spans.update(at, [](Span &edited) { edited.state = GapState::Unexplained; });
        }
    }
    return expired;
}

std::optional<Gap> HoleList::gapAt(qint64 n, const SequenceSet &received) const
{
    const Spans::Position at = firstOverlapping({n, n});
    if (!overlaps(at, {n, n}))
        return std::nullopt;
    const std::optional<NumberRange> hole = received.holeAt(n);
    if (!hole)
        return std::nullopt;
    const Span &span = m_spans.at(at);
    return gap(span, {std::max(span.first, hole->first), std::min(span.last, hole->last)});
}

size_t HoleList::memoryBytes() const noexcept
{
    size_t bytes = m_spans.memoryBytes() + m_ages.size() * sizeof(Age)
        + m_evidence.capacity() * sizeof(Evidence);
    for (const Evidence &evidence : m_evidence)
        bytes += static_cast<size_t>(evidence.text.capacity())
            + static_cast<size_t>(evidence.exchanges.capacity()) * sizeof(ExchangeNumber);
    return bytes;
}

HoleList::Spans::Position HoleList::firstOverlapping(NumberRange range) const noexcept
{
    const Spans::Position at = m_spans.atOrBelow(static_cast<quint64>(range.first));
    if (at == m_spans.end())
        return m_spans.begin();
    return m_spans.at(at).last >= range.first ? at : m_spans.next(at);
}

Gap HoleList::gap(const Span &span, NumberRange hole) const
{
    return {.first = {hole.first},
            .last = {hole.last},
            .state = span.state,
            .openedAt = span.opening.at,
            .openedBy = span.opening.by,
            .settledAt = m_evidence[span.evidence].at,
            .evidence = m_evidence[span.evidence].text,
            .exchanges = m_evidence[span.evidence].exchanges};
}

HoleCount HoleList::countOf(const Span &span, const SequenceSet &received) const
{
    HoleCount count{0, span.missing};
    received.forEachHole(span.first, span.last, [&count](NumberRange) { ++count.holes; });
    return count;
}

void HoleList::insert(const Span &span, HoleCount count)
{
    m_spans.insert(span);
    add(span.state, count);
}

void HoleList::add(GapState state, HoleCount count) noexcept
{
    m_counts[static_cast<size_t>(state)].holes += count.holes;
    m_counts[static_cast<size_t>(state)].numbers += count.numbers;
}

void HoleList::subtract(GapState state, HoleCount count) noexcept
{
    m_counts[static_cast<size_t>(state)].holes -= count.holes;
    m_counts[static_cast<size_t>(state)].numbers -= count.numbers;
}

void HoleList::noteAge(NumberRange range, WallTime at)
{
    if (!m_ages.empty() && m_ages.back().at == at) {
        NumberRange &known = m_ages.back().range;
        known = {std::min(known.first, range.first), std::max(known.last, range.last)};
    } else {
        m_ages.push_back({at, range});
    }
}

/// Takes the range out of the intervals that cover it and returns those parts that miss something.
std::vector<HoleList::Span> HoleList::cut(NumberRange range, const SequenceSet &received)
{
    std::vector<Span> inside;
    std::vector<Span> outside;
    const auto keep = [&received](std::vector<Span> &list, Span part, qint64 first, qint64 last) {
        if (first > last)
            return;
        part.first = first;
        part.last = last;
        part.missing = NumberRange{first, last}.length() - received.countIn(first, last);
        if (part.missing > 0)
            list.push_back(part);
    };
    for (auto at = firstOverlapping(range); overlaps(at, range); at = m_spans.erase(at)) {
        const Span span = m_spans.at(at);
        const size_t kept = outside.size();
        const size_t taken = inside.size();
        if (span.first < range.first)
            keep(outside, span, span.first, range.first - 1);
        keep(inside, span, std::max(span.first, range.first), std::min(span.last, range.last));
        if (span.last > range.last)
            keep(outside, span, range.last + 1, span.last);
        // Where nothing is taken out, received numbers part the holes as before: no need to count.
        if (inside.size() == taken)
            continue;
        subtract(span.state, countOf(span, received));
        for (size_t i = kept; i < outside.size(); ++i)
            add(span.state, countOf(outside[i], received));
    }
    for (const Span &span : outside)
        m_spans.insert(span);
    return inside;
}

quint32 HoleList::evidenceIndex(const Evidence &evidence)
{
    if (evidence == Evidence())
        return 0;
    // A page of the resource settles many holes for one reason.
    if (m_evidence.back() != evidence)
        m_evidence.push_back(evidence);
    return static_cast<quint32>(m_evidence.size() - 1);
}

} // namespace pushbench::ledger
