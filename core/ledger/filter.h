// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/ledger/records.h"

#include <span>

namespace pushbench::ledger {

/// A small language for picking exchanges and events: terms that must all hold, with blanks
/// between, each turned around by a minus in front of it.
///
///   resource:Media  key:3yd  seq:1100..1199  seq:1105   of events
///   is:late         received, late, duplicate, conflict, seen
///   status:429  status:500..599  side:consumer  source:IDX  exchange:1..99
///   outcome:unknown  is:refused (not answered 2xx)      of exchanges
///   word, "two words"                                   in heads and bodies
///
/// `resource` and `side` are compared whole, `key`, `source` and words by their parts; none of them
/// by case. Words in a body are looked for in its bytes.
class Filter
{
public:
    Filter() = default; ///< Everything passes.

    /// Where a term stands in the text.
    struct Place
    {
        qsizetype from = 0;
        qsizetype length = 0;
    };

    /// A fault of kind Usage says which term is wrong, and what may be written; `place` is told
    /// where it stands.
    [[nodiscard]] static Result<Filter> parse(const QString &text, Place *place = nullptr);

    /// Everything passes.
    [[nodiscard]] bool isEmpty() const noexcept { return m_terms.empty(); }

    /// Of exchanges as such. Where there are terms about events, one of its events must pass.
    [[nodiscard]] bool passes(const ExchangeRecord &record,
                              std::span<const EventRecord> events) const;
    /// One event of an exchange.
    [[nodiscard]] bool passes(const ExchangeRecord &record, const EventRecord &event) const;

private:
    enum class Subject : quint8 {
        Resource,
        Key,
        Sequence,
        State,
        Status,
        Side,
        Source,
        Exchange,
        Outcome,
        Refused,
        Text,
    };

    struct Term
    {
        Subject subject = Subject::Text;
        bool negated = false;
        QByteArray text{}; ///< Lower case.
        qint64 first = 0;
        qint64 last = 0;

        [[nodiscard]] bool isOfEvents() const noexcept { return subject <= Subject::State; }
        [[nodiscard]] bool holds(qint64 number) const noexcept
        {
            return number >= first && number <= last;
        }
    };

    [[nodiscard]] static Result<Term> parseTerm(QString word, bool quoted);
    [[nodiscard]] static bool holds(const Term &term, const journal::Exchange &exchange);
    [[nodiscard]] static bool holds(const Term &term, const EventRecord &event);
    [[nodiscard]] bool passesAlone(const journal::Exchange &exchange) const;
    [[nodiscard]] bool passes(const EventRecord &event) const;

    std::vector<Term> m_terms;
};

} // namespace pushbench::ledger
