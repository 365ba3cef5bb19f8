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
class RowView;
class TailTable;

/// The holes of all feeds with what can be done about them, what else comparing with the resource
/// showed, and the chosen hole in words.
class GapsPage final : public QWidget
{
    Q_OBJECT

public:
    GapsPage(Bench &bench, SessionModels &models, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(GapsPage)

    [[nodiscard]] TailTable *table() const { return m_table; }
    [[nodiscard]] RowView *conditions() const { return m_conditions; }

    /// Ages grow.
    void tick(WallTime now);

    QAction *askAction;
    QAction *explainAction;
    QAction *copyAction;

Q_SIGNALS:
    /// Somebody wants to ask, and no resource is named.
    void resourceWanted();

private:
    void buildActions();
    void buildLayout();
    void takeState(const TriageState &state);
    void refresh();
    void showExplanation();
    void ask();
    void copyQuery() const;
    /// The rows that are selected, or else the current one.
    [[nodiscard]] std::vector<int> chosen() const;
    [[nodiscard]] static bool isSettledForGood(ledger::GapState state);

    Bench &m_bench;
    SessionModels &m_models;
    TriageState m_state;
    TailTable *m_table;
    QLabel *m_conditionsTitle;
    RowView *m_conditions;
    QWidget *m_bar;
    Card *m_explanation;
};

} // namespace pushbench::ui
