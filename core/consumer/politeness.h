// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/resends.h"
#include "core/journal/feedname.h"
#include "core/journal/journal.h"
#include "core/protocol/retryafter.h"

#include <map>
#include <unordered_map>

namespace pushbench::consumer {

/// What the judge allows for. The defaults are the catalogue's (RCP028-R15, H-RA6).
struct PolitenessConfig
{
    /// A producer that comes back that much before the announced instant is still on time.
    std::chrono::milliseconds tolerance{1000};
    /// A request on another connection that begins so soon after our answer left was on its way
    /// already.
    std::chrono::milliseconds inFlight{50};
    /// Nobody back at the announced instant plus twice the wait, or plus this: worth a warning.
    std::chrono::milliseconds patience{std::chrono::minutes(10)};
};

/// How a producer took a "slow down".
enum class Manner : quint8 {
    Waiting, ///< Nobody has come back yet.
    Obeyed,  ///< Back at the announced instant or later (P).
    Early, ///< Back before it (F on 429; W on 503 and 413, where the standard only allows waiting).
    NotReturned, ///< Not back long after it (W).
    Unjudged,    ///< Nothing that can be obeyed was announced, or nobody could hear it (I).
};

/// Does this answer ask the producer to stop? 429 and 503 do, and 413 with Retry-After (H-RA5).
[[nodiscard]] bool asksToStop(const journal::Exchange &exchange) noexcept;

/// "waiting", "pass", "fail", "warn", "info": the words of the `politeness` record.
[[nodiscard]] QByteArrayView mannerVerdict(Manner manner, int status) noexcept;

/// One answer that asked the producer to stop, and what became of it (contract: `politeness`).
struct PolitenessRecord
{
    QByteArray feed{};         ///< EntityEventSource; empty without one.
    QByteArray path{};         ///< Without one: the endpoint, where there are several.
    ExchangeNumber exchange{}; ///< The one that was answered so.
    int status = 429;
    QByteArray retryAfter{}; ///< As sent.
    std::optional<protocol::RetryAfterForm> form{};
    WallTime sent{};                     ///< The kernel took the answer's last byte.
    std::optional<WallTime> announced{}; ///< Not before sent; absent without a legal value.
    std::optional<WallTime> returned{};  ///< First byte of the first request after it.
    ExchangeNumber returnedBy{};         ///< That request.
    bool sameConnection = true;          ///< It came where the answer had gone.
    std::optional<std::chrono::milliseconds> margin{}; ///< returned - announced; negative is early.
    int inFlight = 0;  ///< Requests that were under way when it left.
    int meanwhile = 0; ///< Requests that began before the announced instant.
    std::optional<std::chrono::milliseconds> skew{}; ///< The producer's Date minus our clock.
    Manner manner = Manner::Waiting;
    const char *id = "RCP028-R15"; ///< The clause that decided.
    QString text{};                ///< One sentence.
};

/// The sums of one feed.
struct PolitenessFigure
{
    QByteArray feed{};
    QByteArray path{}; ///< As in PolitenessRecord.
    int holds = 0;
    int obeyed = 0;
    int early = 0;
    int notReturned = 0;
    int waiting = 0;
    std::optional<std::chrono::milliseconds> smallestMargin{};
};

/// What one step brought: records that are new or changed, and findings about the exchange that was
/// applied.
struct PolitenessChanges
{
    std::vector<PolitenessRecord> records{};
    protocol::Findings findings{};
};

/// Judges the manners of the producers that push to us: does the whole feed stop on 429
/// (RCP028-R13) and wait as long as Retry-After says (RCP028-R15, H-RA*), are failures repeated in
/// a storm (RCP028-R16), is a refused body sent again unchanged, does the token follow a redirect
/// (H-REDIR)?
///
/// Fed with what the journal committed, in its order, so that a session opened from its file gives
/// the same verdicts as the live one. A value without IO; memory is bounded by the holds that
/// nobody answered.
class Politeness
{
public:
    explicit Politeness(PolitenessConfig config = {})
        : m_config(config)
    {
    }

    void apply(const journal::Committed &item, PolitenessChanges &changes);

    /// Time passes without traffic: holds become overdue.
    void tick(WallTime now, PolitenessChanges &changes);

    [[nodiscard]] std::vector<PolitenessFigure> figures() const;

private:
    /// An answer that asked to stop and has no first contact yet.
    struct Hold
    {
        PolitenessRecord record;
        qint64 connection = 0;
        WallTime began{};   ///< Of its exchange.
        bool armed = false; ///< Its answer has left; until then everything that comes is in flight.
    };

    struct Redirect
    {
        ExchangeNumber exchange;
        int status = 0;
        QByteArray host;
        QByteArray location;
    };

    struct Feed
    {
        PolitenessFigure figure;
        std::vector<Hold> holds;
        std::optional<Redirect> redirect;
        Resends resends;
    };

    void applyExchange(const journal::Exchange &exchange, PolitenessChanges &changes);
    void applyContact(Feed &feed, const journal::Exchange &exchange, PolitenessChanges &changes);
    void settle(Feed &feed, Hold &hold, const journal::Exchange &contact);
    void openHold(Feed &feed, const journal::Exchange &exchange, PolitenessChanges &changes);
    void arm(const journal::Note &note, PolitenessChanges &changes);
    void drop(const journal::Exchange &lost, PolitenessChanges &changes);
    void judgeRedirect(Feed &feed, const journal::Exchange &exchange, PolitenessChanges &changes);
    [[nodiscard]] journal::FeedName feedOf(const journal::Exchange &exchange);

    PolitenessConfig m_config;
    std::map<journal::FeedName, Feed> m_feeds;
    std::unordered_map<qint64, journal::FeedName> m_names; ///< What a connection last pushed to.
    std::vector<QByteArray> m_paths; ///< Of the endpoints, where there are several.
};

} // namespace pushbench::consumer
