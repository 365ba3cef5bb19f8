// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/protocol/event.h"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace pushbench::producer {

/// What a producer can be told to do wrong (contract section 3, `--misbehave KIND[:ARG]`).
enum class Misbehaviour : quint8 {
    // What becomes of an event.
    Drop,
    Hide,
    Duplicate,
    Reorder,
    Conflict,
    Regress,
    HugeSequence,
    // How it is written.
    LegacyNames,
    StringSequence,
    FloatSequence,
    WrongContext,
    // The request that carries it.
    NoToken,
    WrongToken,
    WrongMediaType,
    AbortHead,
    AbortBody,
    AbortAnswer,
    SlowBody,
    WrongLength,
    // What it makes of a hold.
    IgnoreRetryAfter,
    Early,
    HoldAlone,
};

/// What stands behind the colon.
enum class ArgumentForm : quint8 {
    Which,       ///< Sequences, ranges or a rate; nothing means all.
    WhichNeeded, ///< The same, and nothing is too little.
    Sequence,    ///< One sequence.
    SequenceOrStart,
    Milliseconds,
};

struct MisbehaviourKind
{
    Misbehaviour kind;
    QByteArrayView name;
    ArgumentForm argument;
    QByteArrayView effect; ///< For --help: what it does, in a few words.
};

inline constexpr std::array<MisbehaviourKind, 22> kMisbehaviours{{
    {Misbehaviour::Drop, "drop", ArgumentForm::WhichNeeded,
     "published in the resource, never pushed"},
    {Misbehaviour::Hide, "hide", ArgumentForm::WhichNeeded, "pushed, and hidden from the resource"},
    {Misbehaviour::Duplicate, "duplicate", ArgumentForm::Which, "pushed again by the next request"},
    {Misbehaviour::Reorder, "reorder", ArgumentForm::Which, "pushed behind the event after it"},
    {Misbehaviour::Conflict, "conflict", ArgumentForm::Which,
     "its number is pushed again for another record"},
    {Misbehaviour::Regress, "regress", ArgumentForm::Sequence,
     "from there on numbers begin with 1 again"},
    {Misbehaviour::HugeSequence, "huge-sequence", ArgumentForm::SequenceOrStart,
     "from there on numbers lie beyond 2^53"},
    {Misbehaviour::LegacyNames, "legacy-names", ArgumentForm::Which,
     "the members' names of early drafts"},
    {Misbehaviour::StringSequence, "string-sequence", ArgumentForm::Which,
     "the sequence as a string"},
    {Misbehaviour::FloatSequence, "float-sequence", ArgumentForm::Which,
     "the sequence with a fraction, 1107.0"},
    {Misbehaviour::WrongContext, "wrong-context", ArgumentForm::Which,
     "@reso.context of another resource"},
    {Misbehaviour::NoToken, "no-token", ArgumentForm::Which, "no Authorization field"},
    {Misbehaviour::WrongToken, "wrong-token", ArgumentForm::Which, "another token"},
    {Misbehaviour::WrongMediaType, "wrong-media-type", ArgumentForm::Which,
     "Content-Type: text/plain"},
    {Misbehaviour::AbortHead, "abort-head", ArgumentForm::Which, "cut off in the head"},
    {Misbehaviour::AbortBody, "abort-body", ArgumentForm::Which, "cut off in the body"},
    {Misbehaviour::AbortAnswer, "abort-answer", ArgumentForm::Which,
     "gone before the answer is there"},
    {Misbehaviour::SlowBody, "slow-body", ArgumentForm::Which, "the body takes two seconds"},
    {Misbehaviour::WrongLength, "wrong-length", ArgumentForm::Which,
     "Content-Length announces more than comes"},
    {Misbehaviour::IgnoreRetryAfter, "ignore-retry-after", ArgumentForm::Which,
     "waits only its own backoff"},
    {Misbehaviour::Early, "early", ArgumentForm::Milliseconds,
     "comes back so many milliseconds before Retry-After is over"},
    {Misbehaviour::HoldAlone, "hold-alone", ArgumentForm::Which,
     "a hold stops only the connection that was told"},
}};

[[nodiscard]] constexpr const MisbehaviourKind &kindOf(Misbehaviour kind) noexcept
{
    return kMisbehaviours[static_cast<size_t>(kind)];
}

/// Which events a misbehaviour is for. A share is drawn by the sequence and a seed alone, so that
/// it falls on the same events however they are batched, and again after a restart.
struct Which
{
    struct Run
    {
        protocol::Sequence first;
        protocol::Sequence last;

        friend bool operator==(const Run &, const Run &) = default;
    };

    std::vector<Run> runs{};       ///< Ascending, apart from each other. Empty: see share.
    std::optional<double> share{}; ///< 0 to 1. Without it, and without runs: all.

    /// `salt` tells the misbehaviours apart, so that two of one share do not fall on the same.
    [[nodiscard]] bool holds(protocol::Sequence sequence, quint64 seed, quint64 salt) const;

    friend bool operator==(const Which &, const Which &) = default;
};

/// One misbehaviour that was asked for.
struct Misdeed
{
    Misbehaviour kind = Misbehaviour::Drop;
    Which which{};
    std::chrono::milliseconds early{}; ///< Of Early.

    friend bool operator==(const Misdeed &, const Misdeed &) = default;
};

/// Reads "drop:1107", "drop:1107,1110-1119", "duplicate:1%", "early:500", "legacy-names". A fault
/// of kind Usage says what is wrong with it and what may be written.
[[nodiscard]] Result<Misdeed> parseMisdeed(QByteArrayView text);

/// "1107,1110-1119": ascending numbers, those that follow each other joined.
[[nodiscard]] QByteArray writeRuns(std::span<const protocol::Sequence> ascending);

} // namespace pushbench::producer
