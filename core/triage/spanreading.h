// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feed.h"

#include <unordered_map>

namespace pushbench::triage {

/// An event that the resource has and the feed does not.
struct Published
{
    qint64 number = 0;
    quint64 record = 0; ///< Its ledger::fingerprint().
};

/// One walk through [first, last] of a resource, page by page, beside the feed's books. What it
/// gathers is worth nothing before the walk was complete. Memory: some bytes per run of numbers, 16
/// for each event that the feed misses, and what is kept.
class SpanReading
{
public:
    explicit SpanReading(ledger::NumberRange range)
        : m_range(range)
    {
    }

    /// What comes later for one of these records is remembered.
    void follow(const std::vector<quint64> &records);

    /// What the feed misses of these is remembered as it is, to be taken over: the first
    /// kMostKept.
    void keep(std::vector<ledger::NumberRange> ranges) { m_wanted = std::move(ranges); }
    static constexpr size_t kMostKept = 10'000;

    void take(const ledger::FeedBook &book, std::span<const protocol::EntityEventView> events);

    [[nodiscard]] ledger::NumberRange range() const noexcept { return m_range; }
    [[nodiscard]] const ledger::SequenceSet &present() const noexcept { return m_present; }
    [[nodiscard]] const std::vector<Published> &missing() const noexcept { return m_missing; }
    [[nodiscard]] quint64 matched() const noexcept { return m_matched; }

    /// Received for another record than the resource has there (RCP027-R10).
    [[nodiscard]] const std::vector<qint64> &contradicted() const noexcept
    {
        return m_contradicted;
    }
    [[nodiscard]] quint64 contradictedCount() const noexcept { return m_contradictedCount; }

    [[nodiscard]] const std::vector<protocol::EntityEvent> &kept() const noexcept { return m_kept; }
    /// From there on nothing was kept, although it was wanted; nullopt: all was.
    [[nodiscard]] std::optional<qint64> keptUntil() const noexcept { return m_keptUntil; }

    /// The highest number of a followed record; 0: it did not occur.
    [[nodiscard]] qint64 lastOf(quint64 record) const;

private:
    void keepIfWanted(const protocol::EntityEventView &event);

    ledger::NumberRange m_range;
    ledger::SequenceSet m_present;
    std::vector<Published> m_missing;
    std::vector<qint64> m_contradicted; ///< The first of them.
    std::unordered_map<quint64, qint64> m_followed;
    std::vector<ledger::NumberRange> m_wanted;
    std::vector<protocol::EntityEvent> m_kept;
    std::optional<qint64> m_keptUntil;
    quint64 m_matched = 0;
    quint64 m_contradictedCount = 0;
};

} // namespace pushbench::triage
