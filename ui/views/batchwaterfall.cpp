// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/batchwaterfall.h"

#include "ui/models/texts.h"
#include "ui/views/theme.h"
#include "ui/views/waterfall.h"

#include <QPainter>
#include <QStringBuilder>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBarHeight = 8;
constexpr int kLabelWidth = 84;
constexpr int kGap = 8;

QString labelOf(const AttemptTiming &attempt)
{
    return QString::number(attempt.attempt) % u" \u00B7 "_s % attempt.answer;
}

QString textOf(const AttemptTiming &attempt)
{
    QStringList texts;
    for (const TimingBar &bar : attempt.bars)
        texts += bar.text;
    return texts.join(u" \u00B7 "_s);
}

} // namespace

BatchWaterfall::BatchWaterfall(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Attempts of the batch"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BatchWaterfall::show(std::vector<AttemptTiming> attempts)
{
    if (attempts == m_attempts)
        return;
    m_attempts = std::move(attempts);
    m_longest = std::chrono::microseconds(1);
    QStringList lines;
    for (const AttemptTiming &attempt : m_attempts) {
        if (!attempt.bars.empty())
            m_longest = std::max(m_longest, attempt.bars.back().to);
        if (attempt.waited)
            lines += tr("waited %1").arg(milliseconds(*attempt.waited));
        lines += labelOf(attempt) % u": "_s % textOf(attempt);
    }
    setAccessibleDescription(lines.join(u'\n'));
    updateGeometry();
    update();
}

int BatchWaterfall::lineHeight() const
{
    return fontMetrics().height() + 4;
}

QSize BatchWaterfall::sizeHint() const
{
    const auto waits = std::ranges::count_if(
        m_attempts, [](const AttemptTiming &attempt) { return attempt.waited.has_value(); });
    return {320, (int(m_attempts.size()) + int(waits)) * lineHeight()};
}

QSize BatchWaterfall::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void BatchWaterfall::paintAttempt(QPainter &painter, const AttemptTiming &attempt, int y) const
{
    const ThemeColors &theme = themeColors(palette());
    const QString text = textOf(attempt);
    painter.setPen(QColor::fromRgb(theme.text));
    painter.drawText(
        QRect(0, y, kLabelWidth - kGap, lineHeight()), Qt::AlignVCenter,
        fontMetrics().elidedText(labelOf(attempt), Qt::ElideRight, kLabelWidth - kGap));
    // The bars take a third; the rest is for the numbers.
    const int room = std::max((width() - kLabelWidth) / 3, 40);
    const double scale = room / double(m_longest.count());
    for (const TimingBar &bar : attempt.bars) {
        const int from = kLabelWidth + int(double(bar.from.count()) * scale);
        const int to = std::max(kLabelWidth + int(double(bar.to.count()) * scale), from + 2);
        painter.fillRect(from, y + (lineHeight() - kBarHeight) / 2, to - from, kBarHeight,
                         QColor::fromRgb(timingColor(bar.kind, theme)));
    }
    const int left = kLabelWidth + room + kGap;
    painter.setPen(QColor::fromRgb(theme.muted));
    painter.drawText(QRect(left, y, width() - left, lineHeight()), Qt::AlignVCenter,
                     fontMetrics().elidedText(text, Qt::ElideRight, width() - left));
}

void BatchWaterfall::paintWait(QPainter &painter, std::chrono::microseconds wait, int y) const
{
    const ThemeColors &theme = themeColors(palette());
    const int room = std::max((width() - kLabelWidth) / 3, 40);
    painter.fillRect(
        kLabelWidth, y + (lineHeight() - kBarHeight) / 2, room, kBarHeight,
        QBrush(QColor::fromRgb(timingColor(TimingBar::Kind::Hold, theme)), Qt::BDiagPattern));
    const int left = kLabelWidth + room + kGap;
    painter.setPen(QColor::fromRgb(theme.muted));
    painter.drawText(QRect(left, y, width() - left, lineHeight()), Qt::AlignVCenter,
                     tr("waited %1").arg(milliseconds(wait)));
}

void BatchWaterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int y = 0;
    for (const AttemptTiming &attempt : m_attempts) {
        if (attempt.waited) {
            paintWait(painter, *attempt.waited, y);
            y += lineHeight();
        }
        paintAttempt(painter, attempt, y);
        y += lineHeight();
    }
}

} // namespace pushbench::ui
