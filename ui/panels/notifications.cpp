// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/notifications.h"

#include "ui/models/texts.h"
#include "ui/views/banner.h"
#include "ui/views/icons.h"

#include <QAction>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QWidget>

#include <algorithm>

namespace pushbench::ui {

Notifications::Notifications(Bench &bench, Banner &banner, QWidget &window)
    : QObject(&window)
    , m_banner(banner)
    , m_window(window)
    , m_menu(new QMenu(tr("&Notify me when"), &window))
    , m_gapLost(m_menu->addAction(tr("a gap turns out to be &lost")))
    , m_producerHalted(m_menu->addAction(tr("the producer &halts")))
    , m_firstEvent(m_menu->addAction(tr("the &first event arrives")))
{
    for (QAction *action : {m_gapLost, m_producerHalted, m_firstEvent})
        action->setCheckable(true);
    show(NoticeChoice{});
    connect(&bench, &Bench::recordsArrived, this, &Notifications::takeRecords);
    connect(&bench, &Bench::producerChanged, this, &Notifications::takeProducer);
    connect(&bench, &Bench::sessionReset, this, [this] { m_any = false; });
    connect(&bench, &Bench::sessionChanged, this,
            [this](const SessionState &state) { m_live = state.live; });
}

NoticeChoice Notifications::choice() const
{
    return {.gapLost = m_gapLost->isChecked(),
            .producerHalted = m_producerHalted->isChecked(),
            .firstEvent = m_firstEvent->isChecked()};
}

void Notifications::show(const NoticeChoice &choice)
{
    m_gapLost->setChecked(choice.gapLost);
    m_producerHalted->setChecked(choice.producerHalted);
    m_firstEvent->setChecked(choice.firstEvent);
}

void Notifications::takeRecords(const ledger::Records &records)
{
    const bool first = !m_any && !records.events.empty();
    m_any = m_any || first;
    if (!m_live)
        return;
    if (first && m_firstEvent->isChecked())
        tell(false,
             tr("The first event arrived: %1, in exchange %2.")
                 .arg(records.events.front().event.sequence.value)
                 .arg(records.events.front().exchange.value));
    const auto lost = [](const ledger::GapRecord &record) {
        return record.gap.state == ledger::GapState::Lost;
    };
    const auto found = std::ranges::find_if(records.gaps, lost);
    if (found == records.gaps.end() || !m_gapLost->isChecked())
        return;
    const qint64 more = std::ranges::count_if(records.gaps, lost) - 1;
    const QString numbers = numberRange(found->gap.first.value, found->gap.last.value);
    tell(true,
         more == 0 ? tr("Lost: %1. It is published and was never pushed.").arg(numbers)
                   : tr("Lost: %1, and more gaps: %2. They are published and were never pushed.")
                         .arg(numbers, grouped(more)));
}

void Notifications::takeProducer(const ProducerState &state)
{
    const bool halts = state.phase == ProducerPhase::Halted && m_phase != ProducerPhase::Halted;
    m_phase = state.phase;
    if (halts && m_producerHalted->isChecked())
        tell(true, tr("The producer halted: %1.").arg(state.reason));
}

void Notifications::tell(bool grave, const QString &text)
{
    m_banner.notice(grave ? Tone::Warn : Tone::Good, text);
    if (m_window.isActiveWindow() || !QSystemTrayIcon::isSystemTrayAvailable())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(applicationIcon(), this);
        m_tray->show();
    }
    m_tray->showMessage(tr("Pushbench"), text,
                        grave ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace pushbench::ui
