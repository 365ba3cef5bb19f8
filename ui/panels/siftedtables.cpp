// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/siftedtables.h"

namespace pushbench::ui {

SiftedTables::SiftedTables(Bench &bench, SessionModels &models, QObject *parent)
    : QObject(parent)
    , events(models.events)
    , exchanges(models.exchanges)
    , m_bench(bench)
    , m_models(models)
{
    connect(&bench, &Bench::matched, this, &SiftedTables::take);
    connect(&bench, &Bench::sessionReset, this, &SiftedTables::startAnew);
    connect(&models.events, &QAbstractItemModel::rowsInserted, this, &SiftedTables::placeEvents);
    connect(&models.exchanges, &QAbstractItemModel::rowsInserted, this,
            &SiftedTables::placeExchanges);
}

void SiftedTables::setFilter(const ledger::Filter &filter)
{
    m_filter = filter;
    m_waitingEvents.clear();
    m_waitingExchanges.clear();
    m_seen = 0;
    m_done = filter.isEmpty();
    if (filter.isEmpty()) {
        events.showAll();
        exchanges.showAll();
    } else {
        events.begin();
        exchanges.begin();
    }
    m_bench.setFilter(++m_wish, filter);
    Q_EMIT changed();
}

/// Another session is sifted by the same filter.
void SiftedTables::startAnew()
{
    if (isFiltering())
        setFilter(m_filter);
}

void SiftedTables::take(const Matches &matches)
{
    if (matches.wish != m_wish || !isFiltering())
        return;
    m_waitingEvents.insert(m_waitingEvents.end(), matches.events.begin(), matches.events.end());
    m_waitingExchanges.insert(m_waitingExchanges.end(), matches.exchanges.begin(),
                              matches.exchanges.end());
    m_seen = matches.seen;
    m_done = m_done || matches.done;
    placeEvents();
    placeExchanges();
    Q_EMIT changed();
}

void SiftedTables::placeEvents()
{
    std::vector<int> rows;
    const ExchangeNumber newest = m_models.events.lastExchange();
    while (!m_waitingEvents.empty() && m_waitingEvents.front().exchange <= newest) {
        const Matches::Event event = m_waitingEvents.front();
        m_waitingEvents.pop_front();
        // What both halves of the bench recorded is listed once, as it was received.
        if (const int row = m_models.events.rowOf(event.exchange); row >= 0)
            rows.push_back(row + event.index);
    }
    events.add(rows);
}

void SiftedTables::placeExchanges()
{
    std::vector<int> rows;
    const ExchangeTableModel &table = m_models.exchanges;
    const qint64 newest = table.rowCount() == 0 ? 0 : table.at(table.rowCount() - 1).number;
    while (!m_waitingExchanges.empty() && m_waitingExchanges.front().value <= newest) {
        if (const int row = table.rowOf(m_waitingExchanges.front()); row >= 0)
            rows.push_back(row);
        m_waitingExchanges.pop_front();
    }
    exchanges.add(rows);
}

} // namespace pushbench::ui
