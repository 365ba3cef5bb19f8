// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/statepainter.h"

#include "ui/views/statepalette.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>

namespace pushbench::ui {
namespace {

constexpr int kStep = 6; ///< Distance of a pattern's lines, in pixels.

QColor mixed(QRgb under, QRgb over, int share255)
{
    const auto channel = [share255](int a, int b) { return a + (b - a) * share255 / 255; };
    return QColor(channel(qRed(under), qRed(over)), channel(qGreen(under), qGreen(over)),
                  channel(qBlue(under), qBlue(over)));
}

/// The first multiple of the step at or before `at`.
int anchored(int at, int step)
{
    return at - ((at % step) + step) % step;
}

void slantedLines(QPainter &painter, const QRect &rect, bool rising)
{
    const int height = rect.height();
    for (int x = anchored(rect.left() - height, kStep); x <= rect.right() + height; x += kStep) {
        if (rising)
            painter.drawLine(x, rect.bottom() + 1, x + height, rect.top());
        else
            painter.drawLine(x, rect.top(), x + height, rect.bottom() + 1);
    }
}

void dots(QPainter &painter, const QRect &rect, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (int y = anchored(rect.top(), 5); y <= rect.bottom(); y += 5) {
        for (int x = anchored(rect.left(), 5); x <= rect.right(); x += 5)
            painter.drawRect(x + 1, y + 1, 3, 3);
    }
}

void bar(QPainter &painter, const QRect &rect, const QColor &color)
{
    const int width = std::clamp(rect.width() / 3, 1, 3);
    const int inset = std::max(rect.height() / 6, 1);
    painter.fillRect(rect.center().x() - width / 2, rect.top() + inset, width,
                     std::max(rect.height() - 2 * inset, 1), color);
}

void outline(QPainter &painter, const QRect &rect, const QColor &color)
{
    QPen pen(color, 1);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

void levelLines(QPainter &painter, const QRect &rect, const QColor &color)
{
    for (int y = anchored(rect.top(), 4); y <= rect.bottom(); y += 4)
        painter.fillRect(rect.left(), y + 1, rect.width(), 2, color);
}

void uprightLines(QPainter &painter, const QRect &rect, const QColor &color)
{
    for (int x = anchored(rect.left(), 4); x <= rect.right(); x += 4)
        painter.fillRect(x, rect.top(), 2, rect.height(), color);
}

} // namespace

void paintState(QPainter &painter, const QRect &rect, Meaning meaning, bool onDark, int density)
{
    if (rect.isEmpty())
        return;
    const ThemeColors &theme = onDark ? kDarkColors : kLightColors;
    const StateLook &look = lookOf(meaning);
    const QColor color = QColor::fromRgb(look.color(onDark));
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(mixed(look.color(onDark), theme.panel, 170), 2));
    switch (look.pattern) {
    case Pattern::Solid:
        painter.fillRect(rect, mixed(theme.field, look.color(onDark), 90 + density * 165 / 255));
        break;
    case Pattern::Diagonal:
        painter.fillRect(rect, color);
        slantedLines(painter, rect, true);
        break;
    case Pattern::Dots:
        painter.fillRect(rect, QColor::fromRgb(lookOf(Meaning::Received).color(onDark)));
        dots(painter, rect, color);
        break;
    case Pattern::Bar:
        painter.fillRect(rect, color);
        bar(painter, rect, QColor::fromRgb(theme.panel));
        break;
    case Pattern::Outline:
        painter.fillRect(rect, QColor::fromRgb(theme.field));
        outline(painter, rect, color);
        break;
    case Pattern::Horizontal:
        painter.fillRect(rect, QColor::fromRgb(theme.field));
        levelLines(painter, rect, color);
        break;
    case Pattern::Vertical:
        painter.fillRect(rect, QColor::fromRgb(theme.field));
        uprightLines(painter, rect, color);
        break;
    case Pattern::Crosses:
        painter.fillRect(rect, color);
        painter.setPen(QPen(painter.pen().color(), 1));
        slantedLines(painter, rect, true);
        slantedLines(painter, rect, false);
        break;
    }
    painter.restore();
}

} // namespace pushbench::ui
