// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/texts.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/theme.h"

#include <QPainter>
#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

void StripCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &theme = themeColors(palette());
    painter.fillRect(band(), QColor::fromRgb(theme.field));
    if (m_empty) {
        painter.setPen(QColor::fromRgb(theme.muted));
        painter.drawText(band(), Qt::AlignCenter, tr("The numbers of a feed appear here."));
        return;
    }
    painter.save();
    painter.setClipRect(band());
    m_picture.paint(painter, band(), m_window, isDark(palette()));
    painter.restore();
    paintAxis(painter);
    paintTimes(painter);
    paintSelection(painter);
    paintCaret(painter);
}

void StripCanvas::paintAxis(QPainter &painter) const
{
    const QRect area = band();
    const QFontMetrics metrics(codeFont());
    const int widest = metrics.horizontalAdvance(grouped(m_window.last())) + 24;
    const ThemeColors &theme = themeColors(palette());
    painter.setFont(codeFont());
    for (const qint64 tick : axisTicks(m_window, std::max(area.width() / widest, 1))) {
        const int x = pixelOf(tick);
        const QString text = grouped(tick);
        painter.setPen(QColor::fromRgb(theme.border));
        painter.drawLine(x, area.bottom() + 1, x, area.bottom() + 4);
        painter.setPen(QColor::fromRgb(theme.muted));
        if (x + 3 + metrics.horizontalAdvance(text) <= width())
            painter.drawText(x + 3, area.bottom() + 3 + metrics.ascent(), text);
    }
}

int StripCanvas::pixelOf(qint64 number) const
{
    const QRect area = band();
    return area.left() + int(std::lround(m_window.pixelOf(number, area.width())));
}

void StripCanvas::paintTimes(QPainter &painter) const
{
    const QFontMetrics metrics(codeFont());
    const ThemeColors &theme = themeColors(palette());
    const int top = band().bottom() + 3 + metrics.height();
    int free = band().left() - 1;
    painter.setFont(codeFont());
    for (const TimeMark &mark : m_times) {
        const int x = pixelOf(mark.number);
        const QString text = mark.pause ? QString(u"\u2016 "_s + mark.text) : mark.text;
        if (x <= free || x + 3 + metrics.horizontalAdvance(text) > width())
            continue;
        const QColor ink = QColor::fromRgb(mark.pause ? theme.warn : theme.muted);
        painter.setPen(mark.pause ? ink : QColor::fromRgb(theme.border));
        painter.drawLine(x, top, x, top + metrics.height() - 2);
        painter.setPen(ink);
        painter.drawText(x + 3, top + metrics.ascent(), text);
        free = x + 9 + metrics.horizontalAdvance(text);
    }
}

void StripCanvas::paintSelection(QPainter &painter) const
{
    const QRect area = band();
    const QColor color = QColor::fromRgb(themeColors(palette()).text);
    int free = area.left() - 1; // Thousands of them share pixels.
    for (const auto &[first, last] : m_selected) {
        if (last < m_window.first() || first > m_window.last())
            continue;
        const int from = std::max(pixelOf(std::max(first, m_window.first())), free);
        const int to =
            std::max(last >= m_window.last() ? area.right() + 1 : pixelOf(last + 1), from + 3);
        painter.fillRect(from, area.top(), to - from, 3, color);
        painter.fillRect(from, area.bottom() - 2, to - from, 3, color);
        free = to;
    }
}

void StripCanvas::paintCaret(QPainter &painter) const
{
    const QRect area = band();
    const ThemeColors &theme = themeColors(palette());
    if (m_caret && *m_caret >= m_window.first() && *m_caret <= m_window.last()) {
        const double one = area.width() / double(m_window.size());
        const int x =
            area.left() + int(std::lround(m_window.pixelOf(*m_caret, area.width()) + one / 2));
        painter.setPen(QPen(QColor::fromRgb(theme.text), 1));
        painter.drawLine(x, area.top(), x, area.bottom());
        painter.drawLine(x - 3, area.bottom() + 4, x + 3, area.bottom() + 4);
    }
    if (hasFocus()) {
        painter.setPen(QColor::fromRgb(theme.accent));
        painter.drawRect(area.adjusted(-1, 0, 0, -1));
    }
}

} // namespace pushbench::ui
