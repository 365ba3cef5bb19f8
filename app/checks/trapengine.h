// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/checks/checkengine.h"
#include "app/verbs/producertrap.h"
#include "core/consumer/consumer.h"

namespace pushbench::app {

/// Listens as a consumer that leads a producer through the phases, and judges it as it goes along:
/// what can be said after a phase is said then, and all of it anew in the end.
class TrapEngine final : public CheckEngine
{
    Q_OBJECT

public:
    TrapEngine(CheckPlan plan, const Clock &clock);
    ~TrapEngine() override;

    void run() override;
    void cancel() override;

private:
    [[nodiscard]] Result<> listen();
    void enter(const QByteArray &phase, const QString &what);
    void awaitReturn(ExchangeNumber answered);
    void drain();
    void judgeSoFar();
    void stop();
    void conclude();

    std::shared_ptr<Inbox<Facts>> m_facts;
    std::unique_ptr<ProducerTrap> m_trap;
    std::unique_ptr<EngineThread<consumer::Consumer>> m_consumer;
    std::map<QByteArrayView, checks::Status> m_told;
    ui::CheckWait m_wait;
    bool m_stopping = false;
    bool m_cancelled = false;
};

} // namespace pushbench::app
