// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/filter/parser.h"
#include "core/protocol/event.h"

#include <limits>

namespace pushbench::odata {

/// An interval of sequence numbers, both ends included. Empty when last is below first.
struct SequenceRange
{
    qint64 first = std::numeric_limits<qint64>::min();
    qint64 last = std::numeric_limits<qint64>::max();

    [[nodiscard]] bool isEmpty() const noexcept { return last < first; }
    friend bool operator==(const SequenceRange &, const SequenceRange &) = default;
};

/// A $filter: which events it holds for. Null compares as OData says: equal to null only, neither
/// above nor below anything; a filter that comes to null does not hold.
class Filter
{
public:
    /// Of the decoded text.
    [[nodiscard]] static Read<Filter> parse(QByteArrayView text, const FilterRules &rules = {});

    [[nodiscard]] bool matches(const protocol::EntityEventView &event) const;

    /// Where the events that it holds for can be; everywhere when it says nothing about that.
    [[nodiscard]] const SequenceRange &range() const noexcept { return m_range; }

    /// It holds for every event in the range: nothing is left to evaluate.
    [[nodiscard]] bool isRange() const noexcept { return m_isRange; }

    [[nodiscard]] const Expression &expression() const noexcept { return m_nodes; }

private:
    explicit Filter(Expression nodes);

    Expression m_nodes;
    SequenceRange m_range;
    bool m_isRange = false;
};

} // namespace pushbench::odata
