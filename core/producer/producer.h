// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/producer/attemptrecorder.h"
#include "core/producer/auth/authorizer.h"
#include "core/producer/checkpoint.h"
#include "core/producer/config.h"
#include "core/producer/feeder.h"
#include "core/producer/requestheads.h"
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
    QString lastLoss{};   ///< "1101: 413: …": what was refused for good last; empty: nothing was.
    Tally tally{};
    qint64 waiting = 0;         ///< Events taken from the source and not settled yet.
    qint64 withheld = 0;        ///< Events that were not pushed, on purpose.
    qint64 earlier = 0;         ///< Events that an earlier run had settled (Checkpoint).
    qint64 refusedEarlier = 0;  ///< Those of them that the consumer refused for good.
    bool awaits = false;        ///< The source has no more for now, and may get some.
    protocol::Sequence read{0}; ///< The highest that it gave; 0: none.
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

    /// Where the feed goes on, and where it keeps how far it came. Before start().
    void setCheckpoint(std::unique_ptr<Checkpoint> checkpoint)
    {
        m_checkpoint = std::move(checkpoint);
    }

    /// Hears which events a hosted resource shows, in order and before they are pushed
    /// (RCP028-R6): all of them but those that are hidden on purpose, so also those that are
    /// dropped. After `regress` they begin with 1 again. Before start(); called on this thread.
    using Publish = std::function<void(const std::vector<protocol::EntityEvent> &)>;
    void setPublisher(Publish publish) { m_publish = std::move(publish); }

    void start();
    /// Sends one body as it is, ahead of the rest; for hand-made payloads.
    void sendBody(const QByteArray &body);

    /// Pushes these events again, in batches as any others, behind what is queued already; also
    /// when the feed has come to its end. For what did not arrive: holds and retries are as ever.
    void pushAgain(const std::vector<protocol::EntityEvent> &events);

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
    /// The source cannot give more events, or the checkpoint cannot be kept and the feed stops.
    void sourceFailed(const pushbench::Fault &fault);
    /// The source has something to say, although the feed goes on.
    void noticed(const QString &what);
    /// Everything is settled, or stop() was called and nothing is under way.
    void finished();

private:
    struct Lane
    {
        std::unique_ptr<wire::ClientLane> connection;
        std::optional<Attempt> attempt;
        RequestPlan plan;        ///< Of the request under way.
        QByteArray head;         ///< Of the request under way, redacted.
        QByteArray body;         ///< Of the request under way.
        Secret token;            ///< That it carries.
        SteadyTime restsUntil{}; ///< It waits alone; see Manner::alone.
    };

    [[nodiscard]] Result<> connectLanes();
    [[nodiscard]] Result<> prepareAuthorizer();
    [[nodiscard]] bool mayRetryRefused(const Lane &lane, int status);
    [[nodiscard]] bool mayReplaceToken(const Secret &refused);
    [[nodiscard]] bool mayPush(Moment now);
    void useToken(const Secret &token);
    void pump();
    void fillQueue();
    void hear(const Fates &fates);
    [[nodiscard]] bool keepCheckpoint(bool forGood);
    [[nodiscard]] SteadyTime wakeAt(Moment now) const;
    void send(Lane &lane, Attempt attempt);
    void landed(Lane &lane, const wire::AttemptLog &log);
    void record(const Landed &landed);
    void announce(const Verdict &verdict, const Batch &batch);
    void announceWait(const Wait &wait);
    void checkFinished();

    Config m_config;
    std::unique_ptr<EventSource> m_source;    ///< Until start().
    std::unique_ptr<Checkpoint> m_checkpoint; ///< Until start().
    Publish m_publish;
    const Clock &m_clock;
    journal::Journal &m_journal;
    RequestHeads m_heads;
    AttemptRecorder m_recorder;
    Delivery m_delivery;
    std::optional<Authorizer> m_authorizer;  ///< Gets the tokens, if they are not given.
    std::optional<wire::Http2Lanes> m_http2; ///< What the lanes share, if they do.
    std::optional<Feeder> m_feeder;          ///< From start() on.
    std::vector<Lane> m_lanes;
    QTimer m_wake;
    QString m_lastLoss;
    bool m_stopping = false;
    bool m_finished = false;
    bool m_pumping = false;
};

} // namespace pushbench::producer
