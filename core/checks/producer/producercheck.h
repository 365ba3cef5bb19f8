// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"
#include "core/checks/producer/phases.h"
#include "core/consumer/judge/politeness.h"
#include "core/ledger/records.h"

#include <map>

namespace pushbench::checks {

/// What a request brought, seen again while the answer to it was waited for.
struct Copy
{
    ExchangeNumber exchange{};
    std::chrono::milliseconds after{}; ///< It began, counted from when the first one had begun.
};

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
    std::chrono::milliseconds took{};  ///< Slow: until it was answered.
    bool left = false;                 ///< Slow: the producer had not waited for that.
    std::vector<Copy> copies{};        ///< Slow: began while the answer was still to come.
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
    /// When producers gave up waiting for an answer, counted from the beginning of the request.
    std::map<ExchangeNumber, std::chrono::milliseconds> departures{};
    bool nextToken = false; ///< The producer was given a second one.
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

/// Judges one; status, sentence and evidence are set.
[[nodiscard]] Outcome judge(const ProducerCheck &check, const ProducerSeen &seen);

} // namespace pushbench::checks
