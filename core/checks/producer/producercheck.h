// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"
#include "core/consumer/judge/politeness.h"
#include "core/consumer/policy/policy.h"
#include "core/ledger/records.h"

#include <map>

namespace pushbench::checks {

/// One thing that the consumer does to the producer, while it goes on pushing.
struct Phase
{
    QByteArrayView name; ///< "hold-seconds".
    QByteArray doing;    ///< In words: what is done, and what the producer has to do now.
    consumer::Reply reply{};
    bool healthy = false; ///< Nothing is done; some requests are taken.
};

/// How long a producer is told to wait, where it is told to.
inline constexpr std::chrono::seconds kHold{3};

/// All of them, in their order. The first and the last are healthy.
[[nodiscard]] std::vector<Phase> producerPhases(std::chrono::seconds hold = kHold);

/// What was seen of a phase.
struct PhaseSeen
{
    bool exercised = false;    ///< A request was answered as it says.
    ExchangeNumber answered{}; ///< That one.
    WallTime answeredAt{};     ///< When it began.
    ExchangeNumber returned{}; ///< The next request of the feed that was taken; 0: none came.
    std::chrono::milliseconds until{}; ///< Between the two.
    int between = 0;                   ///< Requests between them.
    bool sameBody = false;             ///< What was refused came again, byte by byte.
};

/// Everything that a run saw, for pure judges.
struct ProducerSeen
{
    std::map<QByteArrayView, PhaseSeen> phases{};
    std::map<ExchangeNumber, consumer::PolitenessRecord> holds{};
    std::vector<ledger::FindingRecord> findings{};
    qint64 exchanges = 0;
    qint64 withEvents = 0; ///< Exchanges with at least one event that could be read.
    qint64 several = 0;    ///< Of those, with more than one.
    qint64 labelled = 0;
};

struct ProducerCheck
{
    CheckSpec spec;
    void (*judge)(const ProducerCheck &, const ProducerSeen &, Outcome &);
    QByteArrayView phase{}; ///< Of what it looks at, where it is one phase.
};

[[nodiscard]] std::span<const ProducerCheck> producerChecks();

/// Judges one; status, sentence and evidence are set.
[[nodiscard]] Outcome judge(const ProducerCheck &check, const ProducerSeen &seen);

} // namespace pushbench::checks
