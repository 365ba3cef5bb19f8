// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/checks/proof/proof.h"
#include "core/journal/journal.h"

#include <atomic>

class QUrl;

namespace pushbench::app {

/// Which mock is checked.
enum class Mock : quint8 {
    Ours,   ///< The bench's own.
    Mutant, ///< The other one: right without a fault, wrong in one thing with it.
};

/// Runs the checks of a suite against one mock, with waits that are scaled down. Callable from
/// several threads at a time; each call blocks.
class MockTrials
{
public:
    /// All of them outlive it. Exchanges of probes go to the journal; those of producers stand in
    /// sessions of their own, which go with the run.
    MockTrials(const checks::Selection &selection, const Clock &clock, journal::Journal &journal,
               const std::atomic<bool> &cancelled)
        : m_selection(selection)
        , m_clock(clock)
        , m_journal(journal)
        , m_cancelled(cancelled)
    {
    }

    [[nodiscard]] Result<checks::Outcomes> run(checks::Suite suite, Mock mock,
                                               const QByteArray &fault = {});

    /// So many requests were sent.
    [[nodiscard]] qint64 requests() const noexcept { return m_requests; }

    /// What is scaled down, and from what.
    [[nodiscard]] static QString waits();

private:
    [[nodiscard]] Result<checks::Outcomes> ofConsumer(Mock mock, const QByteArray &fault);
    [[nodiscard]] Result<checks::Outcomes> ofResource(Mock mock, const QByteArray &fault);
    [[nodiscard]] Result<checks::Outcomes> ofProducer(Mock mock, const QByteArray &fault);
    [[nodiscard]] checks::Outcomes probe(checks::Suite suite, const QUrl &url, const Secret &token);

    const checks::Selection &m_selection;
    const Clock &m_clock;
    journal::Journal &m_journal;
    const std::atomic<bool> &m_cancelled;
    std::atomic<qint64> m_requests = 0;
};

} // namespace pushbench::app
