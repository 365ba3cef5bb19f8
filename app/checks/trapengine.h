// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/checks/checkengine.h"

namespace pushbench::app {

/// Leads a producer through the phases, and judges it as it goes along: what can be said after a
/// phase is said then, and all of it anew in the end. Blocks its thread, but for an event loop of
/// its own.
class TrapEngine final : public CheckEngine
{
    Q_OBJECT

public:
    using CheckEngine::CheckEngine;

    void run() override;
    void cancel() override;

private:
    void enter(const QString &what);
    void awaitReturn(ExchangeNumber answered);
    void judge(bool forGood);

    std::unique_ptr<ProducerTrial> m_trial;
    std::map<QByteArrayView, checks::Status> m_told;
    bool m_cancelled = false;
};

} // namespace pushbench::app
