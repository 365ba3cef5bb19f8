// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/siftedtables.h"

#include <QStringBuilder>

#include <algorithm>

namespace pushbench::ui {

SiftedTables::SiftedTables(Bench &bench, SessionModels &models, QObject *parent)
    : QObject(parent)
    , events(models.events)
    , exchanges(models.exchanges)
    , gaps(models.gaps)
    , findings(models.findings)
    , m_bench(bench)
    , m_models(models)
{
    connect(&bench, &Bench::matched, this, &SiftedTables::take);
    connect(&bench, &Bench::recordsArrived, this, [this](const ledger::Records &records) {
        if (!records.remarks.empty() && m_filter.asksForRemarks())
            QMetaObject::invokeMethod(this, &SiftedTables::startAnew, Qt::QueuedConnection);
    });
    connect(&bench, &Bench::sessionReset, this, &SiftedTables::startAnew);
    connect(&models.events, &QAbstractItemModel::rowsInserted, this, &SiftedTables::placeEvents);
    connect(&models.exchanges, &QAbstractItemModel::rowsInserted, this,
            &SiftedTables::placeExchanges);
}

void SiftedTables::setFilter(const ledger::Filter &filter)
{
    m_filter = filter;
    m_filter.lookAt(m_models.remarks);
    const ledger::Filter traffic = filter.within(ledger::Filter::Scope::Traffic);
    m_waitingEvents.clear();
    m_waitingRecovered = 0;
    m_waitingExchanges.clear();
    m_seen = 0;
    m_done = traffic.isEmpty();
    if (traffic.isEmpty()) {
        events.showAll();
        exchanges.showAll();
    } else {
        events.begin();
        exchanges.begin();
    }
    m_bench.setFilter(++m_wish, traffic);
    siftBooks();
    Q_EMIT changed();
}

void SiftedTables::siftBooks()
{
    const ledger::Filter ofGaps = m_filter.within(ledger::Filter::Scope::Gaps);
    gaps.setPasses(ofGaps.isEmpty() ? SiftedRows::Passes() : [this, ofGaps](int row) {
        const ledger::GapRecord &record = m_models.gaps.at(row);
        return ofGaps.passes(record, m_models.gaps.feedLabel(record.feed).toUtf8());
    });
    const ledger::Filter ofFindings = m_filter.within(ledger::Filter::Scope::Findings);
    findings.setPasses(ofFindings.isEmpty() ? SiftedRows::Passes() : [this, ofFindings](int row) {
        const FindingTableModel::Row &found = m_models.findings.at(row);
        return ofFindings.passes({.id = found.id.toLatin1(),
                                  .verdict = found.verdict,
                                  .first = found.first,
                                  .last = found.last,
                                  .text = QString(found.where % u' ' % found.text).toUtf8()});
    });
}

/// Another session, or what is said of this one by now, is sifted by the same filter.
void SiftedTables::startAnew()
{
    if (!m_filter.isEmpty())
        setFilter(m_filter);
}

void SiftedTables::take(const Matches &matches)
{
    if (matches.wish != m_wish || !isFiltering())
        return;
    m_waitingEvents.insert(m_waitingEvents.end(), matches.events.begin(), matches.events.end());
    m_waitingRecovered += std::ranges::count_if(
        matches.events, [](const Matches::Event &event) { return event.recovered.has_value(); });
    m_waitingExchanges.insert(m_waitingExchanges.end(), matches.exchanges.begin(),
                              matches.exchanges.end());
    m_seen = matches.seen;
    m_done = m_done || matches.done;
    placeEvents();
    placeExchanges();
    Q_EMIT changed();
}

int SiftedTables::rowOf(const Matches::Event &event) const
{
    if (event.recovered)
        return m_models.events.rowOfRecovered(event.recovered->feed, event.recovered->number);
    // What both halves of the bench recorded is listed once, as it was received.
    const int row = m_models.events.rowOf(event.exchange);
    return row < 0 ? -1 : row + event.index;
}

/// Rows come in the order of the matches: when one is here, those before it are, or never come.
size_t SiftedTables::arrivedEvents() const
{
    const ExchangeNumber newest = m_models.events.lastExchange();
    size_t arrived = 0;
    for (size_t i = 0; i < m_waitingEvents.size(); ++i) {
        const Matches::Event &event = m_waitingEvents[i];
        if (event.recovered ? rowOf(event) >= 0 || event.exchange < newest
                            : event.exchange <= newest)
            arrived = i + 1;
        else if (!event.recovered && m_waitingRecovered == 0)
            break; // Exchanges ascend.
    }
    return arrived;
}

void SiftedTables::placeEvents()
{
    std::vector<int> rows;
    for (size_t left = arrivedEvents(); left > 0; --left) {
        const Matches::Event event = m_waitingEvents.front();
        m_waitingEvents.pop_front();
        m_waitingRecovered -= event.recovered ? 1 : 0;
        if (const int row = rowOf(event); row >= 0)
            rows.push_back(row);
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
