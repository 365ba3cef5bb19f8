// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/sessionmodels.h"

#include <QModelIndexList>

class QAction;
class QWidget;

namespace pushbench::ui {

/// Marks and notes of the rows that are chosen in a table: of numbers where a row has some of one
/// feed, and else of its exchange.
class Remarking final : public QObject
{
    Q_OBJECT

public:
    /// The chosen ones, one index each, at most kMostRows.
    using Rows = std::function<QModelIndexList()>;
    static constexpr int kMostRows = 1000;

    /// Notes are written in a dialog over that widget.
    Remarking(Bench &bench, SessionModels &models, Rows rows, QWidget *over);
    Q_DISABLE_COPY_MOVE(Remarking)

    /// Other rows are chosen.
    void update();

    [[nodiscard]] QList<QAction *> actions() const;

    QAction *markAction;
    QAction *noteAction;
    QAction *showAction; ///< Filters for what is marked.

Q_SIGNALS:
    void filterWanted(const QString &filter);

private:
    void buildActions();
    /// What is said of each of the chosen rows; of nothing, when nothing is.
    [[nodiscard]] std::vector<ledger::Remark> chosen() const;
    [[nodiscard]] std::optional<ledger::Remark> remarkOf(const QModelIndex &index) const;
    [[nodiscard]] QString nameOf(const ledger::Remark &remark) const;
    void toggleMarks();
    void write();
    void record(std::vector<ledger::Remark> remarks);

    Bench &m_bench;
    SessionModels &m_models;
    Rows m_rows;
    QWidget *m_over;
};

} // namespace pushbench::ui
