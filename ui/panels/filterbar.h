// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace pushbench::ui {

class FaultLabel;
class FeedListModel;
class FilterLine;
class SiftedTables;

/// What the tables show: a filter in the language of `export --filter`, those that were saved, how
/// much passes, and the way into a file.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    FilterBar(Bench &bench, FeedListModel &feeds, SiftedTables &tables, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FilterBar)

    enum class Table : quint8 { Events, Exchanges, Gaps, Findings, Other };
    /// Which table is looked at: that is what goes into a file.
    void setTable(Table table);

    [[nodiscard]] QStringList saved() const { return m_saved; }
    void setSaved(const QStringList &filters);

    [[nodiscard]] FilterLine &line() const { return *m_line; }
    /// What stands behind the line: "12 of 4,310 events".
    [[nodiscard]] QString said() const;
    void exportTo(const QString &path);

    QAction *focusAction;
    QAction *exportAction;

Q_SIGNALS:
    void left(); ///< Back to the table.

private:
    void buildLayout();
    void apply();
    void cancel();
    void tell();
    [[nodiscard]] QString countText() const;
    void fillMenu();
    void keep();
    void chooseFile();

    Bench &m_bench;
    FeedListModel &m_feeds;
    SiftedTables &m_tables;
    FilterLine *m_line;
    QLabel *m_said;
    QToolButton *m_savedButton;
    QToolButton *m_export;
    QMenu *m_menu;
    FaultLabel *m_fault;
    QTimer m_pause; ///< Nobody wants an answer to half a word.
    QStringList m_saved;
    QString m_applied;
    ledger::Filter m_filter;
    Table m_table = Table::Events;
};

} // namespace pushbench::ui
