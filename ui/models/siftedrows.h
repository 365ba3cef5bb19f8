// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/filteredrows.h"

#include <functional>

namespace pushbench::ui {

/// Lets through the rows of a table that a condition on the row itself picks, also when they
/// change. For tables that are short enough to be looked at on the window's thread.
class SiftedRows final : public QObject
{
    Q_OBJECT

public:
    using Passes = std::function<bool(int sourceRow)>;

    explicit SiftedRows(QAbstractItemModel &source, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SiftedRows)

    FilteredRows rows;

    /// An empty one lets everything through.
    void setPasses(Passes passes);

private:
    void placeNew(int first, int last);
    void placeChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight);

    QAbstractItemModel &m_source;
    Passes m_passes;
};

} // namespace pushbench::ui
