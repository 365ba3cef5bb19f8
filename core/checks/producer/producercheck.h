// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"
#include "core/checks/profile/profile.h"
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
    bool resumes = false; ///< The producer is called, and has to go on.
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

/// A call that told the producer to go on (RCP028-R18).
struct ResumeSeen
{
    ExchangeNumber exchange{};
    int status = 0;                    ///< 0: no answer.
    QString trouble{};                 ///< Why there is none.
    WallTime at{};                     ///< When it was begun.
    bool halted = false;               ///< The feed had stopped before.
    ExchangeNumber returned{};         ///< The first request since with events that were taken.
    std::chrono::milliseconds until{}; ///< Between the two.
};

/// Something that was agreed on, and was otherwise.
struct Deviation
{
    ExchangeNumber exchange{};
    QString what{};
    QString expected{};
    QString actual{};
};

/// Everything that a run saw, for pure judges.
struct ProducerSeen
{
    Profile profile{}; ///< What was agreed on.
    std::map<QByteArrayView, PhaseSeen> phases{};
    std::map<ExchangeNumber, consumer::PolitenessRecord> holds{};
    std::vector<ledger::FindingRecord> findings{};
    qint64 exchanges = 0;
    qint64 withEvents = 0; ///< Exchanges with at least one event that could be read.
    qint64 several = 0;    ///< Of those, with more than one.
    qint64 labelled = 0;
    std::vector<Deviation> fields{}; ///< Header fields that a profile wants.
    std::vector<Deviation> forms{};  ///< Payloads in the form that was not agreed on.
    std::vector<ResumeSeen> resumes{};
};

/// Compares an authorized request with what the profile says; what deviates is remembered. Secrets
/// stand in a recorded head by their fingerprints.
void compare(ProducerSeen &seen, const journal::Exchange &exchange);

struct ProducerCheck
{
    CheckSpec spec;
    void (*judge)(const ProducerCheck &, const ProducerSeen &, Outcome &);
    QByteArrayView phase{}; ///< Of what it looks at, where it is one phase.
};

[[nodiscard]] std::span<const ProducerCheck> producerChecks();

/// The phase in which the producer is called, for those profiles that say how.
[[nodiscard]] Phase resumePhase(const ResumeCall &call);

/// Judges one; status, sentence and evidence are set.
[[nodiscard]] Outcome judge(const ProducerCheck &check, const ProducerSeen &seen);

} // namespace pushbench::checks
