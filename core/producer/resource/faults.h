// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/protocol/event.h"
#include "core/protocol/retryafter.h"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace pushbench::producer {

/// Numbers, as a list of ranges with both ends.
struct NumberList
{
    struct Range
    {
        protocol::Sequence first;
        protocol::Sequence last;

        friend bool operator==(const Range &, const Range &) = default;
    };
    std::vector<Range> ranges{};

    [[nodiscard]] bool isEmpty() const noexcept { return ranges.empty(); }
    [[nodiscard]] bool has(qint64 sequence) const noexcept;

    friend bool operator==(const NumberList &, const NumberList &) = default;
};

/// An answer that refuses: 429 or 503, with a Retry-After as it is written, or made when it leaves.
struct RefusedAnswer
{
    int status = 429;
    int times = 1;
    QByteArray literal{}; ///< As it is sent; empty: none, or made by the form.
    std::optional<protocol::RetryAfterForm> form{};
    std::chrono::seconds wait{}; ///< Of the form.

    friend bool operator==(const RefusedAnswer &, const RefusedAnswer &) = default;
};

/// What the hosted resource does wrong on purpose, so that a reader can show what it makes of it.
struct ResourceFaults
{
    bool compacts = false;            ///< Numbers of records that have a newer event are hidden.
    std::chrono::milliseconds late{}; ///< Every tenth number is visible so much later.
    NumberList phantoms{};            ///< Pushed, and never seen here.
    NumberList conflicts{};           ///< Every other answer tells another key for them.
    std::optional<qint64> regress{};  ///< After the first page the log ends at this number.
    int withdrawnPercent = 0;         ///< So many of the records are gone.
    bool noLink = false;              ///< Pages end without a link although there is more.
    bool loopLink = false;            ///< The link leads to the page that it stands on.
    bool emptyPages = false;          ///< In front of every page there is an empty one with a link.
    bool textSequences = false;       ///< Int64 as texts that nobody asked for.
    bool roundedSequences = false;    ///< Int64 through a double.
    std::optional<qint64> expires{};  ///< After so many answers the token is not valid any more.
    bool forbidden = false;           ///< 403 for every token.
    std::vector<RefusedAnswer> refusals{}; ///< One after the other, before anything is answered.

    friend bool operator==(const ResourceFaults &, const ResourceFaults &) = default;
};

/// One kind of fault, for --help and for reading.
struct ResourceFaultKind
{
    QByteArrayView name;
    QByteArrayView argument; ///< Empty: it takes none.
    QByteArrayView effect;
};

inline constexpr std::array<ResourceFaultKind, 15> kResourceFaults{{
    {"compact", {}, "numbers whose record has a newer event are hidden"},
    {"late", "MS", "every tenth number becomes visible so many milliseconds later"},
    {"phantom", "NUMBERS", "they are pushed and never seen in the resource"},
    {"conflict", "NUMBERS", "every other answer tells another key for them"},
    {"regress", "NUMBER", "after the first page the log ends there"},
    {"withdrawn", "PERCENT", "so many of the records answer 404"},
    {"no-link", {}, "pages end without @odata.nextLink"},
    {"loop-link", {}, "@odata.nextLink leads to the page that it stands on"},
    {"empty-page", {}, "an empty page with a link in front of every page"},
    {"string-sequence", {}, "Int64 as strings that nobody asked for"},
    {"round-sequence", {}, "Int64 rounded to a double"},
    {"expire", "N", "the token expires after N answers"},
    {"forbid", {}, "403 for every token"},
    {"429", "RETRY-AFTER[*N]", "refuses N times, once by default"},
    {"503", "RETRY-AFTER[*N]", "the same with 503"},
}};

/// Adds what "KIND[:ARG]" says. A fault of kind Usage says what is wrong and how to mend it.
[[nodiscard]] Result<> addResourceFault(ResourceFaults &faults, QByteArrayView text);

/// The Retry-After value that goes with a refusal; nullopt for none.
[[nodiscard]] std::optional<QByteArray> retryAfterOf(const RefusedAnswer &refusal, WallTime now);

} // namespace pushbench::producer
