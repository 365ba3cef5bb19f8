// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/sessionmodels.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace pushbench::ui {

class Card;
class FilteredRows;
class GapRemedies;
class RowView;
class TailTable;

/// The holes of all feeds with what can be done about them, what else comparing with the resource
/// showed, and the chosen hole in words.
class GapsPage final : public QWidget
{
    Q_OBJECT

public:
    /// `rows` are those of the gaps that pass the filter.
    GapsPage(Bench &bench, SessionModels &models, FilteredRows &rows, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(GapsPage)

    [[nodiscard]] TailTable *table() const { return m_table; }
    [[nodiscard]] RowView *conditions() const { return m_conditions; }

    [[nodiscard]] GapRemedies &remedies() const { return *m_remedies; }
    [[nodiscard]] QList<QAction *> gapActions() const;

    /// Ages grow.
    void tick(WallTime now);

    QAction *askAction;
    QAction *explainAction;
    QAction *copyAction;

Q_SIGNALS:
    /// Somebody wants to ask, and no resource is named.
    void resourceWanted();
    /// Something was begun whose outcome stands here.
    void workBegun();

private:
    void buildActions();
    void buildLayout();
    void takeState(const TriageState &state);
    void refresh();
    void showExplanation();
    void ask();
    void copyQuery() const;
    /// The rows of the model that are selected, or else the current one.
    [[nodiscard]] std::vector<int> chosen() const;
    /// The rows of the model that are selected, or else all that are shown.
    [[nodiscard]] std::vector<int> selectedOrAll() const;
    [[nodiscard]] static bool isSettledForGood(ledger::GapState state);

    Bench &m_bench;
    SessionModels &m_models;
    FilteredRows &m_rows;
    TriageState m_state;
    TailTable *m_table;
    QLabel *m_conditionsTitle;
    RowView *m_conditions;
    QWidget *m_bar;
    GapRemedies *m_remedies;
    Card *m_explanation;
};

} // namespace pushbench::ui
