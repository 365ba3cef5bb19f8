// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/filteredrows.h"
#include "ui/models/sessionmodels.h"

#include <deque>

namespace pushbench::ui {

/// The events and the exchanges that pass the filter. The bench tells which they are, and may do so
/// before their rows are here; then they wait.
class SiftedTables final : public QObject
{
    Q_OBJECT

public:
    SiftedTables(Bench &bench, SessionModels &models, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SiftedTables)

    FilteredRows events;
    FilteredRows exchanges;

    /// An empty filter shows everything.
    void setFilter(const ledger::Filter &filter);
    [[nodiscard]] bool isFiltering() const { return events.isFiltering(); }
    /// What was recorded before the filter was set has been looked through.
    [[nodiscard]] bool isDone() const noexcept { return m_done; }
    [[nodiscard]] qint64 seen() const noexcept { return m_seen; }

Q_SIGNALS:
    void changed();

private:
    void take(const Matches &matches);
    void placeEvents();
    void placeExchanges();
    void startAnew();

    Bench &m_bench;
    SessionModels &m_models;
    ledger::Filter m_filter;
    quint64 m_wish = 0;
    qint64 m_seen = 0;
    bool m_done = true;
    std::deque<Matches::Event> m_waitingEvents;
    std::deque<ExchangeNumber> m_waitingExchanges;
};

} // namespace pushbench::ui
