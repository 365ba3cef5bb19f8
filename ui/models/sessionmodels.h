// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/eventtablemodel.h"
#include "ui/models/exchangetablemodel.h"
#include "ui/models/feedlistmodel.h"
#include "ui/models/findingtablemodel.h"
#include "ui/models/gaptablemodel.h"

namespace pushbench::ui {

/// Everything that the window shows of one session, kept in step.
struct SessionModels
{
    FeedListModel feeds; ///< First: the others ask it for names.
    ExchangeTableModel exchanges;
    EventTableModel events{feeds};
    GapTableModel gaps{feeds};
    FindingTableModel findings;
    ledger::Totals totals;

    void take(const ledger::Records &records)
    {
        feeds.take(records);
        exchanges.take(records);
        events.take(records);
        gaps.take(records);
        findings.take(records);
        totals = records.totals;
    }

    void clear()
    {
        events.clear();
        exchanges.clear();
        gaps.clear();
        findings.clear();
        feeds.clear();
        totals = {};
    }
};

} // namespace pushbench::ui
