// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/gui/fakebench.h"
#include "tests/support/manualclock.h"
#include "ui/mainwindow.h"

#include <QTemporaryDir>
#include <QTest>

namespace pushbench::ui {

/// A whole window over a bench that only writes down what it is asked, with settings of its own.
class WindowFixture
{
public:
    WindowFixture() { open(); }

    /// Shows the window, as at the start of the program; a second call is the next run.
    void open()
    {
        window.reset();
        window = std::make_unique<MainWindow>(bench, clock, store());
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    [[nodiscard]] SettingsStore store() const
    {
        return SettingsStore(folder.filePath(QStringLiteral("settings.ini")));
    }

    /// The one visible widget of that class with that accessible name; a failure names it.
    template <typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        for (Widget *widget : window->findChildren<Widget *>()) {
            if (widget->accessibleName() == name && widget->isVisible())
                return widget;
        }
        QTest::qFail(qPrintable(QStringLiteral("no control named ") + name), __FILE__, __LINE__);
        return nullptr;
    }

    QTemporaryDir folder;
    FakeBench bench;
    ManualClock clock;
    std::unique_ptr<MainWindow> window;
};

} // namespace pushbench::ui
