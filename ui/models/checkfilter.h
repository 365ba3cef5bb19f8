// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/checktreemodel.h"

#include <QSortFilterProxyModel>

#include <set>

namespace pushbench::ui {

/// Those checks that have one of the verdicts and hold every word, below their clauses.
class CheckFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CheckFilter(CheckTreeModel &model, QObject *parent = nullptr);

    /// None: every verdict.
    void setMarks(std::set<CheckMark> marks);
    void setOnlyChanged(bool changed);
    /// Words that id, title or sentence hold, in any case.
    void setText(const QString &text);

    [[nodiscard]] int shownChecks() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] bool takes(const QModelIndex &check) const;

    CheckTreeModel &m_model;
    std::set<CheckMark> m_marks;
    QStringList m_words;
    bool m_onlyChanged = false;
};

} // namespace pushbench::ui
