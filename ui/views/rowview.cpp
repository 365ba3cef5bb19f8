// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/rowview.h"

#include "ui/models/meaning.h"
#include "ui/views/celldelegate.h"
#include "ui/views/columnheader.h"
#include "ui/views/theme.h"

#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace pushbench::ui {

QHeaderView *RowView::header() const
{
    return m_header;
}

QByteArray RowView::columns() const
{
    return m_header->state();
}

void RowView::restoreColumns(const QByteArray &columns)
{
    m_header->restore(columns);
    updateGeometries();
}

void RowView::showColumn(int column, bool shown)
{
    m_header->setShown(column, shown);
    updateGeometries();
}

RowView::RowView(QWidget *parent)
    : QAbstractItemView(parent)
    , m_header(new ColumnHeader(this))
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setItemDelegate(new CellDelegate(this));
    const auto relayout = [this] {
        updateScrollBars();
        viewport()->update();
    };
    connect(m_header, &QHeaderView::sectionResized, this, relayout);
    connect(m_header, &QHeaderView::sectionMoved, this, relayout);
    connect(m_header, &QHeaderView::sectionCountChanged, this, relayout);
    connect(m_header, &QHeaderView::geometriesChanged, this, relayout);
}

/// A view that is shown when it goes is hidden by its base class, and its header then reports new
/// geometries to what is no RowView any more.
RowView::~RowView()
{
    m_header->disconnect(this);
}

int RowView::rowHeight() const
{
    return fontMetrics().height() + 6;
}

int RowView::rowsPerPage() const
{
    return std::max(viewport()->height() / rowHeight(), 1);
}

int RowView::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

int RowView::rowAt(int y) const
{
    return verticalOffset() + y / rowHeight();
}

void RowView::setModel(QAbstractItemModel *model)
{
    m_header->setModel(model);
    QAbstractItemView::setModel(model);
    m_header->fit(viewport()->width());
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] {
        updateScrollBars();
        viewport()->update();
    });
}

void RowView::reset()
{
    QAbstractItemView::reset();
    updateScrollBars();
}

QRect RowView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || m_header->isSectionHidden(index.column()))
        return {};
    const qint64 y = (qint64(index.row()) - verticalOffset()) * rowHeight();
    if (y < -rowHeight() || y > viewport()->height())
        return {}; // also keeps far-away rows from overflowing an int
    return {m_header->sectionViewportPosition(index.column()), int(y),
            m_header->sectionSize(index.column()), rowHeight()};
}

void RowView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int row = index.row();
    const int top = verticalOffset();
    const int page = rowsPerPage();
    QScrollBar *bar = verticalScrollBar();
    if (hint == PositionAtCenter)
        bar->setValue(row - page / 2);
    else if (hint == PositionAtTop || row < top)
        bar->setValue(row);
    else if (hint == PositionAtBottom || row >= top + page)
        bar->setValue(row - page + 1);
}

QModelIndex RowView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    const int column = m_header->logicalIndexAt(point.x());
    if (point.y() < 0 || row >= rowCount() || column < 0)
        return {};
    return model()->index(row, column, rootIndex());
}

void RowView::selectRows(const std::vector<std::pair<int, int>> &ranges)
{
    if (!model() || ranges.empty())
        return;
    QItemSelection selection;
    for (const auto &[first, last] : ranges)
        selection.append({model()->index(first, 0), model()->index(last, 0)});
    const QModelIndex start = model()->index(ranges.front().first, 0);
    selectionModel()->setCurrentIndex(start, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection,
                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(start, PositionAtCenter);
}

QModelIndex RowView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = rowCount();
    if (rows == 0)
        return {};
    const QModelIndex current = currentIndex();
    const int column = current.isValid() ? current.column() : 0;
    int row = current.isValid() ? current.row() : verticalOffset();
    switch (action) {
    case MoveUp:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveNext:
        ++row;
        break;
    case MovePageUp:
        row -= rowsPerPage();
        break;
    case MovePageDown:
        row += rowsPerPage();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows - 1;
        break;
    case MoveLeft:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        return {};
    case MoveRight:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        return {};
    }
    return model()->index(std::clamp(row, 0, rows - 1), column, rootIndex());
}

int RowView::horizontalOffset() const
{
    return m_header->offset();
}

int RowView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool RowView::isIndexHidden(const QModelIndex &index) const
{
    return m_header->isSectionHidden(index.column());
}

void RowView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const int rows = rowCount();
    if (rows == 0 || !selectionModel())
        return;
    const int first = std::clamp(rowAt(rect.top()), 0, rows - 1);
    const int last = std::clamp(rowAt(rect.bottom()), first, rows - 1);
    selectionModel()->select({model()->index(first, 0), model()->index(last, 0)},
                             flags | QItemSelectionModel::Rows);
}

QRegion RowView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect(); // a page is repainted in less time than it takes to work this out
}

void RowView::paintEvent(QPaintEvent *event)
{
    if (!model())
        return;
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int rows = rowCount();
    const int first = rowAt(event->rect().top());
    const int last = std::min(rowAt(event->rect().bottom()), rows - 1);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, option);
}

void RowView::paintRow(QPainter &painter, int row, QStyleOptionViewItem &option)
{
    const QRect line(0, (row - verticalOffset()) * rowHeight(), viewport()->width(), rowHeight());
    const bool selected = selectionModel() && selectionModel()->isRowSelected(row);
    const bool current = hasFocus() && currentIndex().row() == row;
    option.state.setFlag(QStyle::State_Selected, selected);
    if (selected)
        painter.fillRect(line, option.palette.highlight());
    else if (row % 2 == 1)
        painter.fillRect(line, option.palette.alternateBase());
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const QRect cell(m_header->sectionViewportPosition(column), line.top(),
                         m_header->sectionSize(column), line.height());
        if (m_header->isSectionHidden(column) || !cell.intersects(viewport()->rect()))
            continue;
        option.rect = cell;
        itemDelegate()->paint(&painter, option, model()->index(row, column, rootIndex()));
    }
    paintRemark(painter, line, row);
    if (current) {
        painter.setPen(option.palette.link().color());
        painter.drawRect(line.adjusted(0, 0, -1, -1));
    }
}

/// A corner, as sheets have it: full where somebody marked the row, open where there is a note.
void RowView::paintRemark(QPainter &painter, const QRect &line, int row) const
{
    constexpr int kSide = 8;
    const auto kind = RemarkKind(model()->index(row, 0, rootIndex()).data(RemarkRole).toInt());
    if (kind == RemarkKind::None)
        return;
    const QPoint corner = line.topLeft();
    const QPolygon triangle({corner, corner + QPoint(kSide, 0), corner + QPoint(0, kSide)});
    const QColor accent = QColor::fromRgb(themeColors(palette()).accent);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(accent);
    painter.setBrush(kind == RemarkKind::Mark ? QBrush(accent) : QBrush(Qt::NoBrush));
    painter.drawPolygon(triangle);
    painter.restore();
}

void RowView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

/// The base class would choose a row, and a table that follows its newest one would stop there
/// though nobody chose anything.
void RowView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void RowView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometries();
}

void RowView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0)
        m_header->setOffset(horizontalScrollBar()->value());
    QAbstractItemView::scrollContentsBy(dx, dy);
    viewport()->update();
}

void RowView::updateGeometries()
{
    const int height = m_header->sizeHint().height();
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);
    m_header->fit(area.width());
    updateScrollBars();
    QAbstractItemView::updateGeometries();
}

void RowView::updateScrollBars()
{
    const int page = rowsPerPage();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(rowCount() - page, 0));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    horizontalScrollBar()->setRange(0, std::max(m_header->length() - viewport()->width(), 0));
}

void RowView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last);
    updateScrollBars();
    if (first <= rowAt(viewport()->height()))
        viewport()->update();
}

void RowView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    QStringList cells;
    for (int column = 0; current.isValid() && column < model()->columnCount(); ++column)
        cells += model()->index(current.row(), column).data().toString();
    setAccessibleDescription(cells.join(QStringLiteral(", ")));
    viewport()->update();
}

QSize RowView::viewportSizeHint() const
{
    return {m_header->length(), rowHeight() * 12};
}

} // namespace pushbench::ui
