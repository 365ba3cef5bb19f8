// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace pushbench::ui {

class FaultLabel;

/// What the producer is to do wrong on purpose: a list of kinds to tick, each with the events or
/// requests that it is for.
class MisbehaviourForm final : public QWidget
{
    Q_OBJECT

public:
    explicit MisbehaviourForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(MisbehaviourForm)

    /// In the words of `--misbehave`: "drop:1107", "no-token".
    [[nodiscard]] QStringList ticked() const;
    /// Several of one kind become one with a list.
    void show(const QStringList &misbehaviours);

Q_SIGNALS:
    void changed();

private:
    void fill();
    void takeChange(QTreeWidgetItem *item, int column);
    void judge();
    void explain();

    QTreeWidget *m_list;
    QLabel *m_effect;
    FaultLabel *m_fault;
};

} // namespace pushbench::ui
