// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/tailtable.h"

#include <QScopedValueRollback>
#include <QScrollBar>

namespace pushbench::ui {

TailTable::TailTable(QWidget *parent)
    : RowView(parent)
{
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_own)
            setFollowing(value >= verticalScrollBar()->maximum());
    });
}

void TailTable::setModel(QAbstractItemModel *model)
{
    RowView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { setFollowing(true); });
}

void TailTable::setFollowing(bool following)
{
    const bool changed = m_following != following;
    m_following = following;
    if (m_following)
        showNewest();
    if (changed)
        Q_EMIT followingChanged(following);
}

void TailTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    const QScopedValueRollback own(m_own, true);
    RowView::rowsInserted(parent, first, last);
    if (m_following)
        showNewest();
}

void TailTable::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback own(m_own, true);
    RowView::resizeEvent(event);
    if (m_following)
        showNewest();
}

void TailTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RowView::currentChanged(current, previous);
    if (current.isValid() && current.row() + 1 < model()->rowCount())
        setFollowing(false); // or it would slide away from under the eye
}

void TailTable::showNewest()
{
    const QScopedValueRollback own(m_own, true);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

} // namespace pushbench::ui
