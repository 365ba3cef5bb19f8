// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/gaplog.h"

namespace pushbench::ledger {

void GapLog::appendChanges(std::optional<NumberRange> scope, const HoleList &holes,
                           const SequenceSet &received, std::vector<GapChange> &changes) const
{
    for (const NumberRange range : m_withdrawn) {
        changes.push_back({GapChange::Kind::Withdrawn,
                           {.first = {range.first},
                            .last = {range.last},
                            .state = GapState::Filled,
                            .evidence = "what lay beyond it was not accepted after all"}});
    }
    const auto list = [&](NumberRange range, GapChange::Kind kind) {
        if (range.first <= range.last)
            holes.forEachGap(range, received, [&](const Gap &gap) {
                changes.push_back({kind, gap});
            });
    };
    for (const NumberRange range : m_reopened)
        list(range, GapChange::Kind::Opened);
    for (const NumberRange range : m_changed)
        list(range, GapChange::Kind::Changed);

    const size_t before = changes.size();
    const auto remains = [&](qint64 n) {
        const std::optional<Gap> gap = holes.gapAt(n, received);
        if (gap && (changes.size() == before || changes.back().gap.first != gap->first))
            changes.push_back({GapChange::Kind::Changed, *gap});
    };
    for (const GapChange &fill : fills()) {
        // What is left below may have been told as what is left above the fill before.
        if (fill.gap.first.value > m_scope->first)
            remains(fill.gap.first.value - 1);
        changes.push_back(fill);
        if (fill.gap.last.value < m_scope->last)
            remains(fill.gap.last.value + 1);
    }

    if (!scope)
        return;
    if (!m_scope) {
        list(*scope, GapChange::Kind::Opened);
        return;
    }
    if (scope->first < m_scope->first)
        list({scope->first, m_scope->first - 1}, GapChange::Kind::Opened);
    if (scope->last > m_scope->last)
        list({m_scope->last + 1, scope->last}, GapChange::Kind::Opened);
}

/// Runs of numbers that went missing together and arrived in this step, as gaps.
std::vector<GapChange> GapLog::fills() const
{
    std::vector<GapChange> fills;
    if (!m_scope)
        return fills;
    std::vector<Filled> filled = m_filled;
    std::ranges::sort(filled, {}, &Filled::number);
    for (const Filled &entry : filled) {
        // Beyond the old scope the hole itself is younger than the step.
        if (entry.number < m_scope->first || entry.number > m_scope->last)
            continue;
        if (!fills.empty()) {
            Gap &gap = fills.back().gap;
            if (gap.last.value + 1 == entry.number && gap.openedAt == entry.openedAt
                && gap.openedBy == entry.openedBy) {
                gap.last.value = entry.number;
                continue;
            }
        }
        fills.push_back({GapChange::Kind::Filled,
                         {.first = {entry.number},
                          .last = {entry.number},
                          .state = GapState::Filled,
                          .openedAt = entry.openedAt,
                          .openedBy = entry.openedBy}});
    }
    return fills;
}

} // namespace pushbench::ledger
