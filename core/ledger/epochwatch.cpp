// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/epochwatch.h"

#include <algorithm>

namespace pushbench::ledger {
namespace {

/// Nearer to the first number, it is one that was under way when somebody began to listen.
constexpr qint64 kFarBelow = 100;

bool isFarBelow(qint64 n, NumberRange scope)
{
    return n <= scope.first / 2 && scope.first - n >= kFarBelow;
}

} // namespace

EpochWatch::Sign EpochWatch::note(const Arrival &arrival,
                                  std::span<const protocol::EntityEventView> events,
                                  std::span<const EventResult> results,
                                  std::optional<NumberRange> scopeBefore)
{
    if (!arrival.accepted || !scopeBefore)
        return Sign::None;
    Sign sign = Sign::None;
    for (size_t i = 0; i < results.size(); ++i) {
        const qint64 n = events[i].sequence.value;
        if (results[i].state == EventState::Seen)
            continue;
        if (!m_suspect) {
            const bool conflict = results[i].state == EventState::Conflict;
            const bool fresh =
                results[i].state == EventState::Received || results[i].state == EventState::Late;
            if (!conflict && !(fresh && isFarBelow(n, *scopeBefore)))
                continue;
            begin(arrival, n, *scopeBefore);
        }
        take(arrival, events[i], results[i]);
        if (isProven()) {
            // The rest of the body belongs to it.
            m_suspect->book.apply(arrival, events.subspan(i + 1), m_results);
            return Sign::Epoch;
        }
        if (m_suspect && m_suspect->lowRun >= kConflictsInRow
            && !std::exchange(m_suspect->regressionTold, true))
            sign = Sign::Regression;
    }
    return sign;
}

void EpochWatch::begin(const Arrival &arrival, qint64 n, NumberRange old)
{
    m_suspect.emplace();
    m_suspect->first = {n};
    m_suspect->exchange = arrival.exchange;
    m_suspect->old = old;
}

EpochWatch::Voice EpochWatch::voiceOf(qint64 n, const EventResult &result) const
{
    // What it has already has been counted, whatever it comes for now.
    if (m_suspect->book.meaningOf({n}).fingerprint != 0)
        return Voice::Neither;
    if (result.state == EventState::Conflict)
        return Voice::For;
    return n > m_suspect->old.last ? Voice::Against : Voice::Neither;
}

void EpochWatch::take(const Arrival &arrival, const protocol::EntityEventView &event,
                      const EventResult &result)
{
    Suspect &suspect = *m_suspect;
    const qint64 n = event.sequence.value;
    Voice voice = voiceOf(n, result);
    if (isDuplicate(result.state)) {
        // What the old epoch had, unless it has it from the new one.
        const quint64 print = fingerprint(event.resourceName, event.resourceRecordKey);
        voice = suspect.book.meaningOf({n}).fingerprint == print ? Voice::Neither : Voice::Against;
    }
    if (n < suspect.old.first && voice == Voice::Neither) {
        suspect.lowRun = n > suspect.lastLow ? suspect.lowRun + 1 : 1;
        suspect.lastLow = n;
    }
    if (voice != Voice::Neither) {
        suspect.voices.push_back(voice == Voice::For);
        if (suspect.voices.size() > size_t{kWindow})
            suspect.voices.pop_front();
        suspect.inRow = voice == Voice::For ? suspect.inRow + 1 : 0;
    }
    // A duplicate of the old epoch is none of the new one's.
    if (!(voice == Voice::Against && isDuplicate(result.state))) {
        m_results.clear();
        suspect.book.apply(arrival, {&event, 1}, m_results);
    }
    if (voice == Voice::Against && 2 * votesFor() <= int(suspect.voices.size()))
        m_suspect.reset();
}

int EpochWatch::votesFor() const
{
    return int(std::ranges::count(m_suspect->voices, true));
}

bool EpochWatch::isProven() const
{
    return m_suspect
        && (m_suspect->inRow >= kConflictsInRow
            || (m_suspect->voices.size() >= size_t{kWindow} && 2 * votesFor() > kWindow));
}

void EpochWatch::retract(ExchangeNumber exchange, std::span<const protocol::EntityEventView> events)
{
    if (!m_suspect)
        return;
    std::vector<GapChange> unheard;
    m_suspect->book.retract(exchange, events, unheard);
    if (m_suspect->book.isEmpty())
        m_suspect.reset();
}

QByteArray EpochWatch::evidence() const
{
    const Suspect &suspect = *m_suspect;
    const QByteArray last = QByteArray::number(suspect.old.last);
    const QByteArray first = QByteArray::number(suspect.first.value);
    if (suspect.inRow >= kConflictsInRow)
        return QByteArray::number(suspect.inRow)
            + " numbers in a row came for other records than before, from " + first
            + " on, although " + last + " was the last";
    if (2 * votesFor() > kWindow)
        return QByteArray::number(votesFor()) + " of the last " + QByteArray::number(kWindow)
            + " events came under numbers that were another record's, from " + first
            + " on, although " + last + " was the last";
    return QByteArray::number(suspect.lowRun) + " numbers in a row came from " + first
        + " on, far below " + QByteArray::number(suspect.old.first) + ", where the feed began";
}

FeedBook EpochWatch::takeBook()
{
    FeedBook book = std::move(m_suspect->book);
    m_suspect.reset();
    return book;
}

} // namespace pushbench::ledger
