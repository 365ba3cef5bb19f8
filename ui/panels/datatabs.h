// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/sessionmodels.h"

#include <QTabWidget>

class QAction;
class QToolButton;

namespace pushbench::ui {

class AttemptsPage;
class FindingsPage;
class PolitenessPage;
class RowView;
class TailTable;

/// The tables of a session: events, exchanges, gaps, findings, politeness.
class DataTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit DataTabs(SessionModels &models, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DataTabs)

    /// Brings the events of these numbers to the front and chooses them. False when there are none.
    bool chooseNumbers(ledger::FeedNumber feed, qint64 first, qint64 last);
    /// Counts in the tabs' titles.
    void updateTitles();

    [[nodiscard]] TailTable &events() const { return *m_events; }
    [[nodiscard]] TailTable &exchanges() const { return *m_exchanges; }
    [[nodiscard]] TailTable &gaps() const { return *m_gaps; }
    [[nodiscard]] FindingsPage &findings() const { return *m_findings; }
    [[nodiscard]] PolitenessPage &politeness() const { return *m_politeness; }
    [[nodiscard]] AttemptsPage &attempts() const { return *m_attempts; }

    QAction *followAction;
    QAction *nextGapAction;

Q_SIGNALS:
    void exchangeChosen(pushbench::ExchangeNumber number,
                        std::optional<pushbench::protocol::Sequence> event);
    void placeChosen(pushbench::ledger::FeedNumber feed, qint64 number);
    /// Enter, or a double click: the person wants to look at it closely.
    void opened();

private:
    void buildActions();
    void addTable(RowView *table, QAbstractItemModel *model, const QString &title);
    void connectTable(RowView *table, QAbstractItemModel *model, const QString &title);
    void chooseRow(const QModelIndex &index);
    void goToNextGap();
    void toggleFollow();
    void updateFollow();
    [[nodiscard]] TailTable *currentTail() const;

    SessionModels &m_models;
    TailTable *m_events;
    TailTable *m_exchanges;
    TailTable *m_gaps;
    FindingsPage *m_findings;
    PolitenessPage *m_politeness;
    AttemptsPage *m_attempts;
    QToolButton *m_follow;
};

} // namespace pushbench::ui
