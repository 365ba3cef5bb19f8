// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/checkmark.h"

#include <QTreeView>

namespace pushbench::ui {

struct ThemeColors;

/// Beside its glyph and its word.
[[nodiscard]] QRgb checkColor(CheckMark mark, const ThemeColors &theme);

/// The checks by clause, painted as our tables are.
class CheckTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit CheckTree(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CheckTree)

    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void currentMoved(const QModelIndex &current);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void resizeEvent(QResizeEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void reset() override;
    void changeEvent(QEvent *event) override;

private:
    /// Columns get their width; what there is no room for goes first.
    void fitColumns();
};

} // namespace pushbench::ui
