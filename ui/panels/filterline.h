// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/filter.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace pushbench::ui {

/// A line for a filter: completes terms and their values while they are typed, and marks the place
/// of what is wrong.
class FilterLine final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterLine(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FilterLine)

    /// Labels of feeds that may be completed.
    void setSources(const QStringList &sources) { m_sources = sources; }
    /// Whose terms are completed.
    void setScope(ledger::Filter::Scope scope) { m_scope = scope; }
    /// Underlines that place; of length 0, nothing.
    void mark(ledger::Filter::Place place);
    [[nodiscard]] ledger::Filter::Place marked() const noexcept { return m_marked; }
    /// What is offered at the moment.
    [[nodiscard]] QStringList offered() const;

Q_SIGNALS:
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offer();
    void put(const QString &choice);

    QStringList m_sources;
    ledger::Filter::Scope m_scope = ledger::Filter::Scope::Traffic;
    QStringListModel *m_choices;
    QCompleter *m_completer;
    ledger::Filter::Place m_marked;
};

} // namespace pushbench::ui
