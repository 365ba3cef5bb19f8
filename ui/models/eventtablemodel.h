// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/eventcolumns.h"
#include "core/ledger/records.h"
#include "core/ledger/remarkindex.h"
#include "ui/models/chunked.h"
#include "ui/models/timeaxis.h"

#include <QAbstractTableModel>

#include <map>

namespace pushbench::ui {

class FeedListModel;

/// Every event of a session in the order of its arrival, over the ledger's columns. Texts are made
/// for the cells that are painted and never kept.
class EventTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using RowRange = std::pair<int, int>; ///< First and last row, both included.

    /// The feeds and the remarks outlive the model and are told of a batch before it is.
    EventTableModel(const FeedListModel &feeds, const ledger::RemarkIndex &remarks,
                    QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(EventTableModel)

    /// One insertion, however many events came.
    void take(const ledger::Records &records);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// The rows of a feed's numbers, joined where they are neighbours; at most `most` ranges. Looks
    /// at whole exchanges first, so it costs per exchange and not per event.
    [[nodiscard]] std::vector<RowRange> rowsOf(ledger::FeedNumber feed, qint64 first, qint64 last,
                                               size_t most = 4096) const;
    [[nodiscard]] ledger::FeedNumber feedOf(int row) const;
    /// When the feed came to its numbers.
    [[nodiscard]] const NumberTimes &timesOf(ledger::FeedNumber feed) const;
    /// Where the events of an exchange begin; -1 when the table has none of it.
    [[nodiscard]] int rowOf(ExchangeNumber exchange) const;
    /// The newest that has events here; none: 0.
    /// The row of what was recovered under that number; -1 when nothing was.
    [[nodiscard]] int rowOfRecovered(ledger::FeedNumber feed, protocol::Sequence number) const;
    [[nodiscard]] ExchangeNumber lastExchange() const;

private:
    /// Neighbouring rows of one exchange and feed.
    struct Run
    {
        int row = 0;
        ledger::FeedNumber feed;
        ExchangeNumber exchange;
        qint64 lowest = 0;
        qint64 highest = 0;
    };

    /// What people said of the event, or else of the exchange that brought it.
    [[nodiscard]] const ledger::Remark *remarkOf(int row) const;
    void append(const ledger::EventRecord &record);
    void extendRuns(const ledger::EventRecord &record);
    [[nodiscard]] int endOfRun(size_t run) const;

    const FeedListModel &m_feeds;
    const ledger::RemarkIndex &m_remarks;
    std::unique_ptr<ledger::EventColumns> m_columns;
    Chunked<Run, 4096> m_runs;
    std::map<ledger::FeedNumber, NumberTimes> m_times;
    std::map<std::pair<ledger::FeedNumber, protocol::Sequence>, int> m_recovered;
    ledger::FeedNumber m_labelFeed{-1}; ///< Whose label m_label is.
    QByteArray m_label;
    int m_rows = 0; ///< Rows that views know of.
};

} // namespace pushbench::ui
