// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemView>

#include <vector>

class QHeaderView;

namespace pushbench::ui {

class ColumnHeader;

/// A table whose rows all have the same height. Nothing is kept per row, so a hundred million of
/// them cost what the visible ones cost; QTableView keeps a header section for each. Scrolls by
/// rows.
class RowView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit RowView(QWidget *parent = nullptr);
    ~RowView() override;
    Q_DISABLE_COPY_MOVE(RowView)

    [[nodiscard]] QHeaderView *header() const;
    /// How somebody arranged the columns; empty while nobody did.
    [[nodiscard]] QByteArray columns() const;
    void restoreColumns(const QByteArray &columns);
    /// Hides a column that there is nothing in, or shows it again.
    void showColumn(int column, bool shown);
    [[nodiscard]] int rowHeight() const;
    /// Rows that fit whole into the viewport, at least one.
    [[nodiscard]] int rowsPerPage() const;

    void setModel(QAbstractItemModel *model) override;
    void reset() override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    /// Would compare the text of every row; type-ahead has no place in a table of events.
    void keyboardSearch(const QString &) override { }

    /// Selects the rows and brings the first of them into view.
    void selectRows(const std::vector<std::pair<int, int>> &ranges);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    [[nodiscard]] QSize viewportSizeHint() const override;

private:
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] int rowAt(int y) const;
    void updateScrollBars();
    void paintRow(QPainter &painter, int row, QStyleOptionViewItem &option);
    void paintRemark(QPainter &painter, const QRect &line, int row) const;

    ColumnHeader *m_header;
};

} // namespace pushbench::ui
