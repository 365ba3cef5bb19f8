// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/checktree.h"

#include "ui/models/checktreemodel.h"
#include "ui/models/meaning.h"
#include "ui/views/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace pushbench::ui {
namespace {

constexpr int kPadding = 6; ///< Above and below a row's text, together.

constexpr int kMargin = 8; ///< On both sides of a cell's text, as in our tables.

/// Paints verdicts by glyph, colour and word, and what is of less weight in the background.
class CheckDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {10, option.fontMetrics.height() + kPadding};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const ThemeColors &theme = themeColors(option.palette);
        const auto mark = CheckMark(index.data(CheckRole).toInt());
        const bool quiet = index.column() != CheckTreeModel::Check
            && (index.column() != CheckTreeModel::Says || mark < CheckMark::Warn);
        QRgb ink = quiet ? theme.muted : theme.text;
        QRect rect = option.rect.adjusted(index.column() == 0 ? 2 : kMargin, 0, -kMargin, 0);
        painter->setFont(option.font);
        if (index.column() == CheckTreeModel::Verdict) {
            ink = checkColor(mark, theme);
            const int width = option.fontMetrics.height();
            painter->setPen(QColor::fromRgb(ink));
            painter->drawText(QRect(rect.left(), rect.top(), width - 4, rect.height()),
                              Qt::AlignCenter, QString(checkMarkGlyph(mark)));
            rect.setLeft(rect.left() + width + 2);
            ink = mark == CheckMark::Fail ? theme.bad : mark < CheckMark::Pass ? ink : theme.text;
        }
        painter->setPen(QColor::fromRgb(ink));
        const int alignment = index.data(Qt::TextAlignmentRole).toInt() | Qt::AlignVCenter;
        painter->drawText(rect, alignment | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            rect.width()));
    }
};

} // namespace

QRgb checkColor(CheckMark mark, const ThemeColors &theme)
{
    switch (mark) {
    case CheckMark::Pass:
        return theme.good;
    case CheckMark::Warn:
        return theme.warn;
    case CheckMark::Fail:
        return theme.bad;
    case CheckMark::Info:
    case CheckMark::Running:
        return theme.accent;
    case CheckMark::Planned:
    case CheckMark::Skip:
    case CheckMark::Inconclusive:
        return theme.muted;
    }
    Q_UNREACHABLE();
}

CheckTree::CheckTree(QWidget *parent)
    : QTreeView(parent)
{
    setItemDelegate(new CheckDelegate(this));
    setFrameShape(NoFrame);
    setIndentation(14);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionBehavior(SelectRows);
    setExpandsOnDoubleClick(false); // a double click opens the evidence
    setTabKeyNavigation(false);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(20);
    header()->setStretchLastSection(true);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void CheckTree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    fitColumns();
    expandAll();
}

void CheckTree::reset()
{
    QTreeView::reset();
    expandAll();
}

/// A clause that a filter brings back is open again.
void CheckTree::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTreeView::rowsInserted(parent, first, last);
    for (int row = first; row <= last && !parent.isValid(); ++row)
        expand(model()->index(row, 0));
    if (parent.isValid())
        expand(parent);
}

void CheckTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT currentMoved(current);
}

void CheckTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const ThemeColors &theme = themeColors(palette());
    const bool clause = model()->hasChildren(index);
    if (selectionModel() && selectionModel()->isSelected(index))
        painter->fillRect(option.rect, QColor::fromRgb(theme.selection));
    else if (clause)
        painter->fillRect(option.rect, QColor::fromRgb(theme.alternate));
    QStyleOptionViewItem row = option;
    row.font.setBold(clause);
    QTreeView::drawRow(painter, row, index);
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0)) {
        painter->setPen(QColor::fromRgb(theme.accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void CheckTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void CheckTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitColumns();
}

void CheckTree::fitColumns()
{
    if (!model())
        return;
    const auto wanted = [this](int column) {
        const int characters = model()->headerData(column, Qt::Horizontal, WidthRole).toInt();
        return characters * fontMetrics().averageCharWidth() + 2 * kMargin;
    };
    int left =
        viewport()->width() - wanted(CheckTreeModel::Check) - wanted(CheckTreeModel::Verdict);
    for (const int column : {CheckTreeModel::Level, CheckTreeModel::Says, CheckTreeModel::Last,
                             CheckTreeModel::Time}) {
        // The sentence takes what is left, and is worth its place when half of it can be read.
        const int needed = column == CheckTreeModel::Says ? wanted(column) / 2 : wanted(column);
        setColumnHidden(column, left < needed);
        left -= left < needed ? 0 : needed;
    }
    for (const int column : {CheckTreeModel::Level, CheckTreeModel::Verdict, CheckTreeModel::Last,
                             CheckTreeModel::Time})
        setColumnWidth(column, wanted(column));
    setColumnWidth(CheckTreeModel::Check,
                   wanted(CheckTreeModel::Check)
                       + (isColumnHidden(CheckTreeModel::Says) ? left : left / 2));
}

} // namespace pushbench::ui
