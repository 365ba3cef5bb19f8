// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <QAbstractTableModel>

#include <vector>

namespace pushbench::ui {

class FeedListModel;

/// What comparing a feed with its resource showed beside its holes, in the order in which it
/// showed. Each number is told of once, so it stays short.
class ConditionTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The feeds outlive the model.
    explicit ConditionTableModel(const FeedListModel &feeds, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConditionTableModel)

    void take(const ledger::Records &records);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    [[nodiscard]] const ledger::ConditionRecord &at(int row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] QString feedLabel(ledger::FeedNumber feed) const;

private:
    const FeedListModel &m_feeds;
    std::vector<ledger::ConditionRecord> m_rows;
};

} // namespace pushbench::ui
