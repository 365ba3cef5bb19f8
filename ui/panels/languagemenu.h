// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/language.h"

#include <QMenu>

namespace pushbench::ui {

/// As the system, English, French; each language in its own words, for whoever cannot read the
/// others.
class LanguageMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit LanguageMenu(LanguageChoice current, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(LanguageMenu)

Q_SIGNALS:
    void chosen(pushbench::ui::LanguageChoice language);
};

} // namespace pushbench::ui
