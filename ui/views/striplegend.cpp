// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/striplegend.h"

#include "ui/models/meaning.h"
#include "ui/views/statepainter.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <array>

namespace pushbench::ui {
namespace {

constexpr std::array kShown{Meaning::Received,   Meaning::Late, Meaning::Duplicate,
                            Meaning::Conflict,   Meaning::Open, Meaning::Hidden,
                            Meaning::Superseded, Meaning::Lost};
constexpr QSize kSwatch(15, 12);
constexpr int kGap = 6;
constexpr int kBetween = 14;

} // namespace

StripLegend::StripLegend(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Legend of the sequence strip"));
}

std::vector<StripLegend::Entry> StripLegend::layOut(int width) const
{
    std::vector<Entry> entries;
    const int lineHeight = fontMetrics().height() + 4;
    int x = 0;
    int y = 0;
    for (const Meaning meaning : kShown) {
        const int needed =
            kSwatch.width() + kGap + fontMetrics().horizontalAdvance(meaningWord(meaning));
        if (x > 0 && x + needed > width) {
            x = 0;
            y += lineHeight;
        }
        const QRect swatch(QPoint(x, y + (lineHeight - kSwatch.height()) / 2), kSwatch);
        entries.push_back(
            {swatch,
             {swatch.right() + 1 + kGap,
              y + (lineHeight + fontMetrics().ascent() - fontMetrics().descent()) / 2}});
        x += needed + kBetween;
    }
    return entries;
}

QSize StripLegend::sizeHint() const
{
    int width = -kBetween;
    for (const Meaning meaning : kShown)
        width += kSwatch.width() + kGap + kBetween
            + fontMetrics().horizontalAdvance(meaningWord(meaning));
    return {width, fontMetrics().height() + 4};
}

QSize StripLegend::minimumSizeHint() const
{
    return {120, fontMetrics().height() + 4};
}

int StripLegend::heightForWidth(int width) const
{
    const std::vector<Entry> entries = layOut(width);
    const int lineHeight = fontMetrics().height() + 4;
    return (entries.back().swatch.top() / lineHeight + 1) * lineHeight;
}

void StripLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool dark = isDark(palette());
    const std::vector<Entry> entries = layOut(width());
    for (size_t i = 0; i < entries.size(); ++i) {
        paintState(painter, entries[i].swatch, kShown[i], dark);
        painter.setPen(QColor::fromRgb(themeColors(palette()).muted));
        painter.drawText(entries[i].text, meaningWord(kShown[i]));
    }
}

} // namespace pushbench::ui
