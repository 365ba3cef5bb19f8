// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "core/protocol/retryafter.h"

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
    Early, ///< Back before it (F on 429; W on the others, where the standard only allows waiting).
    NotReturned, ///< Not back long after it (W).
    Unjudged,    ///< Nothing that can be obeyed was announced, or nobody could hear it (I).
};

/// Does this answer ask the producer to stop? 429 and 503 do; 413 and redirects do so with
/// Retry-After (H-RA5).
[[nodiscard]] bool asksToStop(const journal::Exchange &exchange) noexcept;

/// "waiting", "pass", "fail", "warn", "info": the words of the `politeness` record.
[[nodiscard]] QByteArrayView mannerVerdict(Manner manner, int status) noexcept;

/// The verdict of a finding about it.
[[nodiscard]] protocol::Verdict verdictOf(Manner manner, int status) noexcept;

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

} // namespace pushbench::consumer
