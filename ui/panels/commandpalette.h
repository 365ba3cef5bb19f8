// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QAction;
class QLineEdit;
class QListWidget;
class QMainWindow;

namespace pushbench::ui {

/// Every action of the window by name: type a few letters, press Enter.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    explicit CommandPalette(QMainWindow &window);
    Q_DISABLE_COPY_MOVE(CommandPalette)

    void popUp();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &typed);
    void run();

    QMainWindow &m_window;
    QList<QAction *> m_actions; ///< In the order of the list.
    QLineEdit *m_line;
    QListWidget *m_list;
};

/// The actions of a window that can be called by name, in the order of its menus.
[[nodiscard]] QList<QAction *> namedActions(const QMainWindow &window);

/// "Producer: Push".
[[nodiscard]] QString actionTitle(const QAction &action);

} // namespace pushbench::ui
