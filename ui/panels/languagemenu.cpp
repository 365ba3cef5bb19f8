// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/languagemenu.h"

#include <QActionGroup>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

LanguageMenu::LanguageMenu(LanguageChoice current, QWidget *parent)
    : QMenu(tr("Lan&guage"), parent)
{
    struct Row
    {
        QString title;
        LanguageChoice language;
    };
    auto *group = new QActionGroup(this);
    for (const Row &row : {Row{tr("As the &system"), LanguageChoice::System},
                           Row{u"&English"_s, LanguageChoice::English},
                           Row{u"&Français"_s, LanguageChoice::French}}) {
        QAction *action = addAction(row.title);
        action->setCheckable(true);
        action->setChecked(row.language == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, language = row.language] { Q_EMIT chosen(language); });
    }
    addSeparator();
    addAction(tr("Takes effect at the next start"))->setEnabled(false);
}

} // namespace pushbench::ui
