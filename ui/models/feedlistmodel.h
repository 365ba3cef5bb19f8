// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/feedname.h"
#include "core/ledger/records.h"

#include <QAbstractListModel>

namespace pushbench::ui {

/// The feeds of a session in the order of their numbers, for choosers.
class FeedListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void take(const ledger::Records &records);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;

    [[nodiscard]] const ledger::FeedSummary &at(int row) const { return m_feeds[size_t(row)]; }
    [[nodiscard]] int rowOf(ledger::FeedNumber feed) const;
    /// "IDX Feed 123", or words for the feed without a label.
    [[nodiscard]] QString label(ledger::FeedNumber feed) const;

    /// Whether the same feed was received here too: both halves of the bench record into the
    /// session, and the producer's side only says again what the consumer's says.
    [[nodiscard]] bool isMirror(Side side, const journal::FeedName &name) const;
    [[nodiscard]] bool isMirror(ledger::FeedNumber feed) const;

private:
    std::vector<ledger::FeedSummary> m_feeds; ///< Ascending numbers; dozens, not thousands.
};

} // namespace pushbench::ui
