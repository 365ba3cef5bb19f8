// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/views/theme.h"

#include <QMenu>

namespace pushbench::ui {

/// As the system, light, dark.
class ThemeMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit ThemeMenu(ThemeChoice current, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ThemeMenu)

Q_SIGNALS:
    void chosen(pushbench::ui::ThemeChoice theme);
};

} // namespace pushbench::ui
