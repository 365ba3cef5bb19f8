// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/judgechanges.h"
#include "core/journal/feedname.h"

namespace pushbench::consumer {

/// The answers of one feed that asked it to stop, until somebody comes back: does the whole feed
/// stop on 429 (RCP028-R13), and for as long as Retry-After says (RCP028-R15, H-RA1 to H-RA7)?
/// Bounded: of more than kMost holds that nobody answered the oldest are given up.
class Holds
{
public:
    static constexpr size_t kMost = 256;

    Holds(journal::FeedName feed, const PolitenessConfig &config);

    /// A request of the feed began: whoever waited for one has it now.
    void contact(const journal::Exchange &exchange, JudgeChanges &changes);

    /// Its answer asks to stop.
    void open(const journal::Exchange &exchange, JudgeChanges &changes);

    /// That answer is out, or never left; false when it is none of this feed's.
    [[nodiscard]] bool arm(const journal::Note &note, JudgeChanges &changes);
    [[nodiscard]] bool drop(ExchangeNumber lost, JudgeChanges &changes);

    /// Holds become overdue.
    void tick(WallTime now, JudgeChanges &changes);

    /// Before that instant tick() has nothing to say.
    [[nodiscard]] WallTime due() const noexcept { return m_due; }

    [[nodiscard]] const PolitenessFigure &figure() const noexcept { return m_figure; }

    /// Figures count from here on; who is waited for still is.
    void beginRun();

private:
    /// An answer that asked to stop and has no first contact yet.
    struct Hold
    {
        PolitenessRecord record;
        qint64 connection = 0;
        WallTime began{};   ///< Of its exchange.
        bool armed = false; ///< Its answer has left; until then everything that comes is in flight.
    };

    void settle(Hold &hold, const journal::Exchange &contact);
    void judgeMargin(PolitenessRecord &record);
    [[nodiscard]] WallTime overdueAt(const PolitenessRecord &record) const;

    PolitenessConfig m_config;
    PolitenessFigure m_figure;
    std::vector<Hold> m_holds;
    WallTime m_due = WallTime::max();
};

} // namespace pushbench::consumer
