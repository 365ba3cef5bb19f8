// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/thememenu.h"

#include <QActionGroup>

namespace pushbench::ui {

ThemeMenu::ThemeMenu(ThemeChoice current, QWidget *parent)
    : QMenu(tr("&Theme"), parent)
{
    struct Row
    {
        QString title;
        ThemeChoice theme;
        Qt::Key key;
    };
    auto *group = new QActionGroup(this);
    for (const Row &row : {Row{tr("As the &system"), ThemeChoice::System, Qt::Key_F10},
                           Row{tr("&Light"), ThemeChoice::Light, Qt::Key_F11},
                           Row{tr("&Dark"), ThemeChoice::Dark, Qt::Key_F12}}) {
        QAction *action = addAction(row.title);
        action->setShortcut(QKeySequence(Qt::CTRL | row.key));
        action->setCheckable(true);
        action->setChecked(row.theme == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, theme = row.theme] { Q_EMIT chosen(theme); });
    }
}

} // namespace pushbench::ui
