// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What passes a filter; filter.cpp says how one is written.

#include "core/ledger/filter.h"

#include "core/ledger/remarkindex.h"

#include <algorithm>

namespace pushbench::ledger {
namespace {

/// Bytes beyond ASCII are compared as they are.
bool contains(QByteArrayView text, const QByteArray &lower)
{
    const auto same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? char(a | 0x20) : a) == b;
    };
    return std::search(text.begin(), text.end(), lower.begin(), lower.end(), same) != text.end();
}

} // namespace

bool Filter::holds(const Term &term, const journal::Exchange &exchange)
{
    switch (term.subject) {
    case Subject::Status:
        return term.holds(exchange.status);
    case Subject::Side:
        return term.text == sideWord(exchange.side);
    case Subject::Source:
        return contains(exchange.source.value_or(QByteArray()), term.text);
    case Subject::Exchange:
        return term.holds(exchange.number.value);
    case Subject::Outcome:
        return journal::outcomeName(exchange.outcome) == term.text;
    case Subject::Refused:
        return !exchange.accepted();
    case Subject::Text:
        return contains(exchange.requestHead, term.text)
            || contains(exchange.requestBody, term.text)
            || contains(exchange.responseHead, term.text)
            || contains(exchange.responseBody, term.text);
    case Subject::Resource:
    case Subject::Key:
    case Subject::Sequence:
    case Subject::State:
    case Subject::Marked:
    case Subject::Note:
    case Subject::Id:
    case Subject::Severity:
        break;
    }
    Q_UNREACHABLE();
}

bool Filter::holds(const Term &term, const EventRecord &record)
{
    switch (term.subject) {
    case Subject::Resource:
        return record.event.resourceName.compare(term.text, Qt::CaseInsensitive) == 0;
    case Subject::Key:
        return contains(record.event.resourceRecordKey, term.text);
    case Subject::Sequence:
        return term.holds(record.event.sequence.value);
    case Subject::State:
        return eventStateName(record.state) == term.text;
    case Subject::Status:
    case Subject::Side:
    case Subject::Source:
    case Subject::Exchange:
    case Subject::Outcome:
    case Subject::Refused:
    case Subject::Text:
    case Subject::Marked:
    case Subject::Note:
    case Subject::Id:
    case Subject::Severity:
        break;
    }
    Q_UNREACHABLE();
}

bool Filter::holds(const Term &term, const Gap &gap, const QByteArray &label)
{
    switch (term.subject) {
    case Subject::Sequence:
        return gap.first.value <= term.last && gap.last.value >= term.first;
    case Subject::State:
        return gapStateName(gap.state) == term.text;
    case Subject::Source:
        return contains(label, term.text);
    case Subject::Exchange:
        return term.holds(gap.openedBy.value);
    case Subject::Text:
        return contains(gap.evidence, term.text) || contains(label, term.text);
    case Subject::Resource:
    case Subject::Key:
    case Subject::Status:
    case Subject::Side:
    case Subject::Outcome:
    case Subject::Refused:
    case Subject::Marked:
    case Subject::Note:
    case Subject::Id:
    case Subject::Severity:
        break;
    }
    Q_UNREACHABLE();
}

bool Filter::holds(const Term &term, const FindingGroup &group)
{
    switch (term.subject) {
    case Subject::Id:
        return contains(group.id, term.text);
    case Subject::Severity:
        return protocol::verdictName(group.verdict) == term.text;
    case Subject::Exchange:
        return group.first.value <= term.last && group.last.value >= term.first;
    case Subject::Text:
        return contains(group.id, term.text) || contains(group.text, term.text);
    case Subject::Resource:
    case Subject::Key:
    case Subject::Sequence:
    case Subject::State:
    case Subject::Status:
    case Subject::Side:
    case Subject::Source:
    case Subject::Outcome:
    case Subject::Refused:
    case Subject::Marked:
    case Subject::Note:
        break;
    }
    Q_UNREACHABLE();
}

bool Filter::holds(const Term &term, const Remark *remark)
{
    return remark
        && (term.subject == Subject::Marked ? remark->marked : contains(remark->text, term.text));
}

bool Filter::isSaidOf(const Term &term, ExchangeNumber exchange) const
{
    return m_remarks && holds(term, m_remarks->of(exchange));
}

bool Filter::isSaidOf(const Term &term, const FeedRange &numbers) const
{
    return m_remarks && holds(term, m_remarks->of(numbers));
}

bool Filter::asksForRemarks() const noexcept
{
    return std::ranges::any_of(m_terms, &Term::isOfRemarks);
}

bool Filter::passes(const GapRecord &record, const QByteArray &label) const
{
    const FeedRange numbers{record.feed, {record.gap.first.value, record.gap.last.value}};
    return std::ranges::all_of(m_terms, [&](const Term &term) {
        const bool held =
            term.isOfRemarks() ? isSaidOf(term, numbers) : holds(term, record.gap, label);
        return held != term.negated;
    });
}

bool Filter::passes(const FindingGroup &group) const
{
    return std::ranges::all_of(
        m_terms, [&group](const Term &term) { return holds(term, group) != term.negated; });
}

bool Filter::passesAlone(const journal::Exchange &exchange) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&exchange](const Term &term) {
        return term.isOfEvents() || term.isOfRemarks() || holds(term, exchange) != term.negated;
    });
}

bool Filter::passes(const EventRecord &event) const
{
    const qint64 number = event.event.sequence.value;
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) {
        if (term.isOfEvents())
            return holds(term, event) != term.negated;
        if (!term.isOfRemarks())
            return true;
        const bool said = isSaidOf(term, event.exchange)
            || isSaidOf(term, FeedRange{event.feed, {number, number}});
        return said != term.negated;
    });
}

bool Filter::passes(const ExchangeRecord &record, const EventRecord &event) const
{
    return passesAlone(*record.exchange) && passes(event);
}

bool Filter::passes(const ExchangeRecord &record, std::span<const EventRecord> events) const
{
    if (!passesAlone(*record.exchange))
        return false;
    const auto isOfEvents = [](const Term &term) { return term.isOfEvents(); };
    const bool ofEvents = std::ranges::any_of(m_terms, isOfEvents);
    if (!ofEvents && std::ranges::all_of(m_terms, [&](const Term &term) {
            return !term.isOfRemarks() || isSaidOf(term, record.exchange->number) != term.negated;
        }))
        return true;
    return std::ranges::any_of(events, [this](const EventRecord &event) { return passes(event); });
}

} // namespace pushbench::ledger
