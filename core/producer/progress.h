// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/protocol/event.h"

#include <QString>

#include <map>
#include <vector>

namespace pushbench::producer {

/// Numbers that a feed left out, both ends included.
struct Hole
{
    protocol::Sequence first{};
    protocol::Sequence last{};
    WallTime since{}; ///< When it was first seen.

    friend bool operator==(const Hole &, const Hole &) = default;
};

/// How far a feed has come: everything that a later run needs to go on exactly behind it.
struct Progress
{
    /// Settled events that lie beyond the first one that is not, as distances from it.
    struct Ahead
    {
        qint64 first = 0;
        qint64 last = 0;
        protocol::Sequence sequence{}; ///< Of the last.

        friend bool operator==(const Ahead &, const Ahead &) = default;
    };

    QString feed{};                 ///< EventSource::name().
    qint64 position = 0;            ///< So many events of the source are settled, without a gap.
    protocol::Sequence sequence{0}; ///< Of the last of them; 0: there is none.
    bool ascending = true;          ///< As far as the feed was read, its sequences only grew.
    std::vector<Ahead> ahead{};     ///< Ascending, apart from each other.

    /// What was left out below `sequence` and may come yet, or came late and is not settled;
    /// ascending, apart from each other.
    std::vector<Hole> holes{};
    qint64 refused = 0; ///< Events that the consumer refused for good until now.

    friend bool operator==(const Progress &, const Progress &) = default;
};

/// How many events those are.
[[nodiscard]] qint64 settledEvents(const Progress &progress);

/// Whether a number is in one of them.
[[nodiscard]] bool isInHole(const std::vector<Hole> &holes, protocol::Sequence sequence);

/// Keeps count of which events are settled: delivered, refused for good, or withheld on purpose. In
/// any order; holds only what is out of order.
class ProgressLog
{
public:
    explicit ProgressLog(Progress from = {});

    /// Each position once. A feed counts as ascending although some of its numbers came late: then
    /// its sequence is the highest.
    void settle(qint64 position, protocol::Sequence sequence);
    void refuse(qint64 events) noexcept { m_progress.refused += events; }
    void notAscending() noexcept { m_progress.ascending = false; }

    [[nodiscard]] Progress progress() const;

private:
    struct Run
    {
        qint64 last = 0;
        protocol::Sequence sequence; ///< Of the last, or the highest; see settle().
    };

    [[nodiscard]] protocol::Sequence later(protocol::Sequence a, protocol::Sequence b) const;

    Progress m_progress;           ///< But for `ahead`, which is m_ahead, and holes.
    std::map<qint64, Run> m_ahead; ///< By first position.
};

} // namespace pushbench::producer
