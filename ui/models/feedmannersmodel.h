// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/politeness.h"

#include <QAbstractTableModel>

namespace pushbench::ui {

/// The manners of each feed in figures: how often it was asked to stop, and how it took that.
class FeedMannersModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const std::vector<consumer::PolitenessFigure> &figures);
    void clear() { show({}); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    std::vector<consumer::PolitenessFigure> m_rows; ///< Dozens, not thousands.
};

} // namespace pushbench::ui
