// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/ledger/books.h"

#include <variant>
#include <vector>

namespace pushbench::ledger {

/// What comparing a feed with its EntityEvent resource showed, as the books are told of it and as a
/// session remembers it: a note of kind Verdict.
struct Verdict
{
    /// The producer published numbers up to `last` long ago; those beyond the books' end are
    /// missing now.
    struct Expected
    {
        protocol::Sequence last{};
        WallTime published{};

        friend bool operator==(const Expected &, const Expected &) = default;
    };

    FeedKey feed{};
    std::variant<GapState, FeedCondition, Expected> what{};

    /// Gaps: whole runs of them may stand as one range, with the received numbers between them.
    std::vector<NumberRange> numbers{};

    QByteArray evidence{};             ///< In words; UTF-8.
    QList<ExchangeNumber> exchanges{}; ///< The reader's, which show it.
    WallTime at{};

    /// Recovered: what is taken over from the resource, ascending; nobody else keeps it.
    std::vector<protocol::EntityEvent> events{};

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// As JSON; numbers are written as strings, so that no reader rounds them.
[[nodiscard]] QByteArray writeVerdict(const Verdict &verdict);

/// The other way round; a later version's words are a Fault.
[[nodiscard]] Result<Verdict> readVerdict(const QByteArray &text);

/// "1104,1110-1119", and back; nullopt when it is no such list.
[[nodiscard]] QByteArray rangesText(std::span<const NumberRange> ranges);
[[nodiscard]] std::optional<std::vector<NumberRange>> rangesFrom(QByteArrayView text);

} // namespace pushbench::ledger
