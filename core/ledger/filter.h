// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/ledger/feedrange.h"
#include "core/ledger/records.h"

#include <QFlags>
#include <QStringList>

#include <memory>
#include <span>

namespace pushbench::ledger {

class RemarkIndex;

/// A small language for picking exchanges and events: terms that must all hold, with blanks
/// between, each turned around by a minus in front of it.
///
///   resource:Media  key:3yd  seq:1100..1199  seq:1105   of events
///   is:late         received, late, duplicate, conflict, seen
///   status:429  status:500..599  side:consumer  source:IDX  exchange:1..99
///   outcome:unknown  is:refused (not answered 2xx)      of exchanges
///   word, "two words"                                   in heads and bodies
///   is:marked  note:ticket                              by people, of what they said of either
///
/// In a window it picks gaps and findings, too:
///
///   is:lost         open, unexplained, checking, hidden, lost-superseded, lost, recovered, filled
///   id:R28  severity:fail                               of findings: the clause, fail, warn, info
///   word                                                in the evidence, or in what was found
///
/// `resource` and `side` are compared whole, `key`, `source` and words by their parts; none of them
/// by case. Words in a body are looked for in its bytes.
class Filter
{
public:
    Filter() = default; ///< Everything passes.

    /// What is picked. A term may have no meaning for some of it.
    enum class Scope : quint8 {
        Traffic = 1, ///< Exchanges and events.
        Gaps = 2,
        Findings = 4,
    };
    Q_DECLARE_FLAGS(Scopes, Scope)

    /// Findings of one clause and verdict.
    struct FindingGroup
    {
        QByteArray id{};
        protocol::Verdict verdict = protocol::Verdict::Info;
        ExchangeNumber first{};
        ExchangeNumber last{};
        QByteArray text{}; ///< Of the latest; UTF-8.
    };

    /// Where a term stands in the text.
    struct Place
    {
        qsizetype from = 0;
        qsizetype length = 0;
    };

    /// A fault of kind Usage says which term is wrong, and what may be written; `place` is told
    /// where it stands. Every term must have a meaning in one of the scopes.
    [[nodiscard]] static Result<Filter> parse(const QString &text, Place *place = nullptr,
                                              Scopes scopes = Scope::Traffic);

    /// Only the terms that have a meaning there.
    [[nodiscard]] Filter within(Scope scope) const;
    /// The others, as they were written.
    [[nodiscard]] QStringList meaningless(Scope scope) const;

    /// Everything passes.
    [[nodiscard]] bool isEmpty() const noexcept { return m_terms.empty(); }

    /// There are terms about marks or notes.
    [[nodiscard]] bool asksForRemarks() const noexcept;
    /// Where those look; without it nobody said anything.
    void lookAt(std::shared_ptr<const RemarkIndex> remarks) { m_remarks = std::move(remarks); }

    /// Of exchanges as such. Where there are terms about events, one of its events must pass.
    [[nodiscard]] bool passes(const ExchangeRecord &record,
                              std::span<const EventRecord> events) const;
    /// A hole of a feed with that label; what reaches into a range of numbers passes. For filters
    /// within Scope::Gaps.
    [[nodiscard]] bool passes(const GapRecord &record, const QByteArray &label) const;
    /// For filters within Scope::Findings.
    [[nodiscard]] bool passes(const FindingGroup &group) const;
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
        Marked,
        Note,
        Id,
        Severity,
    };

    struct Term
    {
        Subject subject = Subject::Text;
        bool negated = false;
        QByteArray text{}; ///< Lower case.
        qint64 first = 0;
        qint64 last = 0;
        QString written{};
        Scopes scopes = Scope::Traffic;

        [[nodiscard]] bool isOfEvents() const noexcept { return subject <= Subject::State; }
        [[nodiscard]] bool isOfRemarks() const noexcept
        {
            return subject == Subject::Marked || subject == Subject::Note;
        }
        [[nodiscard]] bool holds(qint64 number) const noexcept
        {
            return number >= first && number <= last;
        }
    };

    [[nodiscard]] static Result<Term> parseTerm(QString word, bool quoted, Scopes scopes);
    [[nodiscard]] static Scopes scopesOf(const Term &term);
    [[nodiscard]] static bool holds(const Term &term, const journal::Exchange &exchange);
    [[nodiscard]] static bool holds(const Term &term, const EventRecord &event);
    [[nodiscard]] static bool holds(const Term &term, const Gap &gap, const QByteArray &label);
    [[nodiscard]] static bool holds(const Term &term, const FindingGroup &group);
    [[nodiscard]] static bool holds(const Term &term, const Remark *remark);
    [[nodiscard]] bool isSaidOf(const Term &term, ExchangeNumber exchange) const;
    [[nodiscard]] bool isSaidOf(const Term &term, const FeedRange &numbers) const;
    [[nodiscard]] bool passesAlone(const journal::Exchange &exchange) const;
    [[nodiscard]] bool passes(const EventRecord &event) const;

    std::vector<Term> m_terms;
    std::shared_ptr<const RemarkIndex> m_remarks;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Filter::Scopes)

} // namespace pushbench::ledger
