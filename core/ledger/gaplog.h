// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/sequence/holelist.h"

namespace pushbench::ledger {

/// Notes during one step of a feed's books where its gaps may have changed, at next to no cost, and
/// works out afterwards what did. A hole that opens and closes within the step never shows.
class GapLog
{
public:
    /// A step begins; scope is what the feed spans, nothing for one without events.
    void begin(std::optional<NumberRange> scope)
    {
        m_scope = scope;
        m_filled.clear();
        m_reopened.clear();
        m_changed.clear();
        m_withdrawn.clear();
    }

    void filled(qint64 n, const Opening &opening)
    {
        m_filled.push_back({n, opening.at, opening.by});
    }
    void reopened(NumberRange range) { m_reopened.push_back(range); }
    void changed(NumberRange range) { m_changed.push_back(range); }
    void withdrawn(NumberRange range) { m_withdrawn.push_back(range); }

    /// What changed since begin(), in an order that a list can follow step by step. At most three
    /// per arrival, beside one for each gap in what was reopened or changed.
    void appendChanges(std::optional<NumberRange> scope, const HoleList &holes,
                       const SequenceSet &received, std::vector<GapChange> &changes) const;

private:
    struct Filled
    {
        qint64 number = 0;
        WallTime openedAt{};
        ExchangeNumber openedBy{};
    };

    [[nodiscard]] std::vector<GapChange> fills() const;

    std::optional<NumberRange> m_scope; ///< At the beginning of the step.
    std::vector<Filled> m_filled;
    std::vector<NumberRange> m_reopened;
    std::vector<NumberRange> m_changed;
    std::vector<NumberRange> m_withdrawn;
};

} // namespace pushbench::ledger
