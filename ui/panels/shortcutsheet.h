// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QMainWindow;

namespace pushbench::ui {

/// Every key of the window on one page.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(const QMainWindow &window, QWidget *parent);
    Q_DISABLE_COPY_MOVE(ShortcutSheet)
};

} // namespace pushbench::ui
