// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/checks/checkengine.h"
#include "app/enginethread.h"
#include "app/foundfindings.h"

namespace pushbench::app {

/// The window's checks: begins and cancels a run, keeps what came of it until the next one, and
/// writes its report. On the window's thread.
class CheckHalf final : public ui::CheckBench
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckHalf)

public:
    explicit CheckHalf(const Clock &clock, QObject *parent = nullptr);
    ~CheckHalf() override;

    void start(const ui::CheckSettings &settings) override;
    void examine(const ui::CheckSettings &settings) override;
    void cancel() override;
    void fetchEvidence(ExchangeNumber number) override;
    void saveReport(const QString &path) override;

private:
    void take(const ui::CheckStart &start);
    void take(const std::vector<checks::Entry> &entries);
    void finish(const ui::CheckEnd &end);

    const Clock &m_clock;
    std::shared_ptr<Session> m_session; ///< Of the latest run.
    std::unique_ptr<EngineThread<CheckEngine>> m_engine;
    checks::Report m_report;
    std::vector<checks::CheckSpec> m_order; ///< The run's checks.
    FoundFindings m_found;
    bool m_running = false;
};

} // namespace pushbench::app
