// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/page.h"

#include <algorithm>

namespace pushbench::odata {
namespace {

/// Rows from begin to end, the latter excluded.
struct Span
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

Span spanOf(const EventRows &rows, const SequenceRange &range)
{
    if (range.isEmpty())
        return {};
    const qsizetype end = range.last == std::numeric_limits<qint64>::max()
        ? rows.size()
        : rows.rowFrom(range.last + 1);
    return {std::min(rows.rowFrom(range.first), end), end};
}

SequenceRange rangeOf(const Query &query)
{
    return query.filter ? query.filter->range() : SequenceRange{};
}

/// Every row of the range is a match.
bool isPlain(const EventRows &rows, const Query &query)
{
    return rows.areAllVisible() && (!query.filter || query.filter->isRange());
}

class Collector
{
public:
    Collector(const EventRows &rows, const Query &query, qint64 pageSize)
        : m_rows(rows)
        , m_query(query)
        , m_top(query.skipToken ? query.skipToken->top : query.top)
        , m_wanted(std::min(pageSize, m_top.value_or(pageSize)))
        , m_skip(query.skipToken ? 0 : query.skip)
        , m_plain(isPlain(rows, query))
    {
    }

    Page collect()
    {
        if (m_wanted <= 0)
            return {};
        if (m_query.orderBy.field == Field::Sequence)
            m_query.orderBy.descending ? descend() : ascend();
        else
            sort();
        if (m_more && (!m_top || *m_top > m_wanted))
            m_page.next = tokenBehind(m_page.rows.back());
        return std::move(m_page);
    }

private:
    [[nodiscard]] bool matches(qsizetype row) const
    {
        if (m_plain)
            return true;
        return m_rows.isVisible(row)
            && (!m_query.filter || m_query.filter->matches(m_rows.at(row)));
    }

    /// Takes a match; false when the page is full and one more was seen.
    bool take(qsizetype row)
    {
        if (m_skip > 0) {
            --m_skip;
            return true;
        }
        if (qint64(m_page.rows.size()) == m_wanted) {
            m_more = true;
            return false;
        }
        m_page.rows.push_back(row);
        return true;
    }

    void ascend()
    {
        SequenceRange range = rangeOf(m_query);
        if (m_query.skipToken) {
            if (m_query.skipToken->sequence == std::numeric_limits<qint64>::max())
                return;
            range.first = std::max(range.first, m_query.skipToken->sequence + 1);
        }
        Span span = spanOf(m_rows, range);
        if (m_plain) {
            const qint64 skipped = std::min<qint64>(m_skip, span.end - span.begin);
            span.begin += skipped;
            m_skip -= skipped;
        }
        for (qsizetype row = span.begin; row < span.end; ++row) {
            if (matches(row) && !take(row))
                return;
        }
    }

    void descend()
    {
        SequenceRange range = rangeOf(m_query);
        if (m_query.skipToken) {
            if (m_query.skipToken->sequence == std::numeric_limits<qint64>::min())
                return;
            range.last = std::min(range.last, m_query.skipToken->sequence - 1);
        }
        const Span span = spanOf(m_rows, range);
        for (qsizetype row = span.end - 1; row >= span.begin; --row) {
            if (matches(row) && !take(row))
                return;
        }
    }

    /// What a row is ordered by; null is below any text.
    struct Rank
    {
        std::optional<QByteArrayView> text{};
        qint64 sequence = 0;
        qsizetype row = 0;
    };

    [[nodiscard]] Rank rankOf(qsizetype row) const
    {
        const protocol::EntityEventView event = m_rows.at(row);
        Rank rank{.sequence = event.sequence.value, .row = row};
        if (m_query.orderBy.field == Field::ResourceName)
            rank.text = event.resourceName;
        else if (m_query.orderBy.field == Field::ResourceRecordKey)
            rank.text = event.resourceRecordKey;
        else if (!event.resourceRecordUrl.isEmpty())
            rank.text = event.resourceRecordUrl;
        return rank;
    }

    /// Numbers ascend among equal texts, whatever the texts do.
    [[nodiscard]] bool isBefore(const Rank &a, const Rank &b) const
    {
        const auto order = [](const std::optional<QByteArrayView> &left,
                              const std::optional<QByteArrayView> &right) {
            if (!left || !right)
                return int(left.has_value()) - int(right.has_value());
            return left->compare(*right);
        };
        const int difference = order(a.text, b.text);
        if (difference != 0)
            return m_query.orderBy.descending ? difference > 0 : difference < 0;
        return a.sequence < b.sequence;
    }

    /// Keeps the first few by a heap; the whole log is never sorted.
    void sort()
    {
        const size_t kept = size_t(m_skip + m_wanted + 1);
        const auto before = [this](const Rank &a, const Rank &b) { return isBefore(a, b); };
        std::optional<Rank> last;
        if (m_query.skipToken) {
            last = Rank{.sequence = m_query.skipToken->sequence};
            if (m_query.skipToken->text)
                last->text = *m_query.skipToken->text;
        }
        std::vector<Rank> heap;
        const Span span = spanOf(m_rows, rangeOf(m_query));
        for (qsizetype row = span.begin; row < span.end; ++row) {
            if (!matches(row))
                continue;
            const Rank rank = rankOf(row);
            if ((last && !isBefore(*last, rank))
                || (heap.size() == kept && !isBefore(rank, heap.front())))
                continue;
            if (heap.size() == kept) {
                std::ranges::pop_heap(heap, before);
                heap.pop_back();
            }
            heap.push_back(rank);
            std::ranges::push_heap(heap, before);
        }
        std::ranges::sort_heap(heap, before);
        for (const Rank &rank : heap) {
            if (!take(rank.row))
                break;
        }
    }

    [[nodiscard]] SkipToken tokenBehind(qsizetype row) const
    {
        SkipToken token;
        token.sequence = m_rows.at(row).sequence.value;
        if (m_query.orderBy.field != Field::Sequence) {
            if (const std::optional<QByteArrayView> text = rankOf(row).text)
                token.text = text->toByteArray();
        }
        if (m_top)
            token.top = *m_top - qint64(m_page.rows.size());
        return token;
    }

    const EventRows &m_rows;
    const Query &m_query;
    std::optional<qint64> m_top;
    qint64 m_wanted;
    qint64 m_skip;
    bool m_plain;
    bool m_more = false;
    Page m_page;
};

} // namespace

Page collectPage(const EventRows &rows, const Query &query, qint64 pageSize)
{
    return Collector(rows, query, pageSize).collect();
}

qint64 countMatches(const EventRows &rows, const Query &query)
{
    const Span span = spanOf(rows, rangeOf(query));
    if (isPlain(rows, query))
        return span.end - span.begin;
    qint64 count = 0;
    for (qsizetype row = span.begin; row < span.end; ++row) {
        if (rows.isVisible(row) && (!query.filter || query.filter->matches(rows.at(row))))
            ++count;
    }
    return count;
}

} // namespace pushbench::odata
