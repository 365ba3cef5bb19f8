// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/sessionmodels.h"

#include <algorithm>

namespace pushbench::ui {

std::optional<ledger::Records> SessionModels::withoutMirrors(const ledger::Records &records) const
{
    const auto isMirror = [this](const auto &record) { return feeds.isMirror(record.feed); };
    bool any = false;
    for (int row = 0; row < feeds.rowCount() && !any; ++row)
        any = feeds.isMirror(feeds.at(row).feed);
    if (!any)
        return std::nullopt;
    ledger::Records kept;
    std::ranges::remove_copy_if(records.events, std::back_inserter(kept.events), isMirror);
    std::ranges::remove_copy_if(records.gaps, std::back_inserter(kept.gaps), isMirror);
    kept.remarks = records.remarks;
    kept.findings = records.findings; // Of what was received only.
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        const journal::Exchange *exchange = record.exchange.get();
        if (!exchange || !feeds.isMirror(exchange->side, journal::feedOf(*exchange)))
            kept.exchanges.push_back(record);
    }
    return kept;
}

} // namespace pushbench::ui
