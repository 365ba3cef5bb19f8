// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <map>

namespace pushbench::app {

/// What the books found in the newest exchanges; it cannot be told from an exchange alone.
class FoundFindings
{
public:
    void take(const ledger::Records &records);
    void clear();

    /// None where nothing was found, or is remembered.
    [[nodiscard]] protocol::Findings of(ExchangeNumber number) const;

private:
    std::map<ExchangeNumber, protocol::Findings> m_found;
    size_t m_count = 0;
};

} // namespace pushbench::app
