// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/journal/redactor.h"
#include "core/producer/auth/authorizer.h"
#include "core/producer/config.h"
#include "core/producer/eventsource.h"
#include "core/wire/client/clientlane.h"
#include "core/wire/client/http2lanes.h"

#include <QObject>
#include <QTimer>

namespace pushbench::producer {

/// How the producer is doing, for a state line that always says why.
struct Vitals
{
    Standing standing = Standing::Running;
    Wait wait{};          ///< Holding and BackingOff.
    QString haltReason{}; ///< Halted.
    Tally tally{};
    qint64 waiting = 0; ///< Events taken from the source and not settled yet.
};

/// The mock producer: takes events from a source, batches them, and pushes them by the rules of
/// Delivery over as many connections as may be in flight. Every attempt is recorded. Lives on a
/// thread of its own; call it by queued invocation.
class Producer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Producer)

public:
    Producer(Config config, std::unique_ptr<EventSource> source, const Clock &clock,
             journal::Journal &journal, QObject *parent = nullptr);
    ~Producer() override;

    void start();
    /// Sends one body as it is, ahead of the rest; for hand-made payloads.
    void sendBody(const QByteArray &body);

    /// Nothing more is sent; requests under way are finished, then finished() follows.
    void stop();

    void pause();
    void step();
    void resume(const QString &by);

    [[nodiscard]] Vitals vitals() const;

Q_SIGNALS:
    /// The feed waits; reason in words, seconds from now.
    void held(pushbench::WallTime until, std::chrono::milliseconds wait, const QString &reason);
    void halted(const QString &reason);
    void resumed(const QString &by);
    /// The source cannot give more events.
    void sourceFailed(const pushbench::Fault &fault);
    /// Everything is settled, or stop() was called and nothing is under way.
    void finished();

private:
    struct Lane
    {
        std::unique_ptr<wire::ClientLane> connection;
        std::optional<Attempt> attempt;
        QByteArray head; ///< Of the request under way, redacted.
        Secret token;    ///< That it carries.
    };

    [[nodiscard]] Result<> connectLanes();
    [[nodiscard]] Result<> prepareAuthorizer();
    [[nodiscard]] bool mayRetryRefused(const Lane &lane, int status);
    [[nodiscard]] bool mayPush(Moment now);
    void useToken(const Secret &token);
    void pump();
    void fillQueue();
    void send(Lane &lane, Attempt attempt);
    void landed(Lane &lane, const wire::AttemptLog &log);
    void takeReceipts();
    [[nodiscard]] bool journalLags() const noexcept;
    void record(const Lane &lane, const wire::AttemptLog &log, journal::Outcome outcome);
    void announce(const Verdict &verdict);
    void checkFinished();
    [[nodiscard]] QByteArray writeBody(const std::vector<protocol::EntityEvent> &events) const;

    Config m_config;
    std::unique_ptr<EventSource> m_source;
    const Clock &m_clock;
    journal::Journal &m_journal;
    journal::Redactor m_redactor;
    journal::ReceiptBox m_receipts;
    Delivery m_delivery;
    std::optional<Authorizer> m_authorizer;   ///< Gets the tokens, if they are not given.
    std::optional<wire::Http2Lanes> m_http2; ///< What the lanes share, if they do.
    std::vector<Lane> m_lanes;
    QTimer m_wake;
    qint64 m_lastBatch = 0;
    qint64 m_unrecorded = 0;       ///< Exchanges that the journal has not confirmed yet.
    quint64 m_unrecordedBytes = 0; ///< Of their bodies.
    bool m_stopping = false;
    bool m_finished = false;
    bool m_pumping = false;
};

} // namespace pushbench::producer
