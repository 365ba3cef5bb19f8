// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/shortcutsheet.h"

#include "ui/panels/commandpalette.h"
#include "ui/panels/forms.h"

#include <QAction>
#include <QHeaderView>
#include <QMainWindow>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace pushbench::ui {
namespace {

struct StripKey
{
    const char *keys;
    const char *what;
};

/// Keys that are no actions: they belong to the strip and to the tables while they have the focus.
constexpr std::array kStripKeys{
    StripKey{QT_TRANSLATE_NOOP("ShortcutSheet", "Left, Right"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Strip: move along the numbers")},
    StripKey{QT_TRANSLATE_NOOP("ShortcutSheet", "Shift+Left, Shift+Right"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Strip: move the mark by one cell")},
    StripKey{QT_TRANSLATE_NOOP("ShortcutSheet", "+, -"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Strip: zoom in, zoom out")},
    StripKey{QT_TRANSLATE_NOOP("ShortcutSheet", "0"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Strip: show the whole feed")},
    StripKey{QT_TRANSLATE_NOOP("ShortcutSheet", "Home, End"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Strip and tables: first, last")},
    StripKey{QT_TRANSLATE_NOOP("ShortcutSheet", "Enter"),
             QT_TRANSLATE_NOOP("ShortcutSheet", "Strip: choose the events; tables: open the row")},
};

} // namespace

ShortcutSheet::ShortcutSheet(const QMainWindow &window, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 620);
    auto *list = named(new QTreeWidget, tr("Keyboard shortcuts"));
    list->setHeaderLabels({tr("Key"), tr("What it does")});
    list->setRootIsDecorated(false);
    list->setProperty("roomy", true);
    list->setAlternatingRowColors(true);
    for (const QAction *action : namedActions(window)) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            new QTreeWidgetItem(list, {keys, actionTitle(*action)});
    }
    for (const StripKey &row : kStripKeys)
        new QTreeWidgetItem(list, {tr(row.keys), tr(row.what)});
    list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(list);
}

} // namespace pushbench::ui
