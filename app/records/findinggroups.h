// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <map>

namespace pushbench::app {

/// The findings of one clause and verdict, counted, with the first one as their evidence.
struct FindingGroup
{
    protocol::Finding sample{};
    qint64 count = 0;
    ExchangeNumber first{};
    ExchangeNumber last{};
    std::vector<ExchangeNumber> exchanges{}; ///< The first few, each once.
};

/// Counts the findings of a session by clause and verdict. Stays small whatever a session holds.
class FindingGroups
{
public:
    static constexpr size_t kMostExchanges = 10; ///< Of one group, named as evidence.

    void count(const ledger::Records &records);

    /// Failures first, then warnings; each in the order of the catalogue.
    [[nodiscard]] std::vector<FindingGroup> sorted() const;

private:
    void count(ExchangeNumber exchange, const protocol::Finding &finding);

    std::map<std::pair<QByteArray, protocol::Verdict>, FindingGroup> m_groups;
};

} // namespace pushbench::app
