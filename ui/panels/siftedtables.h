// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/filteredrows.h"
#include "ui/models/sessionmodels.h"
#include "ui/models/siftedrows.h"

#include <deque>

namespace pushbench::ui {

/// What passes the filter. Of the events and the exchanges the bench tells which they are, and may
/// do so before their rows are here; then they wait. Gaps and findings are looked at here. A term
/// that has no meaning for a table is passed over there.
class SiftedTables final : public QObject
{
    Q_OBJECT

public:
    SiftedTables(Bench &bench, SessionModels &models, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SiftedTables)

    FilteredRows events;
    FilteredRows exchanges;
    SiftedRows gaps;
    SiftedRows findings;

    /// An empty filter shows everything.
    void setFilter(const ledger::Filter &filter);
    [[nodiscard]] const ledger::Filter &filter() const noexcept { return m_filter; }
    [[nodiscard]] bool isFiltering() const { return events.isFiltering(); }
    /// What was recorded before the filter was set has been looked through.
    [[nodiscard]] bool isDone() const noexcept { return m_done; }
    [[nodiscard]] qint64 seen() const noexcept { return m_seen; }

Q_SIGNALS:
    void changed();

private:
    void take(const Matches &matches);
    [[nodiscard]] int rowOf(const Matches::Event &event) const;
    [[nodiscard]] size_t arrivedEvents() const;
    void placeEvents();
    void placeExchanges();
    void startAnew();
    void siftBooks();

    Bench &m_bench;
    SessionModels &m_models;
    ledger::Filter m_filter;
    quint64 m_wish = 0;
    qint64 m_seen = 0;
    bool m_done = true;
    std::deque<Matches::Event> m_waitingEvents;
    qint64 m_waitingRecovered = 0; ///< Of those.
    std::deque<ExchangeNumber> m_waitingExchanges;
};

} // namespace pushbench::ui
