// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/findingtablemodel.h"

#include <QWidget>

namespace pushbench::ui {

class Card;
class FilteredRows;
class RowView;

/// What was found, a row for each clause, and below it the clause that is chosen: what it wants,
/// and its latest evidence in full.
class FindingsPage final : public QWidget
{
    Q_OBJECT

public:
    /// `rows` are those of the model that pass the filter.
    FindingsPage(FindingTableModel &model, FilteredRows &rows, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FindingsPage)

    [[nodiscard]] RowView *table() const { return m_table; }

private:
    void explain();

    FindingTableModel &m_model;
    FilteredRows &m_rows;
    RowView *m_table;
    Card *m_evidence;
};

} // namespace pushbench::ui
