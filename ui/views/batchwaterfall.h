// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/timing.h"

#include <QWidget>

namespace pushbench::ui {

/// The attempts of one batch below each other: their stations as bars on one scale, and between
/// them how long the feed waited. A wait has a line of its own, since on the scale of the requests
/// it would push everything else to the edge.
class BatchWaterfall final : public QWidget
{
    Q_OBJECT

public:
    explicit BatchWaterfall(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(BatchWaterfall)

    void show(std::vector<AttemptTiming> attempts);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int lineHeight() const;
    void paintAttempt(QPainter &painter, const AttemptTiming &attempt, int y) const;
    void paintWait(QPainter &painter, std::chrono::microseconds wait, int y) const;

    std::vector<AttemptTiming> m_attempts;
    std::chrono::microseconds m_longest{1};
};

} // namespace pushbench::ui
