// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feed.h"

#include <QByteArray>

#include <vector>

namespace pushbench::ledger {

/// Number n for the record that it usually speaks of (0), or for another one.
struct NumberedRecord
{
    qint64 number = 0;
    int record = 0;
};

/// Events that own their text, and the views that the books take.
class EventList
{
public:
    explicit EventList(const std::vector<NumberedRecord> &records);

    [[nodiscard]] const std::vector<protocol::EntityEventView> &views() const noexcept
    {
        return m_views;
    }

private:
    std::vector<QByteArray> m_keys;
    std::vector<protocol::EntityEventView> m_views;
};

/// A feed told as text. Exchanges are parted by "|" and numbered from 1; exchange i is answered i
/// seconds after 1970 and began at the same instant.
///   "1 2 4"   numbers of an accepted body, ranges too ("1-3"); "4'" is 4 for another record
///   "? 5 6"   the same, but not accepted
///   "< 7"     the same, but the request began 5 seconds earlier
///   "~ 2"     no exchange: the answer to exchange 2 was lost
///   "% 2"     no exchange: the producer may have left before exchange 2 was answered
///   "@"       no exchange: a replay is expected from here on
struct Story
{
    FeedBook book;
    std::vector<EventResult> results; ///< Of all events, in order.
    std::vector<GapChange> changes;   ///< Of all steps, in order.
    QByteArray told;                  ///< The same numbers, each with what the books say of it.

    explicit Story(QByteArrayView text);

    /// "3 5-6": what is missing.
    [[nodiscard]] QByteArray holes() const;
};

/// "late", "retry", "replay", "again", "twice", "conflict", "seen", "" for received; "+" behind it
/// for a provoked one, "!" for one that contradicts.
[[nodiscard]] QByteArray wordFor(const EventResult &result);

/// The n seconds after 1970 at which exchange n of a story is answered.
[[nodiscard]] WallTime secondsIn(qint64 seconds);

/// "opened 3-4, filled 3": changes in their order.
[[nodiscard]] QByteArray textOf(const std::vector<GapChange> &changes);

} // namespace pushbench::ledger
