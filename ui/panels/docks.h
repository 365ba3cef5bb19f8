// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDockWidget>

class QMainWindow;

namespace pushbench::ui {

/// The docks around the tables, in the order of their shortcuts Alt+1 to Alt+4.
struct Docks
{
    QDockWidget *producer = nullptr;
    QDockWidget *consumer = nullptr;
    QDockWidget *inspector = nullptr;
    QDockWidget *checks = nullptr;

    [[nodiscard]] QList<QDockWidget *> all() const
    {
        return {producer, consumer, inspector, checks};
    }
};

/// What fits the screen, when nobody has chosen a size yet.
[[nodiscard]] QSize firstWindowSize();

/// Puts the panels around the centre of the window, as wide as the screen allows. The checks stay
/// below it, out of sight until they are wanted.
[[nodiscard]] Docks arrangeDocks(QMainWindow &window, QWidget *producer, QWidget *consumer,
                                 QWidget *inspector, QWidget *checks);

} // namespace pushbench::ui
