// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/commandpalette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QStringBuilder>
#include <QVBoxLayout>

#include <algorithm>

namespace pushbench::ui {
namespace {

constexpr QSize kSize(520, 360);

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

void collect(const QMenu &menu, QList<QAction *> &actions)
{
    for (QAction *action : menu.actions()) {
        if (action->menu())
            collect(*action->menu(), actions);
        else if (!action->isSeparator() && !action->text().isEmpty())
            actions.append(action);
    }
}

/// Every word occurs somewhere in the title.
bool matches(const QString &title, const QStringList &words)
{
    return std::ranges::all_of(
        words, [&title](const QString &word) { return title.contains(word, Qt::CaseInsensitive); });
}

} // namespace

QList<QAction *> namedActions(const QMainWindow &window)
{
    QList<QAction *> actions;
    for (const QAction *top : window.menuBar()->actions()) {
        if (top->menu())
            collect(*top->menu(), actions);
    }
    return actions;
}

QString actionTitle(const QAction &action)
{
    const QString text = withoutMnemonic(action.text());
    for (const QObject *object : action.associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(object);
        if (menu && !menu->title().isEmpty())
            return withoutMnemonic(menu->title()) % u": " % text;
    }
    return text;
}

CommandPalette::CommandPalette(QMainWindow &window)
    : QDialog(&window, Qt::Popup)
    , m_window(window)
    , m_line(new QLineEdit)
    , m_list(new QListWidget)
{
    setAccessibleName(tr("Command palette"));
    setProperty("popup", true);
    resize(kSize);
    m_line->setPlaceholderText(tr("Type a command"));
    m_line->setAccessibleName(tr("Command"));
    m_line->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setProperty("roomy", true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_line, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
}

void CommandPalette::popUp()
{
    m_line->clear();
    fill({});
    const QPoint corner((m_window.width() - width()) / 2, m_window.height() / 8);
    move(m_window.mapToGlobal(corner));
    show();
    m_line->setFocus();
}

void CommandPalette::fill(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    m_actions.clear();
    for (QAction *action : namedActions(m_window)) {
        const QString title = actionTitle(*action);
        if (!action->isEnabled() || !matches(title, words))
            continue;
        m_actions.append(action);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        m_list->addItem(keys.isEmpty() ? title : QString(title % u"    " % keys));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_actions.size())
        return;
    QAction *action = m_actions.at(row);
    hide();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow((m_list->currentRow() + step + m_list->count())
                                  % m_list->count());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace pushbench::ui
