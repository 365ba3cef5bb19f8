// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"
#include "core/ledger/remarkindex.h"
#include "ui/models/chunked.h"
#include "ui/models/meaning.h"

#include <QAbstractTableModel>

#include <array>
#include <limits>
#include <map>

namespace pushbench::ui {

class FeedListModel;

/// The holes of all feeds, one row each, in the order in which they opened. Rows never go away: one
/// whose numbers arrived says so, and a late arrival in the middle of a hole leaves two rows.
class GapTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The feeds, which give the holes their names, and the remarks outlive the model.
    GapTableModel(const FeedListModel &feeds, const ledger::RemarkIndex &remarks,
                  QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(GapTableModel)

    void take(const ledger::Records &records);
    void clear();
    /// It became that late: what is not settled grows older.
    void setNow(WallTime now);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    [[nodiscard]] const ledger::GapRecord &at(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] const ledger::Remark *remarkOf(const ledger::GapRecord &record) const;
    [[nodiscard]] QString feedLabel(ledger::FeedNumber feed) const;
    /// Rows of holes that are there and overlap these numbers, at most `most`.
    [[nodiscard]] std::vector<int> rowsIn(ledger::FeedNumber feed, qint64 first, qint64 last,
                                          size_t most) const;
    /// "12 s": since it opened; "after 2 s" when it is settled.
    [[nodiscard]] QString ageOf(const ledger::GapRecord &record) const;

    /// How many holes mean that now.
    [[nodiscard]] int count(Meaning meaning) const { return m_counts[size_t(meaning)]; }

    /// The next row behind `row`, going round, whose hole is unsettled or lost; -1 when there is
    /// none.
    [[nodiscard]] int nextUnsettled(int row) const;

private:
    using Key = std::pair<int, qint64>; ///< Feed and first number.

    /// The rows that one batch adds, and which of the others it changes.
    struct Step
    {
        std::vector<ledger::GapRecord> fresh;
        int lowest = std::numeric_limits<int>::max();
        int highest = -1;
    };

    void apply(const ledger::GapRecord &record, Step &step);
    /// Cuts the record's numbers out of the live holes; the row that they covered whole, or -1.
    int cutOut(const ledger::GapRecord &record, Step &step);
    void put(int row, const ledger::GapRecord &record, Step &step);
    int add(const ledger::GapRecord &record, Step &step);
    [[nodiscard]] ledger::GapRecord rowOf(int row, const Step &step) const;

    const FeedListModel &m_feeds;
    const ledger::RemarkIndex &m_remarks;
    Chunked<ledger::GapRecord, 1024> m_rows;
    std::map<Key, int> m_live; ///< Rows of holes that are still there.
    std::array<int, kMeaningCount> m_counts{};
    WallTime m_now{};
};

} // namespace pushbench::ui
