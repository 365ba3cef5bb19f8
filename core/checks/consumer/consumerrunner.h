// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/consumercheck.h"
#include "core/checks/consumer/prober.h"
#include "core/checks/selection.h"

namespace pushbench::checks {

struct ConsumerRunConfig
{
    ProberConfig prober{};
    Suite suite = Suite::Consumer; ///< Or Resource.
    Selection selection{};
    Profile profile{}; ///< What was agreed on; its fields and label stand in `prober`, too.
    bool consents = false;
    std::chrono::milliseconds timeLimit{300'000};
    qint64 mostRequests = 0;  ///< Nothing more is sent when so many were; 0: no limit.
    qint64 firstSequence = 0; ///< Of the events that are made up; 0: by the clock.
};

/// Runs the consumer's checks one after the other, and obeys the consumer: after a 429 or a 503
/// with Retry-After it waits, and asks that one again. Blocks.
class ConsumerRunner
{
public:
    using Report = std::function<void(const CheckSpec &, const Outcome &)>;
    /// So long it waits now, because of that answer.
    using Waiting = std::function<void(std::chrono::milliseconds wait, const QString &why)>;

    ConsumerRunner(ConsumerRunConfig config, const Clock &clock, journal::Journal &journal,
                   const std::atomic<bool> &cancelled)
        : m_config(std::move(config))
        , m_clock(clock)
        , m_cancelled(cancelled)
        , m_prober(m_config.prober, clock, journal, cancelled)
    {
    }

    /// Every selected check is reported, in order.
    void run(const Report &report);
    /// Whom to tell of waits; for whoever watches a run.
    void tellWaits(Waiting waiting) { m_waiting = std::move(waiting); }

    [[nodiscard]] qint64 requests() const noexcept { return m_prober.requests(); }

    /// The sequences of the events that were made up, but for those that a check chose.
    [[nodiscard]] std::pair<qint64, qint64> numbers() const noexcept { return m_numbers; }

private:
    [[nodiscard]] std::span<const ConsumerCheck> checks() const;
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] Outcome runOne(const ConsumerCheck &check, ProbeContext &context);
    [[nodiscard]] Seen sendPolitely(const Probe &probe, bool waits);

    ConsumerRunConfig m_config;
    const Clock &m_clock;
    const std::atomic<bool> &m_cancelled;
    Prober m_prober;
    Waiting m_waiting;
    SteadyTime m_until{};
    std::pair<qint64, qint64> m_numbers{};
    bool m_reachable = true;
};

} // namespace pushbench::checks
