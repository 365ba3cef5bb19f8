// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

#include <functional>

class QAction;

namespace pushbench::ui {

/// New, open and save, and the one question before something unsaved is thrown away.
class SessionActions final : public QObject
{
    Q_OBJECT

public:
    SessionActions(Bench &bench, QWidget &window);
    Q_DISABLE_COPY_MOVE(SessionActions)

    QAction *newAction;
    QAction *openAction;
    QAction *saveAction;

    /// How many exchanges would go with a session that is not saved.
    void setExchanges(qint64 exchanges) { m_exchanges = exchanges; }

    /// Goes on at once when nothing is lost by it; otherwise asks, and goes on or does not.
    void guard(const QString &question, std::function<void()> goOn);
    [[nodiscard]] bool isUnsaved() const;

    /// "initial-load.pushbench", or words for a session without a file.
    [[nodiscard]] QString sessionName() const;

Q_SIGNALS:
    void nameChanged();

private:
    void take(const SessionState &state);
    void chooseFileToOpen();
    void chooseFileToSave();

    Bench &m_bench;
    QWidget &m_window;
    SessionState m_state;
    qint64 m_exchanges = 0;
    std::function<void()> m_afterSave; ///< Waits for the session to have a file.
};

} // namespace pushbench::ui
