// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/policytablemodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;
class QTableView;
class QToolButton;

namespace pushbench::ui {

class Card;

/// How the consumer answers beyond the next request: a script of replies and a rate limit. What is
/// changed holds at once; what only a file can say (rules, a latency of every answer) is kept.
class PolicyEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyEditor(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(PolicyEditor)

    [[nodiscard]] consumer::Policy policy() const;

    void load(const QString &path);
    void save(const QString &path);

private:
    void buildTable();
    [[nodiscard]] QWidget *buildButtons();
    [[nodiscard]] QWidget *buildLimit();
    [[nodiscard]] QToolButton *button(const QString &text, const QString &name);
    void show(const consumer::Policy &policy);
    void apply();
    void choose(int row);
    void complain(const QString &headline, const QString &sentence);
    void refresh();
    void chooseFile(bool toSave);

    Bench &m_bench;
    consumer::Policy m_rest; ///< What the table and the limit do not show.
    PolicyTableModel m_model;
    QTableView *m_table;
    QToolButton *m_add;
    QToolButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
    QCheckBox *m_limited;
    QSpinBox *m_amount;
    QComboBox *m_unit;
    QSpinBox *m_window;
    QSpinBox *m_burst;
    QLabel *m_note;
    Card *m_fault;
    bool m_showing = false;
};

} // namespace pushbench::ui
