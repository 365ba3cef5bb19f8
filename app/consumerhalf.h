// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/enginethread.h"
#include "core/consumer/consumer.h"
#include "ui/bench.h"

#include <QTemporaryFile>

namespace pushbench::app {

/// The window's consumer: starts and stops the engine, passes on what the person wants, and reports
/// how it is doing. On the window's thread.
class ConsumerHalf final : public QObject
{
    Q_OBJECT

public:
    explicit ConsumerHalf(const Clock &clock, QObject *parent = nullptr);

    void start(const ui::ConsumerSettings &settings, journal::Journal &journal);
    void stop();
    void force(const ui::ForcedAnswer &answer);
    void answerHonestly();
    /// In force at once, and for every start after it.
    void setPolicy(const consumer::Policy &policy);

    /// Ends the engine at once; the journal it writes to is about to close.
    void shutDown();

    /// Asks the engine; changed() follows.
    void poll();

    [[nodiscard]] bool isRunning() const noexcept { return m_engine != nullptr; }
    [[nodiscard]] const ui::ConsumerState &state() const noexcept { return m_state; }

Q_SIGNALS:
    void changed(const pushbench::ui::ConsumerState &state);
    void failed(const pushbench::Fault &fault);

private:
    [[nodiscard]] Result<consumer::Config> configFor(const ui::ConsumerSettings &settings);
    void refuse(const Fault &fault);
    void take(const consumer::Vitals &vitals, const consumer::Load &whole);

    const Clock &m_clock;
    std::unique_ptr<EngineThread<consumer::Consumer>> m_engine;
    std::unique_ptr<QTemporaryFile> m_authority; ///< Of a self-signed certificate.
    ui::ConsumerState m_state;
    consumer::Policy m_policy;
};

} // namespace pushbench::app
