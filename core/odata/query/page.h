// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/query/query.h"

namespace pushbench::odata {

/// The events of a service, ascending by sequence, one of each number.
class EventRows
{
public:
    EventRows() = default;
    EventRows(const EventRows &) = delete;
    EventRows &operator=(const EventRows &) = delete;
    virtual ~EventRows() = default;

    [[nodiscard]] virtual qsizetype size() const = 0;

    /// The first row with that sequence or a higher one; size() when there is none.
    [[nodiscard]] virtual qsizetype rowFrom(qint64 sequence) const = 0;

    /// Texts stay valid as long as nothing is added.
    [[nodiscard]] virtual protocol::EntityEventView at(qsizetype row) const = 0;

    /// Whether anybody may see the row now.
    [[nodiscard]] virtual bool isVisible(qsizetype row) const = 0;
    [[nodiscard]] virtual bool areAllVisible() const = 0;
};

struct Page
{
    std::vector<qsizetype> rows{};
    std::optional<SkipToken> next{}; ///< Absent on the last page (T5, CORE-14).
};

/// The rows that a query asks for, up to pageSize of them. Without $orderby they ascend
/// (RCP027-R7). A range of numbers costs its length; anything else is looked for in every row of
/// the range.
[[nodiscard]] Page collectPage(const EventRows &rows, const Query &query, qint64 pageSize);

/// How many match the filter, whatever is cut off (CORE-10).
[[nodiscard]] qint64 countMatches(const EventRows &rows, const Query &query);

} // namespace pushbench::odata
