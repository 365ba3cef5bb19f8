// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/timeaxis.h"
#include "ui/views/strippicture.h"

#include <QWidget>

#include <functional>

namespace pushbench::ui {

/// The map itself: cells of one feed between two numbers, painted from what was fetched last. The
/// wheel zooms at the pointer, dragging pans, and the keyboard does both.
class StripCanvas final : public QWidget
{
    Q_OBJECT

public:
    explicit StripCanvas(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(StripCanvas)

    /// The numbers that the feed has come to. A window that shows all of them grows along.
    void setBounds(const NumberWindow &bounds);
    /// Another feed: shows all of it, and nothing of the old one.
    void start(const NumberWindow &bounds);
    void clear();
    [[nodiscard]] bool isEmpty() const noexcept { return m_empty; }

    void setCells(const NumberWindow &covered, std::vector<ledger::StripCell> cells);

    /// The row of times below the numbers.
    void setTimes(std::vector<TimeMark> marks);
    [[nodiscard]] const std::vector<TimeMark> &times() const noexcept { return m_times; }
    /// How many of them have room.
    [[nodiscard]] int mostTimes() const;

    /// Numbers that are chosen elsewhere: they are marked, and the first of them comes into view.
    void select(std::vector<std::pair<qint64, qint64>> ranges);
    [[nodiscard]] const std::vector<std::pair<qint64, qint64>> &selected() const noexcept
    {
        return m_selected;
    }

    /// Says more of some numbers than what occurs among them: evidence, times.
    using Describer = std::function<QString(qint64 first, qint64 last)>;
    void setDescriber(Describer describer) { m_describer = std::move(describer); }

    [[nodiscard]] const NumberWindow &window() const noexcept { return m_window; }
    /// Cells that the window wants: one a pixel, or one a number where there is room for more.
    [[nodiscard]] int wantedCells() const;

    void show(const NumberWindow &window);
    void showWhole();
    void zoomIn();
    void zoomOut();
    /// Moves into the window and marks it.
    void jumpTo(qint64 number);

    /// "2700–2799: received, late": what the pointer's tooltip says.
    [[nodiscard]] QString describe(qint64 number) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    static constexpr int kMargin = 10;

Q_SIGNALS:
    /// Other cells are wanted.
    void wanted();
    void rangeActivated(qint64 first, qint64 last);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRect band() const;
    [[nodiscard]] qint64 caret() const;
    void zoom(double factor, double pixel);
    void moveCaret(int cells);
    void activate(qint64 number);
    void setWindow(const NumberWindow &window);
    void paintAxis(QPainter &painter) const;
    void paintTimes(QPainter &painter) const;
    void paintSelection(QPainter &painter) const;
    void paintCaret(QPainter &painter) const;
    [[nodiscard]] int pixelOf(qint64 number) const;

    NumberWindow m_bounds;
    NumberWindow m_window;
    StripPicture m_picture;
    std::vector<TimeMark> m_times;
    std::vector<std::pair<qint64, qint64>> m_selected;
    Describer m_describer;
    std::optional<qint64> m_caret;
    QPoint m_pressed;
    NumberWindow m_pressedWindow;
    bool m_dragging = false;
    bool m_whole = true;
    bool m_empty = true;
};

} // namespace pushbench::ui
