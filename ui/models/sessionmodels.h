// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/attempttablemodel.h"
#include "ui/models/conditiontablemodel.h"
#include "ui/models/eventtablemodel.h"
#include "ui/models/exchangetablemodel.h"
#include "ui/models/feedlistmodel.h"
#include "ui/models/feedmannersmodel.h"
#include "ui/models/findingtablemodel.h"
#include "ui/models/gaptablemodel.h"
#include "ui/models/politenesstablemodel.h"

#include <memory>
#include <optional>

namespace pushbench::ui {

/// Everything that the window shows of one session, kept in step. Where both halves of the bench
/// record one feed, its events, gaps and findings are listed once, as they were received; the
/// exchanges are all there.
struct SessionModels
{
    FeedListModel feeds; ///< First: the others ask it for names.
    /// What people said, for the tables and for filters.
    std::shared_ptr<ledger::RemarkIndex> remarks = std::make_shared<ledger::RemarkIndex>();
    ExchangeTableModel exchanges{*remarks};
    AttemptTableModel attempts;
    EventTableModel events{feeds, *remarks};
    GapTableModel gaps{feeds, *remarks};
    ConditionTableModel conditions{feeds};
    FindingTableModel findings;
    PolitenessTableModel politeness;
    FeedMannersModel manners;
    ledger::Totals totals;

    void take(const ledger::Records &records)
    {
        feeds.take(records);
        remarks->take(records);
        exchanges.take(records);
        attempts.take(records);
        conditions.take(records);
        totals = records.totals;
        if (const std::optional<ledger::Records> once = withoutMirrors(records)) {
            takeBooks(*once);
        } else {
            takeBooks(records);
        }
    }

    void clear()
    {
        events.clear();
        exchanges.clear();
        attempts.clear();
        gaps.clear();
        conditions.clear();
        findings.clear();
        politeness.clear();
        manners.clear();
        feeds.clear();
        remarks->clear();
        totals = {};
    }

private:
    void takeBooks(const ledger::Records &records)
    {
        events.take(records);
        gaps.take(records);
        findings.take(records);
    }

    /// The records without what the other half of the bench tells as well; nullopt when there is
    /// nothing of the kind. The views of the events stay good as long as `records` lives.
    [[nodiscard]] std::optional<ledger::Records>
    withoutMirrors(const ledger::Records &records) const;
};

} // namespace pushbench::ui
