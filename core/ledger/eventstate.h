// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <array>

namespace pushbench::ledger {

/// What the books say of one arrival of an event (one member of one body).
enum class EventState : quint8 {
    Received,        ///< First arrival, above everything received before (or below the first).
    Late,            ///< First arrival, into a hole.
    DuplicateRetry,  ///< The same event again; an attempt before was not answered 2xx (RCP028-R11).
    DuplicateReplay, ///< The same event again, and a replay was asked for or to be expected.
    DuplicateUnprovoked, ///< The same event again though its 2xx had been sent (RCP028-R28).
    DuplicateInBatch,    ///< The same event twice in one body.
    Conflict,            ///< The same number for another record (RCP027-R6).
    Seen,      ///< Its exchange was not accepted, or the number cannot be one: not counted.
    Recovered, ///< Nobody pushed it: it was taken over from the resource.
};

inline constexpr std::array kEventStates{
    EventState::Received,
    EventState::Late,
    EventState::DuplicateRetry,
    EventState::DuplicateReplay,
    EventState::DuplicateUnprovoked,
    EventState::DuplicateInBatch,
    EventState::Conflict,
    EventState::Seen,
    EventState::Recovered,
};

/// "received", "late", "duplicate" (of every kind), "conflict", "seen", "recovered": the words of
/// the contract.
[[nodiscard]] QByteArrayView eventStateName(EventState) noexcept;

[[nodiscard]] constexpr bool isDuplicate(EventState state) noexcept
{
    return state >= EventState::DuplicateRetry && state <= EventState::DuplicateInBatch;
}

} // namespace pushbench::ledger
