// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/noticechoice.h"

#include <QObject>

class QAction;
class QMenu;
class QSystemTrayIcon;
class QWidget;

namespace pushbench::ui {

class Banner;

/// Tells of what a person chose to be told of: in the window, and by the desktop when they look
/// elsewhere. Recordings tell of nothing: what they hold is long past.
class Notifications final : public QObject
{
    Q_OBJECT

public:
    Notifications(Bench &bench, Banner &banner, QWidget &window);
    Q_DISABLE_COPY_MOVE(Notifications)

    /// Chooses what to be told of.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    [[nodiscard]] NoticeChoice choice() const;
    void show(const NoticeChoice &choice);

private:
    void takeRecords(const ledger::Records &records);
    void takeProducer(const ProducerState &state);
    void tell(bool grave, const QString &text);

    Banner &m_banner;
    QWidget &m_window;
    QMenu *m_menu;
    QAction *m_gapLost;
    QAction *m_producerHalted;
    QAction *m_firstEvent;
    QSystemTrayIcon *m_tray = nullptr; ///< Made when there is something to tell.
    bool m_live = true;
    bool m_any = false; ///< An event arrived in this session.
    ProducerPhase m_phase = ProducerPhase::Idle;
};

} // namespace pushbench::ui
