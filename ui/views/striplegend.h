// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace pushbench::ui {

/// Says what the colours and patterns of the strip mean; wraps into as many lines as it needs.
class StripLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit StripLegend(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(StripLegend)

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QRect swatch;
        QPoint text;
    };

    [[nodiscard]] std::vector<Entry> layOut(int width) const;
};

} // namespace pushbench::ui
