// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/sessionmodels.h"

#include <QTabWidget>
#include <QVariantMap>

class QAction;
class QToolButton;

namespace pushbench::ui {

class AttemptsPage;
class Bench;
class FindingsPage;
class GapsPage;
class PolitenessPage;
class Remarking;
class RowView;
class SiftedTables;
class TailTable;

/// The tables of a session: events, exchanges, gaps, findings, politeness.
class DataTabs final : public QTabWidget
{
    Q_OBJECT

public:
    DataTabs(Bench &bench, SessionModels &models, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DataTabs)

    /// Brings the events of these numbers to the front and chooses them. False when there are none.
    bool chooseNumbers(ledger::FeedNumber feed, qint64 first, qint64 last);
    /// Counts in the tabs' titles.
    void updateTitles();

    /// What the events and exchanges pass through on their way into the tables.
    [[nodiscard]] SiftedTables &sifted() const { return *m_sifted; }
    /// How the columns of the tables are arranged, by the tables' names.
    [[nodiscard]] QVariantMap columns() const;
    void restoreColumns(const QVariantMap &columns);

    [[nodiscard]] TailTable &events() const { return *m_events; }
    [[nodiscard]] TailTable &exchanges() const { return *m_exchanges; }
    [[nodiscard]] GapsPage &gaps() const { return *m_gaps; }
    [[nodiscard]] FindingsPage &findings() const { return *m_findings; }
    [[nodiscard]] PolitenessPage &politeness() const { return *m_politeness; }
    [[nodiscard]] AttemptsPage &attempts() const { return *m_attempts; }
    [[nodiscard]] Remarking &remarking() const { return *m_remarking; }

    QAction *followAction;
    QAction *nextGapAction;
    QAction *compareAction; ///< The two exchanges that are selected.

Q_SIGNALS:
    void exchangeChosen(pushbench::ExchangeNumber number,
                        std::optional<pushbench::protocol::Sequence> event);
    void placeChosen(pushbench::ledger::FeedNumber feed, qint64 number);
    /// The latest finding of that kind, in this exchange.
    void findingChosen(pushbench::ExchangeNumber number, const QString &id);
    void compareWanted(pushbench::ExchangeNumber left, pushbench::ExchangeNumber right);
    /// Rows are chosen: these numbers of that feed.
    void numbersChosen(pushbench::ledger::FeedNumber feed,
                       const std::vector<std::pair<qint64, qint64>> &ranges);
    /// Enter, or a double click: the person wants to look at it closely.
    void opened();

private:
    void buildActions();
    void addTable(RowView *table, QAbstractItemModel *model, const QString &title);
    void connectTable(RowView *table, QAbstractItemModel *model, const QString &title);
    void chooseRow(const QModelIndex &index);
    void tellNumbers(const RowView &table);
    [[nodiscard]] std::optional<ledger::FeedNumber> feedOf(const QModelIndex &index) const;
    void goToNextGap();
    void compare();
    void updateCompare();
    void toggleFollow();
    void updateFollow();
    [[nodiscard]] TailTable *currentTail() const;
    void showNotes();
    /// Of the table that is looked at: those that are selected.
    [[nodiscard]] QModelIndexList chosenRows() const;
    [[nodiscard]] std::vector<std::pair<QString, RowView *>> tables() const;

    SessionModels &m_models;
    SiftedTables *m_sifted;
    TailTable *m_events;
    TailTable *m_exchanges;
    GapsPage *m_gaps;
    FindingsPage *m_findings;
    PolitenessPage *m_politeness;
    AttemptsPage *m_attempts;
    QToolButton *m_follow;
    Remarking *m_remarking;
};

} // namespace pushbench::ui
