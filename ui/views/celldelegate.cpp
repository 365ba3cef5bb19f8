// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/celldelegate.h"

#include "ui/views/statepalette.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QPainter>

namespace pushbench::ui {
namespace {

struct Mark
{
    QChar glyph;
    QRgb color;
    QRgb ink;
};

Mark markOf(protocol::Verdict verdict, const ThemeColors &theme)
{
    switch (verdict) {
    case protocol::Verdict::Info:
        return {u'i', theme.accent, theme.text};
    case protocol::Verdict::Warn:
        return {u'\u25B2', theme.warn, theme.text};
    case protocol::Verdict::Fail:
        return {u'\u2718', theme.bad, theme.bad};
    }
    return {};
}

Mark markOf(Conduct conduct, const ThemeColors &theme)
{
    switch (conduct) {
    case Conduct::Waiting:
        return {u'\u2026', theme.muted, theme.muted};
    case Conduct::Pass:
        return {u'\u2714', theme.good, theme.text};
    case Conduct::Info:
        return markOf(protocol::Verdict::Info, theme);
    case Conduct::Warn:
        return markOf(protocol::Verdict::Warn, theme);
    case Conduct::Fail:
        return markOf(protocol::Verdict::Fail, theme);
    }
    return {};
}

Mark markOf(const QModelIndex &index, CellKind kind, const QPalette &palette)
{
    if (kind == CellKind::Verdict)
        return markOf(protocol::Verdict(index.data(VerdictRole).toInt()), themeColors(palette));
    if (kind == CellKind::Conduct)
        return markOf(Conduct(index.data(ConductRole).toInt()), themeColors(palette));
    const StateLook &look = lookOf(Meaning(index.data(MeaningRole).toInt()));
    const bool dark = isDark(palette);
    return {look.glyph, look.color(dark), look.ink(dark)};
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_codeFont(codeFont())
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QAbstractItemModel *model = index.model();
    const auto kind =
        CellKind(model->headerData(index.column(), Qt::Horizontal, CellKindRole).toInt());
    const ThemeColors &theme = themeColors(option.palette);
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    QColor ink = QColor::fromRgb(theme.text);
    painter->setFont(option.font);
    const bool marked = kind == CellKind::Verdict
        ? index.data(VerdictRole).isValid()
        : kind == CellKind::State || kind == CellKind::Conduct;
    if (marked) {
        const Mark mark = markOf(index, kind, option.palette);
        const int width = option.fontMetrics.height();
        painter->setPen(QColor::fromRgb(mark.color));
        painter->drawText(QRect(rect.left(), rect.top(), width - 4, rect.height()), Qt::AlignCenter,
                          QString(mark.glyph));
        rect.setLeft(rect.left() + width + 2);
        ink = QColor::fromRgb(mark.ink);
    } else if (kind == CellKind::Code || kind == CellKind::Quiet) {
        painter->setFont(m_codeFont);
    }
    if (kind == CellKind::Quiet)
        ink = QColor::fromRgb(theme.muted);
    painter->setPen(ink);
    const int alignment = index.data(Qt::TextAlignmentRole).toInt() | Qt::AlignVCenter;
    const QString text =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width());
    painter->drawText(rect, alignment | Qt::TextSingleLine, text);
}

} // namespace pushbench::ui
