// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/docks.h"

#include <QAction>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kUsual(1440, 900);
constexpr int kLeft = 300;
constexpr int kRight = 380;
constexpr int kNarrowRight = 290;
constexpr int kBottom = 380;
constexpr int kLowBottom = 310;

QDockWidget *addDock(QMainWindow &window, const QString &name, const QString &title,
                     QWidget *content, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, &window);
    dock->setObjectName(name); // what saveState() knows it by
    dock->setWidget(content);
    window.addDockWidget(area, dock);
    return dock;
}

} // namespace

QSize firstWindowSize()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    return screen ? kUsual.boundedTo(screen->availableSize()) : kUsual;
}

Docks arrangeDocks(QMainWindow &window, QWidget *producer, QWidget *consumer, QWidget *inspector,
                   QWidget *checks)
{
    window.setDockNestingEnabled(true);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    const Docks docks{
        .producer = addDock(window, u"producer"_s, QCoreApplication::translate("Docks", "Producer"),
                            producer, Qt::LeftDockWidgetArea),
        .consumer = addDock(window, u"consumer"_s, QCoreApplication::translate("Docks", "Consumer"),
                            consumer, Qt::LeftDockWidgetArea),
        .inspector =
            addDock(window, u"inspector"_s, QCoreApplication::translate("Docks", "Inspector"),
                    inspector, Qt::RightDockWidgetArea),
        .checks = addDock(window, u"checks"_s, QCoreApplication::translate("Docks", "Checks"),
                          checks, Qt::BottomDockWidgetArea),
    };
    int key = Qt::Key_1;
    for (QDockWidget *dock : docks.all())
        dock->toggleViewAction()->setShortcut(QKeySequence(Qt::ALT | Qt::Key(key++)));
    const bool narrow = firstWindowSize().width() < kUsual.width();
    window.resizeDocks({docks.producer, docks.inspector}, {kLeft, narrow ? kNarrowRight : kRight},
                       Qt::Horizontal);
    window.resizeDocks({docks.producer, docks.consumer}, {455, 395}, Qt::Vertical);
    window.resizeDocks({docks.checks}, {narrow ? kLowBottom : kBottom}, Qt::Vertical);
    docks.checks->hide();
    return docks;
}

} // namespace pushbench::ui
