// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/checks/consumer/probe.h"
#include "core/journal/journal.h"
#include "core/journal/redactor.h"

#include <QSslConfiguration>
#include <QUrl>

#include <atomic>
#include <memory>

class QSslSocket;

namespace pushbench::checks {

struct ProberConfig
{
    QUrl target{};
    Secret token{};
    wire::Fields fields{};         ///< Of every request, as a profile wants them.
    std::vector<Secret> secrets{}; ///< That these fields hold; never recorded.
    QByteArray label{};            ///< EntityEventSource of every request; empty: none.
    std::chrono::milliseconds timeout{10'000};
    std::chrono::milliseconds dribble{6'000}; ///< How long a head is drawn out.
    double perSecond = 20;                    ///< Requests at the most.
    bool insecure = false;
    QByteArray caPem{}; ///< Whom to trust instead of the system's authorities.
};

/// Sends probes, the very bytes, and records what came of them. Blocks: it is for a thread of its
/// own. Knows no producer's rules, because it breaks them.
class Prober
{
public:
    /// The clock, the journal and the flag outlive it.
    Prober(ProberConfig config, const Clock &clock, journal::Journal &journal,
           const std::atomic<bool> &cancelled);
    ~Prober();
    Q_DISABLE_COPY_MOVE(Prober)

    [[nodiscard]] Seen send(const Probe &probe);

    /// So many requests were sent.
    [[nodiscard]] qint64 requests() const noexcept { return m_requests; }

    /// Waits, unless it is cancelled.
    void pause(std::chrono::milliseconds time) const;

private:
    struct Wire; // One connection.

    void once(const Probe &probe, Seen &seen);
    void write(Wire &wire, const Probe &probe, const QByteArray &head, const QByteArray &body,
               Seen &seen);
    void read(Wire &wire, const Probe &probe, size_t answers, Seen &seen);
    void dribble(Wire &wire, const QByteArray &head, Seen &seen);
    [[nodiscard]] static QByteArray bodyOf(const Probe &probe);
    [[nodiscard]] QByteArray headOf(const Probe &probe, qsizetype bodySize) const;
    void record(const Probe &probe, const QByteArray &head, Moment began, const QByteArray &peer,
                Seen &seen);
    void keepPace();

    ProberConfig m_config;
    const Clock &m_clock;
    journal::Journal &m_journal;
    const std::atomic<bool> &m_cancelled;
    journal::Redactor m_redactor;
    journal::ReceiptBox m_receipts;
    SteadyTime m_last{};
    qint64 m_requests = 0;
};

} // namespace pushbench::checks
