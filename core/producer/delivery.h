// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/journal/exchange.h"
#include "core/producer/batch.h"
#include "core/producer/manner.h"
#include "core/protocol/retryafter.h"
#include "core/wire/client/attempt.h"

#include <deque>
#include <map>
#include <random>
#include <unordered_map>

namespace pushbench::producer {

struct DeliveryConfig
{
    int inFlight = 1;                 ///< Requests under way at a time; 1 keeps strict order.
    double eventsPerSecond = 0;       ///< 0: as fast as it goes.
    double rampTo = 0;                ///< The rate moves evenly to this one …
    std::chrono::milliseconds ramp{}; ///< … in this time from the first request on; 0: it stays.
    int burst = 0; ///< So many events leave at once, then nothing until the rate allows the next.
    int maxAttempts = 10; ///< Of one batch; more only after a resume (RCP028-R16).
    std::chrono::milliseconds backoffBase{500};
    std::chrono::milliseconds backoffMax{60'000};
    quint64 seed = 1; ///< Of the jitter.
};

using AttemptId = Strong<struct AttemptTag, qint64>;

/// One request that is to be sent now.
struct Attempt
{
    AttemptId id;
    std::shared_ptr<const Batch> batch;
    int number = 1; ///< Counts the tries of the batch.
};

/// When the feed goes on, and why it waits.
struct Wait
{
    Moment since;
    Moment until;
    QString reason;
};

/// What an attempt came to.
struct Verdict
{
    journal::Outcome outcome = journal::Outcome::Delivered;
    bool holds = false;  ///< The feed waits, or longer than before; see Delivery::wait().
    bool halted = false; ///< This brought the feed to a stop; see Delivery::haltReason().
    /// The events were refused for good, and this is why. Empty while they may yet be delivered.
    QString lost{};
    /// Only the connection that was told waits, and until then; see Manner::alone.
    std::optional<Wait> alone{};
};

/// Why the feed does not send, if it does not.
enum class Standing : quint8 {
    Running,
    Holding,    ///< The consumer said 429 or 503 (RCP028-R13, R15).
    BackingOff, ///< An attempt failed.
    Paused,     ///< Somebody said hold.
    Halted,     ///< It gave up (RCP028-R17).
    Done,       ///< The source is at its end and every batch is settled.
};

/// Counts of events, for summaries. Copies that were made on purpose are in none of them.
struct Tally
{
    qint64 offered = 0;
    qint64 delivered = 0;
    qint64 refused = 0;                ///< Of batches that the consumer refused for good.
    std::map<int, qint64> refusedBy{}; ///< The same by status.
    qint64 unknownAttempts = 0;
};

/// Decides what is sent when, for one feed with any number of connections. A value without IO;
/// every call gets the time.
///
/// The rule for answers: 2xx delivers. 429 and 503, and 413 with a legal Retry-After, hold the
/// whole feed until max(own backoff, Retry-After). 408, 425 and the other 5xx are tried again after
/// a backoff, and so is what got no answer (RCP028-R10). Any other 413 halves the batches from
/// there on; one event that is too large by itself is refused for good, and so is the body of a
/// 400, 409, 414, 422 or 431: it is counted, its reason told, and the feed goes on. Every other
/// status speaks about the endpoint or the token: the feed halts.
class Delivery
{
public:
    explicit Delivery(DeliveryConfig config);

    /// Room for another batch? Keeps just enough in the queue for the connections.
    [[nodiscard]] bool wantsBatch() const noexcept;
    void offer(Batch batch);

    /// How many events a request may hold, as far as the consumer has told by a 413.
    [[nodiscard]] size_t batchLimit() const noexcept { return m_batchLimit; }
    void sourceEnded() noexcept { m_sourceEnded = true; }

    /// What may be sent now, if anything. Call it until it gives nothing.
    [[nodiscard]] std::optional<Attempt> next(Moment now);

    /// When next() may have something without anything else happening; max() when not before some
    /// event.
    [[nodiscard]] SteadyTime wakeAt(Moment now) const;

    Verdict answered(AttemptId id, int status, std::optional<QByteArrayView> retryAfter, Moment now,
                     const Manner &manner = {});
    Verdict unanswered(AttemptId id, wire::Evidence evidence, const QString &fault, Moment now,
                       const Manner &manner = {});

    /// Its token was refused, and the next attempt has another: no failure of the batch.
    void tokenRefused(AttemptId id) { requeue(land(id)); }

    /// Stands still for a reason from outside. True when it did not before.
    bool giveUp(const QString &reason) { return halt(reason); }

    void pause() noexcept { m_paused = true; }
    /// Lets one request go while paused.
    void step() noexcept { m_steps += m_paused ? 1 : 0; }
    /// Ends a pause, and what the consumer announced meanwhile still counts (RCP028-R15). Without a
    /// pause it ends a hold or a halt, and every batch may be tried anew.
    void resume();

    [[nodiscard]] Standing standing(Moment now) const;
    [[nodiscard]] const Wait &wait() const noexcept { return m_wait; }
    [[nodiscard]] const QString &haltReason() const noexcept { return m_haltReason; }
    [[nodiscard]] const Tally &tally() const noexcept { return m_tally; }
    [[nodiscard]] bool idle() const noexcept { return m_flying.empty(); }

private:
    struct Pending
    {
        std::shared_ptr<const Batch> batch;
        int attempts = 0;
        int failures = 0; ///< Since the last resume.
        int wave = 0;     ///< m_wave when it was sent.
    };

    [[nodiscard]] Pending land(AttemptId id);
    void requeue(Pending pending);
    void splitFront();
    Verdict refuse(Pending pending, int status);
    /// What was said about when to come back.
    struct Announced
    {
        std::chrono::milliseconds wait{};
        bool legal = false; ///< There was a Retry-After that can be read.
    };

    Verdict retry(Pending pending, journal::Outcome outcome, const Announced &announced,
                  const QString &reason, Moment now, const Manner &manner);
    Verdict sendProperly(Pending pending, journal::Outcome outcome);
    bool halt(const QString &reason);
    [[nodiscard]] std::chrono::milliseconds backoff(int wave);
    void pay(qint64 events, Moment now);

    DeliveryConfig m_config;
    std::mt19937_64 m_random;
    std::deque<Pending> m_queue; ///< By place in the feed.
    std::unordered_map<AttemptId, Pending> m_flying;
    AttemptId m_lastAttempt;
    qint64 m_lastBatch = 0;
    qint64 m_nextPlace = 0;
    size_t m_batchLimit = std::numeric_limits<size_t>::max();
    Tally m_tally;
    Wait m_wait;
    bool m_holding = false; ///< What m_wait is: a hold, or a backoff.
    QString m_haltReason;
    SteadyTime m_rateAllows{};
    std::optional<SteadyTime> m_firstSent;
    qint64 m_burst = 0; ///< Events that have left and are not paid yet.
    int m_failuresInRow = 0;
    int m_wave = 0; ///< Counts the waits: requests of one wave set out between the same two.
    int m_steps = 0;
    bool m_paused = false;
    bool m_sourceEnded = false;
};

} // namespace pushbench::producer
