// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/timing.h"

#include <QRgb>
#include <QWidget>

namespace pushbench::ui {

struct ThemeColors;

/// A hold has the colour of what takes long, and a pattern beside it.
[[nodiscard]] QRgb timingColor(TimingBar::Kind kind, const ThemeColors &theme);

/// The stations of one exchange as bars on a common scale.
class Waterfall final : public QWidget
{
    Q_OBJECT

public:
    explicit Waterfall(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Waterfall)

    void show(std::vector<TimingBar> bars);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<TimingBar> m_bars;
};

} // namespace pushbench::ui
