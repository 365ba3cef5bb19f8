// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/protocol/event.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <optional>

namespace pushbench::ledger {

/// What is known about numbers that are missing between the first and the last received. Numbers
/// may be hidden (RCP027-R8, R9), so a hole is a question and starts open; only evidence makes it a
/// loss.
enum class GapState : quint8 {
    Open,           ///< Younger than the grace period: the event may be under way.
    Unexplained,    ///< Older than that, and nobody could be asked yet.
    Checking,       ///< The resource was read once without it; a commit may still be under way.
    Hidden,         ///< The resource has moved past it without it, twice: not a loss.
    LostSuperseded, ///< Published, never pushed; a later event of the same record was received.
    Lost,           ///< Published, never pushed, and nothing later for its record.
    Recovered,      ///< Taken over from the resource.
    Filled,         ///< Arrived late: what a hole is reported as when it goes.
};

inline constexpr std::array kGapStates{
    GapState::Open,           GapState::Unexplained, GapState::Checking,  GapState::Hidden,
    GapState::LostSuperseded, GapState::Lost,        GapState::Recovered, GapState::Filled,
};

/// Nobody knows yet what the gap means.
[[nodiscard]] constexpr bool isQuestion(GapState state) noexcept
{
    return state == GapState::Open || state == GapState::Unexplained || state == GapState::Checking;
}

/// "open", "lost-superseded": the words of the contract.
[[nodiscard]] QByteArrayView gapStateName(GapState) noexcept;
[[nodiscard]] std::optional<GapState> gapStateFromName(QByteArrayView) noexcept;

/// What comparing pushes with the resource can say about numbers that are no holes: received ones,
/// those outside the books' scope, and the feed as a whole.
enum class FeedCondition : quint8 {
    OutOfScope,      ///< Below the first number that the feed is watched from.
    Lag,             ///< Published, above everything received.
    BeyondHead,      ///< Received before the resource showed it (RCP028-R6).
    Phantom,         ///< Received, and the resource moved past it without it.
    Contradicted,    ///< Received for another record than the resource has it for (RCP027-R10).
    HiddenAfterPush, ///< Received, hidden since; a later event of its record exists (RCP027-R8).
    HideViolation,   ///< Received, hidden since, and no later event of its record (RCP027-R8).
    Regression,      ///< The head fell, or numbers started anew far below it.
    EpochBreak,      ///< A confirmed restart of the numbers: they mean something else from here on.
    Sparse,          ///< So few of its numbers are used that a hole is no alarm.
    ReceiverDown,    ///< Nobody listened for a while, between two runs of a session.
};

inline constexpr std::array kFeedConditions{
    FeedCondition::OutOfScope,    FeedCondition::Lag,          FeedCondition::BeyondHead,
    FeedCondition::Phantom,       FeedCondition::Contradicted, FeedCondition::HiddenAfterPush,
    FeedCondition::HideViolation, FeedCondition::Regression,   FeedCondition::EpochBreak,
    FeedCondition::Sparse,        FeedCondition::ReceiverDown,
};

/// "out-of-scope", "epoch-break", …
[[nodiscard]] QByteArrayView feedConditionName(FeedCondition) noexcept;
[[nodiscard]] std::optional<FeedCondition> feedConditionFromName(QByteArrayView) noexcept;

/// Why a state is what it is.
struct Evidence
{
    QByteArray text{};                 ///< In words; UTF-8.
    WallTime at{};                     ///< Since when it speaks for the state; 0: nothing does.
    QList<ExchangeNumber> exchanges{}; ///< The reader's, which show it.

    friend bool operator==(const Evidence &, const Evidence &) = default;
};

/// Missing numbers next to each other that share their fate. Closed interval.
struct Gap
{
    protocol::Sequence first{};
    protocol::Sequence last{};
    GapState state = GapState::Open;
    WallTime openedAt{};
    ExchangeNumber openedBy{}; ///< The exchange that jumped over them.
    WallTime settledAt{};      ///< Since when evidence speaks for the state; 0: nothing does.
    QByteArray evidence{};     ///< Why the state is what it is, in words; UTF-8, empty at first.
    QList<ExchangeNumber> exchanges{}; ///< The reader's, which show it.

    friend bool operator==(const Gap &, const Gap &) = default;
};

/// How a step of the books changed the list of gaps. To follow it, cut every change's interval out
/// of the list, in order; and put the gap there unless it was filled or withdrawn.
struct GapChange
{
    enum class Kind : quint8 {
        Opened,    ///< A new hole, or one that is back because an answer did not get through.
        Changed,   ///< Another state, or what a late arrival left of it.
        Filled,    ///< The numbers of the gap arrived; its state is Filled.
        Withdrawn, ///< No hole any more: what lay beyond it does not count. Its state is Filled,
                   ///< for lists that go by states alone; its evidence says so.
    };

    Kind kind = Kind::Opened;
    Gap gap{};

    friend bool operator==(const GapChange &, const GapChange &) = default;
};

} // namespace pushbench::ledger
