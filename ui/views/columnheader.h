// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

namespace pushbench::ui {

/// The header of our tables. Gives the columns the widths that their model asks for (WidthRole);
/// elastic ones (ElasticRole) give way in a narrow window, the last first, until somebody drags an
/// edge. Its menu shows and hides columns.
class ColumnHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit ColumnHeader(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ColumnHeader)

    void fit(int width);
    /// Not by somebody's choice: what there is nothing in is not shown.
    void setShown(int column, bool shown);

    /// Which columns are shown, in which order and how wide, for the next run; empty while nobody
    /// has changed anything.
    [[nodiscard]] QByteArray state() const;
    /// What does not fit this table is left alone.
    void restore(const QByteArray &state);

private:
    void chooseColumns(const QPoint &position);

    bool m_changed = false; ///< Somebody chose, moved or dragged columns.
    bool m_fits = true;     ///< Nobody has dragged an edge yet.
    bool m_fitting = false; ///< The sections move because of us.
};

} // namespace pushbench::ui
