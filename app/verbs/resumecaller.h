// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/prober.h"
#include "core/checks/producer/producercheck.h"

#include <QThread>

#include <atomic>
#include <functional>

namespace pushbench::app {

/// Makes the call by which a producer is told to go on (RCP028-R18), as a profile describes it, on
/// a thread of its own. Waits for the call under way when it goes.
class ResumeCaller
{
    Q_DISABLE_COPY_MOVE(ResumeCaller)

public:
    ResumeCaller(const checks::ResumeCall &call, const Clock &clock, journal::Journal &journal);
    ~ResumeCaller();

    /// What came of it is told in the thread that lives with `context`, unless that has gone.
    void call(QObject *context, std::function<void(const checks::ResumeSeen &)> tell);

private:
    const Clock &m_clock;
    journal::Journal &m_journal;
    checks::ProberConfig m_config;
    checks::Probe m_probe;
    std::atomic<bool> m_cancelled = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace pushbench::app
