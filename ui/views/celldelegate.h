// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace pushbench::ui {

/// Paints the cells of our tables: what a model says by meaning becomes a colour, a glyph and a
/// font here, from the palette in force.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CellDelegate)

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    static constexpr int kMargin = 8; ///< On both sides of a cell's text.

private:
    QFont m_codeFont;
};

} // namespace pushbench::ui
