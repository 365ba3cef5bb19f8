// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/waterfall.h"

#include "ui/views/theme.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace pushbench::ui {
namespace {

constexpr int kBarHeight = 8;

} // namespace

QRgb timingColor(TimingBar::Kind kind, const ThemeColors &theme)
{
    switch (kind) {
    case TimingBar::Kind::Connect:
        return theme.muted;
    case TimingBar::Kind::Send:
        return theme.accent;
    case TimingBar::Kind::Wait:
        return theme.good;
    case TimingBar::Kind::Receive:
    case TimingBar::Kind::Hold:
        return theme.warn;
    }
    return theme.muted;
}

Waterfall::Waterfall(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Timing"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Waterfall::show(std::vector<TimingBar> bars)
{
    m_bars = std::move(bars);
    QStringList texts;
    for (const TimingBar &bar : m_bars)
        texts += bar.text;
    setAccessibleDescription(texts.join(tr(", ")));
    updateGeometry();
    update();
}

QSize Waterfall::sizeHint() const
{
    return {240, int(m_bars.size()) * (fontMetrics().height() + 2)};
}

QSize Waterfall::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void Waterfall::paintEvent(QPaintEvent *)
{
    if (m_bars.empty())
        return;
    QPainter painter(this);
    const ThemeColors &theme = themeColors(palette());
    int widest = 0;
    for (const TimingBar &bar : m_bars)
        widest = std::max(widest, fontMetrics().horizontalAdvance(bar.text));
    const double room = std::max(width() - widest - 8, 20);
    const double scale = room / double(std::max<qint64>(m_bars.back().to.count(), 1));
    const int line = fontMetrics().height() + 2;
    int y = 0;
    for (const TimingBar &bar : m_bars) {
        const int from = int(double(bar.from.count()) * scale);
        const int to = std::max(int(double(bar.to.count()) * scale), from + 2);
        painter.fillRect(from, y + (line - kBarHeight) / 2, to - from, kBarHeight,
                         QColor::fromRgb(timingColor(bar.kind, theme)));
        painter.setPen(QColor::fromRgb(theme.muted));
        painter.drawText(QRect(to + 6, y, width() - to - 6, line), Qt::AlignVCenter, bar.text);
        y += line;
    }
}

} // namespace pushbench::ui
