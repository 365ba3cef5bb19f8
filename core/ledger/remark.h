// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/journal/exchange.h"
#include "core/ledger/books.h"
#include "core/ledger/sequence/sequenceset.h"

#include <variant>

namespace pushbench::ledger {

/// What a person says of an exchange or of numbers of a feed, as a session remembers it: a note of
/// kind Remark. A later one about the same replaces it. Nothing is judged by it.
struct Remark
{
    /// What it is about, numbers by the name of their feed: they are numbered anew when a session
    /// is read.
    struct Numbers
    {
        FeedKey feed{};
        NumberRange range{};

        friend bool operator==(const Numbers &, const Numbers &) = default;
    };
    using Subject = std::variant<ExchangeNumber, Numbers>;

    static constexpr qsizetype kMostBytes = 4096; ///< Of the text.

    Subject about{};
    bool marked = false;
    QByteArray text{}; ///< UTF-8, may have several lines; empty: only a mark.
    WallTime at{};     ///< When it was written.

    /// It takes back what was said before.
    [[nodiscard]] bool isNothing() const noexcept { return !marked && text.isEmpty(); }

    friend bool operator==(const Remark &, const Remark &) = default;
};

/// The text is cut at kMostBytes, between two characters.
[[nodiscard]] journal::Note noteOf(const Remark &remark);

/// The other way round; a later version's words are a Fault.
[[nodiscard]] Result<Remark> readRemark(const journal::Note &note);

} // namespace pushbench::ledger
